"""As many people as possible: free seats, and a largest matching proven over all possible pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from bot.matching.grid import Edges, Grid, joined
from bot.matching.tables import Codes

NOBODY = -1

_Costs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Seats:
    """Free seats, mentor by mentor: `costs` is what each further mentee costs, mentor j's begin at `starts[j]`."""

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


def largest(
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
    rows, places, _ = by_seat(seats, edges)
    graph = csr_array((np.ones(len(rows), np.int8), (rows, places)), shape=(grid.height, len(seats.costs)))
    if graph.nnz == 0:
        return np.full(grid.height, NOBODY, np.intp)
    place_of = maximum_bipartite_matching(graph, perm_type="column")
    return np.where(place_of >= 0, mentor_at(seats, place_of), NOBODY)


def mentor_at(seats: Seats, places: npt.NDArray[np.integer]) -> Codes:
    """The mentor each of these seats belongs to."""
    return np.searchsorted(seats.starts, places, side="right") - 1


def by_seat(seats: Seats, edges: Edges) -> tuple[Codes, Codes, npt.NDArray[np.int64]]:
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
        for column in np.flatnonzero(grid.fits(row) & ~seen_column).tolist():
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
