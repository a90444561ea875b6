"""The webhook says 200 only to Telegram, and only once the update is committed."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
import uvicorn
from starlette.applications import Starlette
from structlog.testing import capture_logs

from bot.adapters.telegram import TelegramChannel
from bot.adapters.telegram.timing import Timing
from bot.words.clock import SystemClock
from bot.words.messages import Press, Typed
from tests.adapters.telegram.conftest import MemoryInbox, delivery, listening
from tests.stand_ins.telegram import TelegramStandIn

HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATE = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 7, "type": "private"},
        "from": {"id": 7, "is_bot": False, "first_name": "Amina"},
        "text": "hello",
    },
}
QUICK = Timing(first=0.01, most=0.05, commit=0.05)


class Server(uvicorn.Server):
    """Says when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@contextlib.asynccontextmanager
async def served(app: Starlette) -> AsyncIterator[str]:
    server = Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    task = asyncio.create_task(server.serve())
    await server.ready.wait()
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await task


@pytest.fixture
async def site(standin: TelegramStandIn) -> AsyncIterator[tuple[TelegramChannel, str]]:
    """A channel with a webhook that is set at the stand-in's, and its URL."""
    app = Starlette()
    async with served(app) as url:
        channel = TelegramChannel(
            standin.token, root=standin.url, clock=SystemClock(), public_url=url, webhook_secret="new,old", timing=QUICK
        )
        app.router.routes.extend(channel.routes())
        yield channel, url + "/telegram"
        await channel.close()


async def post(url: str, body: bytes, secret: str | None = "new", **headers: str) -> int:
    if secret is not None:
        headers[HEADER] = secret
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
        return answer.status


async def test_what_people_do_is_brought_and_kept(site, standin, inbox):
    channel, url = site
    amina = standin.person(7)
    async with listening(channel, inbox):
        await amina.says("hello")
        await standin.until_called("setWebhook")
        await inbox.holds(1)
        await channel.send(delivery(7, "Choose", "A"), None)
        await amina.presses("A")
        assert await inbox.holds(2) == [Typed("hello"), Press("A")]
        await standin.bell.until(lambda: len(standin.answered) == 1, 5)
    assert standin.webhook.url == url
    assert standin.webhook.secret == "new"


async def test_setting_the_webhook_is_tried_again(site, standin, inbox):
    standin.fail_next("setWebhook", "502", times=2)
    standin.fail_next("setWebhook", "429", retry_after=0.01)
    async with listening(site[0], inbox):
        await standin.person(7).says("hello")
        await inbox.holds(1)
    assert standin.calls["setWebhook"] == 4


@pytest.mark.parametrize("address", ["http://me.example", "https://me.example:8080"])
async def test_an_address_that_telegram_refuses_is_named_once_and_asked_about_again(standin, inbox, address):
    channel = TelegramChannel(
        standin.token, root=standin.url, clock=SystemClock(), public_url=address, webhook_secret="s", timing=QUICK
    )
    with capture_logs() as logs:
        async with listening(channel, inbox):
            await standin.bell.until(lambda: standin.calls["setWebhook"] >= 3, 5)
    hints = [line["hint"] for line in logs if line["event"] == "telegram.webhook_not_set"]
    assert len(hints) == 1
    assert "ALONGSIDE_PUBLIC_URL" in hints[0]
    await channel.close()


async def test_row_1_copies_are_all_answered_200(site, standin, inbox):
    standin.updates.copies = 3
    async with listening(site[0], inbox):
        await standin.person(7).says("hello")
        await inbox.until(lambda: len(inbox.batches) == 3)
    assert inbox.contents == [Typed("hello")]
    assert set(standin.webhook.statuses) <= {200}


async def test_row_16_without_a_commit_telegram_brings_it_again(site, standin, inbox):
    inbox.refusals = 2
    async with listening(site[0], inbox):
        await standin.person(7).says("hello")
        await inbox.holds(1)
    assert standin.webhook.statuses[:2] == [503, 503]


async def test_a_commit_that_takes_too_long_is_answered_503_and_still_counts(site, standin, inbox):
    channel, url = site
    async with listening(channel, inbox):
        await standin.until_called("setWebhook")
        inbox.gate.clear()
        assert await post(url, json.dumps(UPDATE).encode()) == 503
        inbox.gate.set()
        assert await inbox.holds(1) == [Typed("hello")]


async def test_before_anyone_listens_updates_are_not_taken(site):
    assert await post(site[1], json.dumps(UPDATE).encode()) == 503


@pytest.mark.parametrize("secret", [None, "", "wrong", "new,old", "new ", "né", "ne"])
async def test_row_39_without_the_secret_nothing_is_read(site, inbox, secret):
    channel, url = site
    async with listening(channel, inbox):
        assert await post(url, b"\xff" * 100, secret) == 401
    assert inbox.batches == []


@pytest.mark.parametrize("secret", ["new", "old"])
async def test_row_39_both_secrets_pass_while_one_replaces_the_other(site, standin, inbox, secret):
    channel, url = site
    async with listening(channel, inbox):
        await standin.until_called("setWebhook")
        assert await post(url, json.dumps(UPDATE).encode(), secret) == 200


def nested(depth: int) -> bytes:
    return b'{"update_id":1,"x":' + b"[" * depth + b"]" * depth + b"}"


BODIES = {
    "empty": b"",
    "text": b"hello",
    "not UTF-8": b'{"update_id":1,"x":"\xff"}',
    "a list": b"[]",
    "no update_id": b"{}",
    "update_id is text": b'{"update_id":"1"}',
    "update_id is true": b'{"update_id":true}',
    "NaN": b'{"update_id":1,"x":NaN}',
    "nested 100,000 deep": nested(100_000),
    "a number of 5,000 digits": b'{"update_id":' + b"9" * 5000 + b"}",
    "cut short": b'{"update_id":1',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
async def test_row_39_what_is_no_update_is_answered_400(site, inbox, body):
    channel, url = site
    async with listening(channel, inbox):
        assert await post(url, body) == 400
    assert inbox.batches == []


ODD = {
    "duplicate keys": b'{"update_id":1,"update_id":2}',
    "ids of 64 bits": b'{"update_id":9223372036854775808,"message":{"message_id":9223372036854775808,"chat":{"id":1}}}',
    "a lone surrogate": json.dumps({**UPDATE, "message": {**UPDATE["message"], "text": "\ud83d"}}).encode(),
    "an unknown update": b'{"update_id":1,"app_rate_limited":{}}',
}


@pytest.mark.parametrize("body", ODD.values(), ids=ODD.keys())
async def test_row_39_and_40_odd_updates_are_taken(site, standin, inbox, body):
    channel, url = site
    async with listening(channel, inbox):
        await standin.until_called("setWebhook")
        assert await post(url, body) == 200
    assert all("\ud83d" not in str(content) for content in inbox.contents)


async def test_row_39_a_large_body_is_refused_before_it_is_read(site):
    assert await post(site[1], b"x" * (1 << 20) + b"x") == 413


async def test_row_39_a_body_of_unknown_length_is_cut_off_at_the_cap(site):
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(50):
            yield b"x" * (1 << 20)

    async with aiohttp.ClientSession() as session:
        try:
            async with session.post(site[1], data=endless(), headers={HEADER: "new"}) as answer:
                assert answer.status == 413
        except aiohttp.ClientConnectionError:
            pass  # the server hung up while we were still sending: as good as 413


async def test_row_39_a_compressed_body_is_not_unpacked(site):
    bomb = gzip.compress(b"0" * (10 << 20))
    assert await post(site[1], bomb, **{"Content-Encoding": "gzip"}) == 415


async def test_row_39_other_methods_and_paths_lead_nowhere(site):
    async with aiohttp.ClientSession(headers={HEADER: "new"}) as session:
        async with session.get(site[1]) as answer:
            assert answer.status == 405
        async with session.post(site[1] + "/x") as answer:
            assert answer.status == 404


async def test_without_a_secret_of_its_own_one_is_derived_from_the_token(standin, inbox: MemoryInbox):
    channel = TelegramChannel(standin.token, root=standin.url, clock=SystemClock(), public_url="http://127.0.0.1:1")
    async with listening(channel, inbox):
        await standin.until_called("setWebhook")
        await standin.bell.until(lambda: standin.webhook.secret != "", 5)
    assert len(standin.webhook.secret) == 64
    assert standin.token not in standin.webhook.secret
    await channel.close()


async def test_a_polling_channel_serves_nothing(channel):
    assert channel.routes() == []
