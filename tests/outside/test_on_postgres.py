"""The bot as an operator runs it on PostgreSQL: from hello to an introduction, to words passed
on, to a broadcast for everyone. Everybody hears everything once."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.faults.conftest import slack, telegram
from tests.faults.processes import BotProcess, telegram_settings
from tests.pairing.test_across_platforms import MENTEE, MENTOR, WALKING, Chat
from tests.stand_ins.slack import SlackStandIn
from tests.stand_ins.slack.workspace import APP_TOKEN, BOT_TOKEN
from tests.storage.conftest import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url", "slack", "telegram"]
WITHIN = 120.0
"""Seconds: a process on the same database notices within half a minute what another one was ordered."""
PROMPT = 25.0
"""Seconds for a dozen messages to one person at one a second, however many processes pass them on: less than a beat."""
TROUBLE = ('"level": "error"', '"level": "critical"', "[error", "[critical", "Traceback")


def _settings(url: str, world: SlackStandIn) -> dict[str, str]:
    return {
        "ALONGSIDE_DATABASE_URL": url,
        "ALONGSIDE_PROGRAMS": str(WALKING),
        "ALONGSIDE_SLACK_BOT_TOKEN": BOT_TOKEN,
        "ALONGSIDE_SLACK_APP_TOKEN": APP_TOKEN,
        "ALONGSIDE_SLACK_BASE_URL": world.base_url,
    }


def _takes_turns(world: SlackStandIn) -> None:
    """Slack gives each event to one of the connections; here to one after the other."""
    offer, turns = world.sockets.offer, itertools.count()

    async def next_one(kind, payload, within, attempt=0, envelope_id=""):
        if world.sockets.open:
            at = next(turns) % len(world.sockets.open)
            world.sockets.open.append(world.sockets.open.pop(at))
        return await offer(kind, payload, within, attempt, envelope_id)

    world.sockets.offer = next_one  # type: ignore[method-assign]


async def _orders(folder: Path, settings: dict[str, str], *words: str) -> None:
    """A command of the operator's, while the bot runs."""
    async with BotProcess(folder, settings) as command:
        await command.start(*words)
        assert await command.ended(WITHIN) == 0, command.said


async def _through(chat: Chat, acts: tuple[str, ...], slack: SlackStandIn) -> None:
    for act in acts:
        before = len(chat.heard)
        await chat.person.says(act.format(name=chat.name))
        await _until(lambda before=before: len(chat.heard) > before)
        # An answer may come in two messages: what is said at the first one may reach another process.
        await slack.settled()


async def _until(happened, within: float = WITHIN) -> None:
    async with asyncio.timeout(within):
        while not happened():
            await asyncio.sleep(0.05)


async def _hears(chat: Chat, words: str) -> str:
    try:
        await _until(lambda: any(words in text for text in chat.heard))
    except TimeoutError:
        raise AssertionError(f"{chat.name} never hears {words!r}, only {chat.heard[-4:]}") from None
    return next(text for text in reversed(chat.heard) if words in text)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 3])
async def test_from_hello_to_a_broadcast_everybody_hears_everything_once(
    tmp_path, postgres_url, telegram, slack, workers
):
    settings = _settings(postgres_url, slack)
    _takes_turns(slack)
    async with AsyncExitStack() as stack:
        bots = []
        for number in range(workers):
            # One process asks Telegram for news: it gives them to one only.
            own = telegram_settings(telegram.url, telegram.token) if number == 0 else {}
            bots.append(await stack.enter_async_context(BotProcess(tmp_path, {**settings, **own})))
            await bots[-1].start()
            await _until(lambda wanted=number: len(slack.sockets.open) > wanted)
        amina = Chat(telegram.person(1, "Amina") if workers == 1 else slack.person("U1", "Amina"), "Amina")
        bilal = Chat(slack.person("U2", "Bilal"), "Bilal")
        await asyncio.gather(_through(amina, MENTEE, slack), _through(bilal, MENTOR, slack))
        await _orders(tmp_path, settings, "match", "--release")
        await _hears(amina, "could be a good mentor")
        await amina.person.presses("Ask Bilal")
        await _hears(bilal, "Amina would like you as a mentor")
        await bilal.person.presses("Yes, gladly")
        await _hears(amina, "meet your mentor: Bilal")
        await _hears(bilal, "you are their mentor now")
        # Before they are in talk: a broadcast leaves whoever is in the middle of something alone for a while.
        asked = ("broadcast", "new", "Hi {name}, see you on Sunday!", "--when", "now", "--send-to", "2")
        await _orders(tmp_path, settings, *asked)
        for chat in (amina, bilal):
            await _hears(chat, f"Hi {chat.name}, see you on Sunday!")
        await amina.person.presses("Write to Bilal")
        await _hears(amina, "What you write now goes straight to Bilal")
        for number in range(12):
            await amina.person.says(f"Line {number} of what I would like to say")
        await _until(lambda: sum("of what I would like" in text for text in bilal.heard) >= 12, PROMPT)
        await asyncio.sleep(1)
        for bot in bots:
            assert bot.runs, bot.said
            assert not [line for line in bot.said.splitlines() if any(word in line for word in TROUBLE)]
    lines = [text for text in bilal.heard if "of what I would like to say" in text]
    numbers = [int(line.partition("Line ")[2].partition(" ")[0]) for line in lines]
    # Over several connections Slack itself promises no order.
    assert (numbers if workers == 1 else sorted(numbers)) == list(range(12))
    for chat in (amina, bilal):
        assert [text for text, times in Counter(chat.heard).items() if times > 1] == []
    assert telegram.violations == []
    assert slack.violations == []
