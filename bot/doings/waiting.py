"""Who waits for a commit, and when there is next something to look for."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence

from bot.doings.clockwatch import ClockWatch
from bot.doings.pace import Paces
from bot.doings.timing import Alarm
from bot.words.clock import Clock
from bot.words.messages import Inbound

SOONEST = 1.0
"""Seconds before which no alarm goes off, so that something due that cannot be taken never makes the loop spin."""
LATEST = 86_400.0


class Waiting:
    """What one call of `accept` handed in, and whom to tell."""

    __slots__ = ("committed", "inbounds")

    def __init__(self, inbounds: Sequence[Inbound]) -> None:
        self.inbounds = inbounds
        self.committed: asyncio.Future[None] = asyncio.get_running_loop().create_future()


def tell(futures: list[asyncio.Future[None]], error: Exception | None = None) -> None:
    """Let everyone go who waits, and forget them."""
    for future in futures:
        if future.done():
            continue
        if error:
            future.set_exception(error)
        else:
            future.set_result(None)
    futures.clear()


class NextAlarm:
    """Rings once, at the earliest of the moments it was told of."""

    def __init__(self, clock: Clock, paces: Paces, ring: Callable[[], None], watch: ClockWatch | None = None) -> None:
        self._clock = clock
        self._paces = paces
        self._ring = ring
        self._watch = watch
        self._looking: Alarm | None = None
        self._set: Alarm | None = None
        self._when = dt.datetime.min.replace(tzinfo=dt.timezone.utc)

    def at(self, moment: dt.datetime) -> None:
        """Ring at this moment, unless it rings before."""
        if self._set:
            if self._when <= moment:
                return
            self._set.cancel()
        delay = (moment - self._clock.now()).total_seconds()
        self._when = moment
        pace = self._watch.pace if self._watch else 1.0
        self._set = self._paces.clockwork().call_later(min(max(delay, SOONEST), LATEST) / pace, self._go_off)

    def is_time_trusted(self) -> bool:
        """Whether what is due by the wall clock may be done now; if that cannot be told yet, ring once it can."""
        if self._watch is None:
            return True
        is_trusted = self._watch.is_trusted()
        if self._watch.is_unsure and self._looking is None:
            self._looking = self._paces.clockwork().call_later(SOONEST, self._look_again)
        return is_trusted

    def cancel(self) -> None:
        """Do not ring any more."""
        for alarm in (self._set, self._looking):
            if alarm:
                alarm.cancel()
        self._set = self._looking = None

    def _look_again(self) -> None:
        self._looking = None
        if self.is_time_trusted():
            if self._set:
                self._set.cancel()
                self._set = None
            self._ring()

    def _go_off(self) -> None:
        self._set = None
        self._ring()
