"""Cohorts are found by program, room, code and member; what someone asked goes with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.words.cohorts import Cohort, Question
from bot.words.desk import Look
from bot.words.effects.desk import JoinCohort, SaveCohort, SaveQuestion
from bot.words.effects.people import Erase
from bot.words.messages import Address
from bot.words.turns import Scene
from tests.storage.given import AMINA_ARRIVES, AMINA_CHAT, BEN_ARRIVES, BEN_CHAT, DAY, NOW

NOBODY = Scene(Address("", ""))
ROOM = Address("slack", "T1/C1")
SPRING = Cohort(
    701, "first-job", "Spring volunteers", dt.date(2026, 4, 1), "slack", "en", "Europe/Paris", 1, NOW, "open", ROOM
)
WAITING = Cohort(
    702, "first-job", "Autumn", dt.date(2026, 9, 1), "telegram", "es", "UTC", None, NOW + DAY, "waiting", code="k7m2p9"
)
ASKED = Question(801, 701, NOW, "What if they do not answer?", "Ben", "C1:1.1")


async def _keep(store, *effects):
    await store.write(lambda s: s.carry_out(effects, NOW))


async def _seen(store, look):
    return await store.write(lambda s: s.desk(look, NOBODY, NOW))


async def test_a_cohort_is_found_by_program_room_code_and_id_as_it_was_written(store):
    told = replace(SPRING, prompts={"1": {"what": "sent", "ref": "C1:1.1"}}, link="https://x", trouble="gone")
    await _keep(store, SaveCohort(told), SaveCohort(WAITING))
    names = [one.cohort.name for one in (await _seen(store, Look(cohorts=("first-job",)))).cohorts]
    assert names == ["Autumn", "Spring volunteers"], "the newest first"
    assert (await _seen(store, Look(cohort=701))).cohorts[0].cohort == told
    assert (await _seen(store, Look(room=ROOM))).cohorts[0].cohort == told
    assert (await _seen(store, Look(cohort_code="K7M2P9"))).cohorts[0].cohort == WAITING
    assert (await _seen(store, Look(cohort_code="zzzzzz"))).cohorts == ()
    rooms = await store.read(lambda s: s.rooms([ROOM, Address("slack", "T1/C2")]))
    assert rooms == {ROOM: [told]}


async def test_members_come_and_go_and_are_seen_by_name(store):
    await _keep(store, *AMINA_ARRIVES, *BEN_ARRIVES, SaveCohort(SPRING), JoinCohort(701, 1), JoinCohort(701, 2))
    seen = await _seen(store, Look(cohorts_of=2))
    assert seen.cohorts[0].members == (1, 2)
    assert {1, 2} <= seen.cards.keys()
    await _keep(store, JoinCohort(701, 2, joins=False))
    assert (await _seen(store, Look(cohorts_of=2))).cohorts == ()
    assert (await _seen(store, Look(cohort=701))).cohorts[0].members == (1,)


async def test_questions_stand_newest_first_and_keep_who_asked_when_answered(store):
    await _keep(store, *BEN_ARRIVES, SaveCohort(SPRING), SaveQuestion(ASKED, BEN_CHAT))
    later = replace(ASKED, id=802, asked_at=NOW + DAY, text="And then?")
    await _keep(store, SaveQuestion(later))
    await _keep(store, SaveQuestion(replace(ASKED, status="answered", answer="Wait a week.", answered_by="Ana")))
    gathered = (await _seen(store, Look(cohort=701))).cohorts[0]
    assert [one.text for one in gathered.questions] == ["And then?", "What if they do not answer?"]
    assert [one.id for one in gathered.unanswered] == [802]
    await _keep(store, Erase(2))
    assert [one.id for one in (await _seen(store, Look(cohort=701))).cohorts[0].questions] == [802]


async def test_whoever_is_erased_is_in_no_cohort_and_what_they_asked_in_that_moment_is_not_kept(store):
    await _keep(store, *AMINA_ARRIVES, SaveCohort(SPRING), JoinCohort(701, 1))
    await _keep(store, SaveQuestion(ASKED, AMINA_CHAT), JoinCohort(701, 1), Erase(1))
    gathered = (await _seen(store, Look(cohort=701))).cohorts[0]
    assert (gathered.members, gathered.questions, gathered.cohort.by) == ((), (), None)


async def test_who_wrote_in_a_room_is_known_by_their_own_address(store):
    await _keep(store, *BEN_ARRIVES)
    assert (await _seen(store, Look(asker=BEN_CHAT))).asking.person.id == 2
    assert (await _seen(store, Look(asker=Address("telegram", "999999")))).asking is None


async def test_ninety_days_after_its_end_nobody_is_in_a_cohort_and_nothing_asked_is_kept(store):
    ended = replace(SPRING, status="ended", ended_at=NOW)
    await _keep(store, *BEN_ARRIVES, SaveCohort(ended), JoinCohort(701, 2), SaveQuestion(ASKED, BEN_CHAT))
    await store.write(lambda s: s.retire(NOW + 89 * DAY))
    assert len((await _seen(store, Look(cohort=701))).cohorts[0].questions) == 1
    await store.write(lambda s: s.retire(NOW + 91 * DAY))
    gathered = (await _seen(store, Look(cohort=701))).cohorts[0]
    assert (gathered.cohort.name, gathered.members, gathered.questions) == ("Spring volunteers", (), ())
