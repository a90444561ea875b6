"""Who is meant by two names, and what stands between the two: the rules, as a person may or may not override them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from bot.flows.desk.board.pairs import Standing
from bot.matching.demands import breaches, facts_of
from bot.matching.rules import Terms
from bot.matching.traits import Reader
from bot.words.desk import Card, Desk
from bot.words.folding import normalise
from bot.words.matches import Member, Pool
from bot.words.people import pseudonym

OVERRIDABLE = frozenset(
    {"shared_language", "overlapping_times", "already_know", "household", "inviter", "rematch", "circle", "away"}
)
"""What staff may decide otherwise. Never: the age, checks, training, places, someone's own wish, who is kept apart."""
MOST = 8
"""Readings of two names that are offered; of more, something closer is asked for."""
_BETWEEN = re.compile(r"\s+(?:with|and|con|y|e|mit|und|avec|et|com)\s+|\s*[,&+/]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Check:
    """What stands between two people: what cannot be overridden (with whose side it is on, 0: both), and what can."""

    never: tuple[tuple[str, int], ...] = ()
    unless: tuple[str, ...] = ()


class Names:
    """Who is called what among the people of a pool."""

    def __init__(self, pool: Pool) -> None:
        self._roles = {role: _Named(pool, role) for role in ("mentee", "mentor")}

    def find(self, said: str, role: str) -> list[Member]:
        """Members of this role by pseudonym, by their whole name, or by how its words begin."""
        return self._roles[role].find(said)


class _Named:
    """The names of one role."""

    def __init__(self, pool: Pool, role: str) -> None:
        self._members = [
            (normalise(one.person.name).split(), one) for one in pool.members if one.membership.role == role
        ]
        self._words = sorted((word, at) for at, (words, _) in enumerate(self._members) for word in words)
        self._by_code: dict[str, list[Member]] = {}
        self._by_name: dict[str, list[Member]] = {}
        for words, one in self._members:
            self._by_code.setdefault(pseudonym(one.person.id), []).append(one)
            self._by_name.setdefault(" ".join(words), []).append(one)

    def find(self, said: str) -> list[Member]:
        wanted = normalise(said)
        found = self._by_code.get(said.strip().lower().removeprefix("p-")) or self._by_name.get(wanted)
        if found or not wanted:
            return found or []
        parts = wanted.split()
        return [one for words, one in self._beginning(max(parts, key=len)) if _begins(words, parts)]

    def _beginning(self, part: str) -> list[tuple[list[str], Member]]:
        """Members one of whose words begins so, in the order in which they stand in the pool."""
        first = bisect_left(self._words, (part, 0))
        places = (at for word, at in takewhile(lambda one: one[0].startswith(part), islice(self._words, first, None)))
        return [self._members[at] for at in sorted(set(places))]


def meant(said: str, pool: Pool) -> list[tuple[Member, Member]]:
    """Every mentee and mentor these words can mean, whichever is named first; [] where somebody is not found."""
    parts, names = [part for part in _BETWEEN.split(said.strip()) if part], Names(pool)
    pairs: dict[tuple[int, int], tuple[Member, Member]] = {}
    for at in range(1, len(parts)):
        one, other = (" ".join(some) for some in (parts[:at], parts[at:]))
        for first, second in ((one, other), (other, one)):
            for mentee in names.find(first, "mentee"):
                for mentor in names.find(second, "mentor"):
                    if mentee.person.id != mentor.person.id:
                        pairs[mentee.person.id, mentor.person.id] = (mentee, mentor)
    return [pairs[key] for key in sorted(pairs)]


class Rules:
    """What the rules of a program say about two people of a pool, looked up once for all that are asked about."""

    def __init__(self, pool: Pool, terms: Terms) -> None:
        self._rules, self._facts, self._reader = terms.rules, facts_of(pool, terms), Reader(terms)

    def check(self, standing: Standing, mentee: Member, mentor: Member) -> Check:
        """What stands between these two."""
        one, other = mentee.person.id, mentor.person.id
        obstacle = standing.obstacle(one, other, forgiven=OVERRIDABLE)
        broken = breaches(self._reader.traits(mentee), self._reader.traits(mentor), self._rules, self._facts)
        never = [obstacle] if obstacle[0] else []
        never += [(rule, 0) for rule in broken if rule not in OVERRIDABLE and rule != obstacle[0]]
        unless = [rule for rule in broken if rule in OVERRIDABLE]
        if not obstacle[0] and standing.obstacle(one, other)[0] == "away":
            unless.append("away")
        return Check(tuple(never), tuple(unless))


def check(standing: Standing, pool: Pool, terms: Terms, mentee: Member, mentor: Member) -> Check:
    """What stands between these two."""
    return Rules(pool, terms).check(standing, mentee, mentor)


def as_seen(desk: Desk, pool: Pool) -> Desk:
    """The desk as if everyone of the pool had been asked for, to look only: nobody is held back from changing it."""
    by_person: dict[int, list[Member]] = {}
    for one in pool.members:
        by_person.setdefault(one.person.id, []).append(one)
    cards = {
        id: Card(held[0].person, held[0].addresses[0] if held[0].reachable else None, tuple(m.membership for m in held))
        for id, held in by_person.items()
    }
    matches = {one.id: one for one in (*pool.matches, *pool.elsewhere)}
    return replace(desk, cards={**desk.cards, **cards}, matches=matches, apart=pool.apart, held=frozenset(cards))


def _begins(name: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in name) for part in wanted)
