"""Rights are read in the transaction that uses them: old buttons do nothing, and somebody stays an admin."""

from __future__ import annotations

import pytest

from bot.flows.desk.kinds import code_of
from bot.flows.desk.rights import DENIED
from bot.words.effects.desk import SaveStaff
from bot.words.messages import Inbound, Press
from tests.flows.desk.office import CAST, lines, puts_on_list, rights, trail
from tests.scenes.staff import Staff

DENIAL = DENIED.english


async def test_a_desk_is_there_for_staff_alone(company):
    async with company(CAST) as everyone:
        await everyone.says("Ana", "hello there, program")
        everyone.news("Ana")
        await everyone.says("Ana", "/desk")
        unknown = everyone.news("Ana")
        await everyone.says("Ana", "/nothing")
        assert [text.replace("/desk", "/nothing") for text in unknown] == everyone.news("Ana")
        await everyone.says("Rosa", "/desk")
        assert "Your desk, Rosa" in everyone.news("Rosa")[-1]


async def test_row_57_the_buttons_of_a_former_coordinator_do_nothing_and_that_they_were_pressed_is_noted(company):
    async with company(CAST) as everyone:
        await puts_on_list(everyone)
        await everyone.says("Rosa", "/desk", "today")
        await everyone.taps("Rosa", "1 · Look")
        await everyone.says("Vera", "/desk", "people")
        await everyone.taps("Vera", "Remove Rosa")
        assert await rights(everyone, "Rosa") == {("coordinator", "new_neighbors")}, "not before it is said twice"
        await everyone.taps("Vera", "Yes")
        assert await rights(everyone, "Rosa") == set()
        everyone.news("Rosa"), everyone.news("Sam")
        for label in ("Pause", "End it", "Done", "Today"):
            await everyone.taps("Rosa", label)
        assert everyone.news("Rosa") == [DENIAL] * 4
        assert everyone.news("Sam") == []
        assert (await everyone.match()).status == "open"
        assert await lines(everyone) == {"silent:new_neighbors": "open"}
        assert (await trail(everyone)).count("denied") == 4


async def test_row_57_rights_that_end_in_the_same_batch_are_over_for_the_press_behind_it(company):
    async with company(CAST) as everyone:
        line = await puts_on_list(everyone)
        await everyone.says("Vera", "/desk", "people")
        await everyone.taps("Vera", "Remove Rosa")
        everyone.news("Rosa")
        rosa, vera = everyone.chat("Rosa"), everyone.chat("Vera")
        yes = next(b.data for e in reversed(vera.messages()) for b in e.buttons if b.label == "Yes")
        now = everyone.clock.now()
        await everyone.hub.accept(
            [
                Inbound("first", vera.address, Press(yes), now),
                Inbound("second", rosa.address, Press(f"desk.line.{code_of(line)}.done"), now),
            ]
        )
        await everyone.hub.settle()
        assert DENIAL in everyone.news("Rosa")
        assert await lines(everyone) == {line.key: "open"}


@pytest.mark.parametrize("deed", ["", ".done", ".pause", ".close.yes", ".write.mentee", ".hand-over"])
async def test_row_57_a_coordinator_of_another_program_can_do_nothing_about_a_line(company, deed):
    async with company(CAST) as everyone:
        line = await puts_on_list(everyone)
        await everyone.presses("Luis", f"desk.line.{code_of(line)}{deed}")
        assert "no longer on the list" in everyone.news("Luis")[-1]
        assert await lines(everyone) == {line.key: "open"}
        assert (await everyone.match()).status == "open"
        assert everyone.news("Sam") == everyone.news("Ana") == []


async def test_a_coordinator_cannot_remove_anyone_but_themselves(company):
    async with company(CAST) as everyone:
        vera = (await everyone.scene("Vera")).person.id
        for sure in ("", ".yes"):
            await everyone.presses("Rosa", f"desk.staff.remove.{vera:x}.{sure}")
        assert await rights(everyone, "Vera") == {("admin", "")}
        await everyone.says("Rosa", "/desk", "people", "stop being coordinator of new neighbors", "yes")
        assert await rights(everyone, "Rosa") == set()


async def test_the_last_admin_stays_an_admin_and_is_not_forgotten(company):
    async with company(CAST) as everyone:
        await everyone.says("Vera", "/desk", "people", "stop being admin")
        assert "You are the only admin" in everyone.news("Vera")[-1]
        vera = (await everyone.scene("Vera")).person.id
        await everyone.presses("Vera", f"desk.staff.remove.{vera:x}..yes")
        await everyone.says("Vera", "/delete")
        await everyone.presses("Vera", "do.forget-yes")
        assert await rights(everyone, "Vera") == {("admin", "")}
        assert "last-admin-stays" in await trail(everyone)


async def test_with_a_second_admin_the_first_may_go(company):
    async with company(CAST) as everyone:
        rosa = (await everyone.scene("Rosa")).person.id
        await everyone.keeps(SaveStaff(Staff(rosa, "admin", "", everyone.clock.now())))
        await everyone.says("Vera", "/desk", "people", "stop being admin", "yes")
        assert await rights(everyone, "Vera") == set()
        await everyone.says("Rosa", "/desk", "people", "stop being admin")
        assert "You are the only admin" in everyone.news("Rosa")[-1]


async def test_what_someone_looked_after_is_everyones_again_once_their_rights_are_over(company):
    async with company(CAST) as everyone:
        line = await puts_on_list(everyone)
        await everyone.says("Rosa", "/desk", "today", "1 · look", "i take it")
        assert await lines(everyone) == {line.key: "taken"}
        assert await everyone.store.read(lambda session: session.caseload()) != {}
        await everyone.says("Rosa", "/desk", "people", "stop being coordinator of new neighbors", "yes")
        assert await lines(everyone) == {line.key: "open"}
        assert await everyone.store.read(lambda session: session.caseload()) == {}


@pytest.mark.parametrize(
    "data",
    [
        "desk.",
        "desk.nothing",
        "desk.line.zz",
        "desk.today.99999",
        "desk.concern.zz.words",
        "desk.write.1.x",
        "desk.invite.approve.",
        "desk.staff.remove.",
        "letter.12",
    ],
)
async def test_row_56_forged_buttons_are_answered_and_change_nothing(company, data):
    async with company(CAST) as everyone:
        for name in ("Rosa", "Ana"):
            await everyone.presses(name, data)
            assert everyone.news(name)
        assert await lines(everyone) == {}


async def _removes(everyone, name: str) -> None:
    person = (await everyone.scene(name)).person.id
    await everyone.says("Vera", "/desk", "people")
    await everyone.taps("Vera", f"Remove {name}")
    await everyone.taps("Vera", "Yes")
    assert not (await everyone.scene(name)).staff, person
    everyone.news(name)


@pytest.mark.parametrize("asked", ["/desk", "/dashboard"])
async def test_a_former_coordinator_who_asks_for_the_desk_hears_that_it_is_over_and_where_they_stand(company, asked):
    async with company(CAST) as everyone:
        await _removes(everyone, "Rosa")
        await everyone.says("Rosa", asked)
        [said] = everyone.news("Rosa")
        assert said.startswith("Your time as coordinator of New Neighbors is over, so there is no desk for you here")
        assert said.endswith("It takes about five minutes.")
        assert (await everyone.scene("Rosa")).run is None, "nothing is asked"


async def test_a_former_coordinator_who_is_a_mentor_as_well_hears_who_they_walk_with(company):
    async with company(CAST) as everyone:
        ana = (await everyone.scene("Ana")).person.id
        await everyone.keeps(SaveStaff(Staff(ana, "coordinator", "new_neighbors", everyone.clock.now())))
        await _removes(everyone, "Ana")
        await everyone.says("Ana", "/desk")
        over, stands = everyone.news("Ana")
        assert over.startswith("Your time as coordinator of New Neighbors is over")
        assert "Sam" in stands


async def test_what_a_former_coordinator_was_asked_at_the_desk_is_asked_no_more(company):
    async with company(CAST) as everyone:
        await everyone.says("Rosa", "/desk", "broadcasts", "new broadcast")
        assert (await everyone.scene("Rosa")).run is not None
        await _removes(everyone, "Rosa")
        assert (await everyone.scene("Rosa")).run is None
        await everyone.says("Rosa", "/desk")
        assert everyone.news("Rosa")[-1].startswith("Your time as")
