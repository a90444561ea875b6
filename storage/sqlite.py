"""The store on one SQLite file: one connection writes whole transactions, another reads, each with its own thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog
from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from bot.words.ports import Session
from storage.copying import copy
from storage.keycheck import check_key
from storage.lines import READER, WRITER, Line, Writer
from storage.lock import FileLock
from storage.migrate import OURS, History, migrate, revision
from storage.sealing import Sealer
from storage.session import DatabaseSession
from storage.statements import Rendered, Statements

T = TypeVar("T")

_SOUND = (3, 51, 3)


class SqliteStore:
    """A `Store` on one file, for one process."""

    def __init__(self, path: Path, writer: Writer, reader: Line, sealer: Sealer, lock: FileLock) -> None:
        self._path = path
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
        writer: Writer | None = None
        try:
            writer = await Writer.open(path, WRITER, "BEGIN IMMEDIATE")
            await writer.run(partial(writer.guarded, partial(_make_ready, writer, path, sealer, history)))
            writer.watch_log(path)
            reader = await Line.open(path, READER, "BEGIN")
        except BaseException:
            if writer:
                await writer.close()
            lock.release()
            raise
        _warn_of_age()
        return cls(path, writer, reader, sealer, lock)

    async def write(self, work: Callable[[Session], T], *, is_brief: bool = False) -> T:
        result, session = await self._writer.run(partial(self._write, work), is_brief=is_brief)
        if not session.may_be_flushed_later:
            await self.flush()
        if session.erased_someone:
            # What was erased still stands in the log.
            await self._writer.run(partial(self._writer.guarded, self._writer.empty_log))
        return result

    @property
    def is_flushed(self) -> bool:
        return self._writer.is_flushed

    async def flush(self) -> None:
        if not self._writer.is_flushed:
            await self._writer.flush_soon()

    async def read(self, work: Callable[[Session], T], *, is_long: bool = False) -> T:
        if not is_long:
            return await self._read(self._reader, work)
        reader = await Line.open(self._path, READER, "BEGIN")
        try:
            return await self._read(reader, work)
        finally:
            await reader.close()

    async def _read(self, reader: Line, work: Callable[[Session], T]) -> T:
        return await reader.run(
            partial(reader.transact, lambda statements: work(DatabaseSession(statements, self._sealer)))
        )

    async def close(self) -> None:
        # The writer last: whoever closes last folds the log into the file.
        await self._reader.close()
        await self._writer.close()
        self._lock.release()

    def _write(self, work: Callable[[Session], T]) -> tuple[T, DatabaseSession]:
        """What came of it, and the session that knows what has to follow."""

        def working(statements: Statements) -> tuple[T, DatabaseSession]:
            session = DatabaseSession(statements, self._sealer)
            return work(session), session

        return self._writer.transact(working)


def _make_ready(writer: Line, path: Path, sealer: Sealer, history: History) -> None:
    engine = create_engine("sqlite://", creator=lambda: writer.raw, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.connect() as connection:
        found = revision(connection)
        connection.rollback()
        if found in history.revisions[:-1]:
            copy(path, path.with_name(f"{path.name}.before-{history.head}.sqlite3"))
        with connection.begin():
            migrate(connection, found, history)
            check_key(Rendered(writer.raw), sealer)


def _warn_of_age() -> None:
    if sqlite3.sqlite_version_info < _SOUND:
        structlog.get_logger().warning(
            "sqlite_is_old",
            version=sqlite3.sqlite_version,
            advice="Works. SQLite 3.51.3 or later closes a rare fault that Alongside avoids by writing from one place.",
        )
