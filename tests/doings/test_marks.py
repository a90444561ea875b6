"""What became of a delivery is committed soon, and mostly along with something else."""

import asyncio

from bot.doings.marks import MARK_WITHIN, MOST_UNMARKED, Marks
from bot.doings.pace import Paces
from bot.words.messages import Address, Delivery, Say
from bot.words.ports import Sent
from tests.doings.world import START, HandTime

SENT = Sent(Delivery(1, Address("telegram", "7"), Say("hello")), "5", START)


def marks() -> tuple[Marks, HandTime, list[float]]:
    time, woken = HandTime(), []
    return Marks(Paces(timing=time), lambda: woken.append(time.time())), time, woken


def test_an_outcome_waits_a_moment_for_company():
    them, time, woken = marks()
    them.add([SENT], at_once=False)
    time.turn(MARK_WITHIN / 2)
    assert not them.are_due
    time.turn(MARK_WITHIN / 2)
    assert them.are_due
    assert len(woken) == 1


def test_a_commit_made_meanwhile_takes_it_along_and_nobody_is_woken():
    them, time, woken = marks()
    them.add([SENT], at_once=False)
    assert them.take() == [SENT]
    time.turn(1)
    assert not them.are_due
    assert woken == []


def test_many_do_not_wait():
    them, _, woken = marks()
    them.add([SENT] * (MOST_UNMARKED - 1), at_once=False)
    assert not them.are_due
    them.add([SENT], at_once=False)
    assert them.are_due
    assert len(woken) == 1


def test_what_another_delivery_waits_for_is_due_at_once():
    them, _, woken = marks()
    them.add([SENT], at_once=True)
    assert them.are_due
    assert len(woken) == 1


def test_after_a_commit_that_did_not_happen_it_is_due_again():
    them, _, _ = marks()
    them.add([SENT], at_once=False)
    them.put_back(them.take())
    assert them.are_due
    assert them.take() == [SENT]


async def test_who_waits_for_a_commit_is_told_once_it_happened_and_not_by_one_that_failed():
    them, _, woken = marks()
    them.add([SENT], at_once=False)
    waiting = asyncio.ensure_future(them.kept())
    await asyncio.sleep(0)
    assert them.are_due
    assert woken
    them.put_back(them.take())
    await asyncio.sleep(0)
    assert not waiting.done()
    assert them.take() == [SENT]
    them.committed()
    await waiting
