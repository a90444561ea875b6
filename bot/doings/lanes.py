"""One address and what is on its way to it, in order."""

from __future__ import annotations

import asyncio
from collections import deque

from bot.doings.pace import Gate, Waiter
from bot.words.messages import Address, Delivery


class Lane:
    """The deliveries on their way to one address, in order; the first is being sent or waits at the gate."""

    __slots__ = ("address", "gate", "is_sending", "task", "unmarked", "waiter", "waiting")

    def __init__(self, address: Address, gate: Gate) -> None:
        self.address = address
        self.gate = gate
        self.waiting: deque[tuple[float, Delivery]] = deque()
        self.waiter: Waiter | None = None
        self.is_sending = False
        self.unmarked = False
        self.task: asyncio.Task[None] | None = None

    def renews(self, leased_at: float, delivery: Delivery) -> bool:
        """Whether this one is here already: its lease ran out by a clock that was set ahead, and was taken anew."""
        for place, (_, held) in enumerate(self.waiting):
            if held.id == delivery.id:
                self.waiting[place] = (leased_at, delivery)
                return True
        return False
