"""Which chats were written to a moment ago: tells whose limit a 429 is about."""

from __future__ import annotations

from collections.abc import Callable

WINDOW = 1.0


class Pace:
    """Telegram's 429 does not say whose limit was reached, one chat's (1 a second) or the bot's (30 a second).

    A chat that got another message within the last second or two explains it; otherwise it is the bot's. Two sets
    swapped every second hold this in memory that does not grow.
    """

    def __init__(self, time: Callable[[], float]) -> None:
        self._time = time
        self._swap = 0.0
        self._older: set[str] = set()
        self._newer: set[str] = set()

    def scope(self, chat: str) -> str:
        """Note a call to this chat; the scope of a 429 that answers it: "chat" or "bot"."""
        now = self._time()
        if now >= self._swap:
            self._older = self._newer if now < self._swap + WINDOW else set()
            self._newer = set()
            self._swap = now + WINDOW
        crowded = chat in self._newer or chat in self._older
        self._newer.add(chat)
        return "chat" if crowded else "bot"
