"""Nothing is confirmed before it is committed, whatever Telegram, the network or the database do."""

from __future__ import annotations

import asyncio

import pytest

from bot.adapters.telegram import TelegramChannel
from bot.words.clock import SystemClock
from bot.words.messages import (
    Command,
    Ignored,
    Left,
    LocationShared,
    PeoplePicked,
    PickPeople,
    Press,
    Returned,
    Say,
    Typed,
)
from tests.adapters.telegram.conftest import QUICK, MemoryInbox, delivery, listening


async def test_what_people_do_reaches_the_inbox_in_order(channel, standin, inbox):
    amina = standin.person(7, "Amina", "sw")
    async with listening(channel, inbox):
        await amina.says("/start abc")
        await amina.says("hello")
        await inbox.holds(2)
        await channel.send(delivery(7, "Choose", "A"), None)
        await amina.presses("A")
        await amina.shares_location(-1.28, 36.82)
        await amina.blocks()
        await amina.unblocks()
        contents = await inbox.holds(6)
    assert contents == [
        Command("start", "abc"),
        Typed("hello"),
        Press("A"),
        LocationShared(-1.28, 36.82),
        Left(),
        Returned(),
    ]
    first = inbox.batches[0][0]
    assert (first.key, first.address.id, first.name, first.language) == ("telegram:7:1", "7", "Amina", "sw")


async def test_a_press_says_which_message_it_was_on_and_is_answered_once_kept(channel, standin, inbox):
    amina = standin.person(7)
    amina.started = True
    async with listening(channel, inbox):
        reference = await channel.send(delivery(7, "Choose", "A"), None)
        inbox.gate.clear()
        await amina.presses("A")
        await inbox.until(lambda: inbox.batches != [])
        assert not standin.answered
        inbox.gate.set()
        await standin.bell.until(lambda: len(standin.answered) == 1, 5)
    assert inbox.batches[0][0].message == reference


async def test_people_picked_come_with_the_pickers_data_and_names(channel, standin, inbox):
    amina = standin.person(7)
    amina.started = True
    async with listening(channel, inbox):
        await channel.send(delivery(7, Say("Who?", widget=PickPeople("Choose", "77", 2))), None)
        await amina.picks_people((8, "Bo"), (9, "Cy"))
        (picked,) = await inbox.holds(1)
    assert isinstance(picked, PeoplePicked)
    assert (picked.data, [(person.id, person.name) for person in picked.people]) == ("77", [("8", "Bo"), ("9", "Cy")])


@pytest.mark.parametrize("copies", [2, 5])
async def test_row_1_copies_of_an_update_share_one_key_and_are_confirmed(channel, standin, inbox, copies):
    standin.updates.copies = copies
    amina = standin.person(7)
    amina.started = True
    async with listening(channel, inbox):
        await amina.says("hello")
        await channel.send(delivery(7, "Choose", "A"), None)
        await amina.presses("A")
        await inbox.holds(2)
        await standin.until_confirmed()
        await standin.until_called("answerCallbackQuery")
    assert inbox.contents == [Typed("hello"), Press("A")]
    assert standin.calls["answerCallbackQuery"] == 1


async def test_row_1_a_batch_that_comes_again_is_confirmed_again(channel, standin, inbox):
    standin.updates.confirmations_to_lose = 2
    async with listening(channel, inbox):
        await standin.person(7).says("hello")
        await standin.until_confirmed()
    assert len(inbox.batches) == 3
    assert inbox.contents == [Typed("hello")]


async def test_row_6_update_ids_may_start_again_lower(standin, inbox):
    timing = type(QUICK)(poll=0, first=0.01, most=0.05)  # each poll comes back at once, as after a quiet while
    channel = TelegramChannel(standin.token, root=standin.url, clock=SystemClock(), timing=timing)
    async with listening(channel, inbox):
        await standin.person(7).says("before")
        await standin.until_confirmed()
        await standin.until_called("getUpdates", standin.calls["getUpdates"] + 3)
        standin.updates.restart_ids(17)
        await standin.person(7).says("after")
        assert await inbox.holds(2) == [Typed("before"), Typed("after")]
    await channel.close()


async def test_row_7_a_press_and_words_that_swap_places_are_both_handed_in(channel, standin, inbox):
    amina = standin.person(7)
    amina.started = True
    await channel.send(delivery(7, "Choose", "A"), None)
    await amina.says("B")
    await amina.presses("A")
    standin.updates.pending.reverse()
    async with listening(channel, inbox):
        assert await inbox.holds(2) == [Press("A"), Typed("B")]
        await standin.until_confirmed()


async def test_row_8_a_press_too_old_to_be_answered_is_still_handed_in(channel, standin, inbox):
    amina = standin.person(7)
    amina.started = True
    await channel.send(delivery(7, "Choose", "A"), None)
    await amina.presses("A")
    standin.ahead = 600.0
    async with listening(channel, inbox):
        assert await inbox.holds(1) == [Press("A")]
        await standin.until_called("answerCallbackQuery")
        await amina.says("still here")
        await inbox.holds(2)


async def test_nothing_is_confirmed_while_the_commit_is_under_way(channel, standin, inbox):
    inbox.gate.clear()
    async with listening(channel, inbox):
        await standin.person(7).says("hello")
        await inbox.until(lambda: inbox.batches != [])
        assert standin.calls["getUpdates"] == 1
        assert len(standin.updates.pending) == 1
        inbox.gate.set()
        await standin.until_confirmed()


async def test_row_16_without_a_commit_the_update_stays_with_telegram(channel, standin, inbox):
    inbox.refusals = 3
    async with listening(channel, inbox):
        await standin.person(7).says("hello")
        assert await inbox.holds(1) == [Typed("hello")]
        await standin.until_confirmed()
    assert len(inbox.batches) == 4


async def test_row_34_two_pollers_lose_nothing_and_say_so(channel, standin, inbox, capsys):
    other_inbox = MemoryInbox()
    other = TelegramChannel(standin.token, root=standin.url, clock=SystemClock(), timing=QUICK)
    amina = standin.person(7)
    async with listening(channel, inbox), listening(other, other_inbox):
        await standin.bell.until(lambda: standin.updates.conflicts >= 4, 5)
        for number in range(20):
            await amina.says(str(number))
        await standin.until_confirmed()
    await other.close()
    kept = {**inbox.kept, **other_inbox.kept}
    assert {inbound.content for inbound in kept.values()} == {Typed(str(number)) for number in range(20)}
    assert "another process polls" in capsys.readouterr().out


async def test_a_webhook_left_behind_is_removed_and_its_updates_come(channel, standin, inbox):
    standin.webhook.url = "https://elsewhere.example/telegram"
    await standin.person(7).says("hello")
    async with listening(channel, inbox):
        assert await inbox.holds(1) == [Typed("hello")]
    assert standin.calls["deleteWebhook"] == 1


@pytest.mark.parametrize("kind", ["401", "404", "500", "502", "html-403", "empty", "truncated", "reset", "429", "400"])
async def test_row_28_and_33_polling_goes_on_after_any_failure(channel, standin, inbox, kind):
    standin.fail_next("getUpdates", kind, times=2, retry_after=0.01)
    await standin.person(7).says("hello")
    async with listening(channel, inbox):
        assert await inbox.holds(1) == [Typed("hello")]
        await standin.until_confirmed()


async def test_row_33_a_refused_token_is_told_once_and_never_shown(channel, standin, inbox, capsys):
    standin.fail_next("getUpdates", "401", times=3)
    async with listening(channel, inbox):
        await standin.until_called("getUpdates", 4)
    out = capsys.readouterr().out
    assert out.count("refuses the token") == 1
    assert standin.token not in out


async def test_the_first_poll_leaves_before_the_command_menu_is_seen_to(standin, inbox):
    menu = {"": [("start", "Begin"), ("privacy", "What we keep")], "es": [("start", "Empezar")]}
    standin.commands["es"] = [{"command": "start", "description": "Empezar"}]
    channel = TelegramChannel(standin.token, root=standin.url, clock=SystemClock(), commands=menu, timing=QUICK)
    standin.fail_next("setMyCommands", "502")
    async with listening(channel, inbox):
        await standin.bell.until(lambda: "" in standin.commands, 5)
        await standin.until_called("getMyCommands", 3)
    assert next(iter(standin.calls)) == "getUpdates"
    assert [command["command"] for command in standin.commands[""]] == ["start", "privacy"]
    assert standin.calls["setMyCommands"] == 2
    await channel.close()


async def test_row_40_odd_updates_are_confirmed_and_what_follows_is_read(channel, standin, inbox):
    standin.updates.add({"message_reaction_count": {"chat": {"id": 7}}})
    standin.updates.add({"message": {"message_id": 1 << 63, "chat": {"id": 1 << 63, "type": "private"}}})
    standin.updates.add(
        {"message": {"message_id": 5, "date": 1, "chat": {"id": -100, "type": "supergroup"}, "text": "x"}}
    )
    await standin.person(7).says("\ud83d lone")
    async with listening(channel, inbox):
        assert await inbox.holds(1) == [Typed("\ufffd lone")]
        await standin.until_confirmed()
    assert channel.dropped == 2
    assert Ignored("supergroup") in [inbound.content for inbound in inbox.kept.values()]


async def test_updates_older_than_a_day_are_gone(channel, standin, inbox):
    await standin.person(7).says("yesterday")
    standin.ahead = 25 * 3600.0
    await standin.person(7).says("today")
    async with listening(channel, inbox):
        assert await inbox.holds(1) == [Typed("today")]


async def test_listening_ends_when_cancelled(channel, standin, inbox):
    async with listening(channel, inbox) as task:
        await standin.until_called("getUpdates")
    assert task.cancelled()
    assert len(asyncio.all_tasks()) < 10
