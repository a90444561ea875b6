"""Rows that are about the process itself: as an operator runs it, with its web server, its signals and its logs."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
import signal
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.words.messages import Address, Delivery, Priority, Say
from storage.sealing import load_key
from storage.sqlite import SqliteStore
from tests.faults.lives import Life
from tests.faults.processes import BotProcess, telegram_settings
from tests.faults.test_rows import SlackLife
from tests.stand_ins.slack import SlackStandIn
from tests.stand_ins.slack.workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from tests.stand_ins.telegram import TelegramStandIn

WEBHOOK_SECRET = "webhook-secret-canary"
MIB = 1 << 20


def slack_settings(slack: SlackStandIn) -> dict[str, str]:
    return {
        "ALONGSIDE_SLACK_BOT_TOKEN": BOT_TOKEN,
        "ALONGSIDE_SLACK_APP_TOKEN": APP_TOKEN,
        "ALONGSIDE_SLACK_BASE_URL": slack.base_url,
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def memory(pid: int, what: str) -> int:
    """Bytes, as the kernel counts them: VmRSS now, VmHWM at most."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(rf"{what}:\s+(\d+) kB", status)[1]) * 1024


async def test_row_18_a_second_process_on_the_same_file_is_refused_and_the_first_goes_on(tmp_path, telegram, stage):
    settings = telegram_settings(telegram.url, telegram.token)
    async with BotProcess(tmp_path, settings) as first, BotProcess(tmp_path, settings) as second:
        await first.start()
        await first.until_said("running")
        await second.start()
        assert await second.ended() == 3
        [reason] = second.said.strip().splitlines()
        assert "in use by another Alongside" in reason
        life = Life.begins(telegram, stage, 1)
        await life.does("hello")
        await life.hears(2)
        first.send(signal.SIGTERM)
        assert await first.ended() == 0


async def test_row_9_what_was_written_on_slack_while_the_bot_was_down_is_read_back(tmp_path, slack, stage):
    async with BotProcess(tmp_path, slack_settings(slack)) as bot:
        await bot.start()
        await slack.sockets.connected.wait()
        life = SlackLife(slack, stage)
        await life.lives(last=1)
        bot.send(signal.SIGTERM)
        assert await bot.ended() == 0
        deliver = slack.deliver
        slack.deliver = lambda kind, payload: None  # type: ignore[assignment,return-value] - given up meanwhile
        await life.person.says("yes")
        slack.deliver = deliver  # type: ignore[method-assign]
        await bot.start()
        await life.hears(3)
    assert slack.violations == []


# --- the web server ------------------------------------------------------------------------------------------------


@asynccontextmanager
async def on_the_web(
    folder: Path, telegram: TelegramStandIn, slack: SlackStandIn, **more: str
) -> AsyncIterator[tuple[BotProcess, str]]:
    """A bot that both platforms reach over HTTP, and its address."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    settings = telegram_settings(telegram.url, telegram.token) | slack_settings(slack)
    del settings["ALONGSIDE_SLACK_APP_TOKEN"]
    settings |= {
        "ALONGSIDE_TELEGRAM_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "ALONGSIDE_SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "ALONGSIDE_PUBLIC_URL": url,
        "ALONGSIDE_HTTP_PORT": str(port),
    }
    slack.request_url = f"{url}/slack/events"
    async with BotProcess(folder, settings | more) as bot:
        await bot.start()
        await bot.until_said("running")
        await telegram.until_called("setWebhook")
        yield bot, url


async def test_rows_38_and_39_the_served_endpoints_refuse_what_they_must_and_go_on(tmp_path, telegram, slack, stage):
    async with on_the_web(tmp_path, telegram, slack) as (bot, url), aiohttp.ClientSession(url) as session:
        before = memory(bot.pid, "VmRSS")

        async def post(path: str, body: bytes, **headers: str) -> int:
            try:
                async with session.post(path, data=body, headers=headers) as answer:
                    return answer.status
            except aiohttp.ClientError:  # it stopped listening to a body that is too large
                return 413

        shown = {"X-Telegram-Bot-Api-Secret-Token": WEBHOOK_SECRET}
        nested = b'{"update_id": 1, "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
        assert await post("/telegram", b"{}") == 401
        assert await post("/telegram", b"{}", **{"X-Telegram-Bot-Api-Secret-Token": "wrong"}) == 401
        assert await post("/elsewhere", b"{}", **shown) == 404
        async with session.get("/telegram") as answer:
            assert answer.status == 405
        assert await post("/telegram", b"x" * 50 * MIB, **shown) == 413
        assert await post("/telegram", b"x", **shown, **{"Content-Encoding": "gzip"}) == 415
        for body in (b"", b"no json", b'{"update_id": NaN}', b"\xff\xfe", nested, b'{"update_id": 1.5}'):
            assert await post("/telegram", body, **shown) == 400
        for odd in (b'{"update_id": 9223372036854775808}', b'{"update_id": 1, "message": {"text": "\\ud800"}}'):
            assert await post("/telegram", odd, **shown) == 200
        signed = {"X-Slack-Request-Timestamp": str(int(time.time()))}
        for signature in ("v0=" + "0" * 64, "", "v0=ü"):
            assert await post("/slack/events", b"{}", **signed, **{"X-Slack-Signature": signature}) == 401
        for stamp in ("abc", "9" * 5000, str(int(time.time()) - 301)):
            headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": "v0=" + "0" * 64}
            assert await post("/slack/events", b"{}", **headers) == 401
        assert memory(bot.pid, "VmHWM") - before <= 64 * MIB
        async with session.get("/health") as answer:
            assert (answer.status, await answer.text()) == (200, "well")
        young, other = Life.begins(telegram, stage, 1), SlackLife(slack, stage)
        await asyncio.gather(young.lives(), other.lives(last=2))  # Slack lets us say one thing a second
        bot.send(signal.SIGTERM)
        assert await bot.ended() == 0
    assert (telegram.violations, slack.violations, young.odd) == ([], [], [])


# --- logs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["sockets and polling", "http"])
async def test_row_68_no_token_name_or_word_is_in_the_logs_of_whole_conversations(
    tmp_path, telegram, slack, stage, way
):
    canaries = ("Person 1", "Canarina", "U0CANARY", "910011", "Physics", "TU Graz", "Jonas", WEBHOOK_SECRET)
    secrets = (telegram.token, telegram.token.partition(":")[2], BOT_TOKEN, APP_TOKEN, SIGNING_SECRET)
    debug = {"ALONGSIDE_LOG_LEVEL": "debug"}
    for kind in ("500", "reset", "400", "truncated"):  # also when things go wrong
        telegram.fail_next("editMessageText", kind)
    slack.fail_next("chat.update", "invalid_blocks")
    slack.fail_next("chat.update", "500")
    if way == "http":
        serving = on_the_web(tmp_path, telegram, slack, **debug)
    else:
        serving = polling(tmp_path, telegram, slack, debug)
    async with serving as (bot, _):
        amina = telegram.person(910011, "Canarina")
        life, other = Life.begins(telegram, stage, 1), SlackLife(slack, stage, "U0CANARY")
        await asyncio.gather(life.lives(), other.lives(last=2))
        await amina.says("hello")
        await amina.hears()
        amina.sends(photo=[{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}])
        await other.person.says("I am Jonas and studied Physics at TU Graz")
        await other.person.happens({"type": "unheard_of", "text": "Physics"})
        await amina.bell.until(lambda: len(amina.chat) >= 3, 5)
        await slack.settled()
        bot.send(signal.SIGTERM)
        assert await bot.ended() == 0
    assert '"running"' in bot.said
    for canary in (*canaries, *secrets):
        assert canary not in bot.said
    for line in bot.said.splitlines():
        assert isinstance(json.loads(line), dict)


@asynccontextmanager
async def polling(
    folder: Path, telegram: TelegramStandIn, slack: SlackStandIn, more: dict[str, str]
) -> AsyncIterator[tuple[BotProcess, str]]:
    settings = telegram_settings(telegram.url, telegram.token) | slack_settings(slack) | more
    async with BotProcess(folder, settings) as bot:
        await bot.start()
        await slack.sockets.connected.wait()
        yield bot, ""


# --- signals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
async def test_row_69_asked_to_stop_the_call_under_way_is_finished_and_noted(tmp_path, telegram, stage, number):
    telegram.latency = 0.3
    async with BotProcess(tmp_path, telegram_settings(telegram.url, telegram.token)) as bot:
        await bot.start()
        life = Life.begins(telegram, stage, 1)
        await life.does("hello")
        await telegram.until_called("sendMessage", within=10)
        bot.send(number)
        assert await bot.ended() == 0
        assert (life.reached, life.doubled) == (1, 0)
        await bot.start()
        await life.hears(2)
        assert (life.doubled, life.odd) == (0, [])
    assert telegram.violations == []


async def test_row_69_asked_twice_it_ends_now_and_the_next_start_is_clean(tmp_path, telegram, stage):
    async with BotProcess(tmp_path, telegram_settings(telegram.url, telegram.token)) as bot:
        await bot.start()
        life = Life.begins(telegram, stage, 1)
        telegram.fail_next("sendMessage", "hang")
        await life.does("hello")
        await telegram.until_called("sendMessage", within=10)
        bot.send(signal.SIGTERM)
        bot.send(signal.SIGINT)  # another one, for two of a kind may reach a process as one
        assert await bot.ended(5) == 0
        assert life.reached == 0
        await bot.start()
        await life.hears(2)
        assert (life.doubled, life.odd) == (0, [])


# --- backlog -------------------------------------------------------------------------------------------------------

BACKLOG, LISTENERS = 100_000, 1_000


@pytest.mark.slow
async def test_row_70_a_hundred_thousand_waiting_messages_drain_in_order_while_replies_go_first(
    tmp_path, telegram, stage
):
    settings = telegram_settings(telegram.url, telegram.token)
    async with BotProcess(tmp_path, settings) as bot:
        store = await SqliteStore.open(bot.database, load_key(bot.key_file))
        for person in range(LISTENERS):
            telegram.person(5000 + person).started = True
        for first in range(0, BACKLOG, 5_000):
            deliveries = [delivery(number) for number in range(first, first + 5_000)]
            await store.write(lambda session, some=deliveries: session.queue(some, _now()))
        await store.close()
        await bot.start()
        await telegram.until_called("sendMessage", 1_000, within=30)
        life = Life.begins(telegram, stage, 1)
        began = time.monotonic()
        await life.does("hello")
        await life.hears(2)
        assert time.monotonic() - began < 1.5
        await life.lives(first=1)
        assert telegram.calls["sendMessage"] < BACKLOG, "everything had left before the conversation was over"
        await telegram.until_called("sendMessage", BACKLOG + life.reached, within=300)
        most = memory(bot.pid, "VmHWM")
        bot.send(signal.SIGTERM)
        assert await bot.ended() == 0
        assert most <= 256 * MIB
        for person in range(LISTENERS):
            heard = [seen.text for seen in telegram.person(5000 + person).chat]
            assert heard == [f"News {number}" for number in range(person, BACKLOG, LISTENERS)]
    assert telegram.violations == []


def delivery(number: int) -> Delivery:
    """One of many that wait: the listeners take turns."""
    address = Address("telegram", str(5000 + number % LISTENERS))
    return Delivery(number + 1, address, Say(f"News {number}"), Priority.BROADCAST)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.timezone.utc)
