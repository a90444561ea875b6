"""What takes longer than a turn and speaks to nobody by itself, such as a matching round, begun when it is due."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeAlias

from bot.doings.traces import code, log
from bot.words.people import Due

Work: TypeAlias = Callable[[Due], Awaitable[None]]
"""Does it, and writes what came of it in a transaction of its own. It plans its next time itself."""


class Works:
    """Runs works beside the hub, one after another; `done` is called after each, for what it may have made due."""

    def __init__(self, by_kind: Mapping[str, Work], done: Callable[[], None]) -> None:
        self.kinds = frozenset(by_kind)
        self._by_kind = by_kind
        self._done = done
        self._waiting: list[Due] = []
        self._task: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._task is not None

    def begin(self, items: Sequence[Due]) -> None:
        """Do these, after what is being done already."""
        self._waiting += items
        if self._waiting and self._task is None:
            self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Do nothing more; what was begun is given up, and comes again at its next time."""
        self._waiting.clear()
        if self._task:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        try:
            while self._waiting:
                item = self._waiting.pop(0)
                try:
                    await self._by_kind[item.kind](item)
                except Exception as error:  # noqa: BLE001 - one work that fails must not keep the others from being done
                    log.error("work.failed", kind=item.kind, error=code(error))
        finally:
            self._task = None
            self._done()
