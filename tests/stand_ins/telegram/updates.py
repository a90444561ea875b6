"""The queue of updates: kept until confirmed, for a day at most."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from itertools import islice
from typing import Any

from tests.stand_ins.telegram.bell import Bell
from tests.stand_ins.telegram.violations import Broken, Refused

KEPT = 24 * 3600.0


class Updates:
    """`copies` is how often each new update is queued; `confirmations_to_lose` how many offsets go unheeded."""

    def __init__(self, time: Callable[[], float], bell: Bell, first: int = 100_000) -> None:
        self.pending: deque[tuple[int, str, float]] = deque()
        self.copies = 1
        self.confirmations_to_lose = 0
        self.conflicts = 0
        self._time = time
        self._bell = bell
        self._next = first
        self._restarted = False
        self._waiting: asyncio.Future[None] | None = None
        self._newest_seen = 0
        self.arrived = asyncio.Event()

    def add(self, update: dict[str, Any]) -> int:
        """Queue an update, without its id, and return the id it gets."""
        identity = self._next
        self._next += 1
        self.add_raw(identity, json.dumps({"update_id": identity, **update}, separators=(",", ":")))
        return identity

    def add_raw(self, identity: int, text: str) -> None:
        """Queue JSON as it is, however odd."""
        for _ in range(self.copies):
            self.pending.append((identity, text, self._time() + KEPT))
        self._wake()

    def restart_ids(self, at: int) -> None:
        """Go on from another number, as Telegram does after a week without updates."""
        self._next = at
        self._restarted = True

    async def get(self, offset: int | None, limit: int, wait: float) -> str:
        """The JSON list a poll is answered with. A poll that comes while another waits ends that one with 409.

        Raises Broken for an offset that confirms what no poll was ever answered with.
        """
        if offset is not None and offset > self._newest_seen + 1:
            raise Broken("confirms-unseen", f"Bad Request: {offset} confirms what nobody has seen")
        if self._waiting is not None and not self._waiting.done():
            self.conflicts += 1
            terminated = "Conflict: terminated by other getUpdates request; make sure that only one bot instance runs"
            self._waiting.set_exception(Refused(409, terminated))
        self._confirm(offset)
        self._bell.ring()
        if not self.pending and wait > 0:
            await self._arrival(wait)
        handed_out = list(islice(self.pending, limit))
        self._newest_seen = max([self._newest_seen, *(identity for identity, _, _ in handed_out)])
        return f"[{','.join([text for _, text, _ in handed_out])}]"

    async def _arrival(self, wait: float) -> None:
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        timer = asyncio.get_running_loop().call_later(wait, self._wake)
        try:
            await waiting
        finally:
            timer.cancel()
            if self._waiting is waiting:
                self._waiting = None

    def _confirm(self, offset: int | None) -> None:
        now = self._time()
        if offset is not None and offset > 0 and self.confirmations_to_lose:
            self.confirmations_to_lose -= 1
            offset = None
        least = offset if offset is not None and offset > 0 else 0
        while self.pending and (self.pending[0][0] < least or self.pending[0][2] <= now):
            self.pending.popleft()
        if self._restarted:
            self.pending = deque(entry for entry in self.pending if entry[0] >= least)
        if offset is not None and offset < 0:
            self.pending = deque(list(self.pending)[offset:])

    def _wake(self) -> None:
        self.arrived.set()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
