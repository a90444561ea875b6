"""What leaves for Slack, and how it is seen there."""

from __future__ import annotations

import pytest

from bot.words.messages import Button, Edit, Home, PickPeople, Say
from tests.adapters.slack.conftest import delivery


async def test_a_message_reads_as_it_was_written(mute, amina, slack):
    ref = await mute.send(
        delivery(Say("4 of 10\n\nWhat now?", (Button("Go on", "g"), Button("Back", "b", "nav")))), None
    )
    heard = await amina.hears()
    assert (heard.text, heard.buttons) == ("4 of 10\n\nWhat now?", ("Go on", "Back"))
    assert ref == f"{amina.member.channel}:{heard.ts}"
    assert slack.violations == []


async def test_our_own_address_can_be_clicked_on(mute, amina, slack):
    await mute.send(delivery("See https://example.org/guide (or javascript:alert(1))."), None)
    pieces = (await amina.hears()).raw["blocks"][0]["elements"][0]["elements"]
    assert [piece.get("url") for piece in pieces if piece["type"] == "link"] == ["https://example.org/guide"]
    assert slack.violations == []


async def test_a_conversation_is_opened_once(mute, amina, slack):
    for _ in range(3):
        await mute.send(delivery("Hello"), None)
    assert [method for method, _ in slack.calls].count("conversations.open") == 1


async def test_a_conversation_one_hears_from_need_not_be_opened(channel, inbox, amina, slack):
    await amina.says("hello")
    await inbox.next()
    await channel.send(delivery("Hello"), None)
    assert "conversations.open" not in [method for method, _ in slack.calls]


async def test_an_edit_replaces_text_and_buttons(mute, amina, slack):
    ref = await mute.send(delivery(Say("Which?", (Button("This", "t"),))), None)
    assert await mute.send(delivery(Edit(7, "Which?\n✓ This")), ref) == ref
    assert await mute.send(delivery(Edit(7, "Which?\n✓ That", message=ref)), None) == ref
    assert [(shown.text, shown.buttons) for shown in amina.chat] == [("Which?\n✓ That", ())]
    assert slack.violations == []


async def test_an_answered_picker_goes_away_with_its_buttons(mute, amina, slack):
    widget = PickPeople("Choose people", "p:1")
    ref = await mute.send(delivery(Say("Who?", (Button("Skip", "s", "nav"),), widget)), None)
    await mute.send(delivery(Edit(7, "Who?", (Button("Skip", "s", "nav"),), widget=widget)), ref)
    assert amina.chat[0].buttons == ("✓ Choose people", "Skip")
    await mute.send(delivery(Edit(7, "Who? Nobody", widget=widget)), ref)
    assert amina.chat[0].buttons == ()
    assert slack.violations == []


@pytest.mark.parametrize("code", ["message_not_found", "cant_update_message", "edit_window_closed"])
async def test_what_can_no_longer_be_edited_counts_as_sent(code, mute, slack):
    slack.fail_next("chat.update", code)
    assert await mute.send(delivery(Edit(1, "x")), "D1DM:1.0") == ""
    assert await mute.send(delivery(Edit(1, "x")), None) == ""


async def test_the_home_tab_is_published(mute, amina, slack):
    assert await mute.send(delivery(Home("Your mentor is Bo", (Button("Write", "w"),))), None) == ""
    assert (amina.home.text, amina.home.buttons) == ("Your mentor is Bo", ("Write",))
    assert slack.violations == []


async def test_the_doctor_finds_all_well(make, slack):
    channel = make()
    assert [(finding.well, finding.todo) for finding in await channel.check()] == [(True, "")] * 3
    await channel.close()


async def test_the_doctor_says_what_to_do(make, slack):
    slack.workspace.scopes = "chat:write,im:write"
    channel = make(app_token="xapp-wrong")
    scopes, token = (await channel.check())[1:]
    assert "im:history" in scopes.todo
    assert "xapp" in token.todo
    await channel.close()
    slack.workspace.bot_token = "xoxb-another"
    channel = make(app_token="")
    bot, way_in = await channel.check()
    assert (bot.well, way_in.well) == (False, False)
    await channel.close()
