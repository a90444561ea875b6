"""The store on PostgreSQL: several processes may share it; what a transaction looks at is locked until it ends."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import Connection, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.words.errors import StorageError, StorageUnavailable
from bot.words.ports import Session
from storage.keycheck import check_key
from storage.migrate import OURS, History, migrate, revision
from storage.schema import PARTIAL
from storage.sealing import Sealer
from storage.session import DatabaseSession
from storage.statements import Ordinary

T = TypeVar("T")

for _index, _where in PARTIAL:
    _index.dialect_options["postgresql"]["where"] = _where

_TRIES = 5
_FIRST_PAUSE = 0.05
# Any number will do as long as it is always the same: processes that start together migrate one after the other.
_MIGRATION_LOCK = text("SELECT pg_advisory_xact_lock(4607182418800017408)")

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_PASSING_CLASSES = ("08", "53", "57")  # connection lost, out of resources, server going down or not up yet
_PASSING_CODES = {
    "40001",  # serialization failure
    "40P01",  # deadlock
    "55P03",  # lock not available
    "25006",  # read only: a standby, in the middle of a failover
    "23505",  # two processes recorded the same inbound: whoever comes second looks again and finds it seen
}
_LOST = (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError)


class PostgresStore:
    """A `Store` on one PostgreSQL database."""

    def __init__(self, url: str, engine: AsyncEngine, sealer: Sealer) -> None:
        self._url = url
        self._engine = engine
        self._reading = engine.execution_options(postgresql_readonly=True)
        self._sealer = sealer

    @classmethod
    async def open(cls, url: str, key: bytes, history: History = OURS) -> PostgresStore:
        """Connect and migrate. `url` is libpq's: sslmode, several hosts and target_session_attrs are understood."""
        engine = _engine(url, pool_size=4, max_overflow=4)
        store = cls(url, engine, Sealer(key))
        try:
            await store._transact(engine, partial(_make_ready, store._sealer, history))
        except BaseException as error:
            await store.close()
            if isinstance(error, StorageUnavailable):
                raise StorageUnavailable(f"{error} {_LOOK}") from error
            raise
        return store

    async def write(self, work: Callable[[Session], T], *, is_brief: bool = False) -> T:  # noqa: ARG002 - always sent off
        return await self._transact(
            self._engine,
            lambda connection: work(DatabaseSession(Ordinary(connection, insert), self._sealer, locking=True)),
        )

    @property
    def is_flushed(self) -> bool:
        """PostgreSQL answers a commit when it is on the disk."""
        return True

    async def flush(self) -> None:
        """There is nothing to wait for."""

    async def read(self, work: Callable[[Session], T], *, is_long: bool = False) -> T:
        def within(connection: Connection) -> T:
            return work(DatabaseSession(Ordinary(connection, insert), self._sealer))

        if not is_long:
            return await self._transact(self._reading, within)
        # What is read is worked through on the loop of its connection: this one has a loop and a thread of its own.
        return await asyncio.to_thread(lambda: asyncio.run(self._read_aside(within)))

    async def _read_aside(self, within: Callable[[Connection], T]) -> T:
        engine = _engine(self._url, poolclass=NullPool)
        try:
            return await self._transact(engine.execution_options(postgresql_readonly=True), within)
        finally:
            await engine.dispose()

    async def close(self) -> None:
        await self._engine.dispose()

    async def _transact(self, engine: AsyncEngine, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction, again where the database says that another try may succeed."""
        for attempt in range(1, _TRIES + 1):
            try:
                async with engine.begin() as connection:
                    return await connection.run_sync(work)
            except (DBAPIError, asyncpg.PostgresError, *_LOST) as error:
                if not _may_pass(error):
                    raise StorageError(f"The database refused: {_said(error)}.{_advice(error)}") from error
                if attempt == _TRIES:
                    raise StorageUnavailable(f"The database cannot take a commit just now: {_said(error)}.") from error
            # Whoever met once should not meet again: the pause doubles, and half of it is chance.
            await asyncio.sleep(_FIRST_PAUSE * 2**attempt * random.uniform(0.5, 1))  # noqa: S311 (no secret)
        raise AssertionError("unreachable")


_LOOK = (
    "See whether PostgreSQL runs, and whether ALONGSIDE_DATABASE_URL has its host, user, password and database right."
)


def _engine(url: str, **pool: Any) -> AsyncEngine:
    connect = partial(asyncpg.connect, url, timeout=10, command_timeout=60)
    return create_async_engine("postgresql+asyncpg://", async_creator=connect, hide_parameters=True, **pool)


def _make_ready(sealer: Sealer, history: History, connection: Connection) -> None:
    connection.execute(_MIGRATION_LOCK)
    migrate(connection, revision(connection), history)
    check_key(Ordinary(connection, insert), sealer)


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, _LOST) or (isinstance(error, DBAPIError) and error.connection_invalidated):
        return True
    code = _code(error)
    return code in _PASSING_CODES or code.startswith(_PASSING_CLASSES)


def _code(error: BaseException) -> str:
    origin = error.orig if isinstance(error, DBAPIError) else error
    return getattr(origin, "sqlstate", None) or ""


def _advice(error: BaseException) -> str:
    """What to do where it was the address that was refused: user, password, or database."""
    return f" {_LOOK}" if _code(error).startswith(("28", "3D")) else ""


def _said(error: BaseException) -> str:
    """The kind of error and its code: PostgreSQL's own words may quote what a row holds."""
    origin = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return " ".join(filter(None, (type(origin).__name__, _code(error))))
