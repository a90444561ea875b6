"""A broadcast to many: how soon it is accepted and durable, in which memory, how fast it leaves, who waits meanwhile.

The stand-in answers 429 to whatever exceeds the allowed rate in any second, as Telegram does.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
import tempfile
import time
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.bots.broadcaster import FIRST
from bench.process import Contender, Running
from bench.wire import Telegram
from bot.flows.broadcasting.audience.queries import Everyone, as_json
from bot.ordering import order, socket_of
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.messages import Address
from bot.words.people import Adult, Membership, Person
from bot.words.turns import Effect
from storage.sealing import load_key
from storage.sqlite import SqliteStore

PROGRAM = "first_year"
TALKERS = 20
EVERY = 0.5
"""Seconds between two questions of those who talk to the bot meanwhile."""
TOO_MANY = (
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}'
)
SHORT = ((600, 30.0), (10_000, 1000.0))


class Limited(Telegram):
    """Refuses what exceeds `rate` in any second; notes when what arrived for whom."""

    def __init__(self, rate: float) -> None:
        super().__init__(self.heard)
        self.rate = rate
        self.refused = 0
        self.arrived: list[float] = []
        self.times: Counter[int] = Counter()
        self.asked: dict[int, float] = {}
        self.replies: list[float] = []
        self.last_said: dict[int, str] = {}
        self._recent: deque[float] = deque()

    def _sent(self, parameters: dict[str, Any]) -> bytes:
        now = time.perf_counter()
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= self.rate:
            self.refused += 1
            return TOO_MANY
        self._recent.append(now)
        return super()._sent(parameters)

    def heard(self, number: int, text: str) -> None:
        """Something arrived."""
        now = time.perf_counter()
        if number >= FIRST:
            self.arrived.append(now)
            self.times[number] += 1
        elif number in self.asked:
            self.replies.append(now - self.asked.pop(number))
        self.last_said[number] = text

    async def talk(self) -> None:
        """Some people ask for help all the time, as soon as they have been answered."""
        while True:
            for number in range(1, TALKERS + 1):
                if number not in self.asked:
                    self.asked[number] = time.perf_counter()
                    self.says(number, "/help")
                await asyncio.sleep(EVERY * 40 / TALKERS)


@dataclass(slots=True)
class Sent:
    """What was measured of one bot: seconds and MiB, and messages a second."""

    name: str
    people: int
    rate: float
    accepted: float = 0.0
    counted: float = 0.0
    before: float = 0.0
    most: float = 0.0
    per_second: float = 0.0
    refused: int = 0
    lost: int = 0
    twice: int = 0
    cpu: float = 0.0
    replies: list[float] = field(default_factory=list)


def show_broadcasts(console: Console, people: int | None, rate: float | None) -> None:
    """Run and print."""
    sizes = SHORT if people is None and rate is None else ((people or 10_000, rate or 1000.0),)
    with console.status("starting") as status:
        accepted = [
            asyncio.run(_accepted(number, status.update)) for number in ((10_000, 100_000) if people is None else ())
        ]
        sent = [asyncio.run(one(number, limit)) for number, limit in sizes for one in (_ours, _peer)]
    table = Table(title="accepted and durable (drafted, counted and confirmed while the bot runs)")
    for column in ("people", "confirm, ms", "count before it, s", "memory before, MiB", "most, MiB"):
        table.add_column(column)
    for one in accepted:
        figures = (1000 * one.accepted, one.counted, one.before, one.most)
        table.add_row(str(one.people), *(f"{figure:,.1f}" for figure in figures))
    console.print(table)
    table = Table(title="sent, while others talk to the bot")
    for column in ("", "to", "a second", "429", "lost", "twice", "reply p50, p95, ms", "MiB", "CPU, s"):
        table.add_column(column)
    for one in sent:
        replies = sorted(one.replies) or [0.0]
        p50, p95 = replies[len(replies) // 2], replies[int(len(replies) * 0.95)]
        rate = f"{one.per_second:.1f} of {one.rate:g} ({one.per_second / one.rate:.1%})"
        row = (one.name, f"{one.people:,}", rate, str(one.refused), str(one.lost), str(one.twice))
        table.add_row(
            *row, f"{1000 * p50:.0f}, {1000 * p95:.0f}", f"{one.before:.0f} → {one.most:.0f}", f"{one.cpu:.1f}"
        )
    console.print(table)


@asynccontextmanager
async def _running(contender: Contender, rate: float, people: int) -> AsyncIterator[tuple[Limited, Running, Path]]:
    folder = Path(tempfile.mkdtemp(prefix="alongside-bench-"))
    telegram = Limited(rate)
    await telegram.open()
    running = Running(contender, telegram.url, folder, {"ALONGSIDE_TELEGRAM_PER_SECOND": f"{rate:g}"})
    try:
        if contender.by_settings:
            await _settle_in(folder, people)
        await running.start()
        await asyncio.wait_for(telegram.polled.wait(), 30)
        await asyncio.sleep(1)
        yield telegram, running, folder
    finally:
        await running.stop()
        telegram.close()
        shutil.rmtree(folder, ignore_errors=True)


async def _accepted(people: int, say: Any) -> Sent:
    say(f"accepting {people}")
    measured = Sent("Alongside", people, 0.001)
    async with _running(OURS, 30, people) as (_, running, folder):
        measured.before = running.memory()
        watching = asyncio.create_task(_watch(running, measured))
        await _confirm(folder, measured)
        await asyncio.sleep(1)
        watching.cancel()
    return measured


async def _ours(people: int, rate: float) -> Sent:
    measured = Sent("Alongside", people, rate)
    async with _running(OURS, rate, people) as (telegram, running, folder):
        measured.before = running.memory()
        watching = asyncio.create_task(_watch(running, measured))
        talking = asyncio.create_task(telegram.talk())
        await _confirm(folder, measured)
        await _until_over(telegram, people, rate)
        talking.cancel()
        watching.cancel()
        _read(telegram, measured)
    return measured


async def _peer(people: int, rate: float) -> Sent:
    measured = Sent("python-telegram-bot", people, rate)
    contender = Contender(
        "python-telegram-bot", "AIORateLimiter, 16 at once", ("-m", "bench.bots.broadcaster", str(people), f"{rate:g}")
    )
    async with _running(contender, rate, people) as (telegram, running, _):
        measured.before = running.memory()
        watching = asyncio.create_task(_watch(running, measured))
        telegram.says(TALKERS + 1, "/go")
        talking = asyncio.create_task(telegram.talk())
        await _until_over(telegram, people, rate)
        talking.cancel()
        watching.cancel()
        _read(telegram, measured)
    return measured


async def _confirm(folder: Path, measured: Sent) -> None:
    """Draft, count and confirm one to everyone, as the command line does."""
    socket = socket_of(folder / "bench.sqlite3")
    draft: Any = {"texts": {"en": "Hi {name}!"}, "audience": as_json(Everyone()), "program": PROGRAM, "when": "now"}
    began = time.perf_counter()
    found: Any = await order(socket, "broadcast-new", draft, _nobody)
    measured.counted = time.perf_counter() - began
    began = time.perf_counter()
    await order(socket, "broadcast-start", {"id": found["id"], "count": str(found["size"])}, _nobody)
    measured.accepted = time.perf_counter() - began


async def _nobody() -> Any:
    raise RuntimeError("the bot does not run")


async def _watch(running: Running, measured: Sent) -> None:
    began = running.cpu()
    while True:
        measured.cpu = running.cpu() - began
        measured.most = max(measured.most, running.memory())
        await asyncio.sleep(0.1)


async def _until_over(telegram: Limited, people: int, rate: float) -> None:
    """Everyone has it, or nothing has come for a while."""
    patience, before = 10.0, -1
    since = time.perf_counter()
    while len(telegram.times) < people and time.perf_counter() - since < patience:
        if len(telegram.times) != before:
            before, since = len(telegram.times), time.perf_counter()
        await asyncio.sleep(0.1)
    await asyncio.sleep(min(1.0, 30 / rate))


def _read(telegram: Limited, measured: Sent) -> None:
    arrived = telegram.arrived
    span = (arrived[-1] - arrived[0]) if len(arrived) > 1 else 1.0
    measured.per_second = (len(arrived) - 1) / span
    measured.refused = telegram.refused
    measured.lost = measured.people - len(telegram.times)
    measured.twice = sum(count > 1 for count in telegram.times.values())
    measured.replies = telegram.replies


async def _settle_in(folder: Path, people: int) -> None:
    """So many people take part."""
    store = await SqliteStore.open(folder / "bench.sqlite3", load_key(folder / "bench.key"))
    now = dt.datetime.now(dt.timezone.utc)
    for first in range(FIRST, FIRST + people, 5_000):
        some = range(first, min(first + 5_000, FIRST + people))
        effects = [effect for number in some for effect in _arrives(number, now)]
        await store.write(lambda session, effects=effects: session.carry_out(effects, now))  # type: ignore[misc]
    await store.close()


def _arrives(number: int, now: dt.datetime) -> list[Effect]:
    return [
        SavePerson(Person(number, now, name=f"P{number}", language="en", zone="UTC", adult=Adult(now, "v1"))),
        SaveAddress(Address("telegram", str(number)), number),
        SaveMembership(Membership(10**9 + number, number, PROGRAM, "mentee", "waiting", {"goal": ["study"]}, now)),
    ]


OURS = Contender("Alongside", "the whole program: `alongside run`", ("-m", "bot", "run"), by_settings=True)
