"""The dashboard as a web application: which page whoever looks gets, and what stands around every answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import structlog
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.dashboard import folk, pairs, staffroom
from bot.dashboard.going import Going, going, of_facts
from bot.dashboard.guard import Guard, Tries
from bot.dashboard.overview import FILTERS, Pictures, filters_of, overview, rows_of_csv, tiles
from bot.dashboard.room import Room
from bot.dashboard.story import events
from bot.dashboard.tables import Asked, as_csv
from bot.dashboard.visits import Closed, Foreign, TooMany, Visits
from bot.dashboard.words import WORDS
from bot.doings.desk.names import pseudonym
from bot.flows.desk.views import LEAD
from bot.flows.engine.telling import Stage
from bot.words.clock import Clock
from bot.words.desk import AuditLine
from bot.words.errors import AlongsideError
from bot.words.messages import Inbound, Json, Press
from bot.words.ports import Inbox, Session, Store
from bot.words.turns import Audit

HERE = Path(__file__).parent
STATIC = {
    "base.css": (HERE.parent / "pages", "text/css"),  # the public pages begin with the same
    "dashboard.css": (HERE, "text/css"),
    "dashboard.js": (HERE, "text/javascript"),
    "mark.svg": (HERE, "image/svg+xml"),
}
BOM = "\ufeff"
CHUNK = 250
"""Rows of a file that are unsealed in one transaction."""
MOST_TRAIL = 100_000
"""Lines of the trail in one file."""
DEEDS = ("take", "done")
"""What a line of the list can have done from the page: what needs no second question."""

log = structlog.get_logger("alongside")
Work = Callable[[Session, Room], Mapping[str, Any] | None]


class Missing(Exception):
    """There is no such page, or it is not for who looks."""


def dashboard_app(  # noqa: PLR0913 - the parts behind it
    store: Store,
    clock: Clock,
    stage: Stage,
    address: str,
    *,
    inbox: Inbox | None = None,
    pictures: Pictures | None = None,
) -> Starlette:
    """The application; `address` is where it stands on the web, `inbox` takes what is done on a page as if it were said
    in chat, and `pictures` draws the reports."""
    pages = Pages(Visits(store, clock, stage, address, Tries()), inbox, pictures)
    return Starlette(
        routes=pages.routes(),
        middleware=[Middleware(Guard)],
        exception_handlers={
            Closed: pages.closed,
            TooMany: pages.too_many,
            Foreign: pages.closed,
            Missing: pages.missing,
            HTTPException: pages.missing,
            AlongsideError: pages.failed,
            Exception: pages.failed,
        },
    )


@dataclass
class Pages:
    """The routes."""

    visits: Visits
    inbox: Inbox | None
    pictures: Pictures | None

    def __post_init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("bot.dashboard"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._templates.globals |= {"pseudonym": pseudonym, "WORDS": WORDS}

    def routes(self) -> list[Route]:
        """Every page."""
        return [
            Route("/", self.overview),
            *(Route(f"/{name}", self.static) for name in STATIC),
            Route("/enter/{code}", self.way_in, methods=["GET"]),
            Route("/enter/{code}", self.enter, methods=["POST"]),
            Route("/leave", self.leave, methods=["POST"]),
            Route("/figure/{key}.svg", self.picture),
            Route("/figure/{key}.csv", self.figure_csv),
            Route("/today", self.today),
            Route("/today/{line}/{deed}", self.act, methods=["POST"]),
            Route("/matches", self.matches),
            Route("/matches.csv", self.matches_csv),
            Route("/matches/{id}", self.match),
            Route("/people", self.people),
            Route("/people.csv", self.people_csv),
            Route("/people/{id}", self.person),
            Route("/concerns", self.concerns),
            Route("/concerns.csv", self.concerns_csv),
            Route("/concerns/{id}", self.concern),
            Route("/audit", self.audit),
            Route("/audit.csv", self.audit_csv),
        ]

    async def static(self, request: Request) -> Response:
        name = request.url.path.rpartition("/")[2]
        folder, kind = STATIC[name]
        return FileResponse(folder / name, media_type=kind)

    # --- the way in and out --------------------------------------------------------------------------------------

    async def way_in(self, request: Request) -> Response:
        if not await self.visits.opens(request):
            raise Closed
        if self.pictures:
            self.pictures.look_ahead()
        response = HTMLResponse()
        key = self.visits.begin_prelude(response)
        response.body = self._plain(request, "enter.html", key=key).encode()
        response.headers["content-length"] = str(len(response.body))
        return response

    async def enter(self, request: Request) -> Response:
        visit = await self.visits.enter(request)
        if visit is None:
            raise Closed
        response = RedirectResponse(f"{self.visits.base}/", HTTPStatus.SEE_OTHER)
        self.visits.keep(response, visit)
        return response

    async def leave(self, request: Request) -> Response:
        await self.visits.leave(request)
        response = HTMLResponse(self._plain(request, "said.html", name="left"))
        self.visits.forget(response)
        return response

    # --- pages ---------------------------------------------------------------------------------------------------

    async def overview(self, request: Request) -> Response:
        asked = Asked.of(request.query_params, FILTERS, ())
        room, (counts, usual) = await self.visits.look(request, tiles)
        shown = await overview(self.pictures, room, asked, usual)
        staff = shown["known"].coordinators if shown["known"] else ()
        names: Mapping[int, str] = {}
        if staff:
            _, names = await self.visits.look(request, lambda session, _: session.dashboard().names(staff))
        return self._page(room, "overview", asked=asked, tiles=counts, names=names, **shown)

    async def picture(self, request: Request) -> Response:
        room, figure = await self._figure(request)
        theme = "dark" if request.query_params.get("theme") == "dark" else "light"
        assert self.pictures is not None  # noqa: S101 - else there is no figure
        drawn = await self.pictures.picture(figure, room.language, form="svg", theme=theme)
        return Response(drawn, media_type="image/svg+xml")

    async def figure_csv(self, request: Request) -> Response:
        room, figure = await self._figure(request)
        return _file(f"{figure.key}", as_csv(rows_of_csv(room, figure)))

    async def _figure(self, request: Request) -> tuple[Room, Any]:
        asked = Asked.of(request.query_params, FILTERS, ())
        room, filters = await self.visits.look(request, lambda _, room: filters_of(room, asked))
        report = (await self.pictures.look(filters)).report if self.pictures and filters else None
        figure = report.figure(request.path_params["key"]) if report else None
        if figure is None:
            raise Missing
        return room, figure

    async def today(self, request: Request) -> Response:
        asked = Asked.of(request.query_params, staffroom.LIST_FILTERS, ())
        room, found = await self.visits.look(request, lambda s, r: staffroom.list_today(s, r, asked))
        said = request.query_params.get("said", "")
        return self._page(room, "today", asked=asked, said=said, can_act=self.inbox is not None, **found)

    async def act(self, request: Request) -> Response:
        """Done as if its button were pressed in the chat: by the same rules, in the same order, answered there."""
        await self.visits.form(request)
        line, deed = request.path_params["line"], request.path_params["deed"]
        room, telling = await self.visits.look(request, staffroom.telling_for)
        if telling is None or deed not in DEEDS or self.inbox is None:
            raise Missing
        press = Press(f"{LEAD}line.{line[:20]}.{deed}")
        await self.inbox.accept([Inbound(f"dashboard:{uuid4().hex}", telling.scene.address, press, room.now)])
        return RedirectResponse(room.link("/today", {"said": "handed-in"}), HTTPStatus.SEE_OTHER)

    async def matches(self, request: Request) -> Response:
        asked = Asked.of(request.query_params, pairs.FILTERS, pairs.COLUMNS)
        known = await self._courses(request, asked)
        room, found = await self.visits.look(request, lambda s, r: pairs.table(s, r, asked, known))
        sorts = self.pictures is not None
        return self._page(room, "matches", asked=asked, by_course=pairs.BY_COURSE, course_sorts=sorts, **found)

    async def _courses(self, request: Request, asked: Asked) -> Mapping[int, Going]:
        """How every match goes, where that decides the order: from facts that are kept in memory, without words."""
        if self.pictures is None or asked.sort not in pairs.BY_COURSE:
            return {}
        room, _ = await self.visits.look(request, lambda *_: None)
        wanted = [one for one in room.programs if asked.get("program") in {"", one}]
        return {id: how for one in wanted for id, how in of_facts(await self.pictures.facts(one), room.today).items()}

    async def match(self, request: Request) -> Response:
        id = _id(request)
        room, found = await self.visits.look(request, lambda s, r: _story(s, r, id))
        return self._page(room, "match", page="matches", **_there(found))

    async def people(self, request: Request) -> Response:
        asked = Asked.of(request.query_params, folk.FILTERS, folk.COLUMNS)
        room, found = await self.visits.look(request, lambda s, r: folk.table(s, r, asked))
        return self._page(room, "people", asked=asked, **found)

    async def person(self, request: Request) -> Response:
        id = _id(request)
        room, found = await self.visits.look(request, lambda s, r: folk.person(s, r, id), writes=True)
        return self._page(room, "person", page="people", **_there(found))

    async def concerns(self, request: Request) -> Response:
        asked = Asked.of(request.query_params, staffroom.REPORT_FILTERS, staffroom.REPORT_COLUMNS)
        room, found = await self.visits.look(request, lambda s, r: staffroom.reports(s, r, asked), writes=True)
        return self._page(room, "concerns", asked=asked, **found)

    async def concern(self, request: Request) -> Response:
        id = _id(request)
        room, found = await self.visits.look(request, lambda s, r: staffroom.report(s, r, id), writes=True)
        return self._page(room, "concern", page="concerns", **_there(found))

    async def audit(self, request: Request) -> Response:
        before = request.query_params.get("before", "")
        room, found = await self.visits.look(request, lambda s, r: staffroom.trail(s, r, before))
        return self._page(room, "audit", **found)

    # --- files ---------------------------------------------------------------------------------------------------

    async def matches_csv(self, request: Request) -> Response:
        asked, named = Asked.of(request.query_params, pairs.FILTERS, pairs.COLUMNS), _named(request)
        known = await self._courses(request, asked)
        rows = await self._exported(request, "matches", named, lambda s, r: pairs.rows_asked(s, r, asked, known))

        async def lines(some: Sequence[Any]) -> Iterator[Sequence[object]]:
            room, found = await self.visits.look(request, lambda s, r: pairs.with_courses(s, r, some, named=named))
            return pairs.lines_of_csv(room, found, named=named)

        return _streamed("matches", pairs.HEAD, rows, lines)

    async def people_csv(self, request: Request) -> Response:
        asked, named = Asked.of(request.query_params, folk.FILTERS, folk.COLUMNS), _named(request)
        rows = await self._exported(request, "people", named, lambda s, r: folk.rows_asked(s, r, asked))

        async def lines(some: Sequence[Any]) -> Iterator[Sequence[object]]:
            _, found = await self.visits.look(request, lambda s, _: folk.with_names(s, some, named=named))
            return folk.lines_of_csv(found, named=named)

        return _streamed("people", folk.HEAD, rows, lines)

    async def concerns_csv(self, request: Request) -> Response:
        asked = Asked.of(request.query_params, staffroom.REPORT_FILTERS, staffroom.REPORT_COLUMNS)
        rows = await self._exported(request, "reports", False, lambda s, r: staffroom.reports_asked(s, r, asked))
        return _file("reports", as_csv([staffroom.REPORT_HEAD, *staffroom.reports_csv(rows)]))

    async def audit_csv(self, request: Request) -> Response:
        rows = await self._exported(
            request, "trail", False, lambda s, r: staffroom.lines_of_trail(s, r, None, MOST_TRAIL)
        )
        return _file("trail", as_csv([staffroom.TRAIL_HEAD, *staffroom.trail_csv(rows)]))

    async def _exported(
        self, request: Request, table: str, named: bool, work: Callable[[Session, Room], Sequence[Any]]
    ) -> Sequence[Any]:
        """The rows of a file; that they leave is entered into the trail with them."""

        def within(session: Session, room: Room) -> Sequence[Any]:
            rows = work(session, room)
            details: Json = {"table": table, "rows": len(rows), "names": named}
            programs = [""] if room.is_admin else room.programs
            lines = [AuditLine(room.now, room.me, "export", one, details=details) for one in programs]
            session.carry_out([Audit(line) for line in lines], room.now)
            return rows

        return (await self.visits.look(request, within, writes=True))[1]

    # --- what went wrong -----------------------------------------------------------------------------------------

    async def closed(self, request: Request, _: Exception) -> Response:
        # The cookie stays: an old link or a foreign form shall end nobody's visit.
        return HTMLResponse(self._plain(request, "said.html", name="closed", todo=True), HTTPStatus.FORBIDDEN)

    async def too_many(self, request: Request, _: Exception) -> Response:
        said = self._plain(request, "said.html", name="many")
        return HTMLResponse(said, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": "60"})

    async def missing(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
        return HTMLResponse(self._plain(request, "said.html", name="missing", home=True), status)

    async def failed(self, request: Request, error: Exception) -> Response:
        log.error("dashboard.failed", error=type(error).__name__)
        said = self._plain(request, "said.html", name="failed", home=True)
        return HTMLResponse(said, HTTPStatus.SERVICE_UNAVAILABLE)

    # --- putting it together -------------------------------------------------------------------------------------

    def _page(self, room: Room, template: str, **values: Any) -> Response:
        shown = {"page": template, "programs": room.programs, "alone": len(room.programs) == 1, **values}
        template_of = self._templates.get_template(f"{template}.html")
        return HTMLResponse(template_of.render(room=room, say=room.say, base=room.base, **shown))

    def _plain(self, request: Request, template: str, **values: Any) -> str:
        """A page for someone we do not know (yet), in a language their browser asks for."""
        speech = self.visits.stage.speech
        wanted = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
        language = speech.closest(wanted)

        def say(name: str, /, **filled: str | int) -> str:
            return speech.say(WORDS[name](**filled), language)

        values = {"todo": False, "home": False, "code": request.path_params.get("code", ""), **values}
        shown = self._templates.get_template(template)
        return shown.render(say=say, base=self.visits.base, language=language, direction="ltr", **values)


def _story(session: Session, room: Room, id: int) -> Mapping[str, Any] | None:
    """One match with everything that happened in it; one of the visitor's own is for others to look at."""
    story = session.dashboard().story(id)
    if story is None or story.match.program not in room.programs or room.me in (story.match.mentee, story.match.mentor):
        return None
    match = story.match
    people = {id for id in (match.mentee, match.mentor, story.owner, *(line.by for line in story.trail)) if id}
    names = session.dashboard().names(people)
    how = going(room.stage, match, story.journey, room.today)
    last = min(room.today, match.since.date()) if match.status == "ended" else room.today
    shown = {"match": match, "story": story, "names": names, "how": how, "last_day": last}
    return {**shown, "events": events(room, story, names)}


def _there(found: Mapping[str, Any] | None) -> Mapping[str, Any]:
    if found is None:
        raise Missing
    return found


def _id(request: Request) -> int:
    code = request.path_params["id"]
    if not code or len(code) > 16 or any(c not in "0123456789abcdef" for c in code):
        raise Missing
    return int(code, 16)


def _named(request: Request) -> bool:
    return request.query_params.get("names") == "1"


def _file(name: str, text: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="alongside-{name}.csv"'}
    return Response((BOM + text).encode(), media_type="text/csv", headers=headers)


def _streamed(
    name: str,
    head: Sequence[str],
    rows: Sequence[Any],
    lines: Callable[[Sequence[Any]], Awaitable[Iterator[Sequence[object]]]],
) -> Response:
    """A file that is made while it is read; whoever loses their rights meanwhile gets no more of it."""

    async def parts() -> AsyncIterator[str]:
        yield BOM + as_csv([head])
        for start in range(0, len(rows), CHUNK):
            yield as_csv(await lines(rows[start : start + CHUNK]))

    headers = {"Content-Disposition": f'attachment; filename="alongside-{name}.csv"'}
    return StreamingResponse(parts(), media_type="text/csv", headers=headers)
