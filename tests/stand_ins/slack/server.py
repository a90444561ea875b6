"""The stand-in's front door: a real HTTP and WebSocket server on loopback."""

from __future__ import annotations

import asyncio
from typing import Any, Self

from aiohttp import web

from tests.stand_ins.slack.control import Controls
from tests.stand_ins.slack.faults import Faults
from tests.stand_ins.slack.news import News
from tests.stand_ins.slack.payloads import event_callback
from tests.stand_ins.slack.person import Person
from tests.stand_ins.slack.requests import post
from tests.stand_ins.slack.socket_mode import Sockets
from tests.stand_ins.slack.web_api import WebApi, decoded
from tests.stand_ins.slack.workspace import SIGNING_SECRET, Refused, Workspace


class SlackStandIn:
    """One workspace with one app. Start it with `await SlackStandIn.start()`.

    `request_url` makes it send over HTTP instead of sockets. `retries` are the waits, in seconds, before each delivery
    of an event; `acknowledge` is how long it waits for one. `echo` tells the app of its own messages, as Slack does.
    """

    def __init__(self, rate: float, burst: float, retries: tuple[float, ...], acknowledge: float, echo: bool) -> None:
        self.workspace = Workspace()
        self.news = News()
        self.sockets, self.faults = Sockets(self.news, self.workspace.breaks), Faults()
        self.api = WebApi(self.workspace, rate, burst)
        self.api.told = self._told
        self.retries, self.acknowledge, self.echo = retries, acknowledge, echo
        self.request_url, self.signing_secret = "", SIGNING_SECRET
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.delivered: list[tuple[str, dict[str, Any]]] = []
        self.lost: list[dict[str, Any]] = []
        self.base_url = ""
        self._deliveries: set[asyncio.Task[Any]] = set()
        self._runner: web.AppRunner | None = None

    @classmethod
    async def start(
        cls,
        *,
        port: int = 0,
        rate: float = 1.0,
        burst: float = 5.0,
        retries: tuple[float, ...] = (0, 0, 60, 300),
        acknowledge: float = 3.0,
        echo: bool = True,
    ) -> Self:
        """Listen on loopback, on any free port unless one is named."""
        slack = cls(rate, burst, retries, acknowledge, echo)
        application = web.Application(client_max_size=32 << 20)
        application.router.add_route("*", "/api/{method}", slack._call)
        application.router.add_post("/files-pri/upload/{id}", slack.api.files.upload)
        application.router.add_get("/files-pri/{path:.*}", slack.api.files.download)
        application.router.add_get("/link", slack.sockets.serve)
        application.router.add_routes(Controls(slack).routes)
        slack._runner = web.AppRunner(application, shutdown_timeout=0.1, access_log=None)
        await slack._runner.setup()
        site = web.TCPSite(slack._runner, "127.0.0.1", port)
        await site.start()
        root = f"http://127.0.0.1:{slack._runner.addresses[0][1]}"
        slack.base_url, slack.workspace.files_url = f"{root}/api/", f"{root}/files-pri/"
        return slack

    @property
    def violations(self) -> list[str]:
        """Every rule the app broke."""
        return self.workspace.violations

    def person(self, id: str, name: str = "") -> Person:
        """Someone in the workspace."""
        return Person(self, self.workspace.member(id, name))

    def fail_next(self, method: str, kind: str, times: int = 1, *, retry_after: str | None = "1") -> None:
        """Let the next calls of a method fail: see `faults`."""
        self.faults.add(method, kind, times, retry_after)

    def deliver(self, kind: str, payload: dict[str, Any]) -> asyncio.Task[bool]:
        """Send an event, interaction or command to the app, in the background, as often as Slack would."""
        self.delivered.append((kind, payload))
        task = asyncio.create_task(self._deliver(kind, payload))
        self._deliveries.add(task)
        task.add_done_callback(self._deliveries.discard)
        return task

    async def repeat(self, index: int = -1, *, attempt: int = 0, envelope_id: str = "") -> bool:
        """Send something once more; True if it was acknowledged."""
        kind, payload = self.delivered[index]
        return await self._offer(kind, payload, attempt, envelope_id)

    async def settled(self) -> None:
        """Wait until nothing is on its way to the app."""
        while self._deliveries:
            await asyncio.gather(*self._deliveries)

    async def stop(self) -> None:
        """End everything."""
        for task in list(self._deliveries):
            task.cancel()
        self.faults.released.set()
        await self.sockets.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _deliver(self, kind: str, payload: dict[str, Any]) -> bool:
        for attempt, wait in enumerate(self.retries if kind == "events_api" else (0.0,)):
            await asyncio.sleep(wait)
            if await self._offer(kind, payload, attempt):
                return True
        self.lost.append(payload)
        return False

    async def _offer(self, kind: str, payload: dict[str, Any], attempt: int, envelope_id: str = "") -> bool:
        if self.request_url:
            within, secret = self.acknowledge, self.signing_secret
            return await post(self.request_url, kind, payload, secret=secret, within=within, attempt=attempt)
        return await self.sockets.offer(kind, payload, self.acknowledge, attempt, envelope_id)

    def _told(self, message: dict[str, Any]) -> None:
        if self.echo:
            kind = "mpim" if message["channel"] in self.workspace.groups else "im"
            kind = "channel" if message["channel"] in self.workspace.rooms else kind
            event = message | {"channel_type": kind, "event_ts": message["ts"]}
            self.deliver("events_api", event_callback(event))

    async def _call(self, request: web.Request) -> web.StreamResponse:
        """One Web API call."""
        method = request.match_info["method"]
        as_json = request.content_type == "application/json" and request.can_read_body
        form = decoded(dict(request.query) | dict(await request.post())) if not as_json else {}
        arguments = await request.json() if as_json else form
        self.calls.append((method, arguments))
        response = await self.faults.around(request, method, lambda: self._do(request, method, arguments, as_json))
        if response is None:
            response = self._answer(self._do(request, method, arguments, as_json))
        self.news.spread()
        return response

    def _answer(self, answer: dict[str, Any]) -> web.Response:
        headers = {"x-oauth-scopes": self.workspace.scopes}
        if answer.get("error") == "ratelimited":
            return web.json_response(answer, status=429, headers=headers | {"Retry-After": "1"})
        return web.json_response(answer, headers=headers)

    def _do(self, request: web.Request, method: str, arguments: dict[str, Any], as_json: bool) -> dict[str, Any]:
        if "token" in request.query:
            self.workspace.breaks(f"{method} with its token in the address")
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not token:
            self.workspace.breaks(f"{method} without a token")
            return {"ok": False, "error": "not_authed"}
        opening = method == "apps.connections.open"
        if token != (self.workspace.app_token if opening else self.workspace.bot_token):
            return {"ok": False, "error": "invalid_auth"}
        if opening:
            return {"ok": True, "url": f"ws://{request.host}/link?ticket={self.sockets.ticket()}"}
        try:
            return self.api.call(method, arguments, as_json=as_json)
        except Refused as refused:
            return {"ok": False, "error": str(refused)}
