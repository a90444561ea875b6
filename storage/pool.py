"""Gathers everything of one program that a matching round looks at."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import BindParameter, bindparam, or_, select

from bot.words.matches import Match, Member, Pool
from bot.words.messages import Address
from storage.matches import PLAIN, WHOLE, read_match
from storage.reading import MEMBERSHIP, PERSON, read_membership, read_person
from storage.schema import OVER, addresses, among, apart, matches, memberships, people
from storage.transaction import Transaction, address_context

_program: BindParameter[Any] = bindparam("of_program")
_in_program = select(memberships.c.person).where(memberships.c.program == _program)
_is_over = among(matches.c.status, OVER)
_is_whole = matches.c.mentee.is_not(None) & matches.c.mentor.is_not(None)
_MEMBERS = (
    select(*PERSON, *MEMBERSHIP)
    .join(memberships, memberships.c.person == people.c.id)
    .where(memberships.c.program == _program)
    .order_by(people.c.id, memberships.c.role)
)
_PERSON, _MEMBERSHIP = slice(0, 8), slice(8, 14)
_ADDRESSES = (
    select(addresses.c.person, addresses.c.lane, addresses.c.channel, addresses.c.address, addresses.c.reachable)
    .where(addresses.c.person.in_(_in_program))
    .order_by(addresses.c.person, addresses.c.used_at.desc(), addresses.c.lane)
)
_STANDING = select(*WHOLE).where(matches.c.program == _program, ~_is_over).order_by(matches.c.id)
_PAST = select(*PLAIN).where(matches.c.program == _program, _is_over, _is_whole).order_by(matches.c.id)
_ELSEWHERE = (
    select(*PLAIN)
    .where(
        matches.c.program != _program,
        ~_is_over,
        or_(matches.c.mentee.in_(_in_program), matches.c.mentor.in_(_in_program)),
    )
    .order_by(matches.c.id)
)
_APART = select(apart.c.one, apart.c.other, apart.c.reason).where(
    apart.c.one.in_(_in_program), apart.c.other.in_(_in_program)
)


def pool(tx: Transaction, program: str) -> Pool:
    """The program's members, by id, and their matches. Those that are past or elsewhere come without what is sealed."""
    values = {"of_program": program}
    return Pool(
        program,
        members=_members(tx, values),
        matches=_matches(tx, _STANDING, values),
        past=_matches(tx, _PAST, values),
        elsewhere=_matches(tx, _ELSEWHERE, values),
        apart={(one, other): reason for one, other, reason in tx.rows(_APART, values)},
    )


def _members(tx: Transaction, values: dict[str, str]) -> tuple[Member, ...]:
    known: dict[int, list[Address]] = defaultdict(list)
    reachable: set[int] = set()
    for person, lane, channel, sealed, is_reachable in tx.rows(_ADDRESSES, values):
        known[person].append(Address(channel, tx.sealer.open(sealed, address_context(lane))))
        if is_reachable:
            reachable.add(person)
    return tuple(
        Member(
            person := read_person(tx, row[_PERSON]),
            read_membership(tx, person.id, row[_MEMBERSHIP]),
            person.id in reachable,
            tuple(known.get(person.id, ())),
        )
        for row in tx.rows(_MEMBERS, values)
    )


def _matches(tx: Transaction, statement: Any, values: dict[str, str]) -> tuple[Match, ...]:
    return tuple(read_match(tx, row) for row in tx.rows(statement, values))
