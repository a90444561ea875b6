"""Keeps matching boards, and reads what a turn needs to decide about pairs: everything around these people."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, or_, select, union_all, update

from bot.words.boards import Board, Draft, Laid
from bot.words.matches import Match
from bot.words.messages import Json
from storage.codec import read_json, write_json
from storage.laying import boards, drafts
from storage.matches import PLAIN, lock_people, read_match
from storage.moments import moment, moment_or_none, stamp_or_none
from storage.schema import OVER, among, apart, due, matches, people
from storage.transaction import Transaction, lists

_people: BindParameter[Any] = bindparam("people", expanding=True)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_of: BindParameter[Any] = bindparam("of_program")
_BOARD = select(
    boards.c.status, boards.c.by, boards.c.since, boards.c.shown, boards.c.released_by, boards.c.counts
).where(boards.c.program == _of)
_LOOKING = select(boards.c.program).where(boards.c.status == "looking")
_PLAIN_DRAFT = (
    drafts.c.id, drafts.c.program, drafts.c.mentee, drafts.c.mentor, drafts.c.rank, drafts.c.status, drafts.c.by,
    drafts.c.was,
)  # fmt: skip
_DRAFTS = select(*_PLAIN_DRAFT).where(drafts.c.program == _of).order_by(drafts.c.mentee, drafts.c.rank, drafts.c.id)
_WHOLE = select(*_PLAIN_DRAFT, drafts.c.told).where(drafts.c.id.in_(_ids))
_KNOWN = select(people.c.id).where(people.c.id.in_(_people))
_CLEAR = delete(drafts).where(drafts.c.program == _of)
_HELD = (
    select(*PLAIN)
    .where(matches.c.program == _of, matches.c.live == 1, matches.c.status == "held")
    .order_by(matches.c.mentee, matches.c.rank, matches.c.id)
)
_OFFERS = select(due.c.person, due.c.at).where(due.c.kind == "offer", due.c.subject == _of)
_ROUND = select(due.c.at).where(due.c.key == bindparam("key"))
_going_on = (matches.c.live == 1) & ~among(matches.c.status, OVER)
_AROUND = union_all(
    select(*PLAIN).where(matches.c.mentee.in_(_people), _going_on),
    select(*PLAIN).where(matches.c.mentor.in_(_people), _going_on),
)
_APART = select(apart.c.one, apart.c.other, apart.c.reason).where(
    or_(apart.c.one.in_(_people), apart.c.other.in_(_people))
)
_MEET = delete(apart).where(
    apart.c.one == bindparam("this"), apart.c.other == bindparam("that"), apart.c.reason == "coordinator"
)
_ERASE = (
    delete(drafts).where(or_(drafts.c.mentee.in_(_people), drafts.c.mentor.in_(_people))),
    update(drafts).where(drafts.c.by.in_(_people)).values(by=None),
    update(boards).where(boards.c.by.in_(_people)).values(by=None, shown=None),
    update(boards).where(boards.c.released_by.in_(_people)).values(released_by=None),
)


def keep_boards(tx: Transaction, kept: Collection[Board]) -> None:
    """Write boards, new or changed."""
    tx.keep(boards, [_board_row(one) for one in kept])


def lay(tx: Transaction, program: str, found: Collection[Draft]) -> None:
    """Put these drafts in the place of all the program had; nothing is kept of whom nobody knows any more."""
    tx.changed(_CLEAR, {"of_program": program})
    named = sorted({person for one in found for person in (one.mentee, one.mentor)})
    known = {row[0] for some in lists(named) for row in tx.rows(_KNOWN, {"people": some})}
    keep_drafts(tx, [one for one in found if {one.mentee, one.mentor} <= known])


def keep_drafts(tx: Transaction, kept: Collection[Draft]) -> None:
    """Write drafts, new or changed."""
    tx.keep(drafts, [_draft_row(tx, one) for one in kept])


def let_meet(tx: Transaction, pairs: Collection[tuple[int, int]]) -> None:
    """These pairs, smaller id first, were kept apart by a coordinator and are no more."""
    tx.each(_MEET, [{"this": one, "that": other} for one, other in pairs])


def board(tx: Transaction, program: str) -> Board:
    """A program's board; an idle one where there was none yet."""
    rows = tx.rows(_BOARD, {"of_program": program})
    if not rows:
        return Board(program)
    status, by, since, shown, released_by, counts = rows[0]
    kept = json.loads(counts)
    return Board(
        program,
        status,
        by,
        moment_or_none(since),
        shown,
        waiting=kept["waiting"],
        seats=kept["seats"],
        without=kept["without"],
        released_by=released_by,
        out=tuple(kept["out"]),
    )


def looking(tx: Transaction) -> list[str]:
    """Programs whose dry run is under way."""
    return [row[0] for row in tx.rows(_LOOKING)]


def laid(tx: Transaction, program: str) -> Laid:
    """The board as it lies."""
    values = {"of_program": program}
    at = tx.rows(_ROUND, {"key": f"round:{program}"})
    return Laid(
        board(tx, program),
        drafts=tuple(_draft(tx, row) for row in tx.rows(_DRAFTS, values)),
        held=tuple(read_match(tx, row) for row in tx.rows(_HELD, values)),
        offers={person: moment(at) for person, at in tx.rows(_OFFERS, values)},
        next_round=moment(at[0][0]) if at else None,
    )


def whole_drafts(tx: Transaction, ids: Collection[int]) -> dict[int, Draft]:
    """These drafts with what is sealed, by id."""
    rows = (row for some in lists(sorted(ids)) for row in tx.rows(_WHOLE, {"ids": some}))
    return {row[0]: _draft(tx, row) for row in rows}


def around(tx: Transaction, persons: Collection[int]) -> tuple[dict[int, Match], dict[tuple[int, int], str]]:
    """Every match of these people that is not over (without what is sealed), and the pairs of theirs kept apart; none
    of that changes until the commit."""
    found: dict[int, Match] = {}
    kept_apart: dict[tuple[int, int], str] = {}
    if tx.locking:
        lock_people(tx, persons)
    for some in lists(sorted(persons)):
        found.update((row[0], read_match(tx, row)) for row in tx.rows(_AROUND, {"people": some}))
        kept_apart.update(((one, other), reason) for one, other, reason in tx.rows(_APART, {"people": some}))
    return found, kept_apart


def erase(tx: Transaction, persons: Sequence[int]) -> None:
    """Nothing of these people stands on a board any more."""
    for statement in _ERASE:
        tx.changed(statement, {"people": persons})


def _board_row(one: Board) -> dict[str, Any]:
    counts = {"waiting": one.waiting, "seats": one.seats, "without": dict(one.without), "out": list(one.out)}
    return {
        "program": one.program,
        "status": one.status,
        "by": one.by,
        "since": stamp_or_none(one.since),
        "shown": one.shown,
        "released_by": one.released_by,
        "counts": json.dumps(counts),
    }


def _draft_row(tx: Transaction, one: Draft) -> dict[str, Any]:
    others: list[Json] = [list(other) for other in one.others]
    told: dict[str, Json] = {"score": one.score, "points": one.points, "others": others}
    return {
        "id": one.id,
        "program": one.program,
        "mentee": one.mentee,
        "mentor": one.mentor,
        "rank": one.rank,
        "status": one.status,
        "by": one.by,
        "was": one.was,
        "told": tx.sealer.seal(write_json(told), f"draft:{one.id}"),
    }


def _draft(tx: Transaction, row: Sequence[Any]) -> Draft:
    id, program, mentee, mentor, rank, status, by, was, *sealed = row
    told = read_json(tx.sealer.open(sealed[0], f"draft:{id}")) if sealed else {}
    return Draft(
        id,
        program,
        mentee,
        mentor,
        rank,
        status,
        by,
        was,
        score=told.get("score", 0.0),
        points=told.get("points"),
        others=tuple((person, score) for person, score in told.get("others", ())),
    )
