"""What is committed and not on the disk yet: it gets there at once where somebody waits for that, else soon."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.doings.pace import Paces
from bot.words.ports import Store

WITHIN = 1.0
"""Seconds after which it is on the disk, if no other commit takes it along before."""


class Flushes:
    """Only the loop that writes asks for them; `wake` is called when one `is_due`."""

    def __init__(self, store: Store, paces: Paces, wake: Callable[[], None]) -> None:
        self._store = store
        self._paces = paces
        self._wake = wake
        self._is_near = False
        self.is_due = False

    async def after(self, *, is_waited_for: bool) -> None:
        """The last commit has to be flushed, and what it lets out is about to leave."""
        if is_waited_for:
            await asyncio.sleep(0)  # the calls begin
            await self._store.flush()
        elif not self._is_near:
            self._is_near = True
            self._paces.clockwork().call_later(WITHIN, self._come_due)

    async def flush(self) -> None:
        """Have on the disk what is due there."""
        self.is_due = False
        await self._store.flush()

    def _come_due(self) -> None:
        self._is_near, self.is_due = False, True
        self._wake()
