"""One open transaction: its statements, the seal, and what has to be remembered until the commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Table

from bot.words.messages import Address
from storage.sealing import Sealer
from storage.statements import Statements, Values

T = TypeVar("T")
_LONGEST = 512


@dataclass(slots=True)
class Transaction:
    """What every storage function works on.

    `erased` and `erased_lanes` are people and addresses erased in this transaction: what earlier turns of the same
    batch still want to keep of them is dropped. `overtaken` are addresses that are not the last one written from.
    `digests` are those of the inbound keys met so far.
    """

    statements: Statements
    sealer: Sealer
    locking: bool = False
    erased: set[int] = field(default_factory=set)
    erased_lanes: set[bytes] = field(default_factory=set)
    overtaken: set[bytes] = field(default_factory=set)
    digests: dict[str, bytes] = field(default_factory=dict)
    _lanes: dict[Address, bytes] = field(default_factory=dict)

    def lane(self, address: Address) -> bytes:
        """The keyed digest of an address."""
        lane = self._lanes.get(address)
        if lane is None:
            lane = self._lanes[address] = self.sealer.digest(f"{address.channel}\0{address.id}")
        return lane

    def ref_key(self, address: Address, ref: str) -> bytes:
        """The keyed digest of a platform's reference to a message at this address, ours or theirs."""
        return self.sealer.digest(f"ref\0{self.lane(address).hex()}\0{ref}")

    def rows(self, statement: Any, values: Values | None = None) -> Sequence[Any]:
        """All rows of a query."""
        return self.statements.rows(statement, values or {})

    def each(self, statement: Any, rows: Sequence[Values]) -> None:
        """Carry out a statement once for every row of values; nothing where there is none."""
        if rows:
            self.statements.each(statement, rows)

    def keep(self, table: Table, rows: Sequence[Values], once: frozenset[str] = frozenset()) -> None:
        """Write rows, each replacing the one of the same primary key but for the columns written only `once`."""
        if rows:
            self.statements.each(_upsert(self.statements.insert, table, once), rows)

    def changed(self, statement: Any, values: Values) -> int:
        """Carry out a statement and say how many rows it changed."""
        return self.statements.changed(statement, values)


def address_context(lane: bytes) -> str:
    """What an address is sealed under."""
    return f"address:{lane.hex()}"


def lists(values: Sequence[T]) -> Iterator[list[T]]:
    """The values in lists fit for an IN, each padded to a power of two with a value it already holds.

    Few lengths are few statements, which the drivers keep prepared.
    """
    for start in range(0, len(values), _LONGEST):
        part = list(values[start : start + _LONGEST])
        part.extend(part[-1:] * ((1 << (len(part) - 1).bit_length()) - len(part)))
        yield part


@cache
def _upsert(insert: Callable[[Table], Any], table: Table, once: frozenset[str]) -> Any:
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    changing = [column.name for column in table.c if column.name not in keys and column.name not in once]
    return statement.on_conflict_do_update(
        index_elements=keys, set_={name: statement.excluded[name] for name in changing}
    )
