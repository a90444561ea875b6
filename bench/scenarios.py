"""What is measured: each scenario starts a bot, lets people talk to it, and returns figures by name."""

from __future__ import annotations

import asyncio
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from bench.crowd import Crowd
from bench.process import PATIENCE, Contender, Running

Figures = dict[str, float]


class Window(NamedTuple):
    """Seconds that go by uncounted, and seconds that count."""

    warm: float
    counted: float


@asynccontextmanager
async def playing(crowd: Crowd, contender: Contender, folder: Path | None = None) -> AsyncIterator[Running]:
    """The bot runs in a folder of its own and has asked for updates; afterwards it and the folder are gone."""
    kept = Path(tempfile.mkdtemp(prefix="alongside-bench-")) if folder is None else folder
    running = Running(contender, crowd.telegram.url, kept)
    crowd.telegram.forget()
    try:
        await running.start()
        await until_polled(crowd, running)
        yield running
    finally:
        crowd.leave()
        crowd.telegram.latency = 0.0
        await running.stop()
        if folder is None:
            shutil.rmtree(kept, ignore_errors=True)


async def until_polled(crowd: Crowd, running: Running) -> None:
    """Wait for the first getUpdates."""
    try:
        await asyncio.wait_for(crowd.telegram.polled.wait(), PATIENCE)
    except TimeoutError:
        running.check()
        raise


async def at_once(crowd: Crowd, contender: Contender, people: int, window: Window, latency: float = 0.0) -> Figures:
    """So many people at the same time, each answering as soon as they are asked."""
    async with playing(crowd, contender) as running:
        crowd.telegram.latency = latency
        talk = asyncio.create_task(crowd.chat(range(1, people + 1), people, window.warm + window.counted))
        await asyncio.sleep(window.warm)
        crowd.begin_counting()
        cpu, began = running.cpu(), time.perf_counter()
        await asyncio.sleep(window.counted - 0.1)
        took, used = time.perf_counter() - began, running.cpu() - cpu
        figures = _timing(crowd.heard.replies) | {
            "per second": len(crowd.heard.replies) / took,
            "cpu": 1e6 * used / max(1, len(crowd.heard.replies)),
            "memory": running.memory(),
            "silent": crowd.silent(),
            "wrong": crowd.heard.wrong,
        }
        await talk
        running.check()
    return figures


async def offered(crowd: Crowd, contender: Contender, rate: float, window: Window, seed: int) -> Figures:
    """So many updates a second arrive at random moments, whatever the bot does."""
    async with playing(crowd, contender) as running:
        crowd.invite(100)
        await crowd.trickle(rate, window.warm, seed)
        crowd.begin_counting()
        cpu = running.cpu()
        await crowd.trickle(rate, window.counted, seed + 1)
        used = running.cpu() - cpu
        running.check()
        return _timing(crowd.heard.replies) | {
            "cpu": 1e6 * used / max(1, len(crowd.heard.replies)),
            "silent": crowd.silent(),
            "wrong": crowd.heard.wrong,
            "replies": len(crowd.heard.replies),
        }


async def crowded(crowd: Crowd, contender: Contender, people: int, replies: int) -> Figures:
    """So many people in the middle of the conversation: memory then, and the worst reply on the way there."""
    async with playing(crowd, contender) as running:
        crowd.begin_counting()
        await crowd.chat(range(1, people + 1), 200, 90.0, replies)
        running.check()
        return {
            "memory": running.memory(),
            "worst": 1000 * max(crowd.heard.replies),
            "people": len(crowd.heard.replies) / replies,
        }


async def started(crowd: Crowd, contender: Contender, times: int) -> Figures:
    """Seconds from the start of the process to its first getUpdates; the first run makes its files."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-bench-"))
    taken = []
    try:
        for _ in range(times + 1):
            async with playing(crowd, contender, folder) as running:
                taken.append((crowd.telegram.first_poll or 0.0) - running.started_at)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {"first start": taken[0], "start": statistics.median(taken[1:])}


async def idle(crowd: Crowd, contender: Contender, window: Window) -> Figures:
    """The part of one core used while nobody writes, in per cent; and the memory then."""
    async with playing(crowd, contender) as running:
        await asyncio.sleep(window.warm)
        cpu = running.cpu()
        await asyncio.sleep(window.counted)
        return {"idle": 100 * (running.cpu() - cpu) / window.counted, "memory idle": running.memory()}


async def killed(crowd: Crowd, contender: Contender, times: int, people: int = 100) -> Figures:
    """Killed again and again in the middle of it: who is left in silence, who is forgotten, who hears things twice."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-bench-"))
    figures: Figures = {"kills": times, "silent": 0, "wrong": 0, "doubled": 0}
    chance = random.Random(7)
    try:
        for kill in range(times):  # other people each time: who is remembered is not greeted as new
            newcomers = range(kill * people + 1, (kill + 1) * people + 1)
            await _kill_once(crowd, contender, folder, newcomers, 0.5 + chance.random() / 2)
            figures["silent"] += crowd.silent()
            figures["wrong"] += crowd.heard.wrong
            figures["doubled"] += crowd.heard.doubled
            crowd.leave()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return figures


async def _kill_once(crowd: Crowd, contender: Contender, folder: Path, people: range, after: float) -> None:
    crowd.telegram.forget()
    crowd.begin_counting()
    running = Running(contender, crowd.telegram.url, folder)
    try:
        await running.start()
        await until_polled(crowd, running)
        await crowd.chat(people, len(people), after)
        await running.kill()
        crowd.telegram.polled.clear()
        crowd.telegram.first_poll = None
        await running.start()
        await until_polled(crowd, running)
        await asyncio.sleep(3.5)
        crowd.stop_talking()
        await asyncio.sleep(0.5)
        running.check()
    finally:
        await running.stop()


def _timing(replies: Sequence[float]) -> Figures:
    """Middle, 99th of a hundred, and worst, in milliseconds."""
    ordered = sorted(replies) or [float("nan")]
    return {
        "p50": 1000 * ordered[len(ordered) // 2],
        "p99": 1000 * ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)],
        "worst": 1000 * ordered[-1],
    }
