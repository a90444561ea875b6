"""Did you meet? Each is asked alone, every so many days; what they say is logged, and never held against anyone."""

from __future__ import annotations

import datetime as dt

from bot.curriculum.program import Program
from bot.flows.alive.diary import day_together, entries, keep, kept, plan_on, put_on_list, stands_still, take_off_list
from bot.flows.alive.gate import count, is_held_back
from bot.flows.alive.holdout import goes_without, is_left_out
from bot.flows.alive.rounds import (
    apart,
    asked_ago,
    can_rest,
    meeting_rounds,
    next_round,
    note_asked,
    plan_next,
    was_asked_lately,
)
from bot.flows.alive.runs import close_runs
from bot.flows.alive.signs import LISTED, alive, quiet
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.journey.hours import program_of, today_of
from bot.flows.matches.ties import tell_partner_name, tie_asked, tie_due, tie_of, ties_in
from bot.flows.shapes import Choice, Date, Several
from bot.flows.shapes.labels import Labelled
from bot.flows.talking.labels import OFFERS, offer_button
from bot.texts.dates import day as day_in_words
from bot.words.matches import Tie
from bot.words.messages import Json
from bot.words.people import Due
from bot.words.phrases import Phrase

TOO_LATE = dt.timedelta(days=3)
"""How late the question may still be asked; after that the next one comes at its own time."""
TOGETHER_IN = 3
"""Days within which a mentor's questions about several mentees become one."""
AHEAD = 60
"""Days ahead up to which a date given for a meeting is waited for."""

GLAD = Phrase("met-glad", "How good! I have noted it. Every talk counts, the short ones too.")
PLANNED = Phrase("met-planned", "Good, then I wish you a good talk, and ask you only after {day}.")
SOME_DAY = Phrase("met-some-day", "Good, then I just wish you a good talk.")
NOT_YET = Phrase(
    "met-not-yet",
    "That's all right, some weeks are like that. Ten minutes can be enough, or a voice message on the way. "
    "Shall I help?",
)
NOT_YET_ALL = Phrase("met-not-yet-all", "That's all right, some weeks are like that. Thank you for telling me.")
THANKS = Phrase("met-thanks", "Thank you, I have noted it.")


def ask(telling: Telling, due: Due) -> None:
    """The time has come to ask this side. Who has gone quiet is left to the reminders, and who waits for someone
    on the coordinator's list is not asked about meetings with them."""
    tie = tie_due(telling, due)
    program = program_of(telling, tie) if tie else None
    if tie is None or program is None or stands_still(tie):
        return
    if telling.now - due.at > TOO_LATE or _is_spared(telling, tie, program):
        plan_next(telling, tie)
        return
    wait = apart(program) - asked_ago(telling, tie, "met")
    if wait > 0:
        plan_on(telling, tie, "met", today_of(telling) + dt.timedelta(days=wait))
        return
    if is_left_out(telling, tie, "did_you_meet"):
        plan_next(telling, tie)
        _list_never_met(telling, tie, program)
        return
    if is_held_back(telling, due, tie):
        return
    count(telling, tie)
    _put(telling, [tie, *_others_to_ask(telling, tie)])


def _is_spared(telling: Telling, tie: Tie, program: Program) -> bool:
    """Whether this time is left out: somebody is quiet, or the answer is as good as known."""
    return (
        quiet(tie, tie.match.side(telling.person.id)).rung > 0
        or quiet(tie, tie.match.side(tie.partner.id)).rung >= LISTED
        or was_asked_lately(telling, tie, "in-touch")
        or can_rest(telling, tie, program)
    )


def _put(telling: Telling, asked: list[Tie]) -> None:
    """Put the question about these, the first of which it was due for: about one, or about all of them at once."""
    tie = asked[0]
    for one in asked:
        note_asked(telling, one, "met")
        plan_next(telling, tie_of(telling, one.match.id) or one)
        close_runs(telling, one.match, DidYouMeet.key, WhoMet.key)
    answers: dict[str, Json] = {"match": tie.match.id, "day": day_together(tie, today_of(telling))}
    if len(asked) > 1:
        telling.open_run("whomet", tie.match.program, {**answers, "matches": [one.match.id for one in asked]})
    else:
        telling.open_run("didyoumeet", tie.match.program, answers)
    advance(telling)
    for one in asked:
        if (program := program_of(telling, one)) is not None:
            _list_never_met(telling, one, program)


def _others_to_ask(telling: Telling, tie: Tie) -> list[Tie]:
    """Other mentees about whom a mentor would be asked within days: they are asked about all at once."""
    if tie.match.side(telling.person.id) != "mentor":
        return []
    found = []
    for one in ties_in(telling, frozenset({"open"}), tie.match.program):
        program = program_of(telling, one)
        if one.match.id == tie.match.id or one.match.mentor != telling.person.id or program is None:
            continue
        is_free = asked_ago(telling, one, "met") >= apart(program) and not was_asked_lately(telling, one, "in-touch")
        is_near = (next_round(telling, one, program, 0) - today_of(telling)).days <= TOGETHER_IN
        is_going = not stands_still(one) and quiet(one, "mentor").rung == 0 and quiet(one, "mentee").rung < LISTED
        is_asked = is_going and not goes_without(one, "did_you_meet") and not can_rest(telling, one, program)
        found += [one] if is_free and is_near and is_asked else []
    return found


def take_answer(telling: Telling) -> None:
    """Log it, and answer kindly."""
    tie, answers = tie_asked(telling), dict(telling.run.answers)
    telling.close_run()
    program = program_of(telling, tie) if tie else None
    if tie is None or program is None or tie.match.status != "open":
        telling.say(telling.words(THANKS()))
        return
    said = str(answers.get("met"))
    now = today_of(telling)
    day = answers.get("day")
    log(telling, tie, day if isinstance(day, int) else day_together(tie, now), said, now)
    if said == "met":
        telling.say(telling.words(GLAD()))
    elif said == "planned":
        _wait_for(telling, tie, answers.get("when"), now)
    else:
        buttons = tuple(
            offer_button(telling, name, tie) for name in ("write", "meet") if OFFERS[name].shown(telling, tie)
        )
        telling.say(telling.words(NOT_YET()), buttons)


class DidYouMeet(Flow):
    """Have the two met or talked?"""

    met = Ask(
        "Did you and {partner} meet or talk these days? Only the program sees your answer.",
        Choice(met="Yes, we did", planned="We have a date", not_yet="Not yet"),
        values=tell_partner_name,
        counted=False,
    )
    when = Ask(
        "When is it? Then I leave you in peace until after that. Or press Skip.",
        Date(),
        when=met.was("planned"),
        counted=False,
        optional=True,
    )
    noted = Do(take_answer)


def mentees(telling: Telling) -> Shape:
    """Those the question is about."""
    names = {f"m{one.match.id:x}": one.partner.name for one in _asked_about(telling)}
    return Several([Labelled(key, name, {"en": name}) for key, name in names.items()], at_least=0, own_words=False)


def take_all(telling: Telling) -> None:
    """Log it for each: with whom they met, and with whom not yet."""
    asked, chosen = _asked_about(telling), telling.run.answers.get("who")
    telling.close_run()
    met_with = {str(one) for one in chosen} if isinstance(chosen, list) else set()
    now = today_of(telling)
    for tie in asked:
        if tie.match.status == "open":
            alive(telling, tie.match)
            said = "met" if f"m{tie.match.id:x}" in met_with else "not_yet"
            log(telling, tie, day_together(tie, now), said, now)
    telling.say(telling.words((GLAD if met_with else NOT_YET_ALL)()))


def _asked_about(telling: Telling) -> list[Tie]:
    ids = telling.run.answers.get("matches")
    return [tie for tie in telling.scene.ties if isinstance(ids, list) and tie.match.id in ids]


class WhoMet(Flow):
    """With which of several mentees did a mentor meet or talk?"""

    who = Ask(
        "With whom did you meet or talk these days? Tap their names, then Done. If it was nobody yet, just press Done. "
        "Only the program sees your answer.",
        FromScene(mentees),
        counted=False,
    )
    noted = Do(take_all)


def log(telling: Telling, tie: Tie, day: int, said: str, date: dt.date) -> None:
    """Keep what this side said about meeting: on which day together, on which date."""
    tie = tie_of(telling, tie.match.id) or tie
    entry = {"day": day, "on": date.isoformat(), "by": tie.match.side(telling.person.id), "said": said}
    keep(telling, tie.match.id, meetings=[*entries(tie, "meetings"), entry])
    if said == "met":
        take_off_list(telling, tie.match, "never-met")


def _wait_for(telling: Telling, tie: Tie, when: object, now: dt.date) -> None:
    date = dt.date.fromisoformat(when) if isinstance(when, str) else None
    if date is None or not now <= date <= now + dt.timedelta(days=AHEAD):
        telling.say(telling.words(SOME_DAY()))
        return
    plan_on(telling, tie, "met", date + dt.timedelta(days=1))
    noon = dt.datetime.combine(date, dt.time(12), dt.timezone.utc)
    telling.say(telling.words(PLANNED(day=day_in_words(noon, "UTC", telling.language))))


def _list_never_met(telling: Telling, tie: Tie, program: Program) -> None:
    """Two weeks without a meeting that anyone knows of need a human: once, and once more for each date since then that
    came to nothing. What a coordinator marked as done stays done as long as nothing has changed."""
    tie = tie_of(telling, tie.match.id) or tie
    day = day_together(tie, today_of(telling))
    if day < program.silence.coordinator or meeting_rounds(tie, program.meetings.every_days):
        return
    dates = sum(one.get("said") == "planned" for one in entries(tie, "meetings"))
    if kept(tie).get("never_met_at") != dates:
        keep(telling, tie.match.id, never_met_at=dates)
        put_on_list(telling, tie.match, "never-met", days=day)


PHRASES = (GLAD, PLANNED, SOME_DAY, NOT_YET, NOT_YET_ALL, THANKS)
