"""The dashboard as long as nobody has asked for it: nothing of it is loaded before its first visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.flows.engine.telling import Stage
from bot.words.clock import Clock
from bot.words.ports import Inbox, Store

if TYPE_CHECKING:
    from bot.dashboard.overview import Pictures

PATH = "/dashboard"
"""Where it stands beneath our address."""


class Opening:
    """An ASGI application that becomes the dashboard when it is first asked for something."""

    def __init__(
        self, store: Store, clock: Clock, stage: Stage, *, inbox: Inbox | None = None, pictures: Pictures | None = None
    ) -> None:
        """The stage knows the address."""
        self._parts = (store, clock, stage, stage.dashboard)
        self._inbox, self._pictures = inbox, pictures
        self._app: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if self._app is None:
            from bot.dashboard.app import dashboard_app  # noqa: PLC0415 - half of what a bot takes in memory otherwise

            self._app = dashboard_app(*self._parts, inbox=self._inbox, pictures=self._pictures)
        await self._app(scope, receive, send)
