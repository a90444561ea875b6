"""A matching round: everyone waiting, every free seat. Loads numpy and scipy, so it belongs in a worker process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from bot.matching.assigning import NOBODY, Assignment, Seats, assign, candidates
from bot.matching.circles import Pairs, People, opened
from bot.matching.demands import reached
from bot.matching.grid import Edges, Grid
from bot.matching.ground import as_json, grounds
from bot.matching.hall import Hall, Locked, explain
from bot.matching.reasons import open_mentors, why_unmatched, why_unused
from bot.matching.round import Pairing, Proof, Round, RunnerUp, Unmatched, Unused
from bot.matching.rules import Terms
from bot.words.matches import Pool
from bot.words.messages import Json

__all__ = ["Hall", "explain", "grid_of", "solve"]


def grid_of(hall: Hall) -> Grid:
    """The mentees of a hall by its mentors."""
    mentees, mentors = ([hall.reader.traits(one) for one in people] for people in (hall.mentees, hall.mentors))
    return Grid(mentees, mentors, hall.terms, hall.facts, [hall.wait(one) for one in hall.mentees])


def solve(pool: Pool, terms: Terms, locked: Locked = (), *, others: int = 0) -> Round:
    """The best round for this pool: exact, the same for the same people in whatever order they come. With the next best
    mentors of each mentee, so many `others`."""
    return _Solver(Hall(pool, terms, locked)).round(others)


class _Solver:
    """One round on its way."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.mentees = tuple(one.person.id for one in hall.mentees)
        self.mentors = tuple(one.person.id for one in hall.mentors)
        self.rows = [hall.reader.traits(one) for one in hall.mentees]
        self.grid = grid_of(hall)
        self.costs = [hall.costs(one) for one in hall.mentors]
        self.best = candidates(self.grid)

    def round(self, others: int) -> Round:
        seats_ = Seats.of(self.costs)
        found, left_out, is_proven = self._opened(seats_)
        self.grid.forbid(left_out)
        ranked = [found, *self._further(found)]
        self.grid.allow(left_out)
        suggestions = self._suggestions(ranked)
        pairs = [of_mentee[0] for of_mentee in suggestions.values() if of_mentee]
        locked = [self._locked(*pair) for pair in self.hall.locked if self._is_known(*pair)]
        return Round(
            pairs=tuple(sorted((*pairs, *locked), key=lambda one: one.mentee)),
            suggestions=suggestions,
            grounds=self._grounds([*(one for some in suggestions.values() for one in some), *locked]),
            runners_up=self._runners_up(found, _taken([found], len(self.mentors))),
            unmatched=tuple(self._unmatched(seats_, found)),
            unused=tuple(self._unused(found)),
            proof=Proof(
                matched=int((found.mentor_of != NOBODY).sum()),
                score=found.score,
                bound=found.bound,
                is_optimal=is_proven and found.score == found.bound,
            ),
            others=self._others(found, _taken([found], len(self.mentors)), others) if others else {},
        )

    # --- the assignment ------------------------------------------------------------------------------------------

    def _opened(self, seats_: Seats) -> tuple[Assignment, Pairs, bool]:
        def without(pairs: Pairs) -> Assignment:
            self.grid.forbid(pairs)
            found = assign(self.grid, seats_, self.best)
            self.grid.allow(pairs)
            return found

        if self.hall.terms.rules.circles != "forbid":
            return without(frozenset()), frozenset(), True
        people = People(self.mentees, self.mentors, self.hall.facts.guided)
        return opened(people, without, self._worth)

    def _worth(self, row: int, column: int) -> int:
        return self.hall.pairing(self.hall.mentees[row], self.hall.mentors[column], 1, 1).score

    def _further(self, first: Assignment) -> list[Assignment]:
        """Second, third… suggestions from the seats that are left, each as good as the first was."""
        ranked, suggested = [first], set(_pairs(first))
        for _ in range(self.hall.terms.suggestions - 1):
            taken = _taken(ranked, len(self.mentors))
            left = Seats.of([costs[used:] for costs, used in zip(self.costs, taken, strict=True)])
            if not len(left.costs):
                break
            self.grid.forbid(suggested)
            further = assign(self.grid, left, self.best)
            self.grid.allow(suggested)
            self._drop_circles(ranked, further)
            ranked.append(further)
            suggested |= set(_pairs(further))
        return ranked[1:]

    def _drop_circles(self, ranked: Sequence[Assignment], further: Assignment) -> None:
        """Take out further suggestions that would close a circle if everyone took one of theirs."""
        if self.hall.terms.rules.circles != "forbid":
            return
        arrows = {mentor: set(mentees) for mentor, mentees in self.hall.facts.guided.items()}
        for row, column in (pair for found in ranked for pair in _pairs(found)):
            arrows.setdefault(self.mentors[column], set()).add(self.mentees[row])
        both = set(self.mentees) & set(self.mentors)
        for row, column in _pairs(further):
            mentee, mentor = self.mentees[row], self.mentors[column]
            if mentee in both | arrows.keys() and mentor in reached(mentee, arrows):
                further.mentor_of[row] = NOBODY
            else:
                arrows.setdefault(mentor, set()).add(mentee)

    # --- what is told --------------------------------------------------------------------------------------------

    def _suggestions(self, ranked: Sequence[Assignment]) -> dict[int, tuple[Pairing, ...]]:
        hall = self.hall
        places = Counter(hall.taken)
        found: dict[int, list[Pairing]] = {}
        for rank, assignment in enumerate(ranked, 1):
            for row, column in _pairs(assignment):
                mentee, mentor = hall.mentees[row], hall.mentors[column]
                places[mentor.person.id] += 1
                pairing = hall.pairing(mentee, mentor, rank, places[mentor.person.id])
                found.setdefault(mentee.person.id, []).append(pairing)
        return {mentee: tuple(found[mentee]) for mentee in sorted(found)}

    def _grounds(self, pairings: Iterable[Pairing]) -> dict[tuple[int, int], Json]:
        member, reader = self.hall.member, self.hall.reader
        return {
            (one.mentee, one.mentor): as_json(
                grounds(reader, member["mentee", one.mentee], member["mentor", one.mentor])
            )
            for one in pairings
        }

    def _is_known(self, mentee: int, mentor: int) -> bool:
        return ("mentee", mentee) in self.hall.member and ("mentor", mentor) in self.hall.member

    def _locked(self, mentee: int, mentor: int) -> Pairing:
        member = self.hall.member
        return self.hall.pairing(member["mentee", mentee], member["mentor", mentor], 1, 1, is_locked=True)

    def _runners_up(self, found: Assignment, taken: Sequence[int]) -> dict[int, RunnerUp]:
        edges: Edges = self.grid.possible(self.best[0])
        others = edges.of(edges.columns != found.mentor_of[edges.rows])
        rows, starts = np.unique(others.rows, return_index=True)
        if not len(rows):
            return {}
        highest = np.maximum.reduceat(others.scores, starts)
        best = others.of(others.scores == np.repeat(highest, np.diff(starts, append=len(others.rows))))
        rows, first = np.unique(best.rows, return_index=True)
        named = zip(rows.tolist(), best.columns[first].tolist(), best.scores[first].tolist(), strict=True)
        return {
            self.mentees[row]: RunnerUp(self.mentors[column], score, len(self.costs[column]) > taken[column])
            for row, column, score in named
        }

    def _others(self, found: Assignment, taken: Sequence[int], most: int) -> dict[int, tuple[RunnerUp, ...]]:
        edges: Edges = self.grid.possible(self.best[0])
        rest = edges.of(edges.columns != found.mentor_of[edges.rows])
        order = np.lexsort((rest.columns, -rest.scores, rest.rows))
        columns = (rest.rows, rest.columns, rest.scores)
        named: dict[int, list[RunnerUp]] = {}
        for row, column, score in zip(*(each[order].tolist() for each in columns), strict=True):
            next_best = named.setdefault(self.mentees[row], [])
            if len(next_best) < most:
                next_best.append(RunnerUp(self.mentors[column], score, len(self.costs[column]) > taken[column]))
        return {mentee: tuple(next_best) for mentee, next_best in named.items()}

    def _unmatched(self, seats_: Seats, found: Assignment) -> Iterable[Unmatched]:
        hall = self.hall
        rows = np.flatnonzero(found.mentor_of == NOBODY).tolist()
        told = [
            Unmatched(one.person.id, "not_ready", hall.missing[id(one)])
            for one in hall.others
            if one.membership.role == "mentee"
        ]
        if rows:
            is_open = open_mentors(self.grid, seats_, found)
            told += why_unmatched(self.grid, self.mentees, is_open, self._soon(rows), rows)
        return sorted(told, key=lambda one: one.mentee)

    def _soon(self, rows: Sequence[int]) -> Grid:
        """Those without a mentor beside mentors whose training or checks are all that is missing."""
        hall = self.hall
        soon = [
            hall.reader.traits(one)
            for one in hall.others
            if one.membership.role == "mentor"
            and all(what == "training" or what.startswith("check:") for what in hall.missing[id(one)])
        ]
        return Grid([self.rows[row] for row in rows], soon, hall.terms, hall.facts, [0] * len(rows))

    def _unused(self, found: Assignment) -> Iterable[Unused]:
        hall = self.hall
        missing = {
            one.person.id: hall.missing[id(one)]
            for one in hall.others
            if one.membership.role == "mentor" and hall.missing[id(one)] != ("seats",)
        }
        free = [len(costs) for costs in self.costs]
        return why_unused(self.grid, self.mentors, free, _taken([found], len(self.mentors)), missing)


def _pairs(found: Assignment) -> list[tuple[int, int]]:
    return [(row, column) for row, column in enumerate(found.mentor_of.tolist()) if column != NOBODY]


def _taken(ranked: Iterable[Assignment], width: int) -> list[int]:
    counts = Counter(column for found in ranked for _, column in _pairs(found))
    return [counts[column] for column in range(width)]
