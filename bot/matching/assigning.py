"""The best assignment: as many people as possible first, then the highest total score, proven over all pairs.

1. Match as many as possible among each mentee's best candidates (Hopcroft and Karp), then look along alternating paths
   through every possible pair for anyone who could still be matched; their pairs become candidates too.
2. What the unmatched reach on alternating paths is the crowded part (Dulmage and Mendelsohn): in every largest matching
   all its seats are taken by its mentees, and all other mentees are matched outside of it. So each part is a plain
   assignment problem without anyone left over on its smaller side, solved exactly (Jonker and Volgenant, sparse).
3. The optimal prices of seats (duals) tell of every pair that is no candidate whether it could improve the result. Those
   that could become candidates, and the part is solved again, until there are none: the result is optimal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching, min_weight_full_bipartite_matching

from bot.matching.grid import Edges, Grid, joined
from bot.matching.tables import Codes

WIDE = 192
"""Mentors per mentee that are looked at first when prices ask for more candidates."""
CANDIDATES = 48
"""Mentors per mentee to begin with."""
MORE = 16
"""Mentors per mentee that are added at once where prices show that others could be better."""
ROUNDS = 60
"""How often candidates are added; a few rounds are usual."""
NOBODY = -1

_FAR_BELOW = -(10**9)
_Costs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Seats:
    """Free seats, mentor by mentor: `costs` holds what each further mentee costs, and mentor j's begin at `starts[j]`."""

    costs: _Costs
    starts: Codes

    @classmethod
    def of(cls, costs: Sequence[Sequence[int]]) -> Seats:
        """From every mentor's costs of free seats, cheapest first."""
        starts = np.concatenate(([0], np.cumsum([len(one) for one in costs], dtype=np.intp)))
        return cls(np.array([cost for one in costs for cost in one], np.int64), starts.astype(np.intp))

    @property
    def counts(self) -> Codes:
        """Free seats of each mentor."""
        return np.diff(self.starts)


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
    edges, mentor_of, is_crowded, is_full = _largest(grid, seats, edges)
    score = bound = 0
    for part in (False, True):
        inside = rows[(is_crowded == part) & (part | (mentor_of != NOBODY))]
        solved = _Part(grid, seats, inside, is_full == part, is_crowded=part)
        mentor_of[inside] = solved.solve(edges, (wide, floor))
        score, bound = score + solved.score, bound + solved.bound
    return Assignment(mentor_of, score, bound, is_crowded, is_full)


Best = tuple[Edges, npt.NDArray[np.int32]]


def candidates(grid: Grid) -> Best:
    """The best pairs of each mentee, and the score that none of their others exceeds."""
    grid.keep()
    return grid.best(np.arange(grid.height), WIDE)


# --- as many as possible ---------------------------------------------------------------------------------------


def _largest(
    grid: Grid, seats: Seats, edges: Edges
) -> tuple[Edges, Codes, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Candidates with which a largest matching is possible, one such, and its crowded mentees and full mentors."""
    mentor_of, extra = _cardinal(grid, seats, edges), set[tuple[int, int]]()
    while True:
        paths, is_crowded, is_full = _reached(grid, seats, mentor_of)
        if not paths:
            break
        for path in paths:
            for row, column in path:
                mentor_of[row] = column
            extra.update(path)
    more = [_scored(grid, row, column) for row, column in sorted(extra)]
    return joined([(edges.rows, edges.columns, edges.scores), *more]), mentor_of, is_crowded, is_full


def _scored(grid: Grid, row: int, column: int) -> tuple[Codes, Codes, npt.NDArray[np.int32]]:
    (_, columns, scores) = next(grid.blocks(np.array([row])))
    return np.array([row]), np.array([column]), scores[0, columns == column]


def _cardinal(grid: Grid, seats: Seats, edges: Edges) -> Codes:
    rows, places, _ = _by_seat(seats, edges)
    graph = csr_array((np.ones(len(rows), np.int8), (rows, places)), shape=(grid.height, len(seats.costs)))
    if graph.nnz == 0:
        return np.full(grid.height, NOBODY, np.intp)
    place_of = maximum_bipartite_matching(graph, perm_type="column")
    return np.where(place_of >= 0, _mentor_at(seats, place_of), NOBODY)


def _mentor_at(seats: Seats, places: npt.NDArray[np.integer]) -> Codes:
    return np.searchsorted(seats.starts, places, side="right") - 1


def _by_seat(seats: Seats, edges: Edges) -> tuple[Codes, Codes, npt.NDArray[np.int64]]:
    """Every candidate once for each seat: mentee, seat, and the score less what that seat costs."""
    counts = seats.counts[edges.columns]
    rows = np.repeat(edges.rows, counts)
    nth = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    places = np.repeat(seats.starts[edges.columns], counts) + nth
    return rows, places, np.repeat(edges.scores.astype(np.int64), counts) - seats.costs[places]


Path = list[tuple[int, int]]


def _reached(
    grid: Grid, seats: Seats, mentor_of: Codes
) -> tuple[list[Path], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """What the unmatched reach along alternating paths through all possible pairs: paths that end at a free seat and
    share nobody, each as the pairs it would make, and the mentees and mentors seen."""
    taken = np.bincount(mentor_of[mentor_of >= 0], minlength=grid.width)
    mentees_of = _holders(mentor_of, grid.width)
    seen_row = mentor_of == NOBODY
    seen_column = seats.counts == 0  # who has no seat to give is as good as not there
    parent = np.full(grid.width, NOBODY, np.intp)
    ahead, ends = np.flatnonzero(seen_row).tolist(), []
    for row in ahead:
        fresh = grid.fitting(row)
        for column in fresh[~seen_column[fresh]].tolist():
            seen_column[column], parent[column] = True, row
            if taken[column] < seats.counts[column]:
                ends.append(column)
                continue
            following = [one for one in mentees_of[column] if not seen_row[one]]
            seen_row[following] = True
            ahead.extend(following)
    return _apart([_path(end, parent, mentor_of) for end in ends]), seen_row, seen_column & (seats.counts > 0)


def _holders(mentor_of: Codes, width: int) -> list[list[int]]:
    mentees_of: list[list[int]] = [[] for _ in range(width)]
    for row, column in enumerate(mentor_of.tolist()):
        if column != NOBODY:
            mentees_of[column].append(row)
    return mentees_of


def _path(end: int, parent: Codes, mentor_of: Codes) -> Path:
    pairs, column = [], end
    while column != NOBODY:
        row = int(parent[column])
        pairs.append((row, column))
        column = int(mentor_of[row])
    return pairs


def _apart(paths: list[Path]) -> list[Path]:
    """Those of these paths that share no mentee with one before."""
    used: set[int] = set()
    kept = []
    for path in paths:
        rows = {row for row, _ in path}
        if used.isdisjoint(rows):
            used |= rows
            kept.append(path)
    return kept


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
        for _ in range(ROUNDS):
            mentor_of = self._assigned(edges)
            prices, gains = self._prices(edges, mentor_of)
            better, missed = _dearer(wide, prices, gains), 0
            if not len(better.rows):
                better, missed = self._better(prices, gains, floor)
            if not len(better.rows):
                break
            edges = joined([(one.rows, one.columns, one.scores) for one in (edges, better)])
        self.bound = self.score + missed
        return mentor_of[self._rows]

    def _inside(self, edges: Edges) -> Edges:
        return edges.of(self._has_row[edges.rows] & self._has_column[edges.columns])

    def _assigned(self, edges: Edges) -> Codes:
        rows, places, worth = _by_seat(self._seats, edges)
        rows_in, at_row = np.unique(rows, return_inverse=True)
        places_in, at_place = np.unique(places, return_inverse=True)
        cost = (worth.max() + 1 - worth).astype(np.float64)  # whole numbers below 2^53: exact
        pairs = (at_place, at_row) if self._is_crowded else (at_row, at_place)
        shape = (len(places_in), len(rows_in)) if self._is_crowded else (len(rows_in), len(places_in))
        one, other = min_weight_full_bipartite_matching(csr_array((cost, pairs), shape=shape))
        at_row, at_place = (other, one) if self._is_crowded else (one, other)
        mentor_of = np.full(self._grid.height, NOBODY, np.intp)
        mentor_of[rows_in[at_row]] = _mentor_at(self._seats, places_in[at_place])
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
    ) -> tuple[Edges, int]:
        """Pairs, of all there are, at which a mentee would gain more, and the sum of the most that each would gain.

        Who would not gain even by the best of those left out at the lowest price need not be looked at.
        """
        lowest = prices[self._has_column].min(initial=0)
        unsure = self._rows[(floor[self._rows] >= 0) & (floor[self._rows] - lowest > gains[self._rows])]
        found, missed = [], 0
        for some, every, all_scores in self._grid.blocks(unsure):
            kept = self._has_column[every]
            columns, scores = every[kept], all_scores[:, kept]
            more = np.where(scores >= 0, scores - prices[columns] - gains[some, None], 0)
            missed += int(more.max(axis=1, initial=0).sum())
            at, place = np.nonzero(more > 0)
            if len(at):
                found.append((some[at], columns[place], scores[at, place]))
        edges = joined(found)
        return _largest_of_row(edges, _more(edges, prices, gains), MORE), missed


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
