"""What has been granted lately: the whole bot's last second, and when each chat may be written to again."""

from __future__ import annotations

from collections import deque


class Call:
    """One platform call: when it began, and until when it counts (monotonic seconds)."""

    __slots__ = ("began", "until")

    def __init__(self, began: float, until: float) -> None:
        self.began = began
        self.until = until


class Window:
    """At most `rate` calls in any second as the platform counts it, however late our loop and the network are.

    The platform counts a call at some moment between its beginning and its answer, so it stands in every second that
    touches that span, and makes room a second after the answer. Where the answer takes longer than `FORESEEN` seconds
    we take it that the call was counted by then: waiting for slow answers would cost the rate they take. What was
    granted and has not begun counts as if it began now. The first half of a quiet second's allowance may go at once,
    the rest is spaced evenly.
    """

    FORESEEN = 0.04
    MARGIN = 0.002
    SLACK = 0.02

    def __init__(self, rate: float) -> None:
        self._calls: deque[Call] = deque()
        self._granted = 0
        self._granted_at = 0.0
        self._next = 0.0
        self.set_rate(rate)

    def set_rate(self, rate: float) -> None:
        """Change the rate; calls already made still count."""
        self.rate = rate
        self._limit = max(1, int(rate))
        self._span = max(1.0, 1 / rate) + self.MARGIN

    def wait(self, now: float) -> float:
        """Seconds until the next grant is allowed; 0 or less: now."""
        calls = self._calls
        while calls and calls[0].until <= now:
            calls.popleft()
        count = len(calls) + self._granted
        if count < self._limit:
            return self._next - now if 2 * count >= self._limit else 0.0
        if not calls:
            return self._granted_at + self._span - now
        return calls[min(count - self._limit, len(calls) - 1)].until - now

    def take(self, now: float) -> None:
        """Note one grant."""
        self._granted += 1
        self._granted_at = now
        self._next = max(self._next, now - self.SLACK) + self._span / self._limit

    def begin(self, now: float) -> Call:
        """What was granted is called now."""
        self._granted -= 1
        call = Call(now, now + self._span + self.FORESEEN)
        self._calls.append(call)
        return call

    def end(self, call: Call | None, now: float) -> None:
        """The call was answered; None: what was granted is not called after all."""
        if call is None:
            self._granted -= 1
        else:
            call.until = min(call.until, now + self._span)

    def last_second(self, now: float) -> int:
        """How many began in the second before now."""
        return self._granted + sum(call.began > now - 1 for call in self._calls)


class Allowance:
    """`rate` calls a second in the long run, and `burst` at once after a rest, where a platform counts by the minute.

    No minute holds more than `burst` and sixty times `rate`. Once the platform refused, and until the rate is what it
    was, no more goes at once than in a second.
    """

    def __init__(self, rate: float, burst: int) -> None:
        self._full_rate, self._full_burst = rate, burst
        self._recent: deque[float] = deque()
        self._arrival = 0.0
        self.set_rate(rate)

    def set_rate(self, rate: float) -> None:
        """Change the rate; what was spent beyond the new allowance is forgotten."""
        self.rate = rate
        self._spacing = 1 / rate
        burst = self._full_burst if rate >= self._full_rate else max(1, int(rate))
        self._tolerance = (burst - 1) * self._spacing

    def wait(self, now: float) -> float:
        """Seconds until the next grant is allowed; 0 or less: now."""
        self._arrival = min(self._arrival, now + self._tolerance + self._spacing)
        return self._arrival - self._tolerance - now

    def take(self, now: float) -> None:
        """Note one grant."""
        self._arrival = max(self._arrival, now) + self._spacing
        self._recent.append(now)
        self._forget(now)

    def begin(self, now: float) -> Call:
        """What was granted is called now."""
        return Call(now, now)

    def end(self, call: Call | None, now: float) -> None:
        """The call was answered, or was not made after all; it counts from the grant on."""

    def last_second(self, now: float) -> int:
        """How many were granted in the second before now."""
        self._forget(now)
        return len(self._recent)

    def _forget(self, now: float) -> None:
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()


class Meter:
    """At most `rate` grants in any second, however one places it: the share of those who can wait.

    A token bucket with a burst lets through burst + rate in some second. So the last second's grants are kept instead:
    the first half of a quiet second's allowance may go at once, the rest is spaced evenly, and no second holds more.
    """

    WINDOW = 1.001
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
