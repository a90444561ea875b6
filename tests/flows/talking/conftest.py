"""People who know each other, on rehearsed platforms, over the real hub and a real database."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from tests.flows.talking.company import Company
from tests.scenes.player import player


@pytest.fixture
def company(tmp_path, stage, monkeypatch):
    """To be opened with a cast, as scenes name it. The stage is the one every test plays on."""
    monkeypatch.setattr("bot.rehearsing.stage.set_stage", lambda *_: stage)

    @asynccontextmanager
    async def open_company(cast: str):
        async with player(tmp_path) as playing:
            await playing.play("\n".join(f"# {line}" for line in cast.strip().splitlines()) + "\n")
            everyone = Company(playing)
            yield everyone
            assert playing.rehearsal.faults == 0, "a platform would have refused something"

    return open_company
