"""Everything we send while people are onboarded, matched and in talk, looked at by rules of another hand."""

from __future__ import annotations

import asyncio
import contextlib
import json

import pytest

from bot.adapters.slack.channel import SlackChannel
from bot.adapters.telegram import TelegramChannel
from bot.curriculum.folders import read_programs
from bot.doings.rounds import Rounds
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from bot.words.clock import SystemClock
from tests.faults.bots import QUICK, QUICK_SLACK, running
from tests.faults.conftest import slack, stage, telegram
from tests.outside import slack_rules, telegram_rules
from tests.outside.recording import Call, Recorder
from tests.pairing.test_across_platforms import MENTEE, MENTOR, WALKING, Chat
from tests.stand_ins.slack.workspace import APP_TOKEN, BOT_TOKEN

__all__ = ["slack", "stage", "telegram"]

NAMES = ("*_[]()~`>#+-=|{}.!<&Bo", "<!channel> & <b>Ann</b>", "😀" * 62 + "Bo", "\u202eanimA", "Zoë @here {name}")
START = ("helo", "what?", "yess", "5/1998", "1", "3", "back", "3", "{name}", "find work, <i>cook</i> & more")
REST = (
    "nurse & <!here> `x`", "skip", "Lyon, France", "arabc, english, frensh", "skip", "cooking", "evenings", "nobody",
    "no preference", "change name", "{name}", "loks good", "help", "/privacy", "hello again", "/language", "/language",
)  # fmt: skip
LONG = "A long story & <b>more</b> 👩‍👩‍👧‍👦. " * 300


async def goes_through(chat: Chat, acts: tuple[str, ...]) -> None:
    """One act after the other; a word to which nothing needs to be said is no reason to wait."""
    for act in acts:
        before = len(chat.heard)
        await chat.person.says(act.format(name=chat.name) if "{name}" in act else act)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(8):
                await chat.until(lambda before=before: len(chat.heard) > before)
        await asyncio.sleep(0.05)


async def presses_all(chat: Chat, *labels: str) -> None:
    """Press these, each as it comes up."""
    for label in labels:
        await chat.until(lambda label=label: _can_press(chat, label))
        await chat.person.presses(label)
        await asyncio.sleep(0.2)


def _can_press(chat: Chat, label: str) -> bool:
    newest = [shown for shown in chat.person.chat if getattr(shown, "by_bot", True)][-3:]
    return any(label in shown.buttons for shown in newest)


@contextlib.asynccontextmanager
async def watched(folder, stage, telegram, slack):
    """The bot on both platforms, and what it sent there; no rule may be broken by the end."""
    clock = SystemClock()
    async with Recorder(telegram.url) as to_telegram, Recorder(slack.base_url.removesuffix("/api/")) as to_slack:
        root = f"{to_slack.url}/api/"
        channels = (
            TelegramChannel(telegram.token, clock=clock, root=to_telegram.url, timing=QUICK),
            SlackChannel(bot_token=BOT_TOKEN, app_token=APP_TOKEN, base_url=root, clock=clock, pace=QUICK_SLACK),
        )
        async with running(folder, stage, *channels) as alongside:
            await slack.sockets.connected.wait()
            yield alongside, to_telegram.calls, to_slack.calls
            await alongside.hub.settle()
        assert telegram_rules.faults(to_telegram.calls) == []
        assert slack_rules.faults(to_slack.calls) == []
    assert telegram.violations == []
    assert slack.violations == []


async def test_nothing_we_send_in_onboarding_breaks_a_published_limit(tmp_path, telegram, slack, stage):
    async with watched(tmp_path, stage, telegram, slack) as (_, to_telegram, to_slack):
        typing = [Chat(telegram.person(7 + n, name), name) for n, name in enumerate(NAMES)]
        typing += [Chat(slack.person(f"U{7 + n}", name), name) for n, name in enumerate(NAMES)]
        await asyncio.gather(*(goes_through(chat, (*START, *REST, LONG, "/status")) for chat in typing))
        pressing = [Chat(telegram.person(30, "Press"), "Press"), Chat(slack.person("U30", "Press"), "Press")]
        await asyncio.gather(*(_presses_through(chat) for chat in pressing))
        await slack.person("U7").opens_home()
    assert all("You are on the list" in " ".join(chat.heard) for chat in typing)
    assert sum(call.method == "sendMessage" for call in to_telegram) > 100
    assert sum(call.method == "chat.postMessage" for call in to_slack) > 100


async def test_nothing_we_send_between_two_people_breaks_a_published_limit(tmp_path, telegram, slack):
    walking = set_stage(read_programs(WALKING), open_gazetteer())
    async with watched(tmp_path, walking, telegram, slack) as (alongside, *_):
        mentees = [Chat(telegram.person(1), "Ann <b>"), Chat(slack.person("U1"), "Bo & *Co*")]
        mentors = [Chat(telegram.person(2), "Clara >"), Chat(slack.person("U2"), "<!here> Dee")]
        await asyncio.gather(*(chat.goes_through(MENTEE) for chat in mentees))
        await asyncio.gather(*(chat.goes_through(MENTOR) for chat in mentors))
        rounds = Rounds(alongside.store, SystemClock(), walking.programs)
        await rounds.write("walking", await rounds.look("walking"))
        await alongside.hub.tick()
        for mentee in mentees:
            card = await mentee.hears("could be a good mentor")
            mentor = next(one for one in mentors if one.name in card)
            await mentee.person.presses(f"Ask {mentor.name}")
            await mentor.hears("would like you as a mentor")
            await mentor.person.presses("Yes, gladly")
            await mentee.hears("meet your mentor")
            await mentee.person.presses(f"Write to {mentor.name}")
            await mentee.until(lambda mentee=mentee: "pass it on" in " ".join(mentee.heard[-2:]))
            await mentee.person.says(f"{LONG}{LONG} https://example.org/a?b=<c>&d <!channel> <@U1>")
            await mentor.hears("example.org")
            first = next(shown for shown in mentor.person.chat if "(1/" in shown.text)
            await mentor.person.answers(first, "About the first part: *yes* & <no>")
            await mentee.hears("About the first part")
            await mentor.person.says("/help")
            await mentor.hears("can write to each other here")


async def _presses_through(chat: Chat) -> None:
    """The way of somebody who presses whatever can be pressed, some of it twice."""
    await goes_through(chat, ("hello",))
    await presses_all(chat, "Yes, let's start")
    await goes_through(chat, ("3/1975",))
    await presses_all(chat, "I'd like to be a mentor", "New Neighbors", "‹ Back", "New Neighbors")
    await goes_through(chat, ("Press",))
    await presses_all(chat, "Find work", "✓ Find work", "Find work", "Meet people", "Done", "Skip")
    await goes_through(chat, ("Lyon, France", "english"))
    await presses_all(chat, "School", "Skip", "Weekends", "Done", "‹ Back", "Weekends", "Done")


def _call(method: str, answer: dict | None = None, **sent: object) -> Call:
    headers = {"content-type": "application/json; charset=utf-8", "authorization": "Bearer xoxb-1"}
    return Call(method, 0.0, 0.0, headers, json.dumps(sent).encode(), "", answer or {"ok": True})


def _keyboard(data: str) -> dict:
    return {"inline_keyboard": [[{"text": "A", "callback_data": data}]]}


SENT = {"ok": True, "result": {"message_id": 5}}


@pytest.mark.parametrize(
    "calls",
    [
        [_call("sendMessage", chat_id=1, text="x" * 4097)],
        [_call("sendMessage", chat_id=1, text="😀" * 2049)],
        [_call("sendMessage", chat_id=1, text=" ")],
        [_call("sendMessage", chat_id=1, text="a", parse_mode="HTML")],
        [_call("sendMessage", chat_id=1, text="a", reply_markup=_keyboard("é" * 33))],
        [_call("sendMessage", {"ok": False, "error_code": 400}, chat_id=1, text="a")],
        [_call("sendMessage", SENT, chat_id=1, text="a"), _call("editMessageText", chat_id=1, message_id=5, text="a")],
        [_call("getUpdates", {"ok": True, "result": [{"update_id": 1, "callback_query": {"id": "7"}}]})],
        [_call("sendMessage", chat_id=1, text="a")] * 70,
    ],
)
def test_the_second_look_at_telegram_finds_what_is_wrong(calls):
    assert telegram_rules.faults(calls)
    assert telegram_rules.faults([_call("sendMessage", SENT, chat_id=1, text="a", reply_markup=_keyboard("1"))]) == []


BUTTON = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "A"}}
SECTION = {"type": "section", "text": {"type": "plain_text", "text": "A"}}


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "<!channel>", "blocks": [SECTION]},
        {"text": "a & b", "blocks": [SECTION]},
        {"text": "a", "blocks": [SECTION] * 51},
        {"text": "a", "blocks": [{"type": "actions", "elements": [BUTTON, BUTTON]}]},
        {"text": "a", "blocks": [{"type": "actions", "elements": [BUTTON | {"value": "x" * 2001}]}]},
        {"text": "a", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}}]},
        {"text": "a", "blocks": [SECTION], "as_user": True},
    ],
)
def test_the_second_look_at_slack_finds_what_is_wrong(sent):
    assert slack_rules.faults([_call("chat.postMessage", {"ok": True, "ts": "1"}, channel="D1", **sent)])
    fine = _call("chat.postMessage", {"ok": True, "ts": "1"}, channel="D1", text="a &amp; b", blocks=[SECTION])
    assert slack_rules.faults([fine]) == []
