"""What operators and scripts order about pairs: made and forbidden by hand, and boards as files with faults by line."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.doings.desk.files import FilesDesk
from bot.doings.desk.laying import Table
from bot.doings.desk.orders import OrderRefused
from bot.doings.desk.pairs import PairsDesk
from bot.flows.desk.board.files import COLUMNS, Row, write
from bot.flows.desk.board.lines import read
from bot.words.effects.matches import KeepApart
from bot.words.people import pseudonym
from tests.flows.desk.test_board import PROGRAM, STAFF, held, opens, people


def _orders(everyone):
    stage = everyone.playing._rehearsing.stage
    table = Table(everyone.store, everyone.clock, stage.programs, stage.speech)
    known = {**PairsDesk(table).orders(), **FilesDesk(table).orders()}
    return lambda name, **said: known[name]({"program": PROGRAM, **said})


async def _some(everyone, role: str) -> list[str]:
    return [pseudonym(one.person.id) for one in await people(everyone) if one.membership.role == role]


async def test_a_board_goes_out_as_a_file_and_comes_back_as_approved_pairs(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa")
        order = _orders(everyone)
        out = await order("export-board")
        firsts = [line for line in out["csv"].splitlines()[1:] if line.split(",")[2] == "1"]
        text = "\r\n".join([",".join(COLUMNS), *firsts]) + "\r\n"
        looked = await order("import-board", csv=text, dry_run=True)
        assert (looked["right"], looked["faults"], looked["done"]) == (len(firsts), [], False)
        assert await held(everyone) == []
        done = await order("import-board", csv=text)
        assert (done["right"], done["done"]) == (len(firsts), True)
        assert len(await held(everyone)) == len(firsts)
        again = await order("import-board", csv=text)
        assert (again["right"], again["there"], again["faults"]) == (0, len(firsts), [])
        board = await everyone.store.read(lambda session: session.laid(PROGRAM))
        assert [one for one in board.drafts if one.status == "open"] == []


async def test_every_fault_of_a_file_is_told_by_its_line_and_nothing_is_done_unless_the_bad_are_skipped(company):
    async with company(STAFF) as everyone:
        await everyone.playing._rehearsing.fill(PROGRAM, 6, 4)
        order = _orders(everyone)
        mentees, mentors = await _some(everyone, "mentee"), await _some(everyone, "mentor")
        ids = {pseudonym(one.person.id): one.person.id for one in await people(everyone)}
        fits = [
            (one, other)
            for one in mentees
            for other in mentors
            if not (await order("pair", mentee=one, mentor=other, dry_run=True))["against"]
        ]
        first = fits[0]
        barred = next(pair for pair in fits if pair[0] != first[0] and pair[1] != first[1])
        await everyone.keeps(KeepApart(ids[barred[0]], ids[barred[1]], "blocked"))
        lines = [
            "Mentee;Mentor",
            ";".join(first),
            f"deadbeef;{first[1]}",
            f"{mentees[0]};nobody",
            ";".join(first),
            ";".join(barred),
        ]
        text = "\ufeff" + "\n".join(lines)
        looked = await order("import-board", csv=text)
        assert {one["line"]: one["why"] for one in looked["faults"]} == {
            3: "no mentee is called deadbeef",
            4: "no mentor is called nobody",
            5: f"{first[0]} stands in this file twice",
            6: "they are kept apart for good",
        }
        assert not looked["done"]
        assert await held(everyone) == []
        done = await order("import-board", csv=text, skip_bad=True)
        assert (done["right"], done["done"]) == (1, True)
        assert [pseudonym(one.mentee) for one in await held(everyone)] == [first[0]]


async def test_a_file_never_gives_a_mentor_more_than_their_places(company):
    async with company(STAFF) as everyone:
        await everyone.playing._rehearsing.fill(PROGRAM, 8, 2)
        order = _orders(everyone)
        mentees, mentors = await _some(everyone, "mentee"), await _some(everyone, "mentor")
        text = "mentee,mentor\n" + "\n".join(f"{one},{mentors[0]}" for one in mentees)
        done = await order("import-board", csv=text, skip_bad=True, anyway=True)
        seats = next(one for one in await people(everyone) if pseudonym(one.person.id) == mentors[0])
        assert len(await held(everyone)) == done["right"] <= seats.membership.profile["seats"]
        assert any("no free place" in one["why"] for one in done["faults"])


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "mentee\n1\n"])
async def test_what_is_no_such_file_is_refused(company, text):
    async with company(STAFF) as everyone:
        with pytest.raises(OrderRefused):
            await _orders(everyone)("import-board", csv=text)


async def test_what_staff_forbade_can_be_allowed_again_but_not_a_block_of_their_own(company):
    async with company(STAFF) as everyone:
        await everyone.playing._rehearsing.fill(PROGRAM, 2, 2)
        order = _orders(everyone)
        one, other = (await _some(everyone, "mentee"))[0], (await _some(everyone, "mentor"))[0]
        await order("forbid", one=one, other=other, reason="a family matter")
        assert "they are kept apart for good" in (await order("pair", mentee=one, mentor=other, anyway=True))["against"]
        await order("allow", one=other, other=one)
        assert (
            "they are kept apart for good"
            not in (await order("pair", mentee=one, mentor=other, dry_run=True))["against"]
        )
        ids = {pseudonym(each.person.id): each.person.id for each in await people(everyone)}
        await everyone.keeps(KeepApart(ids[one], ids[other], "blocked"))
        with pytest.raises(OrderRefused, match="another reason"):
            await order("allow", one=one, other=other)


async def test_matches_are_listed_shown_paused_and_ended_and_both_are_told(company):
    async with company(
        STAFF + "Ana is on Telegram.\nSam is on Telegram.\nAna mentors Sam in new_neighbors.\n"
    ) as everyone:
        order = _orders(everyone)
        (row,) = await order("matches", status="open")
        assert (row["status"], row["week"]) == ("open", None)
        await order("pause-match", match=row["match"])
        await everyone.hub.tick()
        await everyone.hub.settle()
        assert "rests for now" in everyone.shown("Sam")[-1]
        with pytest.raises(OrderRefused, match="paused"):
            await order("pause-match", match=row["match"])
        await order("end-match", match=row["match"])
        await everyone.hub.tick()
        await everyone.hub.settle()
        assert await order("matches") == []


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
@example(["+0", "-0", "-nan", "=1", "-1e5"])
def test_row_67_nothing_in_the_file_begins_like_a_formula(texts):
    rows = [Row(1, 2, 1, "open", -1.5, text) for text in texts]
    names = {1: texts[0], 2: "@x"}
    import csv
    import io

    for line in list(csv.reader(io.StringIO(write(rows, names), newline="")))[1:]:
        for cell in line:
            assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n", "\0"))
            assert cell[:1] != "-" or cell[1:].replace(".", "", 1).isdecimal()
    assert [(one.mentee, one.mentor) for one in read(write(rows))] == [("p-00000001", "p-00000002")] * len(texts)
