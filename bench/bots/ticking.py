"""A tick of the real hub on a real file: as many members as wanted, of whom 1,000 are due.

The file grows from size to size; the same 1,000 people are put back to where they began before every tick.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import structlog

from bench.walkers import FIRST, WEEK, Walkers
from bot.curriculum.folders import read_programs
from bot.doings.batch import Content
from bot.doings.hub import Hub
from bot.flows.door import decide, decide_due, sorry
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from bot.sparing import spare_what_stays
from bot.words.messages import Delivery, Limits, Ready
from bot.words.ports import NOTHING_READY, Finding, Inbox
from storage.sealing import load_key
from storage.sqlite import SqliteStore

AT = dt.datetime(2026, 3, 2, 12, tzinfo=dt.timezone.utc)
DUE = 1_000
TRIES = 5


class Hands:
    """A clock that is set by hand."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at

    def now(self) -> dt.datetime:
        return self.at


class Nowhere:
    """A channel that takes everything at once and sends it nowhere."""

    name = "telegram"
    limits = Limits(text=4096, utf16=True)

    def __init__(self) -> None:
        self.taken = 0

    async def listen(self, inbox: Inbox) -> None:
        del inbox
        await asyncio.Event().wait()

    async def send(self, delivery: Delivery, target: str | None, ready: Ready = NOTHING_READY) -> str:
        del target, ready
        self.taken += 1
        return f"{delivery.id:x}"

    async def fetch(self, file: str, most: int) -> bytes:
        raise NotImplementedError

    async def find(self, delivery: Delivery, ready: Ready = NOTHING_READY) -> str | None:
        del delivery, ready
        return None

    async def check(self) -> list[Finding]:
        return []

    async def close(self) -> None:
        """Nothing to let go of."""


async def measure(folder: Path, sizes: list[int]) -> None:
    """One line of JSON for every size."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    stage = set_stage(read_programs(), open_gazetteer())
    walkers, clock, store = Walkers(stage, AT), Hands(AT), await open_file(folder)
    there = 0
    for size in sizes:
        began = time.perf_counter()
        await walkers.settle(store, FIRST + there, size - there, AT + WEEK)
        filled, there = time.perf_counter() - began, size
        content = Content(partial(decide, stage), partial(decide_due, stage), partial(sorry, stage), stage.editions)
        ticks = [await ticked(store, content, walkers, clock) for _ in range(TRIES)]
        file = (folder / "bench.sqlite3").stat().st_size / 2**20
        told: dict[str, Any] = {"members": size, "filled": filled, "file": file}
        for name, values in zip(("due", "cpu", "nothing"), zip(*ticks, strict=True), strict=True):
            told[name] = statistics.median(values)
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    await store.close()


async def ticked(store: SqliteStore, content: Content, walkers: Walkers, clock: Hands) -> tuple[float, float, float]:
    """Seconds until everything due is decided and durable, processor seconds of it, and seconds when nothing is due."""
    # A moment later each time: the same nudge at the same moment is the same message, and is not sent again.
    clock.at += dt.timedelta(milliseconds=1)
    at = clock.at
    effects = list(walkers.rows(FIRST, DUE, at))
    await store.write(lambda session: session.carry_out(effects, at))
    channel = Nowhere()
    hub = Hub(store, clock, content, {"telegram": channel})
    hub._look = lambda: None  # type: ignore[method-assign]  # noqa: SLF001 - nothing is taken before the tick
    await hub.start()
    spare_what_stays()
    began, cpu = time.perf_counter(), time.process_time()
    await hub.tick()
    took, used = time.perf_counter() - began, time.process_time() - cpu
    await hub.settle()
    if channel.taken != DUE:
        raise RuntimeError(f"{channel.taken} messages instead of {DUE}")
    began = time.perf_counter()
    await hub.tick()
    nothing = time.perf_counter() - began
    await hub.stop(1)
    return took, used, nothing


async def open_file(folder: Path) -> SqliteStore:
    """The bench's database."""
    return await SqliteStore.open(folder / "bench.sqlite3", load_key(folder / "bench.key"))


if __name__ == "__main__":
    asyncio.run(measure(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]]))
