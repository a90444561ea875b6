"""What a matching round looks at is whole, and of what it found only what still fits is written."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.words.effects.matches import KeepApart, SaveMatch
from bot.words.effects.people import Erase, SaveAddress, SaveMembership, SavePerson
from bot.words.matches import Match, Member
from bot.words.messages import Address
from bot.words.people import Membership
from tests.storage.given import (
    AMINA,
    AMINA_CHAT,
    AMINA_SLACK,
    AMINA_TELLS,
    BEN,
    BEN_ARRIVES,
    BEN_CHAT,
    DAY,
    MATCH,
    MEMBERSHIP,
    NOW,
    SECOND,
    SENA,
    SENA_ARRIVES,
    SENA_CHAT,
    SENA_MENTORS,
    TIED,
)

BEN_LEARNS = replace(MEMBERSHIP, id=22, person=2)
HELD = replace(MATCH, status="held")


async def _write(store, *effects, now=NOW):
    await store.write(lambda s: s.carry_out(effects, now))


async def _propose(store, *proposed):
    return await store.write(lambda s: s.propose(proposed, NOW))


async def test_a_pool_holds_everyone_with_all_their_addresses(store):
    stopped = replace(BEN_LEARNS, status="stopped")
    elsewhere = Membership(24, 3, "new-city", "mentee", "waiting", {}, NOW)
    await _write(store, *AMINA_TELLS, *SENA_ARRIVES, *BEN_ARRIVES, SaveMembership(stopped), SaveMembership(elsewhere))
    later = [SaveAddress(AMINA_SLACK, 1, reachable=False), SaveAddress(BEN_CHAT, 2, reachable=False)]
    await _write(store, *later, now=NOW + SECOND)
    pool = await store.read(lambda s: s.pool("first-job"))
    assert pool.program == "first-job"
    assert pool.members == (
        Member(AMINA, MEMBERSHIP, reachable=True, addresses=(AMINA_SLACK, AMINA_CHAT)),
        Member(BEN, stopped, reachable=False, addresses=(BEN_CHAT,)),
        Member(SENA, SENA_MENTORS, reachable=True, addresses=(SENA_CHAT,)),
    )
    assert (await store.read(lambda s: s.pool("nowhere"))).members == ()


async def test_a_pool_tells_apart_what_goes_on_what_is_past_and_what_is_elsewhere(store):
    ended = replace(MATCH, id=32, status="ended", reason="done", by="mentee")
    dropped = replace(MATCH, id=33, status="dropped", reason="declined", by="mentor")
    other = replace(MATCH, id=34, program="new-city", status="open")
    strangers = [SavePerson(replace(BEN, id=8)), SavePerson(replace(BEN, id=9))]
    theirs = replace(MATCH, id=35, program="new-city", mentee=8, mentor=9)
    over = replace(other, id=36, status="ended")
    await _write(store, *TIED, *strangers, *map(SaveMatch, (ended, dropped, other, theirs, over)))
    pool = await store.read(lambda s: s.pool("first-job"))
    bare = {"points": None, "told": {}}
    assert pool.matches == (MATCH,)
    assert pool.past == (replace(ended, **bare), replace(dropped, **bare))
    assert pool.elsewhere == (replace(other, **bare),)


async def test_what_fits_is_written_as_it_was_found(store):
    await _write(store, *AMINA_TELLS, *SENA_ARRIVES, *BEN_ARRIVES, SaveMembership(BEN_LEARNS))
    found = [HELD, replace(HELD, id=32, mentee=2)]
    assert await _propose(store, *found) == found
    assert await store.read(lambda s: s.matches([31, 32])) == {one.id: one for one in found}


@pytest.mark.parametrize(
    "meanwhile",
    [
        [Erase(1)],
        [Erase(3)],
        [SaveMembership(replace(MEMBERSHIP, status="stopped"))],
        [SaveMembership(replace(SENA_MENTORS, status="stopped"))],
        [SavePerson(replace(AMINA, active=False))],
        [SavePerson(replace(SENA, active=False))],
        [SaveAddress(AMINA_CHAT, 1, reachable=False)],
        [SaveAddress(SENA_CHAT, 3, reachable=False)],
        [KeepApart(3, 1, "blocked")],
        [SaveMembership(replace(SENA_MENTORS, profile={"seats": 0}))],
        [SaveMatch(replace(MATCH, status="open"))],
        [SaveMatch(replace(MATCH, mentor=2, status="spare"))],
        [SaveMatch(replace(MATCH, mentee=3, mentor=1, status="offered"))],
        [SaveMatch(replace(MATCH, id=id, mentee=2, status="paused")) for id in (91, 92)],
    ],
)
async def test_what_changed_meanwhile_leaves_nothing_written(store, meanwhile):
    await _write(store, *AMINA_TELLS, *SENA_ARRIVES, *BEN_ARRIVES)
    await _write(store, *meanwhile)
    assert await _propose(store, replace(HELD, id=77)) == []
    assert await store.read(lambda s: s.matches([77])) == {}


@pytest.mark.parametrize(
    "meanwhile",
    [
        [SaveMatch(replace(MATCH, status="ended"))],
        [SaveMatch(replace(MATCH, status="dropped"))],
        [SaveMatch(replace(MATCH, program="new-city", status="open"))],
        [SaveMatch(replace(MATCH, id=id, mentee=2, status="spare")) for id in (91, 92)],
        [SaveMatch(replace(MATCH, id=91, mentee=2, status="open"))],
        [SaveMembership(replace(SENA_MENTORS, profile={}))],
    ],
)
async def test_what_speaks_not_against_it_does_not_prevent_it(store, meanwhile):
    await _write(store, *AMINA_TELLS, *SENA_ARRIVES, *BEN_ARRIVES)
    await _write(store, *meanwhile)
    assert await _propose(store, replace(HELD, id=77)) == [replace(HELD, id=77)]


async def test_nobody_is_proposed_to_themselves_or_in_a_role_they_do_not_have(store):
    await _write(store, *AMINA_TELLS, *SENA_ARRIVES)
    self, turned = replace(HELD, mentor=1), replace(HELD, mentee=3, mentor=1)
    assert await _propose(store, self, turned, replace(HELD, program="new-city")) == []


async def test_a_mentee_may_get_several_of_one_round_and_none_of_the_next(store):
    await _write(store, *AMINA_TELLS, *SENA_ARRIVES, *BEN_ARRIVES)
    await _write(store, SaveMembership(replace(SENA_MENTORS, id=29, person=2)))
    both = [replace(HELD, rank=1), replace(HELD, id=32, mentor=2, rank=2)]
    assert await _propose(store, *both, replace(HELD, id=33)) == both
    assert await _propose(store, replace(HELD, id=34, mentor=2)) == []


ROUNDS = st.lists(st.tuples(st.integers(1, 4), st.integers(5, 7), st.sampled_from(["held", "spare"])), max_size=14)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(ROUNDS, min_size=1, max_size=3), seats=st.lists(st.integers(0, 3), min_size=3, max_size=3))
async def test_no_round_overfills_a_mentor_or_proposes_twice(sqlite_store, rounds, seats):
    program = f"program {next(_PROGRAMS)}"
    places = list(enumerate(seats, 5))
    joins = [SaveMembership(_member(person, program, "mentee", {})) for person in range(1, 5)]
    joins += [SaveMembership(_member(person, program, "mentor", {"seats": count})) for person, count in places]
    people = [SavePerson(replace(BEN, id=person)) for person in range(1, 8)]
    people += [SaveAddress(Address("telegram", f"p{person}"), person) for person in range(1, 8)]
    await _write(sqlite_store, *people, *joins)
    pairs, mentees = set(), set()
    for proposed in rounds:
        found = [
            Match(next(_PROGRAMS) + 1_000, program, mentee, mentor, status, NOW, NOW)
            for mentee, mentor, status in proposed
        ]
        written = await _propose(sqlite_store, *found)
        assert written == [one for one in found if one in written]
        assert not mentees & {one.mentee for one in written}
        assert not pairs & {(one.mentee, one.mentor) for one in written}
        assert len({(one.mentee, one.mentor) for one in written}) == len(written)
        mentees |= {one.mentee for one in written}
        pairs |= {(one.mentee, one.mentor) for one in written}
    pool = await sqlite_store.read(lambda s: s.pool(program))
    for mentor, count in places:
        assert sum(one.mentor == mentor and one.status == "held" for one in pool.matches) <= count
    if rounds[0] and all(seats):
        assert pool.matches


def _member(person, program, role, profile):
    return Membership(next(_PROGRAMS) + 1_000, person, program, role, "waiting", profile, NOW + DAY)


_PROGRAMS = itertools.count(1)
