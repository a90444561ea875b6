"""A world whose clock runs a thousand times faster: the bot as a process under libfaketime, the platform around it."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.faults.processes import BotProcess, telegram_settings
from tests.stand_ins.telegram import Person, TelegramStandIn

UTC = dt.timezone.utc
PLACES = ("/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib/faketime/libfaketimeMT.so.1")


def library() -> Path:
    """Where libfaketime is; without it the test is skipped, except where everything has to run."""
    for pattern in PLACES:
        if found := sorted(Path("/").glob(pattern[1:])):
            return found[0]
    if os.environ.get("CI") == "true":
        pytest.fail("libfaketime is needed: apt-get install faketime")
    pytest.skip("libfaketime is needed: apt-get install faketime")


class Hastened(TelegramStandIn):
    """Telegram in a world that runs `rate` times as fast. `arrived` holds who got which text, and when."""

    rate = 1.0
    _began = dt.datetime(2026, 1, 1, tzinfo=UTC)
    _real = 0.0

    def now(self) -> float:
        return (self._began + dt.timedelta(seconds=(time.monotonic() - self._real) * self.rate)).timestamp()

    def set(self, at: dt.datetime, rate: float) -> None:
        """It is this moment now, and time runs so fast from here."""
        self._began, self._real, self.rate = at, time.monotonic(), rate

    @property
    def moment(self) -> dt.datetime:
        """What time it is there."""
        return dt.datetime.fromtimestamp(self.now(), UTC)

    async def until(self, at: dt.datetime) -> None:
        """Return when it is that moment there."""
        await asyncio.sleep(max(0.0, (at - self.moment).total_seconds() / self.rate))


def watch(world: Hastened, person: Person) -> list[tuple[dt.datetime, str]]:
    """What this person gets from now on, each with the moment it came."""
    got: list[tuple[dt.datetime, str]] = []
    sees = person.sees

    def seeing(seen):  # type: ignore[no-untyped-def]
        got.append((world.moment, seen.text))
        return sees(seen)

    person.sees = seeing  # type: ignore[method-assign]
    return got


@asynccontextmanager
async def awake(
    world: Hastened, folder: Path, programs: Path, begins: dt.datetime, rate: float, *, steady: bool
) -> AsyncIterator[BotProcess]:
    """The bot runs from this moment on, as it would if the system's clock were like that.

    `steady`: the clock nobody can set (CLOCK_MONOTONIC) goes on at its own pace; else it is hastened as well.
    """
    settings = {
        **telegram_settings(world.url, world.token),
        "ALONGSIDE_PROGRAMS": str(programs),
        "ALONGSIDE_LOG_LEVEL": "warning",
        "LD_PRELOAD": str(library()),
        "FAKETIME": f"@{begins.strftime('%Y-%m-%d %H:%M:%S')} x{rate:g}",
        "FAKETIME_DONT_RESET": "1",
        "TZ": "UTC",
        **({"FAKETIME_DONT_FAKE_MONOTONIC": "1"} if steady else {}),
    }
    bot = BotProcess(folder, settings)
    world.set(begins, rate)
    await bot.start()
    try:
        yield bot
        assert bot.runs, bot.said[-2000:]
    finally:
        await bot.kill()
        for left in ("faketime_shm", "sem.faketime_sem"):  # what the library keeps of a process outlives a kill
            (Path("/dev/shm") / f"{left}_{bot.pid}").unlink(missing_ok=True)
