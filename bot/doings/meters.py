"""What has been granted lately: the whole bot's last second, and when each chat may be written to again."""

from __future__ import annotations

from collections import deque


class Meter:
    """At most `rate` in any second, however one places it.

    A token bucket with a burst lets through burst + rate in some second, which a strict platform answers with 429. So
    the last second's grants are kept instead: the first half of a quiet second's allowance may go at once, the rest
    is spaced evenly, and no second holds more than the rate. `WINDOW` leaves half a per cent to networks and timers.
    """

    WINDOW = 1.005
    SLACK = 0.02

    def __init__(self, rate: float) -> None:
        self._recent: deque[float] = deque()
        self._next = 0.0
        self.set_rate(rate)

    def set_rate(self, rate: float) -> None:
        """Change the rate; grants already made still count."""
        self.rate = rate
        self._limit = max(1, int(rate))
        self._window = self.WINDOW * max(1.0, 1 / rate)

    def wait(self, now: float) -> float:
        """Seconds until the next grant is allowed; 0 or less: now."""
        recent = self._recent
        while recent and recent[0] + self._window <= now:
            recent.popleft()
        if len(recent) >= self._limit:
            return recent[-self._limit] + self._window - now
        return self._next - now if 2 * len(recent) >= self._limit else 0.0

    def take(self, now: float) -> None:
        """Note one grant."""
        self._recent.append(now)
        self._next = max(self._next, now - self.SLACK) + self._window / self._limit

    def last_second(self, now: float) -> int:
        """How many were granted in the second before now."""
        return sum(granted > now - 1 for granted in self._recent)


class Chats:
    """GCRA for every chat: `rate` a second, `burst` at once. A pause is a chat whose next moment lies further ahead."""

    def __init__(self, rate: float | None, burst: int) -> None:
        self._spacing = 1 / rate if rate else 0.0
        self._tolerance = (burst - 1) * self._spacing
        self._arrival: dict[str, float] = {}

    def ready_at(self, chat: str) -> float:
        """The moment from which this chat may be written to."""
        return self._arrival.get(chat, 0.0) - self._tolerance if self._arrival else 0.0

    def take(self, chat: str, now: float) -> None:
        """Note one grant."""
        if self._spacing:
            self._keep(chat, max(self._arrival.get(chat, 0.0), now) + self._spacing, now)

    def pause(self, chat: str, until: float, now: float) -> None:
        """Nothing to this chat before then."""
        self._keep(chat, max(self._arrival.get(chat, 0.0), until + self._tolerance), now)

    def _keep(self, chat: str, arrival: float, now: float) -> None:
        """Note it, and now and then forget the chats whose past no longer matters."""
        self._arrival[chat] = arrival
        if len(self._arrival) > 8192:
            self._arrival = {chat: at for chat, at in self._arrival.items() if at > now}
