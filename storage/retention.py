"""Forgets in small bites what is no longer needed: contents after 7 days, identities after 30."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, select, update

from storage.moments import stamp
from storage.schema import inbox, outbox, refusals
from storage.transaction import Transaction

CONTENTS = dt.timedelta(days=7)
IDENTITIES = dt.timedelta(days=30)
_BITE = 1_000

_cut: BindParameter[Any] = bindparam("cut")
_WIPE_INBOX = (
    update(inbox)
    .where(
        inbox.c.seq.in_(
            select(inbox.c.seq)
            # What was quarantined is still to be looked at; it goes with its identity.
            .where(inbox.c.payload.is_not(None), inbox.c.done_at <= _cut, inbox.c.status != "quarantined")
            .limit(_BITE)
        )
    )
    .values(payload=None, lane=None, person=None)
)
_WIPE_OUTBOX = (
    update(outbox)
    .where(
        outbox.c.seq.in_(
            select(outbox.c.seq)
            .where(outbox.c.done_at.is_not(None), outbox.c.content.is_not(None), outbox.c.done_at <= _cut)
            .limit(_BITE)
        )
    )
    .values(content=None)
)
# Rows stand in the order in which they came, so the old ones are the first: no index is needed to find them, and
# the first young one ends the search.
_YOUNG_INBOX = select(inbox.c.seq).where(inbox.c.done_at > _cut).order_by(inbox.c.seq).limit(1)
_YOUNG_OUTBOX = select(outbox.c.seq).where(outbox.c.done_at > _cut).order_by(outbox.c.seq).limit(1)
_LAST_INBOX = select(func.max(inbox.c.seq) + 1)
_LAST_OUTBOX = select(func.max(outbox.c.seq) + 1)
_FORGET_INBOX = delete(inbox).where(
    inbox.c.seq.in_(select(inbox.c.seq).where(inbox.c.seq < bindparam("young")).order_by(inbox.c.seq).limit(_BITE))
)
_FORGET_OUTBOX = delete(outbox).where(
    outbox.c.seq.in_(
        select(outbox.c.seq)
        .where(outbox.c.seq < bindparam("young"), outbox.c.done_at.is_not(None), outbox.c.done_at <= _cut)
        .order_by(outbox.c.seq)
        .limit(_BITE)
    )
)
_LIFTED = delete(refusals).where(refusals.c.lift < bindparam("today"))


def retire(tx: Transaction, now: dt.datetime) -> bool:
    """Take one bite; True where there may be more."""
    contents, identities = stamp(now - CONTENTS), stamp(now - IDENTITIES)
    bites = [
        tx.changed(_WIPE_INBOX, {"cut": contents}),
        tx.changed(_WIPE_OUTBOX, {"cut": contents}),
    ]
    for young, last, forget in (
        (_YOUNG_INBOX, _LAST_INBOX, _FORGET_INBOX),
        (_YOUNG_OUTBOX, _LAST_OUTBOX, _FORGET_OUTBOX),
    ):
        first = tx.rows(young, {"cut": identities}) or tx.rows(last)
        if first[0][0] is not None:
            values = {"young": first[0][0]}
            bites.append(tx.changed(forget, values if forget is _FORGET_INBOX else {**values, "cut": identities}))
    # A day later, so that a date that has come is past in every time zone.
    tx.changed(_LIFTED, {"today": (now - dt.timedelta(days=1)).date().isoformat()})
    return max(bites) >= _BITE
