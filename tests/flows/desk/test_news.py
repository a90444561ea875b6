"""What is new on the list is told within the day: once, by day, to those it concerns, and only if they wish it."""

from __future__ import annotations

import pytest

from bot.words.effects.desk import SaveStaff, Settle, Tend
from tests.flows.desk.office import CAST, puts_on_list, trail
from tests.scenes.staff import BEGAN, Staff

NEW = "Rosa, this is new on your list since you last looked:\n   1 × quiet"


async def looks(everyone, name: str = "Rosa") -> None:
    """Has looked at the list: from then on they hear of what is new."""
    await everyone.says(name, "/desk", "today")
    everyone.news(name)


async def test_what_came_since_they_looked_is_told_in_the_afternoon_once(company):
    async with company(CAST) as everyone:
        await looks(everyone)
        await puts_on_list(everyone)
        await everyone.waits(hours=2)
        assert everyone.news("Rosa") == [], "not before the afternoon"
        await everyone.waits(hours=2)
        assert everyone.news("Rosa") == [NEW], "the same day"
        await everyone.taps("Rosa", "Today")
        assert "Sam & Ana: quiet" in everyone.shown("Rosa")[-1]
        await everyone.waits(days=2)
        assert everyone.news("Rosa") == [], "never twice"


async def test_what_they_have_seen_already_is_not_told(company):
    async with company(CAST) as everyone:
        await puts_on_list(everyone)
        await looks(everyone)
        await everyone.waits(days=3)
        assert everyone.news("Rosa") == []


async def test_a_line_that_comes_again_after_it_was_done_is_new(company):
    async with company(CAST) as everyone:
        line = await puts_on_list(everyone)
        await looks(everyone)
        await everyone.keeps(Tend(line.key, "done", 1))
        await everyone.waits(hours=1)
        await puts_on_list(everyone)
        await everyone.waits(hours=5)
        assert everyone.news("Rosa") == [NEW]


async def test_what_is_over_or_taken_by_someone_else_by_then_is_not_told(company):
    async with company(CAST + "Luis coordinates new_neighbors.\n") as everyone:
        await looks(everyone)
        over = await puts_on_list(everyone, "never-met")
        await puts_on_list(everyone)
        await everyone.keeps(Settle(over.key))
        await everyone.says("Luis", "/desk", "today", "1 · look", "i take it")
        await everyone.waits(days=1)
        assert everyone.news("Rosa") == []


async def test_whoever_wants_it_on_mondays_only_says_so_with_one_tap_and_can_change_it_again(company):
    async with company(CAST) as everyone:
        await looks(everyone)
        await puts_on_list(everyone)
        await everyone.waits(hours=5)
        await everyone.taps("Rosa", "Tell me on Mondays only")
        assert "from now on I tell you on Mondays only" in everyone.news("Rosa")[-1]
        await puts_on_list(everyone, "diverging")
        await everyone.waits(days=2)
        assert everyone.news("Rosa") == []
        await everyone.says("Rosa", "/desk", "people", "tell me every day")
        assert "once a day at most" in everyone.news("Rosa")[-1]
        await everyone.waits(days=1)
        assert "1 × they see it differently" in everyone.news("Rosa")[-1]
        assert (await trail(everyone)).count("news") == 2


@pytest.mark.parametrize(("kind", "is_told"), [("silent", False), ("low", True)])
async def test_at_weekends_only_what_is_pressing_is_told(company, kind, is_told):
    async with company(CAST) as everyone:
        await looks(everyone)
        await everyone.waits(days=4)
        about = {"person": (await everyone.scene("Sam")).person.id, "told": {"mark": 2}} if kind == "low" else {}
        await puts_on_list(everyone, kind, **about)
        await everyone.waits(hours=5)
        assert bool(everyone.news("Rosa")) == is_told


async def test_nothing_is_told_during_a_holiday_nor_to_who_has_no_rights_any_more(company):
    async with company(CAST + "Luis coordinates new_neighbors.\n") as everyone:
        await looks(everyone)
        await looks(everyone, "Luis")
        await everyone.says("Rosa", "/desk", "people", "i'm away for a while", "20.3.2026", "everyone in my program")
        luis = (await everyone.scene("Luis")).person.id
        for program in ("new_neighbors", "first_year"):
            await everyone.keeps(SaveStaff(Staff(luis, "coordinator", program, BEGAN, ended=everyone.clock.now())))
        everyone.news("Rosa"), everyone.news("Luis")
        await puts_on_list(everyone)
        await everyone.waits(days=2)
        assert everyone.news("Rosa") == everyone.news("Luis") == []


async def test_somebody_in_need_is_told_of_at_once_even_to_who_wants_mondays_only(company):
    async with company(CAST) as everyone:
        await everyone.presses("Rosa", "desk.news.mondays")
        everyone.news("Rosa")
        await everyone.says("Sam", "I want to die")
        await everyone.waits(seconds=2)
        [said] = everyone.news("Rosa")
        assert said.startswith("⚠ Rosa, someone may be in need.")
        await everyone.says("Sam", "I want to die")
        await everyone.waits(days=1)
        assert everyone.news("Rosa") == [], "the same line stands; it is not told twice"


async def test_somebody_in_need_at_night_is_told_of_in_the_morning(company):
    async with company(CAST) as everyone:
        await everyone.waits(hours=12)
        await everyone.says("Sam", "I want to die")
        await everyone.waits(hours=5)
        assert everyone.news("Rosa") == []
        await everyone.waits(hours=8)
        assert "someone may be in need" in everyone.news("Rosa")[-1]
