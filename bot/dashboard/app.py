"""The dashboard as a web application: which page whoever looks gets, and what stands around every answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.dashboard import folk, pairs, staffroom
from bot.dashboard.drawing import Drawing
from bot.dashboard.files import Files, figure_asked
from bot.dashboard.going import going
from bot.dashboard.guard import Guard, Tries
from bot.dashboard.overview import FILTERS, Pictures, overview, tiles
from bot.dashboard.room import Room
from bot.dashboard.story import events
from bot.dashboard.tables import Asked
from bot.dashboard.visits import Closed, Foreign, Missing, TooMany, Visits
from bot.flows.desk.views import LEAD
from bot.flows.engine.stage import Stage
from bot.words.clock import Clock
from bot.words.errors import AlongsideError
from bot.words.ids import id_in
from bot.words.messages import Inbound, Press
from bot.words.ports import Inbox, Session, Store

HERE = Path(__file__).parent
STATIC = {
    "base.css": (HERE.parent / "pages", "text/css"),  # the public pages begin with the same
    "dashboard.css": (HERE, "text/css"),
    "dashboard.js": (HERE, "text/javascript"),
    "mark.svg": (HERE, "image/svg+xml"),
}
DEEDS = ("take", "done")
"""What a line of the list can have done from the page: what needs no second question."""

log = structlog.get_logger("alongside")
Work = Callable[[Session, Room], Mapping[str, Any] | None]


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
        drawing = Drawing(self.visits)
        self._page, self._plain = drawing.page, drawing.plain
        self._files = Files(self.visits, self.pictures)

    def routes(self) -> list[Route]:
        """Every page."""
        return [
            Route("/", self.overview),
            *(Route(f"/{name}", self.static) for name in STATIC),
            Route("/enter/{code}", self.way_in, methods=["GET"]),
            Route("/enter/{code}", self.enter, methods=["POST"]),
            Route("/leave", self.leave, methods=["POST"]),
            Route("/figure/{key}.svg", self.picture),
            Route("/figure/{key}.csv", self._files.figure),
            Route("/today", self.today),
            Route("/today/{line}/{deed}", self.act, methods=["POST"]),
            Route("/matches", self.matches),
            Route("/matches.csv", self._files.matches),
            Route("/matches/{id}", self.match),
            Route("/people", self.people),
            Route("/people.csv", self._files.people),
            Route("/people/{id}", self.person),
            Route("/concerns", self.concerns),
            Route("/concerns.csv", self._files.concerns),
            Route("/concerns/{id}", self.concern),
            Route("/audit", self.audit),
            Route("/audit.csv", self._files.audit),
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
        key = self.visits.begin_prelude(request, response)
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
        room, figure = await figure_asked(request, self.visits, self.pictures)
        theme = "dark" if request.query_params.get("theme") == "dark" else "light"
        assert self.pictures is not None  # noqa: S101 - else there is no figure
        drawn = await self.pictures.picture(figure, room.language, form="svg", theme=theme)
        return Response(drawn, media_type="image/svg+xml")

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
        known = await self._files.courses(request, asked)
        much = bool(asked.get("q"))
        room, found = await self.visits.look(request, lambda s, r: pairs.table(s, r, asked, known), aside=much)
        sorts = self.pictures is not None
        return self._page(room, "matches", asked=asked, by_course=pairs.BY_COURSE, course_sorts=sorts, **found)

    async def match(self, request: Request) -> Response:
        id = _id(request)
        room, found = await self.visits.look(request, lambda s, r: _story(s, r, id))
        return self._page(room, "match", page="matches", **_there(found))

    async def people(self, request: Request) -> Response:
        asked = Asked.of(request.query_params, folk.FILTERS, folk.COLUMNS)
        much = folk.reads_much(asked)
        room, found = await self.visits.look(request, lambda s, r: folk.table(s, r, asked), aside=much)
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
    id = id_in(request.path_params["id"])
    if not id:
        raise Missing
    return id
