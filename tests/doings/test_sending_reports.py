"""A report goes out as pictures in order, to whoever may see it, and survives everything between asking and sending."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bench.reporting import NOW, PROGRAM, At, fill
from bot.curriculum.folders import read_programs
from bot.doings.counting import count_weeks
from bot.doings.reporting import Look, Reporting
from bot.doings.sending_reports import SendingReports
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from bot.reporting.known import Known
from bot.words.desk import Staff
from bot.words.effects.desk import SaveStaff
from bot.words.effects.people import SaveAddress, SavePerson
from bot.words.messages import Address, Delivery, Drawn, Edit, File, Limits, Say
from bot.words.people import Due, Person
from bot.words.ports import Sent, Store
from bot.words.reports import Filters
from storage import open_store

ROSA = 99_000
HOME = Address("telegram", "99")
STAGE = set_stage(read_programs(None), open_gazetteer())
LIMITS = {"telegram": Limits(text=4096, utf16=True, caption=1024)}


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await open_store(f"sqlite:///{tmp_path / 'a.sqlite3'}", bytes(32))
    await fill(store, 40)
    rosa = Person(ROSA, NOW, "Rosa", "es", "Europe/Madrid")
    rights = SaveStaff(Staff(ROSA, "coordinator", PROGRAM, NOW))
    await store.write(lambda session: session.carry_out([SavePerson(rosa), SaveAddress(HOME, ROSA), rights], NOW))
    yield store
    await store.close()


def _asked(figure: str = "all", **filters: str) -> Due:
    subject = {"shown": 7, "figure": figure, "filters": {"program": PROGRAM, **filters}}
    return Due("report:1:7", "report", ROSA, NOW, subject=json.dumps(subject))


async def _sent(store: Store, due: Due) -> list[Delivery]:
    """What reaches the chat, in order, once everything left one after another."""
    clock = At(NOW)
    await SendingReports(store, clock, STAGE, Reporting(store, clock, STAGE), LIMITS).work(due)
    found: list[Delivery] = []
    while claimed := await store.write(lambda session: session.claim(NOW, 50)):
        found += claimed
        done = [Sent(one, f"r{one.id}", NOW) for one in claimed]
        await store.write(lambda session, done=done: session.finish(done))
    return found


async def test_every_picture_comes_with_its_sentence_and_how_far_it_is_between_them(store: Store) -> None:
    contents = [one.content for one in await _sent(store, _asked())]

    pictures = [one for one in contents if isinstance(one, File)]
    assert [one.name for one in pictures] == [
        f"{key}.png"
        for key in ("funnel", "heat-map", "steps", "meetings", "check-ins", "survival", "messages", "waiting")
    ]
    assert all(isinstance(one.source, Drawn) and one.source.picture == "figure" for one in pictures)
    assert pictures[0].text.startswith("De ")
    assert all(one.text.endswith(" · todo hasta hoy · 1 mar 2027") for one in pictures), (
        "passed on it says of when it is"
    )
    assert max(len(one.text) for one in pictures) <= 1024
    between = [one for one in contents if isinstance(one, Edit)]
    assert [one.text for one in between[:2]] == ["Dibujando: 1 de 8 …", "Dibujando: 2 de 8 …"]
    assert {one.target for one in between} == {7}
    assert contents[-1] is between[-1]
    assert between[-1].text.endswith(", todo hasta hoy.")
    assert [one.data for one in between[-1].buttons] == ["desk.report"]


async def test_one_picture_alone_is_one_message_and_the_end(store: Store) -> None:
    contents = [one.content for one in await _sent(store, _asked("heat-map"))]

    assert [type(one) for one in contents] == [File, Edit]


async def test_with_a_filter_the_caption_says_so_and_fits_beneath_the_picture(store: Store) -> None:
    contents = [one.content for one in await _sent(store, _asked(role="mentee"))]

    captions = [one.text for one in contents if isinstance(one, File)]
    assert captions
    assert all("mentee · 1 mar 2027" in one and "se redondea" in one and len(one) <= 1024 for one in captions)


async def test_filters_that_leave_few_give_words_instead_of_pictures(store: Store) -> None:
    contents = [one.content for one in await _sent(store, _asked(tag="nowhere"))]

    assert [type(one) for one in contents] == [Say, Edit]


async def test_whoever_lost_their_rights_meanwhile_gets_nothing(store: Store) -> None:
    gone = SaveStaff(Staff(ROSA, "coordinator", PROGRAM, NOW, ended=NOW))
    await store.write(lambda session: session.carry_out([gone], NOW))

    assert await _sent(store, _asked()) == []


async def test_rights_for_another_program_show_nothing_of_this_one(store: Store) -> None:
    rights = [SaveStaff(Staff(ROSA, "coordinator", PROGRAM, NOW, ended=NOW)),
              SaveStaff(Staff(ROSA, "coordinator", "new_neighbors", NOW))]  # fmt: skip
    await store.write(lambda session: session.carry_out(rights, NOW))

    assert await _sent(store, _asked()) == []


async def test_doing_it_again_after_a_crash_sends_nothing_twice(store: Store) -> None:
    first = await _sent(store, _asked("steps"))
    again = await _sent(store, _asked("steps"))

    assert len(first) == 2
    assert again == []


async def test_whoever_looks_at_a_page_sees_at_once_what_was_and_the_next_one_what_is(store: Store) -> None:
    clock = At(NOW)
    reporting = Reporting(store, clock, STAGE)
    before = await reporting.report(Filters(PROGRAM))
    clock.moment += dt.timedelta(minutes=1)
    at_once = await reporting.report(Filters(PROGRAM))
    await asyncio.gather(*reporting._behind.values())
    after = await reporting.report(Filters(PROGRAM))

    assert at_once is before
    assert after.made_at == clock.moment
    assert [one.says for one in after.figures] == [one.says for one in before.figures]


async def test_whoever_asks_in_the_chat_sees_what_is(store: Store) -> None:
    clock = At(NOW)
    reporting = Reporting(store, clock, STAGE)
    await reporting.report(Filters(PROGRAM))
    clock.moment += dt.timedelta(minutes=1)

    assert (await reporting.report(Filters(PROGRAM), fresh=True)).made_at == clock.moment


async def test_weeks_are_counted_once_and_to_the_end(store: Store) -> None:
    await count_weeks(store, At(NOW + dt.timedelta(days=8)))

    facts = await store.read(lambda session: session.facts(PROGRAM, NOW))
    assert facts.tallied_until == dt.date(2027, 3, 8)
    assert await store.read(lambda session: session.count_week(NOW + dt.timedelta(days=8))) is None


async def test_once_somebody_is_about_to_look_the_figures_are_there_before_they_ask(store: Store):
    reporting = Reporting(store, At(NOW), STAGE)
    reporting.look_ahead()
    reporting.look_ahead()
    async with asyncio.timeout(20):
        while len(reporting._facts) < len(STAGE.programs):
            await asyncio.sleep(0.01)
    read = reporting._facts[PROGRAM]
    assert await reporting.facts(PROGRAM) is read
    assert read.pairs


async def test_after_a_start_a_large_program_shows_what_was_counted_last_and_then_what_is(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.doings.reporting.WORTH_KEEPING", 1)
    clock, everything = At(NOW), Filters(PROGRAM)
    first = Reporting(store, clock, STAGE)
    seen = await first.look(everything)
    assert not seen.is_older
    await asyncio.gather(*first._aside)

    clock.moment += dt.timedelta(hours=9)
    again = Reporting(store, clock, STAGE)
    at_once = await again.look(everything)
    assert at_once == Look(seen.report, seen.known, is_older=True)
    await asyncio.gather(*again._behind.values())
    newer = await again.look(everything)
    assert (newer.is_older, newer.report.made_at) == (False, clock.moment)
    assert not (await Reporting(store, clock, STAGE).look(Filters(PROGRAM, role="mentee"))).is_older

    clock.moment += dt.timedelta(days=30)
    assert not (await Reporting(store, clock, STAGE).look(everything)).is_older, "too old to be shown"


async def test_a_small_program_is_always_counted_anew(store: Store) -> None:
    reporting = Reporting(store, At(NOW), STAGE)
    await reporting.look(Filters(PROGRAM))
    assert not reporting._aside
    assert await store.read(lambda session: session.dashboard().last_look(PROGRAM)) is None


async def test_who_looks_waits_no_longer_than_they_would_and_finds_the_figures_at_a_later_look(store: Store) -> None:
    reporting, filters = Reporting(store, At(NOW), STAGE), Filters(PROGRAM, role="mentee")
    at_once = await reporting.look(filters, patience=0)
    assert (at_once.report, at_once.known) == (None, Known())
    while (later := await reporting.look(filters, patience=0.01)).report is None:
        pass
    assert later.report == await reporting.report(filters)
    assert later.known == await reporting.known(PROGRAM)
    await asyncio.sleep(0)  # what is done clears up after itself
    assert not reporting._making
