"""The disk lets us down: the power goes, it is full, it breaks. What was acknowledged is there all the same.

Row 15: at any instant, with what was not flushed missing, torn or out of order. Row 16: full. Row 17: a flush fails.
"""

from __future__ import annotations

import asyncio
import random
import signal
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.flows.engine.stage import Stage
from storage.sealing import load_key
from storage.sqlite import SqliteStore
from tests.faults.disk import Disk, Platter, operations
from tests.faults.lives import Life, state
from tests.faults.processes import BotProcess, telegram_settings
from tests.stand_ins.telegram import TelegramStandIn

CUTS = 150
DISK_FAILED = 4
"""The exit code `bot/cli.py` documents."""


@dataclass
class Seen:
    """What the people outside had been told when the log was so long."""

    written: int
    confirmed: int
    reached: tuple[int, ...]


@pytest.mark.slow
async def test_row_15_whenever_the_power_goes_everything_acknowledged_is_there(tmp_path, telegram, stage):
    disk = Disk.made_in(tmp_path)
    chance = random.Random(15)
    async with watched(tmp_path, telegram, disk) as bot:
        lives = [Life.begins(telegram, stage, number) for number in range(24)]
        seen = await onboard(bot, telegram, disk, lives)
        await bot.kill()
    done = list(operations(disk.log))
    first = next(place for place, each in enumerate(done) if each.kind == "S")
    cuts = sorted(chance.sample(range(first, len(done)), CUTS))
    platter, place = Platter(), 0
    for number, cut in enumerate(cuts):
        while place <= cut:
            platter.take(done[place])
            place += 1
        folder = tmp_path / f"cut-{number}"
        write(folder, platter.after_power_cut(chance))
        known = [each for each in seen if each.written <= done[cut].end]
        await check_found(folder, bot.key_file, lives, known[-1] if known else Seen(0, 0, (0,) * len(lives)))
    commits = sum((each.kind, each.file) == ("S", "w") for each in done)
    folded = sum((each.kind, each.file) == ("W", "d") for each in done)
    assert (commits > 40, folded > 50) == (True, True), "too little happened to tell anything"


async def test_row_16_a_full_disk_takes_nothing_sends_nothing_and_recovers_by_itself(tmp_path, telegram, stage):
    disk = Disk.made_in(tmp_path)
    async with watched(tmp_path, telegram, disk) as bot:
        life = await halfway(telegram, stage)
        disk.goes("full")
        sent = telegram.calls["sendMessage"]
        await life.does("May 1998")
        await bot.until_said("storage.unavailable")
        polls = telegram.calls["getUpdates"]
        await telegram.until_called("getUpdates", polls + 2)  # it asks again, and confirms nothing
        assert len(telegram.updates.pending) == 1
        assert telegram.calls["sendMessage"] == sent
        disk.goes("")
        await life.hears(4)
        await telegram.until_confirmed(10)
        assert (life.doubled, life.odd) == (0, [])
        await bot.kill()
        await check_state(bot, life, acts=3)


async def test_row_17_a_failed_flush_ends_the_process_at_once_and_nothing_acknowledged_is_lost(
    tmp_path, telegram, stage
):
    disk = Disk.made_in(tmp_path)
    async with watched(tmp_path, telegram, disk) as bot:
        life = await halfway(telegram, stage)
        disk.goes("broken")
        await life.does("May 1998")
        assert await bot.ended() == DISK_FAILED
        assert len(telegram.updates.pending) == 1
        assert (life.reached, life.doubled, life.odd) == (3, 0, [])
        await bot.start()  # too early: the disk is as broken as it was
        assert await bot.ended() == DISK_FAILED
        disk.goes("")
        await bot.start()
        await life.hears(4)
        await telegram.until_confirmed(10)
        assert life.odd == []
        await bot.kill()
        await check_state(bot, life, acts=3)


@asynccontextmanager
async def watched(folder: Path, telegram: TelegramStandIn, disk: Disk) -> AsyncIterator[BotProcess]:
    """A bot on this disk."""
    settings = telegram_settings(telegram.url, telegram.token)
    async with BotProcess(folder, settings | disk.settings(folder / "alongside.sqlite3")) as bot:
        await bot.start()
        yield bot


async def halfway(telegram: TelegramStandIn, stage: Stage) -> Life:
    """Someone who was just asked when they were born; nothing is under way."""
    life = Life.begins(telegram, stage, 1)
    for act, count in (("hello", 2), ("yes", 3)):
        await life.does(act)
        await life.hears(count)
    await telegram.until_confirmed()
    return life


async def check_state(bot: BotProcess, life: Life, acts: int) -> None:
    store = await bot.open_store()
    try:
        scenes = await store.read(lambda session: session.scenes([life.address]))
    finally:
        await store.close()
    assert state(scenes[life.address]) == life.expected.state_after[acts - 1]
    with closing(sqlite3.connect(bot.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM inbox").fetchall() == [(acts,)]


async def onboard(bot: BotProcess, telegram: TelegramStandIn, disk: Disk, lives: Sequence[Life]) -> list[Seen]:
    """Everyone goes through onboarding; whenever something was confirmed or said, note how long the log is.

    Half-way the bot is stopped, so that what stands in SQLite's log is folded into the file, and started again.
    """
    seen: list[Seen] = []
    first = telegram.updates.add

    def note() -> None:
        confirmed = given - len(telegram.updates.pending)
        seen.append(Seen(disk.written, confirmed, tuple(life.reached for life in lives)))

    given = 0

    def adding(update: dict[str, object]) -> int:
        nonlocal given
        given += 1
        return first(update)

    telegram.updates.add = adding  # type: ignore[method-assign]
    ring = telegram.updates._bell.ring
    telegram.updates._bell.ring = lambda: (note(), ring())  # type: ignore[method-assign]
    for life in lives:
        life.on_hearing = note
    await asyncio.gather(*(life.lives() for life in lives[::2]))
    bot.send(signal.SIGTERM)
    assert await bot.ended() == 0
    await bot.start()
    await asyncio.gather(*(life.lives() for life in lives[1::2]))
    await telegram.until_confirmed()
    return seen


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Lay what was found on the disk down as the database."""
    folder.mkdir()
    for name, ending in (("d", ""), ("w", "-wal"), ("j", "-journal")):
        if name in files:
            (folder / f"alongside.sqlite3{ending}").write_bytes(files[name])


async def check_found(folder: Path, key: Path, lives: Sequence[Life], seen: Seen) -> None:
    """The store opens what is left of the disk; what was acknowledged is in it, and every turn is whole."""
    database = folder / "alongside.sqlite3"
    store = await SqliteStore.open(database, load_key(key))
    try:
        scenes = await store.read(lambda session: session.scenes([life.address for life in lives]))
    finally:
        await store.close()
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        received = connection.execute("SELECT count(*) FROM inbox").fetchone()[0]
        by_person = dict(connection.execute("SELECT person, count(*) FROM outbox GROUP BY person").fetchall())
    assert received >= seen.confirmed
    turns = 0
    for life, reached in zip(lives, seen.reached, strict=True):
        scene = scenes[life.address]
        count = by_person.get(scene.person.id, 0) if scene.person else 0
        acts = [0, *life.expected.queued_after].index(count)
        turns += acts
        assert [0, *life.expected.heard_after][acts] >= reached, "something was said that was not committed"
        if acts:
            assert state(scene) == life.expected.state_after[acts - 1]
    assert turns == received
