"""The store on one SQLite file: one thread writes whole transactions, another reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

import aiosqlite
import structlog
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from bot.words.errors import StorageBroken, StorageError, StorageUnavailable
from bot.words.ports import Session
from storage.keycheck import check_key
from storage.lock import FileLock
from storage.migrate import OURS, History, migrate, revision
from storage.sealing import Sealer
from storage.session import DatabaseSession

T = TypeVar("T")

_ALWAYS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA secure_delete=ON",
)
# Every commit reaches the disk: in simulated power cuts WAL with NORMAL lost acknowledged commits, FULL none.
_WRITER = (*_ALWAYS, "PRAGMA synchronous=FULL")
# Releases before 3.51.3 can damage a WAL that two connections checkpoint at the same moment: the reader never does.
_READER = (*_ALWAYS, "PRAGMA query_only=ON", "PRAGMA wal_autocheckpoint=0")
_SOUND = (3, 51, 3)

_PASSING = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY}
_FATAL = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class _Line:
    """One connection, living in a thread of its own; whole functions are sent there, one hop each."""

    def __init__(self, connection: aiosqlite.Connection, pragmas: tuple[str, ...], begin: str) -> None:
        self._connection = connection
        self._pragmas = pragmas
        self._begin = begin
        self._engine: Engine | None = None
        self._sql: Connection | None = None
        self._broken: StorageBroken | None = None

    @classmethod
    async def open(cls, path: Path, pragmas: tuple[str, ...], begin: str) -> _Line:
        line = cls(await aiosqlite.connect(path, isolation_level=None, cached_statements=512), pragmas, begin)
        try:
            await line.run(line._prepare)
        except BaseException:
            await line.close()
            raise
        return line

    async def run(self, work: Callable[[], T]) -> T:
        """Run a function in the connection's thread; a caller who is cancelled leaves it to finish there.

        aiosqlite offers a hop per statement only, and a hop costs more than a statement; its queue of functions,
        private though it is, takes a whole transaction. This is the one place that uses it.
        """
        return cast("T", await self._connection._execute(work))  # noqa: SLF001

    def transact(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction (in the thread); raises the words' errors for SQLite's."""
        if self._broken:
            raise self._broken
        if self._sql is None:
            raise StorageError("The database is closed.")
        try:
            with self._sql.begin():
                return work(self._sql)
        except DBAPIError as error:
            told = _told(error)
            if isinstance(told, StorageBroken):
                self._broken = told
            raise told from error

    async def close(self) -> None:
        if self._sql is not None:
            await self.run(self._sql.close)
            self._sql = None
        await self._connection.close()

    def _prepare(self) -> None:
        raw = self._connection._conn  # noqa: SLF001 (SQLAlchemy works on the very connection aiosqlite owns)
        for pragma in self._pragmas:
            raw.execute(pragma).fetchall()
        self._engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool, hide_parameters=True)
        event.listen(self._engine, "begin", lambda connection: connection.exec_driver_sql(self._begin))
        self._sql = self._engine.connect()


class SqliteStore:
    """A `Store` on one file, for one process."""

    def __init__(self, writer: _Line, reader: _Line, sealer: Sealer, lock: FileLock) -> None:
        self._writer = writer
        self._reader = reader
        self._sealer = sealer
        self._lock = lock

    @classmethod
    async def open(cls, path: Path, key: bytes, history: History = OURS) -> SqliteStore:
        """Lock, migrate and open the file; it is created where there is none."""
        sealer = Sealer(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        lines: list[_Line] = []
        try:
            lines.append(await _Line.open(path, _WRITER, "BEGIN IMMEDIATE"))
            await lines[0].run(partial(_make_ready, lines[0], path, sealer, history))
            lines.append(await _Line.open(path, _READER, "BEGIN"))
        except BaseException:
            for line in lines:
                await line.close()
            lock.release()
            raise
        _warn_of_age()
        return cls(lines[0], lines[1], sealer, lock)

    async def write(self, work: Callable[[Session], T]) -> T:
        return await self._writer.run(partial(self._write, work))

    async def read(self, work: Callable[[Session], T]) -> T:
        return await self._reader.run(
            partial(self._reader.transact, lambda connection: work(DatabaseSession(connection, self._sealer)))
        )

    async def close(self) -> None:
        # The writer last: whoever closes last folds the log into the file.
        await self._reader.close()
        await self._writer.close()
        self._lock.release()

    def _write(self, work: Callable[[Session], T]) -> T:
        return self._writer.transact(lambda connection: work(DatabaseSession(connection, self._sealer)))


def _make_ready(writer: _Line, path: Path, sealer: Sealer, history: History) -> None:
    def ready(connection: Connection) -> None:
        migrate(connection, revision(connection), history)
        check_key(connection, sealer)

    writer.transact(ready)


def _told(error: DBAPIError) -> StorageError:
    """What SQLite's error means for us."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    said = f"{error.orig}"
    if code in _PASSING:
        return StorageUnavailable(f"The database cannot take a commit just now: {said}.")
    if code in _FATAL:
        return StorageBroken(f"The database cannot be trusted any longer: {said}.")
    return StorageError(f"The database refused a statement: {said}.")


def _warn_of_age() -> None:
    if sqlite3.sqlite_version_info < _SOUND:
        structlog.get_logger().warning(
            "sqlite_is_old",
            version=sqlite3.sqlite_version,
            advice="Works. SQLite 3.51.3 or later closes a rare fault that Alongside avoids by writing from one place.",
        )
