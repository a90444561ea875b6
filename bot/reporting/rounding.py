"""Rounds what is counted under filters to fives, so that two pictures taken from one another show no small group.

Hiding small cells protects one table. Whoever holds two, say of everyone and of one track, can take a cell of one from
the same cell of the other, and what is left may be of one to four although neither cell was. Looking at every pair of
tables that could ever be asked for is not possible (Cox 1980, Journal of the American Statistical Association 75,
p. 377), and adding noise (cell keys, as census offices do) would show a coordinator numbers that their own lists
contradict. Rounding to a fixed base is what statistical offices do beside hiding when tables overlap (Hundepool et al.,
Statistical Disclosure Control, 2012, chapter 5; HESA publishes all student counts so): every count shown stands for
five true ones, so the difference of two says no more of a small group than a hidden cell does. Shares are told in whole
per cent and means with one digit, as exact ones give back the counts they were made of.

What is not filtered is told exactly: there is one such table, and what is small in it is hidden. A coordinator may open
every pair by name anyway; the rounding is for whoever they send a picture or a file to. What remains is time: two whole
tables of different days differ by what happened between them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from bot.reporting.funnel import PEOPLE, PER_CENT
from bot.words.phrases import Line, Phrase
from bot.words.reports import SMALLEST, Figure, Row, Series

Points: TypeAlias = "tuple[float | None, ...]"

ROUNDED = Phrase(
    "report-rounded",
    "With filters, numbers of people and pairs are rounded to fives, so that nobody can be worked out by taking one "
    "picture from another.",
)
_COUNTS = frozenset({"came", "introduced", "before", "pairs", "ended", "people"})
"""Values in sentences that are of people or pairs."""


def to_fives(count: int) -> int:
    """The nearest multiple of five; what is not nobody is never nobody."""
    return max((count + SMALLEST // 2) // SMALLEST * SMALLEST, SMALLEST) if count else 0


def rounded(figure: Figure) -> Figure:
    """The figure as it may be laid beside others: counts in fives, shares in whole per cent, means with one digit."""
    if figure.is_empty:
        return replace(figure, says=_line(figure.says))
    shares = {at - 1 for at, column in enumerate(figure.columns) if column.key == PER_CENT.key}
    return replace(
        figure,
        says=_line(figure.says),
        adds=tuple(map(_line, figure.adds)),
        defines=(*figure.defines, ROUNDED()),
        rows=tuple(_row(row, shares) for row in figure.rows),
        series=_series(figure),
    )


def _line(line: Line) -> Line:
    values = {
        name: to_fives(value) if name in _COUNTS and isinstance(value, int) else value
        for name, value in line.values.items()
    }
    return Line(line.key, line.english, values)


def _row(row: Row, shares: set[int]) -> Row:
    cells = enumerate(row.cells)
    return Row(row.label, tuple(to_fives(one) if type(one) is int and at not in shares else one for at, one in cells))


def _series(figure: Figure) -> tuple[Series, ...]:
    if figure.up is not None and figure.up.key == PEOPLE.key:
        return _each(figure, lambda point: float(to_fives(round(point))))
    if figure.shape == "stacks":
        return _stacked(figure)
    digits = 0 if figure.shape in {"steps", "grid"} else 1
    return _each(figure, lambda point: round(point, digits))


def _each(figure: Figure, told: Callable[[float], float]) -> tuple[Series, ...]:
    def all_of(points: Points) -> Points:
        return tuple(None if point is None else told(point) for point in points)

    return tuple(Series(one.label, all_of(one.points), all_of(one.low), all_of(one.high)) for one in figure.series)


def _stacked(figure: Figure) -> tuple[Series, ...]:
    """Parts that make up the whole go on doing so: what is rounded is how high each reaches."""
    below = [0.0] * len(figure.axis)
    told = []
    for one in figure.series:
        above = [start + (point or 0) for start, point in zip(below, one.points, strict=True)]
        parts = (None if point is None else float(round(end) - round(start))
                 for start, end, point in zip(below, above, one.points, strict=True))  # fmt: skip
        told.append(Series(one.label, tuple(parts)))
        below = above
    return tuple(told)


PHRASES = (ROUNDED,)
