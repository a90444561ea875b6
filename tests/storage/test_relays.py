"""Answers, edits and deletions find the message they mean, in their own chat only; what is cancelled does not leave."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.dialects import sqlite

from bot.words.effects.sending import CancelRelays, NoteRelayed
from bot.words.matches import Thread
from bot.words.messages import Address, Deleted, Edit, Edited, Inbound, Priority, Typed
from bot.words.ports import Again, Sent
from storage.relays import note
from storage.sealing import Sealer
from storage.transaction import Transaction
from tests.storage.given import AMINA_CHAT, DAY, KEY, NOW, SECOND, SENA_CHAT, TIED, copy, delivery, relayed

SLACK = Address("slack", "T1/U1")


def _says(key, content=None, address=AMINA_CHAT, **more):
    return Inbound(key, address, content or Typed("hi"), NOW, **more)


async def _threads(store, *inbounds):
    return await store.read(lambda s: s.threads(inbounds))


async def _pass_on(store, *copies, noted):
    """Queue copies, note whose they are, and send them: delivery 7 becomes message "m7"."""

    def work(session):
        session.carry_out([*map(NoteRelayed, noted)], NOW)
        return session.queue(copies, NOW)

    leased = await store.write(work)
    await store.write(lambda s: s.finish([Sent(one, f"m{one.id}", NOW) for one in leased]))


@pytest.fixture
async def talk(store):
    """Amina wrote "a1" (copy 101 to Sena), Sena answered "s1" (copy 102 to Amina)."""
    await store.write(lambda s: s.carry_out(TIED, NOW))
    noted = [relayed(101, "a1"), relayed(102, "s1", sender=3)]
    await _pass_on(store, copy(101, "Hello Sena"), copy(102, "Hello Amina", sender=3), noted=noted)
    return store


async def test_an_answer_to_a_copy_leads_to_the_message_behind_it(talk):
    found = await _threads(talk, _says("k", replies_to="m102"), _says("l", address=SENA_CHAT, replies_to="m101"))
    assert found == {
        "k": Thread(answered=relayed(102, "s1", sender=3), root=102),
        "l": Thread(answered=relayed(101, "a1"), root=101),
    }


async def test_an_answer_to_ones_own_message_leads_to_the_copy_made_of_it(talk):
    assert await _threads(talk, _says("k", replies_to="a1")) == {"k": Thread(answered=relayed(101, "a1"))}


@pytest.mark.parametrize("content", [Edited("Hello dear Sena"), Deleted()])
async def test_an_edit_or_a_deletion_leads_to_every_copy(talk, content):
    await _pass_on(talk, copy(103, "Hello again"), noted=[relayed(103, "a1")])
    found = await _threads(talk, _says("k", content, own="a1"), _says("n", own="a1"))
    assert found == {"k": Thread(copies=(relayed(101, "a1"), relayed(103, "a1")))}


async def test_nobody_reaches_a_message_of_another_chat(talk):
    others = [
        _says("a", replies_to="m101"),
        _says("b", address=SENA_CHAT, replies_to="a1"),
        _says("c", Deleted(), address=SENA_CHAT, own="a1"),
        _says("d", Edited("mine now"), address=Address("slack", AMINA_CHAT.id), own="a1"),
        _says("e", replies_to="m999"),
        _says("f"),
    ]
    assert await _threads(talk, *others) == {}


async def test_the_message_a_talk_begins_with_is_found_but_no_ordinary_one(talk):
    begin = delivery(1, "You two are matched.", address=SLACK, priority=Priority.RELAY)
    await _pass_on(talk, begin, delivery(2, address=BEN), noted=[])
    answers = [_says("k", address=SLACK, replies_to="m1"), _says("l", address=BEN, replies_to="m2")]
    assert await _threads(talk, *answers) == {"k": Thread(root=1)}


async def test_where_a_talk_began_is_known_for_as_long_as_a_journey_lasts(talk):
    begin = delivery(1, "You two are matched.", address=SLACK, priority=Priority.RELAY)
    await _pass_on(talk, begin, noted=[])
    answer = _says("k", address=SLACK, replies_to="m1")
    changes = [_says("l", Deleted(), own="a1"), _says("m", replies_to="m102")]
    assert set(await _threads(talk, *changes)) == {"l", "m"}
    await _retire(talk, NOW + 31 * DAY)
    assert await _threads(talk, answer, *changes) == {"k": Thread(root=1)}
    assert await talk.read(lambda s: s.refs([1, 101])) == {1: "m1"}
    await _retire(talk, NOW + 401 * DAY)
    assert await _threads(talk, answer) == {}


async def test_many_are_looked_up_together_and_without_reference_nothing_is(sqlite_store):
    await sqlite_store.write(lambda s: s.carry_out(TIED, NOW))
    copies = [copy(1000 + place, "hi", address=Address("telegram", f"x{place}")) for place in range(300)]
    await _pass_on(sqlite_store, *copies, noted=[relayed(one.id, f"a{one.id}") for one in copies])
    asked = [_says(f"k{one.id}", Edited("ho"), own=f"a{one.id}") for one in copies]
    asked += [_says(f"l{one.id}", address=one.address, replies_to=f"m{one.id}") for one in copies[:50]]
    counted = []

    def work(session, inbounds):
        raw = sqlite_store._writer.raw
        raw.set_trace_callback(counted.append)
        found = session.threads(inbounds)
        raw.set_trace_callback(None)
        return found

    found = await sqlite_store.write(lambda s: work(s, asked))
    assert found["k1299"].copies[0].delivery == 1299
    assert found["l1049"].answered.delivery == 1049
    assert len(counted) == 2
    assert await sqlite_store.write(lambda s: work(s, [_says("n"), _says("o", own="a1000")])) == {}
    assert len(counted) == 2


async def test_what_waits_of_one_side_is_closed_and_the_rest_leaves(talk):
    edit = Edit(101, "Hello dear Sena")
    queued = [
        copy(201, "one"),
        copy(202, "two"),
        replace(copy(203, ""), content=edit),
        copy(204, "of another match", relay=(99, 1)),
        copy(205, "from Sena", sender=3),
        copy(206, "from Sena too", sender=3),
        delivery(207, "not relayed", address=SENA_CHAT, person=3),
    ]
    leased = await talk.write(lambda s: s.queue([delivery(200, address=SENA_CHAT, person=3), *queued], NOW))
    await talk.write(lambda s: s.finish([Again(one, NOW + SECOND, counted=False) for one in leased]))
    await talk.write(lambda s: s.carry_out([CancelRelays(31, 1)], NOW))
    left = []
    while claimed := await talk.write(lambda s: s.claim(NOW + 99 * SECOND, 99)):
        left += claimed
        await talk.write(lambda s, claimed=claimed: s.finish([Sent(one, "", NOW) for one in claimed]))
    assert sorted(one.id for one in left) == [200, 204, 205, 206, 207]
    assert {one.id: one.relay for one in left} == {200: None, 204: (99, 1), 205: (31, 3), 206: (31, 3), 207: None}


async def test_what_is_leaving_already_runs_its_course(talk):
    leased = await talk.write(lambda s: s.queue([copy(201, "one")], NOW))
    await talk.write(lambda s: s.carry_out([CancelRelays(31, 1)], NOW))
    await talk.write(lambda s: s.finish([Sent(leased[0], "m201", NOW)]))
    assert await talk.read(lambda s: s.refs([201])) == {201: "m201"}


async def test_noting_twice_changes_nothing(talk):
    await talk.write(lambda s: s.carry_out([NoteRelayed(relayed(101, "other"))], NOW))
    found = await _threads(talk, _says("k", replies_to="m102"), _says("l", address=SENA_CHAT, replies_to="m101"))
    assert found["l"].answered == relayed(101, "a1")


class Seen:
    """Statements that are noted, not carried out."""

    insert = staticmethod(sqlite.insert)

    def __init__(self):
        self.statements = []

    def each(self, statement, rows):
        assert rows
        self.statements.append(statement)


def test_every_message_is_noted_by_one_and_the_same_statement():
    """Each statement is kept rendered as long as the bot runs: one for every message would fill the memory."""
    seen = Seen()
    for number in (101, 102):
        note(Transaction(seen, Sealer(KEY)), [relayed(number, "a1")])
    first, second = seen.statements
    assert first is second


async def _retire(store, now):
    while await store.write(lambda s: s.retire(now)):
        pass


BEN = Address("telegram", "70002")
