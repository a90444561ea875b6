"""Several processes on one PostgreSQL: one winner for a code, one keeper for a line, and an admin that stays."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from bot.doings.desk.watch import first_code
from bot.flows.desk.kinds import code_of
from bot.words.desk import Staff
from bot.words.effects.desk import Raise, SaveStaff
from bot.words.journeys import Attention
from bot.words.messages import Press
from tests.pairing.circle import PROGRAM, START, member, sit_down
from tests.storage.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]
PEOPLE = [member(number, "mentor") for number in range(1, 5)]
NAMES = [person.name for person, _ in PEOPLE]


async def _processes(stack: AsyncExitStack, url: str, *staff: Staff):
    first = await sit_down(stack, url, PEOPLE)
    await first.store.write(lambda session: session.carry_out([SaveStaff(one) for one in staff], START))
    return [first, await sit_down(stack, url)]


async def _staff(around) -> set[int]:
    return {one.person for one in await around.store.read(lambda session: session.staff())}


@pytest.mark.parametrize("_", range(3))
async def test_row_55_of_two_who_bring_a_code_to_two_processes_one_wins(postgres_url, _):
    async with AsyncExitStack() as stack:
        one, other = await _processes(stack, postgres_url)
        code = await first_code(one.store, one.clock)
        await asyncio.gather(
            *(around.does(around.types(name, f"/admin {code}")) for around in (one, other) for name in NAMES[:2])
        )
        assert len(await _staff(one)) == 1


@pytest.mark.parametrize("_", range(3))
async def test_of_two_admins_who_leave_at_the_same_moment_one_stays(postgres_url, _):
    admins = [Staff(1, "admin", "", START), Staff(2, "admin", "", START)]
    async with AsyncExitStack() as stack:
        one, other = await _processes(stack, postgres_url, *admins)
        await asyncio.gather(
            one.does(one.inbound(NAMES[0], Press("desk.staff.remove.1..yes"))),
            other.does(other.inbound(NAMES[1], Press("desk.staff.remove.2..yes"))),
        )
        assert len(await _staff(one)) == 1


@pytest.mark.parametrize("_", range(3))
async def test_of_two_admins_who_remove_each_other_at_the_same_moment_one_stays(postgres_url, _):
    admins = [Staff(1, "admin", "", START), Staff(2, "admin", "", START)]
    async with AsyncExitStack() as stack:
        one, other = await _processes(stack, postgres_url, *admins)
        await asyncio.gather(
            one.does(one.inbound(NAMES[0], Press("desk.staff.remove.2..yes"))),
            other.does(other.inbound(NAMES[1], Press("desk.staff.remove.1..yes"))),
        )
        assert len(await _staff(one)) == 1


@pytest.mark.parametrize("_", range(3))
async def test_of_two_who_take_a_line_at_the_same_moment_one_has_it_and_the_other_hears_who(postgres_url, _):
    line = Attention("asks:1", "asks", PROGRAM, START, person=3)
    staff = [Staff(1, "coordinator", PROGRAM, START), Staff(2, "coordinator", PROGRAM, START)]
    async with AsyncExitStack() as stack:
        one, other = await _processes(stack, postgres_url, *staff)
        await one.store.write(lambda session: session.carry_out([Raise(line)], START))
        press = Press(f"desk.line.{code_of(line)}.take")
        await asyncio.gather(
            one.does(one.inbound(NAMES[0], press)),
            other.does(other.inbound(NAMES[1], press)),
        )
        [kept] = await one.store.read(lambda session: session.attention())
        heard = {name: " ".join(one.chats.heard[name] + other.chats.heard[name]) for name in NAMES[:2]}
        won = NAMES[(kept.owner or 1) - 1]
        lost = next(name for name in NAMES[:2] if name != won)
        assert "It is yours now" in heard[won]
        assert f"{won} has this one already" in heard[lost]
