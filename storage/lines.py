"""Connections to a SQLite file, each with a thread of its own: one only reads, one writes whole transactions."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Self, TypeVar, cast

import aiosqlite
from sqlalchemy.exc import DBAPIError

from bot.words.errors import StorageBroken, StorageError, StorageUnavailable
from storage.flushing import WITHIN, LogFlush
from storage.quickness import Quickness
from storage.room import make_room
from storage.statements import Rendered, Statements

T = TypeVar("T")

_ALWAYS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)
# KiB of pages at hand, half of what is usual: as many as a large batch touches, which with fewer would be written to
# the log and read back within it. Those who read are served by the system, which keeps the file's pages as well.
_FOR_A_BATCH, _FOR_LOOKS = "PRAGMA cache_size=-1024", "PRAGMA cache_size=-512"
# In its thread a connection may wait for others. A longer log is folded into the file less often, so that fewer replies
# wait for that.
_LOG = 4000  # pages
_WAITS = ("PRAGMA busy_timeout=5000", f"PRAGMA wal_autocheckpoint={_LOG}")
_PATIENT = (*_WAITS, WITHIN)
_BRISK = ("PRAGMA busy_timeout=0", "PRAGMA wal_autocheckpoint=0")
# Every commit reaches the disk before it is acknowledged: in simulated power cuts WAL with NORMAL, left to itself, lost
# such commits, FULL none. EXTRA for the step into WAL: with FULL the journal of that step could come back after a power
# cut, and roll back everything.
WRITER = ("PRAGMA synchronous=EXTRA", *_WAITS, *_ALWAYS, _FOR_A_BATCH, WITHIN)
# Releases before 3.51.3 can damage a WAL that two connections checkpoint at the same moment: the reader never does.
READER = ("PRAGMA busy_timeout=5000", *_ALWAYS, _FOR_LOOKS, "PRAGMA query_only=ON", "PRAGMA wal_autocheckpoint=0")
_MOST_AT_ONCE = 200
"""Transactions outside the thread in a row; the next one goes there and folds the log, if it has become long."""
_CRAMPED = 30
"""Transactions into a log without room, before it gets some: a file that is hardly written needs none."""

_PASSING = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY}
_FATAL = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Line:
    """One connection, living in a thread of its own; whole functions are sent there, one hop each."""

    def __init__(self, connection: aiosqlite.Connection, begin: str) -> None:
        self._connection = connection
        self._begin = begin
        # The very connection aiosqlite owns; whoever touches it is alone with it.
        self.raw = connection._conn  # noqa: SLF001
        self._statements = Rendered(self.raw)
        self._broken: StorageBroken | None = None
        self._closed = False

    @classmethod
    async def open(cls, path: Path, pragmas: tuple[str, ...], begin: str) -> Self:
        connecting = aiosqlite.connect(path, isolation_level=None, cached_statements=512, check_same_thread=False)
        line = cls(await connecting, begin)
        try:
            await line.run(partial(line.guarded, lambda: [line.raw.execute(pragma).fetchall() for pragma in pragmas]))
        except BaseException:
            await line.close()
            raise
        return line

    async def run(self, work: Callable[[], T]) -> T:
        """Run a function in the connection's thread; a caller who is cancelled leaves it to finish there.

        aiosqlite offers a hop per statement only, and a hop costs more than a statement; its queue of functions,
        private though it is, takes a whole transaction. This is the one place that uses it.
        """
        if self._closed:
            raise StorageError("The database is closed.")
        return cast("T", await self._connection._execute(work))  # type: ignore[no-untyped-call]  # noqa: SLF001

    def transact(self, work: Callable[[Statements], T]) -> T:
        """Run `work` in one transaction (in the thread); raises the words' errors for SQLite's."""
        return self.guarded(lambda: self._transact(work))

    def guarded(self, work: Callable[[], T]) -> T:
        """Run `work` (in the thread), telling SQLite's errors in our own; after a fatal one nothing runs any more."""
        if self._broken:
            raise self._broken
        try:
            return work()
        except (sqlite3.Error, DBAPIError) as error:
            fault = told(error.orig if isinstance(error, DBAPIError) else error)
            if isinstance(fault, StorageBroken):
                self._broken = fault
            raise fault from error

    def _transact(self, work: Callable[[Statements], T]) -> T:
        self.raw.execute(self._begin)
        try:
            result = work(self._statements)
            self.raw.execute("COMMIT")
        except BaseException:
            # A full disk may have rolled back already.
            if self.raw.in_transaction:
                self.raw.execute("ROLLBACK")
            raise
        return result

    async def close(self) -> None:
        if not self._closed:
            self._closed = True
            await self._connection.close()


class Writer(Line):
    """The connection that writes.

    Handing a small transaction to the thread and waiting for its answer costs as much as a quick disk takes for it, and
    in a larger one two threads would take the interpreter from each other at every statement. So while the disk is
    quick it is carried out at once, and the event loop waits for the disk; whatever is in the way of that, or was slow
    lately, is left to the thread. A brief transaction leaves its flush for later, wherever it is carried out: then the
    flush alone waits for the disk, and how quick either is is told apart.
    """

    def __init__(self, connection: aiosqlite.Connection, begin: str) -> None:
        super().__init__(connection, begin)
        self._alone = threading.Lock()
        self._commits, self._flushes = Quickness(), Quickness()
        self._at_once = 0
        self._cramped = 0
        self._manners: tuple[str, ...] = _PATIENT
        self._brief_at_once: tuple[str, ...] = _BRISK
        self._brief_in_thread: tuple[str, ...] = _PATIENT
        self._log: LogFlush | None = None

    def watch_log(self, path: Path) -> None:
        """From now on, with the log there, a flush may come after its commit."""
        self._log = LogFlush(path, self._flushes)
        self._brief_at_once = (*_BRISK, self._log.manner)
        self._brief_in_thread = (*_WAITS, self._log.manner)

    @property
    def is_flushed(self) -> bool:
        return self._log is None or not self._log.is_owed

    async def flush_soon(self) -> None:
        """Have on the disk what was committed; the event loop waits itself where that is quick."""
        if self._flushes.is_proven:
            self.flush()
        else:
            await super().run(self.flush)

    def flush(self) -> None:
        """Have on the disk what was committed."""
        if self._log is None:
            return
        try:
            self._log.flush()
        except StorageBroken as broken:
            self._broken = broken
            raise

    async def run(self, work: Callable[[], T], *, is_brief: bool = False) -> T:
        """Run a function alone with the connection; a brief one may run again, if it was StorageUnavailable at first.

        A caller who is cancelled leaves it to finish.
        """
        if is_brief and self._may_be_at_once() and self._alone.acquire(blocking=False):
            try:
                self._at_once += 1
                self._cramped += 1
                return self._run(work, self._brief_at_once, is_brief=True)
            except StorageUnavailable:
                pass  # what stands in the way may be waited for in the thread
            finally:
                self._alone.release()
        return await super().run(partial(self._in_thread, work, is_brief=is_brief))

    def _may_be_at_once(self) -> bool:
        is_time = self._at_once < _MOST_AT_ONCE and self._cramped != _CRAMPED
        return is_time and self._log is not None and self._commits.is_proven and not self._closed

    def _in_thread(self, work: Callable[[], T], *, is_brief: bool) -> T:
        with self._alone:
            self._at_once = 0
            if self._cramped == _CRAMPED and not self._broken:
                make_room(self.raw, _LOG + _LOG // 10)
            self._cramped += 1
            return self._run(work, self._brief_in_thread if is_brief else _PATIENT, is_brief=is_brief)

    def empty_log(self) -> None:
        """Fold the log into the file and cut it off; a reader in the way only puts this off to the next time."""
        self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._cramped = 0

    async def close(self) -> None:
        await super().close()
        if self._log is not None:
            self._log.close()

    def _run(self, work: Callable[[], T], manners: tuple[str, ...], *, is_brief: bool) -> T:
        if self._manners is not manners:
            self._manners = manners
            for pragma in manners:
                self.raw.execute(pragma)
        began, computed = time.perf_counter(), time.thread_time()
        try:
            return work()
        finally:
            if is_brief:  # what it computes costs the same anywhere, and more where two threads take turns
                computed = time.thread_time() - computed
                self._commits.note(time.perf_counter() - began - computed)
                if self._log is not None:
                    self._log.owe()


def told(error: BaseException | None) -> StorageError:
    """What SQLite's error means for us."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _PASSING:
        return StorageUnavailable(f"The database cannot take a commit just now: {error}.")
    if code in _FATAL:
        return StorageBroken(f"The database cannot be trusted any longer: {error}.")
    return StorageError(f"The database refused a statement: {error}.")
