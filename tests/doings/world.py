"""A small world for the doings: a clock one moves, a time one turns, channels that misbehave on request."""

import asyncio
import datetime as dt
import heapq
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from bot.doings.batch import Content
from bot.doings.hub import Hub
from bot.doings.pace import Paces
from bot.words.effects.people import SaveAddress, SavePerson
from bot.words.effects.sending import Queue
from bot.words.errors import CannotPass
from bot.words.messages import Address, Delivery, Inbound, Limits, Ready, Say, Typed
from bot.words.people import Due, Person
from bot.words.ports import NOTHING_READY, Inbox, Session
from bot.words.turns import Moment, Scene, Turn
from storage.sqlite import SqliteStore

START = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.timezone.utc)
KEY = bytes(range(32))
SORRY = "That was not saved. A coordinator was informed."


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: dt.datetime = START) -> None:
        self._now = now

    def now(self) -> dt.datetime:
        return self._now

    def advance(self, **by: float) -> None:
        self._now += dt.timedelta(**by)


class HandTime:
    """Monotonic time that passes only when it is turned; calls asked for are made on the way, in order."""

    class Call:
        """A call asked for, until it is called off."""

        def __init__(self, callback: Callable[[], object]) -> None:
            self.callback: Callable[[], object] | None = callback

        def cancel(self) -> None:
            self.callback = None

    def __init__(self) -> None:
        self._now = 1000.0
        self._calls: list[tuple[float, int, HandTime.Call]] = []
        self._count = count()

    def time(self) -> float:
        return self._now

    def call_later(self, delay: float, callback: Callable[[], object]) -> "HandTime.Call":
        call = HandTime.Call(callback)
        heapq.heappush(self._calls, (self._now + delay, next(self._count), call))
        return call

    def next(self) -> float | None:
        """When the next call is due."""
        while self._calls and self._calls[0][2].callback is None:
            heapq.heappop(self._calls)
        return self._calls[0][0] if self._calls else None

    def turn_to(self, when: float) -> None:
        while (due := self.next()) is not None and due <= when:
            self._now = max(self._now, due)
            heapq.heappop(self._calls)[2].callback()
        self._now = max(self._now, when)

    def turn(self, seconds: float) -> None:
        self.turn_to(self._now + seconds)


class Recording:
    """A channel that keeps what it sends. `faults` holds, by text, what to raise first, one after another."""

    def __init__(self, name: str = "post", limits: Limits | None = None) -> None:
        self.name = name
        self.limits = limits or Limits(text=4096)
        self.sent: list[Delivery] = []
        self.targets: dict[int, str | None] = {}
        self.ready: dict[int, Ready] = {}
        self.files: dict[str, bytes | Exception] = {}
        self.calls: Counter[str] = Counter()
        self.faults: dict[str, list[BaseException]] = defaultdict(list)
        self.found: dict[int, str] = {}
        self.asked: list[int] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.under_way = 0
        self.is_listening = asyncio.Event()
        self.is_closed = False

    async def listen(self, inbox: Inbox) -> None:
        self.is_listening.set()
        await asyncio.Event().wait()

    async def send(self, delivery: Delivery, target: str | None, ready: Ready = NOTHING_READY) -> str:
        text = getattr(delivery.content, "text", "")
        self.calls[text] += 1
        self.under_way += 1
        try:
            await self.gate.wait()
        finally:
            self.under_way -= 1
        if faults := self.faults[text]:
            raise faults.pop(0)
        self.sent.append(delivery)
        self.targets[delivery.id] = target
        self.ready[delivery.id] = ready
        return f"ref-{delivery.id}"

    async def fetch(self, file: str, most: int) -> bytes:
        self.calls[file] += 1
        found = self.files.get(file, CannotPass("gone"))
        if isinstance(found, Exception):
            raise found
        return found[: most + 1]

    async def find(self, delivery: Delivery) -> str | None:
        self.asked.append(delivery.id)
        return self.found.get(delivery.id)

    async def close(self) -> None:
        self.is_closed = True

    def texts(self, id: str | None = None) -> list[str]:
        return [each.content.text for each in self.sent if id is None or each.address.id == id]


def typed(text: str, id: str = "ana", key: str = "", channel: str = "post") -> Inbound:
    """Something somebody typed; its key is the text unless told."""
    return Inbound(key or f"{channel}:{id}:{text}", Address(channel, id), Typed(text), START)


def say(scene: Scene, moment: Moment, *texts: str, **more: object) -> tuple[Queue, ...]:
    """Wishes to say these."""
    person = scene.person.id if scene.person else None
    return tuple(
        Queue(replace(Delivery(moment.ids(), scene.address, Say(text), person=person), **more)) for text in texts
    )


def echo(scene: Scene, inbound: Inbound, moment: Moment) -> Turn:
    """Get to know whoever writes, and say it back."""
    person = scene.person or Person(moment.ids(), moment.now)
    effects = () if scene.person else (SavePerson(person), SaveAddress(scene.address, person.id))
    after = replace(scene, person=person)
    return Turn((*effects, *say(after, moment, f"you said {inbound.content.text}")), after)


def nothing_due(scene: Scene, due: Due, moment: Moment) -> Turn:
    return Turn((), scene)


def told(scene: Scene) -> str:
    return SORRY


class World:
    """A hub over a real database and the channels given."""

    def __init__(self, store: SqliteStore, hub: Hub, clock: HandClock, time: HandTime) -> None:
        self.store = store
        self.hub = hub
        self.clock = clock
        self.time = time

    async def hear(self, *inbounds: Inbound) -> None:
        await self.hub.accept(inbounds)

    async def ask(self, work: Callable[[Session], object]) -> object:
        return await self.store.read(work)

    async def unfinished(self) -> int:
        return await self.store.read(lambda session: session.open_deliveries())

    async def later(self, **by: float) -> None:
        """Let time pass for the clock, then look at what is due and let it leave."""
        self.clock.advance(**by)
        self.time.turn(dt.timedelta(**by).total_seconds())
        await self.hub.settle()


@asynccontextmanager
async def world(path: Path, *channels: Recording, decide=echo, decide_due=nothing_due, **more):
    """The smallest whole Alongside; `paces` and `store` may be given."""
    store = more.get("store") or await SqliteStore.open(path / "alongside.sqlite3", KEY)
    clock, time = more.get("clock") or HandClock(), HandTime()
    paces = Paces(more.get("paces") or {}, time, lambda: 0.5)
    hub = Hub(store, clock, Content(decide, decide_due, told), {each.name: each for each in channels}, paces)
    try:
        await hub.start()
        yield World(store, hub, clock, time)
    finally:
        for channel in channels:
            channel.gate.set()
        await hub.stop()
        await store.close()


async def until(is_so: Callable[[], object]) -> None:
    """Let the loop run until something is so."""
    async with asyncio.timeout(30):
        while not is_so():
            await asyncio.sleep(0)


@asynccontextmanager
async def full_disk(store: SqliteStore):
    """The database may not grow by a single page."""
    raw = store._writer.raw

    async def allow(pages: int) -> None:
        await store._writer.run(lambda: raw.execute(f"PRAGMA max_page_count={pages}").fetchone())

    await allow(1)
    yield
    await allow(1 << 30)
