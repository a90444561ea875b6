"""Something for each of many members at one moment: by JobQueue, by APScheduler with a database, or by ours.

Says as one line of JSON how long it took to be ready (the first time, and again after a restart), in which memory, and
how long from the moment until the last one had fired. The peers' jobs only count; ours decides each nudge from the
database, writes it to the outbox, and is done when all of that is committed.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import sqlite3
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import psutil

UTC = dt.timezone.utc
FIRED: list[float] = []


async def fire(number: int = 0) -> None:
    """What a peer's job does: count."""
    del number
    FIRED.append(time.time())


async def job_queue(people: int, at: float, folder: Path) -> None:
    """Its jobs live in memory: every start adds all of them."""
    del folder
    from telegram.ext import JobQueue  # noqa: PLC0415 - each subject loads its own only

    queue: JobQueue[Any] = JobQueue()
    await queue.start()
    moment = dt.datetime.fromtimestamp(at, UTC)

    async def callback(context: Any) -> None:
        await fire(context)

    for number in range(people):
        queue.scheduler.add_job(
            callback, "date", run_date=moment, args=(number,), id=f"nudge:{number}", misfire_grace_time=None
        )
    await _told(people, at)


async def ap_scheduler(people: int, at: float, folder: Path) -> None:
    """Its jobs stand in a database; the first start adds them, later ones find them."""
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore  # noqa: PLC0415 - as above
    from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415

    file = folder / "jobs.sqlite3"
    is_there = file.exists()
    store = SQLAlchemyJobStore(url=f"sqlite:///{file}")
    scheduler = AsyncIOScheduler(jobstores={"default": store}, timezone="UTC")
    scheduler.start(paused=not is_there)
    moment = dt.datetime.fromtimestamp(at, UTC)
    for number in range(0 if is_there else people):
        scheduler.add_job(
            "bench.bots.scheduled:fire", "date", run_date=moment, args=(number,), id=f"nudge:{number}",
            misfire_grace_time=None,
        )  # fmt: skip
    if is_there:
        await _told(people, at)
    else:
        await _told(people, at, is_ready_only=True)


async def ours(people: int, at: float, folder: Path) -> None:
    """The hub as it runs, on a database in which everyone's next step is due at that moment."""
    from bench.bots.ticking import Nowhere, open_file  # noqa: PLC0415 - as above
    from bench.walkers import FIRST, Walkers  # noqa: PLC0415
    from bot.curriculum.folders import read_programs  # noqa: PLC0415
    from bot.doings.batch import Content  # noqa: PLC0415
    from bot.doings.hub import Hub  # noqa: PLC0415
    from bot.doings.pace import Pace, Paces  # noqa: PLC0415
    from bot.flows.door import decide, decide_due, sorry  # noqa: PLC0415
    from bot.flows.gazetteer import open_gazetteer  # noqa: PLC0415
    from bot.flows.staging import set_stage  # noqa: PLC0415
    from bot.sparing import spare_what_stays  # noqa: PLC0415
    from bot.words.clock import SystemClock  # noqa: PLC0415

    stage, is_there = set_stage(read_programs(), open_gazetteer()), (folder / "bench.sqlite3").exists()
    store = await open_file(folder)
    if not is_there:
        await Walkers(stage, dt.datetime.fromtimestamp(at, UTC)).settle(store, FIRST, people)
        await _told(people, at, is_ready_only=True)
        await store.close()
        return
    content = Content(partial(decide, stage), partial(decide_due, stage), partial(sorry, stage), stage.editions)
    paces = Paces({"telegram": Pace(per_second=30, per_chat_per_second=1)})
    hub = Hub(store, SystemClock(), content, {"telegram": Nowhere()}, paces)
    await hub.start()
    spare_what_stays()
    now = int(at * 1_000_000)

    def left(_: Any = None) -> int:
        [[number]] = reader.execute("SELECT count(*) FROM due WHERE at <= ?", (now,)).fetchall()
        return int(number)

    reader = sqlite3.connect(f"file:{folder / 'bench.sqlite3'}?mode=ro", uri=True)
    await _told(people, at, left)
    reader.close()
    await hub.stop(0)
    await store.close()


async def _told(people: int, at: float, left: Any = None, *, is_ready_only: bool = False) -> None:
    """Wait until all have fired, and say how it went."""
    process = psutil.Process()
    told = {"ready": time.time() - process.create_time(), "memory": process.memory_info().rss / 2**20}
    told["cpu ready"] = sum(process.cpu_times()[:2])
    if is_ready_only:
        _say(told)
        return
    if time.time() > at - 1:
        raise RuntimeError("it was not ready in time")
    before = sum(process.cpu_times()[:2])
    longest = 0.0
    while (left() if left and time.time() >= at else people - len(FIRED)) and time.time() < at + 180:
        began = time.perf_counter()
        await asyncio.sleep(0.02)
        longest = max(longest, time.perf_counter() - began - 0.02)
    told |= {
        "fired": time.time() - at, "left": left() if left else people - len(FIRED), "blocked": longest,
        "most": process.memory_info().rss / 2**20, "cpu": sum(process.cpu_times()[:2]) - before,
    }  # fmt: skip
    _say(told)


def _say(told: dict[str, float]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


SUBJECTS = {"ours": ours, "job-queue": job_queue, "apscheduler": ap_scheduler}

if __name__ == "__main__":
    # What the database names is imported by name, beside this.
    sys.modules["bench.bots.scheduled"] = sys.modules["__main__"]
    import logging

    import structlog

    logging.basicConfig(level=logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    subject, number, moment, where = sys.argv[1:5]
    asyncio.run(SUBJECTS[subject](int(number), float(moment), Path(where)))
    os._exit(0)  # a scheduler's threads and loops need not be taken apart
