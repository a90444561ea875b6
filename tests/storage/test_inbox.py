"""Copies are recognised for as long as platforms repeat themselves; contents go as soon as they may."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.words.ports import Received
from storage import open_store
from tests.storage.given import AMINA_ARRIVES, AMINA_SLACK, DAY, KEY, NOW, typed


async def test_an_inbound_recorded_is_seen_also_after_a_restart(url):
    first = await open_store(url, KEY)
    await first.write(lambda s: s.record([Received(typed("k1"), None, "done")], NOW))
    await first.close()
    second = await open_store(url, KEY)
    assert await second.read(lambda s: s.seen(["k1", "k2"])) == {"k1"}
    await second.close()


async def test_of_copies_in_one_call_the_first_counts(store):
    await store.write(lambda s: s.record([Received(typed("k1"), None, "done")] * 3, NOW))
    assert await store.read(lambda s: s.seen(["k1", "k1"])) == {"k1"}


async def test_many_keys_are_looked_up_at_once(store):
    keys = [f"k{number}" for number in range(1_500)]
    await store.write(lambda s: s.record([Received(typed(key), None, "ignored") for key in keys], NOW))
    assert await store.read(lambda s: s.seen([*keys, "other"])) == set(keys)


async def _retire_wholly(store, now: dt.datetime) -> None:
    while await store.write(lambda s: s.retire(now)):
        pass


async def test_identities_outlive_contents_and_go_after_thirty_days(store):
    def record(session):
        session.carry_out(AMINA_ARRIVES, NOW)
        session.record([Received(typed(f"old {number}"), 1, "done") for number in range(1_200)], NOW)
        session.record([Received(typed("young"), 1, "done")], NOW + 20 * DAY)

    await store.write(record)
    await _retire_wholly(store, NOW + 29 * DAY)
    assert await store.read(lambda s: s.seen(["old 0", "old 1199", "young"])) == {"old 0", "old 1199", "young"}
    await _retire_wholly(store, NOW + 31 * DAY)
    assert await store.read(lambda s: s.seen(["old 0", "old 1199", "young"])) == {"young"}
    await _retire_wholly(store, NOW + 51 * DAY)
    assert await store.read(lambda s: s.seen(["young"])) == set()


async def test_the_newest_inbound_of_a_channel_is_known(store):
    assert await store.read(lambda s: s.last_heard("slack")) is None
    newest = replace(typed("k2", address=AMINA_SLACK), received_at=NOW + DAY)
    inbounds = [typed("k1", address=AMINA_SLACK), newest, replace(typed("k3"), received_at=NOW + 2 * DAY)]
    await store.write(lambda s: s.record([Received(each, None, "done") for each in inbounds], NOW))
    assert await store.read(lambda s: s.last_heard("slack")) == NOW + DAY


async def test_what_was_typed_is_kept_only_where_its_turn_failed(sqlite_store):
    def record(session):
        session.record([Received(typed("k1", "hello"), 1, "done"), Received(typed("k2"), 1, "quarantined")], NOW)

    await sqlite_store.write(record)
    raw = sqlite_store._writer.raw
    found = raw.execute("SELECT status, lane IS NULL, person IS NULL, payload IS NULL FROM inbox ORDER BY seq")
    assert found.fetchall() == [("done", 1, 1, 1), ("quarantined", 0, 0, 0)]
