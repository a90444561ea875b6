"""Keeps a second process away from a SQLite file: a lock on a file beside it, let go when the process ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from bot.words.errors import StorageInUse


class FileLock:
    """An exclusive lock held until `release`, or until the process ends however it ends."""

    def __init__(self, database: Path) -> None:
        """Take the lock; raises StorageInUse where another process holds it."""
        self._descriptor = os.open(f"{database}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(self._descriptor, 32).decode("ascii", "replace").strip()
            os.close(self._descriptor)
            who = f" (process {holder})" if holder else ""
            raise StorageInUse(f"{database} is in use by another Alongside{who}. Stop that one first.") from error
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Let go; once is enough."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
