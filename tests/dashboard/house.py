"""A program with its staff in rehearsal, its dashboard served on loopback, and someone who looks at it."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import httpx

from bot.pictures.studio import AT_ONCE, Studio
from bot.web import WebServer
from bot.words.effects.desk import LookAfter, Raise
from bot.words.effects.matches import SaveJourney, SaveMatch
from bot.words.effects.people import SaveMembership, SavePerson
from bot.words.journeys import Attention, Journey
from bot.words.matches import Match
from bot.words.people import Adult, Membership, Person
from tests.flows.talking.company import Company
from tests.scenes.player import player

CAST = """
Ana is on Telegram.
Sam is on Telegram.
Kim is on Telegram.
Leo is on Slack.
Rosa is on Telegram.
Luis is on Slack, in es.
Vera is on Telegram.
Ana mentors Sam in new_neighbors.
Leo mentors Kim in first_year.
Rosa coordinates new_neighbors.
Luis coordinates first_year.
Vera is an admin.
"""
_LINK = re.compile(r"http\S+/enter/\w+")
_KEY = re.compile(r'name="key" value="(\w+)"')


@dataclass
class House:
    """The people, and where the dashboard is."""

    url: str
    everyone: Company

    @property
    def now(self) -> dt.datetime:
        return self.everyone.clock.now()

    async def link(self, name: str = "Rosa") -> str:
        """The link this person gets in chat."""
        await self.everyone.says(name, "/dashboard")
        found = _LINK.search(self.everyone.shown(name)[-1])
        assert found, self.everyone.shown(name)[-1]
        return found[0]

    @asynccontextmanager
    async def visitor(self, name: str = "Rosa") -> AsyncIterator[httpx.AsyncClient]:
        """Someone who has opened the dashboard."""
        async with self.stranger() as client:
            answer = await enter(client, await self.link(name))
            assert answer.status_code == 303, answer.text
            yield client

    @asynccontextmanager
    async def stranger(self) -> AsyncIterator[httpx.AsyncClient]:
        """A browser that was never here."""
        async with httpx.AsyncClient(base_url=f"{self.url}/dashboard", timeout=120) as client:
            yield client

    async def trail(self) -> list[str]:
        """What was entered into the trail, oldest first."""
        lines = await self.everyone.store.read(lambda session: session.audit())
        return [line.what for line in reversed(lines)]


async def enter(client: httpx.AsyncClient, link: str) -> httpx.Response:
    """Follow a link and press its button."""
    page = await client.get(link)
    return await client.post(link, data={"key": key_in(page)})


def key_in(page: httpx.Response) -> str:
    found = _KEY.search(page.text)
    return found[1] if found else ""


async def overview(client: httpx.AsyncClient) -> str:
    """The first page with its figures: it waits for them a moment itself, and comes without them where that is over."""
    async with asyncio.timeout(120):
        while "I am counting just now" in (page := (await client.get("/")).text):
            pass
    return page


@asynccontextmanager
async def open_house(tmp_path, stage, monkeypatch) -> AsyncIterator[House]:
    """Everything, served on an ephemeral port; a picture may take as long as this machine takes for it."""
    monkeypatch.setattr(Studio.__init__, "__defaults__", (AT_ONCE, 180.0))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        monkeypatch.setattr("bot.rehearsing.stage.set_stage", lambda *_: replace(stage, dashboard=f"{url}/dashboard"))
        async with player(tmp_path) as playing:
            await playing.play("\n".join(f"# {line}" for line in CAST.strip().splitlines()) + "\n")
            server = WebServer(playing._rehearsing.app(), "127.0.0.1", 0)
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            try:
                yield House(url, Company(playing))
            finally:
                playing.rehearsal.hang_up()
                server.should_exit = True
                await serving


async def add_pairs(house: House, count: int = 60, program: str = "new_neighbors") -> None:
    """Many pairs that have walked for weeks, each a little different."""
    effects: list = []
    today = house.now.date()
    for n in range(count):
        mentee, mentor, match = 5000 + n, 6000 + n, 7000 + n
        for id, role, name in ((mentee, "mentee", f"Mentee{n:02}"), (mentor, "mentor", f"Mentor{n:02}")):
            born = Person(id, house.now, name=name, language="en", zone="Europe/Berlin", adult=Adult(house.now, "v1"))
            part = Membership(id * 2, id, program, role, "waiting", {}, house.now - dt.timedelta(days=n))
            effects += [SavePerson(born), SaveMembership(part)]
        began = today - dt.timedelta(weeks=n % 20)
        at = dt.datetime.combine(began, dt.time(9), dt.timezone.utc)
        effects.append(SaveMatch(Match(match, program, mentee, mentor, "open", at, at)))
        days = (today - began).days
        kept = {
            "introduced_on": began.isoformat(),
            "silence": {"mentee": {"day": max(0, days - n % 30), "rung": 0, "told": False}},
            "meetings": [{"day": d, "on": str(began), "by": "mentee", "said": "met"} for d in range(7, days, 14)],
            "check_ins": [{"day": 14, "mentee": 1 + n % 10, "mentor": 8}],
        }
        steps = {"hello": {"mentee": {"sent": began.isoformat(), "did": "done"}, "mentor": {"passed_over": "late"}}}
        effects.append(SaveJourney(Journey(match, program, "lost", began, kept=kept, steps=steps)))
        if n % 4 == 0:
            effects.append(Raise(Attention(f"silent:{n}", "silent", program, house.now, match=match)))
        if n % 3 == 0:
            effects.append(LookAfter(match, await _id(house, "Rosa")))
    await house.everyone.keeps(*effects)


async def _id(house: House, name: str) -> int:
    return (await house.everyone.scene(name)).person.id
