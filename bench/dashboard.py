"""How long the dashboard's pages take: 5,000 matches over 24 weeks, each page first and again, over real HTTP.

Beside the time that passed it says the processor's: server and client together, of this process alone, so that other
work on the machine counts less (not nothing: two programs on one core's two halves slow each other down).
"""

from __future__ import annotations

import asyncio
import resource
import socket
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
from rich.console import Console
from rich.table import Table
from starlette.applications import Starlette
from starlette.routing import Mount

from bench.reporting import NOW, PROGRAM, At, fill
from bot.curriculum.folders import read_programs
from bot.dashboard.app import dashboard_app
from bot.dashboard.visits import COOKIE, LASTS
from bot.doings.reporting import Reporting
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from bot.sparing import spare_what_stays
from bot.web import WebServer
from bot.words.desk import Staff
from bot.words.effects.desk import LookAfter, OpenDoor, Raise, SaveStaff
from bot.words.effects.people import SaveAddress, SavePerson
from bot.words.journeys import Attention
from bot.words.messages import Address
from bot.words.people import Adult, Person
from bot.words.ports import Store
from bot.words.turns import Effect
from storage import open_store

PAIRS, AGAIN = 5_000, 15
WANTED = 300.0
"""Milliseconds a page may take."""
ROSA = 9
AFTER_A_START = {"overview after the next start": "/"}
FILTERED_AFTER_A_START = {"one track, first after a start": "/?program=first_year&track=study"}
PAGES = {
    "overview, the very first": "/",
    "overview, one track": "/?program=first_year&track=study",
    "overview, mentees, by day": "/?program=first_year&role=mentee&since=2026-09-01",
    "today": "/today",
    "matches": "/matches",
    "… ended, by last sign of life": "/matches?state=ended&sort=sign-mentee",
    "… all that ended, last page": "/matches?state=ended&page=999",
    "… searched by name": "/matches?state=ended&q=person+49",
    "one pair's story": "/matches/{match}",
    "people": "/people",
    "… by name": "/people?sort=name",
    "one person": "/people/{person}",
    "reports": "/concerns",
    "trail": "/audit",
    "ended matches as CSV": "/matches.csv?state=ended",
    "… with names, by meetings": "/matches.csv?state=ended&names=1&sort=met",
    "people as CSV": "/people.csv",
}


@dataclass(frozen=True, slots=True)
class Took:
    """What a page took, in milliseconds; how much of it was the processor's, server and client; how large it was; and
    when at first all its figures were there, where the page did not wait for them."""

    page: str
    first: float
    first_computed: float
    usual: float
    worst: float
    computed: float
    kilobytes: float
    complete: float = 0.0

    @property
    def figures(self) -> tuple[float, ...]:
        """As they stand in the table."""
        return self.first, self.first_computed, self.complete, self.usual, self.worst, self.computed, self.kilobytes


def show_dashboard(console: Console, pairs: int | None = None) -> None:
    """Generate the database, ask for every page, and print what it took."""
    spare_what_stays()
    took, memory = asyncio.run(_measured(pairs or PAIRS))
    table = Table(title=f"The dashboard with {pairs or PAIRS:,} matches (wanted: {WANTED:.0f} ms a page)")
    for head in ("page", "first, ms", "processor", "all there", f"median of {AGAIN}, ms", "worst", "processor", "KiB"):
        table.add_column(head, justify="left" if head == "page" else "right")
    for one in took:
        table.add_row(one.page, *(f"{figure:.0f}" for figure in one.figures))
    console.print(table)
    console.print(f"Memory at most: {memory:.0f} MiB, of which the bench's own generating is a part.")


async def _measured(pairs: int) -> tuple[list[Took], float]:
    with TemporaryDirectory(prefix="alongside-bench-") as folder:
        store = await open_store(f"sqlite:///{Path(folder) / 'bench.sqlite3'}", bytes(range(32)))
        try:
            await fill(store, pairs)
            await store.write(lambda session: session.carry_out(_office(pairs), NOW))
            await store.write(lambda session: session.dashboard().enter("bench", "visit", NOW + LASTS, NOW))
            middle = 10 * (pairs // 2)
            named = {"match": f"{middle + 5:x}", "person": f"{middle + 1:x}"}
            took = []
            for pages in (PAGES, AFTER_A_START, FILTERED_AFTER_A_START):
                async with _visited(store) as (client, url):
                    took += [await _asked(client, url + path.format(**named), page) for page, path in pages.items()]
        finally:
            await store.close()
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _office(pairs: int) -> list[Effect]:
    """A coordinator, and a list of what needs someone."""
    rosa = Person(ROSA, NOW, "Rosa", "en", "Europe/Berlin", Adult(NOW, "v1"))
    effects: list[Effect] = [
        SavePerson(rosa),
        SaveAddress(Address("telegram", "9"), ROSA),
        SaveStaff(Staff(ROSA, "coordinator", PROGRAM, NOW)),
        OpenDoor(ROSA, "bench", NOW + LASTS),
    ]
    for at in range(0, pairs, 20):
        line = Attention(
            f"silent:{at}", "silent", PROGRAM, NOW, match=10 * at + 5, told={"sides": ["mentee"], "days": 14}
        )
        effects += [Raise(line), LookAfter(10 * at + 5, ROSA)]
    return effects


@asynccontextmanager
async def _visited(store: Store) -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
    """The dashboard, served, and someone who has opened it."""
    # Named as TCP, as the address of `alongside run` is: else small answers wait 40 ms for an acknowledgement.
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/dashboard"
        stage, clock = set_stage(read_programs(None), open_gazetteer(), url), At(NOW)
        app = dashboard_app(store, clock, stage, url, pictures=Reporting(store, clock, stage))
        server = WebServer(Starlette(routes=[Mount("/dashboard", app)]), "127.0.0.1", 0)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        await asyncio.to_thread(stage.editions.warm)  # as `alongside run` does when it starts
        async with aiohttp.ClientSession(
            cookies={COOKIE: "visit"}, cookie_jar=aiohttp.CookieJar(unsafe=True)
        ) as client:
            yield client, url
        server.should_exit = True
        await serving


async def _asked(client: aiohttp.ClientSession, url: str, page: str) -> Took:
    """Ask for a page once and then again and again."""
    times, computed, size, started, complete = [], [], 0, time.perf_counter(), 0.0
    while not complete or len(times) <= AGAIN:
        began, before = time.perf_counter(), time.process_time()
        async with client.get(url) as answer:
            body = await answer.read()
            size, is_counting = len(body), b'data-older="soon"' in body
            if answer.status != 200:
                raise RuntimeError(f"{page} answered {answer.status}")
        if not times or complete:
            times.append((time.perf_counter() - began) * 1000)
            computed.append((time.process_time() - before) * 1000)
        if is_counting:
            await asyncio.sleep(0.05)
        else:
            complete = complete or (time.perf_counter() - started) * 1000
    usual, worst = statistics.median(times[1:]), max(times[1:])
    return Took(page, times[0], computed[0], usual, worst, statistics.median(computed[1:]), size / 1024, complete)
