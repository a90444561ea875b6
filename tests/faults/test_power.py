"""The disk lets us down: the power goes, it is full, it breaks. What was acknowledged is there all the same.

Row 15: at any instant, with what was not flushed missing, torn or out of order; what was said and is not there is
said again, word for word, once Telegram brings again what it answered. Row 16: full. Row 17: a flush fails.
"""

from __future__ import annotations

import asyncio
import random
import signal
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from bot.adapters.telegram.reading import read
from bot.adapters.telegram.writing import LIMITS
from bot.doings.batch import Content
from bot.doings.hub import Hub
from bot.flows.desk.looking import look
from bot.flows.door import decide, decide_due, sorry
from bot.flows.engine.stage import Stage
from bot.words.clock import SystemClock
from storage.sealing import load_key
from storage.sqlite import SqliteStore
from tests.doings.world import Recording
from tests.faults.disk import Disk, Platter, operations
from tests.faults.lives import Life, state
from tests.faults.processes import BotProcess, telegram_settings
from tests.stand_ins.telegram import TelegramStandIn

CUTS, CUTS_AT_A_WORD = 110, 60
"""At any instant, and in the instant in which somebody heard something."""
DISK_FAILED = 4
"""The exit code `bot/cli.py` documents."""


@dataclass
class Seen:
    """What the people outside had been told when the log was so long."""

    written: int
    given: int
    confirmed: int
    reached: tuple[int, ...]


@pytest.mark.slow
async def test_row_15_whenever_the_power_goes_everything_acknowledged_is_there(tmp_path, telegram, stage):
    disk = Disk.made_in(tmp_path)
    chance = random.Random(15)
    async with watched(tmp_path, telegram, disk) as bot:
        lives = [Life.begins(telegram, stage, number) for number in range(24)]
        seen, given = await onboard(bot, telegram, disk, lives)
        await bot.kill()
    done = list(operations(disk.log))
    first = next(place for place, each in enumerate(done) if each.kind == "S")
    place_of = {each.end: place for place, each in enumerate(done) if place >= first}
    words = sorted({place_of[each.written] for each in seen if each.written in place_of})
    cuts = sorted({*chance.sample(range(first, len(done)), CUTS), *chance.sample(words, CUTS_AT_A_WORD)})
    platter, place = Platter(), 0
    for number, cut in enumerate(cuts):
        while place <= cut:
            platter.take(done[place])
            place += 1
        folder = tmp_path / f"cut-{number}"
        write(folder, platter.after_power_cut(chance))
        known = [each for each in seen if each.written <= done[cut].end]
        last = known[-1] if known else Seen(0, 0, 0, (0,) * len(lives))
        await check_found(folder, bot.key_file, lives, last)
        if last.given:
            await bring_again(folder, bot.key_file, stage, given[last.confirmed : last.given])
            assert await check_found(folder, bot.key_file, lives, last) == 0, "something was said and then unsaid"
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


async def onboard(
    bot: BotProcess, telegram: TelegramStandIn, disk: Disk, lives: Sequence[Life]
) -> tuple[list[Seen], list[dict[str, object]]]:
    """Everyone goes through onboarding; whenever something was confirmed or said, note how long the log is.

    Gives what was noted, and every update in the order in which Telegram got it. Half-way the bot is stopped, so that
    what stands in SQLite's log is folded into the file, and started again.
    """
    seen: list[Seen] = []
    first = telegram.updates.add

    def note() -> None:
        confirmed = len(given) - len(telegram.updates.pending)
        seen.append(Seen(disk.written, len(given), confirmed, tuple(life.reached for life in lives)))

    given: list[dict[str, object]] = []

    def adding(update: dict[str, object]) -> int:
        identity = first(update)
        given.append(update)
        note()
        return identity

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
    return seen, given


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Lay what was found on the disk down as the database."""
    folder.mkdir()
    for name, ending in (("d", ""), ("w", "-wal"), ("j", "-journal")):
        if name in files:
            (folder / f"alongside.sqlite3{ending}").write_bytes(files[name])


async def bring_again(folder: Path, key: Path, stage: Stage, updates: Sequence[dict[str, object]]) -> None:
    """The bot begins on what is left of the disk, and Telegram brings what was not confirmed."""
    store = await SqliteStore.open(folder / "alongside.sqlite3", load_key(key))
    channel, clock = Recording("telegram", LIMITS), SystemClock()
    turns = (partial(decide, stage), partial(decide_due, stage), partial(sorry, stage))
    content = Content(*turns, stage.editions, partial(look, stage))
    hub = Hub(store, clock, content, {channel.name: channel})
    try:
        await hub.start()
        await hub.accept([inbound for each in updates if (inbound := read(each, clock.now()))])
        await hub.settle()
    finally:
        await hub.stop()
        await store.close()


async def check_found(folder: Path, key: Path, lives: Sequence[Life], seen: Seen) -> int:
    """The store opens what is left of the disk; what was acknowledged is in it, and every turn is whole.

    Gives how many heard a reply to something that is not there, but will be brought again.
    """
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
    turns = ahead = 0
    for life, reached in zip(lives, seen.reached, strict=True):
        scene = scenes[life.address]
        count = by_person.get(scene.person.id, 0) if scene.person else 0
        acts = [0, *life.expected.queued_after].index(count)
        turns += acts
        if [0, *life.expected.heard_after][acts] < reached:
            ahead += 1
            assert life.expected.heard_after[acts] >= reached, "something was said two turns ahead"
        if acts:
            assert state(scene) == life.expected.state_after[acts - 1]
    assert turns == received
    assert ahead <= seen.given - received, "something was said that neither we nor Telegram know"
    return ahead
