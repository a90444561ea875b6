"""Copies a SQLite database to one file while it is in use; what was sealed stays sealed in the copy."""

from __future__ import annotations

from pathlib import Path

from bot.words.errors import StorageError
from storage.copying import copy
from storage.store import sqlite_path


def backup(url: str, target: Path) -> None:
    """Write a copy of the database at `url` to a new file only its owner can read; the bot may keep running.

    Raises StorageError where the file exists or its folder does not, or the database is not SQLite's.
    """
    source = sqlite_path(url)
    if source is None:
        raise StorageError(
            f"PostgreSQL makes its own backups: pg_dump --format=custom --file={target} 'postgresql://…'"
        )
    if not source.exists():
        raise StorageError(f"There is no database at {source}.")
    if target.exists():
        raise StorageError(f"{target} exists already; a backup never replaces a file. Give another name.")
    if not target.parent.is_dir():
        raise StorageError(f"There is no folder {target.parent}. Make it first, or give another one.")
    copy(source, target)
