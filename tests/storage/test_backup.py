"""A copy is whole, private, and made while the bot runs."""

from __future__ import annotations

import pytest

from bot.words.errors import StorageError
from storage import open_store
from storage.backup import backup
from tests.storage.given import AMINA_ARRIVES, AMINA_CHAT, BEN_ARRIVES, KEY, NOW


async def test_a_backup_made_while_running_opens_with_the_key(sqlite_store, sqlite_file, tmp_path):
    target = tmp_path / "copy.sqlite3"
    await sqlite_store.write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))
    backup(f"sqlite:///{sqlite_file}", target)
    await sqlite_store.write(lambda s: s.carry_out(BEN_ARRIVES, NOW))
    assert target.stat().st_mode & 0o777 == 0o600
    copy = await open_store(f"sqlite+aiosqlite:///{target}", KEY)
    assert (await copy.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].person.name == "Amina"
    assert await copy.read(lambda s: s.scenes_of([2])) == {}
    await copy.close()


def test_a_backup_replaces_nothing_and_needs_a_database(tmp_path):
    there = tmp_path / "there.sqlite3"
    there.write_bytes(b"mine")
    with pytest.raises(StorageError, match="no database"):
        backup(f"sqlite:///{tmp_path}/none.sqlite3", tmp_path / "copy.sqlite3")
    with pytest.raises(StorageError, match="exists already"):
        backup(f"sqlite:///{there}", there)
    with pytest.raises(StorageError, match="no folder"):
        backup(f"sqlite:///{there}", tmp_path / "nowhere" / "copy.sqlite3")
    assert there.read_bytes() == b"mine"
    with pytest.raises(StorageError, match="could not be written"):
        backup(f"sqlite:///{there}", tmp_path / ("n" * 240))


def test_postgresql_is_told_its_own_way(tmp_path):
    with pytest.raises(StorageError, match="pg_dump"):
        backup("postgresql://host/alongside", tmp_path / "copy")
