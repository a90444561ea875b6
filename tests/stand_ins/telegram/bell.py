"""Wait for something to become true without polling for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Bell:
    """Rung whenever something changed; costs nothing while nobody waits."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def ring(self) -> None:
        """Wake everyone who waits."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)

    async def until(self, true: Callable[[], bool], within: float) -> None:
        """Return once it is true; TimeoutError after `within` seconds."""
        async with asyncio.timeout(within):
            while not true():
                future = asyncio.get_running_loop().create_future()
                self._waiting.append(future)
                await future
