"""Someone who asks to be forgotten is forgotten, whatever else happens in the same batch."""

from __future__ import annotations

from dataclasses import replace

from bot.words.ports import Received, Sent
from bot.words.turns import Erase, RefuseAge, SavePerson, SaveRun, Scene
from tests.storage.given import (
    AMINA,
    AMINA_CHAT,
    AMINA_TELLS,
    BEN_ARRIVES,
    BEN_CHAT,
    NOW,
    RUN,
    delivery,
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
