"""Calls to Slack's Web API: one shared session, no retries of its own, failures as our send errors."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.adapters.slack.faults import error_code, to_send_error
from bot.adapters.slack.payloads import text_at
from bot.words.clock import Clock
from bot.words.errors import CannotPass, ChannelClosed, SendError, Throttled

log = structlog.get_logger("alongside.slack")

NEEDED = frozenset({"chat:write", "im:write"})
"""Scopes without which nothing can be sent."""


def quiet_logger() -> logging.Logger:
    """The logger both SDKs write to: below warnings they print payloads and one-time addresses."""
    logger = logging.getLogger("alongside.slack.sdk")
    logger.setLevel(logging.WARNING)
    return logger


@dataclass(frozen=True, slots=True)
class Identity:
    """Who our token makes us: the bot's user id, its workspace, its scopes (none where Slack does not say), what the
    workspace is called, its address, and the app's id where Slack says it here."""

    user: str = ""
    team: str = ""
    scopes: frozenset[str] = frozenset()
    place: str = ""
    url: str = ""
    app: str = ""


class SlackCalls:
    """One bot token's way to the Web API: knows which methods were throttled, and whether the token still works.

    `closed` is the reason why it does not, "" otherwise; `verified` is set while Slack is known to accept it.
    """

    def __init__(self, bot_token: str, base_url: str, clock: Clock, seconds: float = 20.0) -> None:
        self.closed, self.verified = "", asyncio.Event()
        self._token, self._base_url, self._clock = bot_token, base_url, clock
        self._timeout = aiohttp.ClientTimeout(total=seconds, connect=min(5.0, seconds), sock_connect=min(5.0, seconds))
        self._client: AsyncWebClient | None = None
        self._paused: dict[str, float] = {}
        self._quiet_until: dict[str, dt.datetime] = {}

    @property
    def client(self) -> AsyncWebClient:
        """slack-sdk's client, made on first use because its session belongs to the running loop."""
        if self._client is None:
            self._client = AsyncWebClient(
                token=self._token,
                base_url=self._base_url,
                session=aiohttp.ClientSession(timeout=self._timeout),
                logger=quiet_logger(),
                retry_handlers=[],
            )
        return self._client

    async def write(
        self,
        method: str,
        arguments: dict[str, Any],
        *,
        scope: str = "chat",
        settles: frozenset[str] = frozenset(),
        optional: bool = False,
    ) -> dict[str, Any]:
        """Call a method that takes JSON; returns Slack's answer, {} where the refusal is one that `settles` it.

        `optional` says that the app may have been installed without the right to it, which closes nothing then. Slack
        throttles each method by itself: one throttled with scope "chat" is not called again until its time has
        come, while the others go on. Raises a SendError.
        """
        self._mind(method)
        try:
            return _data(await self.client.api_call(method, json=arguments))
        except Exception as error:  # noqa: BLE001 - the SDK raises many kinds; each becomes a send error
            if error_code(error) in settles:
                return {}
            failure = self._understood(error, method, scope, optional=optional)
        raise failure  # outside of `except`: the SDK's error holds the token and the text

    async def read(self, method: str, arguments: dict[str, Any], *, optional: bool = False) -> dict[str, Any]:
        """Call a method that takes query arguments; as `write` otherwise."""
        self._mind(method)
        try:
            return _data(await self.client.api_call(method, http_verb="GET", params=arguments))
        except Exception as error:  # noqa: BLE001 - as above
            failure = self._understood(error, method, "chat", optional=optional)
        raise failure

    async def verify(self) -> Identity:
        """Ask Slack who we are, even while closed, and reopen if our token still works. Raises a SendError."""
        try:
            answer = await self.client.api_call("auth.test")
            scopes = frozenset(answer.headers.get("x-oauth-scopes", "").replace(" ", "").split(",")) - {""}
            said = (text_at(_data(answer), name) for name in ("user_id", "team_id", "team", "url", "app_id"))
            user, team, place, url, app = said
            identity = Identity(user, team, scopes, place, url, app)
        except Exception as error:  # noqa: BLE001 - as above
            failure = self._understood(error, "auth.test", "chat")
        else:
            if not scopes or scopes >= NEEDED:
                self.closed = ""
                self.verified.set()
                return identity
            self.shut("missing_scope")
            failure = ChannelClosed("missing_scope")
        raise failure

    def shut(self, reason: str) -> None:
        """The credentials no longer work: nothing leaves until they are verified again.

        Says so once, and once an hour where verifying them goes well and using them does not.
        """
        if self.closed:
            return
        self.closed = reason
        self.verified.clear()
        now = self._clock.now()
        if now >= self._quiet_until.get(reason, now):
            self._quiet_until[reason] = now + dt.timedelta(hours=1)
            log.error("channel closed", channel="slack", reason=reason, alert=True, todo="install the Slack app again")

    async def close(self) -> None:
        """Let go of the connections."""
        client, self._client = self._client, None
        if client is not None and client.session is not None:
            await client.session.close()

    def _mind(self, method: str) -> None:
        """Raise for a call that need not be made: the channel is closed, or the method is throttled."""
        if self.closed:
            raise ChannelClosed(self.closed)
        if method in self._paused:
            wait = self._paused[method] - self._clock.now().timestamp()
            if wait > 0:
                raise Throttled(wait, "chat")
            del self._paused[method]

    def _understood(self, error: Exception, method: str, scope: str, *, optional: bool = False) -> SendError:
        if optional and error_code(error) == "missing_scope":
            return CannotPass("refused")
        failure = to_send_error(error, scope=scope)
        if isinstance(failure, ChannelClosed):
            self.shut(str(failure))
        if isinstance(failure, Throttled) and method != "chat.postMessage":
            self._paused[method] = self._clock.now().timestamp() + failure.retry_after
        return failure


def _data(answer: AsyncSlackResponse) -> dict[str, Any]:
    return answer.data if isinstance(answer.data, dict) else {}
