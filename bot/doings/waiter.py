"""Who wants to send and may not yet."""

from __future__ import annotations

import asyncio


class Waiter:
    """One lane that wants to send. `granted` becomes True when it may, False when it shall look anew what to do."""

    __slots__ = ("chat", "granted", "order", "ready_at")

    def __init__(self, chat: str, order: tuple[int, int], ready_at: float) -> None:
        self.chat = chat
        self.order = order
        self.ready_at = ready_at
        self.granted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
