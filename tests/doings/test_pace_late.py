"""However late the loop wakes up and the platform counts, no second of the platform holds more than it allows."""

from __future__ import annotations

import asyncio
import heapq
import random
from collections import deque
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.doings.meters import Window
from bot.doings.pace import Gate, Pace
from bot.words.messages import Priority
from tests.doings.test_pace import most_in_a_second
from tests.doings.world import HandTime


class LateTime(HandTime):
    """A clock whose calls come late, each by as much as `lateness` says."""

    def __init__(self, lateness) -> None:
        super().__init__()
        self.lateness = lateness

    def call_later(self, delay, callback):
        return super().call_later(delay + self.lateness(), callback)


class Platform:
    """Counts each call at a moment after it began, and answers it some time later."""

    def __init__(self, pace: Pace, seed: int, wakes: float, begins: float, takes: float) -> None:
        self.chance = random.Random(seed)
        self.time = LateTime(lambda: self.chance.choice([0.0, 0.0, 0.0, self.chance.uniform(0, wakes)]))
        self.gate = Gate(pace, self.time, lambda: 0.0)
        self.begins, self.takes = begins, takes
        self.counted: list[float] = []
        self.waiting: deque = deque()
        self._later: list = []
        self._order = count()

    def come(self, number: int) -> None:
        waiter = self.gate.enter(f"{number}", Priority.BROADCAST)
        if waiter is None:
            self._goes()
        else:
            self.waiting.append(waiter)

    def run(self, until: float) -> None:
        """From happening to happening: calls of the clock, beginnings, answers."""
        while True:
            while self.waiting and self.waiting[0].granted.done():
                self.waiting.popleft()
                self._goes()
            due = min(self.time.next() or until + 1, self._later[0][0] if self._later else until + 1)
            if due > until:
                return
            self.time.turn_to(due)
            while self._later and self._later[0][0] <= self.time.time():
                heapq.heappop(self._later)[2]()

    def _goes(self) -> None:
        """Granted: it begins once the loop gets round to it."""
        self._at(self.chance.choice([0.0, self.chance.uniform(0, self.begins)]), self._begin)

    def _begin(self) -> None:
        call = self.gate.begin()
        counted_after = self.chance.uniform(0, self.takes)
        self.counted.append(self.time.time() + counted_after)
        answered_after = counted_after + self.chance.uniform(0, 2 * self.takes)
        self._at(answered_after, lambda: self.gate.leave(call))

    def _at(self, seconds: float, what) -> None:
        heapq.heappush(self._later, (self.time.time() + seconds, next(self._order), what))


@given(
    rate=st.integers(1, 40),
    seed=st.integers(0, 2**32),
    wakes=st.sampled_from([0.0, 0.02, 0.3, 1.5]),
    begins=st.sampled_from([0.0, 0.01, 0.25]),
    takes=st.sampled_from([0.001, 0.02, Window.FORESEEN]),
)
@settings(max_examples=200, deadline=None)
def test_no_second_of_the_platform_holds_more_than_the_rate(rate, seed, wakes, begins, takes):
    async def scenario():
        platform = Platform(Pace(per_second=rate, bulk_share=1, at_once=1000), seed, wakes, begins, takes)
        for number in range(6 * rate):
            platform.come(number)
        platform.run(platform.time.time() + 120)
        assert len(platform.counted) == 6 * rate, "nobody waits for ever"
        assert most_in_a_second(sorted(platform.counted)) <= rate

    asyncio.run(scenario())


@pytest.mark.parametrize(("rate", "takes"), [(30, 0.005), (30, 0.2), (1000, 0.005), (1000, 0.05)])
async def test_a_loop_a_little_late_and_slow_answers_cost_less_than_a_twentieth(rate, takes):
    platform = Platform(Pace(per_second=rate, bulk_share=0.97, at_once=1000), 7, 0.005, 0.002, takes)
    for number in range(12 * rate):
        platform.come(number)
    start = platform.time.time()
    platform.run(start + 10)
    assert len([at for at in platform.counted if at <= start + 10]) >= 0.95 * 10 * rate
