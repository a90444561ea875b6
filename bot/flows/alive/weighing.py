"""What check-ins say of a match that a human should know: one line on the coordinator's list, which follows them.

It is there for marks that are low again, or have fallen, or came with words; for marks of the two that lie far apart;
and for questions left unanswered. The program says how much of each. When nothing of it holds any more, it is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.curriculum.program import Program
from bot.curriculum.rhythm import CheckIns
from bot.flows.alive.diary import day_together, entries, keep, kept, take_off_list
from bot.flows.alive.signs import LISTED, quiet
from bot.flows.engine.telling import Telling
from bot.flows.journey.hours import program_of, today_of
from bot.flows.matches.keeping import CHECK_INS, line
from bot.flows.matches.ties import SIDES, tie_of
from bot.words.effects.desk import Raise
from bot.words.journeys import Attention
from bot.words.matches import Match, Tie
from bot.words.messages import Json

NOT_ASKED = frozenset({"late", "holdout", "silent"})
"""What stands in place of a mark where the question was not put."""
ANSWERED_WITHIN = 7
"""Days for which the question stands."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a human should look: the kind of line, whose side it is about, what is told, the newest day it rests on."""

    kind: str
    sides: tuple[str, ...]
    day: int
    told: dict[str, Json]


def weigh(telling: Telling, match: Match) -> None:
    """Raise what needs a human, once for each new reason, and settle it when it no longer does."""
    tie = tie_of(telling, match.id)
    program = program_of(telling, tie) if tie else None
    if tie is None or program is None:
        return
    found = next(_findings(telling, tie, program.check_ins), None)
    if found is None:
        keep(telling, match.id, weighed=None, check_in_words=None)
        take_off_list(telling, match, CHECK_INS)
        return
    reason = [found.kind, *found.sides, found.day]
    if kept(tie).get("weighed") != reason:
        keep(telling, match.id, weighed=reason)
        _put_on_list(telling, match, found)


def keep_words(telling: Telling, match: Match, side: str, words: str) -> None:
    """Someone said what is hard: the coordinator reads it, whatever the mark was."""
    tie = tie_of(telling, match.id)
    day = max((day for day, _ in _marks(tie, side)), default=0) if tie else 0
    before = kept(tie).get("check_in_words") if tie else None
    mine: dict[str, Json] = {"day": day, "words": words}
    said: dict[str, Json] = {**(before if isinstance(before, dict) else {}), side: mine}
    keep(telling, match.id, check_in_words=said, weighed=None)
    weigh(telling, match)


def is_low(tie: Tie, program: Program | None, side: str) -> bool:
    """Whether this side's last mark alone brings the match onto the list."""
    return program is not None and _is_low(tie, program.check_ins, side)


def marks(tie: Tie, side: str) -> list[int]:
    """This side's marks so far, oldest first."""
    return [mark for _, mark in _marks(tie, side)]


def _marks(tie: Tie, side: str) -> list[tuple[int, int]]:
    found = ((one.get("day"), one.get(side)) for one in entries(tie, "check_ins"))
    return [(day, mark) for day, mark in found if isinstance(day, int) and isinstance(mark, int)]


def _findings(telling: Telling, tie: Tie, rules: CheckIns) -> Iterator[Finding]:
    """The most urgent first."""
    low = tuple(side for side in SIDES if _is_low(tie, rules, side))
    if low:
        worst = min(low, key=lambda side: marks(tie, side)[-1])
        latest = marks(tie, worst)
        day = max(_marks(tie, side)[-1][0] for side in low)
        told: dict[str, Json] = {"mark": latest[-1], "before": latest[-2] if len(latest) > 1 else None, "day": day}
        words = [said for side in low if (said := _words(tie, side))]
        yield Finding("low", (worst, *(side for side in low if side != worst)), day, {
            **told, "sides": list(low), **({"words": "\n".join(words)} if words else {}),
        })  # fmt: skip
    both = [one for one in entries(tie, "check_ins") if all(isinstance(one.get(side), int) for side in SIDES)]
    if both:
        last = {side: int(str(both[-1][side])) for side in SIDES}
        day = int(str(both[-1]["day"]))
        if abs(last["mentee"] - last["mentor"]) >= rules.apart:
            yield Finding("diverging", SIDES, day, {"day": day, **last})
    passed = {side: day for side in SIDES if (day := _passed_by(telling, tie, rules, side))}
    if passed:
        yield Finding("unanswered", tuple(passed), max(passed.values()), {
            "times": rules.unanswered, "sides": list(passed),
        })  # fmt: skip


def _is_low(tie: Tie, rules: CheckIns, side: str) -> bool:
    found = marks(tie, side)
    if not found:
        return False
    if found[-1] <= rules.alarming or _words(tie, side):
        return True
    return len(found) > 1 and (max(found[-2:]) <= rules.low or found[-2] - found[-1] >= rules.fall)


def _words(tie: Tie, side: str) -> str:
    """What this side said beside its last mark."""
    said = kept(tie).get("check_in_words")
    mine, last = said.get(side) if isinstance(said, dict) else None, _marks(tie, side)
    is_fresh = isinstance(mine, dict) and last and mine.get("day") == last[-1][0]
    return str(mine["words"]) if is_fresh and isinstance(mine, dict) else ""


def _passed_by(telling: Telling, tie: Tie, rules: CheckIns, side: str) -> int:
    """The day of the last of so many questions in a row that this side let pass by; 0 where it did not. Whoever is on
    the list for their silence is not there for this as well."""
    if quiet(tie, side).rung >= LISTED:
        return 0
    closed = day_together(tie, today_of(telling)) - ANSWERED_WITHIN
    asked = [
        one
        for one in entries(tie, "check_ins")
        if side in one and one[side] not in NOT_ASKED and (one[side] is not None or int(str(one["day"])) <= closed)
    ]
    last = asked[-rules.unanswered :]
    is_passed = len(last) == rules.unanswered and all(one[side] is None for one in last)
    return int(str(last[-1]["day"])) if is_passed else 0


def _put_on_list(telling: Telling, match: Match, found: Finding) -> None:
    person = {"mentee": match.mentee, "mentor": match.mentor}.get(found.sides[0]) if found.kind != "diverging" else None
    key = line(match, CHECK_INS)
    telling.wish(
        Raise(Attention(key, found.kind, match.program, telling.now, match=match.id, person=person, told=found.told))
    )
