"""Two databases to broadcast from."""

from __future__ import annotations

from tests.storage.conftest import postgres_server, postgres_url, sqlite_file, url

__all__ = ["postgres_server", "postgres_url", "sqlite_file", "url"]
