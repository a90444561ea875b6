"""A link opens the dashboard once, a visit lasts as long as the rights do, and pages show nobody what is about them."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.words.desk import AuditLine, Staff
from bot.words.effects.desk import Audit, LookAfter, OpenDoor, Raise, SaveStaff
from bot.words.effects.matches import SaveConcern, SaveJourney, SaveMatch
from bot.words.effects.people import Erase
from bot.words.journeys import Attention, Journey
from bot.words.matches import Concern
from tests.storage.given import AMINA_ARRIVES, BEN_ARRIVES, DAY, MATCH, NOW, SECOND, TIED

CODE, VISIT = "a" * 26, "v" * 43
BEN_COORDINATES = Staff(2, "coordinator", "first-job", NOW)
LINK = OpenDoor(2, CODE, NOW + 600 * SECOND)
PROGRAM = MATCH.program


async def _keep(store, *effects, now=NOW):
    await store.write(lambda s: s.carry_out(effects, now))


async def _enter(store, code=CODE, visit=VISIT, now=NOW):
    return await store.write(lambda s: s.dashboard().enter(code, visit, now + DAY / 3, now))


@pytest.fixture
async def opened(store):
    await _keep(store, *BEN_ARRIVES, SaveStaff(BEN_COORDINATES), LINK)
    return store


async def test_a_link_opens_once_for_whom_it_is_and_looking_uses_nothing_up(opened):
    for _ in range(3):
        assert await opened.read(lambda s: s.dashboard().is_link(CODE, NOW))
    came = await asyncio.gather(*(_enter(opened, visit=f"{n}{VISIT}") for n in range(4)))
    assert [one.person.name for one in came if one] == ["Ben"]
    assert not await opened.read(lambda s: s.dashboard().is_link(CODE, NOW))


@pytest.mark.parametrize("code", ["", "b" * 26, VISIT])
async def test_what_is_no_link_opens_nothing(opened, code):
    assert await _enter(opened, code=code) is None


async def test_an_old_link_opens_nothing_and_a_new_one_ends_the_one_before(opened):
    assert await _enter(opened, now=NOW + 600 * SECOND) is None
    await _keep(opened, OpenDoor(2, "c" * 26, NOW + 600 * SECOND))
    assert await _enter(opened) is None
    assert await _enter(opened, code="c" * 26)


async def test_a_visit_ends_with_its_time_with_leaving_and_with_the_rights(opened):
    async def looks(now=NOW):
        return await opened.read(lambda s: s.dashboard().visitor(VISIT, now))

    await _enter(opened)
    assert (await looks()).staff == (BEN_COORDINATES,)
    assert await looks(NOW + DAY) is None
    await _keep(opened, SaveStaff(replace(BEN_COORDINATES, ended=NOW)))
    assert await looks() is None
    await _keep(opened, SaveStaff(BEN_COORDINATES))
    assert await looks() is None, "rights given anew need a new link"
    await _keep(opened, LINK)
    await _enter(opened)
    assert await looks()
    await opened.write(lambda s: s.dashboard().leave(VISIT, NOW))
    assert await looks() is None


async def test_someone_without_rights_or_erased_comes_nowhere(store):
    await _keep(store, *BEN_ARRIVES, LINK)
    assert await _enter(store) is None
    await _keep(store, SaveStaff(BEN_COORDINATES), LINK)
    await _enter(store)
    await _keep(store, Erase(2))
    assert await store.read(lambda s: s.dashboard().visitor(VISIT, NOW)) is None


async def test_neither_link_nor_visit_stands_in_the_database(sqlite_store, sqlite_file):
    await _keep(sqlite_store, *BEN_ARRIVES, SaveStaff(BEN_COORDINATES), LINK)
    await _enter(sqlite_store)
    await sqlite_store.close()
    written = sqlite_file.read_bytes()
    assert CODE.encode() not in written
    assert VISIT.encode() not in written


async def test_rows_stand_as_they_were_kept(store):
    open_match = replace(MATCH, status="open")
    journey = Journey(MATCH.id, PROGRAM, "v", NOW.date(), "t", 3, kept={"silence": {}})
    line = Attention("silent:31", "silent", PROGRAM, NOW, match=MATCH.id, told={"days": 14})
    await _keep(store, *TIED, LookAfter(MATCH.id, 2), Raise(line))
    await _keep(store, SaveMatch(open_match), SaveJourney(journey))

    def reads(session):
        pages = session.dashboard()
        return (
            pages.pairs([PROGRAM], {"open"}),
            pages.courses([MATCH.id]),
            pages.story(MATCH.id),
            pages.people([PROGRAM]),
            pages.names([MATCH.mentee, MATCH.mentor]),
            pages.whole(MATCH.mentee),
        )

    pairs, courses, story, people, names, whole = await store.read(reads)
    assert [(row.id, row.owner, row.lines, row.track, row.shift) for row in pairs] == [(31, 2, ("silent",), "t", 3)]
    plain = replace(open_match, points=None, told={})  # what only the two are told is not opened for a table
    assert courses == {31: (plain, journey)}
    assert (story.owner, story.lines, story.journey) == (2, (line,), journey)
    assert {(row.person, row.matches) for row in people} >= {(MATCH.mentee, 1)}
    assert set(names.values()) == {"Amina", "Sena"}
    assert [one.id for one in whole.matches] == [MATCH.id]
    nobody = await store.read(lambda s: (s.dashboard().pairs([], {"open"}), s.dashboard().people([])))
    assert nobody == ([], [])


async def test_nobody_sees_reports_by_or_about_themselves_nor_what_others_did_about_their_match(store):
    about = Concern(1, PROGRAM, MATCH.mentee, MATCH.mentor, MATCH.id, "money", "new", NOW, {"said": "x"})
    other = replace(about, id=2, reporter=0, about=None, match=None, created_at=NOW + SECOND)
    await _keep(store, *TIED, SaveConcern(about), SaveConcern(other))
    lines = (
        AuditLine(NOW, None, "read-concern", PROGRAM, match=MATCH.id),
        AuditLine(NOW, MATCH.mentor, "take", PROGRAM, match=MATCH.id),
        AuditLine(NOW, None, "invite", PROGRAM),
        AuditLine(NOW, None, "give-role", ""),
    )
    await _keep(store, *map(Audit, lines))

    async def sees(me):
        return await store.read(
            lambda s: (
                [one.id for one in s.dashboard().reports([PROGRAM], me)],
                [line.what for _, line in s.dashboard().trail([PROGRAM], me, None, 9)],
                [line.what for _, line in s.dashboard().trail(None, me, None, 9)],
            )
        )

    assert await sees(999) == (
        [2, 1], ["invite", "take", "read-concern"], ["give-role", "invite", "take", "read-concern"]
    )  # fmt: skip
    assert await sees(MATCH.mentor) == ([2], ["invite", "take"], ["give-role", "invite", "take"])
    assert (await sees(MATCH.mentee))[0] == [2]


async def test_the_trail_is_turned_page_by_page(store):
    await _keep(store, *AMINA_ARRIVES, *(Audit(AuditLine(NOW, None, f"d{n}", PROGRAM)) for n in range(7)))
    first = await store.read(lambda s: s.dashboard().trail([PROGRAM], 0, None, 3))
    second = await store.read(lambda s: s.dashboard().trail([PROGRAM], 0, first[-1][0], 9))
    assert [line.what for _, line in (*first, *second)] == [f"d{n}" for n in range(6, -1, -1)]
