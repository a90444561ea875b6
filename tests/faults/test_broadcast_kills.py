"""kill -9 at every step of a broadcast: it goes on where it was, the sum stays the snapshot, and nobody gets it twice
unless somebody decides that those of whom nobody can know shall have it again (row 45)."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import random
from collections import Counter
from pathlib import Path

import pytest

from bot.flows.broadcasting import moves
from bot.flows.broadcasting.audience.queries import Everyone, as_json
from bot.flows.broadcasting.moves import kept
from bot.words.broadcasts import Broadcast, Letter, Tally, Timing
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.messages import Address
from bot.words.people import Adult, Membership, Person
from storage.sealing import load_key
from storage.sqlite import SqliteStore
from tests.faults.disk import Disk
from tests.faults.processes import BotProcess, telegram_settings
from tests.faults.test_kill import rows
from tests.stand_ins.telegram import TelegramStandIn

PROGRAM = "first_year"
ID = 0xB0A7
FIRST = 5000
UNCERTAIN = "SELECT count(*) FROM outbox WHERE status = 'sending' OR uncertain = 1 AND done_at IS NULL"


async def test_row_45_killed_at_any_moment_of_a_broadcast_it_goes_on_and_the_sum_is_the_snapshot(tmp_path, telegram):
    await killed_often(tmp_path, telegram, people=250, kills=6)


@pytest.mark.slow
async def test_row_45_ten_thousand_people_and_forty_kills(tmp_path, telegram):
    await killed_often(tmp_path, telegram, people=10_000, kills=40)


@pytest.mark.parametrize("operation", [2, 5, 9, 14, 21])
async def test_row_45_killed_at_a_write_while_it_is_counted_or_fed_it_ends_the_same(tmp_path, telegram, operation):
    await killed_at(operation, tmp_path, telegram)


@pytest.mark.parametrize("step", [pytest.param(6, marks=pytest.mark.slow), pytest.param(1, marks=pytest.mark.long)])
async def test_row_45_killed_at_write_after_write_of_a_broadcast(tmp_path, telegram, step):
    operation = 1
    while await killed_at(operation, tmp_path / str(operation), telegram, first=FIRST + 100 * operation):
        operation += step
    assert operation > 20


async def killed_often(folder: Path, telegram: TelegramStandIn, *, people: int, kills: int) -> None:
    chance = random.Random(kills)
    async with BotProcess(folder, telegram_settings(telegram.url, telegram.token)) as bot:
        await waits(bot, telegram, people)
        uncertain = 0
        for _ in range(kills):
            before = telegram.calls["sendMessage"]
            await bot.start()
            calls = before + chance.randint(0, 2 * people // kills)
            with contextlib.suppress(TimeoutError):
                await telegram.bell.until(lambda calls=calls: telegram.calls["sendMessage"] >= calls, 8)
            await bot.kill()
            uncertain += rows(bot, UNCERTAIN)[0][0]
            if rows(bot, "SELECT status FROM broadcasts") == [("done",)]:
                break
        await bot.start()
        await until_over(bot)
        await bot.kill()
        await check(bot, telegram, people, most_uncertain=uncertain)


async def killed_at(
    operation: int, folder: Path, telegram: TelegramStandIn, first: int = FIRST, people: int = 40
) -> bool:
    """Kill the bot at this disk operation after its start; False where it has ended before."""
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240 - nothing else runs
    disk = Disk.made_in(folder)
    settings = telegram_settings(telegram.url, telegram.token) | disk.settings(folder / "alongside.sqlite3")
    async with BotProcess(folder, settings) as bot:
        disk.goes("")
        await waits(bot, telegram, people, first)
        await bot.start()
        await telegram.bell.until(lambda: telegram.calls["getUpdates"] > 0, 20)
        disk.goes(f"kill {operation}")
        died, over = asyncio.create_task(bot.ended(30)), asyncio.create_task(until_over(bot))
        await asyncio.wait({died, over}, return_when=asyncio.FIRST_COMPLETED)
        was_killed = died.done()
        over.cancel()
        disk.goes("")
        uncertain = rows(bot, UNCERTAIN)[0][0]
        if was_killed:
            await bot.start()
            await until_over(bot)
        died.cancel()
        await bot.kill()
        await check(bot, telegram, people, most_uncertain=uncertain, first=first)
        return was_killed


async def waits(bot: BotProcess, telegram: TelegramStandIn, people: int, first: int = FIRST) -> None:
    """A database with so many people, and a broadcast to all of them that has been confirmed this very moment."""
    now = dt.datetime.now(dt.timezone.utc)
    store = await SqliteStore.open(bot.database, load_key(bot.key_file))
    broadcast = Broadcast(
        ID,
        (PROGRAM,),
        None,
        "draft",
        now,
        Letter({"en": "Hi {name}!"}),
        as_json(Everyone()),
        Timing("now"),
        starts=True,
    )

    def write(session) -> None:
        session.carry_out([effect for number in range(first, first + people) for effect in _arrives(number, now)], now)
        session.carry_out(kept(broadcast, now), now)

    await store.write(write)
    await store.close()
    for number in range(first, first + people):
        telegram.person(number).started = True


def _arrives(number: int, now: dt.datetime):
    yield SavePerson(Person(number, now, name=f"P{number}", language="en", zone="UTC", adult=Adult(now, "v1")))
    yield SaveAddress(Address("telegram", str(number)), number)
    yield SaveMembership(Membership(10**9 + number, number, PROGRAM, "mentee", "waiting", {}, now))


async def until_over(bot: BotProcess) -> None:
    async with asyncio.timeout(120):
        while rows(bot, "SELECT status FROM broadcasts") != [("done",)]:
            await asyncio.sleep(0.1)


async def check(
    bot: BotProcess, telegram: TelegramStandIn, people: int, most_uncertain: int, first: int = FIRST
) -> None:
    """Everyone got it once, but for those counted as uncertain: they got it once at most, until somebody has it sent to
    them again."""
    tally = await stands(bot)
    assert tally == Tally(sent=people - tally.uncertain, uncertain=tally.uncertain), "the sum is the snapshot"
    assert tally.uncertain <= most_uncertain
    states = dict(rows(bot, "SELECT person, state FROM recipients"))
    before = heard(telegram, people, first)
    assert {number for number, count in before.items() if count != 1} <= {
        number for number, state in states.items() if state == "uncertain"
    }
    assert max(before.values()) <= 1, "nobody heard it twice"
    if tally.uncertain:
        await sent_again(bot)
        assert await stands(bot) == Tally(sent=people)
        more = Counter(number for number, state in states.items() if state == "uncertain")
        assert heard(telegram, people, first) == before + more, "they alone heard it once more"
    texts = {(number, seen.text) for number in before for seen in telegram.people[number].chat}
    assert texts == {(number, f"Hi P{number}!") for number in before}


def heard(telegram: TelegramStandIn, people: int, first: int) -> Counter[int]:
    """How many messages arrived at everyone."""
    return Counter({number: len(telegram.people[number].chat) for number in range(first, first + people)})


async def sent_again(bot: BotProcess) -> None:
    """Somebody decides that those who may have got it shall have it again, and the bot does so."""
    store = await bot.open_store()

    def write(session) -> None:
        now = dt.datetime.now(dt.timezone.utc)
        again = moves.send_again(session.broadcasts([ID])[ID], session.tally(ID), now)
        session.carry_out(moves.kept(again, now), now)

    await store.write(write)
    await store.close()
    await bot.start()
    await until_over(bot)
    await bot.kill()


async def stands(bot: BotProcess) -> Tally:
    """What became of everyone it is for, as the database says."""
    store = await bot.open_store()
    try:
        tally = await store.read(lambda session: session.tally(ID))
        broadcast = (await store.read(lambda session: session.broadcasts([ID])))[ID]
        assert broadcast.size == tally.total
        return tally
    finally:
        await store.close()
