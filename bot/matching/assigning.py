"""The best assignment: as many people as possible first, then the highest total score, proven over all pairs.

1. Match as many as possible among each mentee's best candidates (Hopcroft and Karp), then look along alternating paths
   through every possible pair for anyone who could still be matched; their pairs become candidates too.
2. What the unmatched reach on alternating paths is the crowded part (Dulmage and Mendelsohn): in every largest matching
   all its seats are taken by its mentees, and all other mentees are matched outside of it. So each part is a plain
   assignment problem without anyone left over on its smaller side, solved exactly (Jonker and Volgenant, sparse).
3. The optimal prices of seats (duals) tell of every pair that is no candidate whether it could improve the result.
   Those that could become candidates, and the part is solved again, until there are none: the result is optimal, and
   what all seats and mentees are worth at these prices is the bound that shows it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from bot.matching.grid import Edges, Grid, joined
from bot.matching.largest import NOBODY, Seats, by_seat, largest, mentor_at
from bot.matching.tables import Codes

__all__ = ["NOBODY", "Assignment", "Seats", "assign", "candidates"]

WIDE = 192
"""Mentors per mentee that are looked at first when prices ask for more candidates."""
CANDIDATES = 24
"""Mentors per mentee to begin with."""
MORE = 16
"""Mentors per mentee that are added at once where prices show that others could be better."""

_FAR_BELOW = -(10**9)

Best = tuple[Edges, npt.NDArray[np.int32]]
"""The best pairs of each mentee, and by mentee the score that none of their others exceeds."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """By mentee the mentor or -1; the total score less what load costs, and what no assignment of as many exceeds.

    `is_crowded` marks mentees, and `is_full` mentors, of the crowded part: there are fewer seats than mentees there.
    """

    mentor_of: Codes
    score: int
    bound: int
    is_crowded: npt.NDArray[np.bool_]
    is_full: npt.NDArray[np.bool_]


def assign(grid: Grid, seats: Seats, best: Best | None = None) -> Assignment:
    """The best assignment of the grid's mentees to these seats. `best` is what `candidates` gave for the grid."""
    rows = np.arange(grid.height)
    found, floor = best or candidates(grid)
    wide = grid.possible(found)
    edges = _largest_of_row(wide, wide.scores, CANDIDATES)
    edges, mentor_of, is_crowded, is_full = largest(grid, seats, edges)
    score = bound = 0
    for part in (False, True):
        inside = rows[(is_crowded == part) & (part | (mentor_of != NOBODY))]
        solved = _Part(grid, seats, inside, is_full == part, is_crowded=part)
        mentor_of[inside] = solved.solve(edges, (wide, floor))
        score, bound = score + solved.score, bound + solved.bound
    return Assignment(mentor_of, score, bound, is_crowded, is_full)


def candidates(grid: Grid) -> Best:
    """The best pairs of each mentee, and the score that none of their others exceeds."""
    grid.keep()
    return grid.best(np.arange(grid.height), WIDE)


# --- the highest score -----------------------------------------------------------------------------------------


class _Part:
    """One of the two parts: all its mentees are matched, or, where it is crowded, all its seats are taken."""

    def __init__(
        self, grid: Grid, seats: Seats, rows: Codes, has_column: npt.NDArray[np.bool_], *, is_crowded: bool
    ) -> None:
        self._grid, self._seats, self._rows, self._is_crowded = grid, seats, rows, is_crowded
        self._has_column = has_column & (seats.counts > 0)
        self._has_row = np.zeros(grid.height, bool)
        self._has_row[rows] = True
        self.score = self.bound = 0

    def solve(self, edges: Edges, best: Best) -> Codes:
        """The mentor of each of the part's mentees."""
        edges, wide, floor = self._inside(edges), self._inside(best[0]), best[1]
        if not len(edges.rows):
            return np.full(len(self._rows), NOBODY, np.intp)
        while True:
            mentor_of = self._assigned(edges)
            prices, gains = self._prices(edges, mentor_of)
            better = _dearer(wide, prices, gains)
            if not len(better.rows):
                better = self._better(prices, gains, floor)
            if not len(better.rows):
                self.bound = self._worth(prices, gains)
                return mentor_of[self._rows]
            edges = joined([(one.rows, one.columns, one.scores) for one in (edges, better)])

    def _worth(self, prices: npt.NDArray[np.int64], gains: npt.NDArray[np.int64]) -> int:
        """What mentees gain and seats earn at these prices: no assignment of as many people is worth more.

        A seat earns its mentor's price less what it costs; only where all are taken may that be below nothing.
        """
        has_seat = np.repeat(self._has_column, self._seats.counts)
        earned = (np.repeat(prices, self._seats.counts) - self._seats.costs)[has_seat]
        return int(gains[self._rows].sum() + (earned if self._is_crowded else np.maximum(earned, 0)).sum())

    def _inside(self, edges: Edges) -> Edges:
        return edges.of(self._has_row[edges.rows] & self._has_column[edges.columns])

    def _assigned(self, edges: Edges) -> Codes:
        rows, places, worth = by_seat(self._seats, edges)
        rows_in, at_row = np.unique(rows, return_inverse=True)
        places_in, at_place = np.unique(places, return_inverse=True)
        cost = (worth.max() + 1 - worth).astype(np.float64)  # whole numbers below 2^53: exact
        pairs = (at_place, at_row) if self._is_crowded else (at_row, at_place)
        shape = (len(places_in), len(rows_in)) if self._is_crowded else (len(rows_in), len(places_in))
        one, other = min_weight_full_bipartite_matching(csr_array((cost, pairs), shape=shape))
        at_row, at_place = (other, one) if self._is_crowded else (one, other)
        mentor_of = np.full(self._grid.height, NOBODY, np.intp)
        mentor_of[rows_in[at_row]] = mentor_at(self._seats, places_in[at_place])
        return mentor_of

    def _prices(self, edges: Edges, mentor_of: Codes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The lowest prices of mentors at which nobody would rather have another candidate, and what each mentee gains.

        A price rises (Bellman and Ford) until it is at least what each other mentee would gain by coming here.
        """
        mine = mentor_of[edges.rows]
        is_mine = mine == edges.columns
        own = np.zeros(self._grid.height, np.int64)
        own[edges.rows[is_mine]] = edges.scores[is_mine]
        taken = np.bincount(mentor_of[mentor_of >= 0], minlength=self._grid.width)
        last = np.where(taken > 0, self._seats.starts[:-1] + taken - 1, 0)
        self.score = int(own.sum()) - self._load(taken)
        prices = np.where(taken > 0, self._seats.costs[last], 0)
        if self._is_crowded:
            prices = np.full(self._grid.width, _FAR_BELOW, np.int64)
        order = np.argsort(edges.columns, kind="stable")
        columns, starts = np.unique(edges.columns[order], return_index=True)
        mine, more = mine[order], (edges.scores.astype(np.int64) - own[edges.rows])[order]
        while True:
            asked = np.where(mine >= 0, prices[mine], 0) + more
            raised = np.maximum(prices[columns], np.maximum.reduceat(asked, starts))
            if (raised == prices[columns]).all():
                break
            prices[columns] = raised
        gains = np.where(mentor_of >= 0, own - prices[mentor_of], 0)
        return prices, gains

    def _load(self, taken: Codes) -> int:
        costs, starts = self._seats.costs, self._seats.starts
        return sum(int(costs[starts[j] : starts[j] + count].sum()) for j, count in enumerate(taken.tolist()) if count)

    def _better(
        self, prices: npt.NDArray[np.int64], gains: npt.NDArray[np.int64], floor: npt.NDArray[np.int32]
    ) -> Edges:
        """Of all pairs there are those at which a mentee would gain more, a few for each.

        Who would not gain even by the best of those left out at the lowest price need not be looked at.
        """
        lowest = prices[self._has_column].min(initial=0)
        unsure = self._rows[(floor[self._rows] >= 0) & (floor[self._rows] - lowest > gains[self._rows])]
        found = []
        for some, every, all_scores in self._grid.blocks(unsure):
            kept = self._has_column[every]
            columns, scores = every[kept], all_scores[:, kept]
            at, place = np.nonzero((scores >= 0) & (scores - prices[columns] > gains[some, None]))
            if len(at):
                found.append((some[at], columns[place], scores[at, place]))
        edges = joined(found)
        return _largest_of_row(edges, _more(edges, prices, gains), MORE)


def _more(edges: Edges, prices: npt.NDArray[np.int64], gains: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """By how much each pair would give its mentee more than the mentor they have."""
    return edges.scores - prices[edges.columns] - gains[edges.rows]


def _dearer(edges: Edges, prices: npt.NDArray[np.int64], gains: npt.NDArray[np.int64]) -> Edges:
    """Of these pairs those at which a mentee would gain more, a few for each."""
    more = _more(edges, prices, gains)
    better = more > 0
    return _largest_of_row(edges.of(better), more[better], MORE)


def _largest_of_row(edges: Edges, values: npt.NDArray[np.integer], count: int) -> Edges:
    """The pairs of largest value of each mentee, in order."""
    order = np.lexsort((edges.columns, -values, edges.rows))
    rows = edges.rows[order]
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    rank = np.arange(len(rows)) - np.repeat(starts, np.diff(starts, append=len(rows)))
    kept = np.zeros(len(rows), bool)
    kept[order[rank < count]] = True
    return edges.of(kept)
