"""What a coordinator records about a mentor on order: the mentor is told of it, and ahead of time when it runs out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.doings.desk.matching import MatchingDesk
from bot.doings.desk.orders import OrderRefused
from bot.doings.rounds import Rounds
from bot.words.effects.people import SaveMembership
from bot.words.people import pseudonym
from tests.flows.desk.office import CAST, lines

PROGRAM = "new_neighbors"


async def _order(everyone, **said):
    stage = everyone.playing._rehearsing.stage
    rounds = Rounds(everyone.store, everyone.clock, stage.programs)
    desk = MatchingDesk(everyone.store, everyone.clock, rounds, stage.programs, stage.speech)
    ana = pseudonym((await everyone.scene("Ana")).person.id)
    return await desk.check({"program": PROGRAM, "person": ana, "name": "references", **said})


async def test_a_mentor_hears_of_a_check_that_was_recorded_and_a_month_before_it_runs_out(company):
    async with company(CAST) as everyone:
        done = await _order(everyone, outcome="passed", until=str(everyone.clock.now().date() + dt.timedelta(days=40)))
        await everyone.waits(minutes=1)
        (said,) = everyone.news("Ana")
        assert said.startswith("Good news from New Neighbors: this is settled now, thank you: Two references.")
        await everyone.waits(days=11)
        assert any("Two references, recorded by New Neighbors, runs out on" in one for one in everyone.news("Ana"))
        assert done["outcome"] == "passed"


async def test_without_a_date_a_check_holds_to_the_day_as_many_months_as_the_program_says(company):
    async with company(CAST) as everyone:
        today = everyone.clock.now().date()
        done = await _order(everyone, outcome="passed")
        assert done["until"] == str(today.replace(year=today.year + 3))


async def test_what_is_recorded_on_order_stands_in_the_trail_as_the_operators_like_one_from_the_desk(company):
    async with company(CAST) as everyone:
        ana = (await everyone.scene("Ana")).person.id
        done = await _order(everyone, outcome="passed")
        await _order(everyone, outcome="failed")
        with pytest.raises(OrderRefused):
            await _order(everyone, outcome="fine")
        lines = await everyone.store.read(lambda session: session.audit(PROGRAM, 10))
        assert [(one.by, one.what, one.person, one.details) for one in lines] == [
            (None, "record-check", ana, {"check": "references", "outcome": "failed", "until": ""}),
            (None, "record-check", ana, {"check": "references", "outcome": "passed", "until": done["until"]}),
        ]


async def test_only_an_outcome_there_is_and_a_check_the_program_asks_for_can_be_recorded(company):
    async with company(CAST) as everyone:
        for wrong in ({"outcome": "fine"}, {"outcome": "passed", "name": "eyesight"}):
            with pytest.raises(OrderRefused, match="a check is one of references"):
                await _order(everyone, **wrong)
        with pytest.raises(OrderRefused, match="is no day; write it as"):
            await _order(everyone, outcome="passed", until="31.1.2028")


async def test_who_waits_for_a_check_leaves_the_coordinators_list_once_the_last_one_is_recorded_on_order(company):
    async with company(CAST) as everyone:
        scene = await everyone.scene("Ana")
        mentor = next(m for m in scene.memberships if m.role == "mentor")
        await everyone.keeps(SaveMembership(replace(mentor, record={**mentor.record, "checks": {}})))
        await everyone.waits(days=1)
        for name, left in (("background", ["check-missing"]), ("references", [])):
            await _order(everyone, name=name, outcome="passed")
            assert [key.split(":")[0] for key in await lines(everyone)] == left
