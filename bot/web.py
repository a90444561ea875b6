"""The web server: what the platforms call, and a health check. Loaded only where something is to be served."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.doings.hub import Hub
from bot.words.errors import SettingsError
from bot.words.ports import Channel

GRACE = 5
"""Seconds which whoever is being answered is given when we stop: nobody may keep the process from ending."""


def listen_at(host: str, port: int) -> list[socket.socket]:
    """Sockets at every address of a host: uvicorn by itself would end the process where one cannot be had.

    Raises SettingsError, naming the variables.
    """
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        taken = [one for family, _, _, _, address in places if (one := _taken(family, address)) is not None]
    except OSError as error:
        raise _cannot_listen(host, port, (error.strerror or "").partition(" (")[0]) from None
    if not taken:
        raise _cannot_listen(host, port, "this machine has no such address")
    return taken


def _taken(family: int, address: Any) -> socket.socket | None:
    """A socket at this address; None where the machine has no such kind of address, as without IPv6."""
    try:
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        if error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
            return None
        raise


def _cannot_listen(host: str, port: int, why: str) -> SettingsError:
    return SettingsError(
        f"ALONGSIDE_HTTP_HOST and ALONGSIDE_HTTP_PORT: cannot listen at {host}, port {port} ({why}). "
        "Choose another port, or stop what uses this one."
    )


class WebServer(uvicorn.Server):
    """Serves our routes; signals are the bot's business, not its own."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            lifespan="off",
            http="httptools",
            ws="none",
            timeout_graceful_shutdown=GRACE,
        )
        super().__init__(config)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield


def web_app(channels: Sequence[Channel], hub: Hub, pages: Sequence[Route] = ()) -> Starlette:
    """What the platforms call, a health check, and the pages there are."""

    async def health(_: Request) -> Response:
        return PlainTextResponse("failed", 503) if hub.failure else PlainTextResponse("well")

    routes = [Route("/health", health), *pages]
    for channel in channels:
        routes += getattr(channel, "routes", list)()
    return Starlette(routes=routes)
