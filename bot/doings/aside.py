"""Where changes to messages leave that stand in nobody's way: beside the gate, one at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from bot.doings.meters import Call
from bot.doings.timing import Alarm, Timing
from bot.doings.waiter import Waiter
from bot.words.messages import Priority


class Aside:
    """Lets in whoever came first, one after another. It takes nothing of what the gate may let through, and nothing of
    a chat's own pace: platforms count changes apart from messages, and say by themselves when there is no room.

    `closed_until` gives the moment (monotonic seconds) from which anyone may enter at all, infinity while somebody who
    goes before waits elsewhere; whoever lets the last of those in calls `look`, as this one does for what is `behind`.
    """

    def __init__(self, closed_until: Callable[[], float], timing: Timing, behind: Aside | None = None) -> None:
        self.waiting: deque[Waiter] = deque()
        self._closed_until = closed_until
        self._timing = timing
        self._behind = behind
        self._is_taken = False
        self._paused_until = 0.0
        self._alarm: Alarm | None = None

    def enter(self, chat: str, priority: Priority) -> Waiter | None:
        """None: go ahead. Else wait for `granted`."""
        waiter = Waiter(chat, (int(priority), 0), 0.0)
        self.waiting.append(waiter)
        self.look()
        return None if waiter.granted.done() else waiter

    def begin(self) -> None:
        """The platform call begins: it is not counted here."""

    def leave(self, _: Call | None = None) -> None:
        """The platform call is over, or there was none."""
        self._is_taken = False
        self.look()

    def pause(self, seconds: float) -> None:
        """The platform has no room for so long."""
        self._paused_until = max(self._paused_until, self._timing.time() + seconds)

    def look(self) -> None:
        """Let in the next one if that may be now, and see to it that nobody is forgotten."""
        waiting = self.waiting
        while waiting and waiting[0].granted.done():  # withdrawn
            waiting.popleft()
        opens_at = max(self._paused_until, self._closed_until())
        if not waiting or self._is_taken or opens_at == float("inf"):
            return
        wait = opens_at - self._timing.time()
        if wait <= 0:
            self._is_taken = True
            waiting.popleft().granted.set_result(True)
            if self._behind and not waiting:
                self._behind.look()
        elif self._alarm is None:
            self._alarm = self._timing.call_later(wait, self._wake)

    def _wake(self) -> None:
        self._alarm = None
        self.look()
