"""What a program's nudges do: matches that get a kind of nudge beside those drawn to go without it.

Every match counts in the arm it was drawn into, whatever it got in the end, and is looked at over the same first weeks;
one that has not been open for so long yet waits. scipy is loaded with the first interval, so this belongs in a worker
process or a command of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from bot.curriculum.holdout import KINDS
from bot.reporting.effects import Difference, Stratum, difference
from bot.reporting.outcomes import OUTCOMES, Outcome, Window
from bot.words.holdouts import Arm, Enrolled
from bot.words.messages import Json

WEEKS = 8
"""First weeks of a match that are looked at, unless told otherwise."""
FEWEST = 10
"""Matches in each arm below which nothing is said."""


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome of one kind. `nudged` and `without` are how many matches were measured in each arm; the figures are
    None where there are too few. `found` is "more", "fewer", "unclear" or "too-few"."""

    kind: str
    outcome: str
    nudged: int
    without: int
    found: str
    said: str
    figures: Difference | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """One kind: matches drawn to get it and to go without, those of them open too short a time, nudges left out so far,
    and matches of which it is no longer kept what happened."""

    kind: str
    nudged: int
    without: int
    waiting: int
    left_out: int
    unknown: int


@dataclass(frozen=True, slots=True)
class HoldoutTable:
    """Everything a report of holdouts shows."""

    weeks: int
    held: tuple[Held, ...]
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Json]:
        """As plain data."""
        return {
            "weeks": self.weeks,
            "kinds": [{**asdict(one), "what": KINDS.get(one.kind, "")} for one in self.held],
            "lines": [{**asdict(one), "figures": asdict(one.figures) if one.figures else None} for one in self.lines],
        }


def holdout_table(enrolled: Sequence[Enrolled], now: dt.datetime, weeks: int = WEEKS) -> HoldoutTable:
    """The effects of every kind that some match was drawn for, over the first so many weeks of each match."""
    drawn = {arm.kind for one in enrolled for arm in one.arms}
    kinds = [*(kind for kind in KINDS if kind in drawn), *sorted(drawn - {*KINDS})]
    held, lines = [], list[Line]()
    for kind in kinds:
        pairs = [(arm, Window(one, arm.at, weeks)) for one in enrolled for arm in one.arms if arm.kind == kind]
        ripe = [(arm, window) for arm, window in pairs if window.until <= now]
        held.append(
            Held(
                kind,
                nudged=sum(not arm.held for arm, _ in pairs),
                without=sum(arm.held for arm, _ in pairs),
                waiting=len(pairs) - len(ripe),
                left_out=sum(window.one.left_out.get(kind, 0) for _, window in pairs),
                unknown=sum(not window.one.is_known for _, window in ripe),
            )
        )
        lines += [_line(kind, outcome, ripe, weeks) for outcome in OUTCOMES if kind not in outcome.blind]
    return HoldoutTable(weeks, tuple(held), tuple(lines))


def _line(kind: str, outcome: Outcome, ripe: Sequence[tuple[Arm, Window]], weeks: int) -> Line:
    strata = _strata(outcome, ripe)
    able = [one for one in strata if one.nudged and one.without]
    nudged, without = sum(len(one.nudged) for one in able), sum(len(one.without) for one in able)
    if min(nudged, without) < FEWEST:
        said = f"Too few to say: {nudged} with it and {without} without; {FEWEST} of each are needed."
        return Line(kind, outcome.name, nudged, without, "too-few", said)
    found = difference(able, is_share=outcome.is_share)
    verdict = "more" if found.low > 0 else "fewer" if found.high < 0 else "unclear"
    return Line(kind, outcome.name, nudged, without, verdict, _said(outcome, found, verdict, weeks), found)


def _strata(outcome: Outcome, ripe: Iterable[tuple[Arm, Window]]) -> list[Stratum]:
    measured: dict[float, tuple[list[float], list[float]]] = {}
    for arm, window in ripe:
        value = outcome.of(window)
        if value is not None:
            measured.setdefault(arm.share, ([], []))[arm.held].append(value)
    return [Stratum(tuple(nudged), tuple(without)) for _, (nudged, without) in sorted(measured.items())]


def _said(outcome: Outcome, found: Difference, verdict: str, weeks: int) -> str:
    """One plain sentence."""
    figures = f"{_figure(outcome, found.nudged)} with it, {_figure(outcome, found.without)} without"
    unit = " points" if _is_part(outcome) else ""
    span = f"between {_signed(outcome, found.low)} and {_signed(outcome, found.high)}{unit}"
    match verdict:
        case "more":
            lead = f"With it, more {outcome.said}"
        case "fewer":
            lead = f"With it, fewer {outcome.said}"
        case _:
            lead = f"No clear difference in {outcome.said}"
    return f"{lead} in the first {weeks} weeks: {figures}; the difference lies {span} (95 %)."


def _is_part(outcome: Outcome) -> bool:
    return outcome.name != "messages"


def _figure(outcome: Outcome, value: float) -> str:
    return f"{100 * value:.0f} %" if _is_part(outcome) else f"{value:.1f}"


def _signed(outcome: Outcome, value: float) -> str:
    return f"{100 * value:+.0f}" if _is_part(outcome) else f"{value:+.1f}"
