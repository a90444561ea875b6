"""A bot in rehearsal: the real hub and a real database, a page to play people on and a clock to move."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
import tempfile
import time
import webbrowser
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import typer
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.adapters.rehearsal.channel import Rehearsal, Walk
from bot.adapters.rehearsal.pages import Backstage, rehearsal_app
from bot.adapters.rehearsal.wishes import Walked, Wish
from bot.curriculum.program import Program, read_programs
from bot.doings.desk.dashboard import DashboardDesk
from bot.doings.desk.watch import first_code
from bot.doings.hub import Hub
from bot.doings.reporting import Reporting
from bot.doings.rounds import Rounds, in_thread, released
from bot.doings.running import Running
from bot.filling import fill
from bot.flows.casting import set_stage
from bot.flows.engine.telling import Stage
from bot.flows.gazetteer import open_gazetteer
from bot.logs import set_up_logs
from bot.rehearsing.company import find_pair
from bot.rehearsing.notes import Notes
from bot.rehearsing.resuming import Beside
from bot.rehearsing.timeline import Seen, Timeline
from bot.rehearsing.walking import Stage as Played
from bot.rehearsing.walking import Stopped, Walking
from bot.serving import assemble, dashboard_for, stop_on_signals
from bot.web import WebServer
from bot.words.clock import RehearsalClock
from bot.words.errors import SettingsError
from bot.words.messages import Address, Json
from bot.words.ports import Session, Store
from bot.words.settings import Settings
from bot.words.turns import Effect, Erase, LiftRefusal
from storage.sealing import load_key
from storage.store import open_store

KEPT_EVERY = 5.0
"""Seconds between two times that a rehearsal is written down, at least."""


@dataclass
class Rehearsing:
    """A bot in rehearsal: real hub, real database, a clock that moves."""

    rehearsal: Rehearsal
    clock: RehearsalClock
    store: Store
    hub: Hub
    running: Running
    stage: Stage
    notes: Notes
    reporting: Reporting
    walking: Walking | None = None
    beside: Beside | None = None

    @classmethod
    async def on(
        cls,
        database: Path,
        key: Path,
        settings: Settings,
        clock: RehearsalClock | None = None,
        *,
        programs: Mapping[str, Program] | None = None,
    ) -> Rehearsing:
        """Set everything up on a SQLite file; time begins now unless a clock says otherwise, and the programs are those
        of the settings unless others are given."""
        # First what may be wrong in it: a database that stays open would keep the process from ending.
        programs = programs or read_programs(settings.programs)
        clock = clock or RehearsalClock()
        rehearsal = Rehearsal(clock=clock)
        stage = set_stage(programs, open_gazetteer(), settings.dashboard)
        store = await open_store(f"sqlite:///{database}", load_key(key))
        notes = Notes()
        rehearsal.watchers.append(notes.arrived)
        reporting, channels = Reporting(store, clock, stage), rehearsal.channels
        hub, running = assemble(
            store, clock, stage, channels, worker=in_thread, beside=notes.beside, reporting=reporting
        )
        return cls(rehearsal, clock, store, hub, running, stage, notes, reporting)

    def resume(self, beside: Beside) -> bool:
        """Go on with what was kept beside the database, and keep it there from now on; whether there was anything."""
        self.beside = beside
        return beside.bring_back(self.rehearsal, self.clock, self.notes)

    def keep(self) -> None:
        """Write down how it stands, so that it can go on from here."""
        if self.beside is not None:
            self.beside.keep(self.rehearsal, self.clock, self.notes)

    async def keep_going(self) -> None:
        """Write down how it stands whenever something is new, until cancelled."""
        while self.beside is not None and not self.rehearsal.hung_up:
            revision = self.rehearsal.revision
            self.keep()
            await asyncio.sleep(KEPT_EVERY)
            await self.rehearsal.wait_for_change(revision)

    def app(self) -> Starlette:
        """The rehearsal's page, and the dashboard beside it."""
        dashboard = dashboard_for(self.store, self.clock, self.stage, self.hub, self.reporting)
        page = rehearsal_app(self.rehearsal, self.backstage())
        return Starlette(routes=[Mount("/dashboard", dashboard), Mount("/", page)])

    async def dashboard_link(self, person: int) -> str:
        """A link that opens the dashboard as this member of the staff, without the way through the chat."""
        desk = DashboardDesk(self.store, self.clock, self.stage.dashboard)
        return await self.store.write(lambda session: desk.link_for(session, person, self.clock.now()))

    async def advance(self, by: dt.timedelta) -> None:
        """Move the clock, stopping wherever something is due, so that everything happens at its own time."""
        end = self.clock.now() + by
        await self.hub.settle()
        while (at := await self.next_due()) is not None and at <= end:
            self.clock.advance(max(at - self.clock.now(), dt.timedelta(milliseconds=1)))
            await self.hub.settle()
        self.clock.advance(max(end - self.clock.now(), dt.timedelta(0)))
        await self.hub.settle()

    async def next_due(self) -> dt.datetime | None:
        """When the bot has something to do next."""
        return await self.store.read(lambda session: session.next_due())

    async def walk(self, wish: Wish) -> Walked:
        """Add two people, and have them walk the program up to the week that is wished, or to its end."""
        program = self.stage.programs.get(wish.program) or next(iter(self.stage.programs.values()))
        weeks = wish.week or program.weeks
        began = time.monotonic()
        self.rehearsal.walk = Walk(0, weeks)
        pair = await find_pair(self.rehearsal, program, now := self.clock.now())

        def write(session: Session) -> None:
            session.carry_out(pair.effects, now)
            session.carry_out(released(session.propose([pair.match], now), now), now)

        try:
            await self.store.write(write)
            played = Played(self.rehearsal, self.clock, self.notes, self.next_due, self.hub.settle)
            self.walking = Walking.of(played, program, pair, weeks)
            await (self.walking.to_week(wish.week) if wish.week else self.walking.to_the_end())
            if wish.days:
                await self.walking.for_days(wish.days, wish.silent)
        except Stopped:
            await self.hub.settle()
        finally:
            self.walking = self.rehearsal.walk = None
            self.rehearsal.changed()
        people = {"mentee": pair.mentee.id, "mentor": pair.mentor.id}
        return Walked(f"{pair.match.id:x}", people, time.monotonic() - began)

    def programs(self, language: str) -> list[Mapping[str, Json]]:
        """The programs that can be walked."""
        return [
            {"id": one.id, "title": one.title.in_language(language), "weeks": one.weeks if one.has_journey else 0}
            for one in self.stage.programs.values()
        ]

    def pairs(self, language: str) -> list[Mapping[str, Json]]:
        """The matches of this rehearsal, newest first."""
        found = sorted(self.notes.matches.values(), key=lambda match: match.created_at, reverse=True)
        names = {person.id: person.name for person in self.notes.people.values()}
        titles = {one.id: one.title.in_language(language) for one in self.stage.programs.values()}
        return [
            {
                "id": f"{match.id:x}",
                "program": match.program,
                "title": titles.get(match.program, match.program),
                "mentee": names.get(match.mentee, ""),
                "mentor": names.get(match.mentor, ""),
                "status": match.status,
            }
            for match in found
        ]

    async def timeline(self, pair: str, language: str) -> Mapping[str, Json] | None:
        """Who of this match ("": the newest) gets what and when."""
        named = {one["id"]: one for one in self.pairs(language)}
        wanted = pair or next(iter(named), "")
        if wanted not in named:
            return None
        match = self.notes.matches[int(str(wanted), 16)]
        two = (match.mentee, match.mentor)
        seen = await self.store.read(lambda session: Seen(session.scenes_of(two), session.planned(two)))
        known = self.stage.speech.closest(language)
        return Timeline(self.rehearsal, self.notes, self.stage, match, known).told(seen)

    def stop_walking(self) -> None:
        """Whoever is walking stops where they are."""
        if self.walking is not None:
            self.walking.is_stopped = True

    async def fill(self, program: str, mentees: int, mentors: int) -> None:
        """Add believable people to a program ("" for the first there is)."""
        chosen = self.stage.programs.get(program) or next(iter(self.stage.programs.values()))
        effects = fill(self.rehearsal, chosen, mentees, mentors, self.clock.now())
        await self.store.write(lambda session: session.carry_out(effects, self.clock.now()))

    async def match(self) -> int:
        """A matching round in every program, offered at once; returns how many proposals there are."""
        rounds = Rounds(self.store, self.clock, self.stage.programs, in_thread)
        found = 0
        for program in self.stage.programs:
            pool, _ = await rounds.pool(program)
            if not any(one.membership.role == "mentee" for one in pool.members):
                continue
            found += len(await rounds.write(program, await rounds.look(program), release=True))
        await self.hub.settle()
        return found

    async def reset(self) -> None:
        """Forget everyone, and come back to the present."""
        await self.hub.settle()
        addresses = [
            Address(channel.name, chat.id)
            for chat in self.rehearsal.chats.values()
            for channel in self.rehearsal.channels
        ]

        def forget(session: Session) -> None:
            effects: list[Effect] = []
            for address, scene in session.scenes(addresses).items():
                if scene.person is not None:
                    effects.append(Erase(scene.person.id))
                if scene.lift is not None:
                    effects.append(LiftRefusal(address))
            session.carry_out(effects, self.clock.now())

        await self.store.write(forget)
        self.notes.clear()
        self.clock.ahead = dt.timedelta(0)

    def backstage(self) -> Backstage:
        """What the page may have done."""
        return Backstage(self.hub.settle, self.advance, self.reset, self.fill, self.match, self, self.staff_code)

    async def staff_code(self) -> str:
        """A new code for the first who runs the programs; "" where somebody does."""
        return await first_code(self.store, self.clock)


async def rehearse_on(settings: Settings, *, port: int, browser: bool, database: Path | None) -> None:
    """Serve the rehearsal until stopped, and go on where the last one in this database stopped; without a database of
    its own, everything is gone afterwards."""
    set_up_logs(settings.model_copy(update={"log_level": "error"}))
    with ExitStack() as stack:
        kept = database is not None
        if database is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="alongside-")))
            database, key = folder / "rehearsal.sqlite3", folder / "key" / "rehearsal.key"
        else:
            key = database.with_name(database.name + ".key")
        was_there = database.is_file()
        listening = stack.enter_context(_listen_on(port))
        here = f"http://127.0.0.1:{listening.getsockname()[1]}"
        rehearsing = await Rehearsing.on(database, key, settings.model_copy(update={"public_url": here}))
        web = WebServer(rehearsing.app(), "127.0.0.1", port)
        keeping = _resume(rehearsing, database, key, was_there=was_there) if kept else None
        await rehearsing.running.start()
        stop_on_signals(rehearsing.running)
        serving = asyncio.create_task(web.serve(sockets=[listening]))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        typer.echo(f"Rehearsal is open at {url}\nEverything stays on this machine. Stop with Ctrl+C.")
        if code := await first_code(rehearsing.store, rehearsing.clock):
            typer.echo(f"To play the people who run programs, let someone write: /admin {code}")
        if browser:
            await asyncio.to_thread(webbrowser.open, url)
        failed = await rehearsing.running.until_stopped()
        rehearsing.rehearsal.hang_up()
        web.should_exit = True
        await serving
        if keeping is not None:
            keeping.cancel()
            rehearsing.keep()
        if failed:
            raise typer.Exit(4)


def _resume(rehearsing: Rehearsing, database: Path, key: Path, *, was_there: bool) -> asyncio.Task[None]:
    """Bring back what was kept beside the database, say what came of it, and keep it there from now on."""
    if rehearsing.resume(Beside.database(database, key)):
        people, now = len(rehearsing.rehearsal.chats), rehearsing.clock.now()
        typer.echo(
            f"It goes on where it stopped: {people} people and their chats; it is {now:%Y-%m-%d %H:%M} there (UTC)."
        )
    elif was_there:
        typer.echo(
            f"{database} holds an earlier rehearsal whose chats were not kept. Its people are still in it, but cannot "
            "be played. To begin afresh, name another file."
        )
    return asyncio.create_task(rehearsing.keep_going())


def _listen_on(port: int) -> socket.socket:
    """A socket on loopback; the next free port where the wished one is taken."""
    for wished in (port, 0):
        # Named as TCP, else asyncio leaves small answers to wait 40 ms for an acknowledgement.
        listening = socket.socket(proto=socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", wished))
        except OSError:
            listening.close()
        else:
            listening.listen()
            return listening
    raise SettingsError("no port on 127.0.0.1 is free; close another program and try again")
