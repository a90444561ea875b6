"""Keeps matches, and which pairs are never to be matched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, select, update

from bot.words.effects.matches import DropProposals
from bot.words.matches import PROPOSED, Match
from storage.codec import read_json, write_json
from storage.moments import moment, stamp
from storage.schema import among, apart, matches, people
from storage.transaction import Transaction, lists

PLAIN = (
    matches.c.id,
    matches.c.program,
    matches.c.mentee,
    matches.c.mentor,
    matches.c.status,
    matches.c.since,
    matches.c.created_at,
    matches.c.score,
    matches.c.rank,
    matches.c.reason,
    matches.c.by,
)
WHOLE = (*PLAIN, matches.c.told)

# Naming again what never changes would write pages of its indexes with every step of a match.
_ONCE = frozenset({"program", "mentee", "mentor", "created_at"})
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_people: BindParameter[Any] = bindparam("people", expanding=True)
_BY_ID = select(*WHOLE).where(matches.c.id.in_(_ids))
_PAIRS = select(matches.c.mentee, matches.c.mentor).where(matches.c.id.in_(_ids))
_LOCK = select(people.c.id).where(people.c.id.in_(_people)).order_by(people.c.id).with_for_update()
_DROP = (
    update(matches)
    .where(
        matches.c.mentee == bindparam("of_mentee"),
        matches.c.live == 1,
        matches.c.program == bindparam("of_program"),
        among(matches.c.status, PROPOSED),
        matches.c.id != bindparam("but"),
    )
    .values(status="dropped", live=0, by="system", since=bindparam("now"), reason=bindparam("why"))
)


def read_match(tx: Transaction, row: Sequence[Any]) -> Match:
    """A match, from the columns of `WHOLE`, or of `PLAIN` and then without the sealed part; an erased person is 0."""
    id, program, mentee, mentor, status, since, created_at, score, rank, reason, by, *sealed = row
    told: dict[str, Any] = {}
    if sealed and sealed[0] is not None:
        told = read_json(tx.sealer.open(sealed[0], f"match:{id}"))
    return Match(
        id=id,
        program=program,
        mentee=mentee or 0,
        mentor=mentor or 0,
        status=status,
        since=moment(since),
        created_at=moment(created_at),
        score=score,
        rank=rank,
        reason=reason,
        by=by,
        points=told.get("points"),
        told=told.get("told", {}),
    )


def keep_matches(tx: Transaction, kept: Collection[Match]) -> None:
    """Write matches, new or changed."""
    tx.keep(matches, [_row(tx, match) for match in kept], once=_ONCE)


def drop_proposals(tx: Transaction, drops: Collection[DropProposals], now: dt.datetime) -> None:
    """Close the other proposals of these mentees."""
    tx.each(
        _DROP,
        [
            {
                "of_mentee": drop.mentee,
                "of_program": drop.program,
                "but": drop.but,
                "why": drop.reason,
                "now": stamp(now),
            }
            for drop in drops
        ],
    )


def keep_apart(tx: Transaction, kept: Mapping[tuple[int, int], str]) -> None:
    """Write pairs never to be matched, smaller id first."""
    tx.keep(apart, [{"one": one, "other": other, "reason": reason} for (one, other), reason in kept.items()])


def by_id(tx: Transaction, ids: Sequence[int]) -> dict[int, Match]:
    """These matches; whoever may change them at the same time has to hold their people, so these are locked."""
    found: dict[int, Match] = {}
    if tx.locking:
        pairs = [row for some in lists(list(ids)) for row in tx.rows(_PAIRS, {"ids": some})]
        lock_people(tx, {person for pair in pairs for person in pair if person is not None})
    for some in lists(list(ids)):
        for row in tx.rows(_BY_ID, {"ids": some}):
            found[row[0]] = read_match(tx, row)
    return found


def lock_people(tx: Transaction, ids: Collection[int]) -> None:
    """Hold these people until the commit, in the one order in which everyone takes them (PostgreSQL)."""
    for some in lists(sorted(ids)):
        tx.rows(_LOCK, {"people": some})


def _row(tx: Transaction, match: Match) -> dict[str, Any]:
    told = write_json({"points": match.points, "told": dict(match.told)})
    is_live = match.status != "dropped" and match.mentee and match.mentor
    return {
        "id": match.id,
        "program": match.program,
        "mentee": match.mentee or None,
        "mentor": match.mentor or None,
        "status": match.status,
        "since": stamp(match.since),
        "created_at": stamp(match.created_at),
        "score": match.score,
        "rank": match.rank,
        "reason": match.reason,
        "by": match.by,
        "live": int(bool(is_live)),
        "told": tx.sealer.seal(told, f"match:{match.id}"),
    }
