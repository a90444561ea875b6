"""It starts in order, one crash takes nobody along, and it ends cleanly, or at once when asked twice."""

import asyncio
import threading
from contextlib import asynccontextmanager

import pytest
from structlog.testing import capture_logs

from bot.doings.batch import Content
from bot.doings.beats import Beats
from bot.doings.hub import Hub
from bot.doings.running import Running
from bot.words.errors import ChannelClosed, StorageBroken
from storage.sqlite import SqliteStore
from tests.doings.world import KEY, HandClock, Recording, echo, nothing_due, told, typed, until, world


class Crashing(Recording):
    """Its listening ends as told, one end after another; then it listens for good."""

    def __init__(self, name, *ends):
        super().__init__(name)
        self.ends = list(ends)
        self.heard = 0

    async def listen(self, inbox):
        self.heard += 1
        if self.ends:
            end = self.ends.pop(0)
            if end is None:
                return
            raise end
        await super().listen(inbox)


@asynccontextmanager
async def running(path, *channels, plan=None):
    store = await SqliteStore.open(path / "alongside.sqlite3", KEY)
    clock = HandClock()
    by_name = {each.name: each for each in channels}
    hub = Hub(store, clock, Content(echo, nothing_due, told), by_name)
    pauses = []

    async def no_sleep(seconds):
        pauses.append(seconds)
        await asyncio.sleep(0)

    run = Running(hub, store, by_name, Beats(hub, store, clock, plan), no_sleep)
    run.hub, run.store, run.pauses = hub, store, pauses
    await run.start()
    yield run
    run.stop()


async def test_a_channel_that_crashes_listens_again_with_an_alert_and_the_others_go_on(tmp_path):
    bad = Crashing("bad", KeyError("token"), None, ChannelClosed("revoked"))
    good = Recording("good")
    with capture_logs() as logs:
        async with running(tmp_path, bad, good) as run:
            await asyncio.gather(bad.is_listening.wait(), good.is_listening.wait())
            await run.hub.accept([typed("hello", channel="good")])
            await run.hub.settle()
            assert good.texts() == ["you said hello"]
            assert run.pauses == [1.0, 2.0, 60.0]
            run.stop()
            assert await run.until_stopped() == 0
    events = [each["event"] for each in logs if each["log_level"] == "error"]
    assert events == ["channel.crashed", "channel.ended", "channel.closed"]
    assert bad.is_closed
    assert good.is_closed


async def test_row_69_stopping_waits_for_the_call_under_way_and_the_rest_is_as_if_never_begun(tmp_path):
    post = Recording()
    post.gate.clear()
    async with running(tmp_path, post) as run:
        await run.hub.accept([typed("one"), typed("two"), typed("three", "ben")])
        await until(lambda: post.under_way == 2)
        ending = asyncio.create_task(run.until_stopped())
        run.stop()
        await until(lambda: run.hub._is_stopping)
        assert not ending.done()
        post.gate.set()
        assert await ending == 0
    assert sorted(post.texts()) == ["you said one", "you said three"]
    async with world(tmp_path, post) as w:
        await w.hub.settle()
        assert post.asked == []
        assert post.texts("ana") == ["you said one", "you said two"]


async def test_row_69_asked_twice_it_ends_now_and_what_was_under_way_is_uncertain(tmp_path):
    post = Recording()
    post.gate.clear()
    async with running(tmp_path, post) as run:
        await run.hub.accept([typed("one"), typed("two")])
        await until(lambda: post.under_way)
        ending = asyncio.create_task(run.until_stopped())
        run.stop()
        await until(lambda: run.hub._is_stopping)
        run.stop()
        assert await ending == 0
    post.gate.set()
    async with world(tmp_path, post) as w:
        await w.hub.settle()
        assert len(post.asked) == 1
        assert post.texts() == ["you said one", "you said two"]


async def test_row_69_asked_twice_before_anything_began_to_stop_it_ends_now(tmp_path):
    post = Recording()
    post.gate.clear()
    async with running(tmp_path, post) as run:
        await run.hub.accept([typed("one")])
        await until(lambda: post.under_way)
        run.stop()
        run.stop()
        assert await run.until_stopped() == 0


async def test_row_17_after_a_broken_disk_the_process_ends_with_a_failure(tmp_path):
    async with running(tmp_path, Recording()) as run:
        run.hub._fail(OSError("disk"))
        assert await run.until_stopped() == 1


async def test_row_17_a_disk_that_breaks_during_the_start_leaves_nothing_open(tmp_path):
    before = threading.active_count()
    post = Recording()

    async def plan():
        raise StorageBroken("disk I/O error")

    with pytest.raises(StorageBroken):
        async with running(tmp_path, post, plan=plan):
            pass
    assert post.is_closed
    await until(lambda: not any("_connection_worker" in each.name for each in threading.enumerate()))
    assert threading.active_count() <= before + 1  # asyncio's own, which lets the process end


async def test_beats_forget_and_tick_and_survive_a_database_that_is_busy(tmp_path):
    async with world(tmp_path, Recording()) as w:
        beats = Beats(w.hub, w.store, w.clock)
        await beats.start()
        await beats.tick()
        await beats.retire()
        raw = w.store._writer.raw
        await w.store._writer.run(lambda: raw.execute("PRAGMA query_only=ON").fetchone())
        with capture_logs() as logs:
            await beats.retire()
        await w.store._writer.run(lambda: raw.execute("PRAGMA query_only=OFF").fetchone())
        beats.stop()
        assert [each["event"] for each in logs] == ["beat.retention.put_off"]
