"""The dashboard as long as nobody has asked for it: nothing of it is loaded before its first visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.engine.stage import Stage
from bot.words.clock import Clock
from bot.words.ports import Inbox, Store

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.doings.reporting import Reporting


class Opening:
    """An ASGI application that becomes the dashboard when it is first asked for something."""

    def __init__(self, store: Store, clock: Clock, stage: Stage, inbox: Inbox, reporting: Reporting) -> None:
        """The stage knows the address; `inbox` takes what is done on a page; `reporting` makes the figures."""
        self._store, self._clock, self._stage, self._inbox, self._reporting = store, clock, stage, inbox, reporting
        self._app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if self._app is None:
            from bot.dashboard.app import dashboard_app  # noqa: PLC0415 - templates, tables, and what draws figures

            stage = self._stage
            self._app = dashboard_app(
                self._store, self._clock, stage, stage.dashboard, inbox=self._inbox, pictures=self._reporting
            )
        await self._app(scope, receive, send)
