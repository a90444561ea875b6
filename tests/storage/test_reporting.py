"""The facts of a report are those of the database, on both databases, and what did not change is not opened again."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from dataclasses import replace

from bot.words.effects.desk import LookAfter
from bot.words.effects.matches import SaveJourney, SaveMatch
from bot.words.effects.people import Erase, RecordConsent, SaveMembership
from bot.words.effects.sending import NoteRelayed
from bot.words.journeys import Journey
from bot.words.matches import Match
from bot.words.people import Consent
from bot.words.ports import Sent, Store
from tests.storage.given import (
    AMINA_TELLS,
    DAY,
    MATCH,
    MEMBERSHIP,
    NOW,
    SENA_ARRIVES,
    SENA_MENTORS,
    copy,
    delivery,
    relayed,
)

STEPS = {
    "arrive": {"mentee": {"sent": "2026-03-02", "did": "done"}, "mentor": {"sent": "2026-03-02", "did": "done"}},
    "goal": {"mentee": {"sent": "2026-03-09", "did": "later"}, "mentor": {"sent": "2026-03-09"}},
}
KEPT = {
    "introduced_on": "2026-03-01",
    "meetings": [
        {"day": 5, "on": "2026-03-06", "by": "mentee", "said": "met"},
        {"day": 6, "on": "2026-03-07", "by": "mentor", "said": "not_yet"},
    ],
    "check_ins": [{"day": 14, "mentee": 8, "mentor": None}, {"day": 30, "mentor": "late"}],
    "farewell": {"mentee": {"along": "words"}},
    "held_back": True,
}
OPEN = replace(MATCH, status="open")
JOURNEY = Journey(MATCH.id, "first-job", "v1", dt.date(2026, 3, 2), "study", shift=3, steps=STEPS, kept=KEPT)


async def _given(store: Store, *effects) -> None:
    await store.write(lambda session: session.carry_out([*AMINA_TELLS, *SENA_ARRIVES, *effects], NOW))


async def test_facts_say_who_came_who_takes_part_and_how_the_pair_walks(store: Store) -> None:
    agreed = RecordConsent(Consent(1, "onboarding", "v1", given=True, at=NOW))
    await _given(store, SaveMatch(OPEN), SaveJourney(JOURNEY), LookAfter(MATCH.id, 3), agreed)

    facts = await store.read(lambda session: session.facts("first-job", NOW))

    assert [(one.person, one.came, one.consented, one.adult, one.language) for one in facts.newcomers] == [
        (1, NOW.date(), True, True, "en"),
        (3, NOW.date(), False, True, "tr"),
    ]
    assert {(one.person, one.role, one.trained) for one in facts.members} == {(1, "mentee", False), (3, "mentor", True)}
    (pair,) = facts.pairs
    assert (pair.mentee, pair.mentor, pair.status, pair.owner, pair.ended_on) == (1, 3, "open", 3, None)
    assert pair.introduced_on == dt.date(2026, 3, 1)
    assert pair.course.steps == (
        ("arrive", "2026-03-02", "done", "2026-03-02", "done"),
        ("goal", "2026-03-09", "later", "2026-03-09", ""),
    )
    assert pair.course.meetings == ((5, "2026-03-06", "mentee"),)
    assert pair.course.check_ins == ((14, 8, None), (30, None, None))
    assert pair.course.kept == {"introduced_on": "2026-03-01", "held_back": True}
    assert (pair.course.track, pair.course.shift) == ("study", 3)


async def test_another_program_has_none_of_it(store: Store) -> None:
    await _given(store, SaveMatch(OPEN), SaveJourney(JOURNEY))

    facts = await store.read(lambda session: session.facts("elsewhere", NOW))

    assert (facts.newcomers, facts.members, facts.pairs, dict(facts.heard)) == ((), (), (), {})


async def test_a_program_without_steps_keeps_its_meetings_in_the_match(store: Store) -> None:
    await _given(store, SaveMatch(replace(OPEN, told={"kept": KEPT})))

    (pair,) = (await store.read(lambda session: session.facts("first-job", NOW))).pairs

    assert pair.course.meetings == ((5, "2026-03-06", "mentee"),)


async def test_what_changed_is_read_anew_and_what_did_not_is_the_very_same(store: Store) -> None:
    other = Match(32, "first-job", 1, 3, "ended", NOW, NOW, reason="no-time", by="mentor")
    walked = Journey(32, "first-job", "v1", dt.date(2026, 3, 2), status="ended")
    await _given(store, SaveMatch(OPEN), SaveJourney(JOURNEY), SaveMatch(other), SaveJourney(walked))
    before = await store.read(lambda session: session.facts("first-job", NOW))
    passed = replace(MEMBERSHIP, record={"tags": ["Night"], "checks": {"id": {"outcome": "passed"}}})
    changed = replace(JOURNEY, kept={**KEPT, "check_ins": [{"day": 14, "mentee": 2, "mentor": 9}]})
    await store.write(lambda session: session.carry_out([SaveJourney(changed), SaveMembership(passed)], NOW + DAY))

    after = await store.read(lambda session: session.facts("first-job", NOW + DAY, before))

    whole = await store.read(lambda session: session.facts("first-job", NOW + DAY))
    assert after == whole
    assert after.pairs[0].course.check_ins == ((14, 2, 9),)
    assert after.pairs[1].course is before.pairs[1].course
    by_person = {one.person: one for one in after.members}
    assert by_person[1].tags == {"night"}
    assert by_person[1].checks == {"id"}
    assert by_person[3] is next(one for one in before.members if one.person == 3)


async def test_messages_are_counted_by_week_once_the_week_is_over_and_again_without_harm(store: Store) -> None:
    await _given(store, SaveMatch(OPEN))
    ours = [delivery(900 + at) for at in range(3)]
    theirs = [copy(700, "a"), copy(701, "b"), copy(702, "c", sender=3)]
    notes = [NoteRelayed(relayed(700, "m1")), NoteRelayed(relayed(701, "m1")), NoteRelayed(relayed(702, "m2", 3))]

    def write(session) -> None:
        for one in [*ours, *theirs]:
            leased = session.queue([one], NOW)
            session.finish([Sent(each, f"r{each.id}", NOW) for each in leased])
        session.carry_out(notes, NOW)

    await store.write(write)
    # NOW is a Sunday: its week is over on the next day.
    assert (await store.read(lambda session: session.count_week(NOW))).week == _week(NOW) - 4
    await _count_all(store, NOW)
    assert not (await store.read(lambda session: session.facts("first-job", NOW))).heard
    await _count_all(store, NOW + DAY)
    counted = await store.read(lambda session: session.facts("first-job", NOW))
    await store.write(lambda session: session.keep_week(_again(_week(NOW)), is_last=False))
    again = await store.read(lambda session: session.facts("first-job", NOW))

    assert counted.heard[1].first == dt.date(2026, 2, 23)
    assert list(counted.heard[1].counts) == [3]
    assert {side: list(one.counts) for side, one in counted.pairs[0].wrote.items()} == {"mentee": [1], "mentor": [1]}
    assert counted.tallied_until == dt.date(2026, 3, 2)
    assert again == counted


async def test_a_later_week_is_added_behind_the_earlier_ones(store: Store) -> None:
    await _given(store, SaveMatch(OPEN))
    for week, count in ((2930, 7), (2933, 400)):
        await store.write(lambda session, w=week, c=count: session.keep_week(_again(w, c), is_last=True))

    heard = (await store.read(lambda session: session.facts("first-job", NOW))).heard[1]

    assert list(heard.counts) == [7, 0, 0, 255]


async def test_who_is_erased_leaves_no_count(store: Store) -> None:
    await _given(store, SaveMatch(OPEN), SaveJourney(JOURNEY))
    await store.write(lambda session: session.keep_week(_again(2930), is_last=True))

    await store.write(lambda session: session.carry_out([Erase(1)], NOW))

    facts = await store.read(lambda session: session.facts("first-job", NOW))
    assert not facts.heard
    assert [(one.mentee, dict(one.wrote), one.course.steps) for one in facts.pairs] == [(0, {}, ())]
    assert [one.person for one in facts.members] == [SENA_MENTORS.person]


def _week(at: dt.datetime) -> int:
    return (at.date() - dt.date(1970, 1, 5)).days // 7


def _again(week: int, count: int = 3):
    from bot.words.reports import WeekCounts

    return WeekCounts(week, {("heard", 1): count, ("mentee", MATCH.id): 1})


async def _count_all(store: Store, now: dt.datetime) -> None:
    while (counted := await store.read(lambda session: session.count_week(now))) is not None:
        await store.write(lambda session, one=counted: session.keep_week(one, is_last=True))


async def test_while_a_report_is_read_everyone_else_goes_on_reading_and_writing(store: Store) -> None:
    await _given(store, SaveMatch(OPEN), SaveJourney(JOURNEY))
    reading, may_go_on = threading.Event(), threading.Event()

    def slowly(session) -> int:
        reading.set()
        assert may_go_on.wait(20)
        return len(session.facts("first-job", NOW).pairs)

    long = asyncio.create_task(store.read(slowly, is_long=True))
    assert await asyncio.to_thread(reading.wait, 20)
    meanwhile = await store.read(lambda session: len(session.facts("first-job", NOW).pairs))
    await store.write(lambda session: session.carry_out([SaveMatch(replace(OPEN, status="ended"))], NOW))
    may_go_on.set()
    assert (meanwhile, await long) == (1, 1)
