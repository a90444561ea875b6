"""What goes in is decided once, in order, in one commit with everything that waits; only then anything goes out."""

import asyncio
import datetime as dt
import sqlite3
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.words.effects.people import Erase, SaveAddress, SavePerson, SaveRun, WipeInbound
from bot.words.effects.sending import CancelQueued, Queue, Schedule
from bot.words.errors import StorageBroken, StorageUnavailable
from bot.words.messages import Address, Delivery, Ignored, Limits, Say
from bot.words.people import Due, Run
from bot.words.turns import Turn, ids_from
from tests.doings.world import SORRY, Recording, echo, full_disk, say, typed, until, world


async def test_what_is_said_is_answered_once_committed(tmp_path):
    post = Recording()
    async with world(tmp_path, post) as w:
        await w.hear(typed("hello"))
        assert await w.ask(lambda session: session.seen(["post:ana:hello"])) == {"post:ana:hello"}
        await w.hub.settle()
        assert post.texts() == ["you said hello"]
        assert await w.unfinished() == 0


@pytest.mark.parametrize("copies", [2, 5])
async def test_rows_1_and_4_copies_have_one_effect(tmp_path, copies):
    post = Recording()
    async with world(tmp_path, post) as w:
        await w.hear(*[typed("hello")] * copies)
        await asyncio.gather(*(w.hear(typed("hello")) for _ in range(copies)))
        await w.hear(typed("hello"))
        await w.hub.settle()
        assert post.texts() == ["you said hello"]


async def test_everyone_is_answered_in_the_order_in_which_they_wrote(tmp_path):
    post = Recording()
    async with world(tmp_path, post) as w:
        said = [typed(f"{number:03}", person) for number in range(60) for person in ("ana", "ben", "cho")]
        await asyncio.gather(*(w.hear(*said[first : first + 7]) for first in range(0, len(said), 7)))
        await w.hub.settle()
        for person in ("ana", "ben", "cho"):
            assert post.texts(person) == [f"you said {number:03}" for number in range(60)]


async def test_the_adapter_may_acknowledge_before_anything_leaves(tmp_path):
    post = Recording()
    async with world(tmp_path, post) as w:
        await w.hear(typed("hello"))
        assert post.calls.total() == 0
        await w.hub.settle()
        assert post.calls.total() == 1


async def test_what_is_not_for_us_is_recorded_and_never_decided(tmp_path):
    post = Recording()
    async with world(tmp_path, post) as w:
        await w.hear(replace(typed("x", key="k"), content=Ignored("edit")))
        await w.hub.settle()
        assert post.sent == []
        assert await w.ask(lambda session: session.seen(["k"])) == {"k"}


async def test_two_addresses_of_one_person_in_one_batch_see_each_others_turns(tmp_path):
    def remembering(scene, inbound, moment):
        if scene.person is None:
            return echo(scene, inbound, moment)
        person = replace(scene.person, name=scene.person.name + inbound.content.text)
        effects = [SavePerson(person), *say(scene, moment, person.name)]
        if inbound.content.text == "link":
            effects.append(SaveAddress(Address("wire", "ana"), person.id))
        return Turn(tuple(effects), replace(scene, person=person))

    post, wire = Recording(), Recording("wire")
    async with world(tmp_path, post, wire, decide=remembering) as w:
        await w.hear(typed("hello"))
        await w.hear(typed("link"), typed("A", channel="wire"), typed("B"), typed("C", channel="wire"))
        await w.hub.settle()
        assert post.texts()[1:] + wire.texts() == ["link", "linkB", "linkBA", "linkBAC"]


# --- row 41: a turn that raises -------------------------------------------------------------------------------------


async def test_row_41_a_turn_that_raises_is_set_aside_alone(tmp_path):
    tries = []

    def sometimes(scene, inbound, moment):
        if inbound.content.text == "boom":
            tries.append(inbound.key)
            raise KeyError("a secret name")
        return echo(scene, inbound, moment)

    post = Recording()
    async with world(tmp_path, post, decide=sometimes) as w:
        with capture_logs() as logs:
            await w.hear(typed("one"), typed("boom"), typed("fine", "ben"), typed("two"))
            await w.hub.settle()
        assert post.texts("ana") == ["you said one", SORRY, "you said two"]
        assert post.texts("ben") == ["you said fine"]
        assert len(tries) == 3
        alerts = [each for each in logs if each["log_level"] == "error"]
        assert [(each["event"], each["error"]) for each in alerts] == [("turn.quarantined", "KeyError")]
        assert not any(word in str(logs) for word in ("secret", "ana", "boom", "post:"))
        await w.hear(typed("boom"))
        await w.hub.settle()
        assert len(tries) == 3


async def test_row_41_what_storage_chokes_on_is_set_aside_alone(tmp_path):
    def sometimes(scene, inbound, moment):
        turn = echo(scene, inbound, moment)
        if inbound.content.text != "boom":
            return turn
        return Turn((*turn.effects, SaveRun(Run(moment.ids(), 404, "onboarding"))), turn.scene)

    post = Recording()
    async with world(tmp_path, post, decide=sometimes) as w:
        with capture_logs() as logs:
            await w.hear(typed("one"), typed("boom", "bad"), typed("fine", "ben"), typed("two"))
            await w.hub.settle()
        assert post.texts("ana") == ["you said one", "you said two"]
        assert post.texts("ben") == ["you said fine"]
        assert post.texts("bad") == [SORRY]
        assert [each["event"] for each in logs if "quarantined" in each["event"]] == ["turn.quarantined"]
        await w.hear(typed("again", "bad"))
        await w.hub.settle()
        assert post.texts("bad") == [SORRY, "you said again"]


async def test_a_turn_decided_again_writes_the_same_ids(tmp_path):
    given = []

    def noting(scene, inbound, moment):
        given.append((moment.now, moment.ids(), moment.ids()))
        if len(given) == 1:
            raise ValueError
        return echo(scene, inbound, moment)

    async with world(tmp_path, Recording(), decide=noting) as w:
        await w.hear(typed("hello"))
        assert given[0] == given[1]


# --- rows 16 and 17: the disk --------------------------------------------------------------------------------------


async def test_row_16_a_full_disk_accepts_nothing_and_sends_nothing_until_there_is_room(tmp_path):
    post = Recording()
    async with world(tmp_path, post) as w:
        big = "x" * 20_000
        async with full_disk(w.store):
            with pytest.raises(StorageUnavailable):
                await w.hear(typed(big))
            assert post.calls.total() == 0
        w.time.turn(10)
        await w.hear(typed(big))
        await w.hub.settle()
        assert len(post.sent) > 1
        assert await w.unfinished() == 0


async def test_row_16_what_was_sent_when_the_disk_filled_up_is_recorded_later(tmp_path):
    post = Recording()
    post.gate.clear()
    async with world(tmp_path, post) as w:
        await w.hear(typed("hello"))
        await until(lambda: post.under_way)
        raw = w.store._writer.raw
        await w.store._writer.run(lambda: raw.execute("PRAGMA query_only=ON").fetchone())
        post.gate.set()
        with pytest.raises(StorageUnavailable):
            await w.hear(typed("lost"))
        await w.store._writer.run(lambda: raw.execute("PRAGMA query_only=OFF").fetchone())
        w.time.turn(10)
        await w.hub.settle()
        assert post.calls == {"you said hello": 1}
        assert await w.unfinished() == 0


async def test_row_17_a_broken_disk_ends_the_hub_at_once(tmp_path):
    post = Recording()
    async with world(tmp_path, post) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        await break_disk(w.store)
        with pytest.raises(StorageBroken):
            await w.hear(typed("lost"))
        assert w.hub.failed.is_set()
        with pytest.raises(StorageUnavailable):
            await w.hear(typed("later"))
        assert post.texts() == ["you said hello"]


async def break_disk(store):
    """Make a statement fail as it does when the disk does."""

    def fail(session):
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
        raise error

    with pytest.raises(StorageBroken):
        await store.write(fail)


# --- what is due --------------------------------------------------------------------------------------------------


def scheduling(count):
    """Schedule so many things for an hour later; ids and keys tell them apart."""

    def decide(scene, inbound, moment):
        turn = echo(scene, inbound, moment)
        at = moment.now + dt.timedelta(hours=1)
        due = (Schedule(Due(f"{number}", "nudge", turn.scene.person.id, at)) for number in range(count))
        return Turn((*turn.effects, *due), turn.scene)

    return decide


def reminding(scene, due, moment):
    if due.key == "3":
        raise ValueError("a secret")
    return Turn(say(scene, moment, f"due {due.key}"), scene)


async def test_everything_due_is_decided_once_and_one_that_raises_stops_nobody(tmp_path):
    post = Recording()
    async with world(tmp_path, post, decide=scheduling(450), decide_due=reminding) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        assert len(post.sent) == 1
        with capture_logs() as logs:
            await w.later(hours=2)
            await w.later(hours=2)
        expected = {f"due {number}" for number in range(450) if number != 3}
        assert sorted(post.texts()[1:]) == sorted(expected)
        alerts = [each for each in logs if each["log_level"] == "error"]
        assert [(each["event"], each["error"], each["kind"]) for each in alerts] == [
            ("due.dropped", "ValueError", "nudge")
        ]
        assert "secret" not in str(logs)


async def test_what_is_due_soon_needs_no_beat(tmp_path):
    post = Recording()
    async with world(tmp_path, post, decide=scheduling(1), decide_due=reminding) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        w.clock.advance(hours=1)
        w.time.turn(3600)
        await until(lambda: len(post.sent) == 2)
        assert post.texts() == ["you said hello", "due 0"]


# --- taking back within one batch -----------------------------------------------------------------------------------


def obeying(scene, inbound, moment):
    """Do what one is told: stop (what waits), erase (me), wipe (this)."""
    turn = echo(scene, inbound, moment)
    match inbound.content.text:
        case "stop":
            return Turn((CancelQueued(scene.address), *turn.effects), turn.scene)
        case "erase":
            bye = say(replace(scene, person=None), moment, "bye", burn=True)
            return Turn((Erase(scene.person.id), *bye), replace(scene, person=None))
        case "wipe":
            return Turn((WipeInbound(), *turn.effects), turn.scene)
    return turn


async def test_cancelling_takes_back_what_earlier_turns_of_the_batch_queued(tmp_path):
    post = Recording()
    async with world(tmp_path, post, decide=obeying) as w:
        await w.hear(typed("one"), typed("two"), typed("stop"), typed("three"))
        await w.hub.settle()
        assert post.texts() == ["you said stop", "you said three"]
        assert await w.unfinished() == 0


async def test_cancelling_takes_back_what_waits_behind_a_call_under_way(tmp_path):
    post = Recording()
    post.gate.clear()
    async with world(tmp_path, post, decide=obeying) as w:
        await w.hear(typed("one"), typed("two"))
        await until(lambda: post.under_way)
        await w.hear(typed("stop"))
        post.gate.set()
        await w.hub.settle()
        assert post.texts() == ["you said one", "you said stop"]
        assert await w.unfinished() == 0


async def test_erasing_leaves_nothing_of_the_batch_but_the_farewell(tmp_path):
    post = Recording()
    async with world(tmp_path, post, decide=obeying) as w:
        await w.hear(typed("one"), typed("two"), typed("erase"), typed("again"))
        await w.hub.settle()
        assert post.texts() == ["bye", "you said again"]
        assert await w.unfinished() == 0


# --- long texts -----------------------------------------------------------------------------------------------------


async def test_row_61_a_long_text_leaves_in_numbered_parts_in_order(tmp_path):
    post = Recording(limits=Limits(text=100))
    long = "word " * 60

    def long_winded(scene, inbound, moment):
        return Turn((Queue(replace(say(scene, moment, "")[0].delivery, content=Say(long))),), scene)

    async with world(tmp_path, post, decide=long_winded) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        assert [text[:5] for text in post.texts()] == [f"({number}/4)" for number in range(1, 5)]
        assert "".join(text[6:] + " " for text in post.texts()) == long
        assert post.sent[-1].id == ids_from("post:ana:hello")()


# --- the end --------------------------------------------------------------------------------------------------------


async def test_after_stopping_nothing_is_accepted(tmp_path):
    async with world(tmp_path, Recording()) as w:
        await w.hub.stop()
        with pytest.raises(StorageUnavailable):
            await w.hear(typed("hello"))
        await w.hub.tick()


async def test_settling_with_nothing_to_do_returns(tmp_path):
    async with world(tmp_path, Recording()) as w:
        await w.hub.settle()


async def test_what_was_sent_to_one_is_written_down_with_their_own_next_turn_not_with_anothers(tmp_path):
    post = Recording()
    async with world(tmp_path, post) as here:
        await here.hear(typed("one"))
        await until(lambda: len(post.texts()) == 1)
        await here.hear(typed("two", id="ben"))
        await until(lambda: len(post.texts()) == 2)
        assert await here.unfinished() == 2
        await here.hear(typed("three"))
        assert await here.unfinished() == 1
        await here.later(seconds=1)
        assert await here.unfinished() == 0


async def test_nothing_new_leaves_to_someone_before_what_was_sent_them_last_is_written_down(tmp_path):
    def pass_on(scene, inbound, moment):
        turn = echo(scene, inbound, moment)
        more = Queue(Delivery(moment.ids(), Address("post", "ana"), Say("for Ana")))
        return replace(turn, effects=(*turn.effects, more)) if inbound.address.id == "ben" else turn

    post = Recording()
    async with world(tmp_path, post, decide=pass_on) as here:
        await here.hear(typed("one"))
        await until(lambda: post.texts("ana") == ["you said one"])
        post.gate.clear()
        await here.hear(typed("two", id="ben"))
        await until(lambda: post.calls["for Ana"])
        assert await here.unfinished() == 2, "it leaves before what left last is written down"
        post.gate.set()
        await until(lambda: post.texts("ana") == ["you said one", "for Ana"])
