"""How fast we may speak on a channel: a rate for the whole bot, one for each chat, and who goes first."""

from __future__ import annotations

import asyncio
import heapq
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count

from bot.doings.aside import Aside
from bot.doings.meters import Allowance, Call, Chats, Meter, Window
from bot.doings.timing import Alarm, Timing
from bot.doings.waiter import Waiter
from bot.words.errors import Throttled
from bot.words.messages import Priority


@dataclass(frozen=True, slots=True)
class Pace:
    """What one channel allows; None stands for no limit of ours.

    `burst` is how many may go at once after a rest, on a platform that counts by the minute; None: no more than
    `per_second` in any second. `bulk_share` is the part of `per_second` that nudges and broadcasts may use; the rest is
    kept for replies.
    `at_once` bounds the platform calls under way at the same moment; `cut_off` is the age in seconds of a lease at
    which a call is cut off (a lease lasts 60 s).
    """

    per_second: float | None = None
    per_chat_per_second: float | None = None
    chat_burst: int = 1
    burst: int | None = None
    bulk_share: float = 0.6
    at_once: int = 100
    cut_off: float = 50.0


@dataclass(frozen=True, slots=True)
class Paces:
    """The pace of every channel by its name, and the time and chance they go by (`timing` None: the event loop)."""

    by_channel: Mapping[str, Pace] = field(default_factory=dict)
    timing: Timing | None = None
    chance: Callable[[], float] = random.random

    def clockwork(self) -> Timing:
        """The time to go by."""
        return self.timing or asyncio.get_running_loop()


class Gate:
    """Everything sent on one channel passes here: who enters may make a platform call, begins it and leaves afterwards.

    At most one waiter per chat (a lane sends in order), so a heap by time for chats that must wait and a heap by
    priority for the others serve any number of waiters in O(log n) each. Redrawing and tidying up
    pass beside it, the latter while nobody waits for anything else.
    """

    LEARN_AGAIN = 600.0

    def __init__(self, pace: Pace, timing: Timing, chance: Callable[[], float] = random.random) -> None:
        self.cut_off = pace.cut_off
        self._pace = pace
        self._timing = timing
        self._chance = chance
        self._whole = _whole(pace)
        self.tidying = Aside(self._tidying_opens_at, timing)
        self.redrawing = Aside(lambda: self._paused_until, timing, self.tidying)
        self._bulk = Meter(pace.per_second * pace.bulk_share) if pace.per_second and pace.bulk_share < 1 else None
        self._chats = Chats(pace.per_chat_per_second, pace.chat_burst)
        self._is_free = pace.per_second is None and pace.per_chat_per_second is None
        self._resting: list[tuple[float, int, Waiter]] = []
        self._ready: list[tuple[tuple[int, int], Waiter]] = []
        self._count = count()
        self._inside = 0
        self._paused_until = 0.0
        self._faster_at = 0.0
        self._alarm: Alarm | None = None
        self._alarm_at = 0.0

    def enter(self, chat: str, priority: Priority) -> Waiter | None:
        """None: go ahead. Else wait for `granted`."""
        if self._is_free and self._inside < self._pace.at_once and not self._ready:
            self._inside += 1
            return None
        now = self._timing.time()
        waiter = Waiter(chat, (int(priority), next(self._count)), self._chats.ready_at(chat))
        heapq.heappush(self._resting, (waiter.ready_at, waiter.order[1], waiter))
        self._serve(now)
        return None if waiter.granted.done() else waiter

    def begin(self) -> Call | None:
        """The platform call begins at this moment; hand what is returned to `leave`."""
        return self._whole.begin(self._timing.time()) if self._whole else None

    def leave(self, call: Call | None = None) -> None:
        """The platform call is over, or (None, where calls are counted) there was none."""
        self._inside -= 1
        if self._whole:
            self._whole.end(call, self._timing.time())
        if self._ready:
            self._serve(self._timing.time())

    def withdraw(self, waiter: Waiter) -> None:
        """Let this waiter go without a grant."""
        if not waiter.granted.done():
            waiter.granted.set_result(False)

    def paused_for(self, chat: str) -> float:
        """Seconds for which the platform asked us not to write to this chat (or at all)."""
        now = self._timing.time()
        return max(0.0, self._paused_until - now, self._chats.ready_at(chat) - now)

    def _tidying_opens_at(self) -> float:
        return float("inf") if self._ready or self.redrawing.waiting else self._paused_until

    def throttle(self, seconds: float, chat: str | None = None) -> None:
        """The platform asked us to wait: with this chat, or (None) altogether; up to a tenth longer, by chance."""
        now = self._timing.time()
        until = now + seconds * (1 + self._chance() / 10)
        if chat is not None:
            self._is_free = False
            self._chats.pause(chat, until, now)
            return
        if now >= self._paused_until:
            self._slow_down(now)
        self._pause(until)

    def throttle_by(self, error: Throttled, chat: str) -> None:
        """As the error says of whom it is about, where it was this chat we wrote to."""
        if error.scope in {"redrawing", "tidying"}:
            (self.tidying if error.scope == "tidying" else self.redrawing).pause(error.retry_after)
        else:
            self.throttle(error.retry_after, chat if error.scope == "chat" else None)

    def close(self, seconds: float) -> None:
        """Nobody enters for so long."""
        self._pause(self._timing.time() + seconds)

    def _pause(self, until: float) -> None:
        self._is_free = False
        self._paused_until = max(self._paused_until, until)

    def _slow_down(self, now: float) -> None:
        """Learn what the platform really allows: what it took in the last second, before it refused."""
        if self._whole:
            taken = self._whole.last_second(now) - 1
            self._set_rate(max(min(taken, self._whole.rate - 1), self._whole.rate / 2, 0.5))
            self._faster_at = now + self.LEARN_AGAIN

    def _set_rate(self, rate: float) -> None:
        if self._whole:
            self._whole.set_rate(rate)
        if self._bulk:
            self._bulk.set_rate(rate * self._pace.bulk_share)

    def _serve(self, now: float) -> None:
        """Let in whoever may go now, and see to it that the next one is not forgotten."""
        resting, ready = self._resting, self._ready
        while resting and resting[0][0] <= now:
            waiter = heapq.heappop(resting)[2]
            heapq.heappush(ready, (waiter.order, waiter))
        wait = 0.0
        while ready and self._inside < self._pace.at_once:
            waiter = ready[0][1]
            wait = 0.0 if waiter.granted.done() else self._wait(waiter, now)
            if wait > 0:
                break
            heapq.heappop(ready)
            self._grant(waiter, now)
        if resting:
            wait = min(wait, resting[0][0] - now) if wait > 0 else resting[0][0] - now
        if wait > 0:
            self._call_at(now + wait, now)
        if self.tidying.waiting and not ready:
            self.tidying.look()

    def _wait(self, waiter: Waiter, now: float) -> float:
        wait = self._paused_until - now
        if self._whole:
            if self._faster_at and now >= self._faster_at:
                self._speed_up(now)
            wait = max(wait, self._whole.wait(now))
        if self._bulk and waiter.order[0] >= Priority.NUDGE:
            wait = max(wait, self._bulk.wait(now))
        return wait

    def _speed_up(self, now: float) -> None:
        """Long enough without a refusal: try a tenth more, up to what was set."""
        if self._whole and self._pace.per_second:
            self._set_rate(min(self._pace.per_second, self._whole.rate + self._pace.per_second / 10))
            self._faster_at = now + self.LEARN_AGAIN if self._whole.rate < self._pace.per_second else 0.0

    def _grant(self, waiter: Waiter, now: float) -> None:
        if waiter.granted.done():
            return
        if self._whole:
            self._whole.take(now)
        if self._bulk and waiter.order[0] >= Priority.NUDGE:
            self._bulk.take(now)
        self._chats.take(waiter.chat, now)
        self._inside += 1
        waiter.granted.set_result(True)

    def _call_at(self, when: float, now: float) -> None:
        if self._alarm:
            if self._alarm_at <= when:
                return
            self._alarm.cancel()
        self._alarm_at = when
        self._alarm = self._timing.call_later(when - now, self._wake)

    def _wake(self) -> None:
        self._alarm = None
        self._serve(self._timing.time())


def _whole(pace: Pace) -> Window | Allowance | None:
    if not pace.per_second:
        return None
    return Window(pace.per_second) if pace.burst is None else Allowance(pace.per_second, pace.burst)
