"""A database is brought to the schema this code knows, whole or not at all, or refused with a reason."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from bot.words.effects.matches import SaveMatch
from bot.words.errors import StorageError
from bot.words.turns import Scene
from storage import codec, open_store
from storage.migrate import OURS, History, upgrade
from storage.moments import stamp
from storage.postgres import PostgresStore
from storage.schema import metadata
from storage.sealing import Sealer
from storage.sqlite import SqliteStore
from tests.storage.given import (
    AMINA,
    AMINA_ARRIVES,
    AMINA_CHAT,
    KEY,
    MATCH,
    MEMBERSHIP,
    NOW,
    RUN,
    SECOND,
    SENA_ARRIVES,
    delivery,
)

AFTER = f"{int(OURS.head) + 1:04}"
"""The revision a code base one step further on would have."""
NEXT = f'''"""Add a table."""
import sqlalchemy as sa
from alembic import op

revision = "{AFTER}"
down_revision = "{OURS.head}"


def upgrade() -> None:
    op.create_table("later", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("people", sa.Column("later", sa.Integer))
    {{then}}
'''


def _later(tmp_path: Path, then: str = "") -> History:
    """A code base one revision further on."""
    scripts = tmp_path / "migrations"
    (scripts / "versions").mkdir(parents=True)
    (scripts / "env.py").write_text((OURS.scripts / "env.py").read_text())
    for script in (OURS.scripts / "versions").glob("0*.py"):
        (scripts / "versions" / script.name).write_text(script.read_text())
    (scripts / "versions" / f"{AFTER}_later.py").write_text(NEXT.format(then=then))
    return History((*OURS.revisions, AFTER), scripts)


async def _open(url: str, history: History):
    if url.startswith("sqlite"):
        return await SqliteStore.open(Path(url.removeprefix("sqlite:///")), KEY, history)
    return await PostgresStore.open(url, KEY, history)


def _schema(connection: Connection) -> dict[str, object]:
    """Every table with its columns, indexes and keys, as the database itself describes them."""
    looking = inspect(connection)
    return {
        table: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in looking.get_columns(table)],
            sorted(
                (index["name"], index["column_names"], index["unique"], _readable(index["dialect_options"]))
                for index in looking.get_indexes(table)
            ),
            looking.get_pk_constraint(table)["constrained_columns"],
            sorted(
                (key["constrained_columns"], key["referred_table"], _readable(key["options"]))
                for key in looking.get_foreign_keys(table)
            ),
        )
        for table in looking.get_table_names()
    }


def _readable(options: dict[str, object]) -> str:
    return repr({name: str(value) for name, value in options.items()})


async def _differences(url: str) -> tuple[list[object], dict[str, object], dict[str, object]]:
    """What Alembic would still change after its own scripts ran, and the schema made both ways."""

    def both(connection: Connection):
        upgrade(connection)
        compared = compare_metadata(MigrationContext.configure(connection), metadata)
        migrated = _schema(connection)
        metadata.drop_all(connection)
        metadata.create_all(connection)
        return compared, migrated, _schema(connection)

    return await _within(url, both)


async def _within(url: str, work):
    """Run `work` on a plain connection to an empty database, and commit."""
    if url.startswith("sqlite"):
        from sqlalchemy import create_engine

        with create_engine(url).begin() as connection:
            return work(connection)
    from sqlalchemy.ext.asyncio import create_async_engine

    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.begin() as connection:
        result = await connection.run_sync(work)
    await engine.dispose()
    return result


async def test_the_scripts_lead_to_the_schema_the_code_describes(url):
    compared, migrated, created = await _differences(url)
    assert compared == []
    assert migrated == created
    assert {"people", "inbox", "outbox"} <= set(migrated)


async def test_an_older_database_is_carried_on_with_all_it_holds(url, tmp_path):
    old = await open_store(url, KEY)
    await old.write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))
    await old.close()
    new = await _open(url, _later(tmp_path))
    assert (await new.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].person is not None
    await new.close()
    with pytest.raises(StorageError, match="newer"):
        await open_store(url, KEY)


async def _at(url: str, tmp_path: Path, revisions: tuple[str, ...], rows: dict[str, list[dict]]) -> None:
    """Make a database as an earlier Alongside left it."""
    later = _later(tmp_path)
    for script in (later.scripts / "versions").glob("0*.py"):
        if script.name[:4] not in revisions:
            script.unlink()

    def make(connection: Connection):
        upgrade(connection, History(revisions, later.scripts))
        for table, held in rows.items():
            names = ", ".join(f'"{name}"' for name in held[0])
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES (:{', :'.join(held[0])})"), held)

    await _within(url, make)


async def test_what_the_first_release_kept_reads_the_same(url, tmp_path):
    sealer = Sealer(KEY)
    lane = sealer.digest("telegram\x0070001")
    at = stamp(NOW)
    told = codec.write_json(dict(MEMBERSHIP.profile))
    out = codec.write_outbound("70001", delivery(5).content)
    sent = {"lane": lane, "channel": "telegram", "priority": 0, "attempts": 0, "uncertain": 0, "burn": 0, "person": 1}
    sent |= {"created_at": at, "token": 1, "ready_at": at}
    rows = {
        "people": [
            {"id": 1, "created_at": at, "name": sealer.seal("Amina", "person:1"), "language": "en"}
            | {"zone": "Africa/Cairo", "adult_at": at, "adult_wording": "v1", "active": 1}
        ],
        "addresses": [
            {"lane": lane, "channel": "telegram", "person": 1, "reachable": 1, "used_at": at}
            | {"address": sealer.seal("70001", f"address:{lane.hex()}")}
        ],
        "runs": [
            {"id": 11, "person": 1, "flow": "onboarding", "variant": "first-job", "version": "3", "status": "open"}
            | {"open": "goal", "asked": 501, "misses": 1, "started_at": at, "touched_at": stamp(NOW + SECOND)}
            | {"told": sealer.seal(codec.write_told(RUN), "run:11")}
        ],
        "memberships": [
            {"id": 21, "person": 1, "program": "first-job", "role": "mentee", "status": "waiting", "since": at}
            | {"profile": sealer.seal(told, "membership:21")}
        ],
        "outbox": [
            {"seq": 1, "id": 4, "status": "sent", "done_at": at, "ref": sealer.seal("m4", "ref:4"), "content": None}
            | sent,
            {"seq": 2, "id": 5, "status": "queued", "done_at": None, "ref": None}
            | sent
            | {"content": sealer.seal(out, "outbox:5")},
        ],
    }
    await _at(url, tmp_path, ("0001",), rows)
    store = await open_store(url, KEY)
    scene = Scene(AMINA_CHAT, AMINA, run=RUN, memberships=(MEMBERSHIP,))
    assert await store.read(lambda s: s.scenes([AMINA_CHAT])) == {AMINA_CHAT: scene}
    assert await store.read(lambda s: s.refs([4])) == {4: "m4"}
    (claimed,) = await store.write(lambda s: s.claim(NOW, 9))
    assert claimed == replace(delivery(5), token=2, created_at=NOW)
    await store.write(lambda s: s.carry_out([*SENA_ARRIVES, SaveMatch(MATCH)], NOW))
    (tie,) = (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].ties
    assert tie.match == MATCH
    await store.close()


async def test_a_migration_that_fails_leaves_the_old_database(url, tmp_path):
    await (await open_store(url, KEY)).close()
    with pytest.raises(ZeroDivisionError):
        await _open(url, _later(tmp_path, then="1 / 0"))
    same = await open_store(url, KEY)
    await same.write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))
    await same.close()


KILLED = """
import asyncio, sys
from pathlib import Path
from storage.migrate import OURS, History
from tests.storage.test_migrations import AFTER, _open
asyncio.run(_open(sys.argv[1], History((*OURS.revisions, AFTER), Path(sys.argv[2]))))
"""


async def test_a_process_killed_in_the_middle_leaves_the_old_database(url, tmp_path):
    old = await open_store(url, KEY)
    await old.write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))
    await old.close()
    history = _later(tmp_path, then="import os; os.kill(os.getpid(), 9)")
    killed = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", KILLED, url, str(history.scripts)],
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert killed.returncode == -9
    same = await open_store(url, KEY)
    assert (await same.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].person is not None
    await same.close()


async def test_sqlite_is_copied_before_it_is_migrated(sqlite_file, tmp_path):
    old = await SqliteStore.open(sqlite_file, KEY)
    await old.write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))
    await old.close()
    await (await SqliteStore.open(sqlite_file, KEY, _later(tmp_path))).close()
    copy = sqlite_file.with_name(f"alongside.sqlite3.before-{AFTER}.sqlite3")
    assert copy.stat().st_mode & 0o777 == 0o600
    restored = await SqliteStore.open(copy, KEY)
    assert (await restored.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].person is not None
    await restored.close()


async def test_somebody_elses_database_is_left_alone(sqlite_file):
    with closing(sqlite3.connect(sqlite_file)) as connection:
        connection.execute("CREATE TABLE invoices (id INTEGER)")
    with pytest.raises(StorageError, match="not Alongside's"):
        await open_store(f"sqlite:///{sqlite_file}", KEY)


@pytest.mark.parametrize("url", ["mysql://host/db", "sqlite://", "sqlite:///", "alongside.sqlite3", ""])
async def test_an_unknown_url_says_what_is_accepted(url):
    with pytest.raises(StorageError, match="sqlite:///path"):
        await open_store(url, KEY)
