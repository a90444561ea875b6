"""A wall clock that jumps is not believed: nothing due goes out until it is right again or somebody says so."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from bot.doings.batch import Content
from bot.doings.clockwatch import ClockWatch
from bot.doings.hub import Hub
from bot.doings.pace import Paces
from bot.doings.waiting import NextAlarm
from bot.words.effects.people import SaveAddress, SavePerson
from bot.words.effects.sending import Schedule
from bot.words.errors import StorageUnavailable
from bot.words.messages import Address
from bot.words.people import Due, Person
from bot.words.turns import Turn
from storage.sqlite import SqliteStore
from tests.doings.world import KEY, HandClock, HandTime, Recording, echo, say, told, typed


class Both:
    """A wall clock and a steady one that agree until somebody sets the wall clock."""

    def __init__(self) -> None:
        self.clock, self.at = HandClock(), 1000.0
        self.watch = ClockWatch(self.clock, lambda: self.at)

    def pass_on(self, seconds: float, pace: float = 1.0) -> bool:
        self.at += seconds
        self.clock.advance(seconds=seconds * pace)
        return self.watch.is_trusted()

    def set_by(self, **by: float) -> bool:
        self.clock.advance(**by)
        return self.pass_on(30)


@pytest.mark.parametrize("by", [{"hours": -1}, {"days": 365}, {"minutes": 11}, {"minutes": -11}])
def test_row_51_after_a_jump_nothing_is_due_until_the_clock_returns(by):
    both = Both()
    assert both.pass_on(3600)
    assert not both.set_by(**by)
    assert not both.pass_on(30)
    assert not both.pass_on(3600)
    assert both.set_by(**{unit: -count for unit, count in by.items()})
    assert both.pass_on(30)


def test_row_51_small_corrections_and_long_sleep_are_no_jump():
    both = Both()
    assert both.set_by(minutes=9)
    assert both.set_by(minutes=-9)
    assert both.pass_on(8 * 3600)
    for _ in range(1000):
        assert both.pass_on(30, pace=1.0001)


def test_a_clock_that_keeps_running_faster_is_believed_from_the_second_look_on():
    both = Both()
    assert not both.pass_on(30, pace=1000)
    assert all(both.pass_on(30, pace=1000) for _ in range(20))
    assert both.pass_on(30)
    assert not both.set_by(days=365)


def test_the_pace_of_a_hastened_clock_is_known_after_two_looks_and_moments_too_short_say_nothing():
    both = Both()
    assert both.watch.pace == 1
    assert both.pass_on(0.2, pace=2000)
    assert both.watch.is_unsure
    assert both.watch.pace == 1
    assert both.pass_on(1, pace=2000)
    assert (both.watch.is_unsure, round(both.watch.pace)) == (False, 2000)
    assert both.pass_on(0.01, pace=200_000)
    assert round(both.watch.pace) == 2000


def test_what_is_due_is_looked_for_in_time_by_a_hastened_clock():
    both, time = Both(), HandTime()
    rung = []
    alarm = NextAlarm(both.clock, Paces({}, time), lambda: rung.append(both.clock.now()), both.watch)
    both.pass_on(0.5, pace=2000)
    both.pass_on(0.5, pace=2000)
    due = both.clock.now() + dt.timedelta(days=1)
    alarm.at(due)
    assert time.next() - time.time() == pytest.approx(86400 / 2000)
    time.turn(44)
    assert len(rung) == 1


async def test_row_51_the_hub_does_nothing_that_is_due_while_the_clock_is_not_believed(tmp_path):
    both, post = Both(), Recording()
    store = await SqliteStore.open(tmp_path / "alongside.sqlite3", KEY)
    someone, when = Person(1, both.clock.now()), both.clock.now() + dt.timedelta(days=30)
    nudge = Schedule(Due("nudge", "nudge", 1, when))
    effects = [SavePerson(someone), SaveAddress(Address("post", "ana"), 1), nudge]
    await store.write(lambda session: session.carry_out(effects, both.clock.now()))

    def remind(scene, due, moment):
        return Turn(say(scene, moment, "your week"), scene)

    hub = Hub(store, both.clock, Content(echo, remind, told), {"post": post}, Paces({}, HandTime()), watch=both.watch)
    await hub.start()
    both.clock.advance(days=365)
    await hub.settle()
    assert post.sent == []
    both.clock.advance(days=-365)
    await hub.settle()
    both.at += 31 * 86400
    both.clock.advance(days=31)
    await hub.settle()
    assert post.texts() == ["your week"]
    await hub.stop()
    await store.close()


class Broken(ClockWatch):
    def is_trusted(self):
        raise OverflowError("this clock is past all dates")


async def test_whatever_ends_the_one_loop_that_writes_is_told_to_everyone_who_waits(tmp_path):
    clock = HandClock()
    store = await SqliteStore.open(tmp_path / "alongside.sqlite3", KEY)
    content = Content(echo, lambda scene, due, moment: Turn((), scene), told)
    hub = Hub(store, clock, content, {}, Paces({}, HandTime()), watch=Broken(clock))
    await hub.start()
    async with asyncio.timeout(10):
        await hub.failed.wait()
        assert isinstance(hub.failure, OverflowError)
        await hub.settle()
        with pytest.raises(StorageUnavailable):
            await hub.accept([typed("hello")])
        await hub.stop()
    await store.close()
