"""Several processes on one PostgreSQL: nobody's turn is decided twice, no delivery has two holders."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace

import asyncpg
import pytest

from bot.words.effects.matches import DropProposals, SaveMatch
from bot.words.effects.people import SaveMembership, SavePerson
from bot.words.errors import StorageUnavailable
from bot.words.messages import Address
from bot.words.ports import Received, Sent
from storage import open_store
from storage.postgres import PostgresStore
from tests.storage.given import (
    AMINA,
    AMINA_ARRIVES,
    AMINA_CHAT,
    BEN_ARRIVES,
    BEN_CHAT,
    KEY,
    MATCH,
    MEMBERSHIP,
    NOW,
    SENA_CHAT,
    TIED,
    copy,
    delivery,
    typed,
)


@pytest.fixture
async def workers(postgres_url):
    opened = await asyncio.gather(*(open_store(postgres_url, KEY) for _ in range(3)))
    yield opened
    for store in opened:
        await store.close()


async def test_processes_that_start_together_make_one_schema(workers):
    await workers[0].write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))
    for store in workers:
        assert (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].person == AMINA


async def test_a_copy_handed_to_every_worker_takes_effect_once(workers):
    """Each turn lengthens the name by one letter: lost or doubled turns would show."""

    def take(key, address):
        def work(session):
            if session.seen([key]):
                return
            person = session.scenes([address])[address].person
            if person is None:
                session.carry_out(AMINA_ARRIVES, NOW)
            else:
                longer = SavePerson(type(person)(person.id, person.created_at, name=person.name + "a"))
                session.carry_out([longer], NOW)
            session.record([Received(typed(key), 1, "done")], NOW)

        return work

    jobs = [store.write(take(f"k{number}", AMINA_CHAT)) for number in range(8) for store in workers]
    await asyncio.gather(*jobs)
    person = (await workers[0].read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].person
    assert person.name == "Amina" + 7 * "a"


async def test_no_delivery_has_two_holders_and_each_address_keeps_its_order(workers):
    addresses = [Address("telegram", str(number)) for number in range(12)]
    rows = [
        delivery(1 + number * 10 + place, address=address)
        for number, address in enumerate(addresses)
        for place in range(4)
    ]
    leased = await workers[0].write(lambda s: s.queue(rows, NOW))
    await workers[0].write(lambda s: s.finish([Sent(one, "m", NOW) for one in leased[::4]]))
    sent: list[int] = [one.id for one in leased[::4]]
    late = NOW.replace(year=2027)

    async def work(store):
        while claimed := await store.write(lambda s: s.claim(late, 3)):
            sent.extend(one.id for one in claimed)
            await store.write(lambda s, claimed=claimed: s.finish([Sent(one, "m", NOW) for one in claimed]))

    while await workers[0].read(lambda s: s.open_deliveries()):
        await asyncio.gather(*map(work, workers))
    assert sorted(sent) == sorted(row.id for row in rows)
    for number in range(12):
        mine = [id for id in sent if id // 10 == number]
        assert mine == sorted(mine)


async def test_two_who_write_to_each_other_wait_but_never_block(workers, postgres_url):
    """Each turn looks at the match, changes it, and passes words on: none is lost, and no two wait for each other."""
    await workers[0].write(lambda s: s.carry_out([*TIED, SaveMatch(replace(MATCH, told={"count": 0}))], NOW))

    def turn(number, address, sender):
        def work(session):
            (tie,) = session.scenes([address])[address].ties
            told = {"count": tie.match.told["count"] + 1}
            session.carry_out([SaveMatch(replace(tie.match, told=told))], NOW)
            session.queue([copy(number, "hi", sender)], NOW)

        return work

    sides = [(AMINA_CHAT, 1), (SENA_CHAT, 3)]
    jobs = [workers[number % 3].write(turn(number, *sides[number % 2])) for number in range(1, 41)]
    await asyncio.gather(*jobs)
    match = (await workers[0].read(lambda s: s.matches([MATCH.id])))[MATCH.id]
    assert match.told == {"count": 40}
    for store in workers:
        await store.close()
    admin = await asyncpg.connect(postgres_url)
    assert await admin.fetchval("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == 0
    await admin.close()


async def test_of_two_rounds_and_a_mentor_at_once_one_takes_the_last_seat(workers):
    """Sena has two seats, one of them taken; Ben is proposed twice, and Amina's proposal is dropped meanwhile."""
    joined = [*TIED, *BEN_ARRIVES, SaveMembership(replace(MEMBERSHIP, id=29, person=2))]
    await workers[0].write(lambda s: s.carry_out(joined, NOW))
    found = [replace(MATCH, id=80 + number, mentee=2, status="held") for number in range(6)]

    def drop(session):
        session.scenes([AMINA_CHAT])
        session.carry_out([DropProposals(1, "first-job", "left")], NOW)

    jobs = [workers[number % 3].write(lambda s, one=one: s.propose([one], NOW)) for number, one in enumerate(found)]
    written = await asyncio.gather(*jobs, workers[1].write(drop))
    assert sorted(map(len, written[:-1])) == [0, 0, 0, 0, 0, 1]
    (tie,) = (await workers[0].read(lambda s: s.scenes([BEN_CHAT])))[BEN_CHAT].ties
    assert tie.taken == 1


async def test_a_connection_cut_in_the_middle_is_tried_again(workers, postgres_url):
    admin = await asyncpg.connect(postgres_url)
    tries = []

    def work(session):
        session.carry_out(AMINA_ARRIVES, NOW)
        tries.append(1)
        if len(tries) < 3:
            raise_cut()

    def raise_cut():
        raise ConnectionResetError("cut")

    await workers[0].write(work)
    assert len(tries) == 3
    await admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid()"
    )
    for store in workers:
        assert (await store.read(lambda s: s.scenes([AMINA_CHAT])))[AMINA_CHAT].person == AMINA
    await admin.close()


async def test_a_database_that_stays_away_is_unavailable(postgres_url, monkeypatch):
    monkeypatch.setattr("storage.postgres._FIRST_PAUSE", 0.001)
    store = await open_store(postgres_url, KEY)
    await store.close()
    away = PostgresStore.open("postgresql://alongside@127.0.0.1:9/none", KEY)
    with pytest.raises(StorageUnavailable):
        await away


async def test_a_caller_who_is_cancelled_leaves_no_lock(workers):
    held = asyncio.Event()
    store, other, _ = workers
    await store.write(lambda s: s.carry_out(AMINA_ARRIVES, NOW))
    loop = asyncio.get_running_loop()

    def wait(session):
        session.scenes([AMINA_CHAT])
        loop.call_soon(held.set)
        while True:
            session.open_deliveries()

    caller = asyncio.create_task(store.write(wait))
    await held.wait()
    caller.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await caller
    async with asyncio.timeout(10):
        await other.write(lambda s: s.scenes([AMINA_CHAT]))
