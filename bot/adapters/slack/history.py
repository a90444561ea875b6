"""Reading conversations back: whether a message of ours arrived, and what people wrote while nobody listened."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import structlog

from bot.adapters.slack.calls import SlackCalls
from bot.adapters.slack.conversations import Conversations
from bot.adapters.slack.payloads import dig, items, text_at
from bot.words.errors import SendError, Throttled, Unreachable
from bot.words.messages import Delivery, Say

log = structlog.get_logger("alongside.slack")

SKEW = dt.timedelta(seconds=30)
"""How far Slack's clock and ours may differ."""
PAGE = 200
LOOKED_BACK = 5
"""Pages of one conversation looked through, at most."""
CONVERSATIONS = 2000
"""Conversations read back after an outage, at most."""
ATTEMPTS = 5

Take = Callable[[dict[str, Any]], Awaitable[bool]]
Fetch = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]


class History:
    """What stands in the bot's direct messages. `pace` is the seconds between two calls when reading many."""

    def __init__(self, calls: SlackCalls, conversations: Conversations, pace: float = 1.3) -> None:
        self._calls, self._conversations, self._pace = calls, conversations, pace

    async def find(self, delivery: Delivery, user: str) -> str | None:
        """The reference of the message that carries this delivery's id; None for what may simply be done again."""
        if not isinstance(delivery.content, Say):
            return None
        channel = await self._conversations.of(user)
        arguments = {"channel": channel, "limit": PAGE, "include_all_metadata": True}
        if delivery.created_at is not None:
            arguments["oldest"] = _stamp(delivery.created_at - SKEW)
        async for message in _pages(self._calls.read, "conversations.history", "messages", arguments):
            if text_at(message, "metadata", "event_payload", "outbox_id") == str(delivery.id):
                return f"{channel}:{text_at(message, 'ts')}"
        return None

    async def catch_up(self, since: dt.datetime, team: str, take: Take) -> None:
        """Hand in what people wrote after `since`, as the events that would have told of it.

        Slow on purpose: Slack allows about 50 calls a minute of this kind, and what arrives now comes first.
        """
        count = read = 0
        try:
            async for user, channel in self._people():
                self._conversations.learn(user, channel)
                read += await self._read_back(channel, since, team, take)
                count += 1
                if count == CONVERSATIONS:
                    log.error("history read back in part", channel="slack", conversations=count, alert=True)
                    break
        except SendError as error:
            log.error("history not read back", channel="slack", why=str(error), since=since.isoformat(), alert=True)  # noqa: TRY400 - it has no more to tell
        else:
            log.info("history read back", channel="slack", conversations=count, messages=read, since=since.isoformat())

    async def _people(self) -> AsyncIterator[tuple[str, str]]:
        arguments = {"types": "im", "limit": PAGE}
        async for found in _pages(self._slowly, "conversations.list", "channels", arguments, CONVERSATIONS):
            user, channel = text_at(found, "user"), text_at(found, "id")
            if user and channel and user != "USLACKBOT" and dig(found, "is_user_deleted") is not True:
                yield user, channel

    async def _read_back(self, channel: str, since: dt.datetime, team: str, take: Take) -> int:
        arguments = {"channel": channel, "limit": PAGE, "oldest": _stamp(since)}
        pages = _pages(self._slowly, "conversations.history", "messages", arguments)
        found = [message async for message in pages if isinstance(message, dict) and not message.get("bot_id")]
        for message in reversed(found):  # Slack gives the newest first
            event = message | {"channel": channel, "channel_type": "im"}
            while not await take({"type": "event_callback", "team_id": team, "event": event}):  # noqa: ASYNC110 - a retry
                await asyncio.sleep(self._pace)
        return len(found)

    async def _slowly(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """One call after the pause, waiting out what passes; raises a SendError after several failures."""
        for attempt in range(1, ATTEMPTS + 1):
            await asyncio.sleep(self._pace * attempt)
            try:
                return await self._calls.read(method, arguments)
            except Throttled as error:
                await asyncio.sleep(error.retry_after)
            except Unreachable:
                continue
        return await self._calls.read(method, arguments)


async def _pages(
    fetch: Fetch, method: str, name: str, arguments: dict[str, Any], most: int = LOOKED_BACK
) -> AsyncIterator[Any]:
    """Everything listed under `name`, following Slack's cursors through `most` pages."""
    cursor = ""
    for _ in range(most):
        answer = await fetch(method, arguments | ({"cursor": cursor} if cursor else {}))
        for found in items(answer, name):
            yield found
        cursor = text_at(answer, "response_metadata", "next_cursor")
        if not cursor:
            return


def _stamp(when: dt.datetime) -> str:
    return f"{when.timestamp():.6f}"
