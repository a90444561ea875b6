"""Slack over Socket Mode: the SDK's connection, kept alive from outside as well."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.adapters.slack.app import Take
from bot.adapters.slack.calls import SlackCalls, quiet_logger
from bot.words.clock import Clock

log = structlog.get_logger("alongside.slack")

GAP = dt.timedelta(minutes=6)
"""Slack gives an event up after its retries at 0, 1 and 5 minutes."""
PARTING = 2.0
"""Seconds a connection has to end properly."""


class Socket(AsyncSocketModeHandler):
    """One connection. An envelope is acknowledged only when bolt answers 200, which it does after the commit."""

    def __init__(self, app: AsyncApp, app_token: str, calls: SlackCalls, take: Take, watch: float) -> None:
        super().__init__(app, app_token, quiet_logger(), calls.client, ping_interval=watch / 4)
        self._take = take

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        try:
            await super().handle(client, req)
        except (TypeError, ValueError, LookupError, AttributeError):  # bolt cannot make sense of its shape
            if await self._take(req.payload):
                await client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))


class SocketKeeper:
    """Keeps one socket open. `watch` is the silence, in seconds, after which a connection counts as dead.

    The SDK pings and reconnects by itself, but can stay forever with a one-time address that has expired: a socket
    that has been down for `watch` seconds is replaced whole. `missed` hears since when nothing was received.
    """

    def __init__(self, connect: Callable[[], Socket], clock: Clock, watch: float) -> None:
        self._connect, self._clock, self._watch = connect, clock, watch

    async def keep(self, missed: Callable[[dt.datetime], Any]) -> None:
        """Stay connected until cancelled."""
        alive = self._clock.now()
        while True:
            socket = self._connect()
            opening = asyncio.create_task(socket.connect_async())  # type: ignore[no-untyped-call]
            try:
                alive = await self._stay(socket, alive, missed)
            finally:
                opening.cancel()
                await _close(socket)
            log.warning("socket replaced", channel="slack", since=alive.isoformat())

    async def _stay(self, socket: Socket, alive: dt.datetime, missed: Callable[[dt.datetime], Any]) -> dt.datetime:
        """Return when the socket has been down too long: the moment it was last up."""
        loop = asyncio.get_running_loop()
        up = loop.time()
        while loop.time() - up < self._watch:
            if await socket.client.is_connected():
                up, now = loop.time(), self._clock.now()
                if now - alive > GAP:
                    missed(alive)
                alive = now
            await asyncio.sleep(self._watch / 8)
        return alive


async def _close(socket: Socket) -> None:
    """Close it; one whose other side no longer answers is not waited for."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PARTING):
            await socket.close_async()  # type: ignore[no-untyped-call]
    await socket.client.aiohttp_client_session.close()
