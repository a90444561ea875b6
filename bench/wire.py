"""A lean HTTP/1.1 server on loopback that speaks as much of the Bot API as the conversation needs.

It checks nothing (the tests' stand-in does that); it must never be what one waits for. One call costs it some 20 µs.
"""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

TOKEN = "123456789:bench-token-of-no-real-bot-0000000"
_OK = b'{"ok":true,"result":true}'
_ME = b'{"ok":true,"result":{"id":123456789,"is_bot":true,"first_name":"Bench","username":"bench_bot"}}'
_EMPTY = b'{"ok":true,"result":[]}'
_CONFLICT = b'{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request"}'
MOST_UPDATES = 100

Hear = Callable[[int, str], None]


class Telegram:
    """The Bot API of one bot: updates wait here until confirmed; what the bot says goes to `hear`.

    `latency` is added to every call, in seconds, before it takes effect. `first_poll` is when the first getUpdates
    arrived (monotonic seconds), `calls` counts by method.
    """

    def __init__(self, hear: Hear) -> None:
        self.hear = hear
        self.latency = 0.0
        self.calls: Counter[str] = Counter()
        self.first_poll: float | None = None
        self.polled = asyncio.Event()
        self.url = ""
        self._pending: deque[tuple[int, bytes]] = deque()
        self._next_update = 1
        self._next_message = 1
        self._poll: _Poll | None = None
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Serve on a free port of loopback."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Line(self), "127.0.0.1", 0, backlog=1024)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def close(self) -> None:
        """Serve no more."""
        if self._poll:
            self._poll.forget()
        if self._server:
            self._server.close()

    def says(self, person: int, text: str) -> None:
        """A person writes to the bot."""
        update, self._next_update = self._next_update, self._next_update + 1
        message, self._next_message = self._next_message, self._next_message + 1
        whom = {"id": person, "first_name": "P", "is_bot": False, "language_code": "en"}
        content: dict[str, Any] = {
            "message_id": message,
            "from": whom,
            "chat": {"id": person, "first_name": "P", "type": "private"},
            "date": int(time.time()),
            "text": text,
        }
        if text.startswith("/"):
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        self._pending.append((update, json.dumps({"update_id": update, "message": content}).encode()))
        if self._poll:
            self._poll.answer_soon()

    def forget(self) -> None:
        """Begin anew for the next bot: nothing waits, nobody has polled."""
        self._pending.clear()
        if self._poll:
            self._poll.forget()
            self._poll = None
        self.first_poll = None
        self.polled.clear()
        self.calls.clear()

    # --- calls ---------------------------------------------------------------------------------------------------

    def call(self, line: _Line, method: str, body: bytes) -> None:
        """Carry out one call, after the latency."""
        if method == "getUpdates" and self.first_poll is None:
            self.first_poll = time.monotonic()
            self.polled.set()
        if self.latency:
            asyncio.get_running_loop().call_later(self.latency, self._carry_out, line, method, body)
        else:
            self._carry_out(line, method, body)

    def _carry_out(self, line: _Line, method: str, body: bytes) -> None:
        self.calls[method] += 1
        match method:
            case "sendMessage":
                sent = self._sent(_parameters(body))
                line.answer(sent, b"200 OK" if sent.startswith(b'{"ok":true') else b"429 Too Many Requests")
            case "getUpdates":
                self._updates(line, _parameters(body))
            case "editMessageText" | "editMessageReplyMarkup":
                line.answer(self._message(_parameters(body)))
            case "getMe":
                line.answer(_ME)
            case "getMyCommands":
                line.answer(_EMPTY)
            case _:
                line.answer(_OK)

    def _sent(self, parameters: dict[str, Any]) -> bytes:
        self.hear(int(parameters["chat_id"]), parameters["text"])
        return self._message(parameters)

    def _message(self, parameters: dict[str, Any]) -> bytes:
        number = parameters.get("message_id")
        if number is None:
            number, self._next_message = self._next_message, self._next_message + 1
        return (
            b'{"ok":true,"result":{"message_id":%d,"date":%d,"from":{"id":123456789,"is_bot":true,"first_name":"Bench"'
            b',"username":"bench_bot"},"chat":{"id":%d,"type":"private","first_name":"P"},"text":%b}}'
            % (int(number), int(time.time()), int(parameters["chat_id"]), json.dumps(parameters["text"]).encode())
        )

    def _updates(self, line: _Line, parameters: dict[str, Any]) -> None:
        offset = int(parameters.get("offset") or 0)
        while self._pending and self._pending[0][0] < offset:
            self._pending.popleft()
        if self._poll:
            self._poll.refuse()
        limit = min(int(parameters.get("limit") or MOST_UPDATES), MOST_UPDATES)
        self._poll = _Poll(self, line, limit, float(parameters.get("timeout") or 0))

    def take(self, limit: int) -> bytes:
        """What waits, oldest first; it stays until the next poll confirms it."""
        taken = b",".join(self._pending[place][1] for place in range(min(limit, len(self._pending))))
        return b'{"ok":true,"result":[' + taken + b"]}"

    def let_go(self, poll: _Poll) -> None:
        """This poll is over."""
        if self._poll is poll:
            self._poll = None

    @property
    def has_updates(self) -> bool:
        """Whether anything is not confirmed yet."""
        return bool(self._pending)


class _Poll:
    """One getUpdates that is held until something comes or its time is over."""

    def __init__(self, telegram: Telegram, line: _Line, limit: int, seconds: float) -> None:
        self._telegram, self._line, self._limit = telegram, line, limit
        loop = asyncio.get_running_loop()
        self._end = loop.call_later(seconds, self._answer)
        self._soon: asyncio.Handle | None = None
        line.poll = self
        if telegram.has_updates:
            self.answer_soon()

    def answer_soon(self) -> None:
        """Something came; whatever else arrives in the same instant goes along."""
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_soon(self._answer)

    def refuse(self) -> None:
        """Another poll took over."""
        self.forget()
        self._line.answer(_CONFLICT, b"409 Conflict")

    def forget(self) -> None:
        """Nobody waits for this any more."""
        self._end.cancel()
        if self._soon:
            self._soon.cancel()
        self._line.poll = None
        self._telegram.let_go(self)

    def _answer(self) -> None:
        self.forget()
        self._line.answer(self._telegram.take(self._limit))


class _Line(asyncio.Protocol):
    """One connection: requests come one after the other, each is answered before the next."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self.poll: _Poll | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self._transport = None
        if self.poll:
            self.poll.forget()

    def data_received(self, data: bytes) -> None:
        self._buffer = buffer = self._buffer + data
        head_end = buffer.find(b"\r\n\r\n")
        if head_end < 0:
            return
        head = buffer[:head_end]
        length = _length(head)
        if len(buffer) < head_end + 4 + length:
            return
        body = buffer[head_end + 4 : head_end + 4 + length]
        self._buffer = buffer[head_end + 4 + length :]
        target = head.split(b" ", 2)[1]
        self._telegram.call(self, target.rpartition(b"/")[2].partition(b"?")[0].decode(), body)

    def answer(self, body: bytes, status: bytes = b"200 OK") -> None:
        """Answer the one request under way; a client that has gone hears nothing."""
        if self._transport:
            self._transport.write(
                b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                % (status, len(body), body)
            )


def _length(head: bytes) -> int:
    at = head.lower().find(b"content-length:")
    return 0 if at < 0 else int(head[at + 15 :].split(b"\r\n", 1)[0])


def _parameters(body: bytes) -> dict[str, Any]:
    """JSON as we send it, or a form as the peers do."""
    if body[:1] == b"{":
        read: dict[str, Any] = json.loads(body)
        return read
    return dict(parse_qsl(body.decode()))
