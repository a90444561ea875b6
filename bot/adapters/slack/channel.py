"""The Slack channel: listens over Socket Mode or HTTP, and makes one call per delivery."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from starlette.routing import Route

from bot.adapters.slack import refs
from bot.adapters.slack.app import bolt_app
from bot.adapters.slack.calls import Identity, SlackCalls
from bot.adapters.slack.checking import check
from bot.adapters.slack.conversations import Conversations
from bot.adapters.slack.edits import Edits
from bot.adapters.slack.faults import NOTHING_TO_DELETE
from bot.adapters.slack.files import LOOKS, Files
from bot.adapters.slack.history import History
from bot.adapters.slack.http_mode import events_route
from bot.adapters.slack.intake import Intake, closing
from bot.adapters.slack.payloads import text_at
from bot.adapters.slack.rooms import Rooms
from bot.adapters.slack.socket_mode import Socket, SocketKeeper
from bot.adapters.slack.writing import LIMITS, arguments
from bot.words.clock import Clock
from bot.words.doors import Door
from bot.words.errors import CannotPass, Rejected, SendError, SettingsError, Throttled
from bot.words.messages import (
    Delivery,
    Edit,
    File,
    Gather,
    Home,
    InviteInto,
    OpenRoom,
    Ready,
    Remove,
    RoomLink,
)
from bot.words.ports import NOTHING_READY, Finding, Inbox

log = structlog.get_logger("alongside.slack")

MOST_GATHERED = 8
"""People in one of Slack's conversations of several, the bot not counted."""
MARGIN = dt.timedelta(minutes=10)
"""What came shortly before a gap may have been lost with it: its retries fell into the gap."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long the channel waits, in seconds: for a commit before Slack is told to repeat, for an answer to a call,
    for a sign of life on the socket, between calls when reading history, before asking whether a token works again,
    before each look for the message of a file. `edits` is how many messages it changes in a minute (0: as many as it
    likes): Slack counts 50 for a whole workspace, its "tier 3"."""

    commit: float = 2.5
    call: float = 20.0
    watch: float = 20.0
    history: float = 1.3
    verify: float = 60.0
    looks: tuple[float, ...] = LOOKS
    edits: int = 48


class SlackChannel:
    """One Slack workspace. With an app token it listens over Socket Mode, with a signing secret over HTTP.

    `signing_secret` may be "new,old" while it is being changed. `since` tells when we last heard anything: what
    people wrote after that is read back when listening begins.
    """

    name = "slack"
    limits = LIMITS

    def __init__(  # noqa: PLR0913 - its settings, by name
        self,
        *,
        bot_token: str,
        app_token: str = "",
        signing_secret: str = "",
        base_url: str = "https://slack.com/api/",
        clock: Clock,
        since: Callable[[], dt.datetime | None] | None = None,
        pace: Pace = Pace(),
    ) -> None:
        self._app_token, self._clock, self._since, self._pace = app_token, clock, since, pace
        self._secrets = [secret for secret in map(str.strip, signing_secret.split(",")) if secret]
        self._calls = SlackCalls(bot_token, base_url, clock, pace.call)
        self._conversations = Conversations(self._calls, clock)
        self._rooms = Rooms(self._calls)
        self._edits = Edits(self._calls, pace.edits)
        self._files = Files(self._calls, bot_token, base_url, pace.looks)
        self._history = History(self._calls, self._conversations, pace.history)
        self._intake = Intake(clock, self._overhear, pace.commit)
        self._app = bolt_app(self._intake.take)
        self._identity = Identity()
        self._app_id = ""

    @property
    def door(self) -> Door | None:
        """Where people meet the bot, None until it is known who it is. A link to an app carries no code; until the
        app's id is known, which comes with the first event at the latest, it leads to the workspace."""
        who = self._identity
        if not who.team:
            return None
        app = who.app or self._app_id
        url = f"https://slack.com/app_redirect?app={app}&team={who.team}" if app else who.url
        return Door("slack", "Alongside", url, place=who.place) if url else None

    def routes(self) -> list[Route]:
        """The routes a web server has to offer for HTTP mode; none without a signing secret."""
        return [events_route(self._app, self._secrets, self._clock)] if self._secrets else []

    async def listen(self, inbox: Inbox) -> None:
        """Hand in what people do until cancelled. Raises SettingsError when there is no way to hear anything."""
        if not self._app_token and not self._secrets:
            raise SettingsError("Slack: set an app token (Socket Mode) or a signing secret (HTTP)")
        self._intake.inbox = inbox
        try:
            async with asyncio.TaskGroup() as together:
                together.create_task(self._stay_verified())
                if self._since and (heard := self._since()):
                    together.create_task(self._catch_up(heard))
                if self._app_token:
                    missed = lambda alive: together.create_task(self._catch_up(alive - MARGIN))  # noqa: E731
                    together.create_task(SocketKeeper(self._socket, self._clock, self._pace.watch).keep(missed))
        finally:
            self._intake.inbox = None

    async def send(self, delivery: Delivery, target: str | None, ready: Ready = NOTHING_READY) -> str:  # noqa: PLR0911 - one line a kind
        """As the port says; a person's first message also opens their conversation, which sends nothing."""
        user = delivery.address.id.rpartition("/")[2]
        match delivery.content:
            case Home():
                await self._calls.write("views.publish", arguments(delivery, user))
                return ""
            case Edit(message=message) as edit:
                return await self._edits.make(delivery, edit, message or target or "")
            case Remove():
                return await self._remove(target)
            case Gather() as gather:
                return await self._gather(delivery, gather)
            case OpenRoom() | RoomLink() | InviteInto() as made:
                return await self._make_room(user, made)
        channel = await self._conversations.of(user)
        thread = _thread(ready, channel)
        if isinstance(delivery.content, File):
            if ready.data is None:
                raise CannotPass("gone")
            return await self._files.share(delivery, delivery.content, channel, thread, ready.data)
        posted = arguments(delivery, channel, thread=thread)
        return _named(channel, await self._conversations.post(user, channel, posted))

    async def _make_room(self, channel: str, made: OpenRoom | RoomLink | InviteInto) -> str:
        match made:
            case OpenRoom():
                return await self._rooms.open(made, await self._team())
            case InviteInto(who=who):
                return await self._rooms.invite(channel, who)
        return ""  # people are invited one by one

    async def _team(self) -> str:
        """The workspace's id, asked for where it is not known yet."""
        if not self._identity.team:
            self._identity = await self._calls.verify()
        return self._identity.team

    async def _remove(self, ref: str | None) -> str:
        """Delete a message and the files that came with it; what is gone already is as good as deleted."""
        channel, ts, root = refs.taken_apart(ref)
        if channel:
            message = await self._history.message(channel, ts, root)
            await self._calls.write("chat.delete", {"channel": channel, "ts": ts}, settles=NOTHING_TO_DELETE)
            await self._files.forget(message)
        return ""

    async def _gather(self, delivery: Delivery, gather: Gather) -> str:
        """Say it in a conversation of these people, all of this workspace, and the bot."""
        team = delivery.address.id.rpartition("/")[0]
        everyone = dict.fromkeys((delivery.address, *gather.people))
        if not 2 <= len(everyone) <= MOST_GATHERED:
            raise Rejected(f"{len(everyone)} people cannot be gathered")
        if any((one.channel, one.id.rpartition("/")[0]) != (self.name, team) for one in everyone):
            raise Rejected("not everyone is in this workspace")
        channel = await self._conversations.together([one.id.rpartition("/")[2] for one in everyone])
        posted = arguments(delivery, channel)
        return _named(channel, await self._calls.write("chat.postMessage", posted))

    async def fetch(self, file: str, most: int) -> bytes:
        return await self._files.fetch(file, most)

    async def find(self, delivery: Delivery, ready: Ready = NOTHING_READY) -> str | None:
        if isinstance(delivery.content, OpenRoom):
            team = await self._team()
            return await self._rooms.find(delivery, delivery.content, team, self._identity.user)
        if isinstance(delivery.content, InviteInto | RoomLink):
            return None
        user = delivery.address.id.rpartition("/")[2]
        thread = _thread(ready, await self._conversations.of(user)) if ready.thread or ready.answers else ""
        return await self._history.find(delivery, user, thread)

    async def check(self) -> list[Finding]:
        """What `alongside doctor` says about Slack."""
        findings, self._identity = await check(self._calls, self._app_token, bool(self._secrets))
        return findings

    async def close(self) -> None:
        await self._files.close()
        await self._calls.close()

    def _overhear(self, payload: Any) -> None:
        """What a payload tells the channel itself."""
        self._conversations.learn_from(payload)
        self._app_id = self._app_id or text_at(payload, "api_app_id")
        if reason := closing(payload):
            self._calls.shut(reason)
        if text_at(payload, "type") == "app_rate_limited":
            log.warning("events held back by Slack", channel="slack", alert=True)

    def _socket(self) -> Socket:
        return Socket(self._app, self._app_token, self._calls, self._intake.take, self._pace.watch)

    async def _stay_verified(self) -> None:
        """Know who we are, and after our credentials ended, notice when they work again."""
        failures = 0
        while True:
            if not self._calls.verified.is_set():
                try:
                    self._identity = await self._calls.verify()
                    self._intake.ourselves, failures = self._identity.user, 0
                except Throttled as error:
                    await asyncio.sleep(error.retry_after)
                    continue
                except SendError:
                    failures += 1
            await asyncio.sleep(min(2.0**failures, self._pace.verify) if failures else self._pace.verify)

    async def _catch_up(self, since: dt.datetime) -> None:
        await self._calls.verified.wait()
        await self._history.catch_up(since, self._identity.team, self._intake.take)


def _thread(ready: Ready, channel: str) -> str:
    """The root of the thread it belongs to, or of the one the message it answers is in or begins; "" for none."""
    for ref in (ready.thread, ready.answers):
        where, _, root = refs.taken_apart(ref)
        if where == channel:
            return root
    return ""


def _named(channel: str, answer: Any) -> str:
    """The reference of a message just posted; its answer tells whether it came to stand in a thread."""
    return refs.made(channel, text_at(answer, "ts"), text_at(answer, "message", "thread_ts")) or ""
