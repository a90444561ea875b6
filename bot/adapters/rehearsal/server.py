"""Serves the rehearsal page on loopback and lets go of watching pages when it stops."""

from __future__ import annotations

import socket

import uvicorn
from starlette.applications import Starlette

from bot.adapters.rehearsal.channel import Rehearsal


class RehearsalServer(uvicorn.Server):
    """A server that ends the event streams before it waits for its connections to close."""

    def __init__(self, app: Starlette, rehearsal: Rehearsal, *, port: int) -> None:
        config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", access_log=False, lifespan="off")
        super().__init__(config)
        self._rehearsal = rehearsal

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._rehearsal.hang_up()
        await super().shutdown(sockets)
