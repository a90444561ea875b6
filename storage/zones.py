"""Keeps what is due at an hour on someone's clock at that hour, when the rules of time zones change or they move."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, insert, select, update

from bot.words.localtime import by_the_wall
from storage.moments import stamp
from storage.schema import due, notes
from storage.transaction import Transaction

_NOTE = "zones-edition"
_READ = select(notes.c.value).where(notes.c.key == bindparam("name"))
_WRITE = insert(notes)
_RENEW = update(notes).where(notes.c.key == bindparam("name")).values(value=bindparam("renewed"))
_BITE = (
    select(due.c.key, due.c.at, due.c.local, due.c.zone)
    .where(due.c.key > bindparam("after"))
    .order_by(due.c.key)
    .limit(bindparam("most"))
    .with_for_update()
)
_THEIRS = select(due.c.key, due.c.at, due.c.local).where(due.c.person == bindparam("whose"), due.c.local != "")
_MOVE = update(due).where(due.c.key == bindparam("moved")).values(at=bindparam("then"), zone=bindparam("where"))


def followed(tx: Transaction) -> str:
    """By which edition of the time zones everything due was computed; "" where it was never noted."""
    rows = tx.rows(_READ, {"name": _NOTE})
    return str(tx.sealer.open(rows[0][0], _NOTE)) if rows else ""


def note_followed(tx: Transaction, edition: str) -> None:
    """Everything due is computed by this edition now."""
    sealed = tx.sealer.seal(edition, _NOTE)
    if not tx.changed(_RENEW, {"name": _NOTE, "renewed": sealed}):
        tx.each(_WRITE, [{"key": _NOTE, "value": sealed}])


def follow(tx: Transaction, after: str, most: int) -> tuple[str, int] | None:
    """Compute anew the moments of a bite of what is due, in order of key; the last key and how many of them moved, None
    where nothing comes after this key."""
    rows = tx.rows(_BITE, {"after": after, "most": most})
    if not rows:
        return None
    moved = [
        {"moved": key, "then": then, "where": zone}
        for key, at, local, zone in rows
        if local and zone and (then := stamp(by_the_wall(local, zone))) != at
    ]
    tx.each(_MOVE, moved)
    return rows[-1][0], len(moved)


def move(tx: Transaction, moved: Mapping[int, str]) -> None:
    """These people live by the clocks of another zone now: what is due for them at an hour of theirs moves along."""
    for person, zone in moved.items():
        rows = tx.rows(_THEIRS, {"whose": person})
        tx.each(
            _MOVE, [{"moved": key, "then": stamp(by_the_wall(local, zone)), "where": zone} for key, _, local in rows]
        )
