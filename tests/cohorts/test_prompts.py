"""Prompts come at the hour of the cohort's zone, each once; after downtime the newest alone, and none too late."""

from __future__ import annotations

import datetime as dt
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.doings.cohorts import Cohorts, planned, told_of
from bot.doings.rooms import of_rooms
from bot.words.cohorts import Cohort
from bot.words.desk import Desk, Look, Staff
from bot.words.effects.desk import SaveCohort
from bot.words.effects.sending import Schedule
from bot.words.localtime import zone_of
from bot.words.messages import Address, Say
from bot.words.ports import GaveUp
from bot.words.turns import Scene
from storage import open_store
from tests.doings.world import HandClock
from tests.storage.conftest import postgres_server, postgres_url, sqlite_file, url

__all__ = ["postgres_server", "postgres_url", "sqlite_file", "url"]

KEY = bytes(range(32))
BEGIN = dt.datetime(2026, 3, 27, 6, 0, tzinfo=dt.timezone.utc)
ROOM = Address("slack", "T1/C1")
NOBODY = Scene(Address("", ""))
SPRING = Cohort(
    701, "new_neighbors", "Spring", dt.date(2026, 3, 27), "slack", "es", "Europe/Madrid", 1, BEGIN, "open", ROOM
)


class Desk701:
    """One cohort on a real database, and a clock that is set by hand."""

    def __init__(self, store, clock, stage):
        self.store, self.clock = store, clock
        self.seen: set[int] = set()
        self.cohorts = Cohorts(store, clock, stage.programs, stage.speech)

    async def goes_to(self, day: int, hour: int) -> None:
        """To this hour of this day of the training in Madrid, without having run meanwhile; then whatever is due."""
        at = dt.datetime(2026, 3, 27, hour, tzinfo=zone_of("Europe/Madrid")) + dt.timedelta(days=day - 1)
        at = at.replace(hour=hour)
        self.clock.advance(seconds=(at - self.clock.now()).total_seconds())
        for due in await self.store.write(lambda session: session.due(self.clock.now(), 100)):
            await self.cohorts.work(due)

    async def sent(self) -> list[str]:
        """What waits to be sent and was not seen before."""
        found = await self.store.write(lambda session: session.claim(self.clock.now() + dt.timedelta(1), 100))
        assert {one.address for one in found} <= {ROOM}
        fresh = [one for one in found if one.id not in self.seen]
        self.seen |= {one.id for one in fresh}
        return [one.content.text for one in fresh if isinstance(one.content, Say)]

    async def kept(self) -> dict[str, str]:
        cohort = (await self.store.read(lambda s: s.desk(Look(cohort=701), NOBODY, BEGIN))).cohorts[0].cohort
        return {key: told["what"] for key, told in cohort.prompts.items()}


@pytest.fixture
async def desk(url, neighbors):
    @asynccontextmanager
    async def opened():
        store = await open_store(url, KEY)
        await store.write(lambda session: session.carry_out([SaveCohort(SPRING)], BEGIN))
        desk = Desk701(store, HandClock(BEGIN), neighbors)
        await desk.cohorts.plan()
        yield desk
        await store.close()

    async with opened() as desk:
        yield desk


async def test_each_comes_at_its_hour_in_the_language_of_the_cohort_and_once(desk):
    await desk.goes_to(1, 9)
    assert await desk.sent() == []
    await desk.goes_to(1, 10)
    (first,) = await desk.sent()
    assert first.startswith("¡Les damos la bienvenida!")
    await desk.cohorts.plan()
    await desk.goes_to(1, 11)
    assert await desk.kept() == {"1@10:00": "sent"}
    assert await desk.sent() == []


async def test_the_hour_is_the_one_on_the_wall_also_when_the_clocks_change(desk, neighbors):
    """On March 29, 2026 the clocks in Madrid go forward."""
    at = {key: when for key, when, _ in planned(SPRING, neighbors.programs["new_neighbors"].cohort)}
    assert at["1@10:00"].hour == 9
    assert at["4@18:00"].hour == 16


async def test_after_downtime_the_newest_alone_comes_and_what_is_too_late_is_noted(desk):
    await desk.goes_to(8, 20)
    (only,) = await desk.sent()
    assert only.startswith("Un caso para comentar")
    assert await desk.kept() == {"1@10:00": "dropped", "4@18:00": "dropped", "8@18:00": "sent"}


async def test_what_is_later_than_a_day_is_dropped_altogether_and_the_rest_goes_on(desk):
    await desk.goes_to(10, 20)
    assert await desk.sent() == []
    assert set((await desk.kept()).values()) == {"dropped"}
    await desk.goes_to(12, 18)
    assert len(await desk.sent()) == 1


async def test_one_that_has_ended_says_nothing_more(desk):
    await desk.store.write(lambda session: session.carry_out([SaveCohort(replace(SPRING, status="ended"))], BEGIN))
    await desk.goes_to(1, 10)
    assert await desk.sent() == []


def test_who_made_it_hears_of_it_as_long_as_they_may_then_the_coordinators_then_the_admins():
    mine, other, admin = (
        Staff(1, "coordinator", "new_neighbors", BEGIN),
        Staff(2, "coordinator", "new_neighbors", BEGIN),
        Staff(3, "admin", "", BEGIN),
    )
    elsewhere = Staff(1, "coordinator", "first_year", BEGIN)
    assert told_of(Desk(staff=(mine, other, admin)), SPRING) == [1]
    assert told_of(Desk(staff=(elsewhere, other, admin)), SPRING) == [2]
    assert told_of(Desk(staff=(elsewhere, admin)), SPRING) == [3]


async def test_a_prompt_that_does_not_get_there_is_sent_once_it_can_be(desk):
    await desk.goes_to(1, 10)
    now = desk.clock.now()

    def fail(session):
        (delivery,) = session.claim(now, 10)
        gone = GaveUp(delivery, "gone", now)
        session.finish([gone])
        effects = of_rooms([gone], session, now)
        session.carry_out(effects, now)
        return [effect.due.subject for effect in effects if isinstance(effect, Schedule)]

    assert await desk.store.write(fail) == ["701/trouble"], "the coordinators hear of it"
    assert await desk.kept() == {}
    await desk.cohorts.plan()
    await desk.goes_to(1, 14)
    assert len(await desk.sent()) == 1
    assert await desk.kept() == {"1@10:00": "sent"}
