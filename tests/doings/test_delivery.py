"""What becomes of a delivery, whatever the platform answers: in order, never lost, never twice without need."""

import asyncio
import datetime as dt
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.doings.pace import Pace
from bot.words.effects.sending import Queue
from bot.words.errors import AddressMoved, ChannelClosed, PersonGone, Rejected, Throttled, Unreachable
from bot.words.messages import Address, Delivery, Edit, Priority, Say
from bot.words.turns import Turn
from storage.sqlite import SqliteStore
from tests.doings.world import KEY, START, HandClock, Recording, echo, say, typed, until, world


def counting(scene, inbound, moment):
    """Say one, two, three."""
    greeted = echo(scene, inbound, moment)
    effects = [effect for effect in greeted.effects if not isinstance(effect, Queue)]
    return Turn((*effects, *say(greeted.scene, moment, "one", "two", "three")), greeted.scene)


async def test_row_31_nothing_more_goes_to_someone_who_is_gone(tmp_path):
    post = Recording()
    post.faults["one"] = [PersonGone("blocked")]
    async with world(tmp_path, post, decide=counting) as w:
        await w.hear(typed("hello"), typed("hello", "ben"))
        await w.hub.settle()
        assert post.texts("ana") == []
        assert post.texts("ben") == ["one", "two", "three"]
        assert await w.unfinished() == 0
        scenes = await w.ask(lambda session: session.scenes([Address("post", "ana")]))
        assert not scenes[Address("post", "ana")].reachable


async def test_row_32_whoever_moved_gets_everything_once_and_in_order_at_the_new_place(tmp_path):
    post = Recording()
    post.faults["one"] = [AddressMoved("ana-2")]
    async with world(tmp_path, post, decide=counting) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        assert post.texts("ana") == []
        assert post.texts("ana-2") == ["one", "two", "three"]
        assert await w.unfinished() == 0


@pytest.mark.parametrize("scope", ["chat", "bot"])
async def test_row_26_a_short_wait_is_waited_in_place_and_keeps_the_order(tmp_path, scope):
    post = Recording()
    post.faults["one"] = [Throttled(2, scope), Throttled(2, scope)]
    async with world(tmp_path, post, decide=counting) as w:
        await w.hear(typed("hello"))
        for calls in (1, 2):
            await until(lambda calls=calls: post.calls["one"] == calls and not post.under_way)
            assert post.texts() == []
            w.time.turn(1.9)
            await asyncio.sleep(0)
            assert post.calls["one"] == calls
            w.time.turn(0.4)
        await w.hub.settle()
        assert post.texts() == ["one", "two", "three"]


@pytest.mark.parametrize("scope", ["chat", "bot"])
async def test_row_26_for_a_long_wait_all_go_back_into_the_queue_and_keep_the_order(tmp_path, scope):
    post = Recording()
    post.faults["one"] = [Throttled(35, scope)]
    async with world(tmp_path, post, decide=counting) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        assert await w.unfinished() == 3
        await w.later(seconds=30)
        assert post.texts() == []
        await w.later(seconds=10)
        assert post.texts() == ["one", "two", "three"]
        assert await w.ask(lambda session: session.next_due()) is None


async def test_row_26_who_starts_in_the_middle_of_a_pause_keeps_to_it(tmp_path):
    post = Recording()
    clock = HandClock()
    async with world(tmp_path, post, clock=clock) as here:
        post.faults["you said one"] = [Throttled(4), Throttled(4)]
        await here.hear(typed("one"))
        await until(lambda: post.calls["you said one"] == 1)
        await noted(here)
    clock.advance(seconds=1)
    post.faults.clear()
    async with world(tmp_path, post, clock=clock) as here:
        await here.hear(typed("two", id="ben"))
        await asyncio.sleep(0.05)
        assert not post.texts()
        here.time.turn(2.5)
        await asyncio.sleep(0.05)
        assert not post.texts()
        here.time.turn(1)
        await until(lambda: post.texts("ben") == ["you said two"])
        await here.later(seconds=10)
        assert post.texts("ana") == ["you said one"]


async def noted(here):
    """The pause stands in the database."""
    async with asyncio.timeout(30):
        while not await here.ask(lambda session: session.pauses()):
            await asyncio.sleep(0.01)


async def test_row_27_only_the_throttled_chat_waits(tmp_path):
    post = Recording()
    post.faults["you said a"] = [Throttled(3, "chat")]
    async with world(tmp_path, post) as w:
        await w.hear(typed("a"), typed("b", "ben"))
        await until(lambda: post.texts() == ["you said b"])
        w.time.turn(4)
        await w.hub.settle()
        assert post.texts() == ["you said b", "you said a"]


async def test_row_26_a_wait_of_more_than_a_minute_is_an_alert(tmp_path):
    post = Recording()
    post.faults["you said a"] = [Throttled(10_072)]
    async with world(tmp_path, post) as w:
        with capture_logs() as logs:
            await w.hear(typed("a"))
            await w.hub.settle()
        assert [each["event"] for each in logs if each["log_level"] == "error"] == ["delivery.throttled"]


# --- rows 14, 28, 29: uncertain -------------------------------------------------------------------------------------


async def test_row_29_an_uncertain_message_that_did_arrive_is_not_sent_again(tmp_path):
    post = Recording()
    post.faults["one"] = [Unreachable("reset", uncertain=True)]
    async with world(tmp_path, post, decide=counting) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        assert post.calls == {"one": 1}
        assert await w.unfinished() == 3
        [first] = await w.store.write(lambda session: session.claim(START + dt.timedelta(seconds=2), 9))
        assert first.uncertain
        post.found[first.id] = "there"
        await w.later(seconds=70)
        assert post.calls["one"] == 1
        assert post.texts() == ["two", "three"]
        assert await w.ask(lambda session: session.refs([first.id])) == {first.id: "there"}


async def test_row_28_an_uncertain_message_that_cannot_be_found_is_sent_again(tmp_path):
    post = Recording()
    post.faults["one"] = [Unreachable("502", uncertain=True)]
    async with world(tmp_path, post, decide=counting) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        await w.later(seconds=2)
        assert len(post.asked) == 1
        assert post.texts() == ["one", "two", "three"]


async def test_row_28_what_surely_did_not_arrive_is_not_asked_for(tmp_path):
    post = Recording()
    post.faults["one"] = [Unreachable("dns", uncertain=False)]
    async with world(tmp_path, post, decide=counting) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        await w.later(seconds=2)
        assert post.asked == []
        assert post.texts() == ["one", "two", "three"]


async def test_row_28_retries_come_ever_later_and_end_after_a_day(tmp_path):
    post = Recording()
    post.faults["you said a"] = [Unreachable("503", uncertain=False)] * 1000
    async with world(tmp_path, post) as w:
        with capture_logs() as logs:
            await w.hear(typed("a"))
            waits = []
            while True:
                await w.hub.settle()
                at = await w.ask(lambda session: session.next_due())
                if at is None:
                    break
                waits.append((at - w.clock.now()).total_seconds())
                await w.later(seconds=waits[-1])
        assert waits[:11] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900]
        assert 86_400 <= sum(waits) <= 86_400 + 900
        assert [each["event"] for each in logs if each["log_level"] == "error"] == ["delivery.expired"]
        assert await w.unfinished() == 0


async def test_row_14_after_a_crash_what_was_being_sent_is_asked_for_first(tmp_path):
    path = tmp_path / "alongside.sqlite3"
    store = await SqliteStore.open(path, KEY)
    delivery = Delivery(7, Address("post", "ana"), Say("hello"))
    assert await store.write(lambda session: session.queue([delivery], START))
    await store.close()
    post = Recording()
    post.found[7] = "there"
    async with world(tmp_path, post) as w:
        await w.hub.settle()
        assert post.asked == [7]
        assert post.calls.total() == 0
        assert await w.unfinished() == 0


# --- our own faults ---------------------------------------------------------------------------------------------------


async def test_what_the_platform_rejects_is_closed_with_an_alert_and_the_next_one_leaves(tmp_path):
    post = Recording()
    post.faults["one"] = [Rejected("message text for Ana is empty")]
    async with world(tmp_path, post, decide=counting) as w:
        with capture_logs() as logs:
            await w.hear(typed("hello"))
            await w.hub.settle()
        assert post.texts() == ["two", "three"]
        assert [(each["event"], each["code"]) for each in logs] == [("delivery.rejected", "Rejected")]
        assert "Ana" not in str(logs)
        assert await w.unfinished() == 0


async def test_a_fault_in_an_adapter_is_tried_three_times_and_then_closed(tmp_path):
    post = Recording()
    post.faults["one"] = [KeyError("x")] * 9
    async with world(tmp_path, post, decide=counting) as w:
        with capture_logs() as logs:
            await w.hear(typed("hello"))
            for _ in range(4):
                await w.later(seconds=10)
        assert post.calls["one"] == 3
        assert post.texts() == ["two", "three"]
        assert [each["event"] for each in logs if each["log_level"] == "error"] == ["delivery.fault"]


async def test_row_35_a_call_that_hangs_is_cut_off_and_uncertain(tmp_path):
    post = Recording()
    post.gate.clear()
    async with world(tmp_path, post, paces={"post": Pace(cut_off=0.01)}) as w:
        await w.hear(typed("a"))
        await w.hub.settle()
        assert post.calls.total() == 1
        post.gate.set()
        await w.later(seconds=2)
        assert len(post.asked) == 1
        assert post.texts() == ["you said a"]


async def test_row_33_a_closed_channel_keeps_its_queue_with_one_alert_and_the_others_go_on(tmp_path):
    post, wire = Recording(), Recording("wire")
    post.faults["you said a"] = [ChannelClosed("revoked")] * 2
    async with world(tmp_path, post, wire) as w:
        with capture_logs() as logs:
            await w.hear(typed("a"))
            await until(post.calls.total)
            await w.hear(typed("b", channel="wire"), typed("c", "ben"))
            await until(lambda: wire.texts() == ["you said b"])
            assert post.texts() == []
            for _ in range(8):
                w.clock.advance(seconds=60)
                w.time.turn(60)
                await w.hub.tick()
                await asyncio.sleep(0)
            await w.hub.settle()
        assert sorted(post.texts()) == ["you said a", "you said c"]
        assert [each["event"] for each in logs if "channel" in each["event"]] == ["channel.closed", "channel.reopened"]
        assert await w.unfinished() == 0


async def test_deliveries_of_a_channel_that_is_not_there_are_kept(tmp_path):
    async with world(tmp_path, Recording("wire")) as w:
        with capture_logs() as logs:
            await w.hear(typed("a"))
            await w.hub.settle()
        assert await w.unfinished() == 1
        assert [each["event"] for each in logs] == ["channel.closed"]


# --- edits ----------------------------------------------------------------------------------------------------------


def correcting(scene, inbound, moment):
    """Say something; told "edit N", change the delivery N."""
    word, _, target = inbound.content.text.partition(" ")
    if word != "edit":
        return echo(scene, inbound, moment)
    edit = replace(say(scene, moment, "")[0].delivery, content=Edit(int(target), "changed"))
    return Turn((Queue(edit),), scene)


@pytest.mark.parametrize("is_remembered", [True, False])
async def test_an_edit_finds_its_message_in_memory_and_after_a_restart(tmp_path, is_remembered):
    post = Recording()
    async with world(tmp_path, post, decide=correcting) as w:
        await w.hear(typed("a"))
        await w.hub.settle()
        if is_remembered:
            await w.hear(typed(f"edit {post.sent[0].id}"))
            await w.hub.settle()
    if not is_remembered:
        async with world(tmp_path, post, decide=correcting) as w:
            await w.hear(typed(f"edit {post.sent[0].id}"))
            await w.hub.settle()
    assert post.targets[post.sent[1].id] == f"ref-{post.sent[0].id}"


async def test_an_edit_of_nothing_is_closed(tmp_path):
    post = Recording()
    async with world(tmp_path, post, decide=correcting) as w:
        await w.hear(typed("edit 404"), typed("b"))
        await w.hub.settle()
        assert post.texts() == ["you said b"]
        assert await w.unfinished() == 0


# --- pace and backlog -----------------------------------------------------------------------------------------------


async def test_no_more_calls_are_under_way_at_once_than_allowed(tmp_path):
    post = Recording()
    post.gate.clear()
    async with world(tmp_path, post, paces={"post": Pace(at_once=3)}) as w:
        await w.hear(*(typed("hello", f"p{number}") for number in range(10)))
        await until(lambda: post.under_way == 3)
        post.gate.set()
        await w.hub.settle()
        assert len(post.sent) == 10


async def test_what_waits_too_long_for_its_turn_goes_back_and_leaves_later_once(tmp_path):
    post = Recording()
    async with world(tmp_path, post, paces={"post": Pace(per_second=1)}) as w:
        await w.hear(*(typed("hello", f"p{number}") for number in range(50)))
        for _ in range(200):
            w.clock.advance(seconds=1)
            w.time.turn(1)
            await w.hub.tick()
            await asyncio.sleep(0)
        await w.hub.settle()
        assert len(post.sent) == 50
        assert set(post.calls.values()) == {50}
        assert post.asked == []


async def fill(path, count):
    """A database with so many broadcasts waiting, each to someone else."""
    store = await SqliteStore.open(path / "alongside.sqlite3", KEY)

    def page(first):
        waiting = [
            Delivery(number + 1, Address("post", f"p{number:06}"), Say("news"), priority=Priority.BROADCAST)
            for number in range(first, min(first + 5000, count))
        ]
        return lambda session: session.queue(waiting, START)

    for first in range(0, count, 5000):
        await store.write(page(first))
    await store.close()


@pytest.mark.parametrize("count", [20_000, pytest.param(100_000, marks=pytest.mark.slow)])
async def test_row_70_a_backlog_drains_in_order_in_flat_memory_while_replies_go_first(tmp_path, count):
    await fill(tmp_path, count)
    post = Recording()
    most = 0
    async with world(tmp_path, post, clock=HandClock(START + dt.timedelta(hours=1))) as w:
        await until(lambda: len(post.sent) > 1000)
        before = len(post.sent)
        await w.hear(typed("hello", "ana"))
        while "you said hello" not in post.calls:
            most = max(most, w.hub._deliveries.held)
            await asyncio.sleep(0)
        assert len(post.sent) - before <= 1500
        await w.hub.settle()
        assert await w.unfinished() == 0
    people = [each.address.id for each in post.sent if each.address.id != "ana"]
    assert people == [f"p{number:06}" for number in range(count)]
    assert most <= 1000


async def test_replies_pass_a_broadcast_that_waits_for_its_turn(tmp_path):
    await fill(tmp_path, 200)
    post = Recording()
    async with world(tmp_path, post, paces={"post": Pace(per_second=10)}, clock=HandClock(START)) as w:
        await until(lambda: len(post.sent) >= 3)
        before = len(post.sent)
        await w.hear(typed("hello", "ana"))
        await until(lambda: len(post.sent) > before)
        assert post.texts()[before:] == ["you said hello"], "no time has passed: nothing else may leave yet"


async def test_what_queued_up_behind_a_call_under_way_follows_at_once(tmp_path):
    post = Recording()
    post.gate.clear()
    async with world(tmp_path, post) as w:
        for number in range(5):
            await w.hear(typed(f"{number}"))
        await until(lambda: post.under_way)
        post.gate.set()
        await until(lambda: len(post.sent) == 5)
        assert post.texts() == [f"you said {number}" for number in range(5)]


class Watching(Recording):
    """Looks, at each call, at how many deliveries the database still holds open."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.ask = None

    async def send(self, delivery, target, ready=None):
        self.open.append(await self.ask(lambda session: session.open_deliveries(delivery.address)))
        return await super().send(delivery, target)


async def test_row_14_no_message_leaves_before_the_one_before_it_is_marked_as_sent(tmp_path):
    """So a crash at any moment doubles at most one message to a person."""
    post = Watching()
    async with world(tmp_path, post, decide=counting) as w:
        post.ask = w.ask
        await w.hear(typed("hello"))
        await w.hub.settle()
        assert post.texts() == ["one", "two", "three"]
        assert post.open == [3, 2, 1]


async def test_row_51_a_clock_set_ahead_in_the_middle_of_a_call_makes_nobody_hear_it_twice(tmp_path):
    post = Recording()
    post.gate.clear()
    async with world(tmp_path, post) as w:
        await w.hear(typed("hello"))
        await until(lambda: post.under_way)
        for _ in range(3):
            w.clock.advance(hours=1)
            await w.hub.tick()
        assert post.calls["you said hello"] == 1
        post.gate.set()
        await w.hub.settle()
        await w.later(hours=1)
        assert post.texts() == ["you said hello"]
        assert await w.unfinished() == 0
