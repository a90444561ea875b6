"""What a turn is given to look at, and how what it wished for is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.words.effects.people import LiftRefusal, RefuseAge, SaveAddress, SaveMembership, SavePerson, SaveRun
from bot.words.errors import StorageError
from bot.words.messages import Address
from bot.words.people import Membership
from bot.words.ports import Received
from bot.words.turns import Scene
from tests.storage.given import (
    AMINA,
    AMINA_ARRIVES,
    AMINA_CHAT,
    AMINA_SLACK,
    AMINA_TELLS,
    BEN_ARRIVES,
    BEN_CHAT,
    MEMBERSHIP,
    NOW,
    RUN,
    SECOND,
    typed,
)

STRANGER = Address("telegram", "9")


async def test_a_stranger_has_an_empty_scene(store):
    assert await store.read(lambda s: s.scenes([STRANGER])) == {STRANGER: Scene(STRANGER)}


async def test_everything_told_comes_back_the_same(store):
    await store.write(lambda s: s.carry_out(AMINA_TELLS, NOW))
    scene = Scene(AMINA_CHAT, AMINA, run=RUN, memberships=(MEMBERSHIP,))
    assert await store.read(lambda s: s.scenes([AMINA_CHAT])) == {AMINA_CHAT: scene}
    assert await store.read(lambda s: s.scenes_of([1])) == {1: scene}


async def test_what_is_wished_later_in_a_batch_wins(store):
    later = replace(RUN, open="seats", answers={})
    renamed = replace(AMINA, name="", adult=None, active=False)
    await store.write(lambda s: s.carry_out([*AMINA_TELLS, SavePerson(renamed), SaveRun(later)], NOW))
    scene = (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT]
    assert (scene.person, scene.run) == (renamed, later)


async def test_the_order_of_wishes_within_a_turn_does_not_matter(store):
    await store.write(lambda s: s.carry_out(AMINA_TELLS[::-1], NOW))
    assert (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].run == RUN


async def test_only_an_open_run_is_in_the_scene_and_of_several_the_last_touched(store):
    done = replace(RUN, id=12, status="done", open=None, touched_at=NOW + 9 * SECOND)
    newer = replace(RUN, id=13, touched_at=NOW + 5 * SECOND)
    await store.write(lambda s: s.carry_out([*AMINA_TELLS, SaveRun(done), SaveRun(newer)], NOW))
    scene = (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT]
    assert scene.run == newer
    assert scene.memberships == (MEMBERSHIP,)


async def test_a_membership_replaces_the_one_of_the_same_program_and_role(store):
    stopped = Membership(22, 1, "first-job", "mentee", "stopped", {}, NOW + SECOND)
    mentor = Membership(23, 1, "first-job", "mentor", "waiting", {"seats": 2}, NOW + 2 * SECOND)
    await store.write(lambda s: s.carry_out(AMINA_TELLS, NOW))
    await store.write(lambda s: s.carry_out([SaveMembership(mentor), SaveMembership(stopped)], NOW))
    scene = (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT]
    assert scene.memberships == (stopped, mentor)


async def test_a_person_is_found_at_the_address_they_last_wrote_from(store):
    await store.write(lambda s: s.carry_out([*AMINA_ARRIVES, *BEN_ARRIVES], NOW))
    await store.write(lambda s: s.carry_out([SaveAddress(AMINA_SLACK, 1)], NOW + SECOND))
    assert (await store.read(lambda s: s.scenes_of([1, 2, 3])))[1].address == AMINA_SLACK

    def writes_on_telegram(session):
        session.scenes([AMINA_CHAT])
        session.record([Received(typed("k"), 1, "done")], NOW + 2 * SECOND)

    await store.write(writes_on_telegram)
    found = await store.read(lambda s: s.scenes_of([1, 2, 3]))
    assert {person: scene.address for person, scene in found.items()} == {1: AMINA_CHAT, 2: BEN_CHAT}


async def test_an_address_found_blocked_says_so_until_it_is_back(store):
    await store.write(lambda s: s.carry_out([*AMINA_ARRIVES, SaveAddress(AMINA_CHAT, 1, reachable=False)], NOW))
    assert not (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].reachable
    await store.write(lambda s: s.carry_out([SaveAddress(AMINA_CHAT, 1)], NOW))
    assert (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].reachable


async def test_someone_turned_away_is_a_stranger_with_a_date(store):
    lift = dt.date(2027, 5, 1)
    await store.write(lambda s: s.carry_out([RefuseAge(STRANGER, lift)], NOW))
    assert (await store.read(lambda s: s.scenes([STRANGER])))[STRANGER] == Scene(STRANGER, lift=lift)
    await store.write(lambda s: s.carry_out([LiftRefusal(STRANGER)], NOW))
    assert (await store.read(lambda s: s.scenes([STRANGER])))[STRANGER] == Scene(STRANGER)


async def test_a_thousand_scenes_load_at_once(store):
    addresses = [Address("telegram", str(number)) for number in range(1_000)]
    wishes = [
        wish
        for number, address in enumerate(addresses[::2], start=1)
        for wish in (SavePerson(replace(AMINA, id=number)), SaveAddress(address, number))
    ]
    await store.write(lambda s: s.carry_out(wishes, NOW))
    found = await store.read(lambda s: s.scenes(addresses))
    assert set(found) == set(addresses)
    assert all(found[address].address == address for address in addresses)
    assert sum(scene.person is not None for scene in found.values()) == 500


async def test_something_kept_for_nobody_is_refused_whole(store):
    with pytest.raises(StorageError):
        await store.write(lambda s: s.carry_out([*BEN_ARRIVES, SaveRun(RUN)], NOW))
    assert (await store.read(lambda s: s.scenes([BEN_CHAT])))[BEN_CHAT].person is None
