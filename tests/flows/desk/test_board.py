"""The matching board in chat: looked at, decided pair by pair, let out, called back; nothing twice, nothing stale."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.doings.boards import Boards
from bot.doings.rounds import Rounds, in_thread
from bot.words.boards import Board
from bot.words.effects.desk import SaveStaff
from bot.words.effects.matches import SaveBoard
from bot.words.effects.people import SaveMembership, SavePerson
from tests.flows.desk.office import trail
from tests.scenes.staff import BEGAN, Staff

PROGRAM = "new_neighbors"
STAFF = """
Rosa is on Telegram.
Luis is on Slack.
Rosa coordinates new_neighbors.
Luis coordinates new_neighbors.
"""


async def opens(everyone, who: str, *labels: str, mentees: int = 6, mentors: int = 4) -> None:
    """A program full of people, a dry run, and then these buttons."""
    if not (await people(everyone)):
        await everyone.playing._rehearsing.fill(PROGRAM, mentees, mentors)
    await everyone.says(who, "/desk")
    await everyone.taps(who, "Matching")
    await taps(everyone, who, "Dry run", *labels)


async def taps(everyone, who: str, *labels: str) -> None:
    """Buttons of the newest message, by how their labels begin."""
    for label in labels:
        shown = [entry for entry in everyone.chat(who).messages() if entry.origin == "bot" and entry.buttons][-1]
        found = [one.label for one in shown.buttons if one.label.startswith(label)]
        assert found, f"{who} has no {label!r} but {[one.label for one in shown.buttons]}"
        await everyone.taps(who, found[0])


async def people(everyone):
    pool = await everyone.store.read(lambda session: session.pool(PROGRAM))
    return pool.members


async def held(everyone, *statuses: str):
    pool = await everyone.store.read(lambda session: session.pool(PROGRAM))
    return [one for one in pool.matches if one.status in (statuses or ("held",))]


def now_said(everyone, who: str) -> str:
    return everyone.shown(who)[-1]


async def test_a_dry_run_changes_nothing_for_anyone_and_tells_in_one_message_what_it_found(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa")
        said = now_said(everyone, "Rosa")
        assert "Dry run of Tuesday, March 10, 1:00 PM: 6 of 6 people found someone." in said
        assert "To look at: 6." in said
        looking = [text for text in everyone.shown("Rosa") if "I am looking at who fits whom" in text]
        assert looking == [], "the same message is edited"
        assert await held(everyone) == []
        await taps(everyone, "Rosa", "Dry run")
        assert "0 new, 0 with another mentor than last time, 6 as before." in now_said(everyone, "Rosa")


async def test_pairs_stand_three_on_a_page_with_why_and_who_would_be_next(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them")
        page = now_said(everyone, "Rosa")
        assert page.startswith("To look at: 1 to 3 of 6")
        assert page.count(" fit\n") == 3
        assert page.count("Next best: ") + page.count("Nobody else would fit") + page.count("may also choose") == 3
        await taps(everyone, "Rosa", "More")
        assert now_said(everyone, "Rosa").startswith("To look at: 4 to 6 of 6")


async def test_from_one_pair_over_all_of_them_to_the_release_each_mentee_is_asked_once(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them", "1 · Approve")
        assert len(await held(everyone)) >= 1
        await taps(everyone, "Rosa", "Board", "Approve all 5", "Yes, approve 5")
        assert "Approved: 5 pairs. Nobody hears of it" in now_said(everyone, "Rosa")
        mentees = {one.mentee for one in await held(everyone)}
        assert len(mentees) == 6
        await taps(everyone, "Rosa", "Board", "Release now")
        assert now_said(everyone, "Rosa") == "Released. 6 of 6 people see their suggestions now."
        assert {one.mentee for one in await held(everyone, "offered")} == mentees
        asked = [
            c for c in everyone.playing.rehearsal.chats.values() if any("Good news" in e.text for e in c.messages())
        ]
        assert len(asked) == 6
        done = await trail(everyone)
        assert (done.count("dry-run"), done.count("approve"), done.count("release")) == (1, 6, 1)


async def test_row_44_two_coordinators_and_double_taps_decide_once_and_the_second_sees_who_did(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Approve all 6")
        await everyone.says("Luis", "/desk")
        await taps(everyone, "Luis", "Matching", "Approve all 6")
        await taps(everyone, "Rosa", "Yes, approve 6")
        before = {one.id for one in await held(everyone)}
        await taps(everyone, "Luis", "Yes, approve 6")
        assert now_said(everyone, "Luis") == "Rosa has approved them already."
        assert {one.id for one in await held(everyone)} == before
        await taps(everyone, "Luis", "Board")
        await taps(everyone, "Rosa", "Board", "Release now")
        await taps(everyone, "Luis", "Release now")
        assert now_said(everyone, "Luis") == "Rosa has released them already."
        assert (await trail(everyone)).count("release") == 1


async def test_of_one_pair_decided_by_another_it_is_said_by_whom(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them")
        await everyone.says("Luis", "/desk")
        await taps(everyone, "Luis", "Matching", "Look at them", "1 · Approve")
        await taps(everyone, "Rosa", "1 · Approve")
        assert now_said(everyone, "Rosa") == "Luis has decided about that pair already."
        assert (await trail(everyone)).count("approve") == 1


async def test_two_dry_runs_at_once_are_one(company):
    async with company(STAFF) as everyone:
        await everyone.playing._rehearsing.fill(PROGRAM, 4, 3)
        for who in ("Rosa", "Luis"):
            await everyone.says(who, "/desk")
            await taps(everyone, who, "Matching")
        await everyone.does("Rosa", press="Dry run", settle=False)
        await everyone.does("Luis", press="Dry run", settle=False)
        await everyone.hub.settle()
        assert (await trail(everyone)).count("dry-run") == 1
        said = everyone.shown("Rosa") + everyone.shown("Luis")
        assert sum("has just asked for a dry run" in text for text in said) == 1


async def test_row_57_the_buttons_of_a_former_coordinator_and_of_another_programs_do_nothing(company):
    async with company(STAFF + "Vera is on Telegram.\nVera coordinates first_year.\n") as everyone:
        await opens(everyone, "Rosa", "Approve all")
        shown = [e for e in everyone.chat("Rosa").messages() if e.buttons][-1]
        yes = next(one.data for one in shown.buttons if one.label.startswith("Yes"))
        await everyone.presses("Vera", yes)
        assert "not for you" in now_said(everyone, "Vera")
        person = (await everyone.scene("Rosa")).person.id
        await everyone.keeps(SaveStaff(Staff(person, "coordinator", PROGRAM, BEGAN, ended=everyone.clock.now())))
        await taps(everyone, "Rosa", "Yes")
        assert "not for you" in now_said(everyone, "Rosa")
        assert await held(everyone) == []
        assert (await trail(everyone)).count("denied") == 2


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("stopped", "has stopped"),
        ("away", "takes a break"),
        ("blocked", "I can't reach"),
        ("erased", "no longer on the board"),
    ],
)
async def test_a_pair_one_of_whom_has_meanwhile_left_is_left_out_and_it_is_said_why(company, change, why):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them")
        board = await everyone.store.read(lambda session: session.laid(PROGRAM))
        first = min((one for one in board.drafts if one.rank == 1), key=lambda one: one.mentee)
        await _changes(everyone, first.mentee, change)
        await taps(everyone, "Rosa", "1 · Approve")
        assert why in now_said(everyone, "Rosa")
        assert first.mentee not in {one.mentee for one in await held(everyone)}
        await taps(everyone, "Rosa", "Board", "Approve all 5", "Yes")
        assert len({one.mentee for one in await held(everyone)}) == 5


async def _changes(everyone, person: int, change: str) -> None:
    from bot.words.effects.people import Erase

    member = next(one for one in await people(everyone) if one.person.id == person)
    match change:
        case "stopped":
            await everyone.keeps(SavePerson(replace(member.person, active=False)))
        case "away":
            record = {**member.membership.record, "away_until": "2026-06-01"}
            await everyone.keeps(SaveMembership(replace(member.membership, record=record)))
        case "blocked":
            chat = next(c for c in everyone.playing.rehearsal.chats.values() if c.address in member.addresses)
            await everyone.playing.rehearsal.block(chat)
            await everyone.hub.settle()
        case "erased":
            await everyone.keeps(Erase(person))


async def test_nothing_of_someone_erased_stays_on_the_board(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa")
        gone = (await everyone.store.read(lambda session: session.laid(PROGRAM))).drafts[0]
        await _changes(everyone, gone.mentor, "erased")
        left = (await everyone.store.read(lambda session: session.laid(PROGRAM))).drafts
        assert all(gone.mentor not in (one.mentee, one.mentor) for one in left)


async def test_not_now_keeps_two_apart_for_a_while_and_never_for_good_with_the_reason_in_the_trail(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them", "1 · Not this pair", "Not now")
        assert "not put together for the time being" in now_said(everyone, "Rosa")
        dropped = (await everyone.store.read(lambda session: session.pool(PROGRAM))).past
        assert [(one.status, one.reason, one.by) for one in dropped] == [("dropped", "not-now", "coordinator")]
        await taps(everyone, "Rosa", "1 · Not this pair", "Never")
        await everyone.says("Rosa", "They are neighbours and had a quarrel")
        assert "are never put together. Nobody is told." in everyone.shown("Rosa")[-2] + now_said(everyone, "Rosa")
        pool = await everyone.store.read(lambda session: session.pool(PROGRAM))
        assert list(pool.apart.values()) == ["coordinator"]
        line = next(one for one in await everyone.store.read(lambda s: s.audit(PROGRAM)) if one.what == "forbid")
        assert line.details["reason"] == "They are neighbours and had a quarrel"


async def test_after_each_decision_the_next_pair_is_there_by_itself_until_none_is_left(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them")
        for left in (5, 4, 3):
            await taps(everyone, "Rosa", "1 · Approve")
            said = now_said(everyone, "Rosa")
            assert said.startswith("Approved: ")
            assert f"To look at: 1 to 3 of {left}" in said
            assert said.count(" fit\n") == 3, "with why, as on any page"
        await taps(everyone, "Rosa", "1 · Not this pair", "Not now")
        assert "not put together for the time being" in now_said(everyone, "Rosa")
        assert "To look at: 1 to" in now_said(everyone, "Rosa")
        assert len({one.mentee for one in await held(everyone)}) == 3
        while any(label.startswith("1 · Approve") for label in _labels(everyone, "Rosa")):
            await taps(everyone, "Rosa", "1 · Approve")
        assert now_said(everyone, "Rosa").endswith("There is nothing left to look at.")
        assert _labels(everyone, "Rosa") == ["Undo", "Board"]


@pytest.mark.parametrize(
    "decision",
    [
        ("1 · Approve",),
        ("1 · Not this pair", "Not now"),
        ("1 · Not this pair", "Never", "Skip"),
        ("1 · Another mentor", "Take "),
    ],
)
async def test_a_decision_is_taken_back_with_one_tap_and_can_be_made_again(company, decision):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them")
        before = await everyone.store.read(lambda session: session.laid(PROGRAM))
        await taps(everyone, "Rosa", *decision)
        undo = next(b.data for e in everyone.chat("Rosa").messages() for b in e.buttons if b.label == "Undo")
        await taps(everyone, "Rosa", "Undo")
        assert now_said(everyone, "Rosa").startswith("Taken back: ")
        assert "To look at: 1 to 3 of 6" in now_said(everyone, "Rosa")
        after = await everyone.store.read(lambda session: session.laid(PROGRAM))
        assert after.drafts == before.drafts
        assert after.held == ()
        assert "undo" in await trail(everyone)
        assert (await everyone.store.read(lambda session: session.pool(PROGRAM))).apart == {}
        await everyone.presses("Rosa", undo)
        assert "no longer on the board" in now_said(everyone, "Rosa"), "pressed twice, it does nothing more"
        await taps(everyone, "Rosa", "Board", "Dry run")
        assert "0 new, 0 with another mentor than last time, 6 as before." in now_said(everyone, "Rosa")
        await taps(everyone, "Rosa", "Look at them", "1 · Approve")
        assert len({one.mentee for one in await held(everyone)}) == 1


async def test_what_is_on_its_way_or_was_decided_by_someone_else_is_not_taken_back(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them", "1 · Approve")
        undo = next(b.data for e in everyone.chat("Rosa").messages() for b in e.buttons if b.label == "Undo")
        await everyone.presses("Luis", undo)
        assert now_said(everyone, "Luis") == "Rosa has decided about that pair already."
        await taps(everyone, "Rosa", "Board", "Release now")
        await everyone.presses("Rosa", undo)
        assert "already" in now_said(everyone, "Rosa")
        assert len(await held(everyone, "held", "offered")) >= 1


def _labels(everyone, name: str) -> list[str]:
    shown = [entry for entry in everyone.chat(name).messages() if entry.origin == "bot" and entry.buttons]
    return [one.label for one in shown[-1].buttons]


async def test_another_mentor_is_chosen_with_reasons_and_takes_the_place_of_the_first(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Look at them", "1 · Another mentor", mentees=3, mentors=5)
        said = now_said(everyone, "Rosa")
        assert said.startswith("Instead of ")
        board = await everyone.store.read(lambda session: session.laid(PROGRAM))
        first = min((one for one in board.drafts if one.rank == 1), key=lambda one: one.mentee)
        await taps(everyone, "Rosa", "Take ")
        assert now_said(everyone, "Rosa").startswith("Approved: ")
        made = await held(everyone)
        assert [one.mentee for one in made] == [first.mentee]
        assert made[0].mentor != first.mentor
        assert "pair" in await trail(everyone)


async def test_at_a_time_in_words_it_goes_out_then_and_can_be_called_back_until_then(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Approve all 6", "Yes", "Board", "Release at")
        await everyone.says("Rosa", "the day after never")
        assert "Please write a day and a time still to come" in now_said(everyone, "Rosa")
        await everyone.says("Rosa", "tomorrow at 10:30")
        assert "6 people see their suggestions from Wednesday, March 11, 10:30 AM on (your time)" in " ".join(
            everyone.shown("Rosa")[-2:]
        )
        await everyone.waits(hours=10)
        await taps(everyone, "Rosa", "Call back")
        assert now_said(everyone, "Rosa") == "Called back: 6 people hear nothing. Their pairs stay approved."
        await everyone.waits(days=1)
        assert len({one.mentee for one in await held(everyone)}) == 6
        assert await held(everyone, "offered") == []
        assert (await trail(everyone)).count("recall") == len(await held(everyone))


async def test_after_the_first_has_gone_out_it_is_said_honestly_what_has_and_what_has_not(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", "Approve all 6", "Yes")
        some = {one.person.id: one for one in await people(everyone) if one.membership.role == "mentee"}
        far = sorted(some)[:2]
        for id in far:
            await everyone.keeps(SavePerson(replace(some[id].person, zone="Pacific/Auckland")))
        await taps(everyone, "Rosa", "Board", "Release now")
        assert now_said(everyone, "Rosa").startswith("Released. 4 of 6 people see their suggestions now, the others at")
        await taps(everyone, "Rosa", "Call back")
        said = now_said(everyone, "Rosa")
        assert "Called back: 2 people hear nothing." in said
        assert "4 people have seen theirs already" in said
        await everyone.waits(days=2)
        assert {one.mentee for one in await held(everyone)} >= set(far)
        await everyone.says("Rosa", "/desk")
        await taps(everyone, "Rosa", "Matching", "Release now")
        await everyone.waits(days=1)
        await everyone.presses("Rosa", f"desk.board.{_code()}.back")
        assert now_said(everyone, "Rosa").startswith("Too late to call anything back")


def _code() -> str:
    from bot.flows.desk.board.seeing import code_of

    return code_of(PROGRAM)


async def test_by_hand_two_names_the_rules_between_them_and_what_may_never_be_overridden(company):
    async with company(STAFF) as everyone:
        await everyone.playing._rehearsing.fill(PROGRAM, 3, 3)
        members = await people(everyone)
        mentee = next(one for one in members if one.membership.role == "mentee")
        mentor = next(one for one in members if one.membership.role == "mentor")
        bare = replace(mentor.membership, record={**mentor.membership.record, "checks": {}})
        await everyone.keeps(
            SavePerson(replace(mentee.person, name="Amina Okafor")),
            SavePerson(replace(mentor.person, name="Jonas Berg")),
            SaveMembership(replace(mentee.membership, profile={**mentee.membership.profile, "languages": ["sw"]})),
        )  # fmt: skip
        await everyone.says("Rosa", "/desk")
        await taps(everyone, "Rosa", "Matching", "Pair by hand")
        await everyone.says("Rosa", "nobody with no one")
        assert "I don't find" in now_said(everyone, "Rosa")
        await everyone.says("Rosa", "other names", "jonas with amina")
        assert "you may still decide for it:\n• they share no language" in now_said(everyone, "Rosa")
        await everyone.keeps(SaveMembership(bare))
        await taps(everyone, "Rosa", "Make it all the same")
        assert "Not possible:\n• a check of Jonas Berg is missing" in now_said(everyone, "Rosa")
        assert await held(everyone) == []
        await everyone.keeps(SaveMembership(mentor.membership))
        await everyone.says("Rosa", "other names", "Amina Okafor with Jonas Berg", "make it all the same")
        assert "Approved: Amina Okafor with Jonas Berg." in now_said(everyone, "Rosa")
        assert [(one.mentee, one.mentor) for one in await held(everyone)] == [(mentee.person.id, mentor.person.id)]
        line = next(one for one in await everyone.store.read(lambda s: s.audit(PROGRAM)) if one.what == "pair")
        assert line.details == {"overridden": ["shared_language"]}


async def test_the_board_as_a_file_holds_pseudonyms_names_only_when_asked_and_no_formula(company):
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa")
        some = next(one for one in await people(everyone) if one.membership.role == "mentee")
        await everyone.keeps(SavePerson(replace(some.person, name="=HYPERLINK(1)")))
        await taps(everyone, "Rosa", "As a file")
        plain = _file(everyone, "Rosa")
        assert plain.splitlines()[0] == "mentee,mentor,rank,status,score,in_common"
        assert "HYPERLINK" not in plain
        await taps(everyone, "Rosa", "With names")
        assert "'=HYPERLINK(1)" in _file(everyone, "Rosa")
        lines = [one for one in await everyone.store.read(lambda s: s.audit(PROGRAM)) if one.what == "export-board"]
        assert [one.details["names"] for one in lines] == [True, False]


def _file(everyone, who: str) -> str:
    entry = [one for one in everyone.chat(who).messages() if one.file][-1]
    return entry.file.data.decode()


async def test_programs_in_numbers(company):
    async with company(
        STAFF + "Ana is on Telegram.\nSam is on Telegram.\nAna mentors Sam in new_neighbors.\n"
    ) as everyone:
        await everyone.playing._rehearsing.fill(PROGRAM, 3, 2)
        await everyone.says("Rosa", "/desk")
        await taps(everyone, "Rosa", "How it goes", "Programs")
        said = now_said(everyone, "Rosa")
        assert "Mentees: 4, waiting for a mentor: 3. Mentors: 3, free places: " in said
        assert "Matches: 1 going on" in said
        assert "/start new_neighbors-mentee" in said


async def test_how_people_join_is_said_as_it_is_written_where_it_is_read(company):
    async with company("Rosa is on Slack.\nMia is on Slack.\nRosa coordinates new_neighbors.\n") as everyone:
        await everyone.says("Rosa", "/alongside desk")
        await taps(everyone, "Rosa", "How it goes", "Programs")
        said = now_said(everyone, "Rosa")
        shown = "/alongside start new_neighbors-mentee"
        assert f"write to me: {shown} or /alongside start new_neighbors-mentor" in said
        assert " /start" not in said
        await everyone.says("Mia", shown, "yes", "5/1990")
        assert "What should I call you?" in everyone.news("Mia")[-1], "role and program are known by it"


def test_a_time_in_words_is_read_on_the_coordinators_own_clock():
    from bot.flows.shapes.local_time import time_meant

    here = dt.datetime(2026, 3, 10, 23, 30)
    assert time_meant("tomorrow at 9", here) == dt.datetime(2026, 3, 11, 9)
    assert time_meant("mañana a las 9", here) == dt.datetime(2026, 3, 11, 9)
    assert time_meant("soon", here) is None


async def test_namesakes_are_told_apart_and_a_mentor_of_several_is_warned_about(company):
    async with company(STAFF) as everyone:
        await everyone.playing._rehearsing.fill(PROGRAM, 3, 1)
        members = await people(everyone)
        mentor = next(one for one in members if one.membership.role == "mentor")
        profile = {**mentor.membership.profile, "seats": 3}
        same = [SavePerson(replace(one.person, name="Lotte")) for one in members]
        await everyone.keeps(SaveMembership(replace(mentor.membership, profile=profile)), *same)
        await opens(everyone, "Rosa", "Look at them")
        said = now_said(everyone, "Rosa")
        count = len((await everyone.store.read(lambda session: session.laid(PROGRAM))).drafts)
        assert count > 1
        assert said.count(f"⚠ Lotte would have {count} mentees in all") == count
        codes = [f"{one.person.id:016x}"[-8:] for one in members]
        assert sum(f"Lotte ({code})" in said for code in codes) == count + 1


async def test_a_dry_run_that_was_under_way_when_the_process_ended_is_done_after_the_restart(company):
    async with company(STAFF) as everyone:
        await everyone.playing._rehearsing.fill(PROGRAM, 4, 3)
        rosa = (await everyone.scene("Rosa")).person.id
        await everyone.keeps(SaveBoard(Board(PROGRAM, "looking", rosa, everyone.clock.now())))
        rounds = Rounds(everyone.store, everyone.clock, everyone.playing._rehearsing.stage.programs, in_thread)
        await Boards(everyone.store, everyone.clock, rounds).plan()
        await everyone.hub.tick()
        await everyone.hub.settle()
        assert "people found someone" in now_said(everyone, "Rosa")
        assert (await everyone.store.read(lambda session: session.board(PROGRAM))).status == "ready"
