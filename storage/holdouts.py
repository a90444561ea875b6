"""Keeps which match goes without which nudges, what it went without, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select

from bot.words.holdouts import Arm, Enrolled, LeftOut
from storage.journeys import JOURNEY, read_journey
from storage.matches import WHOLE, read_match
from storage.moments import moment, stamp
from storage.schema import journeys, matches
from storage.tallies import SIDES, counted_until, monday, tallies
from storage.transaction import Transaction, lists
from storage.trials import arms, left_out

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
_TALKS = select(tallies.c.of, tallies.c.first, tallies.c.counts).where(
    tallies.c.kind.in_(bindparam("sides", expanding=True)), tallies.c.of.in_(_ids)
)
_LEFT_OUT = (
    select(left_out.c.match, left_out.c.kind, func.count())
    .where(left_out.c.match.in_(_ids))
    .group_by(left_out.c.match, left_out.c.kind)
)
_BITE = 1_000
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


def enrolled(tx: Transaction, program: str) -> list[Enrolled]:
    """Every match of a program that has an arm, in the order in which they opened."""
    drawn: dict[int, list[Arm]] = {}
    for match, kind, held, share, at in tx.rows(_ARMS, {"of_program": program}):
        drawn.setdefault(match, []).append(Arm(match, program, kind, bool(held), share, moment(at)))
    found: dict[int, Enrolled] = {}
    until = counted_until(tx)
    counted = None if until is None else monday(until)
    for ids in lists(list(drawn)):
        messages, without = _counts(tx, ids)
        for row in tx.rows(_FATES, {"ids": ids}):
            one = _fate(tx, row, tuple(drawn[row[0]]))
            id = one.match.id
            found[id] = replace(one, messages=messages.get(id, {}), counted=counted, left_out=without.get(id, {}))
    return [found[match] for match in drawn if match in found]


def retire(tx: Transaction, cut: dt.datetime) -> int:
    """Forget what is older than this; returns the size of the bite."""
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
    for match, first, counts in tx.rows(_TALKS, {"ids": ids, "sides": list(SIDES)}):
        weeks = messages.setdefault(match, {})
        for week, count in enumerate(bytes(counts), first):
            weeks[monday(week)] = weeks.get(monday(week), 0) + count
    without: dict[int, dict[str, int]] = {}
    for match, kind, count in tx.rows(_LEFT_OUT, {"ids": ids}):
        without.setdefault(match, {})[kind] = count
    return messages, without


@cache
def _new_only(insert: Callable[[Any], Any]) -> Any:
    return insert(arms).on_conflict_do_nothing()
