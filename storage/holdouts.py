"""Keeps which match goes without which nudges, what it went without, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select

from bot.words.holdouts import Arm, Enrolled, LeftOut
from bot.words.matches import Relayed
from storage.journeys import JOURNEY, read_journey
from storage.matches import WHOLE, read_match
from storage.moments import moment, stamp
from storage.schema import journeys, matches
from storage.transaction import Transaction, lists
from storage.trials import arms, left_out, talks

_DAY = 24 * 60 * 60 * 1_000_000
_EPOCH = dt.date(1970, 1, 1)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_NOTE = insert(left_out)
_ARMS = (
    select(arms.c.match, arms.c.kind, arms.c.held, arms.c.share, arms.c.at)
    .where(arms.c.program == bindparam("of_program"))
    .order_by(arms.c.at, arms.c.match, arms.c.kind)
)
_FATES = (
    select(*WHOLE, *JOURNEY)
    .select_from(matches)
    .outerjoin(journeys, journeys.c.id == matches.c.id)
    .where(matches.c.id.in_(_ids))
)
_TALKS = select(talks.c.match, talks.c.day, talks.c.messages).where(talks.c.match.in_(_ids))
_LEFT_OUT = (
    select(left_out.c.match, left_out.c.kind, func.count())
    .where(left_out.c.match.in_(_ids))
    .group_by(left_out.c.match, left_out.c.kind)
)
_BITE = 1_000
_OLD_TALKS = delete(talks).where(talks.c.day <= bindparam("cut"))
_OLD_LEFT_OUT = delete(left_out).where(
    left_out.c.seq.in_(select(left_out.c.seq).where(left_out.c.at <= bindparam("cut")).limit(_BITE))
)
_OLD_ARMS = delete(arms).where(arms.c.at <= bindparam("cut"))


def enrol(tx: Transaction, enrolled: Collection[Arm]) -> None:
    """Write arms; one that a match has already stays as it was drawn."""
    tx.each(
        _new_only(tx.statements.insert),
        [
            {
                "match": one.match,
                "kind": one.kind,
                "program": one.program,
                "held": int(one.held),
                "share": one.share,
                "at": stamp(one.at),
            }
            for one in enrolled
        ],
    )


def note_left_out(tx: Transaction, noted: Collection[LeftOut]) -> None:
    """Append nudges that were not sent."""
    tx.each(
        _NOTE,
        [
            {"match": one.match, "kind": one.kind, "what": one.what, "side": one.side, "at": stamp(one.at)}
            for one in noted
        ],
    )


def count_talk(tx: Transaction, relayed: Collection[Relayed]) -> None:
    """Count what two people wrote each other; a message that goes in several parts is one."""
    written = {(one.match, one.sender, one.at, one.source, stamp(one.sent_at) // _DAY) for one in relayed}
    counts = Counter((match, day) for match, _, _, _, day in written)
    rows = [{"match": match, "day": day, "messages": count} for (match, day), count in sorted(counts.items())]
    tx.each(_counted(tx.statements.insert), rows)


def enrolled(tx: Transaction, program: str) -> list[Enrolled]:
    """Every match of a program that has an arm, in the order in which they opened."""
    drawn: dict[int, list[Arm]] = {}
    for match, kind, held, share, at in tx.rows(_ARMS, {"of_program": program}):
        drawn.setdefault(match, []).append(Arm(match, program, kind, bool(held), share, moment(at)))
    found: dict[int, Enrolled] = {}
    for ids in lists(list(drawn)):
        messages, without = _counts(tx, ids)
        for row in tx.rows(_FATES, {"ids": ids}):
            one = _fate(tx, row, tuple(drawn[row[0]]))
            id = one.match.id
            found[id] = Enrolled(
                one.arms, one.match, one.journey, messages.get(id, {}), without.get(id, {}), one.is_known
            )
    return [found[match] for match in drawn if match in found]


def retire(tx: Transaction, cut: dt.datetime) -> int:
    """Forget what is older than this; returns the size of the bite."""
    tx.changed(_OLD_TALKS, {"cut": stamp(cut) // _DAY})
    tx.changed(_OLD_ARMS, {"cut": stamp(cut)})
    return tx.changed(_OLD_LEFT_OUT, {"cut": stamp(cut)})


def _fate(tx: Transaction, row: Sequence[Any], its_arms: tuple[Arm, ...]) -> Enrolled:
    match, rest = row[: len(WHOLE)], row[len(WHOLE) :]
    # Who was erased is named nowhere any more; their match counts all the same.
    whole = read_match(tx, match)
    has_journey = rest[0] is not None
    is_known = rest[-1] is not None if has_journey else match[-1] is not None
    return Enrolled(its_arms, whole, read_journey(tx, rest) if has_journey else None, is_known=is_known)


def _counts(tx: Transaction, ids: Sequence[int]) -> tuple[dict[int, dict[dt.date, int]], dict[int, dict[str, int]]]:
    messages: dict[int, dict[dt.date, int]] = {}
    for match, day, count in tx.rows(_TALKS, {"ids": ids}):
        messages.setdefault(match, {})[_EPOCH + dt.timedelta(days=day)] = count
    without: dict[int, dict[str, int]] = {}
    for match, kind, count in tx.rows(_LEFT_OUT, {"ids": ids}):
        without.setdefault(match, {})[kind] = count
    return messages, without


@cache
def _new_only(insert: Callable[[Any], Any]) -> Any:
    return insert(arms).on_conflict_do_nothing()


@cache
def _counted(insert: Callable[[Any], Any]) -> Any:
    statement = insert(talks)
    return statement.on_conflict_do_update(
        index_elements=["match", "day"], set_={"messages": talks.c.messages + statement.excluded.messages}
    )
