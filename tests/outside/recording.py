"""A plain proxy between the bot and a platform: writes down every call as it went over the wire, and its answer."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web


@dataclass(frozen=True, slots=True)
class Call:
    """One call: when it came and when it was answered (seconds, monotonic), what it carried, and the answer."""

    method: str
    began: float
    ended: float
    headers: dict[str, str]
    raw: bytes
    query: str
    answer: dict[str, Any]

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def sent(self) -> dict[str, Any]:
        """The parameters; what stands in a form as JSON is read."""
        if self.media_type == "application/json":
            return json.loads(self.raw or b"{}")
        pairs = dict(parse_qsl(self.query, keep_blank_values=True))
        pairs |= dict(parse_qsl(self.raw.decode(), keep_blank_values=True)) if "form-urlenc" in self.media_type else {}
        return {name: _read(value) for name, value in pairs.items()}


@dataclass
class Recorder:
    """Listens on loopback, passes everything on to `target` (a root without its path) and keeps the calls in order."""

    target: str
    calls: list[Call] = field(default_factory=list)
    url: str = ""
    _runner: web.AppRunner | None = None
    _session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(auto_decompress=False)
        application = web.Application(client_max_size=64 << 20)
        application.router.add_route("*", "/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(application, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()
        await self._runner.cleanup()

    async def _pass_on(self, request: web.Request) -> web.Response:
        began, raw = time.monotonic(), await request.read()
        headers = {name: value for name, value in request.headers.items() if name.lower() != "host"}
        target = self.target + request.raw_path
        async with self._session.request(request.method, target, data=raw, headers=headers) as response:
            body = await response.read()
            told = {name: value for name, value in response.headers.items() if name in {"Content-Type", "Retry-After"}}
        answer = json.loads(body) if body[:1] == b"{" else {}
        path, _, query = request.raw_path.partition("?")
        lowered = {name.lower(): value for name, value in request.headers.items()}
        self.calls.append(
            Call(path.rpartition("/")[2], began, time.monotonic(), lowered, raw, query, answer),
        )
        return web.Response(status=response.status, body=body, headers=told)


def _read(value: str) -> Any:
    try:
        return (
            json.loads(value)
            if value[:1] in "{[" or value in {"true", "false"} or value.lstrip("-").isdigit()
            else value
        )
    except ValueError:
        return value
