"""Where everything that keeps a match alive begins, and where it goes on after a break."""

from __future__ import annotations

from bot.flows.alive import check_ins, rounds
from bot.flows.alive.diary import date_of, day_together, keep, kept, plan_on, stands_still
from bot.flows.alive.signs import Quiet, is_counted, keep_quiet, look_again
from bot.flows.ending.farewell import plan_end
from bot.flows.engine.telling import Telling
from bot.flows.journey.hours import program_of, today_of
from bot.flows.matches.keeping import record
from bot.flows.matches.ties import tie_due, tie_of
from bot.words.matches import Match
from bot.words.people import Due


def begin(telling: Telling, match: Match) -> None:
    """The two were introduced: this person's questions are planned, and their silence is counted from today."""
    tie = tie_of(telling, match.id)
    program = program_of(telling, tie) if tie else None
    if tie is None or program is None:
        return
    side = match.side(telling.person.id)
    if "introduced_on" not in kept(tie):
        keep(telling, match.id, introduced_on=today_of(telling).isoformat())
    keep_quiet(telling, match.id, side, Quiet())
    record(telling, match.program, side, first=None)
    _plan(telling, match)
    for number, days in enumerate(program.introduction.ask_after_days):
        tie = tie_of(telling, match.id) or tie
        plan_on(telling, tie, "in-touch", date_of(tie, days), str(number))


def go_on(telling: Telling, due: Due) -> None:
    """A break is over: what stood still is planned anew, as many days later as it lasted."""
    tie = tie_due(telling, due)
    if tie is not None and not stands_still(tie):
        _plan(telling, tie.match)


def _plan(telling: Telling, match: Match) -> None:
    tie, side = tie_of(telling, match.id), match.side(telling.person.id)
    if tie is not None:
        if not is_counted(tie, side):
            keep_quiet(telling, match.id, side, Quiet(day_together(tie, today_of(telling))))
        look_again(telling, match)
        rounds.plan_next(telling, tie)
        check_ins.plan_next(telling, tie)
        plan_end(telling, tie)
