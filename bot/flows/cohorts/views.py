"""What coordinators read about a cohort: its state, who is in it, what will be said and what was asked there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from bot.curriculum.reading import lesson
from bot.flows.cohorts import labels
from bot.flows.desk.rights import desk_of, may
from bot.flows.engine.telling import Telling
from bot.flows.training.progress import progress_of
from bot.texts.dates import day, hour
from bot.texts.naming import joined
from bot.words.cohorts import Cohort, Gathered
from bot.words.localtime import moment_of

PLACES = {"slack": "Slack", "telegram": "Telegram"}


def mine(telling: Telling) -> Mapping[int, Gathered]:
    """The cohorts of the coordinator's programs, by number."""
    return {one.cohort.id: one for one in desk_of(telling).cohorts if may(telling, one.cohort.program)}


def named(telling: Telling, cohort: Cohort) -> dict[str, str]:
    """What a line about it is filled in with."""
    status = labels.TROUBLED if cohort.trouble and cohort.status == "open" else labels.STATUS[cohort.status]
    return {
        "name": cohort.name,
        "program": telling.title_of(cohort.program),
        "day": in_words(cohort.begins, telling.language),
        "status": telling.words(status()),
    }


def in_words(date: dt.date, language: str) -> str:
    """A day as people read it."""
    return day(dt.datetime.combine(date, dt.time(12), dt.timezone.utc), "UTC", language)


def trouble(telling: Telling, cohort: Cohort) -> str:
    """What is wrong with its room, and what to do."""
    if cohort.room is None:
        if cohort.channel == "telegram":
            return telling.words(labels.REFUSED_TELEGRAM(name=cohort.name, code=cohort.code))
        return telling.words(labels.REFUSED_SLACK(name=cohort.name))
    phrase = labels.TROUBLE_SLACK if cohort.channel == "slack" else labels.TROUBLE_TELEGRAM
    return telling.words(phrase(name=cohort.name))


def people(telling: Telling, found: Gathered) -> str:
    """Who is in it and how far they are, by name: for staff alone."""
    if not found.members:
        return telling.words(labels.NOBODY())
    finished, others = [], []
    for person in found.members:
        name, at = desk_of(telling).name(person) or telling.words(labels.SOMEONE()), _at(telling, found.cohort, person)
        if at is None:
            finished.append(name)
        else:
            others.append(at(name))
    said = [telling.words(labels.PEOPLE(count=len(found.members), finished=len(finished)))]
    if finished:
        said.append(telling.words(labels.FINISHED(names=joined(finished, telling.language))))
    return "\n".join([*said, *(f"• {one}" for one in others)])


def _at(telling: Telling, cohort: Cohort, person: int) -> Callable[[str], str] | None:
    """Where this member is in the training, to be said with their name; None at its end."""
    card, program = desk_of(telling).cards.get(person), telling.stage.programs.get(cohort.program)
    known = card.memberships if card else ()
    mine = next((m for m in known if (m.program, m.role) == (cohort.program, "mentor")), None)
    if mine is None or program is None:
        return lambda name: telling.words(labels.AT_START(name=name))
    progress = progress_of(mine)
    if progress.passed:
        return None
    if not progress.has_begun:
        return lambda name: telling.words(labels.AT_START(name=name))
    upcoming = next((one for one in program.training if one not in progress.done), None)
    if upcoming is None:
        return lambda name: telling.words(labels.AT_END(name=name))
    title = lesson(program, upcoming, telling.language).title
    return lambda name: telling.words(labels.AT(name=name, lesson=title))


def prompts(telling: Telling, cohort: Cohort) -> str:
    """What will still be said in its room, and when."""
    program = telling.stage.programs.get(cohort.program)
    at = [
        moment_of(cohort.begins + dt.timedelta(one.day - 1), one.at, cohort.zone)
        for one in (program.cohort if program else ())
        if f"{one.day}@{one.at:%H:%M}" not in cohort.prompts
    ]
    coming = [] if cohort.status == "ended" else [one for one in at if one > telling.now]
    said = telling.words(labels.NO_PROMPTS())
    if coming:
        when = {
            "day": day(coming[0], cohort.zone, telling.language),
            "hour": hour(coming[0], cohort.zone, telling.language),
        }
        said = telling.words(labels.PROMPTS(count=len(coming), **when))
    lost = sum(isinstance(one, dict) and one.get("what") == "dropped" for one in cohort.prompts.values())
    return f"{said}\n{telling.words(labels.LOST_PROMPTS(count=lost))}" if lost else said


def asked(telling: Telling, found: Gathered) -> str:
    """How much was asked there."""
    unanswered = len(found.unanswered)
    return telling.words(labels.ASKED(open=unanswered, answered=len(found.questions) - unanswered))
