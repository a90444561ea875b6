"""Many people in one small program: the real hub and storage, broadcasts looked after, and a channel that remembers."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from bot.curriculum.folders import read_programs
from bot.doings.batch import Content
from bot.doings.broadcasting.looking_after import Broadcasting
from bot.doings.hub import Hub
from bot.doings.pace import Pace, Paces
from bot.flows.broadcasting.audience.queries import Everyone, Query, as_json
from bot.flows.broadcasting.moves import begun, cancel, kept, look_after, pause, resume
from bot.flows.door import decide, decide_due, sorry
from bot.flows.engine.stage import Stage
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from bot.words.broadcasts import Broadcast, Letter, Tally, Timing
from bot.words.effects.desk import SaveBroadcast
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.effects.sending import Schedule
from bot.words.messages import Address
from bot.words.people import Adult, Membership, Person
from bot.words.ports import Session, Store
from bot.words.turns import Effect
from storage import open_store
from tests.doings.world import HandClock, HandTime, Recording

KEY = bytes(range(32))
PROGRAM = "walking"
START = dt.datetime(2026, 3, 10, 12, 0, tzinfo=dt.timezone.utc)
PLAIN = Letter({"en": "Hi {name}, we meet on Sunday!"})


@lru_cache(maxsize=1)
def stage() -> Stage:
    """The small program of the matching tests."""
    return set_stage(read_programs(Path(__file__).parents[1] / "programs" / PROGRAM), open_gazetteer())


def arrives(number: int, role: str = "mentee", **more: object) -> tuple[Effect, ...]:
    """Someone takes part, at the address "post/number"."""
    changes = {name: more.pop(name) for name in ("name", "language", "zone", "active") if name in more}
    person = Person(number, START, name=f"P{number}", language="en", zone="UTC", adult=Adult(START, "v1"))
    membership = Membership(1_000_000 + number, number, PROGRAM, role, "waiting", {"goal": ["health"]}, START)
    return (
        SavePerson(replace(person, **changes)),
        SaveAddress(Address("post", str(number)), number),
        SaveMembership(replace(membership, **more)),
    )


def to_all(letter: Letter = PLAIN, query: Query | None = None, id: int = 77, **more: object) -> Broadcast:
    """A broadcast to everyone, to be counted."""
    plain = Broadcast(id, (PROGRAM,), None, "draft", START, letter, as_json(query or Everyone()), Timing("now"), cap=0)
    return replace(plain, **more)


@dataclass
class City:
    """The people, and what is done."""

    store: Store
    hub: Hub
    clock: HandClock
    time: HandTime
    post: Recording
    broadcasting: Broadcasting

    async def wish(self, *effects: Effect) -> None:
        """Have these carried out."""
        await self.store.write(lambda session: session.carry_out(effects, self.clock.now()))
        self.hub.look()

    async def settle_in(self, people: Sequence[int], **more: object) -> None:
        """So many take part."""
        await self.wish(*(effect for number in people for effect in arrives(number, **more)))

    async def count(self, broadcast: Broadcast) -> Broadcast:
        """Have it counted."""
        await self.wish(SaveBroadcast(broadcast), Schedule(look_after(broadcast.id, self.clock.now())))
        await self.calm()
        return await self.one(broadcast.id)

    async def start(self, broadcast: Broadcast) -> Broadcast:
        """Count it, and have it begin; nothing has been fed yet."""
        counted = await self.count(broadcast)
        await self.wish(*kept(begun(counted, self.clock.now()), self.clock.now()))
        return counted

    async def move(self, id: int, move: object) -> None:
        """Pause it, or go on, or cancel it, as a turn or an order does."""

        def write(session: Session) -> None:
            now = self.clock.now()
            stands = session.broadcasts([id])[id]
            after = cancel(stands, now) if move is cancel else move(stands)
            assert isinstance(after, Broadcast), after
            session.carry_out(kept(after, now), now)

        await self.store.write(write)
        if move in {pause, cancel}:
            self.hub.let_go(id)
        self.hub.look()

    async def go_on(self, seconds: float = 30.0, step: float = 1.0) -> None:
        """Time passes."""
        for _ in range(int(seconds / step)):
            self.clock.advance(seconds=step)
            self.time.turn(step)
            await self.calm()

    async def calm(self) -> None:
        """Whatever can happen now has happened; what waits at the gate goes on waiting."""
        for _ in range(3):
            await self.hub.tick()
            while self.hub._works.busy:
                await asyncio.sleep(0.001)
            for _ in range(20):
                await asyncio.sleep(0)

    async def one(self, id: int = 77) -> Broadcast:
        return (await self.store.read(lambda session: session.broadcasts([id])))[id]

    async def tally(self, id: int = 77) -> Tally:
        return await self.store.read(lambda session: session.tally(id))

    def got(self) -> Counter[str]:
        """How many messages everyone got."""
        return Counter(each.address.id for each in self.post.sent)


@asynccontextmanager
async def city(where: Path | str, **more: object) -> AsyncIterator[City]:
    """The smallest whole town; `pace` may be given, and a `post` that misbehaves."""
    url = where if isinstance(where, str) else f"sqlite:///{where / 'alongside.sqlite3'}"
    store = await open_store(url, KEY)
    clock, time, post = more.get("clock") or HandClock(START), HandTime(), more.get("post") or Recording("post")
    paces = Paces({"post": more.get("pace") or Pace()}, time, lambda: 0.5)
    world = stage()
    broadcasting = Broadcasting(store, clock, world, paces, {"post": post.limits})
    content = Content(partial(decide, world), partial(decide_due, world), partial(sorry, world))
    works = {"broadcast": broadcasting.work}
    hub = Hub(store, clock, content, {"post": post}, paces, works=works)
    broadcasting.let_go, broadcasting.look = hub.let_go, hub.look
    try:
        await hub.start()
        await broadcasting.plan()
        yield City(store, hub, clock, time, post, broadcasting)
    finally:
        post.gate.set()
        await hub.stop()
        await store.close()


__all__ = ["PLAIN", "PROGRAM", "START", "City", "arrives", "cancel", "city", "pause", "resume", "stage", "to_all"]
