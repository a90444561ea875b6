"""Two processes on one PostgreSQL: what one queues behind what the other sends leaves as soon as that has left."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from sqlalchemy.util import await_only

from storage import open_store
from tests.doings.world import KEY, Recording, typed, world
from tests.storage.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture
async def beside(postgres_url, tmp_path):
    """Two hubs with a store and a channel each, on the same database."""
    async with AsyncExitStack() as stack:
        pairs = []
        for _ in range(2):
            channel, store = Recording(), await open_store(postgres_url, KEY)
            pairs.append((await stack.enter_async_context(world(tmp_path, channel, store=store)), channel))
        for one, _ in pairs:
            await one.hub.settle()
        yield pairs


async def _until(is_so) -> None:
    async with asyncio.timeout(20):
        while not is_so():
            await asyncio.sleep(0.005)


async def test_what_another_process_queued_behind_it_follows_at_once(beside):
    """No beat, and hardly more time than a mark waits for a commit to go along with."""
    (one, first), (other, second) = beside
    first.gate.clear()
    await one.hear(typed("1"))
    await _until(lambda: first.under_way)
    for number in range(2, 6):
        await other.hear(typed(str(number)))
    first.gate.set()
    began = one.time.time()

    def all_said():
        one.time.turn(0.01)
        return len(first.sent) == 5

    await _until(all_said)
    assert one.time.time() - began < 5
    assert first.texts() == [f"you said {number}" for number in range(1, 6)]
    assert second.sent == []


async def test_what_is_queued_while_the_one_before_it_is_marked_as_sent_follows_in_a_second(beside, monkeypatch):
    """The one process has looked for more and not yet committed; the other sees its delivery still on its way."""
    (one, first), (other, second) = beside
    await one.hear(typed("1"))
    await _until(lambda: first.sent)
    looked, go_on, write = asyncio.Event(), asyncio.Event(), one.store.write

    async def late(work, *, is_brief=False):
        def lingering(session):
            done = work(session)
            looked.set()
            await_only(go_on.wait())
            return done

        return await write(lingering, is_brief=is_brief)

    monkeypatch.setattr(one.store, "write", late)
    one.time.turn(0.2)
    await looked.wait()
    await other.hear(typed("2"))
    go_on.set()
    while await other.unfinished() > 1:
        await asyncio.sleep(0.005)
    assert (first.texts(), second.texts()) == (["you said 1"], [])
    other.time.turn(1)
    await _until(lambda: second.sent)
    assert second.texts() == ["you said 2"]
