"""When one person hears from a program, and how much of what we send by ourselves is enough for a day."""

from __future__ import annotations

import datetime as dt

from bot.curriculum.program import Program
from bot.curriculum.rhythm import QuietHours
from bot.flows.engine.telling import Telling
from bot.flows.journey.calendar import Hours, zone_of
from bot.flows.matches.keeping import record
from bot.words.matches import Tie
from bot.words.people import Membership

MOST_A_DAY = 2
"""Messages a person gets in one local day that nobody asked for, over all programs and kinds."""


def hours_for(program: Program, membership: Membership | None, zone: str) -> Hours:
    """The day and time of the program's prompts, or those that this member chose: `record["prompts"]` holds "weekday"
    (0 is Monday) and "time" ("18:30"), either may be missing."""
    chosen = membership.record.get("prompts") if membership else None
    weekday, time = program.prompts.weekday, program.prompts.time
    if isinstance(chosen, dict):
        own_day, own_time = chosen.get("weekday"), chosen.get("time")
        weekday = own_day if isinstance(own_day, int) and 0 <= own_day <= 6 else weekday
        time = dt.time.fromisoformat(own_time) if isinstance(own_time, str) else time
    return Hours(weekday, time, zone, program.quiet_hours)


def hours_of(telling: Telling, tie: Tie) -> Hours:
    """When this person hears from the program of this match."""
    program = program_of(telling, tie)
    side = tie.match.side(telling.person.id)
    if program is None:
        return Hours(0, dt.time(10), telling.person.zone, QuietHours())
    return hours_for(program, own_membership(telling, program.id, side), telling.person.zone)


def program_of(telling: Telling, tie: Tie) -> Program | None:
    """The program as this match walks it."""
    if tie.journey is not None:
        return telling.stage.program_of(tie.journey)
    return telling.stage.programs.get(tie.match.program)


def own_membership(telling: Telling, program: str, side: str) -> Membership | None:
    """This person's membership in a program on one side."""
    return next((m for m in telling.scene.memberships if (m.program, m.role) == (program, side)), None)


def today_of(telling: Telling) -> dt.date:
    """The date on this person's own calendar."""
    return telling.now.astimezone(zone_of(telling.person.zone)).date()


def may_nudge(telling: Telling, *, is_late: bool = False) -> bool:
    """Whether one more message that nobody asked for may go out today; of what comes late, one a day.

    Whoever moved to a zone where it is still the day before has had that day's messages already.
    """
    counts = [_counted(telling, membership) for membership in telling.scene.memberships]
    had_late = any(late for _, late in counts)
    return sum(count for count, _ in counts) < MOST_A_DAY and not (is_late and had_late)


def note_nudge(telling: Telling, program: str, side: str, *, is_late: bool = False) -> None:
    """Count a message that nobody asked for, in this membership's record."""
    membership = own_membership(telling, program, side)
    if membership is not None:
        count, had_late = _counted(telling, membership)
        day = max(today_of(telling).isoformat(), _day(membership) if count else "")
        record(telling, program, side, nudges={"day": day, "count": count + 1, "late": had_late or is_late})


def _counted(telling: Telling, membership: Membership) -> tuple[int, bool]:
    kept = membership.record.get("nudges")
    if not isinstance(kept, dict) or _day(membership) < today_of(telling).isoformat():
        return 0, False
    count = kept.get("count")
    return (count if isinstance(count, int) else 0), bool(kept.get("late"))


def _day(membership: Membership) -> str:
    kept = membership.record.get("nudges")
    return str(kept.get("day", "")) if isinstance(kept, dict) else ""
