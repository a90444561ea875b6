"""From start to stop: everything begins in order, one crashed channel does not take the others along, and the end is
clean: listening stops first, calls under way finish, what happened is committed, the database closes last."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from bot.doings.beats import Beats
from bot.doings.hub import Hub
from bot.doings.traces import code, log
from bot.words.errors import ChannelClosed
from bot.words.ports import Channel, Store

GRACE = 20.0
"""Seconds that calls under way get to finish."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before a channel that stopped listening is started again (doubling)."""

Sleep = Callable[[float], Awaitable[None]]


class Running:
    """The bot while it runs. `until_stopped` returns the process's exit code."""

    def __init__(
        self, hub: Hub, store: Store, channels: Mapping[str, Channel], beats: Beats, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._hub = hub
        self._store = store
        self._channels = channels
        self._beats = beats
        self._sleep = sleep
        self._listening: list[asyncio.Task[None]] = []
        self._asked_to_stop = asyncio.Event()
        self._grace = GRACE

    async def start(self) -> None:
        """Take up what was left, then listen; the beats come last, nobody waits for them.

        Whatever fails on the way (the disk, mostly) ends everything that had begun, the database's threads too.
        """
        try:
            await self._hub.start()
            self._listening = [asyncio.create_task(self._listen(channel)) for channel in self._channels.values()]
            await asyncio.sleep(0)
            await self._beats.start()
        except BaseException:
            self._grace = 0
            await self._end()
            raise
        log.info("running", channels=sorted(self._channels))

    def stop(self) -> None:
        """Ask for the end (may stand in a signal handler); asked again, calls under way are cut off."""
        if self._asked_to_stop.is_set():
            self._grace = 0
            self._hub.hurry()
        self._asked_to_stop.set()

    async def until_stopped(self) -> int:
        """Run until asked to stop, or until the database fails; 0 for a clean end, 1 after a failure."""
        ends = [asyncio.create_task(self._asked_to_stop.wait()), asyncio.create_task(self._hub.failed.wait())]
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in ends:
                end.cancel()
            await self._end()
        return 1 if self._hub.failure else 0

    async def _end(self) -> None:
        for task in self._listening:
            task.cancel()
        await asyncio.gather(*self._listening, return_exceptions=True)
        self._beats.stop()
        await self._hub.stop(0 if self._hub.failure else self._grace)
        for name, channel in self._channels.items():
            try:
                await channel.close()
            except Exception as error:  # noqa: BLE001 - one channel must not keep the others open
                log.warning("channel.close_failed", channel=name, error=code(error))
        await self._store.close()
        log.info("stopped", failed=bool(self._hub.failure))

    async def _listen(self, channel: Channel) -> None:
        """Listen, and listen again after a crash; each crash is one alert."""
        pause = FIRST_PAUSE
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await channel.listen(self._hub)
                log.error("channel.ended", channel=channel.name)
            except ChannelClosed as error:
                log.error("channel.closed", channel=channel.name, error=code(error))
                pause = LONGEST_PAUSE
            except Exception as error:  # noqa: BLE001 - the other channels go on whatever happens here
                log.error("channel.crashed", channel=channel.name, error=type(error).__name__)
            if asyncio.get_running_loop().time() - began > LONGEST_PAUSE:
                pause = FIRST_PAUSE
            await self._sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
