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
    path = sqlite_path(url)
    if path is not None:
        from storage.sqlite import SqliteStore  # noqa: PLC0415 (one of the two is never needed)

        return await SqliteStore.open(path, key)
    for prefix in _POSTGRES:
        if url.startswith(prefix):
            from storage.postgres import PostgresStore  # noqa: PLC0415

            return await PostgresStore.open("postgresql://" + url.removeprefix(prefix), key)
    raise StorageError(
        f"ALONGSIDE_DATABASE_URL starts with {url.partition(':')[0]!r}, which is not known. "
        "Accepted are sqlite:///path/to/file.sqlite3 and postgresql://user:password@host/database."
    )


def sqlite_path(url: str) -> Path | None:
    """The file an SQLite URL names; None for other URLs."""
    for prefix in _SQLITE:
        if url.startswith(prefix) and len(url) > len(prefix):
            return Path(url.removeprefix(prefix))
    return None
