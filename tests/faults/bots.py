"""The real bot in this process: real store, hub and channels, put together as `serve` does."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.adapters.slack.channel import Pace as SlackPace
from bot.adapters.slack.channel import SlackChannel
from bot.adapters.telegram import TelegramChannel
from bot.adapters.telegram.timing import Timing
from bot.assembling import assemble
from bot.doings.hub import Hub
from bot.doings.pace import Paces
from bot.flows.engine.stage import Stage
from bot.words.clock import Clock, SystemClock
from bot.words.messages import Address
from bot.words.ports import Channel, Store
from bot.words.turns import Scene
from storage.store import open_store
from tests.stand_ins.slack import SlackStandIn
from tests.stand_ins.slack.workspace import APP_TOKEN, BOT_TOKEN
from tests.stand_ins.telegram import TelegramStandIn

KEY = bytes(range(32))
QUICK = Timing(first=0.01, most=0.05, closed=0.05)
QUICK_SLACK = SlackPace(commit=0.5, call=5.0, watch=2.0, history=0.0, verify=0.05, edits=0)


@dataclass(frozen=True)
class Bot:
    """A bot that runs."""

    database: Path
    store: Store
    hub: Hub

    async def scene(self, address: Address) -> Scene:
        """What is known of someone."""
        scenes = await self.store.read(lambda session: session.scenes([address]))
        return scenes[address]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What stands in the database in the open."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()


@asynccontextmanager
async def running(
    folder: Path, stage: Stage, *channels: Channel, clock: Clock | None = None, paces: Paces | None = None
) -> AsyncIterator[Bot]:
    """Run the bot on these channels; its end is the clean one."""
    database = folder / "alongside.sqlite3"
    store = await open_store(f"sqlite:///{database}", KEY)
    hub, bot = assemble(store, clock or SystemClock(), stage, channels, paces)
    await bot.start()
    try:
        yield Bot(database, store, hub)
    finally:
        bot.stop()
        await bot.until_stopped()


def telegram_channel(world: TelegramStandIn, clock: Clock | None = None) -> TelegramChannel:
    """The channel as it is, with short waits."""
    return TelegramChannel(world.token, clock=clock or SystemClock(), root=world.url, timing=QUICK)


def slack_channel(world: SlackStandIn, clock: Clock | None = None) -> SlackChannel:
    """The channel as it is, over Socket Mode, with short waits."""
    return SlackChannel(
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        base_url=world.base_url,
        clock=clock or SystemClock(),
        pace=QUICK_SLACK,
    )
