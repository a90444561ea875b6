"""Taking back what was decided on the board: forbidden, exchanged, made by hand; never what somebody else decided."""

from __future__ import annotations

from dataclasses import replace

from bot.words.effects.people import SaveMembership
from bot.words.people import pseudonym
from tests.flows.desk.office import trail
from tests.flows.desk.test_board import PROGRAM, STAFF, held, now_said, opens, people, taps


async def board(everyone):
    return await everyone.store.read(lambda session: session.laid(PROGRAM))


async def apart(everyone):
    return dict((await everyone.store.read(lambda session: session.pool(PROGRAM))).apart)


def data_of(everyone, who: str, label: str) -> str:
    shown = [entry for entry in everyone.chat(who).messages() if entry.origin == "bot" and entry.buttons][-1]
    return next(one.data for one in shown.buttons if one.label == label)


async def test_an_approved_pair_that_was_forbidden_is_approved_again_and_may_meet(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them", "1 · Approve", "Board", "Approved ones")
        before = (await board(everyone)).held
        await taps(everyone, "Rosa", "1 · Not this pair", "Never", "Skip")
        assert len(await apart(everyone)) == 1
        await taps(everyone, "Rosa", "Undo")
        assert now_said(everyone, "Rosa").startswith("Taken back: ")
        assert "is approved as before" in now_said(everyone, "Rosa")
        after = (await board(everyone)).held
        assert [(one.id, one.mentee, one.mentor) for one in after] == [
            (one.id, one.mentee, one.mentor) for one in before
        ]
        assert await apart(everyone) == {}
        await taps(everyone, "Rosa", "Board", "Release now")
        assert "1 of 1 people see their suggestions now" in now_said(everyone, "Rosa")


async def test_another_mentor_for_an_approved_pair_is_taken_back_to_the_one_before(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them", "1 · Approve", "Board", "Approved ones", mentees=3, mentors=5)
        before = {(one.mentee, one.mentor) for one in await held(everyone)}
        await taps(everyone, "Rosa", "1 · Another mentor", "Take ")
        assert {(one.mentee, one.mentor) for one in await held(everyone)} != before
        await taps(everyone, "Rosa", "Undo")
        assert {(one.mentee, one.mentor) for one in await held(everyone)} == before


async def test_where_the_place_was_given_to_someone_else_meanwhile_it_is_said_so_and_nothing_changes(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them", "1 · Approve", "Board", "Approved ones", mentees=3, mentors=5)
        first = (await held(everyone))[0]
        await taps(everyone, "Rosa", "1 · Another mentor", "Take ")
        made = {(one.mentee, one.mentor) for one in await held(everyone)}
        mentor = next(one for one in await people(everyone) if one.person.id == first.mentor)
        profile = {**mentor.membership.profile, "seats": 0}
        await everyone.keeps(SaveMembership(replace(mentor.membership, profile=profile)))
        await taps(everyone, "Rosa", "Undo")
        assert "I can't take that back any more" in now_said(everyone, "Rosa")
        assert "has no free place any more" in now_said(everyone, "Rosa")
        assert {(one.mentee, one.mentor) for one in await held(everyone)} == made


async def test_what_was_decided_by_hand_has_its_undo_and_nobody_elses_can_be_undone(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them")
        before = (await board(everyone)).drafts
        first = before[0]
        said = f"{pseudonym(first.mentee)} with {pseudonym(first.mentor)}"
        await taps(everyone, "Rosa", "Board", "Pair by hand")
        await everyone.says("Rosa", said)
        await taps(everyone, "Rosa", "Make this pair")
        undo = data_of(everyone, "Rosa", "Undo")
        await everyone.presses("Luis", undo)
        assert len(await held(everyone)) == 1, "what Rosa decided is hers to take back"
        await taps(everyone, "Rosa", "Undo")
        assert await held(everyone) == []
        assert (await board(everyone)).drafts == before


async def test_two_kept_apart_by_hand_may_meet_again_at_once_or_much_later(company):
    async with company(STAFF) as everyone:
        await everyone.playing._rehearsing.fill(PROGRAM, 2, 2)
        mentee = next(one.person for one in await people(everyone) if one.membership.role == "mentee")
        mentor = next(one.person for one in await people(everyone) if one.membership.role == "mentor")
        await everyone.says("Rosa", "/desk")
        await taps(everyone, "Rosa", "Matching")
        for way in ("Undo", "Let them meet again"):
            await taps(everyone, "Rosa", "Pair by hand")
            await everyone.says("Rosa", f"{pseudonym(mentee.id)} with {pseudonym(mentor.id)}")
            await taps(everyone, "Rosa", "Never these two")
            assert list((await apart(everyone)).values()) == ["coordinator"]
            if way != "Undo":
                await taps(everyone, "Rosa", "Board", "Pair by hand")
                await everyone.says("Rosa", f"{pseudonym(mentee.id)} with {pseudonym(mentor.id)}")
            await taps(everyone, "Rosa", way)
            assert "may be put together again" in now_said(everyone, "Rosa")
            assert await apart(everyone) == {}
            await taps(everyone, "Rosa", "Board")
        assert (await trail(everyone)).count("allow") == 2
