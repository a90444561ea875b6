"""What of a program its figures need to know: its weeks, which step is in which, and what mentors have to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.curriculum.program import Program


@dataclass(frozen=True, slots=True)
class Plan:
    """`week_of` holds the week of each step by its id; those of a date and electives have none. `checks` are what
    mentors have to show, `training` says that they pass the training first."""

    weeks: int = 0
    week_of: Mapping[str, int] = field(default_factory=dict)
    meeting_days: int = 7
    check_in_days: tuple[int, ...] = (14, 30)
    then_every: int = 30
    training: bool = False
    checks: frozenset[str] = frozenset()


def plan_of(program: Program) -> Plan:
    """What a program's files say."""
    return Plan(
        weeks=program.weeks,
        week_of={step.id: step.week for step in program.steps if step.week and not step.elective},
        meeting_days=program.meetings.every_days,
        check_in_days=tuple(program.check_ins.days),
        then_every=program.check_ins.then_every,
        training=program.matching.training,
        checks=frozenset(check.name for check in program.matching.checks),
    )
