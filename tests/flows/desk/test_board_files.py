"""Pairs from a spreadsheet in the chat: every line looked at, nothing done before a yes, and all of it taken back."""

from __future__ import annotations

import base64
import codecs
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.flows.desk.board.lines import TableError, read, text_of
from bot.words.effects.desk import SaveStaff
from bot.words.effects.people import SaveMembership, SavePerson
from bot.words.people import pseudonym
from tests.flows.desk.office import trail
from tests.flows.desk.test_board import PROGRAM, STAFF, held, now_said, people, taps
from tests.flows.desk.test_board_undo import apart, board, data_of

HEAD = "mentee,mentor,status\n"


async def sends(everyone, who: str, text: str | bytes, name: str = "pairs.csv", *, settle: bool = True) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    file = {"kind": "document", "data": base64.b64encode(data).decode(), "name": name}
    await everyone.does(who, file=file, settle=settle)


async def members(everyone, mentees: int = 4, mentors: int = 4):
    """Mentees and mentors who fit each other in any pair, each called by a name nobody else has."""
    await everyone.playing._rehearsing.fill(PROGRAM, mentees, mentors)
    found = await people(everyone)
    both = [[one for one in found if one.membership.role == role] for role in ("mentee", "mentor")]
    for role, some in zip(("Mentee", "Mentor"), both, strict=True):
        for number, one in enumerate(some):
            person = replace(one.person, name=f"{role} {'ABCDEFGH'[number]}son", zone="Europe/Berlin")
            profile = {**one.membership.profile, "languages": ["en"], "times": ["weekends"], "known": [], "seats": 1}
            record = {name: one.membership.record[name] for name in ("training", "checks") if role == "Mentor"}
            after = replace(one.membership, profile=profile, record=record)
            await everyone.keeps(SavePerson(person), SaveMembership(after))
    return both


async def made(everyone) -> set[tuple[str, str]]:
    names = {one.person.id: one.person.name for one in await people(everyone)}
    return {(names[one.mentee], names[one.mentor]) for one in await held(everyone)}


async def test_a_file_is_read_shown_with_its_faults_by_line_taken_after_a_yes_and_taken_back(company):
    async with company(STAFF) as everyone:
        mentees, _ = await members(everyone)
        before = await everyone.store.read(lambda session: session.pool(PROGRAM))
        code = pseudonym(mentees[1].person.id)
        text = (
            f"{HEAD}Mentee Ason,Mentor Ason,\np-{code},Mentor Bson,\nNobody,Mentor Cson,\n"
            "Mentee Cson,Mentor Ason,\nMentee Dson,Mentor Dson,never\n"
        )
        await sends(everyone, "Rosa", text)
        said = now_said(everyone, "Rosa")
        assert said.startswith("5 lines read; nothing is done yet.")
        assert "• to approve: 2 (Mentee Ason with Mentor Ason, Mentee Bson with Mentor Bson)" in said
        assert "• to keep apart for good: 1 (Mentee Dson with Mentor Dson)" in said
        assert "Line 4: no mentee here is called “Nobody”." in said
        assert "Line 5: Mentor Ason has no free place any more." in said
        assert (await everyone.store.read(lambda session: session.pool(PROGRAM))).matches == before.matches
        assert await apart(everyone) == {}
        await taps(everyone, "Rosa", "Yes, take 3")
        assert "Done. Approved: 2. Kept apart: 1." in now_said(everyone, "Rosa")
        assert await made(everyone) == {("Mentee Ason", "Mentor Ason"), ("Mentee Bson", "Mentor Bson")}
        assert list((await apart(everyone)).values()) == ["coordinator"]
        assert {"import-board", "pair", "forbid"} <= set(await trail(everyone))
        await taps(everyone, "Rosa", "Undo all of it")
        assert now_said(everyone, "Rosa") == "Taken back: 3. Nobody has heard of it."
        assert await made(everyone) == set()
        assert await apart(everyone) == {}


async def test_the_file_of_the_board_comes_back_as_it_is_and_what_lay_there_lies_there_after_undo(company):
    async with company(STAFF) as everyone:
        await everyone.playing._rehearsing.fill(PROGRAM, 6, 4)
        await everyone.says("Rosa", "/desk")
        await taps(everyone, "Rosa", "Matching", "Dry run", "As a file")
        before = (await board(everyone)).drafts
        file = [one for one in everyone.chat("Rosa").messages() if one.file][-1].file
        await sends(everyone, "Rosa", file.data, file.name)
        assert "with a fault" not in now_said(everyone, "Rosa")
        await taps(everyone, "Rosa", "Yes, take 6")
        assert {(one.mentee, one.mentor, one.rank) for one in await held(everyone)} == {
            (one.mentee, one.mentor, one.rank) for one in before
        }, "further suggestions and all"
        await taps(everyone, "Rosa", "Undo all of it")
        assert now_said(everyone, "Rosa") == "Taken back: 6. Nobody has heard of it."
        assert (await board(everyone)).drafts == before
        assert await held(everyone) == []


async def test_two_taps_take_it_once_and_nobody_else_takes_it(company):
    async with company(STAFF) as everyone:
        await members(everyone)
        await sends(everyone, "Rosa", f"{HEAD}Mentee Ason,Mentor Ason\n")
        take = data_of(everyone, "Rosa", "Yes, take 1")
        await everyone.presses("Luis", take)
        assert await made(everyone) == set(), "it is Rosa's file"
        await taps(everyone, "Rosa", "Yes, take 1")
        await everyone.presses("Rosa", take)
        assert "dealt with already" in now_said(everyone, "Rosa")
        assert await made(everyone) == {("Mentee Ason", "Mentor Ason")}
        assert (await trail(everyone)).count("import-board") == 1


async def test_what_changed_between_the_preview_and_the_yes_is_left_out_and_told(company):
    async with company(STAFF) as everyone:
        mentees, _ = await members(everyone)
        await sends(everyone, "Rosa", f"{HEAD}Mentee Ason,Mentor Ason\nMentee Bson,Mentor Bson\n")
        await everyone.keeps(SavePerson(replace(mentees[0].person, active=False)))
        await taps(everyone, "Rosa", "Yes, take 2")
        said = now_said(everyone, "Rosa")
        assert said.startswith("Done. Approved: 1.")
        assert "Left out: 1." in said
        assert await made(everyone) == {("Mentee Bson", "Mentor Bson")}


async def test_row_57_whoever_is_no_coordinator_any_more_takes_nothing(company):
    async with company(STAFF) as everyone:
        await members(everyone)
        await sends(everyone, "Rosa", f"{HEAD}Mentee Ason,Mentor Ason\n")
        take = data_of(everyone, "Rosa", "Yes, take 1")
        [staff] = (await everyone.scene("Rosa")).staff
        await everyone.keeps(SaveStaff(replace(staff, ended=everyone.clock.now())))
        await everyone.presses("Rosa", take)
        assert "This button is not for you" in now_said(everyone, "Rosa")
        assert await made(everyone) == set()
        await sends(everyone, "Rosa", f"{HEAD}Mentee Ason,Mentor Ason\n")
        assert "lines read" not in now_said(everyone, "Rosa")


async def test_rules_that_may_be_decided_otherwise_are_a_button_of_their_own(company):
    async with company(STAFF) as everyone:
        mentees, _ = await members(everyone)
        other = {**mentees[0].membership.profile, "languages": ["sw"], "known": [], "times": ["weekends"], "seats": 1}
        await everyone.keeps(SaveMembership(replace(mentees[0].membership, profile=other)))
        await sends(everyone, "Rosa", f"{HEAD}Mentee Ason,Mentor Ason\nMentee Bson,Mentor Bson\n")
        said = now_said(everyone, "Rosa")
        assert "Of these, 1 are only against a rule" in said
        await taps(everyone, "Rosa", "Take 2, rules or not")
        assert len(await made(everyone)) == 2
        lines = [one for one in await everyone.store.read(lambda s: s.audit(PROGRAM)) if one.what == "pair"]
        assert ["shared_language"] in [(one.details or {}).get("overridden") for one in lines]


async def test_with_many_faults_they_all_come_in_a_file_and_the_chat_shows_the_first(company):
    async with company(STAFF) as everyone:
        await members(everyone)
        await sends(everyone, "Rosa", HEAD + "".join(f"=Nobody{number},Mentor Ason\n" for number in range(30)))
        said = everyone.find("Rosa", "30 lines read").text
        assert "Line 2: no mentee here is called “=Nobody0”." in said
        assert "And 21 more" in said
        file = [one for one in everyone.chat("Rosa").messages() if one.file][-1].file.data.decode()
        assert len(file.splitlines()) == 31
        assert "'=Nobody7" in file


async def test_in_several_programs_it_is_asked_for_which_unless_the_file_says_so(company):
    async with company(STAFF.replace("Rosa coordinates new_neighbors.", "Rosa is an admin.")) as everyone:
        await members(everyone)
        await sends(everyone, "Rosa", f"{HEAD}Mentee Ason,Mentor Ason\n")
        assert now_said(everyone, "Rosa") == "Pairs for which program?"
        await taps(everyone, "Rosa", "New Neighbors")
        assert "1 line read" in now_said(everyone, "Rosa")
        await sends(everyone, "Rosa", f"{HEAD}Mentee Ason,Mentor Ason\n", f"{PROGRAM} (1).csv")
        assert "1 line read" in now_said(everyone, "Rosa")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"PK\x03\x04 a workbook", "pairs.xlsx", "That is a workbook"),
        (b"\x00\x01\x02\xff", "pairs.csv", "I can't read that file"),
        (b"name,friend\na,b\n", "pairs.csv", "the first line has to name"),
        (b"mentee,mentor\n\n", "pairs.csv", "There are no pairs in that file"),
        (b"mentee,mentor\n" + b"a,b\n" * 2_001, "pairs.csv", "more than 2000 lines"),
        (b"mentee,mentor\n" + b" " * (1 << 20), "pairs.csv", "up to 1 MB"),
        (b"%PDF-1.7", "report.pdf", "This file I haven't kept"),
    ],
)
async def test_what_is_no_table_of_pairs_is_answered_with_what_to_do(company, data, name, said):
    async with company(STAFF) as everyone:
        await sends(everyone, "Luis", data, name)
        assert said in now_said(everyone, "Luis")
        await sends(everyone, "Luis", f"{HEAD}a,b\n")
        assert "1 line read" in now_said(everyone, "Luis"), "and the next file is read"


async def test_a_file_that_was_being_read_when_the_process_ended_is_read_after_the_restart(company):
    async with company(STAFF) as everyone:
        await members(everyone)
        works = everyone.hub._works
        kept, works._by_kind = works._by_kind, {**works._by_kind, "board-file": _dies}
        await sends(everyone, "Rosa", f"{HEAD}Mentee Ason,Mentor Ason\n")
        assert "nothing is done yet" in now_said(everyone, "Rosa")
        works._by_kind = kept
        await kept["board-file"].__self__.plan()
        await everyone.hub.tick()
        await everyone.hub.settle()
        assert "• to approve: 1" in now_said(everyone, "Rosa")


async def _dies(_) -> None:
    raise ConnectionError


async def test_while_a_question_is_open_a_file_is_read_and_the_question_stays(company):
    async with company(STAFF) as everyone:
        await members(everyone)
        await everyone.says("Rosa", "/desk")
        await taps(everyone, "Rosa", "Broadcasts", "New broadcast")
        await sends(everyone, "Rosa", f"{HEAD}Mentee Ason,Mentor Ason\n")
        assert "1 line read" in now_said(everyone, "Rosa")
        assert (await everyone.scene("Rosa")).run.flow == "composing"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_is_read_as_spreadsheets_write_it(encoding, between):
    text = f"Mentor{between}note{between}MENTEE\r\nJosé{between}x{between}Zoë\r\n"
    [line] = read(text_of(text.encode(encoding)))
    assert (line.number, line.mentee, line.mentor) == (2, "Zoë", "José")
    assert text_of(codecs.BOM_UTF8 + b"a") == "a"


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_row_67_whatever_the_bytes_it_is_a_table_or_said_to_be_none(data):
    for attempt in (data, b"mentee,mentor\n" + data):
        with suppress(TableError):
            lines = read(text_of(attempt))
            assert lines
            assert all(line.number > 1 for line in lines)
