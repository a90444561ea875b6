"""What the fault tests share: the stage as shipped, and a strict Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.curriculum.folders import read_programs
from bot.flows.engine.stage import Stage
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from tests.stand_ins.slack import SlackStandIn
from tests.stand_ins.telegram import TelegramStandIn


@pytest.fixture(scope="session")
def stage() -> Stage:
    return set_stage(read_programs(), open_gazetteer())


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramStandIn]:
    world = await TelegramStandIn.start()
    yield world
    await world.close()


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    world = await SlackStandIn.start(rate=0)
    yield world
    await world.stop()
