"""A bot in rehearsal: the real hub and a real database, a page to play people on and a clock to move."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount

from bot.adapters.rehearsal.backstage import Backstage
from bot.adapters.rehearsal.pages import rehearsal_app
from bot.adapters.rehearsal.rehearsal import Rehearsal, Walk
from bot.adapters.rehearsal.wishes import Walked, Wish
from bot.assembling import assemble, dashboard_for
from bot.curriculum.folders import read_programs
from bot.curriculum.program import Program
from bot.doings.desk.watch import first_code
from bot.doings.hub import Hub
from bot.doings.reporting import Reporting
from bot.doings.rounds import in_thread, released
from bot.doings.running import Running
from bot.filling import fill
from bot.flows.engine.stage import Stage
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from bot.rehearsing.company import find_pair
from bot.rehearsing.matchmaking import Matchmaking
from bot.rehearsing.notes import Notes
from bot.rehearsing.resuming import Beside
from bot.rehearsing.timeline import Seen, Timeline
from bot.rehearsing.walking import Stage as Played
from bot.rehearsing.walking import Stopped, Walking
from bot.words.clock import RehearsalClock
from bot.words.effects.people import Erase, LiftRefusal
from bot.words.messages import Address, Json
from bot.words.ports import Session, Store
from bot.words.settings import Settings
from bot.words.turns import Effect
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
        self.rehearsal.changed()
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
        """Add believable people to a program ("" for the one that most take part in, or the first there is)."""
        chosen = self.stage.programs.get(program) or await self.rounds.liveliest()
        effects = fill(self.rehearsal, chosen, mentees, mentors, self.clock.now())
        await self.store.write(lambda session: session.carry_out(effects, self.clock.now()))

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
        rounds, settle = self.rounds, self.hub.settle
        more = self.staff_code, rounds.unready, rounds.make_ready
        return Backstage(settle, self.advance, self.reset, self.fill, rounds.round, self, *more)

    @property
    def rounds(self) -> Matchmaking:
        """How people are brought together here."""
        return Matchmaking(self.store, self.clock, self.stage.programs, self.hub.settle)

    async def staff_code(self) -> str:
        """A new code for the first who runs the programs; "" where somebody does."""
        return await first_code(self.store, self.clock)
