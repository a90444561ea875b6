"""Writes the proposals of a matching round, but for those that no longer fit what the database holds by then."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, bindparam, or_, select, union_all

from bot.words.matches import SEATED, Match
from storage.matches import keep_matches, lock_people
from storage.reading import MEMBERSHIP, read_membership
from storage.schema import OVER, addresses, among, apart, matches, memberships, people
from storage.transaction import Transaction, lists

_people: BindParameter[Any] = bindparam("people", expanding=True)
_TAKING_PART = (
    select(people.c.id, *MEMBERSHIP)
    .join(memberships, memberships.c.person == people.c.id)
    .where(
        people.c.id.in_(_people),
        people.c.active == 1,
        memberships.c.status == "waiting",
        select(addresses.c.lane).where(addresses.c.person == people.c.id, addresses.c.reachable == 1).exists(),
    )
)
_PLAIN = (matches.c.id, matches.c.program, matches.c.mentee, matches.c.mentor, matches.c.status)
_going_on = (matches.c.live == 1) & ~among(matches.c.status, OVER)
_GOING_ON = union_all(
    select(*_PLAIN).where(matches.c.mentee.in_(_people), _going_on),
    select(*_PLAIN).where(matches.c.mentor.in_(_people), _going_on),
)
_APART = select(apart.c.one, apart.c.other).where(or_(apart.c.one.in_(_people), apart.c.other.in_(_people)))


@dataclass(slots=True)
class _Standing:
    """What speaks against a proposal, as it stands under the lock. Seats fill while proposals are taken.

    `matched` are mentees with something open and `pairs` those matched already, smaller id first, both by program.
    """

    roles: set[tuple[str, str, int]] = field(default_factory=set)
    free: Counter[tuple[str, int]] = field(default_factory=Counter)
    matched: set[tuple[str, int]] = field(default_factory=set)
    pairs: set[tuple[str, int, int]] = field(default_factory=set)
    apart: set[tuple[int, int]] = field(default_factory=set)

    def allows(self, match: Match) -> bool:
        pair = _pair(match)
        return (
            match.mentee != match.mentor
            and (match.program, "mentee", match.mentee) in self.roles
            and (match.program, "mentor", match.mentor) in self.roles
            and pair not in self.apart
            and (match.program, *pair) not in self.pairs
            and (match.program, match.mentee) not in self.matched
            and (match.status not in SEATED or self.free[match.program, match.mentor] > 0)
        )

    def take(self, match: Match) -> None:
        self.pairs.add((match.program, *_pair(match)))
        if match.status in SEATED:
            self.free[match.program, match.mentor] -= 1


def propose(tx: Transaction, proposed: Sequence[Match], now: dt.datetime) -> list[Match]:  # noqa: ARG001 (the port's)
    """Write those that fit, first come first served; a mentee may get several of one round."""
    wanted = {person for match in proposed for person in (match.mentee, match.mentor)}
    if tx.locking:
        lock_people(tx, wanted)
    standing = _standing(tx, wanted)
    written = []
    for match in proposed:
        if standing.allows(match):
            standing.take(match)
            written.append(match)
    keep_matches(tx, written)
    return written


def _standing(tx: Transaction, wanted: Collection[int]) -> _Standing:
    standing = _Standing()
    going_on: dict[int, tuple[str, int, int, str]] = {}
    for some in lists(sorted(wanted)):
        for person, *row in tx.rows(_TAKING_PART, {"people": some}):
            membership = read_membership(tx, person, tuple(row))
            standing.roles.add((membership.program, membership.role, person))
            if membership.role == "mentor":
                standing.free[membership.program, person] = _seats(membership.profile.get("seats"))
        for id, *match in tx.rows(_GOING_ON, {"people": some}):
            going_on[id] = tuple(match)
        standing.apart.update((one, other) for one, other in tx.rows(_APART, {"people": some}))
    for program, mentee, mentor, status in going_on.values():
        standing.matched.add((program, mentee))
        standing.pairs.add((program, min(mentee, mentor), max(mentee, mentor)))
        if status in SEATED:
            standing.free[program, mentor] -= 1
    return standing


def _seats(told: object) -> int:
    """How many a mentor takes; one where that was never asked."""
    return told if isinstance(told, int) and not isinstance(told, bool) else 1


def _pair(match: Match) -> tuple[int, int]:
    return min(match.mentee, match.mentor), max(match.mentee, match.mentor)
