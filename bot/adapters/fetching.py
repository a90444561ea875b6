"""Fetching a file from a platform: from its own hosts only, no redirect, no private address, never too much."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.adapters.waits import UNKNOWN_WAIT
from bot.words.errors import CannotPass, SendError, Throttled, Unreachable

CHUNK = 1 << 16
"""Bytes read at once."""


def origin(url: str) -> str:
    """Scheme, host and port of an address, "" where it is none."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}" if parts.hostname and port and "@" not in parts.netloc else ""


class Fetching:
    """Reads files from the origins given, such as "https://files.slack.com".

    An origin that stands in the settings as an address of this machine or network (a server of one's own, a stand-in)
    is trusted as it stands there; any other name must not lead to such an address.
    """

    def __init__(self, origins: tuple[str, ...], seconds: float, resolver: AbstractResolver | None = None) -> None:
        self._origins = frozenset(filter(None, map(origin, origins)))
        self._timeout = aiohttp.ClientTimeout(total=seconds, connect=min(5.0, seconds), sock_connect=min(5.0, seconds))
        private = frozenset(host for one in origins if (host := urlsplit(one).hostname) and _is_here(host))
        self._resolver = resolver, private
        self._session: aiohttp.ClientSession | None = None

    async def fetch(self, url: str, most: int, headers: Mapping[str, str] | None = None) -> bytes:
        """The body, read as a stream and never beyond `most` bytes.

        Raises CannotPass where it is larger, gone, elsewhere or no file at all; Throttled and Unreachable as usual.
        Neither the address nor the headers are in any error: they may hold a token.
        """
        if origin(url) not in self._origins:
            raise CannotPass("elsewhere")
        failure: SendError
        try:
            async with self._open().get(url, headers=headers, allow_redirects=False) as answer:
                return await _read(answer, most)
        except SendError as error:
            failure = error
        except PrivateAddress:
            failure = CannotPass("elsewhere")
        except aiohttp.ClientConnectorError as error:
            private = isinstance(error.os_error, PrivateAddress)
            failure = CannotPass("elsewhere") if private else Unreachable("no connection", uncertain=False)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            failure = Unreachable(f"no file: {type(error).__name__}", uncertain=False)
        raise failure from None  # what was caught may name the address

    async def close(self) -> None:
        """Let go of the connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _open(self) -> aiohttp.ClientSession:
        """The session, made on first use because it belongs to the running loop."""
        if self._session is None:
            resolver, private = self._resolver
            public = PublicOnly(resolver or aiohttp.ThreadedResolver(), private)
            connector = aiohttp.TCPConnector(resolver=public, use_dns_cache=False, limit=4)
            self._session = aiohttp.ClientSession(connector=connector, timeout=self._timeout, auto_decompress=False)
        return self._session


class PrivateAddress(OSError):
    """A name leads to an address of this machine or network."""


class PublicOnly(AbstractResolver):
    """Resolves names to addresses of the open Internet only; the names in `private` may lead anywhere."""

    def __init__(self, resolver: AbstractResolver, private: frozenset[str]) -> None:
        self._resolver, self._private = resolver, private

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        if host not in self._private and any(_is_here(one["host"]) for one in found):
            raise PrivateAddress("private address")
        return found

    async def close(self) -> None:
        await self._resolver.close()


def _is_here(host: str) -> bool:
    """Whether this is an address of this machine or of a network that is not the open Internet."""
    if host.casefold() == "localhost":
        return True
    try:
        address: Any = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(address, "ipv4_mapped", None) or address
    return not inner.is_global or inner.is_multicast


async def _read(answer: aiohttp.ClientResponse, most: int) -> bytes:
    if answer.status == 429:
        raise Throttled(UNKNOWN_WAIT)
    if answer.status >= 500:
        raise Unreachable(f"status {answer.status}", uncertain=False)
    if answer.status != 200:  # a redirect is not followed: it may lead anywhere
        raise CannotPass("elsewhere" if 300 <= answer.status < 400 else "gone")
    if (answer.content_length or 0) > most:
        raise CannotPass("too-large")
    body = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK):
        body += chunk
        if len(body) > most:
            raise CannotPass("too-large")
    return bytes(body)
