"""The log of a SQLite file has its room from the start, and is none the less sound for it."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from bot.words.effects.people import Erase
from storage.room import make_room
from storage.sealing import Sealer
from tests.storage.given import AMINA_ARRIVES, AMINA_CHAT, BEN_ARRIVES, KEY, NOW

WHOLE = 16 << 20


def log_of(file):
    return file.with_name(f"{file.name}-wal")


async def made(store):
    """Enough is written for the log to get its room."""
    for _ in range(40):
        await store.write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))


async def test_commits_do_not_lengthen_a_log_that_is_written_often(sqlite_store, sqlite_file):
    assert log_of(sqlite_file).stat().st_size < WHOLE
    await made(sqlite_store)
    before = log_of(sqlite_file).stat().st_size
    assert before > WHOLE
    for _ in range(40):
        await sqlite_store.write(lambda s: s.carry_out(BEN_ARRIVES, NOW))
    assert log_of(sqlite_file).stat().st_size == before
    await sqlite_store.close()
    assert not log_of(sqlite_file).exists()


async def test_what_was_committed_is_found_in_a_log_with_room_left(sqlite_store, sqlite_file, tmp_path):
    await made(sqlite_store)
    await sqlite_store.write(lambda s: s.carry_out(BEN_ARRIVES, NOW))
    there = tmp_path / "as after a crash"
    there.mkdir()
    for file in (sqlite_file, log_of(sqlite_file)):
        shutil.copy(file, there / file.name)
    with closing(sqlite3.connect(there / sqlite_file.name)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM people").fetchone() == (2,)


async def test_who_is_erased_is_nowhere_in_the_log_and_it_gets_room_again(sqlite_store, sqlite_file):
    await made(sqlite_store)
    lane = Sealer(KEY).digest(f"{AMINA_CHAT.channel}\0{AMINA_CHAT.id}")
    assert lane in log_of(sqlite_file).read_bytes()
    await sqlite_store.write(lambda s: s.carry_out([Erase(1)], NOW))
    assert lane not in log_of(sqlite_file).read_bytes() + sqlite_file.read_bytes()
    assert log_of(sqlite_file).stat().st_size < WHOLE
    await made(sqlite_store)
    assert log_of(sqlite_file).stat().st_size > WHOLE


NO_ROOM = """
import asyncio, resource, sys
from storage import open_store
from tests.storage.given import AMINA_ARRIVES, KEY, NOW

async def main():
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 20, 4 << 20))
    store = await open_store(sys.argv[1], KEY)
    for _ in range(60):
        await store.write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))
    await store.close()

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="files have no limit there")
def test_where_there_is_no_room_the_store_does_without(sqlite_file):
    subprocess.run([sys.executable, "-c", NO_ROOM, f"sqlite:///{sqlite_file}"], check=True, timeout=60)
    with closing(sqlite3.connect(sqlite_file)) as connection:
        assert connection.execute("SELECT count(*) FROM people").fetchone() == (1,)


@pytest.mark.parametrize("length", [0, 1, 4_000_000, 90_000_000])
def test_a_log_is_made_as_long_as_asked_and_never_shorter(tmp_path, length):
    file = tmp_path / "x.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE x (y)")
        make_room(connection, 2000)
        assert not log_of(file).exists()
        log_of(file).write_bytes(b"a" * length)
        make_room(connection, 2000)
        found = log_of(file).read_bytes()
    assert found == b"a" * length + bytes(max(0, 32 + 2000 * 4120 - length))
