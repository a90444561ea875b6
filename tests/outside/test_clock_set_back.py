"""The real process, and a system clock that somebody sets back and right again while it runs."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from tests.faults.processes import BotProcess, telegram_settings
from tests.outside import harbour
from tests.outside.hastened import UTC, library
from tests.outside.settling import Settler, settle_in
from tests.stand_ins.telegram import TelegramStandIn

SOON = dt.timedelta(seconds=40)


def _where_it_is_noon(now: dt.datetime) -> str:
    """A zone in whose middle of the day we are; its sign is the other way round, as POSIX has it."""
    ahead = (12 - now.hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


@pytest.mark.slow
async def test_row_51_a_clock_set_back_holds_everything_until_it_is_right_and_then_each_hears_it_once(tmp_path):
    world = await TelegramStandIn.start()
    zone, due = _where_it_is_noon(dt.datetime.now(UTC)), dt.datetime.now(UTC) + SOON
    people = [Settler(1, "Ana", "mentee", zone), Settler(2, "Ben", "mentor", zone)]
    await settle_in(tmp_path, people, due)
    for one in people:
        world.person(1000 + one.id, one.name).started = True
    clock = tmp_path / "clock"
    clock.write_text("+0")
    settings = {
        **telegram_settings(world.url, world.token),
        "ALONGSIDE_PROGRAMS": str(harbour.write(tmp_path / "programs")),
        "LD_PRELOAD": str(library()),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    async with BotProcess(tmp_path, settings) as bot:
        await bot.start()
        await bot.until_said("running")
        clock.write_text("-1h")
        await bot.until_said("clock.jumped", within=60)
        await asyncio.sleep(max(0.0, (due - dt.datetime.now(UTC)).total_seconds()) + 3)
        assert [world.people[1000 + one.id].chat for one in people] == [[], []]
        clock.write_text("+0")
        await bot.until_said("clock.believed", within=40)
        for one in people:
            await world.people[1000 + one.id].bell.until(lambda one=one: world.people[1000 + one.id].chat, 20)
        await asyncio.sleep(2)
        assert [len(world.people[1000 + one.id].chat) for one in people] == [1, 1]
    assert not world.violations
    await world.close()
