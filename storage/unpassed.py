"""Lets people know that something they wrote to their partner will not arrive: it becomes due, for them, at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, literal_column, select

from bot.words.messages import Delivery, Edit, File, Remove
from bot.words.people import Due
from bot.words.ports import GaveUp
from storage.due import keep_schedule
from storage.schema import outbox
from storage.transaction import Transaction, lists

KIND = "not-passed"

_waiting = outbox.c.done_at.is_(None) & outbox.c.match.is_not(None)
_CURRENT = select(outbox.c.id).where(
    outbox.c.id == bindparam("which"),
    outbox.c.token == bindparam("fence"),
    outbox.c.done_at.is_(None),
    outbox.c.status == literal_column("'sending'"),
)


def _relays(where: ColumnElement[bool]) -> Select[Any]:
    return select(outbox.c.match, outbox.c.sender).where(_waiting, where).distinct()


_IN_LANES = _relays(outbox.c.lane.in_(bindparam("lanes", expanding=True)))


def gave_up(tx: Transaction, outcomes: Sequence[GaveUp]) -> None:
    """What was given up of people's own words; call it before that is written. What is no longer ours to close is left
    out, and so is what fails where the message changed is not there either."""
    told = [
        (outcome.delivery.relay, _what(outcome.delivery, outcome.reason), outcome.at)
        for outcome in outcomes
        if outcome.delivery.relay is not None and outcome.reason != "nothing-to-edit"
        if tx.rows(_CURRENT, {"which": outcome.delivery.id, "fence": outcome.delivery.token})
    ]
    _tell(tx, told)


def lanes_closed(tx: Transaction, lanes: Iterable[bytes], at: dt.datetime) -> None:
    """Everything that waits for these addresses will be closed; call it before that."""
    for some in lists(sorted(lanes)):
        rows = tx.rows(_IN_LANES, {"lanes": some})
        _tell(tx, [((match, sender), "gone", at) for match, sender in rows])


def _tell(tx: Transaction, told: Iterable[tuple[tuple[int, int] | None, str, dt.datetime]]) -> None:
    """One row each for a match, a sender and what happened, however much it is about."""
    due = {}
    for relay, what, at in told:
        match, sender = relay or (0, 0)
        key = f"match:{match:x}:{KIND}{what}:{sender:x}"
        due[key] = Due(key, KIND, sender, at, subject=f"{match}/{what}")
    keep_schedule(tx, due)


def _what(delivery: Delivery, reason: str) -> str:
    """What it was, as a code: "gone" (the partner cannot be reached), "file", "change" or "failed"."""
    if reason in {"gone", "cancelled"}:
        return "gone"
    if isinstance(delivery.content, Edit | Remove):
        return "change"
    return "file" if isinstance(delivery.content, File) and reason == "cannot-pass" else "failed"
