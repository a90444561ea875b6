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
    POST /api/reset                                               204
    GET  /api/events                                              server-sent events: what changed, as it changes

What goes wrong answers {"error": what to do}.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.adapters.rehearsal import views
from bot.adapters.rehearsal.acts import LARGEST_FILE, Declined, read_act, words
from bot.adapters.rehearsal.channel import Rehearsal
from bot.adapters.rehearsal.chats import Chat
from bot.adapters.rehearsal.durations import read_duration
from bot.adapters.rehearsal.guard import Guard
from bot.adapters.rehearsal.platforms import PLATFORMS, platform_named
from bot.adapters.rehearsal.scenes import scene_name
from bot.adapters.rehearsal.times import time_routes
from bot.adapters.rehearsal.wishes import TimeMachine
from bot.words.errors import AlongsideError

FILES = Path(__file__).parent
STATIC = {
    "page.css": "text/css",
    "page.js": "text/javascript",
    "chat.js": "text/javascript",
    "dialogs.js": "text/javascript",
    "parts.js": "text/javascript",
    "timeline.js": "text/javascript",
    "machine.js": "text/javascript",
    "words.js": "text/javascript",
    "es.js": "text/javascript",
    "timeline.css": "text/css",
    "mark.svg": "image/svg+xml",
}
LARGEST_BODY = 64 * 1024
LARGEST_MESSAGE = (LARGEST_FILE * 4 // 3) + LARGEST_BODY
LAST_YEAR = 2999
USUAL, MOST_FILLED = {"mentees": 4, "mentors": 3}, 40
"""How many believable people are added where nobody says, and at most."""


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the page needs done behind it.

    `settle` returns when nothing is on its way; `advance` moves the clock and returns when everything due has been
    delivered; `reset` empties the database. `fill` adds so many believable mentees and mentors to a program ("" for
    the first); `match` runs a matching round and returns how many proposals it found. Without
    a `machine` nobody can be sent through a program in virtual time. `staff_code` makes a code for the first who runs
    the programs ("" where there is one).
    """

    settle: Callable[[], Awaitable[None]]
    advance: Callable[[dt.timedelta], Awaitable[None]]
    reset: Callable[[], Awaitable[None]]
    fill: Callable[[str, int, int], Awaitable[None]]
    match: Callable[[], Awaitable[int]]
    machine: TimeMachine | None = None
    staff_code: Callable[[], Awaitable[str]] | None = None


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
            Route("/api/clock", pages.clock, methods=["GET"]),
            Route("/api/clock", pages.move_clock, methods=["POST"]),
            Route("/api/reset", pages.reset, methods=["POST"]),
            Route("/api/fill", pages.fill, methods=["POST"]),
            Route("/api/round", pages.match, methods=["POST"]),
            Route("/api/staff-code", pages.staff_code, methods=["POST"]),
            *time_routes(rehearsal, backstage.machine, pages.one_at_a_time, _body),
            Route("/api/events", pages.events, methods=["GET"]),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={Declined: _declined, AlongsideError: _failed, HTTPException: _refused, Exception: _broken},
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
        body = await _body(request)
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
        chat, body = self._chat(request), await _body(request, LARGEST_MESSAGE)
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

    async def clock(self, _request: Request) -> Response:
        return JSONResponse({"now": views.now(self._rehearsal)})

    async def move_clock(self, request: Request) -> Response:
        asked = (await _body(request)).get("advance")
        try:
            by = read_duration(asked if isinstance(asked, str) else "")
        except ValueError as error:
            raise Declined(400, str(error)) from error
        async with self.one_at_a_time:
            if (self._rehearsal.clock.now() + by).year > LAST_YEAR:
                raise Declined(400, f"The rehearsal ends with the year {LAST_YEAR}; reset it, or move less.")
            await self._backstage.advance(by)
        self._rehearsal.changed()
        return await self.clock(request)

    async def reset(self, _request: Request) -> Response:
        async with self.one_at_a_time:
            await self._backstage.reset()
            self._rehearsal.clear()
        return Response(status_code=204)

    async def fill(self, request: Request) -> Response:
        body = await _body(request)
        mentees, mentors = (number(body.get(name, usual), name, MOST_FILLED) for name, usual in USUAL.items())
        async with self.one_at_a_time:
            await self._backstage.fill(str(body.get("program") or ""), mentees, mentors)
        return JSONResponse({"mentees": mentees, "mentors": mentors}, 201)

    async def match(self, _request: Request) -> Response:
        async with self.one_at_a_time:
            found = await self._backstage.match()
        self._rehearsal.changed()
        return JSONResponse({"proposals": found})

    async def staff_code(self, _request: Request) -> Response:
        code = await self._backstage.staff_code() if self._backstage.staff_code else ""
        if not code:
            raise Declined(409, "Somebody runs the programs already: let them write /desk and invite this person.")
        return JSONResponse({"code": code}, 201)

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


async def _body(request: Request, largest: int = LARGEST_BODY) -> Mapping[str, object]:
    """The JSON object a request carries; raises Declined for anything else."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind not in {"", "application/json"}:
        raise Declined(415, "Send JSON with the content type application/json.")
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > largest:
            raise Declined(413, f"Send at most {largest} bytes.")
    try:
        body = json.loads(received or b"{}")
    except (ValueError, RecursionError):
        raise Declined(400, 'The body is not JSON; send an object like {"text": "hello"}.') from None
    if not isinstance(body, dict):
        raise Declined(400, "The body has to be a JSON object.")
    return body


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


async def _declined(_request: Request, error: Exception) -> Response:
    status, details = (error.status, error.details) if isinstance(error, Declined) else (400, {})
    return JSONResponse({"error": str(error), **details}, status)


async def _failed(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": f"This was not kept ({error}); try again."}, 503)


async def _broken(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"error": "Something broke behind the stage; the terminal says more."}, 500)


async def _refused(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return JSONResponse({"error": f"There is nothing to do here that way ({status}); see the interface."}, status)


def number(value: object, name: str, most: int) -> int:
    """A whole number from 0 to `most`; raises Declined."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise Declined(400, f"{name} has to be a whole number from 0 to {most}.")
    return value
