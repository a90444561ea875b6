"""The web server: what the platforms call, and a health check. Loaded only where something is to be served."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.doings.hub import Hub
from bot.words.ports import Channel

GRACE = 5
"""Seconds which whoever is being answered is given when we stop: nobody may keep the process from ending."""


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
