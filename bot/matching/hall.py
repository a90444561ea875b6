"""Everyone of a pool in their places: who waits, who offers seats, who is not ready; and what one pair is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.matching import strengths
from bot.matching.demands import Facts, breaches, facts_of, ready, seats
from bot.matching.round import Explanation, Pairing, RunnerUp
from bot.matching.rules import Terms
from bot.matching.traits import Reader
from bot.words.matches import SEATED, Member, Pool

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
        """What this mentee's waiting adds to their scores; whoever was left waiting in a match comes first."""
        days = (self.terms.today - member.membership.since.date()).days
        if member.membership.record.get("first"):
            days = self.terms.waiting_days
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


def explain(pool: Pool, terms: Terms, mentee: int, mentor: int) -> Explanation:
    """One pair's score parts, what keeps the two apart, and whom else the mentee would fit. Raises KeyError where the
    mentee or the mentor is not in the pool."""
    hall = Hall(pool, terms)
    one, other = hall.member["mentee", mentee], hall.member["mentor", mentor]
    traits = hall.reader.traits
    pairing = hall.pairing(one, other, 1, hall.taken[mentor] + 1)
    fitting = [
        RunnerUp(member.person.id, hall.pairing(one, member, 1, hall.taken[member.person.id] + 1).score, True)
        for member in hall.mentors
        if member.person.id != mentor and not breaches(traits(one), traits(member), terms.rules, hall.facts)
    ]
    missing = {"mentee": hall.lacking(one), "mentor": hall.lacking(other)}
    return Explanation(
        mentee=mentee,
        mentor=mentor,
        score=pairing.score,
        parts=pairing.parts,
        strengths=strengths.strengths(traits(one), traits(other), terms.languages),
        breaches=breaches(traits(one), traits(other), terms.rules, hall.facts),
        missing={side: what for side, what in missing.items() if what},
        others=tuple(sorted(fitting, key=lambda found: (-found.score, found.mentor))[:3]),
    )
