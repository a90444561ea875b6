"""Everything on its way out: in order for each address, sent by one holder at a time, never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.words.effects.people import RefuseAge, SaveAddress
from bot.words.effects.sending import CancelQueued
from bot.words.messages import Address, Edit, Priority
from bot.words.ports import Again, GaveUp, Moved, Sent
from storage import open_store
from tests.storage.given import AMINA_ARRIVES, AMINA_CHAT, BEN_CHAT, DAY, KEY, NOW, SECOND, delivery

LEASE = 60 * SECOND


async def _queue(store, *deliveries, now=NOW):
    return await store.write(lambda s: s.queue(deliveries, now))


async def _finish(store, *outcomes):
    await store.write(lambda s: s.finish(outcomes))


async def _claim(store, now=NOW, limit=99):
    return await store.write(lambda s: s.claim(now, limit))


async def test_a_free_address_is_leased_its_whole_answer_at_once_and_in_order(store):
    said = [delivery(1, "one"), delivery(2, "two"), delivery(3, "three", BEN_CHAT, person=2)]
    leased = await _queue(store, *said)
    assert leased == [replace(one, token=1, created_at=NOW) for one in said]
    assert await _claim(store) == []


async def test_behind_something_unfinished_everything_waits_its_turn(store):
    first = (await _queue(store, delivery(1)))[0]
    assert await _queue(store, delivery(2), delivery(3)) == []
    assert await _claim(store) == []
    await _finish(store, Sent(first, "m1", NOW))
    second = await _claim(store)
    assert [one.id for one in second] == [2]
    assert second[0] == replace(delivery(2), token=1, created_at=NOW)
    assert await _claim(store) == []


async def test_a_delivery_known_already_changes_nothing(store):
    first = (await _queue(store, delivery(1), delivery(1, "copy")))[0]
    assert await _queue(store, delivery(1, "copy")) == []
    await _finish(store, Sent(first, "m1", NOW))
    assert await _queue(store, delivery(1, "copy")) == []
    assert await store.read(lambda s: s.open_deliveries()) == 0


async def test_nudges_wait_where_there_is_no_room_for_them_and_replies_do_not(store):
    def to(number, priority):
        return delivery(number, address=Address("telegram", str(number)), priority=priority)

    nudges = [to(number, Priority.NUDGE) for number in range(1, 6)]
    said = [*nudges, to(6, Priority.REPLY), to(7, Priority.BROADCAST)]
    leased = await store.write(lambda s: s.queue(said, NOW, room=2))
    assert [one.id for one in leased] == [1, 2, 6]
    assert [one.id for one in await _claim(store)] == [3, 4, 5, 7]


async def test_not_more_is_leased_in_one_call_than_can_leave_within_the_lease(store):
    many = [delivery(number, address=Address("telegram", str(number))) for number in range(1, 701)]
    leased = await _queue(store, *many)
    claimed = await _claim(store, limit=999)
    assert [one.id for one in [*leased, *claimed]] == [one.id for one in many]


async def test_who_waits_longest_goes_first_within_a_priority(store):
    for number, priority in enumerate((Priority.BROADCAST, Priority.NUDGE, Priority.REPLY, Priority.NUDGE), start=1):
        address = Address("telegram", str(number))
        leased = await _queue(store, delivery(number, address=address, priority=priority))
        await _finish(store, Again(leased[0], NOW))
    assert [one.id for one in await _claim(store, limit=3)] == [3, 2, 4]
    assert [one.id for one in await _claim(store, limit=3)] == [1]


async def test_a_retry_waits_for_its_time_and_holds_back_what_comes_after(store):
    first, _ = await _queue(store, delivery(1), delivery(2))
    await _finish(store, Again(first, NOW + 5 * SECOND, uncertain=True, error="timeout"))
    assert await _claim(store, NOW + 4 * SECOND) == []
    assert await store.read(lambda s: s.next_due()) == NOW + 5 * SECOND
    again = (await _claim(store, NOW + 5 * SECOND))[0]
    assert (again.id, again.attempts, again.uncertain, again.token) == (1, 1, True, 2)


async def test_a_wait_asked_for_is_no_attempt(store):
    first = (await _queue(store, delivery(1)))[0]
    await _finish(store, Again(first, NOW, counted=False))
    again = (await _claim(store))[0]
    assert (again.attempts, again.uncertain) == (0, False)


async def test_a_lease_that_ran_out_is_taken_over_and_its_holder_no_longer_believed(store):
    first = (await _queue(store, delivery(1)))[0]
    assert await _claim(store, NOW + LEASE - SECOND) == []
    second = (await _claim(store, NOW + LEASE))[0]
    assert (second.token, second.uncertain) == (2, True)
    await _finish(store, Sent(first, "stale", NOW), GaveUp(first, "gone", NOW), Moved(first, BEN_CHAT))
    assert await store.read(lambda s: s.open_deliveries(AMINA_CHAT)) == 1
    await _finish(store, Sent(second, "m1", NOW))
    assert await store.read(lambda s: (s.open_deliveries(), s.refs([1]))) == (0, {1: "m1"})


async def test_references_are_kept_for_edits(store):
    leased = await _queue(store, delivery(1), delivery(2), delivery(3), delivery(4, burn=True))
    edit = replace(delivery(5), content=Edit(1, "new words", message="chat:m1"))
    await _finish(store, *(Sent(one, ref, NOW) for one, ref in zip(leased, ("m1", "", "m3", "m4"), strict=True)))
    assert await store.read(lambda s: s.refs([1, 2, 3, 4, 99])) == {1: "m1", 3: "m3"}
    assert (await _queue(store, edit))[0].content == edit.content


@pytest.mark.parametrize("end", [lambda one: Sent(one, "m", NOW), lambda one: GaveUp(one, "rejected", NOW)])
async def test_what_burns_leaves_no_row(store, end):
    burning = (await _queue(store, delivery(1, burn=True, person=None)))[0]
    await _finish(store, end(burning))
    assert len(await _queue(store, delivery(1))) == 1


async def test_a_person_gone_closes_the_queue_and_the_address(store):
    await store.write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))
    first, _ = await _queue(store, delivery(1), delivery(2))
    await _queue(store, delivery(3), delivery(4, burn=True), delivery(5, address=BEN_CHAT))
    await _finish(store, GaveUp(first, "gone", NOW))
    assert await store.read(lambda s: (s.open_deliveries(AMINA_CHAT), s.open_deliveries())) == (0, 1)
    assert not (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].reachable


async def test_an_address_that_moved_takes_person_and_queue_along(store):
    new = Address("telegram", "-100123")
    await store.write(lambda s: s.carry_out([*AMINA_ARRIVES, RefuseAge(AMINA_CHAT, NOW.date())], NOW))
    first = (await _queue(store, delivery(1)))[0]
    await _queue(store, delivery(2))
    await _finish(store, Moved(first, new))
    scenes = await store.read(lambda s: s.scenes([AMINA_CHAT, new]))
    assert scenes[AMINA_CHAT].person is None
    assert scenes[new].person is not None
    assert scenes[new].lift == NOW.date()
    assert (await store.read(lambda s: s.scenes_of([1])))[1].address == new
    moved = (await _claim(store))[0]
    assert (moved.id, moved.address, moved.attempts) == (1, new, 0)
    await _finish(store, Sent(moved, "m1", NOW))
    assert [(one.id, one.address) for one in await _claim(store)] == [(2, new)]


async def test_an_address_that_moved_where_someone_is_known_leaves_them_as_they_are(store):
    new = Address("telegram", "-100123")
    await store.write(lambda s: s.carry_out([*AMINA_ARRIVES, SaveAddress(new, 1, reachable=False)], NOW))
    first = (await _queue(store, delivery(1)))[0]
    await _finish(store, Moved(first, new))
    assert not (await store.read(lambda s: s.scenes([new])))[new].reachable
    assert (await _claim(store))[0].address == new


async def test_cancelling_closes_what_waits_and_lets_go_what_is_leaving(store):
    first = (await _queue(store, delivery(1)))[0]
    await _queue(store, delivery(2), delivery(3, burn=True), delivery(4, address=BEN_CHAT))
    await store.write(lambda s: s.carry_out([CancelQueued(AMINA_CHAT)], NOW))
    assert await store.read(lambda s: (s.open_deliveries(AMINA_CHAT), s.open_deliveries())) == (1, 2)
    await _finish(store, Sent(first, "m1", NOW))
    assert await _claim(store) == []


async def test_after_a_restart_what_was_leaving_leaves_again_and_says_so(url):
    before = await open_store(url, KEY)
    await _queue(before, delivery(1), delivery(2))
    await before.close()
    after = await open_store(url, KEY)
    await after.write(lambda s: s.recover(NOW + LEASE))
    assert [(one.id, one.uncertain, one.token) for one in await _claim(after, NOW + LEASE)] == [(1, True, 2)]
    await after.close()


async def test_what_we_said_is_wiped_after_a_week_in_the_order_in_which_it_was_said(sqlite_store):
    raw = sqlite_store._writer.raw

    def left():
        return [row[0] for row in raw.execute("SELECT id FROM outbox WHERE content IS NOT NULL ORDER BY seq")]

    async def retire(now):
        while await sqlite_store.write(lambda session: session.retire(now)):
            pass

    first, second, third = await _queue(sqlite_store, delivery(1), delivery(2, address=BEN_CHAT), delivery(3))
    await _finish(sqlite_store, Sent(first, "m1", NOW), Sent(third, "m3", NOW + DAY))
    await retire(NOW + 7 * DAY - SECOND)
    assert left() == [1, 2, 3]
    await retire(NOW + 9 * DAY)
    assert left() == [2, 3], "what is on its way needs its words, and what was said after it waits for it"
    await _finish(sqlite_store, Sent(second, "m2", NOW + 2 * DAY))
    await retire(NOW + 9 * DAY)
    assert left() == []
    [fourth] = await _queue(sqlite_store, delivery(4), now=NOW + 9 * DAY)
    await _finish(sqlite_store, Sent(fourth, "m4", NOW + 9 * DAY))
    await retire(NOW + 17 * DAY)
    assert left() == []
