"""All mentees by all mentors: who may be matched with whom, and what that scores, worked out in blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.demands import Facts
from bot.matching.rules import FACETS, Terms
from bot.matching.singled import BIT, apart_by_name, friends
from bot.matching.tables import Codes, Ints, coded
from bot.matching.traits import Traits
from bot.matching.weighing import hard_tables, soft_tables

BLOCK = 250_000
"""Pairs scored at once: what a core's own memory holds."""
KEPT = 120_000_000
"""Scores kept at hand at most; 240 MB."""
IMPOSSIBLE = -1
FORBIDDEN = 1 << 15
"""The bit of pairs left out for a while: they would close a circle, or were suggested already."""

Bits = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Edges:
    """Possible pairs with their scores, sorted by mentee, then mentor (numbers within the grid)."""

    rows: Codes
    columns: Codes
    scores: Ints

    def of(self, chosen: npt.NDArray[np.bool_]) -> Edges:
        """Those of them that are marked."""
        return Edges(self.rows[chosen], self.columns[chosen], self.scores[chosen])


class Grid:
    """Mentees are rows, mentors are columns, in the order given. A score is -1 where a rule keeps two apart.

    The index from the languages of a mentee to the mentors who speak one of them keeps most pairs from being scored.
    Mentees alike in languages, hours and wishes form a group; who fits a group is kept at hand.
    """

    def __init__(
        self, mentees: Sequence[Traits], mentors: Sequence[Traits], terms: Terms, facts: Facts, waits: Sequence[int]
    ) -> None:
        self.height, self.width = len(mentees), len(mentors)
        self._waits = np.array(waits, np.int32)
        self._hard = hard_tables(mentees, mentors, terms)
        keys = list(zip(*(table.rows.tolist() for table, _ in self._hard), strict=True))
        self.group_of, self._groups = coded(keys)
        self._index: dict[int, npt.NDArray[np.uint8]] = {}
        first = self._hard[0][0]
        self._speakers = [np.flatnonzero(~apart[first.columns]) for apart in first.table]
        highest = sum(100 * terms.weights.of(facet) // 100 for facet in FACETS) + max(waits, default=0)
        self._small = np.int16 if highest < 2**15 else np.int32
        self._kept: list[tuple[Codes, Codes, npt.NDArray[np.integer]]] | None = None
        self._soft = soft_tables(mentees, mentors, terms)
        self._apart = apart_by_name(mentees, mentors, terms, facts)
        self._friends = friends(mentees, mentors, terms.weights.of("known_people"))

    def forbid(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Leave out these pairs (row, column) until `allow`."""
        for row, column in pairs:
            self._apart[row][column] = self._apart[row].get(column, 0) | FORBIDDEN

    def allow(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take back what `forbid` did."""
        for row, column in pairs:
            self._apart[row][column] &= ~FORBIDDEN

    def possible(self, edges: Edges) -> Edges:
        """Those of these pairs that are not kept apart by now."""
        apart = [
            row * self.width + column for row, held in self._apart.items() for column, bits in held.items() if bits
        ]
        kept = ~np.isin(edges.rows * self.width + edges.columns, apart)
        return edges.of(kept)

    # --- who fits whom -------------------------------------------------------------------------------------------

    def fits(self, row: int) -> npt.NDArray[np.bool_]:
        """For every mentor whether no rule keeps them apart from this mentee."""
        group = int(self.group_of[row])
        packed = self._index.get(group)
        if packed is None:
            packed = self._index[group] = np.packbits(self._fits(group))
        found = np.unpackbits(packed, count=self.width).view(np.bool_)
        for column, bits in self._apart.get(row, {}).items():
            if bits:
                found[column] = False
        return found

    def _fits(self, group: int) -> npt.NDArray[np.bool_]:
        fits = np.ones(self.width, bool)
        for (table, _), kind in zip(self._hard, self._groups[group], strict=True):
            fits &= ~table.table[kind][table.columns]
        return fits

    def bits(self, row: int) -> Bits:
        """For every mentor the rules broken beside this mentee, as bits; what is only left out for a while is not."""
        found = np.zeros(self.width, np.uint16)
        for (table, rule), kind in zip(self._hard, self._groups[int(self.group_of[row])], strict=True):
            found |= table.table[kind][table.columns].astype(np.uint16) * np.uint16(BIT[rule])
        for column, bits in self._apart.get(row, {}).items():
            found[column] |= bits & ~FORBIDDEN
        return found

    # --- scores --------------------------------------------------------------------------------------------------

    def blocks(self, rows: Codes) -> Iterator[tuple[Codes, Codes, Ints]]:
        """These mentees in blocks: rows, mentors who speak one of their languages, and the scores."""
        if self._kept is None:
            yield from self._scored(rows)
            return
        wanted = np.zeros(self.height, bool)
        wanted[rows] = True
        for some, columns, scores in self._kept:
            chosen = wanted[some]
            if chosen.any():
                yield self._without_forbidden(some[chosen], columns, scores[chosen].astype(np.int32))

    def keep(self) -> None:
        """Score everyone once and keep it, unless that takes too much room."""
        speakers = [len(columns) for columns in self._speakers]
        if sum(speakers[kind] for kind in self._hard[0][0].rows.tolist()) <= KEPT:
            blocks = self._scored(np.arange(self.height))
            self._kept = [(rows, columns, scores.astype(self._small)) for rows, columns, scores in blocks]

    def _scored(self, rows: Codes) -> Iterator[tuple[Codes, Codes, Ints]]:
        kinds = self._hard[0][0].rows[rows]
        order, kinds = rows[np.argsort(kinds, kind="stable")], np.sort(kinds)
        starts = np.flatnonzero(np.diff(kinds, prepend=-1)).tolist()
        for start, end in zip(starts, [*starts[1:], len(order)][: len(starts)], strict=True):
            columns = self._speakers[kinds[start]]
            step = max(1, BLOCK // max(len(columns), 1))
            for at in range(start, end, step):
                some = order[at : min(at + step, end)]
                yield some, columns, self._scores(some, columns)

    def _scores(self, rows: Codes, columns: Codes) -> Ints:
        scores = np.repeat(self._waits[rows, None], len(columns), axis=1)
        for table in self._soft:
            scores += table.block(rows, columns)
        for at, row in enumerate(rows.tolist()):
            for column, worth in self._friends.get(row, {}).items():
                scores[at, columns == column] += worth
        for broken, _ in self._hard[1:]:
            scores[broken.block(rows, columns)] = IMPOSSIBLE
        return self._without_forbidden(rows, columns, scores)[2]

    def _without_forbidden(self, rows: Codes, columns: Codes, scores: Ints) -> tuple[Codes, Codes, Ints]:
        for at, row in enumerate(rows.tolist()):
            for column, bits in self._apart.get(row, {}).items():
                if bits:
                    scores[at, columns == column] = IMPOSSIBLE
        return rows, columns, scores

    def best(self, rows: Codes, count: int) -> tuple[Edges, Ints]:
        """The best `count` mentors of each of these mentees, and by row the score that none of the others exceeds."""
        floor = np.full(self.height, IMPOSSIBLE, np.int32)
        found: list[tuple[Codes, Codes, Ints]] = []
        for some, columns, scores in self.blocks(rows):
            kept = np.broadcast_to(np.arange(len(columns)), scores.shape)
            if len(columns) > count:
                top = np.argpartition(-scores, count, axis=1)
                floor[some] = scores[np.arange(len(some)), top[:, count]]
                kept = np.sort(top[:, :count], axis=1)
            best = np.take_along_axis(scores, kept, axis=1)
            possible = best != IMPOSSIBLE
            found.append((np.repeat(some, possible.sum(axis=1)), columns[kept][possible], best[possible]))
        return joined(found), floor


def joined(found: Sequence[tuple[Codes, Codes, Ints]]) -> Edges:
    """Pairs found in several places, each once, in order."""
    if not found:
        return Edges(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0, np.int32))
    rows, columns, scores = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((columns, rows))
    rows, columns, scores = rows[order], columns[order], scores[order]
    fresh = np.ones(len(rows), bool)
    fresh[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    return Edges(rows[fresh], columns[fresh], scores[fresh])
