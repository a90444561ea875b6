"""When each of the two is asked whether they met: rounds of days, how long ago it was, and whether it can rest."""

from __future__ import annotations

import datetime as dt

from bot.curriculum.program import Program
from bot.flows.alive.diary import date_of, day_together, entries, keep, kept, plan_on
from bot.flows.engine.telling import Telling
from bot.flows.journey.hours import program_of, today_of
from bot.words.matches import Tie
from bot.words.messages import Json

ONCE_IN = 6
"""Days within which one question is enough: whether the two are in touch, or whether they met."""
STEADY = 3
"""So many times in a row someone says that they met until every other time is enough."""


def plan_next(telling: Telling, tie: Tie) -> None:
    """Plan the next regular question, never on a day on which a step or a check-in comes."""
    program = program_of(telling, tie)
    if program is None:
        return
    wait = max(1, apart(program) - asked_ago(telling, tie, "met"))
    plan_on(telling, tie, "met", next_round(telling, tie, program, wait))


def next_round(telling: Telling, tie: Tie, program: Program, wait: int) -> dt.date:
    """The date of the next regular question, so many days from now at the soonest."""
    now = today_of(telling)
    round_ = max(1, day_together(tie, now) // program.meetings.every_days)
    date = day_of_round(tie, program, round_)
    while (date - now).days < wait:
        round_ += 1
        date = day_of_round(tie, program, round_)
    return date


def apart(program: Program) -> int:
    """Days that lie between two of these questions at least, also where a date has come between."""
    return min(ONCE_IN, max(1, program.meetings.every_days - 1))


def can_rest(telling: Telling, tie: Tie, program: Program) -> bool:
    """Whether this side said so often that they met that every other time is enough, and was asked the last time."""
    side = tie.match.side(telling.person.id)
    said = [one.get("said") for one in entries(tie, "meetings") if one.get("by") == side]
    steady = program.meetings.ask == "less" and said[-STEADY:] == ["met"] * STEADY
    return steady and asked_ago(telling, tie, "met") < 2 * program.meetings.every_days - 2


def day_of_round(tie: Tie, program: Program, round_: int) -> dt.date:
    """The date of a round's question: its last day, or one beside it on which nothing else is due."""
    day = round_ * program.meetings.every_days
    return next(
        (date_of(tie, near) for near in (day, day - 1, day + 1) if _is_free(tie, program, near)), date_of(tie, day)
    )


def _is_free(tie: Tie, program: Program, day: int) -> bool:
    has_step = program.has_journey and date_of(tie, day).weekday() == program.prompts.weekday
    rhythm = program.check_ins
    last = max(rhythm.days, default=0)
    has_check_in = day in rhythm.days or (day > last and (day - last) % rhythm.then_every == 0)
    return day > 0 and not has_step and not has_check_in


def was_asked_lately(telling: Telling, tie: Tie, what: str) -> bool:
    """Whether this side was asked the other question (`what`: "met" or "in-touch") in the last days."""
    return asked_ago(telling, tie, what) < ONCE_IN


def asked_ago(telling: Telling, tie: Tie, what: str) -> int:
    """How many days ago this side was asked; very many where they never were."""
    asked = kept(tie).get("asked")
    on = asked.get(f"{tie.match.side(telling.person.id)} {what}") if isinstance(asked, dict) else None
    return (today_of(telling) - dt.date.fromisoformat(on)).days if isinstance(on, str) else 10_000


def note_asked(telling: Telling, tie: Tie, what: str) -> None:
    """Keep that this side is asked today."""
    asked = kept(tie).get("asked")
    day: dict[str, Json] = {f"{tie.match.side(telling.person.id)} {what}": today_of(telling).isoformat()}
    keep(telling, tie.match.id, asked={**(asked if isinstance(asked, dict) else {}), **day})


def meeting_rounds(tie: Tie, every_days: int) -> set[int]:
    """Rounds of so many days in which one of the two or both said that they met: each counts as one meeting."""
    days = (one.get("day") for one in entries(tie, "meetings") if one.get("said") == "met")
    return {max(0, day - 1) // every_days for day in days if isinstance(day, int)}
