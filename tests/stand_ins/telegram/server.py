"""The HTTP server, and the world behind it."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter, deque
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.stand_ins.telegram.bell import Bell
from tests.stand_ins.telegram.faults import AFTERWARDS, KINDS, Fault
from tests.stand_ins.telegram.files import Files
from tests.stand_ins.telegram.groups import Group
from tests.stand_ins.telegram.limits import Limits, Rates
from tests.stand_ins.telegram.methods import METHODS
from tests.stand_ins.telegram.people import Person, Seen
from tests.stand_ins.telegram.pushing import Pushing
from tests.stand_ins.telegram.shapes import Shapes
from tests.stand_ins.telegram.updates import Updates
from tests.stand_ins.telegram.violations import Broken, Refused, Violation

TOKEN = "123456:stand-in-token-of-a-bot-for-tests-00"


class TelegramStandIn:
    """Telegram, as far as one bot can tell. `latency` is added to every call; `calls` counts them by method.

    `redirect_files_to` answers whoever fetches a file with a redirect there.
    """

    def __init__(self, token: str, api: Path | None, rates: Rates, latency: float) -> None:
        self.token = token
        self.latency = latency
        self.ahead = 0.0
        self.bell = Bell()
        self.updates = Updates(self.now, self.bell)
        self.webhook = Pushing(self.updates)
        self.limits = Limits(rates, self.now)
        self.files = Files()
        self.redirect_files_to = ""
        self.people: dict[int | str, Person] = {}
        self.groups: dict[int | str, Group] = {}
        self.presses: dict[str, float] = {}
        self.answered: set[str] = set()
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.violations: list[Violation] = []
        self.calls: Counter[str] = Counter()
        self.me = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Bot", "username": "stand_in_bot"}
        self.url = ""
        self._shapes = Shapes(api)
        self._faults: dict[str, deque[Fault]] = {}
        self._server: web.Server[web.BaseRequest] | None = None
        self._site: asyncio.Server | None = None
        self._released = asyncio.Event()

    @classmethod
    async def start(
        cls,
        token: str = TOKEN,
        *,
        port: int = 0,
        api: Path | None = None,
        rates: Rates | None = None,
        latency: float = 0.0,
    ) -> TelegramStandIn:
        """Serve on loopback. `api` is the Bot API's description to check calls against; without it, a short table."""
        world = cls(token, api, rates or Rates(), latency)
        world._server = web.Server(world._serve, access_log=None)
        world._site = await asyncio.get_running_loop().create_server(world._server, "127.0.0.1", port, backlog=1024)
        world.url = f"http://127.0.0.1:{world._site.sockets[0].getsockname()[1]}"
        return world

    async def close(self) -> None:
        """Stop serving; calls that hang are let go."""
        self._released.set()
        await self.webhook.close()
        if self._site is not None and self._server is not None:
            self._site.close()
            await self._server.shutdown(timeout=0.1)

    def now(self) -> float:
        """Telegram's clock, in seconds; `ahead` moves it forward."""
        return time.time() + self.ahead

    @property
    def date(self) -> int:
        """The same as it stands in messages."""
        return int(self.now())

    def person(self, identity: int, first_name: str = "Amina", language_code: str = "en") -> Person:
        """The person with this id, made if there is none."""
        if identity not in self.people:
            person = Person(self, identity, first_name, language_code)
            self.people[identity] = self.people[str(identity)] = person
        return self.people[identity]

    def group(self, identity: int, title: str = "Volunteers", *, is_forum: bool = False) -> Group:
        """The group with this id, made if there is none."""
        if identity not in self.groups:
            self.groups[identity] = Group(self, identity, title, is_forum)
        return self.groups[identity]

    def callback(self, person: Person, seen: Seen, data: str) -> str:
        """A press reaches the bot; returns the query's id."""
        identity = f"{person.id}{len(self.presses):09d}"
        self.presses[identity] = self.now()
        told = {"from": self.me, "chat": person.room, "date": self.date}
        message = {"message_id": seen.message_id, **told, **seen.content}
        query = {"id": identity, "from": person.user, "message": message, "chat_instance": "1", "data": data}
        self.updates.add({"callback_query": query})
        return identity

    def fail_next(self, method: str, kind: str, times: int = 1, **detail: Any) -> None:
        """The next calls of this method ("*" for any) go wrong; see `faults` for the kinds."""
        assert kind in KINDS, f"{kind} is none of {sorted(KINDS)}"
        self._faults.setdefault(method, deque()).extend([Fault(kind, detail)] * times)

    def break_rule(self, method: str, rule: str, detail: str = "") -> None:
        """Put a violation on record."""
        self.violations.append(Violation(method, rule, detail))

    async def until_called(self, method: str, times: int = 1, within: float = 5.0) -> None:
        """Return once the method was called so often in all."""
        await self.bell.until(lambda: self.calls[method] >= times, within)

    async def until_confirmed(self, within: float = 5.0) -> None:
        """Return once the bot has confirmed every update."""
        await self.bell.until(lambda: not self.updates.pending, within)

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        path, _, query = request.raw_path.partition("?")
        if path.startswith("/file/"):
            return self._file(path)
        secret, _, method = path.removeprefix("/bot").partition("/")
        raw, as_text = await _parameters(request, query)
        self.calls[method] += 1
        self.bell.ring()
        if self.latency:
            await asyncio.sleep(self.latency)
        fault = self._fault(method)
        if fault is not None and fault.kind not in AFTERWARDS:
            if fault.kind == "hang":
                await self._released.wait()
            return _response(*(fault.answer() if fault.kind != "hang" else (504, b"")))
        status, body = await self._call(secret, method, raw, as_text)
        if fault is None:
            return _response(status, body)
        if fault.kind == "reset":
            request.transport.abort()
        return _response(*(fault.answer() if fault.kind != "reset" else (200, b"")))

    def _file(self, path: str) -> web.Response:
        """A file, fetched by the path that getFile told."""
        kept = self.files.at(path.removeprefix(f"/file/bot{self.token}/"))
        self.calls["/file"] += 1
        if self.redirect_files_to:
            return web.Response(status=302, headers={"Location": self.redirect_files_to})
        if kept is None:
            return web.Response(status=404)
        return web.Response(body=kept.data, content_type="application/octet-stream")

    async def _call(self, secret: str, method: str, raw: dict[str, Any], as_text: bool) -> tuple[int, bytes]:
        try:
            result = await self._result(secret, method, raw, as_text)
        except Refused as refusal:
            if isinstance(refusal, Broken):
                self.break_rule(method, refusal.rule, refusal.description)
            answer = {"ok": False, "error_code": refusal.status, "description": refusal.description}
            if refusal.parameters:
                answer["parameters"] = refusal.parameters
            return refusal.status, json.dumps(answer).encode()
        return 200, f'{{"ok":true,"result":{result}}}'.encode("utf-8", "surrogatepass")

    async def _result(self, secret: str, method: str, raw: dict[str, Any], as_text: bool) -> str:
        if secret != self.token:
            raise Refused(401, "Unauthorized")
        if method not in self._shapes.methods or method not in METHODS:
            raise Broken("unknown-method", "Not Found", 404)
        values, violations = self._shapes.read(method, raw, as_text)
        if violations:
            self.violations.extend(violations)
        return await METHODS[method](self, values)

    def _fault(self, method: str) -> Fault | None:
        for name in (method, "*"):
            if self._faults.get(name):
                return self._faults[name].popleft()
        return None


async def _parameters(request: web.BaseRequest, query: str) -> tuple[dict[str, Any], bool]:
    """The parameters, and whether they came as text: form, multipart and query do, JSON does not."""
    kind = request.headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        body = await request.read()
        return json.loads(body) if body else {}, False
    values: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    if kind:
        request._client_max_size = 64 << 20
        values.update(await request.post())
    return values, True


def _response(status: int, body: bytes) -> web.Response:
    return web.Response(status=status, body=body, content_type="application/json")
