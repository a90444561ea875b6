"""kill -9 at any moment: nothing accepted is lost, nothing counts twice, nobody is left hanging.

Rows 10 to 14: before the commit, after it, in the middle of a turn, before sending, and between the platform's yes
and our note of it.
"""

from __future__ import annotations

import asyncio
import random
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any

import pytest

from bot.flows.engine.stage import Stage
from tests.faults.disk import Disk
from tests.faults.lives import SCRIPTS, Life, state
from tests.faults.processes import BotProcess, telegram_settings
from tests.stand_ins.slack.workspace import APP_TOKEN, BOT_TOKEN
from tests.stand_ins.telegram import TelegramStandIn


async def test_rows_10_to_14_five_random_kills_lose_nothing(tmp_path, telegram, stage):
    await kill_often(tmp_path, telegram, stage, kills=5, people=20, newcomers=2)


@pytest.mark.parametrize(
    "kills", [pytest.param(100, marks=pytest.mark.slow), pytest.param(300, marks=pytest.mark.long)]
)
async def test_rows_10_to_14_hundreds_of_random_kills_lose_nothing(tmp_path, telegram, stage, kills):
    await kill_often(tmp_path, telegram, stage, kills=kills, people=60, newcomers=1)


async def test_row_11_killed_after_the_commit_and_before_telegram_knows_the_copy_does_nothing(
    tmp_path, telegram, stage
):
    async with begun(tmp_path, telegram, stage) as (bot, life):
        telegram.updates.confirmations_to_lose = 1_000_000
        await life.person.says("yes")
        await life.hears(3)
        await bot.kill()
        assert len(telegram.updates.pending) == 1
        telegram.updates.confirmations_to_lose = 0
        await bot.start()
        await telegram.until_confirmed(10)
        await life.person.says("May 1998")
        await life.hears(4)
        await until_all_sent(bot)
        assert (life.reached, life.odd) == (4, [])
        assert rows(bot, "SELECT count(*), count(DISTINCT digest) FROM inbox") == [(3, 3)]


@pytest.mark.parametrize("operation", [1, 12])
async def test_rows_10_and_12_killed_before_the_commit_all_or_nothing_and_again_the_same(
    tmp_path, telegram, stage, operation
):
    await killed_at(operation, tmp_path, telegram, stage)


@pytest.mark.slow
async def test_rows_10_to_13_killed_at_every_other_write_of_a_turn(tmp_path, telegram, stage):
    operation = 1
    while await killed_at(operation, tmp_path / str(operation), telegram, stage, number=operation):
        operation += 2
    assert operation > 20


async def killed_at(operation: int, folder: Path, telegram: TelegramStandIn, stage: Stage, number: int = 0) -> bool:
    """Kill the bot at this disk operation of one turn; False when the turn has fewer. It always ends the same."""
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240 - nothing else runs
    disk = Disk.made_in(folder)
    async with begun(folder, telegram, stage, number, disk) as (bot, life):
        disk.goes(f"kill {operation}")
        await life.person.says("yes")
        died = asyncio.create_task(bot.ended())
        answered = asyncio.create_task(until_all_noted(bot, life))
        await asyncio.wait({died, answered}, return_when=asyncio.FIRST_COMPLETED)
        was_killed = died.done()
        answered.cancel()
        disk.goes("")
        if was_killed:
            await bot.start()
            await telegram.until_confirmed(10)
            await life.hears(3)
            await until_all_sent(bot)
        died.cancel()
        await bot.kill()
        await check_halfway(bot, life, acts=2)
        return was_killed


async def test_row_13_killed_after_the_commit_and_before_the_send_it_is_sent_once(tmp_path, telegram, stage):
    async with begun(tmp_path, telegram, stage) as (bot, life):
        telegram.fail_next("sendMessage", "hang")  # nothing of it is carried out
        before = telegram.calls["sendMessage"]
        await life.person.says("yes")
        await telegram.until_called("sendMessage", before + 1)
        await bot.kill()
        await bot.start()
        await life.hears(3)
        await until_all_sent(bot)
        assert (life.reached, life.doubled, life.odd) == (3, 0, [])


async def test_row_14_killed_between_telegrams_yes_and_our_note_of_it_at_most_one_copy(tmp_path, telegram, stage):
    async with begun(tmp_path, telegram, stage) as (bot, life):
        life.on_hearing = lambda: bot.send(signal.SIGKILL)  # it arrived, and nobody is there to be told
        await life.person.says("yes")
        await bot.ended()
        life.on_hearing = None
        assert (life.reached, life.doubled) == (3, 0)
        await bot.start()
        await until_all_sent(bot)
        assert (life.reached, life.doubled, life.odd) == (3, 1, [])
        assert rows(bot, "SELECT count(*) > 0 FROM outbox WHERE uncertain = 1 AND status = 'sent'") == [(1,)]


async def test_row_14_on_slack_the_copy_is_found_and_not_sent(tmp_path, slack):
    settings = {
        "ALONGSIDE_SLACK_BOT_TOKEN": BOT_TOKEN,
        "ALONGSIDE_SLACK_APP_TOKEN": APP_TOKEN,
        "ALONGSIDE_SLACK_BASE_URL": slack.base_url,
    }
    async with BotProcess(tmp_path, settings) as bot:
        await bot.start()
        amina = slack.person("U7", "Amina")
        await slack.sockets.connected.wait()
        slack.fail_next("chat.postMessage", "accept-then-hang")
        slack.echo, slack.api.told = False, lambda message: bot.send(signal.SIGKILL)
        await amina.says("hello")
        await bot.ended()
        slack.api.told = lambda message: None
        assert [shown.by_bot for shown in amina.chat] == [False, True]
        await bot.start()
        await slack.news.until(lambda: len(amina.chat) >= 3, 20)
        await until_all_sent(bot)
        assert "Is that all right with you?" in amina.chat[2].text
        assert len(amina.chat) == 3
        assert slack.violations == []


@asynccontextmanager
async def begun(
    folder: Path, telegram: TelegramStandIn, stage: Stage, number: int = 0, disk: Disk | None = None
) -> AsyncIterator[tuple[BotProcess, Life]]:
    """A bot that runs, and someone who has said hello and heard the first question; nothing is under way."""
    settings = telegram_settings(telegram.url, telegram.token)
    life = Life.begins(telegram, stage, len(SCRIPTS) * number + 1)
    bot = BotProcess(folder, settings | (disk.settings(folder / "alongside.sqlite3") if disk else {}))
    async with bot:
        await bot.start()
        await life.person.says("hello")
        await life.hears(2)
        await telegram.until_confirmed()
        await until_all_sent(bot)
        yield bot, life


async def until_all_noted(bot: BotProcess, life: Life) -> None:
    await life.hears(3)
    await until_all_sent(bot)


async def check_halfway(bot: BotProcess, life: Life, acts: int) -> None:
    """After so many doings, everything is as when nothing goes wrong; what was in flight may stand there twice."""
    assert life.reached == life.expected.heard_after[acts - 1]
    assert (life.times_again <= 1, life.odd) == (True, [])
    store = await bot.open_store()
    try:
        scenes = await store.read(lambda session: session.scenes([life.address]))
    finally:
        await store.close()
    assert state(scenes[life.address]) == life.expected.state_after[acts - 1]
    assert rows(bot, "SELECT status, count(*) FROM inbox GROUP BY status") == [("done", acts)]
    queued = life.expected.queued_after[acts - 1]
    assert rows(bot, "SELECT status, count(*) FROM outbox GROUP BY status") == [("sent", queued)]


async def kill_often(
    folder: Path, telegram: TelegramStandIn, stage: Stage, *, kills: int, people: int, newcomers: int
) -> None:
    """Onboard people, some of them new after each kill, while the bot is killed at random moments."""
    chance = random.Random(kills)
    telegram.latency = 0.003  # so that calls are under way when the end comes
    async with BotProcess(folder, telegram_settings(telegram.url, telegram.token)) as bot:
        lives = [Life.begins(telegram, stage, number) for number in range(people)]
        living = [asyncio.create_task(life.lives()) for life in lives]
        in_flight = 0
        for _ in range(kills):
            await bot.start()
            await random_moment(telegram, chance)
            await bot.kill()
            in_flight += on_the_way(bot)
            late = [Life.begins(telegram, stage, len(lives) + number) for number in range(newcomers)]
            lives += late
            living += [asyncio.create_task(life.lives()) for life in late]
        await bot.start()
        async with asyncio.timeout(60):  # nobody is left hanging
            await asyncio.gather(*living)
        await telegram.until_confirmed()
        await until_all_sent(bot)
        await bot.kill()
        await check_everyone(bot, lives)
    assert all(life.times_again <= kills for life in lives)
    assert sum(life.doubled for life in lives) <= in_flight
    broken = [violation for violation in telegram.violations if violation.rule != "answered-twice"]
    assert broken == []  # a press that comes again is answered again: nobody could know better


async def random_moment(telegram: TelegramStandIn, chance: random.Random) -> None:
    """A moment after some calls, or one before the first."""
    before = telegram.calls.total()
    if chance.random() < 0.1:
        await asyncio.sleep(chance.uniform(0, 0.6))  # while it starts there is no event to wait for
        return
    await telegram.bell.until(lambda: telegram.calls.total() > before, 20)
    calls = before + chance.randint(1, 130)
    with suppress(TimeoutError):  # there may not be so much to do
        await telegram.bell.until(lambda: telegram.calls.total() >= calls, 0.5)
    await asyncio.sleep(chance.uniform(0, 0.01))


def on_the_way(bot: BotProcess) -> int:
    """To how many people something was being sent, as far as the database knew: for each, one message at most."""
    if not bot.database.exists() or not rows(bot, "SELECT 1 FROM sqlite_master WHERE name = 'outbox'"):
        return 0
    return rows(bot, "SELECT count(DISTINCT lane) FROM outbox WHERE status = 'sending'")[0][0]


async def until_all_sent(bot: BotProcess) -> None:
    """The last notes of what was sent are written with the next commit: look until they are."""
    async with asyncio.timeout(10):
        while rows(bot, "SELECT count(*) FROM outbox WHERE done_at IS NULL") != [(0,)]:
            await asyncio.sleep(0.05)


async def check_everyone(bot: BotProcess, lives: list[Life]) -> None:
    """Everything in the database and in the chats is as if nothing had happened, but for a few counted copies."""
    store = await bot.open_store()
    try:
        scenes = await store.read(lambda session: session.scenes([life.address for life in lives]))
    finally:
        await store.close()
    for life in lives:
        assert (life.reached, life.odd) == (len(life.expected.said), [])
        assert state(scenes[life.address]) == life.expected.state_after[-1]
    acts = sum(len(life.expected.acts) for life in lives)
    deliveries = sum(life.expected.deliveries for life in lives)
    assert rows(bot, "SELECT status, count(*) FROM inbox GROUP BY status") == [("done", acts)]
    assert rows(bot, "SELECT status, count(*) FROM outbox GROUP BY status") == [("sent", deliveries)]
    assert rows(bot, "SELECT count(*) FROM consents") == [(len(lives),)]
    assert rows(bot, "PRAGMA integrity_check") == [("ok",)]


def rows(bot: BotProcess, query: str) -> list[tuple[Any, ...]]:
    """What stands in the database in the open."""
    with closing(sqlite3.connect(f"file:{bot.database}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()
