"""What is still to come for one side of a match: what is scheduled, and what the program will bring after that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.curriculum.program import Program
from bot.curriculum.reading import text
from bot.flows.alive import check_ins
from bot.flows.alive.diary import date_of, day_together
from bot.flows.alive.rounds import day_of_round
from bot.flows.alive.signs import RUNGS, quiet
from bot.flows.journey.calendar import Hours, zone_of
from bot.flows.journey.hours import hours_for
from bot.flows.journey.way import Way
from bot.words.matches import Match, Tie
from bot.words.people import Due
from bot.words.turns import Scene

QUIETLY = {"together-again", "prompts-look", "check-in-over"}
"""Kinds that plan or close something without a word to anyone."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Something to come: when (UTC), for which side, its kind, more of it as a code, and what it is about in words.

    With `only_if_quiet` it comes only where nothing is heard until then.
    """

    at: dt.datetime
    side: str
    kind: str
    detail: str = ""
    text: str = ""
    only_if_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """One side of a match, looked at from outside."""

    program: Program
    match: Match
    side: str
    scene: Scene
    language: str

    @property
    def tie(self) -> Tie | None:
        """The match as this side has it."""
        return next((tie for tie in self.scene.ties if tie.match.id == self.match.id), None)

    @property
    def hours(self) -> Hours:
        """When this side hears from the program."""
        found = (m for m in self.scene.memberships if (m.program, m.role) == (self.match.program, self.side))
        zone = self.scene.person.zone if self.scene.person else ""
        return hours_for(self.program, next(found, None), zone)


def planned(ahead: Ahead, due: Sequence[Due], now: dt.datetime) -> list[Planned]:
    """Everything that is scheduled for this side of the match, and the regular questions and steps after it."""
    found = list(_scheduled(ahead, due))
    tie = ahead.tie
    if tie is not None and tie.match.status == "open" and (tie.journey is None or tie.journey.status == "going"):
        found += _steps(ahead, tie, due)
        found += _later(ahead, tie, now, {one.kind: one.at for one in found})
    return found


def _scheduled(ahead: Ahead, due: Sequence[Due]) -> Iterator[Planned]:
    """What is written down, as it is."""
    own = f"match:{ahead.match.id:x}:"
    for one in due:
        if not one.key.startswith(own) or one.kind in QUIETLY:
            continue
        if one.kind == "silence":
            state = quiet(ahead.tie, ahead.side) if ahead.tie else None
            rung = RUNGS[min(state.rung, len(RUNGS) - 1)] if state else ""
            yield Planned(one.at, ahead.side, one.kind, rung, only_if_quiet=True)
        else:
            yield Planned(one.at, ahead.side, one.kind)


def _steps(ahead: Ahead, tie: Tie, due: Sequence[Due]) -> Iterator[Planned]:
    """Every step on its way: the first at the time that is written down, the others at this side's hour."""
    if tie.journey is None:
        return
    way = Way(ahead.program, tie.journey, ahead.side, ahead.hours)
    first = next((one.at for one in due if one.kind == "prompts" and one.subject.startswith(ahead.match.program)), None)
    for each in way.coming():
        at = ahead.hours.at(each.day)
        title = text(ahead.program, each.step, ahead.language).title
        yield Planned(max(at, first) if first else at, ahead.side, "prompts", each.step, title)


def _later(ahead: Ahead, tie: Tie, now: dt.datetime, scheduled: dict[str, dt.datetime]) -> Iterator[Planned]:
    """Check-ins and questions after those that are scheduled, as long as the program goes."""
    if tie.journey is None or not ahead.program.weeks:
        return
    program, zone = ahead.program, zone_of(ahead.hours.zone)
    way = Way(program, tie.journey, ahead.side, ahead.hours)
    today = now.astimezone(zone).date()
    last, day = day_together(tie, way.ends_on), day_together(tie, today)
    for each in check_ins.days(program.check_ins, last - 1):
        at = ahead.hours.at(date_of(tie, each))
        if each > day and at > scheduled.get("check-in", now) + dt.timedelta(days=1):
            yield Planned(at, ahead.side, "check-in", str(each))
    every = program.meetings.every_days
    for round_ in range(day // every + 1, last // every + 1):
        at = ahead.hours.at(day_of_round(tie, program, round_))
        if at > scheduled.get("met", now) + dt.timedelta(days=2):
            yield Planned(at, ahead.side, "met")
