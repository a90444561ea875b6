"""What people do in Slack reaches the inbox, over a real socket."""

from __future__ import annotations

import datetime as dt

from bot.words.messages import (
    Address,
    Button,
    Command,
    DatePicked,
    HomeOpened,
    Ignored,
    PeoplePicked,
    PickDate,
    PickedPerson,
    PickPeople,
    Press,
    Say,
    Typed,
)
from tests.adapters.slack.conftest import delivery
from tests.stand_ins.slack.workspace import TEAM


async def test_words_arrive_as_they_were_written(channel, inbox, amina):
    ts = await amina.says("5 < 6 & &lt; see https://example.org/a?b=1&c=2")
    assert await inbox.next() == [Typed("5 < 6 & &lt; see https://example.org/a?b=1&c=2")]
    heard = inbox.heard[0]
    assert heard.key == f"slack:{TEAM}:{amina.member.channel}:{ts}"
    assert heard.address == Address("slack", f"{TEAM}/U1")


async def test_a_press_brings_the_buttons_data_and_its_message(channel, inbox, amina, slack):
    ref = await channel.send(delivery(Say("Which one?", (Button("This", "a:1"), Button("That", "a:2")))), None)
    await amina.presses("That")
    assert await inbox.next() == [Press("a:2")]
    assert inbox.heard[0].message == ref
    assert slack.violations == []


async def test_commands_work_from_any_channel(channel, inbox, amina, slack):
    for text in ("", "help", "start JOIN-42", "foo bar", "/help"):
        await amina.commands(text)
    assert await inbox.next(5) == [
        Command("start"),
        Command("help"),
        Command("start", "JOIN-42"),
        Command("foo", "bar"),
        Command("help"),
    ]
    await slack.settled()
    assert slack.lost == []


async def test_people_count_once_done_is_pressed(channel, inbox, amina):
    await channel.send(delivery(Say("Who knows you?", widget=PickPeople("Choose people", "p:9", 3))), None)
    await amina.picks_people(["U2", "U3"])
    assert await inbox.next() == [PeoplePicked((PickedPerson("U2"), PickedPerson("U3")), "p:9")]
    await inbox.until(lambda: len([one for one in inbox.all if one.content == Ignored("action")]) == 1)


async def test_a_date_counts_at_once(channel, inbox, amina):
    await channel.send(delivery(Say("When?", widget=PickDate("A day", "d:3", dt.date(2026, 5, 1)))), None)
    await amina.picks_date("2026-05-04")
    assert await inbox.next() == [DatePicked(dt.date(2026, 5, 4), "d:3")]


async def test_the_home_tab_counts_and_the_messages_tab_does_not(channel, inbox, amina):
    await amina.opens_home("messages")
    await amina.opens_home()
    assert await inbox.next() == [HomeOpened()]


async def test_a_file_is_named_for_what_it_is(channel, inbox, amina):
    for mimetype in ("image/png", "audio/mp4", "application/pdf"):
        await amina.sends_file(mimetype)
    assert [each.kind for each in await inbox.next(3)] == ["photo", "audio", "document"]


async def test_the_bot_does_not_hear_itself(channel, inbox, amina, slack):
    """Row 42."""
    await channel.send(delivery("Hello"), None)
    await inbox.until(lambda: inbox.all)
    assert [one.content for one in inbox.all] == [Ignored("bot")]
    await amina.hears()
