"""Keeps what is to be done later, one row each, found by the time it is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, delete, select

from bot.words.localtime import by_the_wall
from bot.words.people import Due
from storage.moments import moment, stamp
from storage.schema import due
from storage.transaction import Transaction, lists

_DUE = (
    select(due.c.key, due.c.kind, due.c.person, due.c.at, due.c.local, due.c.zone, due.c.subject)
    .where(due.c.at <= bindparam("now"))
    .order_by(due.c.at)
    .limit(bindparam("count"))
    .with_for_update(skip_locked=True)
)
_PLANNED = (
    select(due.c.key, due.c.kind, due.c.person, due.c.at, due.c.local, due.c.zone, due.c.subject)
    .where(due.c.person.in_(bindparam("people", expanding=True)))
    .order_by(due.c.at, due.c.key)
)
_NEXT = select(due.c.at).order_by(due.c.at).limit(1)
_TAKEN = delete(due).where(due.c.key.in_(bindparam("keys", expanding=True)))
_DROP = delete(due).where(due.c.key == bindparam("dropped"))


def keep_schedule(tx: Transaction, schedule: Mapping[str, Due | None]) -> None:
    """Write what is scheduled, by key; None drops what stood there."""
    tx.keep(
        due,
        [
            {
                "key": key,
                "kind": scheduled.kind,
                "person": scheduled.person,
                "at": stamp(scheduled.at),
                "local": scheduled.local if _is_meant(scheduled) else "",
                "zone": scheduled.zone,
                "subject": scheduled.subject,
            }
            for key, scheduled in schedule.items()
            if scheduled is not None
        ],
    )
    tx.each(_DROP, [{"dropped": key} for key, scheduled in schedule.items() if scheduled is None])


def _is_meant(scheduled: Due) -> bool:
    """Whether it is due when the clocks show its local time; what was put off since is meant for a moment."""
    return bool(scheduled.local and scheduled.zone) and by_the_wall(scheduled.local, scheduled.zone) == scheduled.at


def take(tx: Transaction, now: dt.datetime, limit: int) -> list[Due]:
    """Take out what is due, oldest first."""
    rows = tx.rows(_DUE, {"now": stamp(now), "count": limit})
    for keys in lists([row[0] for row in rows]):
        tx.changed(_TAKEN, {"keys": keys})
    return [_read(*row) for row in rows]


def planned(tx: Transaction, people: Collection[int]) -> list[Due]:
    """What is scheduled for these people, soonest first."""
    found = [_read(*row) for some in lists(sorted(people)) for row in tx.rows(_PLANNED, {"people": some})]
    return sorted(found, key=lambda one: (one.at, one.key))


def _read(key: str, kind: str, person: int, at: int, *rest: str) -> Due:
    return Due(key, kind, person, moment(at), *rest)


def next_at(tx: Transaction) -> int | None:
    """When the first is due, as a stamp."""
    rows = tx.rows(_NEXT)
    return rows[0][0] if rows else None
