"""Nudges: what a tick costs however many members there are, many due in one minute, and next to schedulers of jobs."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.broadcast import OURS, Limited
from bench.process import ROOT, Running
from bench.walkers import FIRST, Walkers
from bot.curriculum.folders import read_programs
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from storage.sealing import load_key
from storage.sqlite import SqliteStore

UTC = dt.timezone.utc
SIZES = (1_000, 10_000, 100_000, 1_000_000)
MANY = 10_000
RATE = 30.0
SUBJECTS = {
    "ours": "Alongside (decides, writes and commits each)",
    "job-queue": "python-telegram-bot's JobQueue (counts)",
    "apscheduler": "APScheduler, SQLAlchemyJobStore (counts)",
}
Rows = list[dict[str, Any]]


def show_nudges(
    console: Console, people: int | None, *, is_quick: bool, is_full: bool, only: Sequence[str] = ()
) -> dict[str, Any]:
    """Run, print each table as soon as it is there, and return the figures.

    `people` is the number of nudges due at once; `only` names parts: ticks, minute, beside.
    """
    number = people or (2_000 if is_quick else MANY)
    figures: dict[str, Any] = {}
    if not only or "ticks" in only:
        figures["ticks"] = _ticks(SIZES[:3] if is_quick else SIZES)
        _show_ticks(console, figures["ticks"])
    if not only or "minute" in only:
        figures["minute"] = asyncio.run(_minute(number, None if is_full else (15.0 if is_quick else 60.0)))
        _show_minute(console, figures["minute"])
    if not only or "beside" in only:
        figures["beside"] = {name: _beside(name, number) for name in SUBJECTS}
        _show_beside(console, figures["beside"], number)
    return figures


# --- a tick costs what is due ----------------------------------------------------------------------------------------


def _ticks(sizes: tuple[int, ...]) -> Rows:
    with _folder() as folder:
        return _said("bench.bots.ticking", str(folder), *map(str, sizes))


def _show_ticks(console: Console, ticks: Rows) -> None:
    table = Table(title="a tick with 1,000 due (SQLite file, median of five)")
    for column in (
        "members",
        "tick, s",
        "to the first",
        "processor, s",
        "nothing due, ms",
        "file, MiB",
        "filled in, s",
    ):
        table.add_column(column, justify="right")
    for one in ticks:
        ratio = f"{one['due'] / ticks[0]['due']:.2f}x"
        figures = (f"{one['due']:.2f}", ratio, f"{one['cpu']:.2f}", f"{1000 * one['nothing']:.2f}")
        table.add_row(f"{one['members']:,}", *figures, f"{one['file']:,.0f}", f"{one['filled']:.0f}")
    console.print(table)


# --- many in one minute ----------------------------------------------------------------------------------------------


async def _minute(number: int, measured_for: float | None) -> dict[str, Any]:
    """The whole program: so many nudges due at the same moment, twenty people who talk to it meanwhile."""
    with _folder() as folder:
        at = _coming_minute(15 + number / 1_000)
        walkers = Walkers(set_stage(read_programs(), open_gazetteer()), at)
        store = await SqliteStore.open(folder / "bench.sqlite3", load_key(folder / "bench.key"))
        await walkers.settle(store, FIRST, number)
        await store.close()
        telegram = Limited(RATE)
        await telegram.open()
        running = Running(OURS, telegram.url, folder, {"ALONGSIDE_TELEGRAM_PER_SECOND": f"{RATE:g}"})
        try:
            await running.start()
            try:
                await asyncio.wait_for(telegram.polled.wait(), 60)
            except TimeoutError:
                running.check()
                raise
            return await _watched(running, telegram, folder, (number, at, measured_for))
        finally:
            await running.stop()
            telegram.close()


async def _watched(
    running: Running, telegram: Limited, folder: Path, wanted: tuple[int, dt.datetime, float | None]
) -> dict[str, Any]:
    number, at, measured_for = wanted
    if time.time() > at.timestamp() - 1:
        raise RuntimeError("the bot was not ready in time; the machine is too busy for this size")
    talking = asyncio.create_task(telegram.talk())
    before, cpu = running.memory(), 0.0
    await asyncio.sleep(max(0.0, at.timestamp() - time.time()))
    telegram.replies.clear()
    cpu, queued, most = running.cpu(), 0.0, before
    last = at.timestamp() + (measured_for or 2 * number / RATE)
    with closing(sqlite3.connect(f"file:{folder / 'bench.sqlite3'}?mode=ro", uri=True)) as reader:
        while time.time() < last and len(telegram.times) < number:
            await asyncio.sleep(0.05)
            most = max(most, running.memory())
            if not queued and not _left(reader, at):
                queued, used, replies_till = time.time() - at.timestamp(), running.cpu() - cpu, len(telegram.replies)
                since = time.perf_counter()
    talking.cancel()
    running.check()
    # Those that left once everything was queued: before that it is the deciding that sets the pace.
    arrived = [moment for moment in telegram.arrived if moment > since]
    during, after = sorted(telegram.replies[:replies_till]), sorted(telegram.replies[replies_till:])
    return {
        "nudges": number, "queued": queued, "queued cpu": used,
        "arrived": len(telegram.arrived), "refused": telegram.refused,
        "rate": (len(arrived) - 1) / (arrived[-1] - arrived[0]), "twice": sum(n > 1 for n in telegram.times.values()),
        "first": len(during), "while queueing p95": _p95(during), "replies": len(after), "after p95": _p95(after),
        "slowest": max(telegram.replies, default=0.0), "memory": before, "most": most,
    }  # fmt: skip


def _left(reader: sqlite3.Connection, at: dt.datetime) -> int:
    """How many prompts are still to be decided."""
    asked = "SELECT count(*) FROM due WHERE at <= ? AND kind = 'prompts'"
    return int(reader.execute(asked, (int(at.timestamp() * 1_000_000),)).fetchone()[0])


def _p95(times: list[float]) -> float:
    return times[int(len(times) * 0.95)] if times else 0.0


def _show_minute(console: Console, one: dict[str, Any]) -> None:
    table = Table(title="due in one minute, at 30 a second, while 20 people ask for help")
    table.add_column("")
    table.add_column("", justify="right")
    for title, value in (
        ("nudges due at the same moment", f"{one['nudges']:,}"),
        ("all decided and durable after, s (processor, s)", f"{one['queued']:.2f} ({one['queued cpu']:.2f})"),
        ("arrived while it was watched", f"{one['arrived']:,}"),
        ("a second once all were queued (of 30 allowed)", f"{one['rate']:.1f}"),
        ("429 of our making, doubled", f"{one['refused']}, {one['twice']}"),
        ("replies while they were queued: p95, s", f"{one['while queueing p95']:.2f} ({one['first']} of them)"),
        ("replies while they left: p95, s", f"{one['after p95']:.3f} ({one['replies']} of them)"),
        ("slowest reply, s", f"{one['slowest']:.2f}"),
        ("memory before, at most, MiB", f"{one['memory']:.0f}, {one['most']:.0f}"),
    ):
        table.add_row(title, value)
    console.print(table)


# --- beside schedulers of jobs ---------------------------------------------------------------------------------------


def _beside(subject: str, number: int) -> dict[str, Any]:
    """One subject, in processes of its own: the first start, and one after it at whose end all fire."""
    with _folder() as folder:
        told: dict[str, Any] = {}
        at = _coming_minute(20 + number / (70 if subject == "apscheduler" else 300))
        if subject != "job-queue":
            [first] = _said("bench.bots.scheduled", subject, str(number), str(at.timestamp()), str(folder))
            told = {"first " + name: value for name, value in first.items()}
        [again] = _said("bench.bots.scheduled", subject, str(number), str(at.timestamp()), str(folder))
        return told | again


def _show_beside(console: Console, beside: dict[str, dict[str, Any]], number: int) -> None:
    table = Table(title=f"{number:,} members, something for each at the same moment")
    for column in ("", "members written, s", "start, s", "MiB", "all fired after, s", "processor, s", "loop held, s"):
        table.add_column(column, justify="right" if column else "left")
    for name, one in beside.items():
        first = f"{one['first ready']:.1f}" if "first ready" in one else "every start"
        fired = f"{one['fired']:.2f}" if not one["left"] else f"{one['left']} never"
        row = (f"{one['ready']:.1f}", f"{one['memory']:.0f} → {one['most']:.0f}", fired, f"{one['cpu']:.1f}")
        table.add_row(SUBJECTS[name], first, *row, f"{one['blocked']:.2f}")
    console.print(table)


# --- processes -------------------------------------------------------------------------------------------------------


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="alongside-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _said(module: str, *arguments: str) -> Rows:
    """What a process of its own says, one line of JSON each."""
    ran = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]


def _coming_minute(seconds: float) -> dt.datetime:
    """The first full minute that is at least so many seconds away."""
    at = dt.datetime.now(UTC) + dt.timedelta(seconds=seconds)
    return at.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
