"""`alongside rehearse`: the whole bot on this machine, with a page to play people on and a clock to move."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
import tempfile
import webbrowser
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import typer

from bot.adapters.rehearsal.channel import Rehearsal
from bot.adapters.rehearsal.pages import Backstage, rehearsal_app
from bot.curriculum.program import read_programs
from bot.doings.desk.watch import first_code
from bot.doings.hub import Hub
from bot.doings.rounds import Rounds, in_thread
from bot.doings.running import Running
from bot.filling import fill
from bot.flows.casting import set_stage
from bot.flows.engine.telling import Stage
from bot.flows.gazetteer import open_gazetteer
from bot.logs import set_up_logs
from bot.serving import assemble, stop_on_signals
from bot.web import WebServer
from bot.words.clock import RehearsalClock
from bot.words.errors import SettingsError
from bot.words.messages import Address
from bot.words.ports import Session, Store
from bot.words.settings import Settings
from bot.words.turns import Effect, Erase, LiftRefusal
from storage.sealing import load_key
from storage.store import open_store


@dataclass
class Rehearsing:
    """A bot in rehearsal: real hub, real database, a clock that moves."""

    rehearsal: Rehearsal
    clock: RehearsalClock
    store: Store
    hub: Hub
    running: Running
    stage: Stage

    @classmethod
    async def on(cls, database: Path, key: Path, settings: Settings, clock: RehearsalClock | None = None) -> Rehearsing:
        """Set everything up on a SQLite file; time begins now unless a clock says otherwise."""
        clock = clock or RehearsalClock()
        rehearsal = Rehearsal(clock=clock)
        store = await open_store(f"sqlite:///{database}", load_key(key))
        stage = set_stage(read_programs(settings.programs), open_gazetteer())
        hub, running = assemble(store, clock, stage, rehearsal.channels, worker=in_thread)
        return cls(rehearsal, clock, store, hub, running, stage)

    async def advance(self, by: dt.timedelta) -> None:
        """Move the clock, stopping wherever something is due, so that everything happens at its own time."""
        end = self.clock.now() + by
        await self.hub.settle()
        while (at := await self.store.read(lambda session: session.next_due())) is not None and at <= end:
            self.clock.advance(max(at - self.clock.now(), dt.timedelta(milliseconds=1)))
            await self.hub.settle()
        self.clock.advance(max(end - self.clock.now(), dt.timedelta(0)))
        await self.hub.settle()

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
        self.clock.ahead = dt.timedelta(0)

    def backstage(self) -> Backstage:
        """What the page may have done."""
        return Backstage(self.hub.settle, self.advance, self.reset, self.fill, self.match)


async def rehearse_on(settings: Settings, *, port: int, browser: bool, database: Path | None) -> None:
    """Serve the rehearsal until stopped; without a database of its own, everything is gone afterwards."""
    set_up_logs(settings.model_copy(update={"log_level": "error"}))
    with ExitStack() as stack:
        if database is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="alongside-")))
            database, key = folder / "rehearsal.sqlite3", folder / "key" / "rehearsal.key"
        else:
            key = database.with_name(database.name + ".key")
        listening = stack.enter_context(_listen_on(port))
        rehearsing = await Rehearsing.on(database, key, settings)
        app = rehearsal_app(rehearsing.rehearsal, rehearsing.backstage())
        web = WebServer(app, "127.0.0.1", port)
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
        if failed:
            raise typer.Exit(4)


def _listen_on(port: int) -> socket.socket:
    """A socket on loopback; the next free port where the wished one is taken."""
    for wished in (port, 0):
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", wished))
        except OSError:
            listening.close()
        else:
            listening.listen()
            return listening
    raise SettingsError("no port on 127.0.0.1 is free; close another program and try again")
