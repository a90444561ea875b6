"""Driving the stand-in from another process: people's doings and faults as plain HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from tests.stand_ins.slack.server import SlackStandIn

DOINGS = {
    "says",
    "sends_file",
    "answers",
    "edits",
    "deletes",
    "presses",
    "picks_people",
    "picks_date",
    "commands",
    "opens_home",
}
SETTINGS = {"request_url", "echo", "acknowledge"}


class Controls:
    """POST /person/{id}/{doing} with a JSON list of arguments; GET /person/{id}; POST /fail and /set with a JSON
    object; GET /seen for violations, calls by method, and what was lost."""

    def __init__(self, slack: SlackStandIn) -> None:
        self.slack = slack
        self.routes = [
            web.post("/person/{id}/{doing}", self.do),
            web.get("/person/{id}", self.look),
            web.post("/fail", self.fail),
            web.post("/set", self.change),
            web.get("/seen", self.seen),
        ]

    async def do(self, request: web.Request) -> web.Response:
        doing = request.match_info["doing"]
        if doing not in DOINGS:
            return web.Response(status=404)
        person = self.slack.person(request.match_info["id"])
        try:
            return web.json_response(await getattr(person, doing)(*await request.json()))
        except LookupError as missing:
            return web.json_response(str(missing), status=409)

    async def look(self, request: web.Request) -> web.Response:
        person = self.slack.person(request.match_info["id"])
        chat = [{"by_bot": one.by_bot, "text": one.text, "buttons": one.buttons, "ts": one.ts} for one in person.chat]
        return web.json_response({"chat": chat, "home": person.home and person.home.text})

    async def fail(self, request: web.Request) -> web.Response:
        self.slack.fail_next(**await request.json())
        return web.json_response({})

    async def change(self, request: web.Request) -> web.Response:
        for name, value in (await request.json()).items():
            if name in SETTINGS:
                setattr(self.slack, name, value)
        return web.json_response({})

    async def seen(self, _: web.Request) -> web.Response:
        methods = [method for method, _ in self.slack.calls]
        calls = {method: methods.count(method) for method in sorted(set(methods))}
        return web.json_response({"violations": self.slack.violations, "calls": calls, "lost": len(self.slack.lost)})
