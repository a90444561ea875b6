"""Changing messages, no more often than Slack lets a workspace: by the minute, whoever they are for."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.adapters.slack import refs
from bot.adapters.slack.calls import SlackCalls
from bot.adapters.slack.faults import NOTHING_TO_EDIT
from bot.adapters.slack.writing import arguments
from bot.words.errors import Throttled
from bot.words.messages import Delivery, Edit

SPARED = 0.5
"""The part of what goes at once that tidying up leaves to the edits someone waits for."""


class MinuteRoom:
    """At most `most` calls in any minute (0: as many as one likes): a quarter of them at once, the rest evenly.

    `time` gives monotonic seconds.
    """

    def __init__(self, most: int, time: Callable[[], float]) -> None:
        self._time = time
        self._at_once = most // 4
        self._every = 60 / (most - self._at_once) if most else 0.0
        self._empty_at = float("-inf")

    def wait(self, spared: float = 0.0) -> float:
        """Seconds until there is room for one more call; 0: now. `spared` is the part of what goes at once that is
        left to others."""
        most = self._at_once * (1 - spared)
        return max(0.0, self._empty_at - self._time() - (most - 1) * self._every)

    def take(self) -> None:
        """Note one call."""
        self._empty_at = max(self._empty_at, self._time()) + self._every


class Edits:
    """Changes messages, `most` a minute. What only tidies up is left out where there is no room for it."""

    def __init__(self, calls: SlackCalls, most: int, time: Callable[[], float] = time.monotonic) -> None:
        self._calls = calls
        self._room = MinuteRoom(most, time)

    async def make(self, delivery: Delivery, edit: Edit, ref: str) -> str:
        """The reference of the message changed; one that is gone, or that Slack no longer lets us change, is as good
        as changed. Raises a SendError."""
        channel, ts, _ = refs.taken_apart(ref)
        if not channel:
            return ""
        try:
            self._enter(SPARED if edit.tidies else 0.0)
            made = arguments(delivery, channel, ts)
            return ref if await self._calls.write("chat.update", made, settles=NOTHING_TO_EDIT) else ""
        except Throttled:
            if edit.tidies:
                return ref
            raise

    def _enter(self, spared: float) -> None:
        if wait := self._room.wait(spared):
            raise Throttled(wait, "chat")
        self._room.take()
