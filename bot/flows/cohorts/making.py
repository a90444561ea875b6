"""Making a cohort with its room, and moving the day on which it begins."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.flows.cohorts import labels
from bot.flows.cohorts.views import PLACES, in_words, mine
from bot.flows.desk.joins import programs
from bot.flows.desk.rights import desk_of, enter, may, my_programs
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import Choice, FreeText
from bot.flows.shapes.date import Date
from bot.flows.shapes.labels import Labelled
from bot.texts.naming import language_name
from bot.words.cohorts import Cohort, work_on
from bot.words.effects.desk import SaveCohort
from bot.words.effects.sending import Queue, Schedule
from bot.words.messages import Address, Delivery, OpenRoom, Priority, RoomLink, Say


def places(telling: Telling) -> list[str]:
    """The platforms on which a room can be."""
    known = {telling.scene.address.channel, *(door.channel for door in telling.stage.doors())}
    return [channel for channel in PLACES if channel in known]


def begin(telling: Telling) -> None:
    """Ask what a new one shall be."""
    if not places(telling):
        telling.say(telling.words(labels.NOWHERE()))
        return
    mine = my_programs(telling)
    known = {"program": mine[0]} if len(mine) == 1 else {}
    telling.open_run(NewCohort.key, "", known)
    advance(telling)


def _languages(telling: Telling) -> Shape:
    program = telling.stage.programs.get(str(telling.run.answers.get("program", "")))
    names = {tag: language_name(tag, telling.language) for tag in (program.languages if program else ("en",))}
    return Choice.of([Labelled(tag, name, {telling.language: name}) for tag, name in names.items()])


def _where(telling: Telling) -> Shape:
    return Choice.of([Labelled(one, PLACES[one], {telling.language: PLACES[one]}) for one in places(telling)])


def make(telling: Telling) -> None:
    """Keep the cohort, and see to its room."""
    answers, fresh = dict(telling.run.answers), desk_of(telling).fresh
    telling.close_run()
    program, channel = str(answers.get("program", "")), str(answers.get("where", ""))
    if not may(telling, program) or program not in telling.stage.programs or channel not in places(telling):
        telling.say(telling.words(labels.GONE()))
        return
    made = Cohort(
        telling.moment.ids(),
        program,
        " ".join(str(answers.get("name", "")).split()),
        dt.date.fromisoformat(str(answers["begins"])),
        channel,
        str(answers.get("language", "en")),
        telling.person.zone or "UTC",
        telling.person.id,
        telling.now,
        code=fresh[:6],
    )
    enter(telling, "make-cohort", program, details={"cohort": made.id})
    give_room(telling, made)


def give_room(telling: Telling, cohort: Cohort) -> None:
    """Keep it, and have a room made for it or say how a group becomes its room."""
    if cohort.channel == "slack":
        ask_for_room(telling, replace(cohort, status="making", code=""))
        telling.say(telling.words(labels.MADE_SLACK(name=cohort.name)))
        return
    code = cohort.code or desk_of(telling).fresh[:6]
    telling.wish(SaveCohort(replace(cohort, status="waiting", code=code)))
    door = next((one for one in telling.stage.doors() if one.channel == "telegram"), None)
    bot = door.name if door else "Alongside"
    telling.say(telling.words(labels.MADE_TELEGRAM(name=cohort.name, bot=bot, code=code)))


def ask_for_room(telling: Telling, cohort: Cohort) -> None:
    """Keep it, and ask the platform for a room."""
    telling.wish(SaveCohort(cohort))
    # Nobody's address: what is wanted of the platform stands in a lane of its own.
    nowhere = Address(cohort.channel, f"/cohort-{cohort.id:x}")
    telling.wish(Queue(delivery(telling, nowhere, OpenRoom(cohort.name, cohort.id))))


def delivery(telling: Telling, to: Address, content: OpenRoom | RoomLink | Say) -> Delivery:
    """What goes into a room, or is wanted of its platform."""
    return Delivery(telling.moment.ids(), to, content, Priority.REPLY, created_at=telling.now)


class NewCohort(Flow):
    """A new cohort."""

    program = Ask("Which program shall they train for?", FromScene(programs), counted=False)
    name = Ask(
        "What shall they be called? A short name, like “Spring volunteers”.", FreeText(at_most=40), counted=False
    )
    begins = Ask("On which day do they begin?", Date(), counted=False)
    language = Ask("Which language do they speak in their room?", FromScene(_languages), counted=False)
    where = Ask("Where shall their room be?", FromScene(_where), counted=False)
    made = Do(make)


def move(telling: Telling) -> None:
    """The cohort begins on another day; prompts that stand in the room already stay."""
    answers = dict(telling.run.answers)
    telling.close_run()
    found = mine(telling).get(int(str(answers.get("cohort", 0))))
    if found is None or found.cohort.status == "ended":
        telling.say(telling.words(labels.GONE()))
        return
    begins = dt.date.fromisoformat(str(answers["begins"]))
    kept = {
        key: one for key, one in found.cohort.prompts.items() if isinstance(one, dict) and one.get("what") == "sent"
    }
    telling.wish(SaveCohort(replace(found.cohort, begins=begins, prompts=kept)))
    telling.wish(Schedule(work_on(found.cohort.id, "prompt", telling.now)))
    enter(telling, "move-cohort", found.cohort.program, details={"cohort": found.cohort.id})
    telling.say(telling.words(labels.MOVED(name=found.cohort.name, day=in_words(begins, telling.language))))


class MovingCohort(Flow):
    """Another day on which a cohort begins."""

    begins = Ask("On which day shall they begin?", Date(), counted=False)
    moved = Do(move)
