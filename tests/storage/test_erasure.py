"""Someone who asks to be forgotten is forgotten, whatever else happens in the same batch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.words.effects.matches import KeepApart, SaveMatch
from bot.words.effects.people import Erase, RefuseAge, SaveMembership, SavePerson, SaveRun
from bot.words.effects.sending import NoteRelayed, Schedule
from bot.words.messages import Deleted, Inbound
from bot.words.people import Due
from bot.words.ports import Again, Received, Sent
from bot.words.turns import Scene
from tests.storage.given import (
    AMINA,
    AMINA_CHAT,
    AMINA_TELLS,
    BEN_ARRIVES,
    BEN_CHAT,
    DAY,
    MATCH,
    MEMBERSHIP,
    NOW,
    RUN,
    SECOND,
    SENA_CHAT,
    TIED,
    copy,
    delivery,
    relayed,
    typed,
)


async def _tell(store) -> None:
    def tell(session):
        session.carry_out([*AMINA_TELLS, *BEN_ARRIVES], NOW)
        session.record([Received(typed("k1"), 1, "done"), Received(typed("k2", address=BEN_CHAT), 2, "done")], NOW)
        leased = session.queue([delivery(1), delivery(2), delivery(3, address=BEN_CHAT, person=2)], NOW)
        session.finish([Sent(leased[0], "m1", NOW)])

    await store.write(tell)


async def test_nothing_told_stays_but_a_copy_is_still_a_copy(store):
    await _tell(store)
    await store.write(lambda s: s.carry_out([Erase(1), Erase(1)], NOW))
    assert await store.read(lambda s: s.scenes([AMINA_CHAT])) == {AMINA_CHAT: Scene(AMINA_CHAT)}
    assert await store.read(lambda s: (s.scenes_of([1]), s.refs([1, 2]), s.next_due() is None)) == ({}, {}, False)
    assert await store.read(lambda s: (s.open_deliveries(AMINA_CHAT), s.open_deliveries(BEN_CHAT))) == (0, 1)
    assert await store.read(lambda s: s.seen(["k1", "k2"])) == {"k1", "k2"}
    assert (await store.read(lambda s: s.scenes([BEN_CHAT])))[BEN_CHAT].person is not None


async def test_a_last_word_can_be_said_after_erasing(store):
    await _tell(store)
    bye = delivery(9, "All is deleted.", person=None, burn=True)

    def erase(session):
        session.carry_out([Erase(1), RefuseAge(AMINA_CHAT, NOW.date())], NOW)
        session.record([Received(typed("k9"), 1, "done")], NOW)
        return session.queue([delivery(8, "too late"), bye], NOW)

    assert await store.write(erase) == [replace(bye, token=1, created_at=NOW)]
    scene = (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT]
    assert scene == Scene(AMINA_CHAT, lift=NOW.date())


async def test_what_a_batch_wished_before_erasing_is_taken_back(store):
    await store.write(lambda s: s.carry_out([*AMINA_TELLS, Erase(1), SaveRun(RUN)], NOW))
    assert await store.read(lambda s: s.scenes([AMINA_CHAT])) == {AMINA_CHAT: Scene(AMINA_CHAT)}
    assert await store.read(lambda s: s.next_due()) is None


async def test_who_comes_back_is_new(store):
    await _tell(store)
    new = replace(AMINA, name="A.")
    await store.write(lambda s: s.carry_out([Erase(1), SavePerson(new), *AMINA_TELLS[1:2]], NOW))
    assert (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT] == Scene(AMINA_CHAT, new)


@pytest.mark.parametrize(("status", "becomes"), [("open", "ended"), ("paused", "ended"), ("asked", "dropped")])
@pytest.mark.parametrize(("person", "by"), [(1, "mentee"), (3, "mentor")])
async def test_a_match_of_someone_erased_is_over_and_keeps_no_words(store, status, becomes, person, by):
    await store.write(lambda s: s.carry_out([*TIED, SaveMatch(replace(MATCH, status=status))], NOW))
    await store.write(lambda s: s.carry_out([Erase(person)], NOW + DAY))
    over = replace(MATCH, status=becomes, reason="left", by=by, since=NOW + DAY, points=None, told={}, **{by: 0})
    assert await store.read(lambda s: s.matches([MATCH.id])) == {MATCH.id: over}
    for address in (AMINA_CHAT, SENA_CHAT):
        assert (await store.read(lambda s, address=address: s.scenes([address])))[address].ties == ()
    pool = await store.read(lambda s: s.pool("first-job"))
    assert (len(pool.members), pool.matches, pool.past) == (1, (), ())
    await store.write(lambda s: s.carry_out([SaveMatch(over), Erase(4 - person)], NOW + 2 * DAY))
    assert await store.read(lambda s: s.matches([MATCH.id])) == {MATCH.id: replace(over, mentee=0, mentor=0)}


async def test_how_a_match_ended_before_stays_as_it_was(store):
    ended = replace(MATCH, status="ended", reason="done", by="mentor", since=NOW - DAY)
    await store.write(lambda s: s.carry_out([*TIED, SaveMatch(ended)], NOW))
    await store.write(lambda s: s.carry_out([Erase(1)], NOW))
    kept = (await store.read(lambda s: s.matches([MATCH.id])))[MATCH.id]
    assert kept == replace(ended, mentee=0, points=None, told={})


async def test_the_words_of_someone_erased_do_not_reach_the_other_any_more(store):
    """Amina's, waiting and sent, are gone; Sena's to Amina too; what else is said to Sena is not."""
    asked = [Inbound("k", AMINA_CHAT, Deleted(), NOW, own="a101"), typed("l", address=SENA_CHAT)]
    asked[1] = replace(asked[1], replies_to="m101")

    def talk(session):
        session.carry_out([*TIED, NoteRelayed(relayed(101, "a101")), NoteRelayed(relayed(102, "s1", sender=3))], NOW)
        leased = session.queue([copy(101, "canary"), copy(102, "to Amina", sender=3)], NOW)
        session.finish([Sent(one, f"m{one.id}", NOW) for one in leased])
        leased = session.queue([delivery(103, address=SENA_CHAT, person=3), copy(104, "canary")], NOW)
        session.finish([Again(one, NOW + SECOND, counted=False) for one in leased])

    await store.write(talk)
    assert set(await store.read(lambda s: s.threads(asked))) == {"k", "l"}

    def erase(session):
        session.carry_out([Erase(1)], NOW)
        return session.queue([copy(105, "canary"), delivery(106, address=BEN_CHAT, person=None)], NOW)

    assert [one.id for one in await store.write(erase)] == [106]
    assert await store.read(lambda s: s.threads(asked)) == {}
    assert await store.read(lambda s: s.refs([101, 102])) == {}
    assert [one.id for one in await store.write(lambda s: s.claim(NOW + 9 * SECOND, 99))] == [103]


async def test_who_is_told_that_the_other_left_is_told_though_nothing_else_stays(store):
    """The content schedules it for the partner before it erases."""
    tell = Due("left:31", "partner-left", 3, NOW, subject="31")
    wishes = [SaveMatch(replace(MATCH, told={"q": "later"})), KeepApart(1, 3, "ended"), Schedule(tell), Erase(1)]
    await store.write(lambda s: s.carry_out([*TIED, KeepApart(1, 3, "ended")], NOW))
    await store.write(lambda s: s.carry_out(wishes, NOW))
    assert await store.write(lambda s: s.due(NOW, 9)) == [tell]
    kept = (await store.read(lambda s: s.matches([MATCH.id])))[MATCH.id]
    assert (kept.mentee, kept.reason, kept.told) == (0, "left", {})
    back = [*AMINA_TELLS, SaveMembership(replace(MEMBERSHIP, since=NOW + DAY))]
    await store.write(lambda s: s.carry_out(back, NOW))
    assert (await store.read(lambda s: s.pool("first-job"))).apart == {}


async def test_what_is_wished_between_someone_and_someone_erased_is_not_kept(store):
    await store.write(lambda s: s.carry_out(TIED, NOW))
    late = [
        Erase(1),
        SaveMatch(replace(MATCH, status="paused")),
        SaveMatch(replace(MATCH, id=32)),
        KeepApart(1, 3, "blocked"),
        NoteRelayed(relayed(101, "a1")),
    ]
    await store.write(lambda s: s.carry_out(late, NOW))
    kept = await store.read(lambda s: s.matches([31, 32]))
    assert [(id, one.status) for id, one in kept.items()] == [(31, "dropped")]
    assert await store.read(lambda s: s.threads([Inbound("k", AMINA_CHAT, Deleted(), NOW, own="a1")])) == {}
