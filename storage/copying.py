"""Copies a SQLite file whole while it is in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from bot.words.errors import StorageError


def copy(source: Path, target: Path) -> None:
    """Copy a database file whole; `target` appears only once it is complete."""
    part = target.with_name(f".{target.name}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(part)) as image:
            # Looks, but leaves folding the log into the file to the bot's writer.
            origin.execute("PRAGMA query_only=ON")
            origin.execute("PRAGMA wal_autocheckpoint=0")
            origin.backup(image)
        _flush(part)
        part.replace(target)
        _flush(target.parent)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            part.unlink()
        raise StorageError(f"The backup {target} could not be written: {error}.") from error


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
