"""Changing messages, no more often than Slack lets a workspace: by the minute, whoever they are for.

Slack counts each method by itself (chat.update is of its "tier 3", 50 and more a minute for a workspace), so changes
take nothing of what may be posted: https://docs.slack.dev/apis/web-api/rate-limits
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from bot.adapters.slack import refs
from bot.adapters.slack.calls import SlackCalls
from bot.adapters.slack.faults import NOTHING_TO_EDIT
from bot.adapters.slack.writing import arguments
from bot.words.errors import Throttled
from bot.words.messages import Delivery, Edit, Priority

SPARED = 0.25
"""The part of a minute's changes that tidying up leaves to those someone waits for; its own go evenly spaced, so that
what is waited for finds room as soon as there is any."""


class MinuteRoom:
    """At most `most` calls in any minute (0: as many as one likes), however close together they come.

    `time` gives monotonic seconds.
    """

    MINUTE = 61.0
    """Seconds a call counts: a little longer, since it may reach Slack later than the next one."""

    def __init__(self, most: int, time: Callable[[], float]) -> None:
        self._most, self._time = most, time
        self._calls: deque[float] = deque()

    def wait(self, spared: float = 0.0) -> float:
        """Seconds until there is room for one more call; 0: now. `spared` is the part that is left to others."""
        now, calls = self._time(), self._calls
        while calls and calls[0] + self.MINUTE <= now:
            calls.popleft()
        most = max(1, int(self._most * (1 - spared)))
        return calls[-most] + self.MINUTE - now if self._most and len(calls) >= most else 0.0

    def take(self) -> None:
        """Note one call."""
        self._calls.append(self._time())


class Edits:
    """Changes messages, `most` a minute. What has to wait, waits by itself and keeps nothing else waiting."""

    def __init__(self, calls: SlackCalls, most: int, time: Callable[[], float] = time.monotonic) -> None:
        self._calls = calls
        self._room = MinuteRoom(most, time)
        self._time = time
        self._between_tidying = 60 / (most * (1 - SPARED)) if most else 0.0
        self._tidied_at = float("-inf")

    async def make(self, delivery: Delivery, edit: Edit, ref: str) -> str:
        """The reference of the message changed; one that is gone, or that Slack no longer lets us change, is as good
        as changed. Raises a SendError."""
        channel, ts, _ = refs.taken_apart(ref)
        if not channel:
            return ""
        try:
            self._enter(tidies=edit.tidies)
            made = arguments(delivery, channel, ts)
            return ref if await self._calls.write("chat.update", made, settles=NOTHING_TO_EDIT) else ""
        except Throttled as error:
            if delivery.priority <= Priority.BROADCAST:  # the words of others are changed in the order they were said
                raise
            raise Throttled(error.retry_after, delivery.priority.name.lower()) from None

    def _enter(self, *, tidies: bool) -> None:
        wait = self._room.wait(SPARED if tidies else 0.0)
        if tidies:
            wait = max(wait, self._tidied_at + self._between_tidying - self._time())
        if wait > 0:
            raise Throttled(wait, "chat")
        self._room.take()
        if tidies:
            self._tidied_at = self._time()
