"""What can be saved from the dashboard as CSV; that something leaves is entered into the trail with it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.dashboard import folk, pairs, staffroom
from bot.dashboard.going import Going, of_facts
from bot.dashboard.overview import FILTERS, Pictures, filters_of, rows_of_csv
from bot.dashboard.room import Room
from bot.dashboard.tables import Asked, as_csv
from bot.dashboard.visits import Missing, Visits
from bot.words.desk import AuditLine
from bot.words.effects.desk import Audit
from bot.words.messages import Json
from bot.words.ports import Session
from bot.words.reports import Figure

BOM = "\ufeff"
CHUNK = 250
"""Rows of a file that are unsealed in one transaction."""
MOST_TRAIL = 100_000
"""Lines of the trail in one file."""


async def figure_asked(request: Request, visits: Visits, pictures: Pictures | None) -> tuple[Room, Figure]:
    """The figure an address names, under the filters it asks for; raises Missing where there is none."""
    asked = Asked.of(request.query_params, FILTERS, ())
    room, filters = await visits.look(request, lambda _, room: filters_of(room, asked))
    report = (await pictures.look(filters)).report if pictures and filters else None
    figure = report.figure(request.path_params["key"]) if report else None
    if figure is None:
        raise Missing
    return room, figure


@dataclass(frozen=True)
class Files:
    """The files."""

    visits: Visits
    pictures: Pictures | None

    async def figure(self, request: Request) -> Response:
        """The numbers of one figure, as they may be shown."""
        room, figure = await figure_asked(request, self.visits, self.pictures)
        return _file(figure.key, as_csv(rows_of_csv(room, figure)))

    async def courses(self, request: Request, asked: Asked) -> Mapping[int, Going]:
        """How every match goes, where that decides the order: from facts that are kept in memory, without words."""
        if self.pictures is None or asked.sort not in pairs.BY_COURSE:
            return {}
        room, _ = await self.visits.look(request, lambda *_: None)
        wanted = [one for one in room.programs if asked.get("program") in {"", one}]
        return {id: how for one in wanted for id, how in of_facts(await self.pictures.facts(one), room.today).items()}

    async def matches(self, request: Request) -> Response:
        """The matches asked for, each with how it goes."""
        asked, named = Asked.of(request.query_params, pairs.FILTERS, pairs.COLUMNS), _named(request)
        known = await self.courses(request, asked)
        rows = await self._exported(request, "matches", named, lambda s, r: pairs.rows_asked(s, r, asked, known))

        async def lines(some: Sequence[Any]) -> Iterator[Sequence[object]]:
            room, found = await self.visits.look(request, lambda s, r: pairs.with_courses(s, r, some, named=named))
            return pairs.lines_of_csv(room, found, named=named)

        return _streamed("matches", pairs.HEAD, rows, lines)

    async def people(self, request: Request) -> Response:
        """The people asked for."""
        asked, named = Asked.of(request.query_params, folk.FILTERS, folk.COLUMNS), _named(request)
        rows = await self._exported(request, "people", named, lambda s, r: folk.rows_asked(s, r, asked))

        async def lines(some: Sequence[Any]) -> Iterator[Sequence[object]]:
            _, found = await self.visits.look(request, lambda s, _: folk.with_names(s, some, named=named))
            return folk.lines_of_csv(found, named=named)

        return _streamed("people", folk.HEAD, rows, lines)

    async def concerns(self, request: Request) -> Response:
        """The reports asked for, without what is sealed."""
        asked = Asked.of(request.query_params, staffroom.REPORT_FILTERS, staffroom.REPORT_COLUMNS)
        rows = await self._exported(request, "reports", False, lambda s, r: staffroom.reports_asked(s, r, asked))
        return _file("reports", as_csv([staffroom.REPORT_HEAD, *staffroom.reports_csv(rows)]))

    async def audit(self, request: Request) -> Response:
        """The trail, newest first."""
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
