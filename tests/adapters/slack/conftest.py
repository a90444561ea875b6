"""A small inbox, a stand-in for Slack, and a channel between them."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import pytest

from bot.adapters.slack.channel import Pace, SlackChannel
from bot.words.clock import RehearsalClock
from bot.words.messages import Address, Content, Delivery, Ignored, Inbound, Outbound, Say
from tests.stand_ins.slack import SlackStandIn
from tests.stand_ins.slack.workspace import APP_TOKEN, BOT_TOKEN, TEAM

QUICK = Pace(commit=2.5, call=5.0, watch=2.0, history=0.0, verify=0.05, looks=(0.0, 0.0, 0.0))


class MemoryInbox:
    """An inbox that remembers, and can be slow or broken."""

    def __init__(self) -> None:
        self.all: list[Inbound] = []
        self.copies = 0
        self.fails_with: list[Exception] = []
        self.held: asyncio.Event | None = None
        self.changed = asyncio.Condition()

    async def accept(self, inbounds: Sequence[Inbound]) -> None:
        if self.held is not None:
            await self.held.wait()
        if self.fails_with:
            raise self.fails_with.pop(0)
        known = {one.key for one in self.all}
        self.copies += sum(one.key in known for one in inbounds)
        self.all += [one for one in inbounds if one.key not in known]
        async with self.changed:
            self.changed.notify_all()

    async def until(self, there: Callable[[], Any], within: float = 10.0) -> None:
        """Wait until something holds of this inbox."""
        async with asyncio.timeout(within), self.changed:
            await self.changed.wait_for(there)

    async def next(self, number: int = 1) -> list[Content]:
        """What people did, once there are this many things."""
        await self.until(lambda: len(self.contents) >= number)
        return self.contents

    @property
    def heard(self) -> list[Inbound]:
        """Everything that was for us."""
        return [one for one in self.all if not isinstance(one.content, Ignored)]

    @property
    def contents(self) -> list[Content]:
        return [one.content for one in self.heard]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def clock():
    return RehearsalClock()


@pytest.fixture
def inbox():
    return MemoryInbox()


@pytest.fixture
async def slack():
    standing = await SlackStandIn.start(retries=(0, 0, 0.05, 0.1), burst=20)
    yield standing
    await standing.stop()


@pytest.fixture
def make(slack, clock):
    """Makes channels on the stand-in: `make(app_token="")`, `make(pace=…)`."""

    def made(**more):
        settings = {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "base_url": slack.base_url, "clock": clock}
        return SlackChannel(**(settings | {"pace": QUICK} | more))

    return made


@contextlib.asynccontextmanager
async def listening(channel: SlackChannel, inbox: MemoryInbox, slack: SlackStandIn | None) -> AsyncIterator[None]:
    """Listen for as long as the block lasts; over a socket, from when it is connected."""
    task = asyncio.create_task(channel.listen(inbox))
    try:
        if slack is not None:
            await asyncio.wait_for(slack.sockets.connected.wait(), 5)
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await channel.close()


@pytest.fixture
async def channel(make, inbox, slack):
    """A channel that listens over Socket Mode."""
    one = make()
    async with listening(one, inbox, slack):
        yield one


@pytest.fixture
async def mute(make):
    """A channel that only sends."""
    one = make()
    yield one
    await one.close()


@pytest.fixture
def amina(slack):
    return slack.person("U1", "Amina")


def delivery(content: Outbound | str, user: str = "U1", id: int = 7, **more: Any) -> Delivery:
    """Something on its way to a person."""
    content = Say(content) if isinstance(content, str) else content
    return dataclasses.replace(Delivery(id, Address("slack", f"{TEAM}/{user}"), content), **more)
