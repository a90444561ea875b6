"""People who run programs and those they look after, on rehearsed platforms, over the real hub and a real database."""

from __future__ import annotations

from tests.flows.talking.conftest import company
from tests.storage.conftest import postgres_server, postgres_url, sqlite_file, url

__all__ = ["company", "postgres_server", "postgres_url", "sqlite_file", "url"]
