"""Mentors need training and checks; in a rehearsal both can be counted as done."""

from __future__ import annotations

from dataclasses import replace

import aiohttp

from bot.curriculum.folders import SHIPPED, read_program
from bot.words.effects.people import SaveMembership
from tests.rehearsing.conftest import rehearsal_of, serving


async def test_a_round_names_who_is_not_ready_and_once_they_are_it_finds_them(tmp_path):
    program = read_program(SHIPPED / "first_year")
    async with rehearsal_of(tmp_path, program) as rehearsing, serving(rehearsing) as url:
        await rehearsing.fill("first_year", 2, 1)
        pool = await rehearsing.store.read(lambda session: session.pool("first_year"))
        mentor = next(one for one in pool.members if one.membership.role == "mentor")
        new = SaveMembership(replace(mentor.membership, record={}))
        await rehearsing.store.write(lambda session: session.carry_out((new,), rehearsing.clock.now()))
        chat = next(one for one in rehearsing.rehearsal.chats.values() if one.role == "mentor")

        async with aiohttp.ClientSession(url) as session:

            async def post(path):
                async with session.post(path, json={}) as response:
                    return await response.json()

            assert await post("/api/round") == {"proposals": 0, "unready": [mentor.person.name]}
            assert await post("/api/ready") == {"mentors": [mentor.person.name]}
            told = [entry.text for entry in chat.messages() if entry.origin == "bot"]
            (said,) = told
            assert "settled now, thank you: Two references and A talk with the coordinator." in said, "one for all"
            assert "That was the last thing that was missing." in said
            assert (await post("/api/round"))["proposals"] > 0
            assert await post("/api/ready") == {"mentors": []}
