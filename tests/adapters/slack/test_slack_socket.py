"""Socket Mode when things go wrong: nothing is acknowledged too early, nothing stays unheard."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt

import pytest

from bot.words.errors import StorageUnavailable
from bot.words.messages import Button, Press, Say, Typed
from tests.adapters.slack.conftest import QUICK, delivery, listening
from tests.stand_ins.slack import SlackStandIn
from tests.stand_ins.slack.payloads import event_callback


async def test_row_4_the_same_event_again_is_recognised(channel, inbox, amina, slack):
    await amina.says("hello")
    await slack.settled()
    assert await slack.repeat(attempt=0)
    assert await slack.repeat(attempt=0, envelope_id="the-same")
    assert await slack.repeat(attempt=0, envelope_id="the-same")
    assert inbox.contents == [Typed("hello")]
    assert inbox.copies == 3


async def test_row_2_a_retry_whose_first_copy_was_never_seen_is_new(channel, inbox, amina, slack):
    event = {"type": "message", "channel_type": "im", "channel": "D1DM", "user": "U1", "ts": "1.5", "text": "late"}
    assert await slack.sockets.offer("events_api", event_callback(event), 3, attempt=1)
    assert inbox.contents == [Typed("late")]


async def test_row_37_what_could_not_be_committed_is_not_acknowledged(channel, inbox, amina, slack):
    inbox.fails_with = [StorageUnavailable("busy")]
    slack.acknowledge = 0.2
    await amina.says("hello")
    await slack.settled()
    assert inbox.contents == [Typed("hello")]
    assert len(slack.sockets.acknowledged) == 1
    assert slack.lost == []


async def test_row_37_a_slow_commit_is_not_acknowledged_and_not_doubled(make, inbox, amina, slack):
    slack.acknowledge = 0.3
    inbox.held = asyncio.Event()
    async with listening(make(pace=_quick(commit=0.1)), inbox, slack):
        await amina.says("hello")
        await slack.settled()
        assert slack.sockets.acknowledged == []
        inbox.held.set()
        assert await inbox.next() == [Typed("hello")]
        await inbox.until(lambda: inbox.copies == 3)


async def test_row_37_a_press_slowly_committed_is_kept_although_slack_never_repeats_it(make, inbox, amina, slack):
    slack.acknowledge = 0.2
    channel = make(pace=_quick(commit=0.1))
    async with listening(channel, inbox, slack):
        await channel.send(delivery(Say("Yes?", (Button("Yes", "y"),))), None)
        await slack.settled()
        inbox.held = asyncio.Event()
        await amina.presses("Yes")
        await slack.settled()
        inbox.held.set()
        assert await inbox.next() == [Press("y")]


@pytest.mark.parametrize("reason", ["refresh_requested", "too_many_websockets", "link_disabled"])
async def test_row_36_a_refresh_is_followed_by_a_new_connection(reason, channel, inbox, amina, slack):
    await slack.sockets.refresh(reason)
    await slack.news.until(lambda: slack.sockets.opened == 2 and len(slack.sockets.open) == 1)
    await amina.says("still there?")
    assert await inbox.next() == [Typed("still there?")]


async def test_row_36_events_of_a_broken_connection_come_again(channel, inbox, amina, slack):
    inbox.held = asyncio.Event()
    slack.acknowledge = 0.5
    await amina.says("hello")
    slack.sockets.drop()
    await slack.news.until(lambda: slack.sockets.opened == 2, 10)
    inbox.held.set()
    await slack.settled()
    assert inbox.contents == [Typed("hello")]
    assert slack.lost == []


async def test_row_36_a_half_open_connection_is_noticed(channel, inbox, amina, slack):
    slack.sockets.freeze()
    await slack.news.until(lambda: slack.sockets.opened == 2, 10)
    await amina.says("hello")
    assert await inbox.next() == [Typed("hello")]


async def test_row_36_an_address_that_expired_is_not_tried_for_ever(make, inbox, amina, slack):
    slack.sockets.refusing = 1
    async with listening(make(pace=_quick(watch=0.4)), inbox, slack):
        await amina.says("hello")
        assert await inbox.next() == [Typed("hello")]


async def test_a_payload_of_no_known_shape_is_acknowledged(channel, inbox, slack):
    """Row 40: bolt stumbles over it, we count it."""
    for payload in (
        {"team": 5, "user": 7, "view": []},
        {"authorizations": [3]},
        {"event": []},
        {"type": "view_closed"},
    ):
        assert await slack.sockets.offer("events_api", payload, 3)
    assert inbox.contents == []


async def test_rows_5_and_9_what_was_written_while_nobody_listened_is_read_back_once(make, inbox, clock, amina, slack):
    slack.retries = ()
    await amina.says("before")
    since = clock.now()
    await amina.says("first")
    await amina.says("second")
    other = slack.person("U2")
    await other.says("third")
    async with listening(make(since=lambda: since), inbox, slack):
        assert sorted(str(one) for one in await inbox.next(3)) == sorted(
            str(Typed(text)) for text in ("first", "second", "third")
        )
        assert [one.content for one in inbox.heard if one.address.id.endswith("U1")] == [
            Typed("first"),
            Typed("second"),
        ]
        assert await slack.repeat(1)
        assert len(inbox.heard) == 3
        assert inbox.copies == 1


async def test_row_9_reading_back_waits_for_slack_and_for_the_database(make, inbox, clock, amina, slack):
    slack.retries = ()
    since = clock.now() - dt.timedelta(seconds=1)
    await amina.says("hello")
    inbox.fails_with = [StorageUnavailable("busy")]
    slack.fail_next("conversations.history", "429", retry_after="0.01")
    slack.fail_next("conversations.list", "503")
    async with listening(make(since=lambda: since), inbox, slack):
        assert await inbox.next() == [Typed("hello")]


async def test_row_9_a_gap_of_the_socket_is_read_back_too(channel, inbox, clock, amina, slack):
    slack.retries = ()
    await slack.news.until(lambda: ("auth.test", {}) in slack.calls)
    await amina.says("into the void")
    clock.advance(dt.timedelta(minutes=7))
    assert await inbox.next() == [Typed("into the void")]


async def test_what_nobody_acknowledges_is_lost_in_the_end():
    slack = await SlackStandIn.start(retries=(0,), acknowledge=0.05)
    await slack.person("U1").says("hello")
    await slack.settled()
    assert len(slack.lost) == 1
    await slack.stop()


def _quick(**more):
    return dataclasses.replace(QUICK, **more)
