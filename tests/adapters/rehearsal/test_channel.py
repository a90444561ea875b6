"""The channel plays by the platforms' rules: what they would refuse is refused, visibly, and nothing is pretended."""

from __future__ import annotations

import asyncio

import pytest

from bot.adapters.rehearsal.acts import read_act
from bot.adapters.rehearsal.chats import Chat
from bot.adapters.rehearsal.platforms import SLACK, TELEGRAM, Platform
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.words.clock import RehearsalClock
from bot.words.errors import PersonGone, Rejected
from bot.words.messages import (
    Address,
    Button,
    Delivery,
    Edit,
    Home,
    Left,
    Limits,
    Outbound,
    PickPeople,
    Ready,
    Returned,
    Say,
)
from bot.words.ports import NOTHING_READY
from tests.adapters.rehearsal.conftest import Director
from tests.adapters.rehearsal.stage import Stage


async def someone(platform: Platform) -> tuple[Rehearsal, Chat]:
    """A person who has already written."""
    rehearsal = Rehearsal(clock=RehearsalClock())
    chat = rehearsal.add("Amina", platform)
    posting = asyncio.create_task(rehearsal.post(chat, read_act(chat, rehearsal.chats, {"text": "hello"})))
    posted = await rehearsal.channel_of(chat).waiting.get()
    posted.committed.set_result(None)
    await posting
    return rehearsal, chat


async def send(
    rehearsal: Rehearsal, chat: Chat, content: Outbound, target: str | None = None, ready: Ready = NOTHING_READY
) -> str:
    return await rehearsal.channel_of(chat).send(Delivery(1, chat.address, content), target, ready)


def test_each_platform_has_its_channel_and_its_limits() -> None:
    channels = Rehearsal(clock=RehearsalClock()).channels
    assert [(one.name, one.limits) for one in channels] == [
        ("rehearsal-telegram", Limits(4096, utf16=True, label=64, caption=1024, resends=True)),
        ("rehearsal-slack", Limits(3000, label=75, caption=3000, file_buttons=False)),
    ]


@pytest.mark.parametrize(
    ("platform", "content"),
    [
        (TELEGRAM, Say("a" * 4096)),
        (TELEGRAM, Say("😀" * 2048)),
        (TELEGRAM, Say("x", (Button("a" * 64, "d" * 64),))),
        (SLACK, Say("😀" * 3000)),
        (SLACK, Say("x", (Button("a" * 75, "d" * 255),))),
        (SLACK, Home("x" * 3000)),
        (TELEGRAM, Say("x", tuple(Button("y", str(n)) for n in range(100)))),
    ],
)
async def test_what_the_platform_takes_is_taken(platform: Platform, content: Outbound) -> None:
    rehearsal, chat = await someone(platform)
    await send(rehearsal, chat, content)
    assert rehearsal.faults == 0


@pytest.mark.parametrize(
    ("platform", "content", "why"),
    [
        (TELEGRAM, Say("a" * 4097), "4097 characters long"),
        (TELEGRAM, Say("😀" * 2049), "4098 characters long"),
        (SLACK, Say("a" * 3001), "3001"),
        (TELEGRAM, Say(" \n"), "empty"),
        (TELEGRAM, Say("x", (Button("a" * 65, "d"),)), "65 characters"),
        (SLACK, Say("x", (Button("a" * 76, "d"),)), "76 characters"),
        (TELEGRAM, Say("x", (Button("a", "é" * 33),)), "66 bytes"),
        (SLACK, Say("x", (Button("a", "d" * 256),)), "256 bytes"),
        (TELEGRAM, Say("x", (Button("a", ""),)), "0 bytes"),
        (TELEGRAM, Say("x", (Button(" ", "d"),)), "no label"),
        (TELEGRAM, Say("x", tuple(Button("y", str(n)) for n in range(101))), "101 buttons"),
        (SLACK, Edit(1, "x" * 3001, message="1"), "3001"),
        (SLACK, Edit(1, "x", message="77"), "no message '77'"),
        (SLACK, Edit(1, "x", message="1"), "no message '1'"),
    ],
)
async def test_what_the_platform_refuses_is_refused_where_everyone_sees_it(
    platform: Platform, content: Outbound, why: str
) -> None:
    rehearsal, chat = await someone(platform)
    with pytest.raises(Rejected, match=why):
        await send(rehearsal, chat, content)
    shown = list(chat.entries.values())[-1]
    assert (shown.origin, shown.manner) == ("platform", "fault")
    assert why in shown.text
    assert rehearsal.faults == 1
    assert len(chat.messages()) == 1


async def test_an_edit_changes_the_message_by_reference_and_keeps_its_place() -> None:
    rehearsal, chat = await someone(TELEGRAM)
    first = await send(rehearsal, chat, Say("one", (Button("A", "a"),)))
    await send(rehearsal, chat, Say("two"))
    assert await send(rehearsal, chat, Edit(1, "changed"), first) == first
    assert [(one.text, one.edited, one.buttons) for one in chat.messages()[1:]] == [
        ("changed", True, ()),
        ("two", False, ()),
    ]


async def test_an_answered_question_loses_its_picker_on_slack_and_is_left_alone_on_telegram() -> None:
    picker = PickPeople("Choose", "who")
    rehearsal, jonas = await someone(SLACK)
    ref = await send(rehearsal, jonas, Say("Who?", (Button("Skip", "s"),), picker))
    await send(rehearsal, jonas, Edit(1, "Who?", (Button("Skip", "s"),), ref, picker))
    assert jonas.newest(PickPeople)
    await send(rehearsal, jonas, Edit(1, "Who? Sam", (), ref, picker))
    assert jonas.newest(PickPeople) is None
    rehearsal, amina = await someone(TELEGRAM)
    ref = await send(rehearsal, amina, Say("Who?", (Button("Skip", "s"),), picker))
    assert await send(rehearsal, amina, Edit(1, "Who? Sam", (), ref, picker)) == ""
    assert await send(rehearsal, amina, Edit(1, "Who? Sam")) == ""
    with pytest.raises(Rejected, match="keyboard"):
        await send(rehearsal, amina, Edit(1, "Who? Sam", (), ref))
    assert amina.messages()[-1].text == "Who?"


async def test_a_home_goes_nowhere_on_telegram_and_says_it_was_sent() -> None:
    rehearsal, chat = await someone(TELEGRAM)
    assert await send(rehearsal, chat, Home("x")) == ""
    assert chat.home is None


async def test_nobody_is_written_to_first_or_after_they_are_gone() -> None:
    rehearsal = Rehearsal(clock=RehearsalClock())
    chat = rehearsal.add("Amina", TELEGRAM)
    with pytest.raises(PersonGone, match="first"):
        await send(rehearsal, chat, Say("hello"))
    rehearsal.clear()
    with pytest.raises(PersonGone, match="any more"):
        await send(rehearsal, chat, Say("hello"))
    with pytest.raises(PersonGone):
        await rehearsal.channels[1].send(Delivery(1, Address("rehearsal-slack", chat.id), Say("hello")), None)


async def test_someone_who_blocks_the_bot_is_gone_until_they_return(director: Director, served: Stage) -> None:
    amina = await director.add("Amina")
    await director.post(amina, text="remind me")
    status, person = await director.ask("POST", f"/api/people/{amina}/block")
    assert (status, person["blocked"]) == (200, True)
    assert served.bot.accepted[-1].content == Left()
    await director.ask("POST", "/api/clock", json={"advance": "P8D"})
    assert [type(one) for one in served.bot.failed] == [PersonGone]
    status, answer = await director.post(amina, text="hello?")
    assert (status, "unblock" in answer["error"]) == (409, True)
    await director.ask("POST", f"/api/people/{amina}/block")
    await director.ask("POST", f"/api/people/{amina}/unblock")
    assert [type(one.content) for one in served.bot.accepted[-2:]] == [Left, Returned]
    assert await director.bot_said(amina, text="back") == ["You said: back"]


async def test_nothing_is_shown_as_delivered_that_was_not_committed(director: Director, served: Stage) -> None:
    amina = await director.add("Amina")
    served.bot.away = True
    status, answer = await director.post(amina, text="hello")
    assert (status, "try again" in answer["error"]) == (503, True)
    _, messages = await director.ask("GET", f"/api/people/{amina}/messages")
    assert [(one["text"], one["state"]) for one in messages] == [("hello", "lost")]
    assert await director.ask("GET", f"/api/people/{amina}/scene") == (200, "")
    served.bot.away = False
    assert await director.bot_said(amina, text="hello") == ["You said: hello"]


async def test_until_the_commit_an_entry_is_only_on_its_way() -> None:
    rehearsal = Rehearsal(clock=RehearsalClock())
    chat = rehearsal.add("Amina", TELEGRAM)
    posting = asyncio.create_task(rehearsal.post(chat, read_act(chat, rehearsal.chats, {"text": "hello"})))
    posted = await rehearsal.channels[0].waiting.get()
    assert [one.state for one in chat.messages()] == ["sending"]
    await send(rehearsal, chat, Say("an answer that overtakes"))
    posted.committed.set_result(None)
    await posting
    assert [(one.text, one.state) for one in chat.messages()] == [
        ("hello", "delivered"),
        ("an answer that overtakes", "delivered"),
    ]
