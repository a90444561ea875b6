"""Slack over HTTP: a real web server, and everything that may knock on its door."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import socket
import time

import aiohttp
import pytest
import uvicorn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from bot.adapters.slack.http_mode import is_signed
from bot.words.errors import StorageUnavailable
from bot.words.messages import Button, Command, Press, Say, Typed
from tests.adapters.slack.conftest import delivery, listening
from tests.stand_ins.slack.payloads import as_json, event_callback
from tests.stand_ins.slack.requests import signature, signed
from tests.stand_ins.slack.workspace import SIGNING_SECRET


@contextlib.asynccontextmanager
async def served(channel):
    """The channel's routes on a real server; gives their address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=channel.routes()), log_level="critical", lifespan="off"))
    serving = asyncio.create_task(server.serve([listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events"
    finally:
        server.should_exit = True
        await serving
        listener.close()


@pytest.fixture
async def web(make, inbox, slack):
    """A channel that listens over HTTP."""
    channel = make(app_token="", signing_secret=SIGNING_SECRET)
    async with served(channel) as url, listening(channel, inbox, None):
        slack.request_url = url
        yield channel


@pytest.fixture
async def ask(web, slack):
    """Makes one request; gives its status and body."""
    async with aiohttp.ClientSession() as session:

        async def asked(body, headers):
            async with session.post(slack.request_url, data=body, headers=headers) as answer:
                return answer.status, await answer.text()

        yield asked


MESSAGE = as_json(
    event_callback(
        {"type": "message", "channel_type": "im", "channel": "D1DM", "user": "U1", "ts": "1.5", "text": "hello"}
    )
)


async def test_everything_arrives_over_http_as_well(web, inbox, amina, slack):
    await web.send(delivery(Say("Yes?", (Button("Yes", "y"),))), None)
    await amina.says("hello")
    await slack.settled()
    await amina.presses("Yes")
    await slack.settled()
    await amina.commands("start AB & C")
    await slack.settled()
    assert inbox.contents == [Typed("hello"), Press("y"), Command("start", "AB & C")]
    assert slack.lost == []
    assert slack.violations == []


async def test_row_2_a_retry_is_new_when_its_first_copy_was_refused(web, inbox, amina, slack):
    inbox.fails_with = [StorageUnavailable("busy")]
    await amina.says("hello")
    await slack.settled()
    assert inbox.contents == [Typed("hello")]


async def test_row_37_without_a_commit_the_answer_is_503(ask, inbox):
    inbox.fails_with = [StorageUnavailable("busy"), RuntimeError("oh")]
    assert (await ask(MESSAGE, signed(MESSAGE, SIGNING_SECRET)))[0] == 503
    assert (await ask(MESSAGE, signed(MESSAGE, SIGNING_SECRET)))[0] == 503
    assert (await ask(MESSAGE, signed(MESSAGE, SIGNING_SECRET)))[0] == 200


async def test_row_37_before_anyone_listens_the_answer_is_503(make, slack, amina):
    slack.retries = (0,)
    channel = make(signing_secret=SIGNING_SECRET)
    async with served(channel) as slack.request_url:
        await amina.says("hello")
        await slack.settled()
    assert len(slack.lost) == 1


async def test_the_address_can_be_verified(ask):
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB"}).encode()
    status, answer = await ask(body, signed(body, SIGNING_SECRET))
    assert status == 200
    assert "3eZbrw1aB" in answer


@pytest.mark.parametrize("is_signed_too", [True, False])
async def test_slacks_look_at_the_certificate_is_answered_and_does_nothing(is_signed_too, ask, inbox):
    body = b"ssl_check=1&token=gone"
    headers = signed(body, SIGNING_SECRET if is_signed_too else "other", form=True)
    assert await ask(body, headers) == (200, "")
    assert inbox.contents == []


@pytest.mark.parametrize(
    "more", [b"&command=%2Falongside&trigger_id=1.2&user_id=U1", b"&payload=%7B%7D", b"&ssl_check=2"]
)
async def test_row_38_nothing_else_gets_in_beside_that_look(more, ask, inbox):
    body = b"ssl_check=1" + more
    assert (await ask(body, signed(body, "other", form=True)))[0] == 401
    assert inbox.contents == []


NOW = time.time
BAD_STAMPS = ["abc", "9" * 5000, "", "-5", "1e9", "٣٤٥", "1_0", "0x10"]


@pytest.mark.parametrize("stamp", BAD_STAMPS)
async def test_row_38_an_odd_timestamp_is_401(stamp, ask):
    headers = signed(MESSAGE, SIGNING_SECRET) | {"X-Slack-Signature": signature(MESSAGE, stamp, SIGNING_SECRET)}
    assert (await ask(MESSAGE, headers | {"X-Slack-Request-Timestamp": stamp}))[0] == 401


@pytest.mark.parametrize("away", [-302, 302])
async def test_row_38_a_timestamp_too_far_away_is_401(away, ask):
    assert (await ask(MESSAGE, signed(MESSAGE, SIGNING_SECRET, at=time.time() + away)))[0] == 401


@pytest.mark.parametrize("given_signature", [None, "", "v0=00", "v0=ü", "v0=" + "0" * 64, "v0=" + "9" * 5000])
async def test_row_38_a_wrong_signature_is_401(given_signature, ask):
    headers = signed(MESSAGE, SIGNING_SECRET)
    del headers["X-Slack-Signature"]
    if given_signature is not None:
        headers["X-Slack-Signature"] = given_signature
    assert (await ask(MESSAGE, headers))[0] == 401


async def test_row_38_a_body_that_is_not_text_is_401(ask):
    assert (await ask(b"\xff\xfe{}", signed(b"\xff\xfe{}", SIGNING_SECRET)))[0] == 401


async def test_row_38_a_replay_is_recognised(ask, inbox):
    headers = signed(MESSAGE, SIGNING_SECRET)
    assert (await ask(MESSAGE, headers))[0] == 200
    assert (await ask(MESSAGE, headers))[0] == 200
    assert inbox.contents == [Typed("hello")]


async def test_two_secrets_hold_while_they_are_changed(make, inbox, slack):
    channel = make(app_token="", signing_secret="new, old")
    async with served(channel) as url, listening(channel, inbox, None), aiohttp.ClientSession() as session:
        for secret, status in (("new", 200), ("old", 200), ("older", 401), ("new, old", 401)):
            async with session.post(url, data=MESSAGE, headers=signed(MESSAGE, secret)) as answer:
                assert answer.status == status


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"5",
        b"{",
        b"null",
        b'{"team": 5}',
        b'{"a":' * 50_000,
        b'{"type":"event_callback","authorizations":[1]}',
    ],
)
async def test_signed_nonsense_is_400(body, ask):
    assert (await ask(body, signed(body, SIGNING_SECRET)))[0] == 400


@pytest.mark.parametrize("body", [b"payload=%7B", b"payload=5", b"payload=[]", b"x"])
async def test_signed_forms_of_nonsense_are_400(body, ask):
    assert (await ask(body, signed(body, SIGNING_SECRET, form=True)))[0] == 400


async def test_a_body_beyond_a_mebibyte_is_413(ask):
    body = b"x" * ((1 << 20) + 1)
    assert (await ask(io.BytesIO(body), signed(body, SIGNING_SECRET)))[0] == 413


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=50), stamp=st.text(max_size=20), given_signature=st.text(max_size=70))
def test_row_38_checking_a_signature_never_raises(body, stamp, given_signature):
    headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": given_signature}
    assert is_signed(body, headers, ["secret"], time.time()) is False
