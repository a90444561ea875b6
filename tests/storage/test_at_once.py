"""Small transactions on a quick disk are not sent to another thread; whatever may take longer is."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
import time
from contextlib import closing

import pytest

from bot.words.errors import StorageUnavailable
from bot.words.ports import Received
from storage.quickness import PROOF, QUICK, Quickness
from tests.storage.given import NOW, typed


def where(_):
    return threading.get_ident()


async def prove(store) -> None:
    """Make it sure of its disk, however slow the disk is on which this test runs."""
    for _ in range(PROOF):
        store._writer._commits.note(0)


def one(key):
    return lambda session: session.record([Received(typed(key), None, "done")], NOW)


async def kept(store, *keys) -> set[str]:
    return await store.read(lambda session: session.seen(list(keys)))


def test_a_disk_has_to_prove_itself_and_after_a_slow_commit_anew():
    disk = Quickness()
    for _ in range(2):
        for _ in range(PROOF):
            assert not disk.is_proven
            disk.note(QUICK)
        assert disk.is_proven
        disk.note(2 * QUICK)


async def test_what_is_brief_is_done_at_once_and_everything_else_in_the_thread(sqlite_store):
    here = threading.get_ident()
    assert await sqlite_store.write(where, is_brief=True) != here
    await prove(sqlite_store)
    assert await sqlite_store.write(where, is_brief=True) == here
    assert await sqlite_store.write(where) != here


async def test_one_slow_commit_sends_the_next_to_the_thread(sqlite_store):
    await prove(sqlite_store)
    await sqlite_store.write(lambda _: time.sleep(2 * QUICK), is_brief=True)
    assert await sqlite_store.write(where, is_brief=True) != threading.get_ident()


async def test_while_another_process_writes_the_loop_goes_on_and_the_commit_waits(sqlite_store, sqlite_file):
    await prove(sqlite_store)
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(sqlite_store.write(one("k1"), is_brief=True))
        await asyncio.sleep(0)
        assert await kept(sqlite_store, "k1") == set()
        assert not writing.done()
        other.execute("ROLLBACK")
    await writing
    assert await kept(sqlite_store, "k1") == {"k1"}


async def test_while_the_thread_is_at_work_nothing_is_done_beside_it(sqlite_store):
    await prove(sqlite_store)
    begun, go_on = threading.Event(), threading.Event()

    def slow(session):
        one("k1")(session)
        begun.set()
        go_on.wait(10)

    first = asyncio.create_task(sqlite_store.write(slow))
    await asyncio.to_thread(begun.wait, 10)
    second = asyncio.create_task(sqlite_store.write(one("k2"), is_brief=True))
    await asyncio.sleep(0)
    assert not second.done()
    go_on.set()
    await asyncio.gather(first, second)
    assert await kept(sqlite_store, "k1", "k2") == {"k1", "k2"}


async def test_on_a_full_disk_nothing_of_it_stays(sqlite_store):
    await prove(sqlite_store)
    raw = sqlite_store._writer.raw
    await sqlite_store._writer.run(lambda: raw.execute("PRAGMA max_page_count=1").fetchone())

    def much(session):
        session.record([Received(typed("k1", "words " * 20_000), None, "quarantined")], NOW)

    with pytest.raises(StorageUnavailable):
        await sqlite_store.write(much, is_brief=True)
    assert await kept(sqlite_store, "k1") == set()


async def test_now_and_then_the_thread_has_its_turn_so_that_the_log_is_folded(sqlite_store):
    await prove(sqlite_store)
    places = set()
    for _ in range(300):
        sqlite_store._writer._commits.note(0)
        places.add(await sqlite_store.write(where, is_brief=True))
    assert len(places) == 2


async def test_what_is_committed_while_a_flush_is_under_way_is_still_to_be_flushed(sqlite_store, monkeypatch):
    await prove(sqlite_store)
    later = threading.Event(), threading.Event()
    flush = os.fdatasync

    def slow(file):
        later[0].set()
        later[1].wait(10)
        flush(file)

    def light(key):
        def work(session):
            one(key)(session)
            session.flush_later()

        return work

    await sqlite_store.write(light("k1"), is_brief=True)
    monkeypatch.setattr(os, "fdatasync", slow)
    flushing = asyncio.create_task(sqlite_store.flush())
    await asyncio.to_thread(later[0].wait, 10)
    await sqlite_store.write(light("k2"), is_brief=True)
    later[1].set()
    await flushing
    assert not sqlite_store.is_flushed
    await sqlite_store.flush()
    assert sqlite_store.is_flushed
