"""What the page has done behind it: the clock, made-up people, matching rounds, mentors made ready, a new start."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.adapters.rehearsal import views
from bot.adapters.rehearsal.acts import Declined
from bot.adapters.rehearsal.durations import read_duration
from bot.adapters.rehearsal.interface import number, read_body
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.adapters.rehearsal.wishes import TimeMachine

LAST_YEAR = 2999
USUAL, MOST_FILLED = {"mentees": 4, "mentors": 3}, 40
"""How many believable people are added where nobody says, and at most."""


async def nobody() -> Sequence[str]:
    """Where there are no programs, nobody waits to be ready for one."""
    return ()


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the page needs done behind it.

    `settle` returns when nothing is on its way; `advance` moves the clock and returns when everything due has been
    delivered; `reset` empties the database. `fill` adds so many believable mentees and mentors to a program ("" for
    the first); `match` runs a matching round and returns how many proposals it found. Without
    a `machine` nobody can be sent through a program in virtual time. `staff_code` makes a code for the first who runs
    the programs ("" where there is one). `unready` names the mentors who still have training or checks before them;
    `make_ready` counts these as done, and returns the names too.
    """

    settle: Callable[[], Awaitable[None]]
    advance: Callable[[dt.timedelta], Awaitable[None]]
    reset: Callable[[], Awaitable[None]]
    fill: Callable[[str, int, int], Awaitable[None]]
    match: Callable[[], Awaitable[int]]
    machine: TimeMachine | None = None
    staff_code: Callable[[], Awaitable[str]] | None = None
    unready: Callable[[], Awaitable[Sequence[str]]] = nobody
    make_ready: Callable[[], Awaitable[Sequence[str]]] = nobody


def backstage_routes(rehearsal: Rehearsal, backstage: Backstage, one_at_a_time: asyncio.Lock) -> Sequence[Route]:
    """The routes; what moves everyone is done one at a time."""
    behind = Behind(rehearsal, backstage, one_at_a_time)
    return (
        Route("/api/clock", behind.clock, methods=["GET"]),
        Route("/api/clock", behind.move_clock, methods=["POST"]),
        Route("/api/reset", behind.reset, methods=["POST"]),
        Route("/api/fill", behind.fill, methods=["POST"]),
        Route("/api/round", behind.match, methods=["POST"]),
        Route("/api/ready", behind.ready, methods=["POST"]),
        Route("/api/staff-code", behind.staff_code, methods=["POST"]),
    )


class Behind:
    """The routes, over one rehearsal."""

    def __init__(self, rehearsal: Rehearsal, backstage: Backstage, one_at_a_time: asyncio.Lock) -> None:
        self._rehearsal = rehearsal
        self._backstage = backstage
        self._one_at_a_time = one_at_a_time

    async def clock(self, _request: Request) -> Response:
        return JSONResponse({"now": views.now(self._rehearsal)})

    async def move_clock(self, request: Request) -> Response:
        asked = (await read_body(request)).get("advance")
        try:
            by = read_duration(asked if isinstance(asked, str) else "")
        except ValueError as error:
            raise Declined(400, str(error)) from error
        async with self._one_at_a_time:
            if (self._rehearsal.clock.now() + by).year > LAST_YEAR:
                raise Declined(400, f"The rehearsal ends with the year {LAST_YEAR}; reset it, or move less.")
            await self._backstage.advance(by)
        self._rehearsal.changed()
        return await self.clock(request)

    async def reset(self, _request: Request) -> Response:
        async with self._one_at_a_time:
            await self._backstage.reset()
            self._rehearsal.clear()
        return Response(status_code=204)

    async def fill(self, request: Request) -> Response:
        body = await read_body(request)
        mentees, mentors = (number(body.get(name, usual), name, MOST_FILLED) for name, usual in USUAL.items())
        async with self._one_at_a_time:
            await self._backstage.fill(self._program(body.get("program")), mentees, mentors)
        return JSONResponse({"mentees": mentees, "mentors": mentors}, 201)

    def _program(self, asked: object) -> str:
        """A program by its id; "" where none is asked for."""
        machine = self._backstage.machine
        known = [str(one["id"]) for one in machine.programs("en")] if machine else []
        if asked is None or asked == "":
            return ""
        if not isinstance(asked, str) or (known and asked not in known):
            raise Declined(400, f"program has to be one of {', '.join(known)}.")
        return asked

    async def match(self, _request: Request) -> Response:
        async with self._one_at_a_time:
            found = await self._backstage.match()
            unready = await self._backstage.unready()
        self._rehearsal.changed()
        return JSONResponse({"proposals": found, "unready": list(unready)})

    async def ready(self, _request: Request) -> Response:
        async with self._one_at_a_time:
            names = await self._backstage.make_ready()
        return JSONResponse({"mentors": list(names)})

    async def staff_code(self, _request: Request) -> Response:
        code = await self._backstage.staff_code() if self._backstage.staff_code else ""
        if not code:
            raise Declined(409, "Somebody runs the programs already: let them write /desk and invite this person.")
        return JSONResponse({"code": code}, 201)
