"""The beats: what happens again and again by itself. They hold no state; everything due sits in the database."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.doings.counting import count_weeks
from bot.doings.hub import Hub
from bot.doings.traces import log
from bot.words.clock import Clock
from bot.words.errors import StorageUnavailable
from bot.words.ports import Session, Store

TICK = 30
"""Seconds between looks at what is due; what is known to be due sooner is looked for then."""


class Beats:
    """Wakes the hub every half a minute and lets the database forget every hour."""

    def __init__(self, hub: Hub, store: Store, clock: Clock, plan: Callable[[], Awaitable[None]] | None = None) -> None:
        """`plan` is called once at the start, to have in the database what must always be due some time."""
        self._plan = plan
        self._hub = hub
        self._store = store
        self._clock = clock
        self._scheduler: Any = None

    async def start(self) -> None:
        """Begin. APScheduler is imported here, in a thread, so that nobody's first message waits for it."""
        scheduler = (await asyncio.to_thread(_scheduler_class))(timezone="UTC", job_defaults=_DEFAULTS)
        scheduler.add_job(self.tick, "interval", seconds=TICK, id="tick")
        scheduler.add_job(self.retire, "interval", hours=1, id="retention")
        if self._plan:
            await _unless_unavailable(self._plan, "beat.plan")
            self._hub.look()
        scheduler.start()
        self._scheduler = scheduler

    def stop(self) -> None:
        """No further beat."""
        if self._scheduler:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None

    async def tick(self) -> None:
        """Decide what is due."""
        await _unless_unavailable(self._hub.tick, "beat.tick")

    async def retire(self) -> None:
        """Forget what need not be kept any longer, and count what soon will be, in bites between which others write."""

        def bite(session: Session) -> bool:
            return session.retire(self._clock.now())

        async def all_bites() -> None:
            has_more = True
            while has_more:
                has_more = await self._store.write(bite)
            await count_weeks(self._store, self._clock)

        await _unless_unavailable(all_bites, "beat.retention")


_DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


def _scheduler_class() -> Any:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415 - a quarter of a second

    return AsyncIOScheduler


async def _unless_unavailable(beat: Callable[[], Awaitable[None]], name: str) -> None:
    """The next beat tries again what the database could not take."""
    try:
        await beat()
    except StorageUnavailable:
        log.warning(f"{name}.put_off")
