"""Keeps the ways into the dashboard: links that open it once, and the visits they began, by keyed hash alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import BigInteger, BindParameter, Column, Table, Text, bindparam, delete, insert, or_, select

from bot.words.dashboard import Visitor
from storage.moments import moment, stamp
from storage.reading import PERSON, read_person
from storage.schema import Sealed, metadata, people
from storage.staff import in_office
from storage.transaction import Transaction

LINK, VISIT = "link", "visit"

# People are only named: whoever is erased takes their rows along.
doors = Table(
    "doors",
    metadata,
    Column("digest", Sealed, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    implicit_returning=False,
)

_people: BindParameter[Any] = bindparam("people", expanding=True)
_which = doors.c.digest == bindparam("which")
_is_open = doors.c.until > bindparam("now")
_WRITE = insert(doors)
# Whoever asks for a new link has no use for the one before.
_SWEEP = delete(doors).where(
    or_(doors.c.until <= bindparam("now"), (doors.c.person == bindparam("who")) & (doors.c.kind == LINK))
)
_WHOSE = select(doors.c.person, doors.c.until).where(_which, _is_open)
_USE = delete(doors).where(_which, _is_open)
_CLOSE = delete(doors).where(doors.c.person.in_(_people))
_PERSON = select(*PERSON).where(people.c.id == bindparam("who"))


def keep_link(tx: Transaction, person: int, code: str, until: dt.datetime, now: dt.datetime) -> None:
    """Write a link that opens the dashboard to this person, once."""
    tx.changed(_SWEEP, {"now": stamp(now), "who": person})
    tx.each(_WRITE, [_row(tx, LINK, code, person, until)])


def is_link(tx: Transaction, code: str, now: dt.datetime) -> bool:
    """Whether this link would still open it."""
    return bool(tx.rows(_WHOSE, {"which": _digest(tx, LINK, code), "now": stamp(now)}))


def enter(tx: Transaction, code: str, visit: str, until: dt.datetime, now: dt.datetime) -> Visitor | None:
    """Use up a link and begin a visit; of two who bring it at once, the one whose deletion counts comes in."""
    values = {"which": _digest(tx, LINK, code), "now": stamp(now)}
    rows = tx.rows(_WHOSE, values)
    if not rows or tx.changed(_USE, values) != 1:
        return None
    visitor = _visitor(tx, rows[0][0], until)
    if visitor is not None:
        tx.each(_WRITE, [_row(tx, VISIT, visit, visitor.person.id, until)])
    return visitor


def visitor(tx: Transaction, visit: str, now: dt.datetime) -> Visitor | None:
    """Whose visit this is, with the rights they have in this very transaction; None where it is over, or they have
    none."""
    rows = tx.rows(_WHOSE, {"which": _digest(tx, VISIT, visit), "now": stamp(now)})
    return _visitor(tx, rows[0][0], moment(rows[0][1])) if rows else None


def leave(tx: Transaction, visit: str, now: dt.datetime) -> None:
    """End a visit."""
    tx.changed(_USE, {"which": _digest(tx, VISIT, visit), "now": stamp(now)})


def close(tx: Transaction, persons: Collection[int]) -> None:
    """End every visit of these people, and their links."""
    if persons:
        tx.changed(_CLOSE, {"people": sorted(persons)})


def _visitor(tx: Transaction, person: int, until: dt.datetime) -> Visitor | None:
    rights = tuple(in_office(tx, (person,)))
    rows = tx.rows(_PERSON, {"who": person}) if rights else ()
    return Visitor(read_person(tx, rows[0]), rights, until) if rows else None


def _row(tx: Transaction, kind: str, code: str, person: int, until: dt.datetime) -> dict[str, Any]:
    return {"digest": _digest(tx, kind, code), "kind": kind, "person": person, "until": stamp(until)}


def _digest(tx: Transaction, kind: str, code: str) -> bytes:
    return tx.sealer.digest(f"door\0{kind}\0{code}")
