"""Dry runs for matching boards: computed beside the bot, laid on the board, and whoever asked is told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.doings.rounds import Looked, Rounds
from bot.doings.traces import code, log
from bot.words.boards import Board, Draft
from bot.words.clock import Clock
from bot.words.desk import Look
from bot.words.effects.matches import LayDrafts, SaveBoard
from bot.words.effects.sending import Schedule
from bot.words.messages import Address
from bot.words.people import Due
from bot.words.ports import Session, Store
from bot.words.turns import Effect, Scene, ids_from

OTHERS = 6
"""Next best mentors that are kept for each mentee: some of them will be taken by then."""
NOBODY = Scene(Address("", ""))


class Boards:
    """Carries out dry runs."""

    def __init__(self, store: Store, clock: Clock, rounds: Rounds) -> None:
        self._store = store
        self._clock = clock
        self._rounds = rounds

    async def plan(self) -> None:
        """At the start: a dry run that was under way when the process ended is done again."""

        def write(session: Session) -> None:
            now = self._clock.now()
            session.carry_out([Schedule(look_at(program, now)) for program in session.boards_looking()], now)

        await self._store.write(write)

    async def work(self, due: Due) -> None:
        """Somebody asked for a dry run of the program that `due.subject` names."""
        program = due.subject
        asked = await self._store.read(lambda session: session.board(program))
        if asked.status != "looking":
            return
        try:
            looked = await self._rounds.look(program, others=OTHERS)
        except Exception as error:  # noqa: BLE001 - whatever it is, whoever asked must not wait for ever
            log.error("board.failed", program=program, error=code(error))
            await self._store.write(lambda session: self._keep(session, asked, None))
            return
        await self._store.write(lambda session: self._keep(session, asked, looked))
        log.info("board.laid", program=program, waiting=looked.waiting, pairs=len(looked.found.suggestions))

    def _keep(self, session: Session, asked: Board, looked: Looked | None) -> None:
        """Lay what was found, unless the board is not waiting for it any more."""
        now, program = self._clock.now(), asked.program
        desk = session.desk(Look(acts=True, boards=(program,), figures=(program,)), NOBODY, now)
        laid, figures = desk.boards[program], desk.figures[program]
        board = laid.board
        if (board.status, board.since) != ("looking", asked.since):
            return
        effects: list[Effect] = [SaveBoard(replace(board, status="failed"))]
        if looked is not None:
            without = dict(Counter(one.reason for one in looked.found.unmatched))
            board = replace(board, status="ready", since=now, waiting=figures.waiting, seats=figures.seats)
            drafts = tuple(_drafts(looked, laid.drafts, program, now))
            effects = [SaveBoard(replace(board, without=without)), LayDrafts(program, drafts)]
        if board.by is not None:
            effects.append(Schedule(Due(f"board-told:{program}", "board-told", board.by, now, subject=program)))
        session.carry_out(effects, now)


def look_at(program: str, now: dt.datetime) -> Due:
    """What has a dry run done at once."""
    return Due(f"board:{program}", "board", 0, now, subject=program)


def _drafts(looked: Looked, before: Sequence[Draft], program: str, now: dt.datetime) -> list[Draft]:
    was = {one.mentee: one.mentor for one in reversed(before) if one.rank == 1 and one.status in {"open", "approved"}}
    drafts = []
    for mentee, suggestions in sorted(looked.found.suggestions.items()):
        shown = {one.mentor for one in suggestions}
        others = [(one.mentor, one.score / 100) for one in looked.found.others.get(mentee, ())]
        for one in suggestions:
            id = ids_from(f"board\0{program}\0{now.isoformat()}\0{mentee}\0{one.mentor}")()
            draft = Draft(id, program, mentee, one.mentor, one.rank, was=was.get(mentee, 0), score=one.score / 100)
            next_best = tuple(other for other in others if other[0] not in shown) if one.rank == 1 else ()
            drafts.append(replace(draft, points=looked.points[mentee, one.mentor], others=next_best))
    return drafts
