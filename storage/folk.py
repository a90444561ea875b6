"""Reads people for the dashboard: rows of its table, their names, and one of them with all they take part in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, BindParameter, bindparam, or_, select

from bot.words.dashboard import PersonRow, Whole
from bot.words.matches import TOGETHER
from storage.matches import PLAIN, read_match
from storage.moments import moment
from storage.reading import MEMBERSHIP, PERSON, read_membership, read_person
from storage.schema import among, matches, memberships, people
from storage.transaction import Transaction, lists

_programs: BindParameter[Any] = bindparam("programs", expanding=True)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_which: BindParameter[Any] = bindparam("which", type_=BigInteger)
_PEOPLE = (
    select(
        memberships.c.person,
        memberships.c.program,
        memberships.c.role,
        memberships.c.status,
        memberships.c.since,
        people.c.language,
        people.c.active,
    )
    .join(people, people.c.id == memberships.c.person)
    .where(memberships.c.program.in_(_programs))
    .order_by(memberships.c.since, memberships.c.id)
)
_GOING_ON = select(matches.c.program, matches.c.mentee, matches.c.mentor).where(
    matches.c.program.in_(_programs), among(matches.c.status, TOGETHER)
)
_NAMES = select(people.c.id, people.c.name).where(people.c.id.in_(_ids))
_PERSON = select(*PERSON).where(people.c.id == _which)
_MEMBERSHIPS = select(*MEMBERSHIP).where(memberships.c.person == _which).order_by(memberships.c.since)
_MATCHES_OF = (
    select(*PLAIN).where(or_(matches.c.mentee == _which, matches.c.mentor == _which)).order_by(matches.c.created_at)
)


def rows(tx: Transaction, programs: Sequence[str]) -> list[PersonRow]:
    """Who has a part in these programs, oldest first."""
    if not programs:
        return []
    values = {"programs": next(lists(sorted(programs)))}
    going: Counter[tuple[str, str, int]] = Counter()
    for program, mentee, mentor in tx.rows(_GOING_ON, values):
        going.update([(program, "mentee", mentee), (program, "mentor", mentor)])
    return [
        PersonRow(person, program, role, status, moment(since), language, bool(active), going[program, role, person])
        for person, program, role, status, since, language, active in tx.rows(_PEOPLE, values)
    ]


def names(tx: Transaction, people: Collection[int]) -> Mapping[int, str]:
    """What these people are called."""
    opened = tx.sealer.open
    return {
        id: opened(name, f"person:{id}") if name is not None else ""
        for some in lists(sorted(people))
        for id, name in tx.rows(_NAMES, {"ids": some})
    }


def whole(tx: Transaction, person: int) -> Whole | None:
    """All there is to show of one person."""
    rows = tx.rows(_PERSON, {"which": person})
    if not rows:
        return None
    parts = tx.rows(_MEMBERSHIPS, {"which": person})
    pairs = tx.rows(_MATCHES_OF, {"which": person})
    return Whole(
        read_person(tx, rows[0]),
        tuple(read_membership(tx, person, row) for row in parts),
        tuple(read_match(tx, row) for row in pairs),
    )
