"""The platforms as a simulation has them: in memory, with their rules, and with their limits in virtual time."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.adapters.rehearsal.platforms import Platform, objection
from bot.words.clock import Clock
from bot.words.errors import CannotPass, PersonGone, Rejected
from bot.words.messages import Delivery, Home, Ready
from bot.words.ports import NOTHING_READY, Finding, Inbox

PER_SECOND = {"telegram": 30.0, "slack": 4.0}
"""Calls a platform takes in a second: Telegram's own figure; on Slack what we allow ourselves over all chats."""
PER_CHAT = 1.0
"""Messages a second that either takes for one chat."""


@dataclass
class VirtualClock:
    """A clock that stands still until it is moved."""

    at: dt.datetime

    def now(self) -> dt.datetime:
        return self.at


class Still:
    """Time for the hub's own pauses: it stands still, and nothing rings; whoever plays looks at everything itself."""

    def time(self) -> float:
        return 0.0

    def call_later(self, delay: float, callback: Callable[[], Any], /) -> Never:
        del delay, callback
        return Never()


class Never:
    """An alarm that does not ring."""

    def cancel(self) -> None:
        """There is nothing to call off."""


@dataclass
class Load:
    """What a platform was asked to carry, and how long its limits would have kept it waiting.

    `waits` counts deliveries by whole seconds between the moment they were handed over and the one at which the
    platform takes them, one after another at its limit.
    """

    by_hour: Counter[int] = field(default_factory=Counter)
    by_minute: Counter[int] = field(default_factory=Counter)
    waits: Counter[int] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    _free_at: float = 0.0
    _chat_at: dict[str, float] = field(default_factory=dict)

    def take(self, chat: str, at: float, per_second: float) -> None:
        """One call at this moment (POSIX seconds)."""
        leaves = max(at, self._free_at, self._chat_at.get(chat, 0.0))
        self._free_at = leaves + 1 / per_second
        self._chat_at[chat] = leaves + 1 / PER_CHAT
        self.waits[round(leaves - at)] += 1
        self.by_hour[int(leaves) // 3600] += 1
        self.by_minute[int(leaves) // 60] += 1


class SimulatedChannel:
    """One platform as the hub sees it. What is sent is noted; who blocked the bot cannot be reached."""

    def __init__(self, platform: Platform, clock: Clock) -> None:
        self.name = platform.channel
        self.limits = platform.limits
        self.per_second = PER_SECOND[platform.key]
        self.sent: list[tuple[Delivery, str]] = []
        self.blocked: set[str] = set()
        self.load = Load()
        self._platform = platform
        self._clock = clock

    async def listen(self, inbox: Inbox) -> None:
        del inbox
        await asyncio.Event().wait()

    async def send(self, delivery: Delivery, target: str | None, ready: Ready = NOTHING_READY) -> str:
        del target, ready
        if delivery.address.id in self.blocked:
            self.load.refused["gone"] += 1
            raise PersonGone("blocked by the person")
        if not isinstance(delivery.content, Home) and (why := objection(self._platform, delivery.content)):
            self.load.refused["rejected"] += 1
            raise Rejected(why)
        ref = f"{delivery.id:x}"
        self.sent.append((delivery, ref))
        return ref

    def take_sent(self) -> list[tuple[Delivery, str]]:
        """What was sent since this was last asked, in an order that depends on nothing but what it is."""
        taken, self.sent = sorted(self.sent, key=lambda each: (each[0].priority, each[0].id)), []
        at = self._clock.now().timestamp()
        for delivery, _ in taken:
            self.load.take(delivery.address.id, at, self.per_second)
        return taken

    async def fetch(self, file: str, most: int) -> bytes:
        del file, most
        raise CannotPass("gone")

    async def find(self, delivery: Delivery, ready: Ready = NOTHING_READY) -> str | None:
        del delivery, ready
        return None

    async def check(self) -> list[Finding]:
        return []

    async def close(self) -> None:
        """Nothing to let go of."""
