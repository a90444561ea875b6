"""Flushes a SQLite file's log apart from the commit that wrote it.

A commit in the log outlives the process at once, and a power cut when the log was flushed. `synchronous=FULL` flushes
within every commit. With NORMAL it is left to us, so that somebody may be answered in between; the log is still flushed
by SQLite itself before anything of it is folded into the file, and its checksums let no page in that came without the
ones before it (https://www.sqlite.org/pragma.html#pragma_synchronous, https://www.sqlite.org/wal.html).
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from bot.words.errors import StorageBroken
from storage.quickness import Quickness

WITHIN, APART = "PRAGMA synchronous=FULL", "PRAGMA synchronous=NORMAL"


class LogFlush:
    """Whether a log has to be flushed still, and the way to do it; who writes the log alone uses it. What is
    committed while another thread flushes is still owed.

    Where the system cannot flush a file's content (`fdatasync`: Linux and other Unixes can), commits go on to flush it.
    """

    def __init__(self, database: Path, quickness: Quickness) -> None:
        self._quickness = quickness
        self._log: int | None = None
        self._made = self._flushed = 0
        if hasattr(os, "fdatasync"):
            with suppress(OSError):
                self._log = os.open(f"{database}-wal", os.O_RDONLY | os.O_CLOEXEC)

    @property
    def manner(self) -> str:
        """How a commit is to be made that may leave the flush to us."""
        return WITHIN if self._log is None else APART

    @property
    def is_owed(self) -> bool:
        """Whether a commit was made that no flush has followed."""
        return self._log is not None and self._made != self._flushed

    def owe(self) -> None:
        """A commit was made in this manner. Said behind it: a flush that was under way meanwhile is not its own."""
        self._made += 1

    def flush(self) -> None:
        """Have on the disk what was committed; raises StorageBroken, after which nothing can be trusted."""
        if self._log is None or not self.is_owed:
            return
        began, made = time.perf_counter(), self._made
        try:
            os.fdatasync(self._log)
        except OSError as error:
            raise StorageBroken("The database's log could not be brought to the disk.") from error
        self._quickness.note(time.perf_counter() - began)
        self._flushed = made

    def close(self) -> None:
        """Let go of the log."""
        if self._log is not None:
            os.close(self._log)
            self._log = None
