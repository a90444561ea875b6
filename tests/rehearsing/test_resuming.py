"""A rehearsal in a file goes on where it stopped: people, chats, clock and timeline; what comes next still comes."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import asynccontextmanager

import pytest

from bot.adapters.rehearsal.acts import read_act
from bot.adapters.rehearsal.platforms import PLATFORMS
from bot.adapters.rehearsal.wishes import Wish
from bot.curriculum.folders import read_program
from bot.curriculum.shelf import EXAMPLE
from bot.rehearsing import Rehearsing
from bot.rehearsing.resuming import Beside
from bot.words.settings import read_settings

DATABASE = "rehearsal.sqlite3"


@asynccontextmanager
async def going(folder):
    """The example in rehearsal, on the database in this folder; yields it, and whether anything was brought back."""
    key = folder / f"{DATABASE}.key"
    circle = read_program(EXAMPLE)
    rehearsing = await Rehearsing.on(
        folder / DATABASE, key, read_settings(_env_file=None), programs={circle.id: circle}
    )
    is_resumed = rehearsing.resume(Beside.database(folder / DATABASE, key))
    await rehearsing.running.start()
    try:
        yield rehearsing, is_resumed
    finally:
        rehearsing.rehearsal.hang_up()
        rehearsing.running.stop()
        assert await rehearsing.running.until_stopped() == 0
        rehearsing.keep()


def told(rehearsing):
    """Every chat as one reads it."""
    chats = rehearsing.rehearsal.chats.values()
    return [
        (
            one.id,
            one.name,
            one.role,
            [(entry.n, entry.origin, entry.text, entry.buttons, entry.at) for entry in one.messages()],
        )
        for one in chats
    ]


async def test_people_chats_clock_and_timeline_come_back_and_the_walk_goes_on(tmp_path):
    async with going(tmp_path) as (first, was_there):
        assert not was_there
        await first.walk(Wish(week=1))
        chats, now, timeline = told(first), first.clock.now(), await first.timeline("", "en")
        assert now - dt.datetime.now(dt.timezone.utc) > dt.timedelta(days=3)
    async with going(tmp_path) as (second, was_there):
        assert was_there
        assert told(second) == chats
        assert dt.timedelta(0) <= second.clock.now() - now < dt.timedelta(minutes=2)
        again = await second.timeline("", "en")
        assert again["entries"] == timeline["entries"]
        assert again["lanes"] == timeline["lanes"]
        before = {chat.id: len(chat.messages()) for chat in second.rehearsal.chats.values()}
        await second.advance(dt.timedelta(days=8))
        assert all(len(chat.messages()) > before[chat.id] for chat in second.rehearsal.chats.values())
        assert any("Your hour" in entry.text for chat in second.rehearsal.chats.values() for entry in chat.messages())


async def test_what_someone_presses_and_writes_afterwards_is_answered(tmp_path):
    async with going(tmp_path) as (first, _):
        await first.walk(Wish(week=1))
    async with going(tmp_path) as (second, _):
        chat = next(iter(second.rehearsal.chats.values()))
        count = len(chat.messages())
        await second.rehearsal.post(chat, read_act(chat, second.rehearsal.chats, {"text": "help"}))
        await second.hub.settle()
        assert len(chat.messages()) >= count + 2
        assert second.rehearsal.faults == 0


async def test_files_in_chats_come_back(tmp_path):
    async with going(tmp_path) as (first, _):
        kept = first.rehearsal.files.keep("photo", "a.jpg", b"picture")
        first.rehearsal.add("Ana", PLATFORMS[0])
    async with going(tmp_path) as (second, _):
        assert second.rehearsal.files.get(kept.id) == kept
        [chat] = second.rehearsal.chats.values()
        assert second.rehearsal.channel_of(chat).name == PLATFORMS[0].channel


async def test_it_is_written_down_while_it_goes_on_so_that_a_crash_loses_little(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.rehearsing.stage.KEPT_EVERY", 0.01)
    async with going(tmp_path) as (first, _):
        keeping = asyncio.create_task(first.keep_going())
        before = first.rehearsal.revision
        first.rehearsal.add("Ana", PLATFORMS[0])
        assert first.rehearsal.revision > before
        path = first.beside.path
        for _ in range(500):
            await asyncio.sleep(0.01)
            if path.is_file() and _names(first.beside) == ["Ana"]:
                break
        assert _names(first.beside) == ["Ana"]
        first.rehearsal.hang_up()
        await keeping


def _names(beside):
    stopped = beside._read()
    return [chat.name for chat in stopped.chats.values()]


async def test_nothing_personal_can_be_read_from_the_file_and_a_changed_one_is_not_believed(tmp_path):
    async with going(tmp_path) as (first, _):
        first.rehearsal.add("Anastasia", PLATFORMS[0])
    path = tmp_path / f"{DATABASE}.chats"
    sealed = path.read_bytes()
    assert b"Anastasia" not in sealed
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    async with going(tmp_path) as (second, was_there):
        assert not was_there
        assert not second.rehearsal.chats


@pytest.fixture(autouse=True)
def _no_programs(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
