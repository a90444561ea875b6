"""Socket Mode, Slack's side: one-time addresses, envelopes, acknowledgements, refreshes and half-open connections."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from tests.stand_ins.slack.news import News

MOST_CONNECTIONS = 10


class Sockets:
    """The app's open connections; the newest gets the envelopes. `sent` says of each whether an answer may hold more
    than that it came; `breaks` records what no app should answer."""

    def __init__(self, news: News, breaks: Callable[[str], None]) -> None:
        self.news, self.breaks = news, breaks
        self.sent: dict[str, bool] = {}
        self.tickets: set[str] = set()
        self.open: list[web.WebSocketResponse] = []
        self.connected = asyncio.Event()
        self.acknowledged: list[str] = []
        self.opened = 0
        self.refusing = 0
        self._awaited: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._frozen: set[web.WebSocketResponse] = set()
        self._numbers = itertools.count(1)

    def ticket(self) -> str:
        """A new one-time address."""
        ticket = f"ticket-{next(self._numbers)}"
        self.tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, until either side ends it."""
        ticket = request.query.get("ticket", "")
        good = ticket in self.tickets and not self.refusing and len(self.open) < MOST_CONNECTIONS
        self.refusing = max(0, self.refusing - 1)
        self.tickets.discard(ticket)
        if not good:
            return web.Response(status=403)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.open.append(socket)
        self.opened += 1
        await socket.send_json({"type": "hello", "num_connections": len(self.open)})
        self.connected.set()
        self.news.spread()
        try:
            await self._listen(socket)
        finally:
            self._forget(socket)
        return socket

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if socket in self._frozen:
                continue
            if message.type == WSMsgType.PING:
                await socket.pong(message.data)
            if message.type == WSMsgType.TEXT:
                answer = json.loads(message.data)
                self._check(answer)
                waiting = self._awaited.pop(answer.get("envelope_id"), None)
                if waiting is not None and not waiting.done():
                    self.acknowledged.append(answer["envelope_id"])
                    waiting.set_result(answer.get("payload", {}))

    def _check(self, answer: dict[str, Any]) -> None:
        identity = answer.get("envelope_id")
        if identity not in self.sent:
            self.breaks("acknowledges an envelope nobody sent")
        elif identity in self.acknowledged and identity not in self._awaited:
            self.breaks("acknowledges an envelope twice")
        elif answer.get("payload") and not self.sent[identity]:
            self.breaks("answers an event with a payload")

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self.open:
            self.open.remove(socket)
        if not self.open:
            self.connected.clear()
        self.news.spread()

    async def offer(
        self, kind: str, payload: dict[str, Any], within: float, attempt: int = 0, envelope_id: str = ""
    ) -> bool:
        """Send one envelope and wait for its acknowledgement."""
        envelope_id = envelope_id or f"envelope-{next(self._numbers)}"
        envelope = {"type": kind, "envelope_id": envelope_id, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        self.sent[envelope_id] = envelope["accepts_response_payload"]
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        waiting = self._awaited[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(within):
                await self.connected.wait()
                await self.open[-1].send_json(envelope)
                await waiting
        except (TimeoutError, ConnectionError, IndexError):
            return False
        finally:
            self._awaited.pop(envelope_id, None)
        return True

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to be replaced."""
        for socket in list(self.open):
            await socket.send_json({"type": "disconnect", "reason": reason})

    def freeze(self) -> None:
        """Make the open connections half-open: they stay, but nothing is read or answered there any more."""
        for socket in list(self.open):
            self._frozen.add(socket)
            self._forget(socket)

    def drop(self) -> None:
        """Cut the connections without a word."""
        for socket in list(self.open):
            self._forget(socket)
            if socket._req is not None and socket._req.transport is not None:
                socket._req.transport.abort()

    async def stop(self) -> None:
        """End every connection."""
        for socket in list(self.open):
            await socket.close()
