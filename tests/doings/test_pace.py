"""No platform sees more than it allows in any second, order and priority hold, and nobody waits for ever."""

import asyncio
from bisect import bisect_left
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.doings.pace import Gate, Pace
from bot.words.messages import Priority
from tests.doings.world import HandTime

REPLY, RELAY, NUDGE, BROADCAST, *_ = Priority


def most_in_a_second(times):
    """The most grants in any second, both ends counted."""
    return max((bisect_left(times, at + 1.0 + 1e-9) - place for place, at in enumerate(times)), default=0)


class Street:
    """Lanes at a gate: each enters, is granted, leaves at once; notes who when."""

    def __init__(self, pace):
        self.time = HandTime()
        self.gate = Gate(pace, self.time, lambda: 0.0)
        self.granted = []
        self.waiting = deque()

    def come(self, chat, priority=REPLY):
        waiter = self.gate.enter(chat, priority)
        if waiter is None:
            self._pass(chat, priority)
        else:
            self.waiting.append((waiter, chat, priority))

    def _pass(self, chat, priority):
        self.granted.append((self.time.time(), chat, priority))
        self.gate.leave(self.gate.begin())

    def run(self, seconds):
        """Let time pass from call to call."""
        end = self.time.time() + seconds
        while True:
            self._let_pass()
            due = self.time.next()
            if due is None or due > end:
                break
            self.time.turn_to(due)
        self.time.turn_to(end)
        self._let_pass()

    def _let_pass(self):
        while self.gate._inside:
            place = next(place for place, entry in enumerate(self.waiting) if entry[0].granted.done())
            _, chat, priority = self.waiting[place]
            del self.waiting[place]
            self._pass(chat, priority)

    def times(self, chat=None):
        return [at for at, whose, _ in self.granted if chat in (None, whose)]


async def test_without_limits_everybody_enters_at_once():
    street = Street(Pace())
    for number in range(1000):
        street.come(f"{number}")
    assert len(street.granted) == 1000
    assert street.time.next() is None


@pytest.mark.parametrize("rate", [1, 4, 25, 30, 1000])
async def test_a_full_queue_uses_what_is_allowed_and_no_more(rate):
    street = Street(Pace(per_second=rate, bulk_share=1))
    for number in range(rate * 20):
        street.come(f"{number}", BROADCAST)
    street.run(20)
    assert most_in_a_second(street.times()) <= rate
    assert len(street.granted) >= 0.985 * rate * 20 - 1
    street.run(2)
    assert len(street.granted) == rate * 20


@given(
    st.integers(1, 40),
    st.lists(
        st.tuples(st.floats(0, 2), st.integers(1, 60), st.sampled_from([REPLY, RELAY, NUDGE, BROADCAST])), max_size=12
    ),
)
@settings(max_examples=60, deadline=None)
def test_no_second_ever_holds_more_than_the_rate_and_all_pass_in_the_end(rate, arrivals):
    async def scenario():
        street = Street(Pace(per_second=rate))
        number = 0
        for pause, crowd, priority in arrivals:
            street.run(pause)
            for _ in range(crowd):
                number += 1
                street.come(f"{number}", priority)
        street.run(2000)
        assert len(street.granted) == number
        assert most_in_a_second(street.times()) <= rate
        bulk = [at for at, _, priority in street.granted if priority >= NUDGE]
        assert most_in_a_second(bulk) <= max(1, 0.6 * rate)
        for priority in Priority:
            order = [int(chat) for _, chat, whose in street.granted if whose is priority]
            assert order == sorted(order)

    asyncio.run(scenario())


async def test_a_burst_of_replies_leaves_at_once_up_to_half_the_rate():
    street = Street(Pace(per_second=30))
    for number in range(15):
        street.come(f"{number}")
    assert len(street.granted) == 15


async def test_replies_go_before_everything_that_waits_and_bulk_keeps_out_of_their_reserve():
    street = Street(Pace(per_second=10))
    for number in range(100):
        street.come(f"b{number}", BROADCAST)
    street.run(5)
    bulk = len(street.granted)
    assert 25 <= bulk <= 33
    for number in range(4):
        street.come(f"r{number}", REPLY)
    street.run(0.45)
    assert len([1 for _, chat, _ in street.granted if chat.startswith("r")]) == 4


async def test_the_gate_lets_only_so_many_be_inside():
    time = HandTime()
    gate = Gate(Pace(at_once=2), time)
    waiters = [gate.enter(f"{number}", REPLY) for number in range(5)]
    assert [waiter is None for waiter in waiters] == [True, True, False, False, False]
    gate.leave()
    assert [waiter.granted.done() for waiter in waiters[2:]] == [True, False, False]
    gate.leave()
    gate.leave()
    assert all(waiter.granted.result() for waiter in waiters[2:])


# --- chats ---------------------------------------------------------------------------------------------------------


async def test_a_chat_has_its_own_burst_and_rate_and_holds_up_nobody_else():
    street = Street(Pace(per_second=30, per_chat_per_second=1, chat_burst=3))
    for _ in range(3):
        street.come("ana")
    assert len(street.granted) == 3
    street.come("ana")
    street.come("ben")
    assert [chat for _, chat, _ in street.granted] == ["ana"] * 3 + ["ben"]
    street.run(0.9)
    assert len(street.times("ana")) == 3
    street.run(0.2)
    assert len(street.times("ana")) == 4


@given(st.lists(st.tuples(st.floats(0, 1.5), st.sampled_from(["ana", "ben"])), max_size=60))
@settings(max_examples=60, deadline=None)
def test_a_chat_never_gets_more_than_burst_and_rate(arrivals):
    async def scenario():
        street = Street(Pace(per_chat_per_second=1, chat_burst=3))
        for pause, chat in arrivals:
            street.run(pause)
            if chat not in {whose for _, whose, _ in street.waiting}:
                street.come(chat)
        street.run(100)
        for chat in ("ana", "ben"):
            times = street.times(chat)
            for first, at in enumerate(times):
                for last, until in enumerate(times[first:], 1):
                    assert last <= 3 + (until - at) + 1e-6

    asyncio.run(scenario())


async def test_chats_of_long_ago_are_forgotten():
    street = Street(Pace(per_chat_per_second=1, at_once=1))
    for number in range(20_000):
        street.come(f"{number}")
        street.time.turn(0.01)
    assert len(street.gate._chats._arrival) < 10_000


# --- being throttled -------------------------------------------------------------------------------------------------


async def test_row_26_a_pause_holds_for_as_long_as_asked_and_up_to_a_tenth_more():
    time = HandTime()
    gate = Gate(Pace(), time, lambda: 1.0)
    gate.throttle(35)
    waiter = gate.enter("ana", REPLY)
    assert gate.paused_for("ana") == pytest.approx(38.5)
    time.turn(38.4)
    assert not waiter.granted.done()
    time.turn(0.2)
    assert waiter.granted.result()


async def test_row_27_a_paused_chat_holds_up_nobody_else():
    street = Street(Pace(per_second=30))
    street.gate.throttle(10, "ana")
    street.come("ana")
    street.come("ben")
    assert [chat for _, chat, _ in street.granted] == ["ben"]
    street.run(10.1)
    assert [chat for _, chat, _ in street.granted] == ["ben", "ana"]


async def test_a_platform_that_allows_less_than_we_thought_is_soon_obeyed():
    """The platform takes 25 in any second; we were told 30."""
    street = Street(Pace(per_second=30, bulk_share=1))
    taken, refused = [], 0
    for number in range(900):
        street.come(f"{number}", BROADCAST)
    seen = 0
    while len(taken) < 900:
        street.run(0.01)
        for at, chat, priority in street.granted[seen:]:
            seen += 1
            if len([1 for other in taken[-30:] if other > at - 1]) >= 25:
                refused += 1
                street.gate.throttle(1)
                street.come(chat, priority)
            else:
                taken.append(at)
    assert refused <= 4
    assert 900 / (taken[-1] - taken[0]) >= 0.95 * 25


async def test_after_ten_quiet_minutes_the_full_rate_is_tried_again():
    street = Street(Pace(per_second=30, bulk_share=1))
    for number in range(40):
        street.come(f"{number}")
    street.run(0.9)
    street.gate.throttle(1)
    assert street.gate._whole.rate < 30
    for number in range(100, 160):
        street.come(f"{number}")
        street.run(60)
    assert street.gate._whole.rate == 30


async def test_who_is_withdrawn_takes_nothing_and_blocks_nobody():
    time = HandTime()
    gate = Gate(Pace(at_once=1), time)
    gate.enter("ana", REPLY)
    ben, cho = gate.enter("ben", REPLY), gate.enter("cho", REPLY)
    gate.withdraw(ben)
    assert ben.granted.result() is False
    gate.leave()
    assert cho.granted.result()


async def test_ten_thousand_can_wait():
    street = Street(Pace(per_second=1000, per_chat_per_second=1, bulk_share=1))
    for number in range(10_000):
        street.come(f"{number}", BROADCAST)
    street.run(10.2)
    assert len(street.granted) == 10_000
