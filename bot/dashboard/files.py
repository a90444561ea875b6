"""What can be saved from the dashboard as CSV; that something leaves is entered into the trail with it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.dashboard import folk, pairs, staffroom
from bot.dashboard.going import Going, of_facts
from bot.dashboard.overview import FILTERS, Pictures, filters_of, rows_of_csv
from bot.dashboard.room import Room
from bot.dashboard.tables import Asked, as_csv
from bot.dashboard.visits import Missing, Visits
from bot.words.dashboard import PairRow, PersonRow
from bot.words.desk import AuditLine
from bot.words.effects.desk import Audit
from bot.words.messages import Json
from bot.words.ports import Session
from bot.words.reports import Figure

Row = TypeVar("Row")
Lines: TypeAlias = Iterator[Sequence[object]]
BOM = "\ufeff"
CHUNK = 1_000
"""Rows of a file that are read, unsealed and written down at a time."""
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

        def lines(session: Session, room: Room, some: Sequence[PairRow]) -> Lines:
            return pairs.lines_of_csv(room, pairs.with_courses(session, room, some, named=named), named=named)

        return self._streamed(request, "matches", pairs.HEAD, rows, lines)

    async def people(self, request: Request) -> Response:
        """The people asked for."""
        asked, named = Asked.of(request.query_params, folk.FILTERS, folk.COLUMNS), _named(request)
        rows = await self._exported(request, "people", named, lambda s, r: folk.rows_asked(s, r, asked))

        def lines(session: Session, _: Room, some: Sequence[PersonRow]) -> Lines:
            return folk.lines_of_csv(folk.with_names(session, some, named=named), named=named)

        return self._streamed(request, "people", folk.HEAD, rows, lines)

    async def concerns(self, request: Request) -> Response:
        """The reports asked for, without what is sealed."""
        asked = Asked.of(request.query_params, staffroom.REPORT_FILTERS, staffroom.REPORT_COLUMNS)
        rows = await self._exported(request, "reports", False, lambda s, r: staffroom.reports_asked(s, r, asked))
        return self._streamed(
            request, "reports", staffroom.REPORT_HEAD, rows, lambda _, __, some: staffroom.reports_csv(some)
        )

    async def audit(self, request: Request) -> Response:
        """The trail, newest first."""
        numbers = await self._exported(
            request, "trail", False, lambda s, r: staffroom.numbers_of_trail(s, r, MOST_TRAIL)
        )

        def lines(session: Session, room: Room, some: Sequence[int]) -> Lines:
            found = staffroom.lines_of_trail(session, room, some[0] + 1, len(some))
            return staffroom.trail_csv([one for one in found if one[0] >= some[-1]])

        return self._streamed(request, "trail", staffroom.TRAIL_HEAD, numbers, lines)

    async def _exported(
        self, request: Request, table: str, named: bool, work: Callable[[Session, Room], Sequence[Row]]
    ) -> Sequence[Row]:
        """The rows of a file; that they leave is entered into the trail before any of them does."""
        _, rows = await self.visits.look(request, work, aside=True)
        details: Json = {"table": table, "rows": len(rows), "names": named}

        def enter(session: Session, room: Room) -> None:
            programs = [""] if room.is_admin else room.programs
            lines = [AuditLine(room.now, room.me, "export", one, details=details) for one in programs]
            session.carry_out([Audit(line) for line in lines], room.now)

        await self.visits.look(request, enter, writes=True)
        return rows

    def _streamed(
        self,
        request: Request,
        name: str,
        head: Sequence[str],
        rows: Sequence[Row],
        lines: Callable[[Session, Room, Sequence[Row]], Lines],
    ) -> Response:
        """A file that is made while it is read; whoever loses their rights meanwhile gets no more of it."""

        async def part(some: Sequence[Row]) -> str:
            return (await self.visits.look(request, lambda s, r: as_csv(lines(s, r, some)), aside=True))[1]

        async def parts() -> AsyncIterator[str]:
            yield BOM + as_csv([head])
            for start in range(0, len(rows), CHUNK):
                yield await part(rows[start : start + CHUNK])

        return StreamingResponse(parts(), media_type="text/csv", headers=_saved_as(name))


def _named(request: Request) -> bool:
    return request.query_params.get("names") == "1"


def _file(name: str, text: str) -> Response:
    return Response((BOM + text).encode(), media_type="text/csv", headers=_saved_as(name))


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="alongside-{name}.csv"'}
