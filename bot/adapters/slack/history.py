"""Reading conversations back: whether a message of ours arrived, and what people wrote while nobody listened."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import structlog

from bot.adapters.slack import refs
from bot.adapters.slack.calls import SlackCalls
from bot.adapters.slack.conversations import Conversations
from bot.adapters.slack.files import mark
from bot.adapters.slack.payloads import dig, items, text_at
from bot.words.errors import SendError, Throttled, Unreachable
from bot.words.messages import Delivery, File, Pin, Say

log = structlog.get_logger("alongside.slack")

SKEW = dt.timedelta(seconds=30)
"""How far Slack's clock and ours may differ."""
PAGE = 200
LOOKED_BACK = 5
"""Pages of one conversation looked through, at most."""
CONVERSATIONS = 2000
"""Conversations read back after an outage, at most."""
ATTEMPTS = 5
"""How often one page of history is asked for."""

Take = Callable[[dict[str, Any]], Awaitable[bool]]
Fetch = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]


class History:
    """What stands in the bot's direct messages. `pace` is the seconds between two calls when reading many."""

    def __init__(self, calls: SlackCalls, conversations: Conversations, pace: float = 1.3) -> None:
        self._calls, self._conversations, self._pace = calls, conversations, pace

    async def find(self, delivery: Delivery, user: str, thread: str = "") -> str | None:
        """The reference of the message that carries this delivery's id; None for what may simply be done again."""
        if not isinstance(delivery.content, Say | File | Pin):
            return None
        channel = await self._conversations.of(user)
        arguments = {"channel": channel, "limit": PAGE, "include_all_metadata": True}
        if delivery.created_at is not None:
            arguments["oldest"] = _stamp(delivery.created_at - SKEW)
        method = "conversations.replies" if thread else "conversations.history"
        if thread:
            arguments["ts"] = thread
        async for message in _pages(self._calls.read, method, "messages", arguments):
            if _carries(message, delivery):
                return refs.made(channel, text_at(message, "ts"), thread)
        return None

    async def message(self, channel: str, ts: str, root: str) -> dict[str, Any]:
        """One message of ours, {} where it is not there (any more) or Slack does not tell."""
        arguments = {"channel": channel, "ts": root, "oldest": ts, "latest": ts, "inclusive": True, "limit": 2}
        try:
            answer = await self._calls.read("conversations.replies", arguments)
        except SendError:
            return {}
        found = (one for one in items(answer, "messages") if text_at(one, "ts") == ts and dig(one, "bot_id"))
        return next(found, {})

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
        """Hand in what was written here since, also in threads, whose roots may be older: one page of those is read."""
        stamp, count = _stamp(since), 0
        found: list[dict[str, Any]] = []
        async for message in _pages(
            self._slowly, "conversations.history", "messages", {"channel": channel, "limit": PAGE}
        ):
            count += 1
            if count > PAGE and text_at(message, "ts") <= stamp:
                break
            if isinstance(message, dict):
                found += await self._since(message, channel, stamp)
        for event in sorted(found, key=lambda one: text_at(one, "ts")):
            at = event | {"channel": channel, "channel_type": "im"}
            while not await take({"type": "event_callback", "team_id": team, "event": at}):  # noqa: ASYNC110 - a retry
                await asyncio.sleep(self._pace)
        return len(found)

    async def _since(self, message: dict[str, Any], channel: str, stamp: str) -> list[dict[str, Any]]:
        """The message if it is newer, its edit if that is, and the newer answers in its thread."""
        found = list(_newer(message, stamp))
        if text_at(message, "latest_reply") > stamp:
            arguments = {"channel": channel, "ts": text_at(message, "ts"), "oldest": stamp, "limit": PAGE}
            async for reply in _pages(self._slowly, "conversations.replies", "messages", arguments):
                if isinstance(reply, dict) and text_at(reply, "ts") != text_at(message, "ts"):
                    found += _newer(reply, stamp)
        return found

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


def _newer(message: dict[str, Any], stamp: str) -> Iterator[dict[str, Any]]:
    """The event that told of this message, or of its edit, if it happened after that."""
    if message.get("bot_id"):
        return
    if text_at(message, "ts") > stamp:
        yield message
    elif text_at(message, "edited", "ts") > stamp:
        edited_at = text_at(message, "edited", "ts")
        yield {"type": "message", "subtype": "message_changed", "ts": edited_at, "message": message}


def _carries(message: Any, delivery: Delivery) -> bool:
    """Whether this is the message that a delivery became."""
    if isinstance(delivery.content, File):
        return any(mark(delivery) in text_at(file, "name") for file in items(message, "files"))
    return text_at(message, "metadata", "event_payload", "outbox_id") == str(delivery.id)


def _stamp(when: dt.datetime) -> str:
    return f"{when.timestamp():.6f}"
