"""Keeps invitations into the staff, and how many wrong codes came from where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam, case, or_, select, update

from bot.words.desk import Invitation
from bot.words.messages import Address
from storage.moments import moment, stamp
from storage.schema import guesses, invitations
from storage.transaction import Transaction

HOUR = dt.timedelta(hours=1)
"""For how long wrong codes count against an address, from the first one on."""
_INVITATION = (
    invitations.c.id,
    invitations.c.role,
    invitations.c.program,
    invitations.c.by,
    invitations.c.status,
    invitations.c.made_at,
    invitations.c.until,
)
_BY_DIGEST = select(*_INVITATION).where(invitations.c.digest == bindparam("digest"))
_STANDING = (
    select(*_INVITATION)
    .where(or_(invitations.c.status == "asked", invitations.c.status == "open"))
    .order_by(invitations.c.made_at, invitations.c.id)
)
_MOVE = (
    update(invitations)
    .where(invitations.c.id == bindparam("which"))
    .values(status=bindparam("new_status"), until=bindparam("new_until"))
)
_WRONG = select(guesses.c.wrong).where(guesses.c.lane == bindparam("of_lane"), guesses.c.since > bindparam("since"))


def keep_invitations(tx: Transaction, kept: Mapping[int, tuple[Invitation, str]]) -> None:
    """Write invitations: new ones, which come with their code, and what became of others."""
    new = [_invitation_row(tx, one, code) for one, code in kept.values() if code]
    tx.each(_invite(tx.statements.insert), new)
    changed = [one for one, code in kept.values() if not code]
    tx.each(_MOVE, [{"which": one.id, "new_status": one.status, "new_until": stamp(one.until)} for one in changed])


def invitation_of(tx: Transaction, code: str) -> Invitation | None:
    """The invitation with this code, whatever became of it."""
    rows = tx.rows(_BY_DIGEST, {"digest": _digest(tx, code)})
    return _invitation(rows[0]) if rows else None


def invitations_standing(tx: Transaction) -> list[Invitation]:
    """Those that wait for approval or for someone to bring the code, oldest first."""
    return [_invitation(row) for row in tx.rows(_STANDING)]


def _digest(tx: Transaction, code: str) -> bytes:
    return tx.sealer.digest(f"invitation\0{code}")


def _invitation_row(tx: Transaction, one: Invitation, code: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "digest": _digest(tx, code),
        "role": one.role,
        "program": one.program,
        "by": one.by,
        "status": one.status,
        "made_at": stamp(one.made_at),
        "until": stamp(one.until),
    }


def _invitation(row: Sequence[Any]) -> Invitation:
    id, role, program, by, status, made_at, until = row
    return Invitation(id, role, program, by, status, moment(made_at), moment(until))


@cache
def _invite(insert: Callable[[Table], Any]) -> Any:
    statement = insert(invitations)
    new = statement.excluded
    names = ("digest", "role", "program", "by", "status", "made_at", "until")
    return statement.on_conflict_do_update(index_elements=["id"], set_={name: new[name] for name in names})


# --- wrong codes ---------------------------------------------------------------------------------------------------


def note_guesses(tx: Transaction, addresses: Collection[Address], now: dt.datetime) -> None:
    """Count one wrong code more for each of these addresses; an hour after the first the count begins anew."""
    rows = [{"lane": tx.lane(address), "wrong": 1, "since": stamp(now)} for address in addresses]
    tx.each(_guessed(tx.statements.insert), rows)


def wrong_codes(tx: Transaction, address: Address, now: dt.datetime) -> int:
    """How many wrong codes came from this address within the hour."""
    rows = tx.rows(_WRONG, {"of_lane": tx.lane(address), "since": stamp(now - HOUR)})
    return rows[0][0] if rows else 0


@cache
def _guessed(insert: Callable[[Table], Any]) -> Any:
    statement = insert(guesses)
    new = statement.excluded
    is_old = guesses.c.since <= new.since - int(HOUR.total_seconds() * 1_000_000)
    return statement.on_conflict_do_update(
        index_elements=["lane"],
        set_={
            "wrong": case((is_old, 1), else_=guesses.c.wrong + 1),
            "since": case((is_old, new.since), else_=guesses.c.since),
        },
    )
