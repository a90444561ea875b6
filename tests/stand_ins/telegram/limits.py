"""How much a bot may send: so many a second in all, and so many to one chat."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from tests.stand_ins.telegram.violations import Refused


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages a second; None is no limit. Telegram's own figures are 30 (a paid bot: 1,000) and 1."""

    bot: float | None = None
    bot_burst: int = 30
    chat: float | None = None
    chat_burst: int = 3


class Limits:
    """One leaky bucket for the bot, one for each chat written to."""

    def __init__(self, rates: Rates, time: Callable[[], float]) -> None:
        self.rates = rates
        self.refused = 0
        self._time = time
        self._full_until: dict[str, float] = {}

    def spend(self, chat: str) -> None:
        """Take one message from both buckets; raises Refused 429 where one is empty, and takes nothing then."""
        now = self._time()
        rates = self.rates
        waits = [
            self._wait(name, rate, burst, now)
            for name, rate, burst in (("", rates.bot, rates.bot_burst), (chat, rates.chat, rates.chat_burst))
            if rate is not None
        ]
        if waits and max(waits) > 0:
            self.refused += 1
            seconds = math.ceil(max(waits))
            raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        for name, rate in (("", rates.bot), (chat, rates.chat)):
            if rate is not None:
                self._full_until[name] = max(self._full_until.get(name, now), now) + 1 / rate

    def _wait(self, name: str, rate: float, burst: int, now: float) -> float:
        owed = max(self._full_until.get(name, now) - now, 0.0)
        return owed - (burst - 1) / rate - 1e-9
