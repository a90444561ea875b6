"""A coordinator who lives in the chat sees who waits for a check, records it with a few taps, and can take it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.flows.desk.board.seeing import code_of
from bot.flows.training.recording import Standing, read_standing, standing_of
from bot.words.desk import Staff
from bot.words.effects.desk import SaveStaff
from bot.words.effects.people import SaveMembership
from tests.flows.desk.office import CAST, lines, trail

PROGRAM = "new_neighbors"


async def _mentor(everyone, name="Ana"):
    return next(m for m in (await everyone.scene(name)).memberships if (m.program, m.role) == (PROGRAM, "mentor"))


async def _has(everyone, checks, name="Ana", **record):
    mentor = await _mentor(everyone, name)
    await everyone.keeps(SaveMembership(replace(mentor, record={**mentor.record, "checks": checks, **record})))


async def _standing(everyone, check):
    return standing_of(await _mentor(everyone), check)


def _passed(until):
    return {"outcome": "passed", "expires": until}


async def test_who_waits_for_a_check_is_on_the_list_and_off_it_as_soon_as_it_is_recorded(company):
    async with company(CAST) as everyone:
        await _has(everyone, {"references": _passed("2028-04-05")})
        await everyone.waits(days=1)
        assert [key.split(":")[0] for key in await lines(everyone)] == ["check-missing"]
        await everyone.says("Rosa", "/desk", "today")
        assert "1. Ana: waits for a check · since today" in everyone.news("Rosa")[-1]
        await everyone.taps("Rosa", "1 · Look")
        assert "waits for this to be recorded: Background check." in everyone.shown("Rosa")[-1]
        await everyone.says("Rosa", "/desk", "today")
        await everyone.taps("Rosa", "1 · Record the check")
        assert everyone.shown("Rosa")[-1] == "How long does this hold for Ana: Background check?"
        await everyone.taps("Rosa", "3 years")
        said = everyone.shown("Rosa")[-1]
        today = everyone.clock.now().date()
        assert f"Shall I record it for Ana: Background check, until March {today.day}, 2029?" in said
        assert "It is the last thing that is missing" in said
        assert await _standing(everyone, "background") == Standing()
        everyone.news("Ana")
        await everyone.taps("Rosa", "Yes, record it")
        assert await _standing(everyone, "background") == Standing("passed", today.replace(year=today.year + 3))
        assert await lines(everyone) == {}
        assert any("this is settled now, thank you: Background check." in one for one in everyone.news("Ana"))
        assert (await trail(everyone))[-1] == "record-check"


async def test_of_several_checks_is_asked_which_and_a_day_can_be_typed(company):
    async with company(CAST) as everyone:
        await _has(everyone, {})
        await everyone.waits(days=1)
        await everyone.says("Rosa", "/desk", "today")
        await everyone.taps("Rosa", "1 · Record the check")
        assert everyone.shown("Rosa")[-1] == "Which check of Ana do you want to record?"
        await everyone.taps("Rosa", "Record: Two references")
        await everyone.taps("Rosa", "Another day")
        await everyone.says("Rosa", "3 May 2020")
        assert "That day is over already" in everyone.news("Rosa")[-1]
        await everyone.taps("Rosa", "Another day")
        await everyone.says("Rosa", "31 December 2027")
        assert "Shall I record it for Ana: Two references, until December 31, 2027?" in everyone.news("Rosa")[-1]
        await everyone.says("Rosa", "yes, record it")
        assert await _standing(everyone, "references") == Standing("passed", dt.date(2027, 12, 31))
        assert [key.split(":")[0] for key in await lines(everyone)] == ["check-missing"]


async def test_what_was_recorded_by_mistake_is_undone_and_the_mentor_hears_so(company):
    async with company(CAST) as everyone:
        await _has(everyone, {"references": _passed("2028-04-05")})
        await everyone.says("Rosa", "/desk", "people", "checks")
        assert "1. Ana (New Neighbors): Background check · waits" in everyone.news("Rosa")[-1]
        await everyone.taps("Rosa", "1 · Ana")
        assert "• Two references: recorded, holds until April 5, 2028" in everyone.shown("Rosa")[-1]
        assert "• Background check: not recorded yet" in everyone.shown("Rosa")[-1]
        await everyone.taps("Rosa", "Record: Background check")
        await everyone.taps("Rosa", "Not passed")
        await everyone.taps("Rosa", "Yes, record it")
        assert await _standing(everyone, "background") == Standing("failed")
        assert "The program could not confirm this: Background check." in everyone.news("Ana")[-1]
        await everyone.taps("Rosa", "Undo")
        assert "Undone. For Ana it is as it was: Background check, not recorded yet." in everyone.shown("Rosa")[-1]
        assert await _standing(everyone, "background") == Standing()
        assert "It is as it was before: Background check." in everyone.news("Ana")[-1]
        assert [key.split(":")[0] for key in await lines(everyone)] == ["check-missing"]
        assert (await trail(everyone))[-2:] == ["record-check", "undo-check"]


async def test_undo_gives_back_the_day_that_was_recorded_before_unless_a_colleague_changed_it_since(company):
    async with company(CAST) as everyone:
        await everyone.says("Rosa", "/desk", "people", "checks", "find a mentor", "ana")
        assert await _standing(everyone, "references") == Standing("passed")
        for label in ("Change: Two references", "2 years", "Yes, record it"):
            await everyone.taps("Rosa", label)
        assert (await _standing(everyone, "references")).until is not None
        await everyone.taps("Rosa", "Undo")
        assert await _standing(everyone, "references") == Standing("passed")
        for label in ("Ana's checks", "Change: Two references", "1 year", "Yes, record it"):
            await everyone.taps("Rosa", label)
        await _has(everyone, {"references": _passed("2040-01-01")})
        await everyone.taps("Rosa", "Undo")
        assert "I left it so" in everyone.shown("Rosa")[-1]
        assert (await _standing(everyone, "references")).until == dt.date(2040, 1, 1)


async def test_only_who_looks_after_the_program_records_and_nobody_their_own(company):
    async with company(CAST) as everyone:
        await _has(everyone, {})
        ana = await _mentor(everyone)
        await everyone.keeps(SaveStaff(Staff(ana.person, "coordinator", PROGRAM, everyone.clock.now())))
        data = f"desk.check.{ana.person:x}.{code_of(PROGRAM)}.0.n.yes"
        for name in ("Luis", "Sam", "Ana"):
            await everyone.presses(name, data)
            assert await _standing(everyone, "references") == Standing()
        assert (await trail(everyone)).count("denied") == 2
        assert "your own checks" in everyone.news("Ana")[-1]
        await everyone.presses("Vera", data)
        assert await _standing(everyone, "references") == Standing("passed")


async def test_who_still_trains_or_was_not_passed_waits_for_no_check(company):
    async with company(CAST) as everyone:
        await _has(everyone, {"references": {"outcome": "failed", "expires": None}})
        await everyone.waits(days=1)
        assert await lines(everyone) == {}
        await _has(everyone, {}, training={})
        await everyone.waits(days=1)
        assert await lines(everyone) == {}


async def test_a_check_that_runs_out_is_renewed_from_its_line(company):
    async with company(CAST) as everyone:
        today = everyone.clock.now().date()
        soon = (today + dt.timedelta(days=10)).isoformat()
        await _has(everyone, {"references": _passed(soon), "background": _passed("2030-01-01")})
        await everyone.waits(days=1)
        await everyone.says("Rosa", "/desk", "today")
        for label in ("1 · Look", "I take it"):
            await everyone.taps("Rosa", label)
        await everyone.says("Rosa", "/desk", "today")
        await everyone.taps("Rosa", "1 · Record the check")
        assert everyone.shown("Rosa")[-1] == "How long does this hold for Ana: Two references?"
        for label in (f"As usual: March {today.day + 1}, 2029", "Yes, record it"):
            await everyone.taps("Rosa", label)
        assert await lines(everyone) == {}


@pytest.mark.parametrize(
    "standing", [Standing(), Standing("failed"), Standing("passed"), Standing("passed", dt.date(2031, 2, 28))]
)
def test_a_standing_survives_its_letters(standing):
    assert read_standing(standing.code) == standing
    assert read_standing("dzz") is None
