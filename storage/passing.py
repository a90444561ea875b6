"""The store of a simulation: the same statements on a private SQLite database that nobody needs afterwards."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from bot.words.errors import StorageError
from bot.words.ports import Session
from storage.migrate import migrate
from storage.sealing import Sealer
from storage.session import DatabaseSession
from storage.statements import Rendered

T = TypeVar("T")

# Nothing has to outlive the process, so nothing waits for a disk; what a transaction changed is kept in memory until
# it is sure, because a turn that fails takes its transaction back here as well. A database without a file would not be
# quicker: at every commit SQLite then walks through all pages that were ever changed.
_LIGHT = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA synchronous=OFF",
    "PRAGMA journal_mode=MEMORY",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-65536",
)


class PassingStore:
    """A `Store` whose every transaction is carried out at once, while the event loop waits for it."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Make the database, where there is no file yet, sealed with a key of 32 bytes."""
        self._sealer = Sealer(key)
        self._raw = sqlite3.connect(path, isolation_level=None, cached_statements=512, check_same_thread=False)
        for pragma in _LIGHT:
            self._raw.execute(pragma).fetchall()
        engine = create_engine("sqlite://", creator=lambda: self._raw, poolclass=StaticPool)
        with engine.begin() as connection:
            migrate(connection, None)
        self._statements = Rendered(self._raw)

    async def write(self, work: Callable[[Session], T], *, is_brief: bool = False) -> T:
        # Others get their turn between two transactions, as they do where a disk is waited for.
        if not is_brief:
            await asyncio.sleep(0)
        return self._transact("BEGIN IMMEDIATE", work)

    @property
    def is_flushed(self) -> bool:
        """Nothing has to outlive the process."""
        return True

    async def flush(self) -> None:
        """There is nothing to wait for."""

    async def read(self, work: Callable[[Session], T], *, is_long: bool = False) -> T:  # noqa: ARG002 - nobody waits
        return self._transact("BEGIN", work)

    async def close(self) -> None:
        self._raw.close()

    def _transact(self, begin: str, work: Callable[[Session], T]) -> T:
        try:
            self._raw.execute(begin)
            try:
                result = work(DatabaseSession(self._statements, self._sealer))
                self._raw.execute("COMMIT")
            except BaseException:
                if self._raw.in_transaction:
                    self._raw.execute("ROLLBACK")
                raise
        except (sqlite3.Error, DBAPIError) as error:
            raise StorageError(f"The simulation's database refused a statement: {error}.") from error
        return result
