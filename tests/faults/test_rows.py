"""The rows of the fault catalogue that onboarding touches, played end to end: real channels, hub, store and flows."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from contextlib import closing
from typing import Any

import pytest

import bot.assembling
from bot.flows.anytime.asides import EDITED
from bot.flows.onboarding.screening import REFUSED
from bot.flows.standing.said import SORRY
from bot.words.clock import RehearsalClock
from bot.words.messages import Address, Typed
from tests.faults.bots import running, slack_channel, telegram_channel
from tests.faults.lives import Life, rehearse, state
from tests.stand_ins.slack import Person as SlackPerson
from tests.stand_ins.slack import SlackStandIn
from tests.stand_ins.slack.workspace import TEAM

SLACK_SCRIPT = (
    "hello",
    "[Yes, let's start]",
    "May 1998",
    "[I'd like to be a mentor]",
    "[First Year Together]",
    "Jonas",
    "[Study and exams]",
    "[Done]",
    "Graz",
    "German, English",
    "[Master's or higher]",
    "TU Graz",
    "skip",
    "weekends",
    "no one",
    "3",
    "Physics",
    "[Yes, all good]",
)


class SlackLife:
    """Someone on Slack who goes through onboarding; `said` counts the bot's messages."""

    def __init__(self, world: SlackStandIn, stage: Any, id: str = "U7") -> None:
        self.world, self.person = world, world.person(id, "Jonas")
        self.expected = rehearse(stage, SLACK_SCRIPT, "Jonas", "slack")
        self.address = Address("slack", f"{TEAM}/{id}")

    async def lives(self, first: int = 0, last: int | None = None) -> None:
        """Do everything from this act to that one."""
        for act, count in list(zip(self.expected.acts, self.expected.heard_after, strict=True))[first:last]:
            await does(self.person, act)
            await self.hears(count)

    async def hears(self, count: int) -> None:
        await self.world.news.until(lambda: len(self.heard) >= count, 10)

    @property
    def heard(self) -> list[str]:
        return [shown.text for shown in self.person.chat if shown.by_bot]


async def does(person: SlackPerson, act: str) -> None:
    if act.startswith("["):
        await person.presses(act.strip("[]"))
    else:
        await person.says(act)


# --- what comes in -------------------------------------------------------------------------------------------------


async def test_row_1_every_update_three_times_is_one_onboarding(tmp_path, telegram, stage):
    telegram.updates.copies = 3
    async with running(tmp_path, stage, telegram_channel(telegram)) as alongside:
        life = Life.begins(telegram, stage, 0)
        await life.lives()
        await telegram.until_confirmed()
        await alongside.hub.settle()
        assert (life.reached, life.doubled, life.odd) == (len(life.expected.said), 0, [])
        assert alongside.rows("SELECT count(*) FROM inbox") == [(len(life.expected.acts),)]
        assert state(await alongside.scene(life.address)) == life.expected.state_after[-1]
    assert telegram.violations == []


async def test_rows_2_and_4_slack_events_that_come_again_are_one_onboarding(tmp_path, slack, stage):
    async with running(tmp_path, stage, slack_channel(slack)) as alongside:
        await slack.sockets.connected.wait()
        life = SlackLife(slack, stage)
        deliver = slack.deliver

        def twice(kind: str, payload: dict[str, Any]) -> asyncio.Task[bool]:
            deliver(kind, payload)
            return deliver(kind, payload)

        slack.deliver = twice  # type: ignore[method-assign]
        await life.lives()
        await slack.settled()
        await alongside.hub.settle()
        assert len(life.heard) == len(life.expected.said)
        assert state(await alongside.scene(life.address)) == life.expected.state_after[-1]
    assert slack.violations == []
    assert slack.lost == []


async def test_row_3_a_copy_minutes_and_days_later_has_no_effect(tmp_path, slack, stage):
    clock = RehearsalClock()
    slack.echo = False
    async with running(tmp_path, stage, slack_channel(slack, clock), clock=clock) as alongside:
        await slack.sockets.connected.wait()
        life = SlackLife(slack, stage)
        await life.lives(last=2)
        await alongside.hub.settle()
        for later in (dt.timedelta(minutes=5), dt.timedelta(minutes=6), dt.timedelta(hours=25), dt.timedelta(days=7)):
            clock.advance(later)
            while await alongside.store.write(lambda session: session.retire(clock.now())):
                pass
            assert await slack.repeat(0)
            assert await slack.repeat(1)
            assert alongside.rows("SELECT count(*) FROM inbox WHERE status = 'done'") == [(2,)]
        assert (await alongside.scene(life.address)).run.open == "born"


async def test_row_6_updates_with_lower_numbers_after_a_quiet_week_count(tmp_path, telegram, stage):
    async with running(tmp_path, stage, telegram_channel(telegram)):
        life = Life.begins(telegram, stage, 1)
        await life.does("hello")
        await life.hears(2)
        await telegram.until_confirmed()
        telegram.updates.restart_ids(5)
        await life.does("yes")
        await life.hears(3)
        await telegram.until_confirmed()


async def test_row_7_words_and_a_press_that_swap_places_are_each_judged_by_how_things_stand(tmp_path, telegram, stage):
    async with running(tmp_path, stage, telegram_channel(telegram)) as alongside:
        life = Life.begins(telegram, stage, 0)
        amina = life.person
        for act, count in (("/start", 2), ("[Yes, let's start]", 3), ("May 1998", 4)):
            await life.does(act)
            await life.hears(count)
        await amina.says("New Neighbors")  # overtook the press that it follows
        await amina.presses("I'd like a mentor")
        await life.hears(5)
        await alongside.hub.settle()
        asked = await alongside.scene(life.address)
        assert (asked.run.answers["role"], asked.run.open) == ("mentee", "program")
        role = next(seen for seen in amina.chat if "What brings you here" in seen.text)
        telegram.callback(amina, role, f"{asked.run.id:x}.role.mentor")
        await amina.bell.until(lambda: "already answered" in amina.chat[-1].text, 5)
        after = await alongside.scene(life.address)
        assert (after.run.answers, after.run.open) == (asked.run.answers, "program")
    assert telegram.violations == []


async def test_row_8_a_press_while_the_bot_was_down_counts_although_it_is_too_old_to_be_answered(
    tmp_path, telegram, stage
):
    life = Life.begins(telegram, stage, 0)
    async with running(tmp_path, stage, telegram_channel(telegram)):
        await life.does("/start")
        await life.hears(2)
        await telegram.until_confirmed()
    await life.does("[Yes, let's start]")
    telegram.ahead = 600.0
    async with running(tmp_path, stage, telegram_channel(telegram)) as alongside:
        await life.hears(3)
        await life.does("May 1998")
        await life.hears(4)
        await life.person.says("I'd like a mentor")  # typed is as good as pressed
        await life.hears(5)
        await alongside.hub.settle()
    assert (life.reached, life.doubled, life.odd) == (5, 0, [])
    assert telegram.violations == []


# --- what goes out -------------------------------------------------------------------------------------------------


async def test_row_26_asked_to_wait_everything_comes_later_and_in_order(tmp_path, telegram, stage):
    async with running(tmp_path, stage, telegram_channel(telegram)):
        telegram.fail_next("sendMessage", "429", retry_after=1)
        life = Life.begins(telegram, stage, 1)
        began = asyncio.get_running_loop().time()
        await life.does("hello")
        await life.hears(2)
        assert asyncio.get_running_loop().time() - began >= 1
        assert (life.doubled, life.odd) == (0, [])
    assert telegram.violations == []


async def test_rows_28_and_29_telegram_fails_in_every_way_and_nobody_is_left_hanging(tmp_path, telegram, stage):
    arrived, lost = ("reset", "empty", "truncated"), ("500", "502", "html-403")
    async with running(tmp_path, stage, telegram_channel(telegram)) as alongside:
        lives = [Life.begins(telegram, stage, 3 * number + 1) for number in range(6)]
        for life, kind in zip(lives, arrived + lost, strict=True):
            telegram.fail_next("sendMessage", kind)
            await life.does("hello")
            await telegram.until_called("sendMessage", telegram.calls["sendMessage"] + 1)
        await asyncio.gather(*(life.hears(2) for life in lives))
        await alongside.hub.settle()
        assert [life.doubled for life in lives] == [1, 1, 1, 0, 0, 0]
        assert all(life.odd == [] for life in lives)
        assert alongside.rows("SELECT count(*) FROM outbox WHERE uncertain = 1") == [(6,)]
        assert alongside.rows("SELECT status, count(*) FROM outbox GROUP BY status") == [("sent", 12)]
    assert telegram.violations == []


@pytest.mark.parametrize("kind", ["accept-then-reset", "accept-then-500", "accept-then-truncated", "503"])
async def test_rows_28_and_29_on_slack_what_arrived_is_found_and_nothing_is_said_twice(tmp_path, slack, stage, kind):
    async with running(tmp_path, stage, slack_channel(slack)) as alongside:
        await slack.sockets.connected.wait()
        slack.fail_next("chat.postMessage", kind)
        life = SlackLife(slack, stage)
        await life.lives(last=2)
        await alongside.hub.settle()
        assert len(life.heard) == 3
        assert alongside.rows("SELECT count(*) FROM outbox WHERE done_at IS NULL") == [(0,)]
    assert slack.violations == []


async def test_row_30_what_slack_refuses_for_good_is_closed_and_the_next_message_goes_out(tmp_path, slack, stage):
    async with running(tmp_path, stage, slack_channel(slack)) as alongside:
        await slack.sockets.connected.wait()
        slack.fail_next("chat.postMessage", "invalid_blocks")
        life = SlackLife(slack, stage)
        await life.person.says("hello")
        await life.hears(1)
        await alongside.hub.settle()
        assert "Is that all right with you?" in life.heard[0]
        assert alongside.rows("SELECT status, reason FROM outbox ORDER BY seq") == [
            ("gave-up", "rejected"),
            ("sent", None),
        ]


async def test_row_31_whoever_blocks_hears_nothing_more_and_coming_back_goes_on(tmp_path, telegram, stage):
    async with running(tmp_path, stage, telegram_channel(telegram)) as alongside:
        life = Life.begins(telegram, stage, 1)
        for act, count in (("hello", 2), ("yes", 3)):
            await life.does(act)
            await life.hears(count)
        await alongside.hub.settle()
        await life.does("3/1975")
        await life.person.blocks()
        await telegram.until_confirmed()
        await alongside.hub.settle()
        assert not (await alongside.scene(life.address)).reachable
        assert alongside.rows("SELECT count(*) FROM outbox WHERE done_at IS NULL") == [(0,)]
        await life.person.unblocks()
        await life.person.says("/start")
        await life.person.bell.until(lambda: "Good to see you again!" in life.person.chat[-1].text, 5)
        assert "What brings you here?" in life.person.chat[-1].text
        assert (await alongside.scene(life.address)).reachable


async def test_row_33_a_revoked_token_keeps_the_queue_and_a_good_one_empties_it(tmp_path, telegram, stage):
    life = Life.begins(telegram, stage, 1)
    async with running(tmp_path, stage, telegram_channel(telegram)) as alongside:
        telegram.fail_next("sendMessage", "401", times=2)
        await life.does("hello")
        await telegram.until_called("sendMessage")
        await telegram.until_confirmed()
    assert (life.reached, alongside.rows("SELECT count(*) FROM outbox WHERE done_at IS NULL")) == (0, [(2,)])
    with closing(sqlite3.connect(alongside.database)) as connection:  # the minute that the channel stays closed is over
        connection.execute("UPDATE outbox SET ready_at = 0")
        connection.commit()
    telegram._faults.clear()
    async with running(tmp_path, stage, telegram_channel(telegram)):
        await life.hears(2)
    assert (life.doubled, life.odd) == (0, [])


async def test_row_36_connections_that_are_refreshed_and_cut_lose_nothing(tmp_path, slack, stage):
    slack.retries = (0, 0.2, 0.5, 1, 2)
    async with running(tmp_path, stage, slack_channel(slack)) as alongside:
        await slack.sockets.connected.wait()
        life = SlackLife(slack, stage)
        await life.lives(last=2)
        await slack.sockets.refresh()
        await life.lives(2, 4)
        slack.sockets.drop()
        await life.lives(4, 6)
        await alongside.hub.settle()
        assert state(await alongside.scene(life.address)) == life.expected.state_after[5]
        assert len(life.heard) == life.expected.heard_after[5]
    assert slack.violations == []


async def test_row_37_a_locked_database_is_not_acknowledged_and_the_copy_counts_once(tmp_path, slack, stage):
    slack.retries, slack.acknowledge = (0, 0.5, 1, 2, 5), 0.6
    async with running(tmp_path, stage, slack_channel(slack)) as alongside:
        await slack.sockets.connected.wait()
        life = SlackLife(slack, stage)
        await life.lives(last=1)
        await alongside.hub.settle()
        await slack.settled()
        acknowledged = len(slack.sockets.acknowledged)
        with closing(sqlite3.connect(alongside.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await life.person.says("yes")
            await asyncio.sleep(1.2)  # longer than Slack waits here
            assert len(slack.sockets.acknowledged) == acknowledged
            other.execute("ROLLBACK")
        await life.hears(3)
        await slack.settled()
        await alongside.hub.settle()
        assert len(life.heard) == 3
        assert alongside.rows("SELECT count(*) FROM inbox WHERE status = 'done'") == [(2,)]


# --- turns ---------------------------------------------------------------------------------------------------------


async def test_row_41_a_turn_that_raises_is_told_and_the_next_message_of_the_same_person_works(
    tmp_path, telegram, stage, monkeypatch
):
    decide = bot.assembling.decide

    def fragile(stage, scene, inbound, moment):
        if inbound.content == Typed("boom"):
            raise ZeroDivisionError
        return decide(stage, scene, inbound, moment)

    monkeypatch.setattr(bot.assembling, "decide", fragile)
    async with running(tmp_path, stage, telegram_channel(telegram)) as alongside:
        life = Life.begins(telegram, stage, 1)
        await life.does("hello")
        await life.hears(2)
        await life.person.says("boom")
        await life.person.bell.until(lambda: life.odd == [SORRY().english], 5)
        await life.does("yes")
        await life.hears(3)
        await alongside.hub.settle()
        assert alongside.rows("SELECT status, error FROM inbox ORDER BY seq") == [
            ("done", ""),
            ("quarantined", "ZeroDivisionError"),
            ("done", ""),
        ]


async def test_row_42_neither_our_own_words_nor_another_bots_are_answered(tmp_path, telegram, slack, stage):
    async with running(tmp_path, stage, telegram_channel(telegram), slack_channel(slack)) as alongside:
        await slack.sockets.connected.wait()
        life = SlackLife(slack, stage)
        await life.lives(last=1)  # Slack tells us of our own two messages
        await life.person.says("hello from a bot", bot_id="B0OTHER")
        other = telegram.person(9)
        message = {"message_id": 1, "from": {**other.user, "is_bot": True}, "chat": other.room, "date": telegram.date}
        other.started = True
        telegram.updates.add({"message": {**message, "text": "hello"}})
        await telegram.until_confirmed()
        await slack.settled()
        await alongside.hub.settle()
        assert [text for text in life.heard if text != "hello from a bot"] == life.expected.said[:2]
        assert other.chat == []


async def test_row_43_an_edited_message_changes_no_answer_and_whoever_edits_hears_how_to(tmp_path, telegram, stage):
    async with running(tmp_path, stage, telegram_channel(telegram)) as alongside:
        life = Life.begins(telegram, stage, 1)
        message = life.person.sends(text="hello")
        await life.hears(2)
        telegram.updates.add({"edited_message": {**message, "text": "yes", "edit_date": telegram.date}})
        await telegram.until_confirmed()
        await alongside.hub.settle()
        assert (life.reached, life.odd) == (2, [stage.speech.say(EDITED(), "en")])
        assert (await alongside.scene(life.address)).run.open == "consent"


# --- the age screen ------------------------------------------------------------------------------------------------


async def test_rows_53_and_54_turned_away_there_is_one_answer_to_everything_and_nothing_is_kept(
    tmp_path, telegram, slack, stage
):
    refused = stage.speech.say(REFUSED(), "en")
    year = dt.datetime.now(dt.timezone.utc).year - 15
    async with running(tmp_path, stage, telegram_channel(telegram), slack_channel(slack)) as alongside:
        await slack.sockets.connected.wait()
        young, other = Life.begins(telegram, stage, 1), SlackLife(slack, stage)
        await young.does("hello")
        await young.hears(2)
        consent = young.person.chat[-1]
        pressed = consent.key("Yes, let's start")["callback_data"]
        await young.does("yes")
        await young.hears(3)
        await other.lives(last=2)
        await young.person.says(f"5/{year}")
        await other.person.says(f"5/{year}")
        await other.hears(4)
        for count, again in enumerate(("/start", "/start mentor-first_year", "I am 42", "/delete", "1/1980"), 1):
            await young.person.says(again)
            await young.person.bell.until(lambda so_many=count: young.odd.count(refused) > so_many, 5)
        telegram.callback(young.person, consent, pressed)
        young.person.sends(photo=[{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}])
        await young.person.bell.until(lambda: young.odd == 8 * [refused], 5)
        await other.person.commands("start")
        await other.person.opens_home()
        await slack.settled()
        await alongside.hub.settle()
        assert other.heard[3:] == 2 * [refused]
        assert alongside.rows("SELECT count(*) FROM people") == [(0,)]
        assert alongside.rows("SELECT count(*) FROM inbox WHERE payload IS NOT NULL AND person IS NOT NULL") == [(0,)]
        assert alongside.rows("SELECT count(*) FROM runs") == [(0,)]
        assert alongside.rows("SELECT count(*) FROM refusals") == [(2,)]
        assert alongside.rows("SELECT count(*) FROM outbox") == [(0,)]
    assert (telegram.violations, slack.violations) == ([], [])


# --- what people write ---------------------------------------------------------------------------------------------

HOSTILE = {
    "slack": "<!channel> <!here> <@U1> &lt;!channel&gt; javascript:alert(1)",
    "telegram": "<b>bold</b> <a href=x>&amp; _*[]()~`>#+-=|{}.! @all /start x",
    "bidi": "a\u202eevil\u202c \u200b\ufeff caf\u00e9 C\u03bfordinator",
}


@pytest.mark.parametrize("kind", list(HOSTILE))
async def test_rows_58_to_60_what_someone_writes_is_shown_back_as_they_wrote_it(tmp_path, telegram, slack, stage, kind):
    words = HOSTILE[kind]
    shown = words if words.isascii() else f"\u2068{words}\u2069"  # set apart, so that it turns nothing around it
    async with running(tmp_path, stage, telegram_channel(telegram), slack_channel(slack)) as alongside:
        await slack.sockets.connected.wait()
        amina, jonas = telegram.person(7), slack.person("U8", "Jonas")
        for text in ("hello", "yes", "May 1998", "mentee", "New Neighbors", "Amina", "work", words):
            await amina.says(text)
            await telegram.until_confirmed()
            await jonas.says(text)
            await slack.settled()
        await alongside.hub.settle()
        for chat, address in (
            ([seen.text for seen in amina.chat], Address("telegram", "7")),
            ([seen.text for seen in jonas.chat if seen.by_bot], Address("slack", f"{TEAM}/U8")),
        ):
            assert any(text.endswith(f"\n\n✓ {shown}") for text in chat)
            assert (await alongside.scene(address)).run.answers["profession"] == words
    assert (telegram.violations, slack.violations) == ([], [])


async def test_row_60_a_name_is_shown_without_what_hides_or_turns_or_towers(tmp_path, telegram, stage):
    async with running(tmp_path, stage, telegram_channel(telegram)) as alongside:
        amina = telegram.person(7)
        for text in ("hello", "yes", "May 1998", "mentee", "New Neighbors", "A\u202e\u200bmina\x00" + "\u0301" * 500):
            await amina.says(text)
            await telegram.until_confirmed()
        await amina.says("x" * 4096)
        await telegram.until_confirmed()
        await alongside.hub.settle()
        name = (await alongside.scene(Address("telegram", "7"))).person.name
        assert name == "Amin\u00e1\u0301\u0301"
        assert any(f"work towards, {name}?" in seen.text for seen in amina.chat)
    assert telegram.violations == []
