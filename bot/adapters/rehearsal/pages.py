"""The rehearsal's page and its HTTP interface.

    POST /api/people {"name", "channel"?, "role"?, "language"?}   201 {"id"}
    GET  /api/people                                              [{"id", "name", "channel", …}]
    POST /api/people/{id}/messages                                the messages that came of it, changed ones included
         {"text"} or {"press": label, "message"?} or {"people": [names]} or {"location": [lat, lon]} or {"date"}
         or {"file": {"kind", "data": Base64, "name"?, "caption"?}}, each with "replies_to"?: id of a message
         or {"edit": {"message": id, "text"}} or {"delete": id}, of a message of their own
    GET  /api/people/{id}/messages                                [{"from", "text", "buttons", "widget", …}]
    GET  /api/files/{id}                                          a file that stands in a message
    GET  /api/people/{id}/scene                                   the chat as a scene, text/plain
    POST /api/people/{id}/block, /api/people/{id}/unblock         the person, as in the list
    GET  /api/clock                                               {"now"}
    POST /api/clock {"advance": "P7D"}                            {"now"}, once everything due was delivered
    GET  /api/programs                                            [{"id", "title", "weeks"}]
    POST /api/scenario {"program"?, "week"?, "silent"?, "days"?}  {"pair", "people", "now", "seconds"}: two people are
                                                                  made up and walk the program to that week or its end
    POST /api/scenario/stop                                       204; whoever walks stops where they are
    GET  /api/pairs                                               [{"id", "program", "mentee", "mentor", "status", …}]
    GET  /api/timeline?pair=…&language=…                          who of a match got and gets what, and when
    GET  /api/timeline.csv?pair=…&language=…                      the same as a table
    POST /api/staff-code                                          201 {"code"}: whoever writes "/admin CODE" first runs
                                                                  the programs
    POST /api/fill {"mentees"?, "mentors"?, "program"?}            201: so many believable people joined, mentors ready
    POST /api/round                                               {"proposals", "unready": names of mentors who still
                                                                  have training or checks before them}
    POST /api/ready                                               {"mentors": [names]}: theirs is counted as done
    POST /api/reset                                               204
    GET  /api/events                                              server-sent events: what changed, as it changes

What goes wrong answers {"error": what to do}.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.adapters.rehearsal import views
from bot.adapters.rehearsal.acts import Declined, read_act, words
from bot.adapters.rehearsal.backstage import Backstage, backstage_routes
from bot.adapters.rehearsal.chats import Chat
from bot.adapters.rehearsal.guard import Guard
from bot.adapters.rehearsal.interface import FAULTS, LARGEST_MESSAGE, read_body
from bot.adapters.rehearsal.platforms import PLATFORMS, platform_named
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.adapters.rehearsal.scenes import scene_name
from bot.adapters.rehearsal.times import time_routes

FILES = Path(__file__).parent
STATIC = {
    "page.css": "text/css",
    "page.js": "text/javascript",
    "bar.js": "text/javascript",
    "bubbles.js": "text/javascript",
    "chat.js": "text/javascript",
    "composer.js": "text/javascript",
    "dialogs.js": "text/javascript",
    "keys.js": "text/javascript",
    "log.js": "text/javascript",
    "parts.js": "text/javascript",
    "timeline.js": "text/javascript",
    "weeks.js": "text/javascript",
    "machine.js": "text/javascript",
    "words.js": "text/javascript",
    "es.js": "text/javascript",
    "timeline.css": "text/css",
    "mark.svg": "image/svg+xml",
}


def rehearsal_app(rehearsal: Rehearsal, backstage: Backstage, *, title: str = "Alongside") -> Starlette:
    """The page and its interface as an application to be served on loopback."""
    pages = Pages(rehearsal, backstage, title)
    person = "/api/people/{id}"
    return Starlette(
        routes=[
            Route("/", pages.page),
            *(Route(f"/{name}", pages.static) for name in STATIC),
            Route("/api/people", pages.people, methods=["GET"]),
            Route("/api/people", pages.add_person, methods=["POST"]),
            Route(f"{person}/messages", pages.messages, methods=["GET"]),
            Route(f"{person}/messages", pages.post_message, methods=["POST"]),
            Route(f"{person}/scene", pages.scene, methods=["GET"]),
            Route(f"{person}/block", pages.block, methods=["POST"]),
            Route(f"{person}/unblock", pages.unblock, methods=["POST"]),
            Route("/api/files/{file}", pages.file, methods=["GET"]),
            *backstage_routes(rehearsal, backstage, pages.one_at_a_time),
            *time_routes(rehearsal, backstage.machine, pages.one_at_a_time, read_body),
            Route("/api/events", pages.events, methods=["GET"]),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers=FAULTS,
    )


class Pages:
    """The routes, over one rehearsal."""

    def __init__(self, rehearsal: Rehearsal, backstage: Backstage, title: str) -> None:
        self._rehearsal = rehearsal
        self._backstage = backstage
        self._title = title
        self.one_at_a_time = asyncio.Lock()

    async def page(self, _request: Request) -> Response:
        html = (FILES / "page.html").read_text("utf-8")
        machine = "yes" if self._backstage.machine else "no"
        return HTMLResponse(html.replace("{title}", _escaped(self._title)).replace("{machine}", machine))

    async def static(self, request: Request) -> Response:
        name = request.url.path.removeprefix("/")
        return FileResponse(FILES / name, media_type=STATIC[name])

    async def people(self, _request: Request) -> Response:
        return JSONResponse([views.person(chat) for chat in self._rehearsal.chats.values()])

    async def add_person(self, request: Request) -> Response:
        body = await read_body(request)
        name = " ".join(words(body.get("name"), "The name", 64).split())
        platform = platform_named(str(body.get("channel", "telegram")))
        if platform is None:
            raise Declined(400, f"channel has to be {' or '.join(one.key for one in PLATFORMS)}.")
        role = str(body.get("role") or "")
        if role not in {"", "mentee", "mentor", "admin"}:
            raise Declined(400, "role has to be mentee, mentor or admin; leave it out to let them choose.")
        language = words(body["language"], "The language", 35) if body.get("language") else ""
        chat = self._rehearsal.add(name, platform, role, language)
        return JSONResponse({"id": chat.id}, 201)

    async def messages(self, request: Request) -> Response:
        return JSONResponse([views.message(entry) for entry in self._chat(request).messages()])

    async def post_message(self, request: Request) -> Response:
        chat, body = self._chat(request), await read_body(request, LARGEST_MESSAGE)
        act = read_act(chat, self._rehearsal.chats, body, self._rehearsal.files)
        before = self._rehearsal.revision
        await self._rehearsal.post(chat, act)
        await self._backstage.settle()
        return JSONResponse([views.message(entry) for entry in chat.messages() if entry.revision > before])

    async def file(self, request: Request) -> Response:
        """What a browser may not show is only offered to be saved."""
        kept = self._rehearsal.files.get(request.path_params["file"])
        if kept is None:
            raise Declined(404, "This file is not here any more.")
        how = "inline" if kept.is_shown else "attachment"
        named = f"{how}; filename*=UTF-8''{quote(kept.name or kept.kind)}"
        return Response(kept.data, media_type=kept.media_type, headers={"Content-Disposition": named})

    async def scene(self, request: Request) -> Response:
        """With the head that lets `alongside program scenes` play it."""
        chat = self._chat(request)
        if not chat.story:
            return PlainTextResponse("")
        begins = next(iter(chat.entries.values())).at
        spoken = f", in {chat.language}" if chat.language else ""
        head = (
            f"# {scene_name(chat.name)} is on {chat.platform.title}{spoken}.\n"
            f"# It begins on {begins:%Y-%m-%d} at {begins:%H:%M}.\n\n"
        )
        return PlainTextResponse(head + chat.scene())

    async def block(self, request: Request) -> Response:
        chat = self._chat(request)
        if not chat.blocked:
            await self._rehearsal.block(chat)
            await self._backstage.settle()
        return JSONResponse(views.person(chat))

    async def unblock(self, request: Request) -> Response:
        chat = self._chat(request)
        if chat.blocked:
            await self._rehearsal.unblock(chat)
            await self._backstage.settle()
        return JSONResponse(views.person(chat))

    async def events(self, request: Request) -> Response:
        seen = request.headers.get("last-event-id", "")
        return StreamingResponse(self._stream(seen), media_type="text/event-stream")

    async def _stream(self, seen: str) -> AsyncIterator[str]:
        """Send what is newer than the reader has seen ("epoch-revision"); after a reset everything is."""
        rehearsal = self._rehearsal
        while not rehearsal.hung_up:
            epoch, _, last = seen.partition("-")
            since = int(last) if epoch == rehearsal.epoch and last.isdecimal() else 0
            revision = rehearsal.revision
            seen = f"{rehearsal.epoch}-{revision}"
            yield f"retry: 1000\nid: {seen}\ndata: {json.dumps(views.news(rehearsal, since))}\n\n"
            await rehearsal.wait_for_change(revision)

    def _chat(self, request: Request) -> Chat:
        chat = self._rehearsal.chats.get(request.path_params["id"])
        if chat is None:
            raise Declined(404, "Nobody here has this id; GET /api/people lists who is.")
        return chat


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
