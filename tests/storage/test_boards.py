"""Matching boards are kept as they were laid, sealed, read with what surrounds them, and erased with their people."""

from __future__ import annotations

from dataclasses import replace

from bot.words.boards import Board, Brought, BroughtLine, Draft
from bot.words.desk import Desk, Look
from bot.words.effects.matches import KeepApart, LayDrafts, LetMeet, SaveBoard, SaveBrought, SaveDraft, SaveMatch
from bot.words.effects.people import Erase
from bot.words.effects.sending import Schedule
from bot.words.people import Due
from bot.words.turns import Scene
from tests.storage.given import BEN_ARRIVES, BEN_CHAT, DAY, MATCH, NOW, TIED

PROGRAM = "first-job"
POINTS = [{"kind": "same_city", "weight": 200, "city": "Cairo"}]
DRAFT = Draft(91, PROGRAM, 1, 3, was=2, score=4.5, points=POINTS, others=((2, 3.25),))
BOARD = Board(PROGRAM, "ready", 2, NOW, 77, waiting=8, seats=3, without={"seats": 2}, released_by=2, out=(1,))


async def _keep(store, *effects):
    await store.write(lambda s: s.carry_out(effects, NOW))


async def _desk(store, before: Desk | None = None, **look) -> Desk:
    return await store.write(lambda s: s.desk(Look(**look), Scene(BEN_CHAT), NOW, before))


async def test_a_board_comes_back_as_it_was_and_its_drafts_whole_only_where_asked_for(store):
    await _keep(store, *BEN_ARRIVES, *TIED, SaveBoard(BOARD), LayDrafts(PROGRAM, (DRAFT,)))
    desk = await _desk(store, acts=True, boards=(PROGRAM,))
    assert desk.boards[PROGRAM].board == BOARD
    assert desk.boards[PROGRAM].drafts == (replace(DRAFT, score=0.0, points=None, others=()),)
    desk = await _desk(store, desk, drafts=(91,))
    assert desk.drafts == {91: DRAFT}
    assert (await _desk(store, boards=("another",))).boards["another"].board == Board("another")


async def test_laying_anew_takes_everything_away_that_lay_there_and_keeps_nothing_of_whom_nobody_knows(store):
    await _keep(store, *TIED, LayDrafts(PROGRAM, (DRAFT,)))
    unknown = replace(DRAFT, id=93, mentor=999)
    await _keep(store, LayDrafts(PROGRAM, (replace(DRAFT, id=92), unknown)))
    laid = await store.read(lambda s: s.laid(PROGRAM))
    assert [one.id for one in laid.drafts] == [92]
    await _keep(store, SaveDraft(replace(DRAFT, id=92, status="approved", by=2)))
    assert [(one.status, one.by) for one in (await store.read(lambda s: s.laid(PROGRAM))).drafts] == [("approved", 2)]


async def test_held_matches_stand_with_when_they_go_out(store):
    held = replace(MATCH, status="held")
    offer = Due(f"offer:{PROGRAM}:1", "offer", 1, NOW + DAY, subject=PROGRAM)
    round_ = Due(f"round:{PROGRAM}", "round", 0, NOW + 2 * DAY, subject=PROGRAM)
    await _keep(store, *TIED, SaveMatch(held), Schedule(offer), Schedule(round_))
    laid = await store.read(lambda s: s.laid(PROGRAM))
    assert [one.id for one in laid.held] == [held.id]
    assert (laid.offers, laid.next_round) == ({1: NOW + DAY}, NOW + 2 * DAY)


async def test_around_people_who_are_held_every_match_and_every_ban_is_seen(store):
    await _keep(store, *TIED, SaveMatch(replace(MATCH, status="held")), KeepApart(3, 1, "coordinator"))
    desk = await _desk(store, acts=True, hold=(1, 3))
    assert set(desk.matches) == {MATCH.id}
    assert (desk.apart, desk.held) == ({(1, 3): "coordinator"}, frozenset({1, 3}))
    assert {1, 3} <= set(desk.cards)


async def test_what_a_coordinator_forbade_can_be_taken_back_but_nothing_else(store):
    await _keep(store, *TIED, KeepApart(1, 3, "coordinator"))
    await _keep(store, LetMeet(3, 1))
    assert (await _desk(store, hold=(1,))).apart == {}
    await _keep(store, KeepApart(1, 3, "blocked"))
    await _keep(store, LetMeet(3, 1))
    assert (await _desk(store, hold=(1,))).apart == {(1, 3): "blocked"}


async def test_a_dry_run_under_way_is_found_again(store):
    await _keep(store, SaveBoard(replace(BOARD, status="looking")))
    assert await store.read(lambda s: s.boards_looking()) == [PROGRAM]


async def test_a_program_in_numbers(store):
    await _keep(store, *TIED, SaveMatch(replace(MATCH, status="open")))
    found = (await _desk(store, figures=(PROGRAM,))).figures[PROGRAM]
    assert found.members == {("mentee", "waiting"): 1, ("mentor", "waiting"): 1}
    assert (found.waiting, found.matches) == (0, {"open": 1})


async def test_nothing_of_someone_erased_stays_on_a_board(store):
    await _keep(store, *BEN_ARRIVES, *TIED, SaveBoard(BOARD), LayDrafts(PROGRAM, (DRAFT,)))
    await _keep(store, Erase(3), SaveDraft(DRAFT))
    assert (await store.read(lambda s: s.laid(PROGRAM))).drafts == ()
    await _keep(store, Erase(2))
    board = await store.read(lambda s: s.board(PROGRAM))
    assert (board.by, board.shown, board.released_by) == (None, None, None)


BROUGHT = Brought(
    95, 2, PROGRAM, "read", NOW, "telegram", "BQAC-7", 88, anyway=True,
    lines=(
        BroughtLine(2, "Amina", "Jonas", 1, 3, made=12),
        BroughtLine(3, "Nobody", "Jonas", fault="no-mentee"),
        BroughtLine(4, "Amina", "Jonas", 1, 3, never=True, fault="seats", person=3),
    ),
)  # fmt: skip


async def test_pairs_from_a_file_come_back_as_they_were_until_they_are_old(store):
    await _keep(store, *BEN_ARRIVES, *TIED, SaveBrought(BROUGHT), SaveBrought(replace(BROUGHT, id=96, status="taking")))
    assert (await _desk(store, brought=95)).brought == BROUGHT
    assert await store.read(lambda s: s.files_waiting()) == [96]
    await store.write(lambda s: s.retire(NOW + 13 * DAY))
    assert (await _desk(store, brought=95)).brought == BROUGHT
    await store.write(lambda s: s.retire(NOW + 15 * DAY))
    assert (await _desk(store, brought=95)).brought is None


async def test_whoever_is_erased_stands_in_no_file_that_is_kept(store):
    taken = replace(BROUGHT, id=96, status="taken", lines=(BroughtLine(2, one=1, other=3, made=12),))
    await _keep(store, *BEN_ARRIVES, *TIED, SaveBrought(BROUGHT), SaveBrought(taken))
    await _keep(store, Erase(3))
    assert [(await store.read(lambda s, id=id: s.brought(id))) for id in (95, 96)] == [None, taken]
    await _keep(store, Erase(2), SaveBrought(taken))
    assert await store.read(lambda s: s.brought(96)) is None
