"""Codes that make someone staff: one use, one winner, the same answer to every bad one, and silence for who guesses."""

from __future__ import annotations

import asyncio

import pytest

from bot.flows.desk.codes import BAD
from tests.flows.desk.office import CAST, admin_code, passes_questions, rights, trail

NOBODY_YET = """
Nina is on Telegram.
Omar is on Slack.
"""
SAID = BAD.english


async def test_the_first_admin_brings_the_printed_code_passes_the_age_question_and_the_code_is_used_up(company):
    async with company(NOBODY_YET) as everyone:
        code = await admin_code(everyone)
        await everyone.says("Nina", f"/admin {code}")
        assert "invited to help run this program" in everyone.news("Nina")[0]
        assert await rights(everyone, "Nina") == set()
        said = await passes_questions(everyone, "Nina")
        assert "You are an admin now, Nina" in said[-2] + said[-1]
        assert await rights(everyone, "Nina") == {("admin", "")}
        everyone.news("Nina")
        await everyone.says("Nina", "help")
        [helped] = everyone.news("Nina")
        assert helped.startswith("You help to run the program. Write /desk")
        assert "look for someone who fits you" not in helped
        assert await admin_code(everyone) == ""
        await everyone.says("Omar", f"/admin {code}")
        assert everyone.news("Omar") == [SAID]


async def test_the_code_of_an_earlier_start_works_no_more(company):
    async with company(NOBODY_YET) as everyone:
        old, new = await admin_code(everyone), await admin_code(everyone)
        await everyone.says("Nina", f"/admin {old}")
        assert everyone.news("Nina") == [SAID]
        await everyone.says("Nina", f"/start {new}")
        assert everyone.news("Nina") != [SAID]


async def test_who_does_not_pass_the_age_question_does_not_join_and_the_code_stays_good(company):
    async with company(NOBODY_YET) as everyone:
        code = await admin_code(everyone)
        await everyone.says("Nina", f"/admin {code}", "yes", "5/2015")
        assert (await everyone.scene("Nina")).person is None
        assert not any("18" in text for text in everyone.news("Nina"))
        await everyone.says("Nina", f"/admin {code}")
        assert "I can't offer you a place" in everyone.news("Nina")[-1]
        await everyone.says("Omar", f"/admin {code}")
        await passes_questions(everyone, "Omar")
        assert await rights(everyone, "Omar") == {("admin", "")}


@pytest.mark.parametrize(
    "bad",
    ["c-" + "a" * 26, "c-" + "b" * 63, "c-", "c-" + "ü" * 10, "c-'; DROP TABLE staff;--", "c-" + "a" * 4000],
    ids=["guessed", "65 characters", "empty", "letters", "statement", "long"],
)
async def test_row_55_every_bad_code_gets_the_same_answer_and_stops_nobody(company, bad):
    async with company(NOBODY_YET) as everyone:
        await admin_code(everyone)
        await everyone.says("Nina", f"/start {bad}")
        assert everyone.news("Nina") == [SAID]
        assert (await everyone.scene("Nina")).person is None


async def test_row_55_an_altered_code_and_one_for_a_program_that_is_gone_are_bad_codes(company):
    async with company(CAST) as everyone:
        code = await _invited(everyone)
        altered = code[:-1] + ("a" if code[-1] != "a" else "b")
        await everyone.says("Sam", altered)
        assert everyone.news("Sam") == [SAID]
        assert await rights(everyone, "Sam") == set()


async def test_row_55_five_wrong_codes_in_an_hour_are_answered_then_none_is_until_the_hour_is_over(company):
    async with company(NOBODY_YET) as everyone:
        code = await admin_code(everyone)
        for number in range(5):
            await everyone.says("Nina", f"/start c-{number}")
        assert everyone.news("Nina") == [SAID] * 5
        await everyone.says("Nina", "/start c-6", f"/admin {code}")
        assert everyone.news("Nina") == []
        await everyone.says("Omar", f"/start {code}")
        assert everyone.news("Omar")[0] != SAID, "nobody else is kept waiting"
        await everyone.waits(hours=1, minutes=1)
        await everyone.says("Nina", f"/admin {code}")
        assert "invited to help" in everyone.news("Nina")[0]


async def test_row_55_an_invitation_works_once_for_its_program_and_for_nobody_else(company):
    async with company(CAST) as everyone:
        code = await _invited(everyone)
        await everyone.says("Sam", code.upper())
        assert "You coordinate New Neighbors now" in everyone.news("Sam")[-1]
        assert await rights(everyone, "Sam") == {("coordinator", "new_neighbors")}
        await everyone.says("Ana", code)
        assert everyone.news("Ana") == [SAID]
        assert await rights(everyone, "Ana") == set()
        assert "joined" in await trail(everyone)


async def test_an_invitation_is_found_in_the_message_it_was_passed_on_with(company):
    async with company(CAST) as everyone:
        code = await _invited(everyone)
        await everyone.says("Sam", f"Hello, Nina sent me this: {code}. What do I do?")
        assert "You coordinate New Neighbors now" in everyone.news("Sam")[-1]


async def test_who_had_begun_as_a_newcomer_before_the_code_came_is_not_asked_on(company):
    async with company(CAST + "Omar is on Slack.\n") as everyone:
        code = await _invited(everyone)
        await everyone.says("Omar", "Hello, Vera says I should write to you", "yes", "5/1990", code, "Omar", "Hamburg")
        assert "You coordinate New Neighbors now" in everyone.news("Omar")[-1]
        await everyone.says("Omar", "today")
        assert "What brings you here" not in everyone.news("Omar")[-1]
        assert (await everyone.scene("Omar")).run is None


async def test_a_button_of_the_desk_can_be_typed_beside_a_question_that_does_not_understand_it(company):
    async with company(CAST + "Omar is on Slack.\n") as everyone:
        code = await _invited(everyone)
        await everyone.says("Omar", code, "yes", "5/1990", "Omar", "Hamburg", "/start mentee")
        await everyone.says("Omar", "/desk", "matching")
        assert "Matching, New Neighbors" in everyone.news("Omar")[-1]


async def test_staff_alone_may_type_the_beginning_of_a_button_where_no_other_begins_so(company):
    async with company(CAST) as everyone:
        await everyone.says("Vera", "/desk", "join")
        assert "link" in everyone.news("Vera")[-1].lower()
        await everyone.says("Vera", "/desk", "re", "to")
        assert "Your desk" in everyone.news("Vera")[-1], "only whole words count"


async def test_row_55_an_invitation_runs_out_after_two_weeks_even_for_who_has_begun(company):
    async with company(CAST) as everyone:
        code = await _invited(everyone)
        await everyone.waits(days=14, minutes=1)
        everyone.news("Sam")
        await everyone.says("Sam", code)
        assert everyone.news("Sam") == [SAID]


async def test_row_55_of_two_who_bring_a_code_at_the_same_moment_one_wins(company):
    async with company(CAST) as everyone:
        code = await _invited(everyone)
        everyone.news("Sam"), everyone.news("Ana")
        await asyncio.gather(
            everyone.does("Sam", text=code, settle=False), everyone.does("Ana", text=code, settle=False)
        )
        await everyone.hub.settle()
        winners = [name for name in ("Sam", "Ana") if await rights(everyone, name)]
        assert len(winners) == 1
        loser = ({"Sam", "Ana"} - set(winners)).pop()
        assert everyone.news(loser) == [SAID]


async def test_a_coordinators_invitation_needs_an_admins_yes(company):
    async with company(CAST) as everyone:
        await everyone.says("Rosa", "/desk", "invite")
        await everyone.taps("Rosa", "New invitation")
        await everyone.says("Rosa", "New Neighbors")
        code = _code_in(everyone.news("Rosa")[-1])
        await everyone.says("Sam", code)
        assert everyone.news("Sam")[-1] == SAID, "not before it is approved"
        assert "Rosa would like to invite someone" in everyone.news("Vera")[-1]
        await everyone.taps("Vera", "Approve")
        assert "is approved" in everyone.news("Rosa")[-1]
        await everyone.says("Sam", code)
        assert await rights(everyone, "Sam") == {("coordinator", "new_neighbors")}


async def test_a_withdrawn_invitation_is_a_bad_code(company):
    async with company(CAST) as everyone:
        code = await _invited(everyone)
        await everyone.says("Vera", "/desk", "invite")
        await everyone.taps("Vera", "Withdraw 1")
        await everyone.says("Sam", code)
        assert everyone.news("Sam") == [SAID]


async def test_a_coordinator_cannot_approve_what_they_asked_for(company):
    async with company(CAST) as everyone:
        await everyone.says("Rosa", "/desk", "invite", "new invitation", "new neighbors")
        code = _code_in(everyone.news("Rosa")[-1])
        found = (await everyone.store.read(lambda session: _invitations(session, everyone)))[0]
        await everyone.presses("Rosa", f"desk.invite.approve.{found.id:x}")
        await everyone.says("Sam", code)
        assert everyone.news("Sam") == [SAID]


async def test_a_typed_code_is_not_kept_in_the_inbox(company):
    async with company(NOBODY_YET) as everyone:
        code = await admin_code(everyone)
        await everyone.says("Nina", f"/admin {code}")
        kept = await everyone.store.write(
            lambda session: session._tx.rows(__import__("sqlalchemy").text("SELECT payload FROM inbox"))
        )
        assert [row[0] for row in kept] == [None]


def _invitations(session, everyone):
    from bot.doings.desk.watch import NOBODY
    from bot.words.desk import Look

    return session.desk(Look(invitations=True), NOBODY, everyone.clock.now()).invitations


async def _invited(everyone) -> str:
    """An admin invites a coordinator for New Neighbors."""
    await everyone.says("Vera", "/desk", "invite")
    await everyone.taps("Vera", "New invitation")
    await everyone.taps("Vera", "New Neighbors")
    return _code_in(everyone.news("Vera")[-1])


def _code_in(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("c-"))
