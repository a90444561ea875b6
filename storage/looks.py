"""Keeps the last report of each program that somebody looked at, sealed, so that after a start nobody waits."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, Column, Table, Text, bindparam, select

from bot.words.messages import Json
from storage.codec import read_json, write_json
from storage.moments import stamp
from storage.schema import Sealed, metadata
from storage.transaction import Transaction

looks = Table(
    "looks",
    metadata,
    Column("program", Text, primary_key=True),
    Column("made_at", BigInteger, nullable=False),
    Column("told", Sealed, nullable=False),
    implicit_returning=False,
)
_LAST = select(looks.c.told).where(looks.c.program == bindparam("of_program"))


def keep_look(tx: Transaction, program: str, look: Json, now: dt.datetime) -> None:
    """Keep a report instead of the one before."""
    sealed = tx.sealer.seal(write_json(look), f"look:{program}")
    tx.keep(looks, [{"program": program, "made_at": stamp(now), "told": sealed}])


def last_look(tx: Transaction, program: str) -> Any:
    """The report that was kept last; None where there is none."""
    rows = tx.rows(_LAST, {"of_program": program})
    return read_json(tx.sealer.open(rows[0][0], f"look:{program}")) if rows else None
