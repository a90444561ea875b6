"""What is scheduled comes back once, when it is due."""

from __future__ import annotations

from dataclasses import replace

from bot.words.effects.sending import Schedule, Unschedule
from tests.storage.given import AMINA_ARRIVES, DAY, DUE, NOW, SECOND


async def test_due_things_are_taken_oldest_first_and_only_once(store):
    things = [replace(DUE, key=f"d{number}", at=NOW - number * SECOND) for number in range(700)]
    await store.write(lambda s: s.carry_out([*AMINA_ARRIVES, *map(Schedule, things)], NOW))
    first = await store.write(lambda s: s.due(NOW, 650))
    second = await store.write(lambda s: s.due(NOW, 650))
    assert [*first, *second] == things[::-1]
    assert await store.write(lambda s: s.due(NOW, 650)) == []


async def test_nothing_is_due_before_its_time(store):
    await store.write(lambda s: s.carry_out([*AMINA_ARRIVES, Schedule(DUE)], NOW))
    assert await store.read(lambda s: s.next_due()) == DUE.at
    assert await store.write(lambda s: s.due(DUE.at - SECOND, 9)) == []
    assert await store.write(lambda s: s.due(DUE.at, 9)) == [DUE]
    assert await store.read(lambda s: s.next_due()) is None


async def test_scheduling_again_replaces_and_unscheduling_drops(store):
    moved = replace(DUE, at=NOW + 2 * DAY)
    await store.write(lambda s: s.carry_out([*AMINA_ARRIVES, Schedule(DUE), Schedule(moved)], NOW))
    assert await store.read(lambda s: s.next_due()) == moved.at
    await store.write(lambda s: s.carry_out([Schedule(DUE), Unschedule(DUE.key)], NOW))
    assert await store.read(lambda s: s.next_due()) is None


async def test_what_is_planned_for_people_is_seen_and_stays(store):
    later = replace(DUE, key="later", at=DUE.at + DAY)
    await store.write(lambda s: s.carry_out([*AMINA_ARRIVES, Schedule(later), Schedule(DUE)], NOW))
    assert await store.read(lambda s: s.planned([DUE.person, 987])) == [DUE, later]
    assert await store.read(lambda s: s.planned([987])) == await store.read(lambda s: s.planned([])) == []
    assert await store.write(lambda s: s.due(DUE.at, 9)) == [DUE]
