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
    """Runs works beside the hub, those of one kind one after another; `done` is called when a kind has nothing left to
    do, for what it may have made due."""

    def __init__(self, by_kind: Mapping[str, Work], done: Callable[[], None]) -> None:
        self.kinds = frozenset(by_kind)
        self._by_kind = by_kind
        self._done = done
        self._waiting: dict[str, list[Due]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return bool(self._tasks)

    def begin(self, items: Sequence[Due]) -> None:
        """Do these, after what is being done already of their kinds."""
        for item in items:
            self._waiting.setdefault(item.kind, []).append(item)
            if item.kind not in self._tasks:
                self._tasks[item.kind] = asyncio.create_task(self._run(item.kind))

    async def stop(self) -> None:
        """Do nothing more; what was begun is given up, and comes again at its next time."""
        self._waiting.clear()
        tasks = set(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _run(self, kind: str) -> None:
        try:
            while waiting := self._waiting.get(kind):
                try:
                    await self._by_kind[kind](waiting.pop(0))
                except Exception as error:  # noqa: BLE001 - one work that fails must not keep the others from being done
                    log.error("work.failed", kind=kind, error=code(error))
        finally:
            del self._tasks[kind]
            self._done()
