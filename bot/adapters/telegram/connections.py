"""Connections to the Bot API, kept open between calls.

The Bot API is one host that takes POSTs and gives short answers, and that is all of HTTP this speaks: asyncio opens the
connections and checks certificates, httptools reads the answers. A general client (aiohttp) made every call three times
as dear, and was 8 MB and 90 ms of what there is to load.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from time import monotonic
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import httptools

AT_ONCE = 256
"""Calls under way side by side at most."""
KEPT = 50.0
"""Seconds an idle connection is used again; servers close theirs after a minute or more."""
LONGEST = 32 << 20
"""Bytes of an answer: a hundred updates are two megabytes at most."""


class NoConnection(OSError):
    """None came about: nothing left this machine."""


class Lost(OSError):
    """The connection ended, or what came is no HTTP, before the answer was whole."""


class _Place(NamedTuple):
    """Where the Bot API is: what to connect to, and what stands before and behind a method's name in a request."""

    host: str
    port: int
    tls: ssl.SSLContext | None
    before: bytes
    behind: bytes


class Connections:
    """POSTs JSON to `<root>/bot<token><path>`. Retries nothing, follows nothing, and names no URL in its errors."""

    def __init__(self, root: str, token: str, connect: float) -> None:
        self._root = root
        self._token = token
        self._connect = connect
        self._place: _Place | None = None
        self._free = asyncio.Semaphore(AT_ONCE)
        self._idle: deque[tuple[float, _Connection]] = deque()
        self._all: set[_Connection] = set()

    async def post(self, path: str, body: bytes, seconds: float) -> tuple[int, bytes]:
        """Status and body of the answer; raises NoConnection, Lost, and TimeoutError when it takes too long."""
        async with self._free:
            connection = self._kept() or await self._open()
            try:
                answer = await connection.ask(self._request(path, body), seconds)
            except BaseException:
                connection.close()
                raise
            if connection.is_open:
                self._idle.append((monotonic() + KEPT, connection))
            return answer

    def close(self) -> None:
        """Close all of them."""
        self._idle.clear()
        for connection in list(self._all):
            connection.close()

    def _request(self, path: str, body: bytes) -> bytes:
        place = self._place or self._find()
        return b"%b%b%b%d\r\n\r\n%b" % (place.before, path.encode(), place.behind, len(body), body)

    def _kept(self) -> _Connection | None:
        """The one used last; those nobody needed for long are let go on the way."""
        now = monotonic()
        while self._idle and self._idle[0][0] < now:
            self._idle.popleft()[1].close()
        while self._idle:
            connection = self._idle.pop()[1]
            if connection.is_open:
                return connection
        return None

    async def _open(self) -> _Connection:
        try:
            place = self._place or self._find()
            async with asyncio.timeout(self._connect):
                _, connection = await asyncio.get_running_loop().create_connection(
                    lambda: _Connection(self._all), place.host, place.port, ssl=place.tls, happy_eyeballs_delay=0.25
                )
        except (OSError, ValueError) as error:
            kind = type(error).__name__
        else:
            return connection
        raise NoConnection(kind)

    def _find(self) -> _Place:
        """Take the root apart; raises ValueError where it is no address."""
        parts = urlsplit(self._root)
        host = (parts.hostname or "").encode("idna").decode()
        if parts.scheme not in ("http", "https") or not host:
            raise ValueError("not an address")
        is_secure = parts.scheme == "https"
        path = quote(f"{parts.path.rstrip('/')}/bot{self._token}", safe="/:")
        named = parts.netloc.rpartition("@")[2].encode("idna").decode()
        behind = f" HTTP/1.1\r\nHost: {named}\r\nContent-Type: application/json\r\nContent-Length: "
        self._place = _Place(
            host,
            parts.port or (443 if is_secure else 80),
            ssl.create_default_context() if is_secure else None,
            f"POST {path}".encode(),
            behind.encode(),
        )
        return self._place


class _Connection(asyncio.Protocol):
    """One connection, one call at a time. `everyone` holds it for as long as it is open."""

    def __init__(self, everyone: set[_Connection]) -> None:
        self._everyone = everyone
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._body: list[bytes] = []
        self._length = 0
        self._is_measured = False
        self._ends_with_connection = False

    @property
    def is_open(self) -> bool:
        """Whether another call may be made."""
        return self._transport is not None and not self._transport.is_closing()

    async def ask(self, request: bytes, seconds: float) -> tuple[int, bytes]:
        """Send a request and wait for its answer."""
        if self._transport is None:
            raise Lost("closed")
        loop = asyncio.get_running_loop()
        self._answer = loop.create_future()
        self._body, self._length = [], 0
        end = loop.call_later(seconds, self._fail, TimeoutError())
        try:
            self._transport.write(request)
            return await self._answer
        finally:
            end.cancel()
            self._answer = None

    def close(self) -> None:
        """Let go of it at once: whatever still comes is of no use."""
        if self._transport is not None:
            self._transport.abort()

    # --- what asyncio calls --------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport
            self._everyone.add(self)

    def data_received(self, data: bytes) -> None:
        if self._answer is None:  # nobody asked
            self.close()
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._fail(Lost(type(error).__name__))

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._everyone.discard(self)
        if self._ends_with_connection and exc is None:
            self.on_message_complete()
        self._fail(Lost(type(exc).__name__ if exc else "closed"))

    # --- what httptools calls ------------------------------------------------------------------------------------

    def on_message_begin(self) -> None:
        self._is_measured = False

    def on_header(self, name: bytes, value: bytes) -> None:  # noqa: ARG002 - httptools' signature
        if name.lower() in (b"content-length", b"transfer-encoding"):
            self._is_measured = True

    def on_headers_complete(self) -> None:
        self._ends_with_connection = not self._is_measured

    def on_body(self, part: bytes) -> None:
        self._length += len(part)
        if self._length > LONGEST:
            self._fail(Lost("too long"))
        else:
            self._body.append(part)

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        self._ends_with_connection = False
        if status < 200:  # only announces the answer
            return
        if not self._parser.should_keep_alive():
            self.close()
        if self._answer is not None and not self._answer.done():
            self._answer.set_result((status, b"".join(self._body)))

    def _fail(self, error: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)
