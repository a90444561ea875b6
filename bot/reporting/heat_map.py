"""What the pairs do, week by week, on a heat map of five pairs or more a line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.reporting.choosing import Chosen
from bot.reporting.plan import Plan
from bot.reporting.weekly import cells_of, extreme
from bot.reporting.words import (
    NOTHING_YET,
    PAIRS,
    TOO_FEW,
    UNDER_FIVE,
    WEEK,
    empty,
    is_small,
    number,
    of,
    share,
)
from bot.words.phrases import Phrase
from bot.words.reports import SMALLEST, Figure, PairFacts, Row, Series, Shown

SILENT, ONE, BOTH, MET, MET_AND_STEP = range(5)
NO_WEEK = 255
"""A week that has not come yet, or came after the end, or is not among the days asked for."""
_NO_WEEK = bytes([NO_WEEK])
MOST_WEEKS = 60
MOST_LINES = 120
"""Pairs that a heat map can show; of more, as many at even distances."""
LEVELS = (
    Phrase("report-level-silent", "silent"),
    Phrase("report-level-one", "one of the two"),
    Phrase("report-level-both", "both"),
    Phrase("report-level-met", "met"),
    Phrase("report-level-all", "met, step done"),
)
MAP = Phrase("report-map", "How active the pairs are, week by week")
MAP_SAYS = Phrase(
    "report-map-says",
    "In a usual week {met} % of {pairs} pairs met and {silent} % were silent. Week {week} was the quietest.",
)
MAP_SAYS_ALL = Phrase("report-map-all", "In a usual week {met} % of {pairs} pairs met and {silent} % were silent.")
MAP_DEFINES = Phrase(
    "report-map-defines",
    "Each line is five pairs or more that go alike, in the colour of the one in the middle, the most active at the "
    "top; each column is a week of the program. Silent: as far as we know neither wrote, did a step or said that they "
    "met. What they write elsewhere we don't see, and messages are counted once a week is over.",
)
FIVES = Phrase("report-map-fives", "Pairs, five or more to a line")
_WROTE = {"mentee": 1, "mentor": 2}
_STEP = {"mentee": 4, "mentor": 8}
_ANY = {side: bytes([0, *[sign] * 255]) for side, sign in _WROTE.items()}
_MEETING = 16
_TOLD = {side: _MEETING | sign for side, sign in _WROTE.items()}


def heat_map(chosen: Chosen, plan: Plan) -> Figure:
    """One line for five pairs or more that go alike, one column a week."""
    figure = Figure("heat-map", MAP(), NOTHING_YET(), (MAP_DEFINES(), UNDER_FIVE()), "grid")
    found = (line_of(pair, chosen, plan) for pair in chosen.introduced)
    lines = [line for line in found if line.strip(_NO_WEEK)]
    if not lines:
        return empty(figure, NOTHING_YET())
    if is_small(len(lines)):
        return empty(figure, TOO_FEW())
    weeks = max(len(line.rstrip(_NO_WEEK)) for line in lines)
    lines = [line[:weeks].ljust(weeks, _NO_WEEK) for line in lines]
    every = b"".join(lines)
    parts = [_levels(every[week::weeks]) for week in range(weeks)]
    met = sum(counts[MET] + counts[MET_AND_STEP] for counts in parts)
    silent, cells = sum(counts[SILENT] for counts in parts), sum(map(sum, parts))
    quiet = extreme([(p[SILENT], sum(p)) for p in parts])
    says = {"met": share(met, cells), "silent": share(silent, cells), "pairs": len(lines)}
    return Figure(
        figure.key,
        figure.title,
        MAP_SAYS(**says, week=quiet + 1) if quiet is not None else MAP_SAYS_ALL(**says),
        figure.defines,
        figure.shape,
        columns=(WEEK(), PAIRS(), *(level() for level in LEVELS)),
        rows=tuple(Row(number(week + 1), cells_of(counts)) for week, counts in enumerate(parts)),
        axis=tuple(number(week + 1) for week in range(weeks)),
        across=WEEK(),
        up=FIVES(),
        series=tuple(
            Series(level(), tuple(of(cell, sum(counts)) for counts, cell in zip(parts, column, strict=True)))
            for level, column in zip(LEVELS, _columns(parts), strict=True)
        ),
        grid=_grid(lines),
    )  # fmt: skip


def line_of(pair: PairFacts, chosen: Chosen, plan: Plan) -> bytes:
    """A pair's levels by week of the program, from the first on; whole weeks that are over, up to the pair's end."""
    course = pair.course
    start = course.begun_on or pair.introduced_on
    begun = start + dt.timedelta(days=course.shift)
    last = min(pair.ended_on or chosen.today, chosen.today)
    weeks = min((last - begun).days // 7, plan.weeks or MOST_WEEKS, MOST_WEEKS)
    if weeks <= 0:
        return b""
    # The weeks stand side by side in one number, a byte each: setting a sign in many of them is one operation.
    signs = 0
    for step, _, did, _, partner_did in course.steps:
        if week := plan.week_of.get(step, 0):
            done = (_STEP["mentee"] if did == "done" else 0) | (_STEP["mentor"] if partner_did == "done" else 0)
            signs |= done << 8 * (week - 1)
    ahead = (start - pair.introduced_on).days
    for day, _, side in course.meetings:
        signs |= _TOLD.get(side, _MEETING) << 8 * max((day - ahead) // 7, 0)
    for side, tallied in pair.wrote.items():
        # The middle of a calendar week says to which week of the program it belongs.
        offset = 8 * (((tallied.first - start).days + 3) // 7)
        wrote = int.from_bytes(tallied.counts.translate(_ANY[side]), "little")
        signs |= wrote << offset if offset > 0 else wrote >> -offset
    line = (signs & (1 << 8 * weeks) - 1).to_bytes(weeks, "little").translate(_LEVEL)
    if chosen.filters.since is None and chosen.filters.until is None:
        return line
    return bytes(
        level if chosen.within(begun + dt.timedelta(weeks=week)) else NO_WEEK for week, level in enumerate(line)
    )


def _level(signs: int) -> int:
    """The level of a week with these signs of life."""
    if signs & _MEETING:
        return MET_AND_STEP if signs & 12 == 12 else MET
    sides = bool(signs & 5) + bool(signs & 10)
    return (SILENT, ONE, BOTH)[sides]


_LEVEL = bytes(_level(signs) if signs < 32 else SILENT for signs in range(256))


def _levels(column: bytes) -> list[int]:
    """How many pairs were at each level, of a week's levels of all pairs."""
    return [column.count(level) for level in range(len(LEVELS))]


def _columns(parts: list[list[int]]) -> Iterator[list[Shown]]:
    cells = [cells_of(counts)[1:] for counts in parts]
    for level in range(len(LEVELS)):
        yield [row[level] for row in cells]


def _grid(lines: Sequence[bytes]) -> tuple[bytes, ...]:
    """The lines that are drawn: nobody can count in them what the table does not show."""
    alike = sorted(lines, key=lambda line: (len(line.rstrip(_NO_WEEK)), _activity(line)), reverse=True)
    count = len(alike) // SMALLEST
    groups = (alike[at * SMALLEST : None if at == count - 1 else (at + 1) * SMALLEST] for at in range(count))
    drawn = [bytes(map(_middle, zip(*group, strict=True))) for group in groups]
    drawn = sorted((line for line in drawn if line.strip(_NO_WEEK)), key=_activity, reverse=True)
    return tuple(drawn[at * len(drawn) // MOST_LINES] for at in range(MOST_LINES)) if len(drawn) > MOST_LINES else (
        tuple(drawn)
    )  # fmt: skip


@lru_cache(10_000)
def _middle(levels: tuple[int, ...]) -> int:
    """The level in the middle, where there are five or more."""
    known = sorted(level for level in levels if level != NO_WEEK)
    return known[len(known) // 2] if len(known) >= SMALLEST else NO_WEEK


def _activity(line: bytes) -> tuple[float, bytes]:
    known = line.translate(None, _NO_WEEK)
    return sum(known) / len(known), line


PHRASES = (*LEVELS, MAP, MAP_SAYS, MAP_SAYS_ALL, MAP_DEFINES, FIVES)
