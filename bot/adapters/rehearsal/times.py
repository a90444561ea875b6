"""The part of the interface that is about time: the time machine, and the timeline of a match."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.adapters.rehearsal import views
from bot.adapters.rehearsal.acts import Declined
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.adapters.rehearsal.wishes import TimeMachine, read_wish

ReadBody = Callable[[Request], Awaitable[Mapping[str, object]]]
COLUMNS = ("week", "local", "zone", "lane", "name", "what", "kind", "said", "text")
"""Of the table: what a spreadsheet can sort by."""


def time_routes(
    rehearsal: Rehearsal, machine: TimeMachine | None, one_at_a_time: asyncio.Lock, body: ReadBody
) -> Sequence[Route]:
    """The routes; none where nobody can be sent through time."""
    if machine is None:
        return ()
    times = Times(rehearsal, machine, one_at_a_time, body)
    return (
        Route("/api/programs", times.programs, methods=["GET"]),
        Route("/api/scenario", times.scenario, methods=["POST"]),
        Route("/api/scenario/stop", times.stop, methods=["POST"]),
        Route("/api/pairs", times.pairs, methods=["GET"]),
        Route("/api/timeline", times.timeline, methods=["GET"]),
        Route("/api/timeline.csv", times.table, methods=["GET"]),
    )


class Times:
    """The routes, over one rehearsal."""

    def __init__(self, rehearsal: Rehearsal, machine: TimeMachine, one_at_a_time: asyncio.Lock, body: ReadBody) -> None:
        self._rehearsal = rehearsal
        self._machine = machine
        self._one_at_a_time = one_at_a_time
        self._body = body

    async def programs(self, request: Request) -> Response:
        return JSONResponse(list(self._machine.programs(_language(request))))

    async def scenario(self, request: Request) -> Response:
        wish = read_wish(await self._body(request), self._machine.programs("en"))
        if self._rehearsal.walk is not None:
            raise Declined(409, "Somebody is being walked through a program already; wait, or stop them first.")
        async with self._one_at_a_time:
            walked = await self._machine.walk(wish)
        now = views.now(self._rehearsal)
        return JSONResponse({
            "pair": walked.pair, "people": dict(walked.people), "now": now, "seconds": round(walked.seconds, 2)
        })  # fmt: skip

    async def stop(self, _request: Request) -> Response:
        self._machine.stop_walking()
        return Response(status_code=204)

    async def pairs(self, request: Request) -> Response:
        return JSONResponse(list(self._machine.pairs(_language(request))))

    async def timeline(self, request: Request) -> Response:
        return JSONResponse(await self._timeline(request))

    async def table(self, request: Request) -> Response:
        """The same as a table; what begins like a formula is kept from being one."""
        told: Any = await self._timeline(request)
        zones = {one["lane"]: one for one in told["lanes"]}
        out = io.StringIO()
        rows = csv.writer(out, lineterminator="\r\n")
        rows.writerow(COLUMNS)
        for entry in [*told["entries"], *told["coming"]]:
            lane = zones[entry["lane"]]
            row = {**entry, "zone": lane["zone"], "name": lane["name"]}
            rows.writerow([_plain(row[column]) for column in COLUMNS])
        headers = {"Content-Disposition": 'attachment; filename="timeline.csv"'}
        return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)

    async def _timeline(self, request: Request) -> Mapping[str, Any]:
        told = await self._machine.timeline(request.query_params.get("pair", ""), _language(request))
        if told is None:
            raise Declined(404, "There is no such pair; GET /api/pairs lists them.")
        return told


def _plain(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"} else value


def _language(request: Request) -> str:
    """The language asked for, else the first the browser prefers."""
    asked = request.query_params.get("language") or request.headers.get("accept-language", "en")
    return asked.partition(",")[0].partition(";")[0].strip() or "en"
