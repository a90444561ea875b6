"""A real channel, a stand-in for Telegram, and an inbox that only records."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest

from bot.adapters.telegram import TelegramChannel
from bot.adapters.telegram.timing import Timing
from bot.words.clock import SystemClock
from bot.words.errors import StorageUnavailable
from bot.words.messages import Address, Button, Content, Delivery, Ignored, Inbound, Outbound, Say
from tests.stand_ins.telegram import TelegramStandIn
from tests.stand_ins.telegram.bell import Bell

QUICK = Timing(first=0.01, most=0.05, closed=0.05)


class MemoryInbox:
    """Keeps each key once. `refusals` is how many commits fail first; `gate` holds commits back while it is closed."""

    def __init__(self) -> None:
        self.kept: dict[str, Inbound] = {}
        self.batches: list[list[Inbound]] = []
        self.refusals = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self._bell = Bell()

    async def accept(self, inbounds: Sequence[Inbound]) -> None:
        self.batches.append(list(inbounds))
        self._bell.ring()
        await self.gate.wait()
        if self.refusals:
            self.refusals -= 1
            raise StorageUnavailable("disk full")
        for inbound in inbounds:
            self.kept.setdefault(inbound.key, inbound)
        self._bell.ring()

    @property
    def contents(self) -> list[Content]:
        """What was kept and is for us, in order."""
        return [inbound.content for inbound in self.kept.values() if not isinstance(inbound.content, Ignored)]

    async def until(self, true: Callable[[], bool], within: float = 5.0) -> None:
        await self._bell.until(true, within)

    async def holds(self, count: int) -> list[Content]:
        """Return the contents once there are so many."""
        await self.until(lambda: len(self.contents) >= count)
        return self.contents


def delivery(person: int, content: Outbound | str, *buttons: str, **more: object) -> Delivery:
    """A delivery of these words to this person; buttons carry their own label as data."""
    if isinstance(content, str):
        content = Say(content, tuple(Button(label, label) for label in buttons))
    return Delivery(1, Address("telegram", str(person)), content, **more)


@pytest.fixture
async def standin() -> AsyncIterator[TelegramStandIn]:
    """Checks calls against the Bot API's whole description where BOT_API_JSON names it, else against a short table."""
    described = os.environ.get("BOT_API_JSON")
    world = await TelegramStandIn.start(api=Path(described) if described else None)
    yield world
    await world.close()
    assert world.violations == []


@pytest.fixture
def inbox() -> MemoryInbox:
    return MemoryInbox()


@pytest.fixture
async def channel(standin: TelegramStandIn) -> AsyncIterator[TelegramChannel]:
    telegram = TelegramChannel(standin.token, root=standin.url, clock=SystemClock(), timing=QUICK)
    yield telegram
    await telegram.close()


@contextlib.asynccontextmanager
async def listening(channel: TelegramChannel, inbox: MemoryInbox) -> AsyncIterator[asyncio.Task[None]]:
    """The channel listens while inside."""
    task = asyncio.create_task(channel.listen(inbox))
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
