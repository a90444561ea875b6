"""Opens the store a URL names."""

from __future__ import annotations

from pathlib import Path

from bot.words.errors import StorageError
from bot.words.ports import Store

_SQLITE = ("sqlite:///", "sqlite+aiosqlite:///")
_POSTGRES = ("postgresql://", "postgres://", "postgresql+asyncpg://")


async def open_store(url: str, key: bytes) -> Store:
    """Open, and where needed create or migrate, the database at `url`; `key` is the 32 bytes of the sealing key.

    Raises StorageError, saying what to do, where that cannot be.
    """
    for prefix in _SQLITE:
        if url.startswith(prefix) and len(url) > len(prefix):
            from storage.sqlite import SqliteStore  # noqa: PLC0415 (one of the two is never needed)

            return await SqliteStore.open(Path(url.removeprefix(prefix)), key)
    for prefix in _POSTGRES:
        if url.startswith(prefix):
            from storage.postgres import PostgresStore  # noqa: PLC0415

            return await PostgresStore.open("postgresql://" + url.removeprefix(prefix), key)
    raise StorageError(
        f"The database URL starts with {url.partition(':')[0]!r}, which is not known. "
        "Accepted are sqlite:///path/to/file.sqlite3 and postgresql://user:password@host/database."
    )
