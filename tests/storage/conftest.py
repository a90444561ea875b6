"""The store under test, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.words.ports import Store
from storage import open_store
from tests.storage.given import KEY
from tests.storage.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    return tmp_path / "alongside.sqlite3"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, sqlite_file: Path) -> str:
    """Where an empty database is, one after the other on both."""
    if request.param == "sqlite":
        return f"sqlite:///{sqlite_file}"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    store = await open_store(url, KEY)
    yield store
    await store.close()


@pytest.fixture
async def sqlite_store(sqlite_file: Path) -> AsyncIterator[Store]:
    store = await open_store(f"sqlite:///{sqlite_file}", KEY)
    yield store
    await store.close()
