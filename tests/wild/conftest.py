"""Two databases to play on, and the programs as shipped."""

from __future__ import annotations

import pytest

from bot.curriculum.folders import read_programs
from bot.flows.engine.stage import Stage
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from tests.storage.conftest import postgres_server, postgres_url, sqlite_file, url

__all__ = ["postgres_server", "postgres_url", "sqlite_file", "url"]


@pytest.fixture(scope="session")
def stage() -> Stage:
    return set_stage(read_programs(), open_gazetteer())
