"""Counts messages by week, before they are forgotten: one row a person or side of a match, one byte a week.

A week is counted once it is over, by a reader, so that no turn pays for it; counted again it gives the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    LargeBinary,
    Table,
    Text,
    bindparam,
    func,
    literal_column,
    select,
)

from bot.words.reports import Tallied, WeekCounts
from storage.moments import stamp
from storage.schema import matches, metadata, outbox, relays
from storage.transaction import Transaction, lists

FIRST_MONDAY = dt.date(1970, 1, 5)
KEPT_WEEKS = 4
"""Whole weeks for which messages are surely still there: they are forgotten after 30 days."""
MOST = 255
UNTIL = "until"
HEARD = "heard"
SIDES = ("mentee", "mentor")

tallies = Table(
    "tallies",
    metadata,
    # "heard" (of a person: what we sent them), "mentee" or "mentor" (of a match: what that side wrote to the other),
    # "until" (of 0: the first week, `first`, that is not counted yet).
    Column("kind", Text, primary_key=True),
    Column("of", BigInteger, primary_key=True, autoincrement=False),
    # The first week in `counts`, since the Monday of 1970-01-05, and how many messages each of them had, at most 255.
    Column("first", BigInteger, nullable=False),
    Column("counts", LargeBinary, nullable=False),
    implicit_returning=False,
    sqlite_with_rowid=False,
)

_start: BindParameter[Any] = bindparam("start")
_end: BindParameter[Any] = bindparam("end")
_UNTIL = select(tallies.c.first).where(tallies.c.kind == literal_column(f"'{UNTIL}'"))
_WROTE = (
    select(relays.c.match, relays.c.sender == matches.c.mentee, func.count(relays.c.digest.distinct()))
    .join(matches, matches.c.id == relays.c.match)
    .where(relays.c.sent_at >= _start, relays.c.sent_at < _end)
    .group_by(relays.c.match, relays.c.sender == matches.c.mentee)
)
_HEARD = (
    select(outbox.c.person, func.count())
    .where(
        outbox.c.done_at >= _start,
        outbox.c.done_at < _end,
        outbox.c.status == literal_column("'sent'"),
        outbox.c.match.is_(None),
        outbox.c.person.is_not(None),
    )
    .group_by(outbox.c.person)
)
_OF = select(tallies.c.of, tallies.c.first, tallies.c.counts).where(
    tallies.c.kind == bindparam("of_kind"), tallies.c.of.in_(bindparam("ids", expanding=True))
)


def week_of(day: dt.date) -> int:
    """Weeks since the Monday of 1970-01-05."""
    return (day - FIRST_MONDAY).days // 7


@lru_cache(4_000)
def monday(week: int) -> dt.date:
    """The first day of such a week."""
    return FIRST_MONDAY + dt.timedelta(weeks=week)


def counted_until(tx: Transaction) -> int | None:
    """The first week that is not counted yet; None where none ever was."""
    found = tx.rows(_UNTIL)
    return found[0][0] if found else None


def count_week(tx: Transaction, now: dt.datetime) -> WeekCounts | None:
    """The first whole week that is not counted yet; None where there is none. Changes nothing."""
    current = week_of(now.date())
    week = max(counted_until(tx) or 0, current - KEPT_WEEKS)
    if week >= current:
        return None
    span = {"start": _at(week), "end": _at(week + 1)}
    counts: dict[tuple[str, int], int] = {
        (SIDES[0] if is_mentee else SIDES[1], match): count
        for match, is_mentee, count in tx.rows(_WROTE, span)
        if is_mentee is not None
    }
    counts |= {(HEARD, person): count for person, count in tx.rows(_HEARD, span)}
    return WeekCounts(week, counts)


def keep_week(tx: Transaction, counted: WeekCounts, *, is_last: bool) -> None:
    """Write some of a week's counts; with the last of them the week is counted."""
    by_kind: dict[str, dict[int, int]] = {}
    for (kind, of), count in counted.counts.items():
        by_kind.setdefault(kind, {})[of] = count
    for kind, counts in by_kind.items():
        tx.keep(
            tallies, [_row(kind, of, counted.week, count, before) for of, count, before in _before(tx, kind, counts)]
        )
    if is_last:
        tx.keep(tallies, [{"kind": UNTIL, "of": 0, "first": counted.week + 1, "counts": b""}])


def tallied(first: int, counts: bytes) -> Tallied:
    """A row's weeks in the words."""
    return Tallied(monday(first), bytes(counts))


def _before(tx: Transaction, kind: str, counts: Mapping[int, int]) -> list[tuple[int, int, tuple[int, bytes] | None]]:
    known: dict[int, tuple[int, bytes]] = {}
    for some in lists(sorted(counts)):
        for of, first, held in tx.rows(_OF, {"of_kind": kind, "ids": some}):
            known[of] = (first, bytes(held))
    return [(of, count, known.get(of)) for of, count in sorted(counts.items())]


def _row(kind: str, of: int, week: int, count: int, before: tuple[int, bytes] | None) -> dict[str, Any]:
    first, held = before or (week, b"")
    if week < first:  # a clock that was set back: what came before stays where it was
        first, held = week, bytes(first - week) + held
    weeks = bytearray(held.ljust(week - first + 1, b"\0"))
    weeks[week - first] = min(count, MOST)
    return {"kind": kind, "of": of, "first": first, "counts": bytes(weeks)}


def _at(week: int) -> int:
    return stamp(dt.datetime.combine(monday(week), dt.time(), dt.timezone.utc))
