"""One open transaction: the connection, the seal, and what has to be remembered until the commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, Table
from sqlalchemy.dialects import sqlite

from bot.words.messages import Address
from storage.sealing import Sealer

T = TypeVar("T")
_LONGEST = 512


@dataclass(slots=True)
class Transaction:
    """What every storage function works on.

    `erased` and `erased_lanes` are people and addresses erased in this transaction: what earlier turns of the same
    batch still want to keep of them is dropped. `overtaken` are addresses that are not the last one written from.
    """

    connection: Connection
    sealer: Sealer
    locking: bool = False
    erased: set[int] = field(default_factory=set)
    erased_lanes: set[bytes] = field(default_factory=set)
    overtaken: set[bytes] = field(default_factory=set)

    def lane(self, address: Address) -> bytes:
        """The keyed digest of an address."""
        return self.sealer.digest(f"{address.channel}\0{address.id}")

    def rows(self, statement: Any, values: dict[str, Any] | None = None) -> Sequence[Any]:
        """All rows of a query."""
        return self.connection.execute(statement, values).all()

    def each(self, statement: Any, rows: Sequence[dict[str, Any]]) -> None:
        """Carry out a statement once for every row of values; nothing where there is none."""
        if rows:
            self.connection.execute(statement, rows)

    def changed(self, statement: Any, values: dict[str, Any]) -> int:
        """Carry out a statement and say how many rows it changed."""
        return self.connection.execute(statement, values).rowcount


def lists(values: Sequence[T]) -> Iterator[list[T]]:
    """The values in lists fit for an IN, each padded to a power of two with a value it already holds.

    Few lengths are few statements, which the drivers keep prepared.
    """
    for start in range(0, len(values), _LONGEST):
        part = list(values[start : start + _LONGEST])
        part.extend(part[-1:] * ((1 << (len(part) - 1).bit_length()) - len(part)))
        yield part


@cache
def upsert(table: Table) -> Insert:
    """INSERT that replaces the row of the same primary key.

    The clause is SQLite's own, which PostgreSQL's compiler writes the same; the suite runs it on both.
    """
    insert = sqlite.insert(table)
    keys = [column.name for column in table.primary_key]
    return insert.on_conflict_do_update(
        index_elements=keys,
        set_={column.name: insert.excluded[column.name] for column in table.c if column.name not in keys},
    )
