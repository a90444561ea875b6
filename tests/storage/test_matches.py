"""What two people see of their match, and how it is kept, changed and dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.words.effects.matches import DropProposals, KeepApart, SaveMatch
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson, SaveRun
from bot.words.matches import Tie
from bot.words.people import Membership
from tests.storage.given import (
    AMINA,
    AMINA_CHAT,
    AMINA_TELLS,
    BEN,
    BEN_ARRIVES,
    BEN_CHAT,
    DAY,
    MATCH,
    MEMBERSHIP,
    NOW,
    RUN,
    SECOND,
    SENA,
    SENA_ARRIVES,
    SENA_CHAT,
    SENA_MENTORS,
    SENA_SLACK,
    TIED,
)


async def _ties(store, address=AMINA_CHAT):
    return (await store.read(lambda s: s.scenes([address])))[address].ties


async def _keep(store, *effects, now=NOW):
    await store.write(lambda s: s.carry_out(effects, now))


async def _retire(store, now):
    while await store.write(lambda s: s.retire(now)):
        pass


async def test_each_of_the_two_sees_the_match_and_the_other(store):
    await _keep(store, *TIED)
    mentor = Tie(MATCH, SENA, SENA_CHAT, SENA_MENTORS, taken=1)
    mentee = Tie(MATCH, AMINA, AMINA_CHAT, MEMBERSHIP, taken=1)
    scenes = await store.read(lambda s: s.scenes([AMINA_CHAT, SENA_CHAT]))
    assert scenes[AMINA_CHAT].ties == (mentor,)
    assert scenes[SENA_CHAT].ties == (mentee,)
    found = await store.read(lambda s: s.scenes_of([1, 3]))
    assert (found[1].ties, found[3].ties) == ((mentor,), (mentee,))
    assert await store.write(lambda s: s.scenes([AMINA_CHAT])) == {AMINA_CHAT: scenes[AMINA_CHAT]}


async def test_a_change_is_kept_and_what_a_match_began_as_never_changes(store):
    await _keep(store, *TIED)
    opened = replace(MATCH, status="open", since=NOW + SECOND, told={"slots": ["2026-03-04T17:00"]}, by="mentor")
    await _keep(store, SaveMatch(MATCH), SaveMatch(replace(opened, created_at=NOW + DAY)))
    assert [tie.match for tie in await _ties(store)] == [opened]
    assert await store.read(lambda s: s.matches([MATCH.id, 99])) == {MATCH.id: opened}
    assert await store.write(lambda s: s.matches([MATCH.id])) == {MATCH.id: opened}


async def test_a_partner_is_shown_where_they_wrote_last_and_can_be_reached(store):
    await _keep(store, *TIED)
    await _keep(store, SaveAddress(SENA_SLACK, 3), now=NOW + SECOND)
    assert (await _ties(store))[0].address == SENA_SLACK
    await _keep(store, SaveAddress(SENA_SLACK, 3, reachable=False))
    assert (await _ties(store))[0].address == SENA_CHAT
    await _keep(store, SaveAddress(SENA_CHAT, 3, reachable=False))
    assert (await _ties(store))[0].address is None


async def test_a_partner_in_both_roles_is_shown_in_that_of_the_match(store):
    learns = Membership(24, 3, "first-job", "mentee", "waiting", {"goal": "law"}, NOW)
    elsewhere = Membership(25, 3, "new-city", "mentor", "waiting", {"seats": 9}, NOW)
    await _keep(store, *TIED, SaveMembership(learns), SaveMembership(elsewhere))
    assert [tie.membership for tie in await _ties(store)] == [SENA_MENTORS]
    other = replace(MATCH, id=32, program="third", created_at=NOW + SECOND)
    await _keep(store, SaveMatch(other))
    assert [tie.membership for tie in await _ties(store)] == [SENA_MENTORS, None]


async def test_taken_seats_are_those_of_the_mentor_in_that_program(store):
    more = [
        replace(MATCH, id=40 + place, mentee=2, status=status, created_at=NOW + place * SECOND)
        for place, status in enumerate(["held", "spare", "dropped", "ended", "paused"], 1)
    ]
    other = replace(MATCH, id=50, program="new-city", mentee=2, status="open", created_at=NOW + 9 * SECOND)
    await _keep(store, *TIED, *BEN_ARRIVES, *(SaveMatch(one) for one in [*more, other]))
    assert [(tie.match.id, tie.taken) for tie in await _ties(store)] == [(31, 3)]
    assert [(tie.match.id, tie.taken) for tie in await _ties(store, SENA_CHAT)] == [
        (31, 3),
        (41, 3),
        (42, 3),
        (44, 3),
        (45, 3),
        (50, 1),
    ]


async def test_what_was_dropped_is_gone_at_once_and_what_ended_after_thirty_days_with_its_words(store):
    dropped = replace(MATCH, id=32, status="dropped", reason="declined")
    ended = replace(MATCH, status="ended", reason="done", by="mentee", since=NOW + DAY)
    await _keep(store, *TIED, SaveMatch(dropped), SaveMatch(ended))
    await _retire(store, NOW + 30 * DAY)
    assert [tie.match for tie in await _ties(store)] == [ended]
    await _retire(store, NOW + 31 * DAY)
    assert await _ties(store) == ()
    bare = {"points": None, "told": {}}
    assert await store.read(lambda s: s.matches([31, 32])) == {31: replace(ended, **bare), 32: replace(dropped, **bare)}


async def test_what_goes_on_is_never_forgotten(store):
    opened = replace(MATCH, status="open")
    await _keep(store, *TIED, SaveMatch(opened))
    await _retire(store, NOW + 900 * DAY)
    assert [tie.match for tie in await _ties(store)] == [opened]


async def test_many_runs_memberships_and_ties_do_not_multiply(store):
    runs = [replace(RUN, id=60 + place, touched_at=NOW + place * SECOND) for place in range(3)]
    mentor = Membership(26, 1, "new-city", "mentor", "waiting", {"seats": 2}, NOW + SECOND)
    people = [SavePerson(replace(BEN, id=100 + place)) for place in range(4)]
    matches = [
        replace(MATCH, id=70 + place, mentee=100 + place, mentor=1, program="new-city", rank=place)
        for place in range(4)
    ]
    wishes = [*TIED, *map(SaveRun, runs), SaveMembership(mentor), *people, *map(SaveMatch, matches)]
    await _keep(store, *wishes, SaveAddress(SENA_SLACK, 1))
    scenes = await store.read(lambda s: s.scenes([AMINA_CHAT, SENA_SLACK]))
    for scene in scenes.values():
        assert scene.run == runs[2]
        assert scene.parked == (runs[1], RUN, runs[0])
        assert scene.memberships == (MEMBERSHIP, mentor)
        assert [tie.match for tie in scene.ties] == [*matches[:2], MATCH, *matches[2:]]
        assert [tie.partner.id for tie in scene.ties] == [100, 101, 3, 102, 103]


async def test_other_proposals_are_dropped_but_not_the_one_picked_nor_what_goes_on(store):
    at = {"created_at": NOW, "mentee": 1}
    kept = [
        replace(MATCH, id=31, status="asked"),
        replace(MATCH, id=32, mentor=2, status="held"),
        replace(MATCH, id=33, mentor=2, status="open"),
        replace(MATCH, id=34, mentor=2, program="new-city"),
        replace(MATCH, id=35, mentee=2, mentor=3),
    ]
    fresh = replace(MATCH, id=36, mentor=2, status="spare", **at)
    later = replace(MATCH, id=37, mentor=2, status="held", **at)
    await _keep(store, *TIED, *BEN_ARRIVES, *map(SaveMatch, kept))
    drop = DropProposals(1, "first-job", "chosen", but=31)
    await _keep(store, SaveMatch(fresh), drop, SaveMatch(later), now=NOW + SECOND)
    found = await store.read(lambda s: s.matches([31, 32, 33, 34, 35, 36, 37]))
    gone = {"status": "dropped", "since": NOW + SECOND, "reason": "chosen", "by": "system"}
    assert found == {
        **{one.id: one for one in [*kept, later]},
        32: replace(kept[1], **gone),
        36: replace(fresh, **gone),
    }
    assert [tie.match.id for tie in await _ties(store)] == [31, 33, 34, 37]


async def test_a_pair_kept_apart_is_kept_whoever_is_named_first(store):
    await _keep(store, *TIED, *BEN_ARRIVES, KeepApart(3, 1, "blocked"))
    await _keep(store, KeepApart(1, 3, "ended"), SaveMembership(replace(MEMBERSHIP, id=29, person=2)))
    await _keep(store, KeepApart(2, 1, "same-household"))
    pool = await store.read(lambda s: s.pool("first-job"))
    assert pool.apart == {(1, 3): "ended", (1, 2): "same-household"}


async def test_a_record_is_kept_beside_the_answers(store):
    record = {"away": "2026-05-01", "checks": [{"kind": "references", "until": "2027-01-01"}]}
    told = replace(MEMBERSHIP, record=record)
    await _keep(store, *AMINA_TELLS, SaveMembership(told))
    assert (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].memberships == (told,)


@pytest.mark.parametrize("loaded", ["by address", "by person"])
@pytest.mark.parametrize("extra", [(), tuple(SENA_ARRIVES[:2])])
async def test_who_is_in_no_program_costs_no_statement_more(sqlite_store, loaded, extra):
    await _keep(sqlite_store, *AMINA_TELLS[:3], *BEN_ARRIVES, *extra)
    counted = []

    def work(session):
        raw = sqlite_store._writer.raw
        raw.set_trace_callback(counted.append)
        if loaded == "by address":
            assert len(session.scenes([AMINA_CHAT, BEN_CHAT])) == 2
        else:
            assert len(session.scenes_of([1, 2, 3])) == 2 + bool(extra)
        raw.set_trace_callback(None)

    await sqlite_store.write(work)
    assert len(counted) == 1
    await _keep(sqlite_store, AMINA_TELLS[3])
    await sqlite_store.write(work)
    assert len(counted) == 1 + 2
