"""What may have arrived is not sent twice: it is counted apart until somebody decides."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace

import pytest

from bot.doings.desk.orders import OrderRefused
from bot.flows.broadcasting import moves
from bot.flows.broadcasting.moves import Fault
from bot.words.broadcasts import Broadcast, Tally, Timing
from bot.words.effects.people import Erase
from bot.words.errors import Unreachable
from bot.words.messages import Limits
from tests.broadcasting.city import START, cancel, city, to_all
from tests.broadcasting.test_orders import desk
from tests.doings.world import Recording

CUT = Unreachable("no answer", uncertain=True)
WORDS = "Hi P{}, we meet on Sunday!"


def cut_for(*people: int, times: int = 1) -> Recording:
    """A channel whose answers about these people are lost; the messages themselves never arrive."""
    post = Recording("post")
    for number in people:
        post.faults[WORDS.format(number)] = [CUT] * times
    return post


async def test_whose_answer_was_lost_is_not_asked_for_again_and_the_sum_stays(url):
    post = cut_for(3, 4, 5)
    async with city(url, post=post) as town:
        await town.settle_in(range(1, 11))
        await town.start(to_all())
        await town.go_on(60)
        assert await town.tally() == Tally(sent=7, uncertain=3)
        assert (await town.one()).status == "done"
        assert set(post.calls.values()) == {1}, "each was tried once"


async def test_sent_again_they_get_it_and_nobody_else_does(url):
    post = cut_for(3, 4, 5)
    async with city(url, post=post) as town:
        await town.settle_in(range(1, 11))
        await town.start(to_all())
        await town.go_on(60)
        await desk(town).send_again({"id": "4d"})
        town.hub.look()
        await town.go_on(10)
        assert await town.tally() == Tally(sent=10)
        assert town.got() == Counter(map(str, range(1, 11)))
        with pytest.raises(OrderRefused, match="nobody left of whom I am not sure"):
            await desk(town).send_again({"id": "4d"})


async def test_sent_again_and_lost_again_it_can_be_decided_again(tmp_path):
    post = cut_for(3, times=2)
    async with city(tmp_path, post=post) as town:
        await town.settle_in(range(1, 5))
        await town.start(to_all())
        for tally in (Tally(sent=3, uncertain=1), Tally(sent=3, uncertain=1), Tally(sent=4)):
            await town.go_on(60)
            assert await town.tally() == tally
            if tally.uncertain:
                await desk(town).send_again({"id": "4d"})
                town.hub.look()


async def test_left_so_they_stay_counted_and_nothing_more_can_be_decided(tmp_path):
    async with city(tmp_path, post=cut_for(2)) as town:
        await town.settle_in(range(1, 5))
        await town.start(to_all())
        await town.go_on(60)
        await desk(town).leave_so({"id": "4d"})
        with pytest.raises(OrderRefused, match="nobody left"):
            await desk(town).send_again({"id": "4d"})
        await town.go_on(60)
        assert await town.tally() == Tally(sent=3, uncertain=1)


async def test_whoever_was_erased_meanwhile_is_not_written_to(tmp_path):
    async with city(tmp_path, post=cut_for(2, 3)) as town:
        await town.settle_in(range(1, 5))
        await town.start(to_all())
        await town.go_on(60)
        await town.wish(Erase(3))
        await desk(town).send_again({"id": "4d"})
        town.hub.look()
        await town.go_on(10)
        assert town.got() == Counter("124")
        assert (await town.tally()).total == 4


async def test_cancelled_before_it_has_begun_again_nothing_leaves(tmp_path):
    async with city(tmp_path, post=cut_for(2, 3)) as town:
        await town.settle_in(range(1, 5))
        await town.start(to_all())
        await town.go_on(60)

        def again_and_cancel(session) -> None:
            now = town.clock.now()
            again = moves.send_again(session.broadcasts([77])[77], session.tally(77), now)
            assert isinstance(again, Broadcast)
            session.carry_out(moves.kept(cancel(again, now), now), now)

        await town.store.write(again_and_cancel)
        town.hub.look()
        await town.go_on(30)
        assert await town.tally() == Tally(sent=2, uncertain=2)
        assert town.got() == Counter("14")


async def test_where_the_platform_can_tell_it_is_asked_and_nobody_is_uncertain(tmp_path):
    """Slack keeps our id beside each message: what arrived counts, and what did not is sent."""
    post = cut_for(2, 3)
    post.limits = Limits(text=3000, finds=True)
    async with city(tmp_path, post=post) as town:
        await town.settle_in(range(1, 5))
        await town.start(to_all())
        await town.go_on(1, step=0.1)
        held = await town.store.read(lambda session: session.open_deliveries())
        post.found = dict.fromkeys(_of(town, 2), "ref-found")
        await town.go_on(60)
        assert held == 2
        assert await town.tally() == Tally(sent=4)
        assert town.got() == Counter("134"), "what was found was not sent"


def _of(town, person: int) -> list[int]:
    from bot.flows.broadcasting.sending import delivery_id

    return [delivery_id(77, person)]


async def test_cut_off_while_it_was_sent_and_paused_it_stays_uncertain(tmp_path):
    post = Recording("post")
    async with city(tmp_path, post=post) as town:
        await town.settle_in([1])
        post.gate.clear()
        post.faults[WORDS.format(1)] = [CUT]
        await town.start(to_all())
        town.hub.look()
        while not post.under_way:
            await asyncio.sleep(0)
        await town.move(77, moves.pause)
        post.gate.set()
        await town.go_on(30)
        await town.move(77, moves.resume)
        await town.go_on(30)
        assert await town.tally() == Tally(uncertain=1)
        assert post.calls[WORDS.format(1)] == 1


@pytest.mark.parametrize(
    ("timing", "hours", "fault"),
    [
        (Timing("now", "", 6), 5, None),
        (Timing("awake", "", 6), 7, Fault("late")),
        (Timing("at", "2026-03-11T09:00:00+00:00", 6), 26, None),
        (Timing("at", "2026-03-11T09:00:00+00:00", 6), 28, Fault("late")),
        (Timing("local", "2026-03-11T09:00", 6), 50, None),
        (Timing("local", "2026-03-11T09:00", 6), 52, Fault("late")),
    ],
)
def test_what_is_not_worth_reading_any_more_is_not_sent_again(timing, hours, fault):
    done = to_all(status="done", timing=timing, started_at=START, ended_at=START)
    moved = moves.send_again(done, Tally(uncertain=1), START + hours * (START.resolution * 3_600_000_000))
    assert moved == (fault or replace(done, status="running", ended_at=None, again=True))
