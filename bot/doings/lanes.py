"""One address and what is on its way to it, in order."""

from __future__ import annotations

import asyncio
from collections import deque

from bot.doings.aside import Aside
from bot.doings.pace import Gate
from bot.doings.waiter import Waiter
from bot.words.messages import Address, Delivery, Priority


class Lane:
    """The deliveries on their way to one address, in order; the first is being sent or waits at its door.

    They stand by rank: what redraws or tidies up stands behind all else, and goes through a door of its own.
    """

    __slots__ = ("address", "door", "gate", "is_sending", "task", "unmarked", "waiter", "waiting")

    def __init__(self, address: Address, gate: Gate) -> None:
        self.address = address
        self.gate = gate
        self.door: Gate | Aside = gate
        self.waiting: deque[tuple[float, Delivery]] = deque()
        self.waiter: Waiter | None = None
        self.is_sending = False
        self.unmarked = False
        self.task: asyncio.Task[None] | None = None

    def add(self, leased_at: float, delivery: Delivery) -> None:
        """Put it in its place. Where something of a higher rank waits to leave, that stands back."""
        waiting = self.waiting
        if not waiting or waiting[-1][1].priority <= (rank := delivery.priority.rank):
            waiting.append((leased_at, delivery))
            return
        place = next(place for place, (_, held) in enumerate(waiting) if held.priority.rank > rank)
        waiting.insert(max(place, int(self.is_sending)), (leased_at, delivery))
        if self.waiter and self.door is not self.right_door:
            self.gate.withdraw(self.waiter)

    @property
    def right_door(self) -> Gate | Aside:
        """Where the first delivery leaves."""
        priority = self.waiting[0][1].priority if self.waiting else Priority.REPLY
        if priority <= Priority.BROADCAST:
            return self.gate
        return self.gate.tidying if priority is Priority.TIDYING else self.gate.redrawing

    def take_behind(self, gone: Delivery) -> list[Delivery]:
        """Take out all that has to come back with this one, which was the first: what is of its rank or higher."""
        rank = gone.priority.rank
        behind = [delivery for _, delivery in self.waiting if delivery.priority.rank >= rank]
        self.waiting = deque(entry for entry in self.waiting if entry[1].priority.rank < rank)
        return behind

    def renews(self, leased_at: float, delivery: Delivery) -> bool:
        """Whether this one is here already: its lease ran out by a clock that was set ahead, and was taken anew."""
        for place, (_, held) in enumerate(self.waiting):
            if held.id == delivery.id:
                self.waiting[place] = (leased_at, delivery)
                return True
        return False
