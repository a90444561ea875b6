"""Plays a population through weeks of a program: the clock jumps to whatever comes next, and the hub does the rest."""

from __future__ import annotations

import asyncio
import datetime as dt
import heapq
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import TypeVar

from bot.adapters.rehearsal.platforms import PLATFORMS
from bot.doings.batch import Content
from bot.doings.hub import Hub
from bot.doings.pace import Paces
from bot.doings.rounds import Rounds
from bot.flows.door import decide, decide_due, sorry
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from bot.simulation.figures import Figures, Tally, Wanted
from bot.simulation.people import Act, Someone, gather
from bot.simulation.platform import SimulatedChannel, Still, VirtualClock
from bot.simulation.watching import Watch
from bot.words.errors import StorageUnavailable
from bot.words.messages import Address, Drawn, Inbound, Typed
from bot.words.ports import Session, Store
from storage.passing import PassingStore

BEGINS = dt.datetime(2026, 9, 7, 6, tzinfo=dt.timezone.utc)
"""A Monday; always the same, so that the same seed gives the same term."""
GRAIN = dt.timedelta(minutes=15)
"""Everything that happens within so long is taken together; the bot calls a quarter of an hour still on time."""
STUCK = 300.0
"""Seconds of real time after which a standstill is an error."""

_SHARED = Path("/dev/shm")  # noqa: S108 - only as the parent of a fresh private folder
MEMORY = _SHARED if _SHARED.is_dir() else None
"""Where a file that is thrown away never meets a disk, where there is such a place."""

T = TypeVar("T")
Progress = Callable[[float], None]
"""Told now and then which part, 0 to 1, is done."""


class Blank:
    """Draws nothing: what a picture shows is no part of a simulation."""

    async def draw(self, drawn: Drawn) -> bytes:
        del drawn
        return b"\x89PNG\r\n\x1a\n"


@dataclass
class Playing:
    """One simulation under way."""

    store: Store
    hub: Hub
    clock: VirtualClock
    channels: dict[str, SimulatedChannel]
    people: dict[Address, Someone]
    watch: Watch
    tally: Tally
    _acts: list[tuple[dt.datetime, int, Address, Act]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    async def play(self, until: dt.datetime, progress: Progress) -> None:
        """Go from one thing to the next until that moment."""
        began = self.clock.now()
        next_week = began
        while True:
            due = await self.store.read(lambda session: session.next_due())
            act = self._acts[0][0] if self._acts else None
            at = min(each for each in (due, act, next_week) if each is not None)
            if at >= until:
                self.clock.at = until
                return
            self.clock.at = max(self.clock.at, _grained(at, began))
            if self.clock.at >= next_week:
                await self._new_week()
                next_week += dt.timedelta(weeks=1)
            await self._step()
            progress((self.clock.at - began) / (until - began))

    async def _step(self) -> None:
        """Hand in what people do by now, have everything due decided and sent, and let them react."""
        now = self.clock.now()
        inbounds: list[Inbound] = []
        while self._acts and self._acts[0][0] <= now:
            _, number, address, act = heapq.heappop(self._acts)
            inbounds += self._inbound(number, address, act)
        async with asyncio.timeout(STUCK):
            if inbounds:
                await self.hub.accept(inbounds)
            await self.hub.settle()
        self.tally.note_inbounds(len(inbounds))
        if self.hub.failure:
            raise StorageUnavailable("the simulation's database could not be written; look at the disk")
        self._hear()

    def _inbound(self, number: int, address: Address, act: Act) -> list[Inbound]:
        someone = self.people[address]
        if someone.gone:
            return []
        if act.blocks:
            someone.gone = True
            self.channels[address.channel].blocked.add(address.id)
        now = self.clock.now()
        if act.then:
            self._plan(now + GRAIN, address, Act(Typed(act.then)))
        key = f"simulation:{address.id}:{number}"
        return [
            Inbound(key, address, act.content, now, message=act.message, own=f"own{number}", replies_to=act.replies_to)
        ]

    def _hear(self) -> None:
        """Everyone reads what was sent to them, and means to do something about it."""
        for channel in self.channels.values():
            for delivery, ref in channel.take_sent():
                someone = self.people[delivery.address]
                self.tally.note_sent(delivery, self.watch.pop_why(delivery.id), self.clock.now())
                for at, act in someone.react(delivery, ref, self.clock.now()):
                    self._plan(at, delivery.address, act)

    async def _new_week(self) -> None:
        """What people do of themselves; and the database forgets what need not be kept any longer."""
        now = self.clock.now()
        for address, someone in self.people.items():
            for at, act in someone.of_themselves(now):
                self._plan(at, address, act)

        def forget(session: Session) -> bool:
            return session.retire(now)

        while await self.store.write(forget):
            continue

    def _plan(self, at: dt.datetime, address: Address, act: Act) -> None:
        heapq.heappush(self._acts, (at, next(self._numbers), address, act))


@asynccontextmanager
async def _set_up(wanted: Wanted) -> AsyncIterator[Playing]:
    """A database, a hub, and everyone in it."""
    program, clock = wanted.program, VirtualClock(BEGINS)
    key = blake2b(f"simulation\0{wanted.seed}".encode(), digest_size=32).digest()
    folder = tempfile.TemporaryDirectory(prefix="alongside-simulation-", dir=MEMORY)
    store = PassingStore(Path(folder.name) / "simulation.sqlite3", key)
    try:
        programs = {program.id: program}
        stage, watch = set_stage(programs, open_gazetteer()), Watch()
        channels = {each.channel: SimulatedChannel(each, clock) for each in PLATFORMS}
        content = Content(partial(decide, stage), partial(decide_due, stage), partial(sorry, stage), stage.editions)
        rounds = Rounds(store, clock, programs, _here)
        paces = Paces(timing=Still(), chance=lambda: 0.5)
        hub = Hub(store, clock, watch.beside(content), channels, paces, artist=Blank(), works={"round": rounds.work})
        people, effects = gather(program, wanted.people, wanted.seed, clock.now())
        await store.write(lambda session: session.carry_out(effects, clock.now()))
        await rounds.plan()
        await hub.start()
        tally = Tally(BEGINS)
        yield Playing(store, hub, clock, channels, {each.address: each for each in people}, watch, tally)
        await hub.stop(0)
    finally:
        await store.close()
        folder.cleanup()


async def simulate(wanted: Wanted, progress: Progress = lambda _: None) -> Figures:
    """Play it all in a database of its own, and count. The same wishes give the same figures."""
    async with _set_up(wanted) as playing:
        await playing.play(BEGINS + dt.timedelta(weeks=wanted.weeks), progress)
        return Figures.of(wanted, playing.tally, playing.watch, playing.people, playing.channels)


async def _here(work: Callable[..., T], *arguments: object) -> T:
    """What takes long is done at once: nobody waits in virtual time."""
    return work(*arguments)


def _grained(at: dt.datetime, began: dt.datetime) -> dt.datetime:
    """The next moment at which things are taken together."""
    return began - ((began - at) // GRAIN) * GRAIN
