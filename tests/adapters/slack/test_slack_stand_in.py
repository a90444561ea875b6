"""The stand-in is as strict as Slack, also from another process."""

from __future__ import annotations

import asyncio
import json
import sys

import aiohttp
import pytest

from bot.words.messages import Button, Say, Typed
from tests.adapters.slack.conftest import delivery, listening
from tests.stand_ins.slack.rules import breaches
from tests.stand_ins.slack.workspace import BOT_TOKEN


@pytest.mark.parametrize(
    ("call", "code", "violation"),
    [
        (("chat.shout", {}), "unknown_method", "unknown method"),
        (("chat.postMessage", {"text": "x"}), "invalid_arguments", "without channel"),
        (("chat.postMessage", {"channel": "U1", "text": "x"}), "channel_not_found", None),
        (("chat.postMessage", {"channel": "D1DM", "text": "<!here>"}), "no_text", "unescaped markup"),
        (("chat.postMessage", {"channel": "D1DM", "text": "x", "color": "red"}), None, "no argument color"),
        (
            ("chat.postMessage", {"channel": "D1DM", "text": "x", "blocks": [{"type": "divider"}] * 51}),
            "invalid_blocks",
            "51",
        ),
        (("chat.update", {"channel": "D1DM", "ts": "1.5", "text": "x"}), "message_not_found", None),
        (("conversations.open", {"users": "U404"}), "user_not_found", None),
    ],
)
async def test_what_slack_refuses_the_stand_in_refuses(call, code, violation, amina, slack):
    amina.member.opened = True
    assert await answered(slack, *call) == code
    assert any(violation in one for one in slack.violations) if violation else slack.violations == []


async def test_nobody_may_edit_what_a_person_wrote(amina, slack):
    ts = await amina.says("mine")
    edit = {"channel": amina.member.channel, "ts": ts, "text": "yours"}
    assert await answered(slack, "chat.update", edit) == "cant_update_message"


OPTION = {"text": {"type": "plain_text", "text": "A", "emoji": False}, "value": "a"}


def select(**more):
    element = {"type": "static_select", "action_id": "s", "options": [OPTION]} | more
    return [{"type": "actions", "elements": [element]}]


@pytest.mark.parametrize(
    ("blocks", "breach"),
    [
        (select(), None),
        (select(options=[]), "0 options"),
        (select(options=[OPTION] * 2), "option values repeat"),
        (select(options=[OPTION | {"value": "a" * 151}]), "too long"),
        (select(options=[OPTION | {"text": OPTION["text"] | {"text": "A" * 76}}]), "text of 76"),
        (select(placeholder=OPTION["text"] | {"text": "A" * 151}), "text of 151"),
        ([{"type": "divider", "block_id": "b" * 256}], "block id"),
    ],
)
def test_the_limits_of_lists_to_choose_from(blocks, breach):
    named = " ".join(breaches(blocks))
    assert (breach in named) if breach else named == ""


async def test_an_envelope_is_acknowledged_once_and_only_one_that_was_sent(channel, inbox, amina, slack):
    await amina.says("hello")
    await inbox.next()
    await slack.settled()
    assert slack.violations == []
    slack.sockets._check({"envelope_id": slack.sockets.acknowledged[0]})
    slack.sockets._check({"envelope_id": "of-nobody"})
    assert slack.violations == ["acknowledges an envelope twice", "acknowledges an envelope nobody sent"]


async def answered(slack, method, arguments):
    """The error code of a call, None when it went well."""
    headers = {"Authorization": f"Bearer {BOT_TOKEN}"}
    async with (
        aiohttp.ClientSession(slack.base_url, headers=headers) as session,
        session.post(method, json=arguments) as answer,
    ):
        return (await answer.json()).get("error")


async def test_it_can_be_driven_from_another_process(make, inbox):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.stand_ins.slack", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    told = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
    root = told["base_url"].removesuffix("/api/")
    channel = make(**{name: told[name] for name in ("base_url", "bot_token", "app_token")})
    async with listening(channel, inbox, None), aiohttp.ClientSession(root) as session:
        async with session.post("/person/U1/says", json=["hello"]) as answer:
            assert answer.status == 200
        assert await inbox.next() == [Typed("hello")]
        await channel.send(delivery(Say("Hi", (Button("Yes", "y"),))), None)
        async with session.get("/person/U1") as answer:
            assert [one["text"] for one in (await answer.json())["chat"]] == ["hello", "Hi"]
        async with session.post("/person/U1/presses", json=["No"]) as answer:
            assert answer.status == 409
        async with session.get("/seen") as answer:
            seen = await answer.json()
            assert seen["violations"] == []
            assert seen["calls"]["chat.postMessage"] == 1
    process.terminate()
    await process.wait()
