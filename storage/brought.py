"""Keeps pairs that staff brought in a file, from when it comes until two weeks after it was dealt with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, BindParameter, Column, Index, Table, Text, bindparam, delete, or_, select

from bot.words.boards import BROUGHT_OPEN, Brought, BroughtLine
from bot.words.messages import Json
from storage.codec import read_json, write_json
from storage.moments import moment, stamp
from storage.schema import Sealed, Whole, among, metadata
from storage.transaction import Transaction

KEPT = dt.timedelta(days=14)

# Whoever is erased takes every file along that was not dealt with: their name may stand in it.
brought = Table(
    "brought",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("by", BigInteger, nullable=False),
    Column("program", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("told", Sealed, nullable=False),
    Index(None, "at"),
    implicit_returning=False,
)
_people: BindParameter[Any] = bindparam("people", expanding=True)
_COLUMNS = (brought.c.id, brought.c.by, brought.c.program, brought.c.status, brought.c.at, brought.c.told)
_ONE = select(*_COLUMNS).where(brought.c.id == bindparam("this"))
_WORKED_ON = select(brought.c.id).where(among(brought.c.status, ("reading", "taking", "undoing")))
_ERASE = delete(brought).where(or_(brought.c.by.in_(_people), among(brought.c.status, BROUGHT_OPEN)))
_OLD = delete(brought).where(brought.c.at <= bindparam("cut"))


def keep(tx: Transaction, kept: Collection[Brought]) -> None:
    """Write what was brought, new or changed."""
    tx.keep(brought, [_row(tx, one) for one in kept])


def one(tx: Transaction, id: int) -> Brought | None:
    """What was brought under this id; None where it is no longer kept."""
    return next((_read(tx, row) for row in tx.rows(_ONE, {"this": id})), None)


def worked_on(tx: Transaction) -> list[int]:
    """What is being read, carried out or taken back."""
    return [row[0] for row in tx.rows(_WORKED_ON)]


def erase(tx: Transaction, persons: Sequence[int]) -> None:
    """Nobody of these stands in anything that is kept."""
    tx.changed(_ERASE, {"people": persons})


def forget(tx: Transaction, now: dt.datetime) -> None:
    """What is old goes."""
    tx.changed(_OLD, {"cut": stamp(now - KEPT)})


def _row(tx: Transaction, one: Brought) -> dict[str, Any]:
    lines: list[Json] = [
        [line.number, line.mentee, line.mentor, line.one, line.other, line.never, line.fault, line.person, line.made]
        for line in one.lines
    ]
    told: dict[str, Json] = {
        "channel": one.channel,
        "file": one.file,
        "shown": one.shown,
        "anyway": one.anyway,
        "why": one.why,
        "lines": lines,
    }
    return {
        "id": one.id,
        "by": one.by,
        "program": one.program,
        "status": one.status,
        "at": stamp(one.at),
        "told": tx.sealer.seal(write_json(told), f"brought:{one.id}"),
    }


def _read(tx: Transaction, row: Sequence[Any]) -> Brought:
    id, by, program, status, at, sealed = row
    told = read_json(tx.sealer.open(sealed, f"brought:{id}"))
    lines = tuple(BroughtLine(*line) for line in told.pop("lines"))
    return Brought(id, by, program, status, moment(at), lines=lines, **told)
