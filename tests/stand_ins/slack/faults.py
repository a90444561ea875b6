"""Misbehaviour on request: what the next calls of a method run into."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

BEFORE = {"429", "500", "502", "503", "html", "empty", "truncated", "hang", "reset"}
"""Kinds that answer without doing anything; "accept-then-…" does it first; anything else is an `ok: false` code."""


@dataclass
class Faults:
    """Which faults are waiting, by method."""

    waiting: dict[str, deque[tuple[str, str | None]]] = field(default_factory=lambda: defaultdict(deque))
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, method: str, kind: str, times: int, retry_after: str | None) -> None:
        """The next `times` calls of the method fail in this way."""
        self.waiting[method].extend([(kind, retry_after)] * times)

    async def around(
        self, request: web.Request, method: str, do: Callable[[], dict[str, Any]]
    ) -> web.StreamResponse | None:
        """Carry out the fault that is due; None when there is none."""
        if not self.waiting[method]:
            return None
        kind, retry_after = self.waiting[method].popleft()
        if kind.startswith("accept-then-"):
            do()
            kind = kind.removeprefix("accept-then-")
        if kind not in BEFORE:
            return web.json_response({"ok": False, "error": kind})
        return await self._misbehave(request, kind, retry_after)

    async def _misbehave(self, request: web.Request, kind: str, retry_after: str | None) -> web.StreamResponse:
        match kind:
            case "429":
                headers = {} if retry_after is None else {"Retry-After": retry_after}
                return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
            case "html":
                return web.Response(text="<html>Bad gateway</html>", content_type="text/html")
            case "empty":
                return web.Response(content_type="application/json")
            case "truncated":
                return web.Response(text='{"ok": true, "chan', content_type="application/json")
            case "hang":
                await self.released.wait()
            case "reset":
                pass
            case status:
                return web.Response(status=int(status), text="<html>Oops</html>", content_type="text/html")
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
