"""What is due at an hour on somebody's clock is due at that hour, whatever becomes of the rules of their time zone."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.doings.zones import BITE, KIND, Zones
from bot.flows.nudges.hours import by_the_clock
from bot.words.clock import SystemClock
from bot.words.effects.people import MoveTo, SavePerson
from bot.words.effects.sending import Schedule
from bot.words.localtime import by_the_wall, edition, on_the_wall
from bot.words.people import Due
from tests.faults.conftest import stage
from tests.faults.processes import ROOT, BotProcess, telegram_settings
from tests.flows.talk import Talk
from tests.stand_ins.telegram import TelegramStandIn
from tests.storage.given import AMINA, AMINA_ARRIVES, BEN, NOW
from tests.zones.conftest import AHEAD

__all__ = ["stage"]

UTC = dt.timezone.utc
SOON = dt.datetime.now(UTC).replace(microsecond=0) + dt.timedelta(days=30)
FAR = 10_000


class Edition:
    """Which edition is read, as the package would say it."""

    def __init__(self) -> None:
        self.name = "2026a"

    def __call__(self) -> str:
        return self.name


def at_ten(number: int, zone: str, day: dt.date, hour: int = 10) -> Due:
    """Something due at this local hour."""
    local = dt.datetime.combine(day, dt.time(hour)).isoformat()
    return Due(f"d{number:06}", "met", 1, by_the_wall(local, zone), local=local, zone=zone, subject="9")


async def everything(store) -> dict[str, Due]:
    """All that is due some day; nothing stays taken."""
    taken = []

    def look(session):
        taken.extend(session.due(NOW + dt.timedelta(days=FAR), FAR))
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(look)
    return {due.key: due for due in taken}


async def followed(zones, store) -> int:
    """Do the work that is due until there is no more; how many bites it took."""
    bites = 0
    while bite := (await everything(store)).get(KIND):
        await store.write(lambda session: [d for d in session.due(dt.datetime.now(UTC), 1) if d.kind == KIND])
        await zones.work(bite)
        bites += 1
    return bites


async def test_row_50_with_new_rules_everything_moves_to_its_hour_by_them_in_bites(store, rules_change):
    day, reading = dt.date(2027, 1, 15), Edition()
    zones = Zones(store, SystemClock(), reading, bite=7)
    await zones.plan()
    planned = [at_ten(n, zone, day) for n, zone in enumerate([*AHEAD, "Asia/Kolkata"] * 8)]
    moments = [Due("moment", "met", 1, NOW + dt.timedelta(days=400), subject="9")]
    await store.write(lambda s: s.carry_out([*AMINA_ARRIVES, *map(Schedule, planned + moments)], NOW))
    await zones.plan()
    assert KIND not in await everything(store), "nothing to do as long as the edition is the same"
    rules_change()
    reading.name = "2027a"
    await zones.plan()
    assert await followed(zones, store) == 5, "25 rows in bites of 7, and the last that finds nothing"
    after = await everything(store)
    for due in planned:
        offset = AHEAD.get(due.zone, 5.5)
        assert after[due.key].at == dt.datetime(2027, 1, 15, 10, tzinfo=UTC) - dt.timedelta(hours=offset)
        assert (after[due.key].local, after[due.key].subject) == (due.local, due.subject)
    assert after["moment"] == moments[0], "what is meant for a moment stays"
    assert await store.read(lambda s: s.zones_followed()) == "2027a"
    await zones.plan()
    assert KIND not in await everything(store)


async def test_row_50_a_restart_in_the_middle_goes_on_and_moves_nothing_twice(sqlite_store, rules_change):
    store, day, reading = sqlite_store, dt.date(2027, 7, 1), Edition()
    await Zones(store, SystemClock(), reading).plan()
    planned = [at_ten(n, zone, day) for n, zone in enumerate([*AHEAD] * 10)]
    await store.write(lambda s: s.carry_out([*AMINA_ARRIVES, *map(Schedule, planned)], NOW))
    rules_change()
    reading.name = "2027a"
    for _ in range(3):  # each start does one bite and dies
        zones = Zones(store, SystemClock(), reading, bite=6)
        await zones.plan()
        bite = (await everything(store))[KIND]
        await store.write(lambda s: s.due(dt.datetime.now(UTC), 1))
        await zones.work(bite)
    assert await store.read(lambda s: s.zones_followed()) == "2026a", "not before it is done"
    zones = Zones(store, SystemClock(), reading, bite=6)
    await zones.plan()
    await followed(zones, store)
    for key, due in (await everything(store)).items():
        hours = AHEAD[due.zone]
        assert due.at == dt.datetime(2027, 7, 1, 10, tzinfo=UTC) - dt.timedelta(hours=hours), key


async def test_whoever_moves_has_all_that_is_due_at_their_hour_there(store):
    day = dt.date(2027, 1, 15)
    home = by_the_clock(Due("met", "met", 1, dt.datetime(2027, 1, 15, 9, tzinfo=UTC)), "Europe/Berlin")
    others = at_ten(1, "Europe/Berlin", day)
    late = Due("late", "prompts", 1, NOW, subject="p/late")
    ben = Due("ben", "met", BEN.id, home.at, local=home.local, zone=home.zone)
    effects = [*AMINA_ARRIVES, SavePerson(BEN), *map(Schedule, (home, others, late, ben))]
    await store.write(lambda s: s.carry_out(effects, NOW))
    moved = [SavePerson(AMINA), MoveTo(1, "Asia/Tokyo")]
    await store.write(lambda s: s.carry_out(moved, NOW))
    after = await everything(store)
    assert after["met"].at == after["d000001"].at == dt.datetime(2027, 1, 15, 1, tzinfo=UTC)
    assert {after["met"].zone, after["d000001"].zone} == {"Asia/Tokyo"}
    assert (after["late"], after["ben"]) == (late, ben)


async def test_what_was_put_off_is_meant_for_a_moment_and_no_longer_for_the_hour_it_was_planned_for(store):
    planned = at_ten(1, "Europe/Berlin", dt.date(2027, 1, 15))
    later = Due(planned.key, "met", 1, planned.at + dt.timedelta(minutes=30), planned.local, planned.zone, "9")
    await store.write(lambda s: s.carry_out([*AMINA_ARRIVES, Schedule(planned), Schedule(later)], NOW))
    await store.write(lambda s: s.carry_out([MoveTo(1, "Asia/Tokyo")], NOW))
    assert (await everything(store))[planned.key].at == later.at


@given(
    days=st.integers(0, 3650),
    minutes=st.integers(0, 24 * 60 - 1),
    zone=st.sampled_from([*AHEAD, "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe"]),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_by_new_rules_the_clock_on_the_wall_shows_the_same(rules_change, days, minutes, zone):
    """Planned by the rules of today, computed anew by those to come; the oracle is arithmetic on a fixed offset."""
    try:
        at = dt.datetime(2027, 1, 1, tzinfo=UTC) + dt.timedelta(days=days, minutes=minutes)
        local = on_the_wall(at, zone)
        unchanged = by_the_wall(local, zone)
        rules_change()
        found = by_the_wall(local, zone)
    finally:
        # The next example begins with the rules of today again.
        import zoneinfo

        from bot.words.localtime import zone_of

        zoneinfo.reset_tzpath(to=())
        zoneinfo.ZoneInfo.clear_cache()
        zone_of.cache_clear()
    if zone in AHEAD:
        assert found.replace(tzinfo=None) == dt.datetime.fromisoformat(local) - dt.timedelta(hours=AHEAD[zone])
    else:
        assert found == unchanged
        # The second of two equal hours is taken for the first.
        assert dt.timedelta(0) <= at - found <= dt.timedelta(hours=1)


def due_rows(database) -> dict[str, tuple[int, str, str]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT key, at, local, zone FROM due WHERE local != ''").fetchall()
    return {key: tuple(rest) for key, *rest in rows}


async def test_row_50_the_bot_started_with_other_time_zones_moves_what_is_due_and_keeps_nobody_waiting(
    tmp_path, next_edition
):
    world = await TelegramStandIn.start()
    settings = telegram_settings(world.url, world.token)
    async with BotProcess(tmp_path, settings) as bot:
        await bot.start()
        await bot.until_said("running")
        bot.send(15)
        assert await bot.ended() == 0
        store = await bot.open_store()
        assert await store.read(lambda s: s.zones_followed()) == edition()
        day = dt.date(SOON.year + 1, 1, 15)
        planned = [at_ten(n, zone, day) for n, zone in enumerate([*AHEAD, "Asia/Kolkata"] * BITE)]
        await store.write(lambda s: s.carry_out([*AMINA_ARRIVES, *map(Schedule, planned)], NOW))
        await store.close()
        before = due_rows(bot.database)
        assert len(before) >= 3 * BITE

        await bot.start(PYTHONPATH=f"{next_edition}:{ROOT}")
        person = world.person(70077)
        await bot.until_said("zones.changed")
        await person.says("/start")
        await asyncio.wait_for(person.hears(), 5)
        await bot.until_said("zones.followed")
        bot.send(15)
        assert await bot.ended() == 0
        after = due_rows(bot.database)
        store = await bot.open_store()
        assert await store.read(lambda s: s.zones_followed()) == "2099z"
        await store.close()
    await world.close()
    assert before.keys() <= after.keys(), "none is lost, and none was doubled"
    for due in planned:
        offset = AHEAD.get(due.zone, 5.5)
        expected = dt.datetime(day.year, 1, 15, 10, tzinfo=UTC) - dt.timedelta(hours=offset)
        assert after[due.key][0] == int(expected.timestamp() * 1_000_000)


def test_row_50_whoever_names_another_city_has_everything_moved_to_its_clocks(stage):
    talk = Talk(stage, language="en")
    for said in ("/start", "[Yes, let's start]", "May 1998", "[I'd like a mentor]", "[New Neighbors]", "Amina",
                 "[Find work]", "[Meet people]", "[Done]", "nurse"):  # fmt: skip
        talk.presses(said.strip("[]")) if said.startswith("[") else talk.says(said)
    talk.says("Lyon, France")
    (moved,) = [effect for effect in talk.turn_effects if isinstance(effect, MoveTo)]
    assert moved.zone == "Europe/Paris"
    talk.says("back")
    talk.says("Lyon, France")
    assert not [effect for effect in talk.turn_effects if isinstance(effect, MoveTo)], "nobody moves who stays"
    talk.says("back")
    talk.says("Osaka, Japan")
    (moved,) = [effect for effect in talk.turn_effects if isinstance(effect, MoveTo)]
    assert moved.zone == "Asia/Tokyo"
