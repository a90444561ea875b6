"""Waiting for something to hold, without asking over and over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any


class News:
    """Whoever waits here looks again each time something happened."""

    def __init__(self) -> None:
        self._happened = asyncio.Event()

    def spread(self) -> None:
        """Something happened."""
        self._happened.set()
        self._happened = asyncio.Event()

    async def until(self, holds: Callable[[], Any], within: float = 5.0) -> None:
        """Return as soon as `holds()` is true; raises TimeoutError after `within` seconds."""
        async with asyncio.timeout(within):
            while not holds():
                await self._happened.wait()
