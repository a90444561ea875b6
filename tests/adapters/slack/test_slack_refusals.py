"""What Slack's refusals and broken answers mean, and that they tell nobody's secrets."""

from __future__ import annotations

import datetime as dt
import math
import socket

import pytest
import structlog

from bot.adapters.slack.channel import Pace
from bot.words.errors import ChannelClosed, PersonGone, Rejected, SendError, Throttled, Unreachable
from bot.words.messages import Edit, Home, Ignored
from tests.adapters.slack.conftest import delivery, listening
from tests.stand_ins.slack.workspace import APP_TOKEN, BOT_TOKEN


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("1", 1),
        ("35", 35),
        (None, 5),
        ("0", 5),
        ("abc", 5),
        ("-3", 5),
        ("nan", 5),
        ("9" * 400, 5),
        ("999999999", 86400),
    ],
)
async def test_row_26_we_wait_as_long_as_slack_asks(header, wait, mute, amina, slack):
    slack.fail_next("chat.postMessage", "429", retry_after=header)
    with pytest.raises(Throttled) as caught:
        await mute.send(delivery("Hello"), None)
    assert (caught.value.retry_after, caught.value.scope) == (wait, "bot")


async def test_row_26_in_a_burst_only_the_conversation_waits(mute, amina, slack):
    slack.api.burst = 1
    await mute.send(delivery("one"), None)
    with pytest.raises(Throttled) as caught:
        await mute.send(delivery("two"), None)
    assert (caught.value.retry_after, caught.value.scope) == (1, "chat")


async def test_row_26_a_throttled_method_leaves_the_others_alone(mute, amina, clock, slack):
    slack.fail_next("views.publish", "429", retry_after="30")
    for _ in range(3):
        with pytest.raises(Throttled) as caught:
            await mute.send(delivery(Home("x")), None)
        assert caught.value.scope == "chat"
        assert math.isclose(caught.value.retry_after, 30, abs_tol=1)
    assert [method for method, _ in slack.calls] == ["views.publish"]
    await mute.send(delivery("Hello"), None)
    clock.advance(dt.timedelta(seconds=31))
    await mute.send(delivery(Home("x")), None)


@pytest.mark.parametrize("kind", ["500", "502", "503", "html", "empty", "truncated", "reset", "fatal_error"])
async def test_rows_28_and_29_a_broken_answer_leaves_us_uncertain(kind, mute, amina, slack):
    slack.fail_next("chat.postMessage", kind)
    with pytest.raises(Unreachable) as caught:
        await mute.send(delivery("Hello"), None)
    assert caught.value.uncertain


@pytest.mark.parametrize("kind", ["500", "html", "reset", "internal_error"])
async def test_row_28_a_conversation_not_opened_has_sent_nothing(kind, mute, amina, slack):
    slack.fail_next("conversations.open", kind)
    with pytest.raises(Unreachable) as caught:
        await mute.send(delivery("Hello"), None)
    assert not caught.value.uncertain


@pytest.mark.parametrize("kind", ["accept-then-reset", "accept-then-500", "accept-then-truncated"])
async def test_row_14_what_arrived_after_all_is_found(kind, mute, amina, slack):
    created = dt.datetime.now(dt.timezone.utc)
    for number in range(5):
        await mute.send(delivery("before", id=number), None)
    slack.fail_next("chat.postMessage", kind)
    sent = delivery("Hello", id=1 << 62, created_at=created)
    with pytest.raises(Unreachable):
        await mute.send(sent, None)
    assert await mute.find(sent) == f"{amina.member.channel}:{amina.chat[-1].ts}"
    assert await mute.find(delivery("Hello", id=99, created_at=created)) is None
    assert await mute.find(delivery(Edit(7, "Hello"))) is None
    assert slack.violations == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ratelimited", Throttled),
        ("rate_limited", Throttled),
        ("is_archived", PersonGone),
        ("user_disabled", PersonGone),
        ("user_not_found", PersonGone),
        ("cannot_dm_bot", PersonGone),
        ("msg_too_long", Rejected),
        ("invalid_blocks", Rejected),
        ("no_text", Rejected),
        ("restricted_action", Rejected),
        ("messages_tab_disabled", Rejected),
        ("invalid_auth", ChannelClosed),
        ("token_revoked", ChannelClosed),
        ("account_inactive", ChannelClosed),
        ("not_authed", ChannelClosed),
        ("token_expired", ChannelClosed),
        ("a_code_of_tomorrow", Unreachable),
    ],
)
async def test_row_30_every_refusal_has_its_meaning(code, kind, mute, amina, slack):
    slack.fail_next("chat.postMessage", code)
    with pytest.raises(kind) as caught:
        await mute.send(delivery("Hello"), None)
    if isinstance(caught.value, Unreachable):
        assert not caught.value.uncertain


async def test_row_30_a_conversation_that_is_gone_is_opened_anew(mute, amina, slack):
    await mute.send(delivery("Hello"), None)
    slack.fail_next("chat.postMessage", "channel_not_found")
    with pytest.raises(Unreachable):
        await mute.send(delivery("Hello"), None)
    await mute.send(delivery("Hello"), None)
    assert [method for method, _ in slack.calls].count("conversations.open") == 2


async def test_row_31_people_who_left_are_gone(mute, amina, slack):
    await mute.send(delivery("Hello"), None)
    amina.member.deactivated = True
    with pytest.raises(PersonGone):
        await mute.send(delivery("Hello"), None)
    with pytest.raises(PersonGone):
        await mute.send(delivery("Hello", user="U404"), None)


async def test_row_33_uninstalled_and_revoked_close_the_channel_once(make, inbox, amina, slack):
    channel = make(pace=Pace(watch=2, verify=60))
    async with listening(channel, inbox, slack):
        await slack.news.until(lambda: ("auth.test", {}) in slack.calls)
        with structlog.testing.capture_logs() as logs:
            for event in ({"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}}, {"type": "app_uninstalled"}) * 2:
                await amina.happens(event)
            await inbox.until(lambda: len(inbox.all) == 4)
            calls = len(slack.calls)
            with pytest.raises(ChannelClosed):
                await channel.send(delivery("Hello"), None)
    assert len(slack.calls) == calls
    assert [entry["reason"] for entry in logs if entry.get("alert")] in (["tokens_revoked"], ["app_uninstalled"])
    assert {one.content for one in inbox.all} == {Ignored("event")}


async def test_row_33_installed_again_the_channel_opens_again(channel, amina, slack):
    slack.workspace.bot_token = "xoxb-another"
    with pytest.raises(ChannelClosed):
        await channel.send(delivery("Hello"), None)
    slack.workspace.bot_token = BOT_TOKEN
    await channel._calls.verified.wait()
    await channel.send(delivery("Hello"), None)


async def test_row_33_credentials_that_verify_but_do_not_serve_are_told_once_an_hour(channel, amina, clock, slack):
    with structlog.testing.capture_logs() as logs:
        for hours in (0, 0, 1):
            clock.advance(dt.timedelta(hours=hours))
            slack.fail_next("chat.postMessage", "ekm_access_denied")
            await channel._calls.verified.wait()
            with pytest.raises(ChannelClosed):
                await channel.send(delivery("Hello"), None)
    assert [entry["reason"] for entry in logs if entry.get("alert")] == ["ekm_access_denied"] * 2


async def test_row_35_what_cannot_be_connected_to_is_not_uncertain(make, clock):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}/api/", "http://slack.invalid/api/"):
        channel = make(base_url=url)
        channel._conversations.learn("U1", "D1DM")
        with pytest.raises(Unreachable) as caught:
            await channel.send(delivery("Hello"), None)
        assert not caught.value.uncertain
        await channel.close()


async def test_row_35_a_call_that_hangs_is_given_up(make, amina, slack):
    channel = make(pace=Pace(call=0.2))
    channel._conversations.learn("U1", "D1DM")
    slack.fail_next("chat.postMessage", "hang")
    with pytest.raises(Unreachable) as caught:
        await channel.send(delivery("Hello"), None)
    assert caught.value.uncertain
    await channel.close()


@pytest.mark.parametrize("kind", ["500", "invalid_auth", "reset", "429", "truncated", "msg_too_long"])
async def test_neither_tokens_nor_words_stand_in_errors_and_logs(kind, mute, amina, slack, caplog):
    slack.fail_next("chat.postMessage", kind)
    with caplog.at_level(0), structlog.testing.capture_logs() as logs, pytest.raises(SendError) as caught:
        await mute.send(delivery("a secret wish"), None)
    told = f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!r} {caplog.text} {logs}"
    assert not [word for word in (BOT_TOKEN, APP_TOKEN, "secret wish") if word in told]
