"""Messages are changed no more often than Slack lets a workspace, and nobody waits for what only tidies up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.slack.channel import Pace
from bot.adapters.slack.edits import SPARED, MinuteRoom
from bot.adapters.slack.writing import LIMITS
from bot.doings.parts import parts
from bot.words.errors import Throttled
from bot.words.messages import Button, Delivery, Edit, Say
from tests.adapters.slack.conftest import delivery

ANSWERED = Edit(7, "Which?\n\n✓ This", tidies=True)


def half_answered(number: int) -> Edit:
    return Edit(7, f"Which? {number}", (Button("Done", "d", "done"),))


async def edit_on_and_on(channel, ref: str, made: list[Edit]) -> None:
    for number in range(100):
        await channel.send(redrawn(number), ref)
        made.append(half_answered(number))


async def edits_until_throttled(channel, ref: str) -> int:
    """How many edits go before we are to wait."""
    made: list[Edit] = []
    with pytest.raises(Throttled) as caught:
        await edit_on_and_on(channel, ref, made)
    assert (caught.value.scope, 0 < caught.value.retry_after <= 61) == ("redrawing", True)
    return len(made)


def redrawn(number: int) -> Delivery:
    """A question drawn anew, as the hub hands it over."""
    return parts(delivery(half_answered(number)), LIMITS)[0]


def tidied() -> Delivery:
    return parts(delivery(ANSWERED), LIMITS)[0]


async def test_more_edits_than_slack_takes_in_a_minute_wait_before_it_refuses(make, amina, slack):
    channel = make(pace=Pace())
    ref = await channel.send(delivery(Say("Which?")), None)
    made = await edits_until_throttled(channel, ref)
    assert 40 < len([method for method, _ in slack.calls if method == "chat.update"]) == made < 50
    assert slack.violations == []
    await channel.close()


async def tidy_on_and_on(channel, ref: str) -> None:
    for _ in range(60):
        assert await channel.send(tidied(), ref) == ref


async def test_tidying_up_leaves_room_for_edits_someone_waits_for_and_is_not_lost_where_there_is_none(
    make, amina, slack
):
    channel = make(pace=Pace())
    ref = await channel.send(delivery(Say("Which?", (Button("This", "t"),))), None)
    with pytest.raises(Throttled) as caught:
        await tidy_on_and_on(channel, ref)
    assert (caught.value.scope, 0 < caught.value.retry_after <= 61) == ("tidying", True)
    done = len([method for method, _ in slack.calls if method == "chat.update"])
    assert await edits_until_throttled(channel, ref) >= done > 0
    assert slack.violations == []
    await channel.close()


async def test_who_waits_for_a_change_keeps_no_message_waiting_and_the_words_of_others_stay_in_order(
    mute, amina, slack
):
    ref = await mute.send(delivery(Say("Which?", (Button("This", "t"),))), None)
    slack.fail_next("chat.update", "429", retry_after="30")
    scopes = []
    for changed in (tidied(), redrawn(1), replace(delivery(half_answered(2)), relay=(1, 2))):
        with pytest.raises(Throttled) as caught:
            await mute.send(parts(changed, LIMITS)[0], ref)
        scopes.append(caught.value.scope)
    assert scopes == ["tidying", "redrawing", "chat"]
    assert await mute.send(delivery("And then?"), None)


async def test_the_stand_in_counts_by_the_minute(make, amina, slack):
    channel = make(pace=Pace(edits=0))
    ref = await channel.send(delivery(Say("Which?")), None)
    for number in range(50):
        await channel.send(delivery(half_answered(number)), ref)
    assert slack.violations == []
    with pytest.raises(Throttled):
        await channel.send(delivery(half_answered(50)), ref)
    assert slack.violations == ["chat.update more than 50 times in a minute"]
    await channel.close()


@given(st.lists(st.tuples(st.floats(0, 90), st.booleans()), max_size=200))
def test_no_minute_holds_more_than_there_is_room_for(steps):
    now, taken = 0.0, []
    room = MinuteRoom(48, lambda: now)
    for after, tidies in steps:
        now += after if after > 60 else after / 60
        if room.wait(SPARED if tidies else 0.0) == 0:
            room.take()
            taken.append(now)
    assert all(sum(at - 60 < one <= at for one in taken) <= 48 for at in taken)
