"""Changes to messages stand in nobody's way where they are scarce: they leave last, none is lost, none out of order."""

import asyncio
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.doings.meters import Allowance
from bot.doings.pace import Gate, Pace
from bot.words.effects.sending import Queue
from bot.words.errors import Throttled
from bot.words.messages import Address, Delivery, Edit, Limits, Priority, Say
from bot.words.turns import Turn
from tests.doings.world import HandTime, Recording, echo, typed, until, world

SCARCE = Limits(text=4096, edits_last=True)


def answering(scene, inbound, moment):
    """Ask on; what was asked last is tidied up, and a "…" redraws it before."""
    greeted = echo(scene, inbound, moment)
    effects = [effect for effect in greeted.effects if not isinstance(effect, Queue)]
    said = inbound.content.text
    contents = [Say(f"after {said}"), Edit(7, f"tidy {said}", message="m", tidies=True)]
    if said.startswith("…"):
        contents = [Edit(7, f"redraw {said}", message="m")]
    person = scene.person.id if scene.person else None
    queued = (Queue(Delivery(moment.ids(), scene.address, content, person=person)) for content in contents)
    return Turn((*effects, *queued), greeted.scene)


async def _told(post, number):
    await until(lambda: len(post.sent) >= number and not post.under_way)


async def test_what_is_said_later_does_not_wait_behind_what_only_tidies_up(tmp_path):
    post = Recording(limits=SCARCE)
    post.faults["tidy a"] = [Throttled(3, "tidying")]
    async with world(tmp_path, post, decide=answering) as w:
        await w.hear(typed("a"))
        await until(lambda: post.calls["tidy a"] == 1)
        for number, said in enumerate("bc", start=2):
            await w.hear(typed(said))
            await _told(post, number)
        assert post.texts() == ["after a", "after b", "after c"]
        w.time.turn(4)
        await w.hub.settle()
        assert post.texts() == ["after a", "after b", "after c", "tidy a", "tidy b", "tidy c"]
        assert await w.unfinished() == 0


async def test_what_has_to_wait_long_goes_back_into_the_queue_alone_and_is_not_lost(tmp_path):
    post = Recording(limits=SCARCE)
    post.faults["tidy a"] = [Throttled(40, "tidying")]
    async with world(tmp_path, post, decide=answering) as w:
        await w.hear(typed("a"))
        await w.hear(typed("b"))
        await _told(post, 2)
        assert post.texts() == ["after a", "after b"]
        await until(lambda: post.calls["tidy a"] == 1)
        w.time.turn(41)
        await w.later(seconds=41)
        assert post.texts() == ["after a", "after b", "tidy a", "tidy b"]
        assert await w.unfinished() == 0


async def test_a_question_is_redrawn_before_others_are_tidied_up_and_tidied_up_after_it_was_redrawn(tmp_path):
    post = Recording(limits=SCARCE)
    post.faults["tidy a"] = [Throttled(3, "tidying")]
    post.faults["redraw …"] = [Throttled(2, "redrawing")]
    async with world(tmp_path, post, decide=answering) as w:
        await w.hear(typed("a"))
        await until(lambda: post.calls["tidy a"] == 1)
        await w.hear(typed("…"))
        await w.hear(typed("b"))
        await _told(post, 2)
        await until(lambda: post.calls["redraw …"] == 1)
        assert post.texts() == ["after a", "after b"]
        w.time.turn(4)
        await w.hub.settle()
        assert post.texts() == ["after a", "after b", "redraw …", "tidy a", "tidy b"]


async def test_a_channel_with_room_for_changes_keeps_the_order_in_which_things_were_said(tmp_path):
    post = Recording()
    post.faults["tidy a"] = [Throttled(3, "chat")]
    async with world(tmp_path, post, decide=answering) as w:
        await w.hear(typed("a"))
        await w.hear(typed("b"))
        await until(lambda: post.calls["tidy a"] == 1)
        w.time.turn(4)
        await w.hub.settle()
        assert post.texts() == ["after a", "tidy a", "after b", "tidy b"]


async def test_nothing_is_tidied_up_while_anybody_waits_for_an_answer():
    time = HandTime()
    gate = Gate(Pace(at_once=1), time)
    assert gate.enter("ana", Priority.REPLY) is None
    waits = gate.enter("ben", Priority.REPLY)
    tidies = gate.tidying.enter("ana", Priority.TIDYING)
    assert tidies is not None
    assert gate.redrawing.enter("ana", Priority.REDRAWING) is None
    assert not tidies.granted.done()
    gate.leave(gate.begin())
    assert waits.granted.done()
    assert tidies.granted.done()


async def test_what_tidies_up_goes_one_at_a_time_in_the_order_it_came_and_takes_nothing_of_the_pace():
    time = HandTime()
    gate = Gate(Pace(per_second=1, per_chat_per_second=1), time)
    assert gate.tidying.enter("ana", Priority.TIDYING) is None
    others = [gate.tidying.enter(f"{number}", Priority.TIDYING) for number in range(20)]
    for other in others:
        assert not other.granted.done()
        gate.tidying.leave()
        assert other.granted.done()
    assert gate.enter("ana", Priority.REPLY) is None


async def test_while_the_platform_has_no_room_nothing_enters_and_then_nobody_is_forgotten():
    time = HandTime()
    gate = Gate(Pace(), time, lambda: 0.0)
    gate.tidying.pause(5)
    tidies = gate.tidying.enter("ana", Priority.TIDYING)
    gate.redrawing.pause(9)
    redraws = gate.redrawing.enter("ben", Priority.REDRAWING)
    time.turn(6)
    assert not tidies.granted.done(), "someone waits for what is redrawn"
    time.turn(4)
    assert redraws.granted.done()
    assert tidies.granted.done()


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(1, 60)), max_size=20))
@settings(max_examples=30, deadline=None)
def test_no_minute_holds_more_than_the_burst_and_what_flows_in(arrivals):
    async def scenario():
        time, grants = HandTime(), []
        gate = Gate(Pace(per_second=4, burst=50, bulk_share=1), time)
        number = 0

        async def pass_until(when):
            while (due := time.next()) is not None and due <= when:
                time.turn_to(due)
                await asyncio.sleep(0)
            time.turn_to(max(when, time.time()))

        def done(*_):
            grants.append(time.time())
            gate.leave(gate.begin())

        for pause, crowd in arrivals:
            await pass_until(time.time() + pause)
            for _ in range(crowd):
                number += 1
                waiter = gate.enter(f"{number}", Priority.REPLY)
                done() if waiter is None else waiter.granted.add_done_callback(done)
        await pass_until(time.time() + 400)
        assert len(grants) == number
        assert all(sum(at - 60 < one <= at for one in grants) <= 50 + 240 for at in grants)

    asyncio.run(scenario())


def test_an_allowance_lets_a_rested_crowd_go_at_once_and_after_a_refusal_no_more_than_a_second():
    allowance = Allowance(4.0, 50)
    for _ in range(50):
        assert allowance.wait(100.0) <= 0
        allowance.take(100.0)
    assert 0 < allowance.wait(100.0) <= 0.25
    allowance.set_rate(2.0)
    assert 0 < allowance.wait(100.0) <= 0.5
    for _ in range(2):
        assert allowance.wait(102.0) <= 0
        allowance.take(102.0)
    assert allowance.wait(102.0) > 0


async def test_the_same_deliveries_go_by_rank_in_one_lane_whatever_comes_first(tmp_path):
    """Whatever is handed over while something waits, each rank keeps its order, and none goes before a lower one."""
    post = Recording(limits=SCARCE)
    post.gate.clear()
    async with world(tmp_path, post, decide=answering) as w:
        for said in ("a", "…1", "b", "…2", "c"):
            await w.hear(typed(said))
        post.gate.set()
        await w.hub.settle()
        sent = post.texts()
        assert [one for one in sent if one.startswith("after")] == ["after a", "after b", "after c"]
        assert [one for one in sent if not one.startswith("after")][-2:] == ["tidy b", "tidy c"]
        assert await w.unfinished() == 0


def test_ranks_keep_what_is_said_in_order():
    address = Address("post", "ana")
    said = Delivery(1, address, Say("x"))
    ranks = [replace(said, priority=priority).priority.rank for priority in Priority]
    assert ranks == [Priority.BROADCAST] * 4 + [Priority.REDRAWING, Priority.TIDYING]
