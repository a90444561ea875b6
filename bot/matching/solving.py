"""A matching round: everyone waiting, every free seat. Loads numpy and scipy, so it belongs in a worker process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from bot.matching import strengths
from bot.matching.assigning import NOBODY, Assignment, Seats, assign, candidates
from bot.matching.circles import Pairs, People, opened
from bot.matching.demands import Facts, breaches, facts_of, reached, ready, seats
from bot.matching.grid import Edges, Grid
from bot.matching.ground import as_json, grounds
from bot.matching.reasons import open_mentors, why_unmatched, why_unused
from bot.matching.round import Explanation, Pairing, Proof, Round, RunnerUp, Unmatched, Unused
from bot.matching.rules import Terms
from bot.matching.traits import Reader, Traits
from bot.words.matches import SEATED, Member, Pool
from bot.words.messages import Json

Locked = Iterable[tuple[int, int]]
"""Pairs (mentee, mentor) fixed before the round; they take a seat and no rule is asked."""


class Hall:
    """Everyone of a pool in their places: who waits, who offers seats, who is not ready, and why."""

    def __init__(self, pool: Pool, terms: Terms, locked: Locked = ()) -> None:
        self.pool, self.terms = pool, terms
        self.reader = Reader(terms)
        self.facts: Facts = facts_of(pool, terms)
        self.locked = sorted(set(locked))
        members = sorted(pool.members, key=lambda one: one.person.id)
        self.member = {(one.membership.role, one.person.id): one for one in members}
        self.taken = Counter(one.mentor for one in pool.matches if one.status in SEATED)
        self.taken += Counter(mentor for _, mentor in self.locked)
        engaged = {one.mentee for one in pool.matches if one.status in SEATED} | {mentee for mentee, _ in self.locked}
        waiting = [one for one in members if one.membership.role == "mentee" and one.person.id not in engaged]
        offering = [one for one in members if one.membership.role == "mentor"]
        self.missing = {id(one): self.lacking(one) for one in (*waiting, *offering)}
        self.mentees = [one for one in waiting if not self.missing[id(one)]]
        self.mentors = [one for one in offering if not self.missing[id(one)]]
        self.others = [one for one in (*waiting, *offering) if self.missing[id(one)]]

    def free(self, member: Member) -> int:
        """A mentor's seats that nobody has."""
        return max(0, seats(member) - self.taken[member.person.id])

    def lacking(self, member: Member) -> tuple[str, ...]:
        """What is missing before this member can be matched."""
        return ready(member, self.terms.rules, self.terms.today, self.free(member))

    def wait(self, member: Member) -> int:
        """What this mentee's waiting adds to their scores."""
        days = (self.terms.today - member.membership.since.date()).days
        return strengths.waiting(days, self.terms.weights, self.terms.waiting_days)

    def costs(self, member: Member) -> list[int]:
        """What each of a mentor's free seats costs."""
        first = self.taken[member.person.id] + 1
        return [strengths.load(place, self.terms.weights) for place in range(first, first + self.free(member))]

    def pairing(self, mentee: Member, mentor: Member, rank: int, place: int, *, is_locked: bool = False) -> Pairing:
        """A pair with its score and its parts."""
        one, other = self.reader.traits(mentee), self.reader.traits(mentor)
        parts = strengths.parts(one, other, self.terms.weights, self.terms.languages)
        parts |= {"waiting": self.wait(mentee), "load": -strengths.load(place, self.terms.weights)}
        return Pairing(mentee.person.id, mentor.person.id, sum(parts.values()), parts, rank, place, is_locked)


def solve(pool: Pool, terms: Terms, locked: Locked = ()) -> Round:
    """The best round for this pool: exact, the same for the same people in whatever order they come."""
    return _Solver(Hall(pool, terms, locked)).round()


class _Solver:
    """One round on its way."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.mentees = tuple(one.person.id for one in hall.mentees)
        self.mentors = tuple(one.person.id for one in hall.mentors)
        self.rows = [hall.reader.traits(one) for one in hall.mentees]
        columns = [hall.reader.traits(one) for one in hall.mentors]
        self.grid = Grid(self.rows, columns, hall.terms, hall.facts, [hall.wait(one) for one in hall.mentees])
        self.costs = [hall.costs(one) for one in hall.mentors]
        self.best = candidates(self.grid)

    def round(self) -> Round:
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
            runners_up=self._runners_up(found, _taken(ranked, len(self.mentors))),
            unmatched=tuple(self._unmatched(seats_, found)),
            unused=tuple(self._unused(found)),
            proof=Proof(
                matched=int((found.mentor_of != NOBODY).sum()),
                score=found.score,
                bound=found.bound,
                is_optimal=is_proven and found.score == found.bound,
            ),
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


def explain(pool: Pool, terms: Terms, mentee: int, mentor: int) -> Explanation:
    """One pair's score parts, what keeps the two apart, and whom else the mentee would fit. Raises KeyError where the
    mentee or the mentor is not in the pool."""
    hall = Hall(pool, terms)
    one, other = hall.member["mentee", mentee], hall.member["mentor", mentor]
    traits: dict[int, Traits] = {id(member): hall.reader.traits(member) for member in (one, *hall.mentors, other)}
    pairing = hall.pairing(one, other, 1, hall.taken[mentor] + 1)
    fitting = [
        RunnerUp(member.person.id, hall.pairing(one, member, 1, hall.taken[member.person.id] + 1).score, True)
        for member in hall.mentors
        if member.person.id != mentor and not breaches(traits[id(one)], traits[id(member)], terms.rules, hall.facts)
    ]
    missing = {"mentee": hall.lacking(one), "mentor": hall.lacking(other)}
    return Explanation(
        mentee=mentee,
        mentor=mentor,
        score=pairing.score,
        parts=pairing.parts,
        strengths=strengths.strengths(traits[id(one)], traits[id(other)], terms.languages),
        breaches=breaches(traits[id(one)], traits[id(other)], terms.rules, hall.facts),
        missing={side: what for side, what in missing.items() if what},
        others=tuple(sorted(fitting, key=lambda found: (-found.score, found.mentor))[:3]),
    )
