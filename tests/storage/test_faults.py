"""Disks fill up, processes meet, callers vanish: nothing is half done, and what can recover does."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from bot.words.errors import StorageBroken, StorageError, StorageUnavailable
from bot.words.ports import Received
from storage import open_store
from storage.lines import told
from tests.storage.given import AMINA_ARRIVES, AMINA_CHAT, BEN_ARRIVES, BEN_CHAT, KEY, NOW, delivery, typed


async def _names(store) -> set[str]:
    scenes = await store.read(lambda s: s.scenes([AMINA_CHAT, BEN_CHAT]))
    return {scene.person.name for scene in scenes.values() if scene.person}


async def test_what_raises_changes_nothing(store):
    def half(session):
        session.carry_out(AMINA_ARRIVES, NOW)
        session.record([Received(typed("k1"), 1, "done")], NOW)
        session.queue([delivery(1)], NOW)
        raise KeyError("a turn went wrong")

    with pytest.raises(KeyError):
        await store.write(half)
    assert await _names(store) == set()
    assert await store.read(lambda s: (s.seen(["k1"]), s.open_deliveries())) == (set(), 0)
    await store.write(lambda s: s.carry_out(BEN_ARRIVES, NOW))
    assert await _names(store) == {"Ben"}


async def test_a_caller_who_is_cancelled_leaves_no_transaction_open(sqlite_store):
    begun, go_on = threading.Event(), threading.Event()

    def slow(session):
        session.carry_out(AMINA_ARRIVES, NOW)
        begun.set()
        go_on.wait(10)

    caller = asyncio.create_task(sqlite_store.write(slow))
    await asyncio.to_thread(begun.wait, 10)
    caller.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await caller
    await sqlite_store.write(lambda s: s.carry_out(BEN_ARRIVES, NOW))
    assert await _names(sqlite_store) == {"Amina", "Ben"}


async def test_many_writers_at_once_all_get_through(store):
    def one(number):
        return lambda s: s.record([Received(typed(f"k{number}"), None, "done")], NOW)

    await asyncio.gather(*(store.write(one(number)) for number in range(40)))
    assert len(await store.read(lambda s: s.seen([f"k{number}" for number in range(40)]))) == 40


async def test_reading_changes_nothing(store):
    with pytest.raises(StorageError):
        await store.read(lambda s: s.carry_out(AMINA_ARRIVES, NOW))
    assert await _names(store) == set()


async def test_a_full_disk_takes_nothing_half_and_recovers_by_itself(sqlite_store):
    async def pages(most):
        raw = sqlite_store._writer.raw
        return await sqlite_store._writer.run(lambda: raw.execute(f"PRAGMA max_page_count={most}").fetchone()[0])

    full = await pages(1)
    big = "words " * 20_000

    def tell(session):
        session.carry_out(AMINA_ARRIVES, NOW)
        session.record([Received(typed("k1", big), 1, "done")], NOW)
        session.queue([delivery(1, big)], NOW)

    with pytest.raises(StorageUnavailable):
        await sqlite_store.write(tell)
    assert await sqlite_store.read(lambda s: (s.seen(["k1"]), s.open_deliveries())) == (set(), 0)
    assert await _names(sqlite_store) == set()
    await pages(full + 10_000)
    await sqlite_store.write(tell)
    assert await _names(sqlite_store) == {"Amina"}


async def test_after_a_failing_disk_nothing_is_tried_again(sqlite_store):
    def fail(session):
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
        raise error

    with pytest.raises(StorageBroken):
        await sqlite_store.write(fail)
    with pytest.raises(StorageBroken):
        await sqlite_store.write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, StorageUnavailable),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StorageUnavailable),
        (sqlite3.SQLITE_READONLY, StorageUnavailable),
        (sqlite3.SQLITE_IOERR_WRITE, StorageBroken),
        (sqlite3.SQLITE_CORRUPT, StorageBroken),
        (sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, StorageError),
    ],
)
def test_sqlites_errors_are_told_in_three_kinds(code, kind):
    error = sqlite3.OperationalError("it happened")
    error.sqlite_errorcode = code
    assert type(told(error)) is kind


OPEN = """
import asyncio, sys
from storage import open_store
asyncio.run(open_store(sys.argv[1], bytes(range(32))))
"""


async def test_a_second_process_is_refused_in_one_line_and_the_first_unharmed(sqlite_store, sqlite_file):
    second = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", OPEN, f"sqlite:///{sqlite_file}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode != 0
    assert "in use by another Alongside" in second.stderr.splitlines()[-1]
    await sqlite_store.write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))
    assert await _names(sqlite_store) == {"Amina"}


async def test_a_store_closed_lets_the_next_one_in_and_takes_no_more_work(sqlite_file):
    first = await open_store(f"sqlite:///{sqlite_file}", KEY)
    await first.close()
    await first.close()
    with pytest.raises(StorageError, match="closed"):
        await first.write(lambda s: s.open_deliveries())
    await (await open_store(f"sqlite:///{sqlite_file}", KEY)).close()


async def test_a_file_that_is_no_database_is_refused(sqlite_file):
    sqlite_file.write_bytes(b"Dear diary, today I learned SQL. " * 100)
    with pytest.raises(StorageError):
        await open_store(f"sqlite:///{sqlite_file}", KEY)


async def test_every_commit_reaches_the_disk_and_only_the_writer_checkpoints(sqlite_store):
    def pragma(line, name):
        return line.run(lambda: line.raw.execute(f"PRAGMA {name}").fetchone()[0])

    writer, reader = sqlite_store._writer, sqlite_store._reader
    assert await pragma(writer, "synchronous") == 2
    assert await pragma(writer, "journal_mode") == "wal"
    assert await pragma(writer, "secure_delete") == 1
    assert await pragma(writer, "foreign_keys") == 1
    assert await pragma(reader, "wal_autocheckpoint") == 0
    assert await pragma(reader, "query_only") == 1


async def test_the_database_is_sound_after_all_that(sqlite_store, sqlite_file):
    await sqlite_store.write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))
    await sqlite_store.close()
    with closing(sqlite3.connect(sqlite_file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not sqlite_file.with_name(f"{sqlite_file.name}-wal").exists()
