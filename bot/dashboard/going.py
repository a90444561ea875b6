"""How a match goes, as far as it may be looked at: signs of life, meetings, check-ins; never what the two wrote."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.flows.alive.diary import date_of
from bot.flows.alive.rounds import meeting_rounds
from bot.flows.alive.signs import is_counted, quiet
from bot.flows.alive.weighing import marks
from bot.flows.engine.stage import Stage
from bot.words.journeys import Journey
from bot.words.matches import Match, Tie
from bot.words.people import Person
from bot.words.reports import Facts, PairFacts

SIDES = ("mentee", "mentor")


@dataclass(frozen=True, slots=True)
class Going:
    """What there is to know of both sides: the date of their last sign of life, and their marks, oldest first."""

    signs: tuple[dt.date | None, dt.date | None] = (None, None)
    meetings: int = 0
    marks: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())


def of_facts(facts: Facts, today: dt.date) -> dict[int, Going]:
    """How every match of a program goes, by what reports are made of."""
    return {pair.match: _of_pair(pair, today) for pair in facts.pairs if pair.introduced}


def _of_pair(pair: PairFacts, today: dt.date) -> Going:
    course = pair.course
    silence = course.kept.get("silence")
    days = [silence.get(side) if isinstance(silence, dict) else None for side in SIDES]
    signs = [
        min(today, pair.introduced_on + dt.timedelta(days=day + course.shift))
        if isinstance(state, dict) and isinstance(day := state.get("day"), int)
        else None
        for state in days
    ]
    mentee, mentor = ([marks[side] for marks in course.check_ins] for side in (1, 2))
    met = {max(0, day - 1) // 7 for day, _, _ in course.meetings}
    return Going(
        (signs[0], signs[1]),
        len(met),
        (tuple(one for one in mentee if one is not None), tuple(one for one in mentor if one is not None)),
    )


def tie_for(match: Match, journey: Journey | None) -> Tie:
    """The match as the flows look at one; there is no need to know the partner for that."""
    return Tie(match, Person(match.mentor, match.created_at), None, journey=journey)


def going(stage: Stage, match: Match, journey: Journey | None, today: dt.date) -> Going:
    """How this match goes on this day."""
    tie = tie_for(match, journey)
    program = stage.program_of(journey) if journey else stage.programs.get(match.program)
    every = program.meetings.every_days if program else 7
    signs = [min(today, date_of(tie, quiet(tie, side).day)) if is_counted(tie, side) else None for side in SIDES]
    mentee, mentor = (tuple(marks(tie, side)) for side in SIDES)
    return Going((signs[0], signs[1]), len(meeting_rounds(tie, every)), (mentee, mentor))
