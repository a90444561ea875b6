"""Forgets in small bites what is no longer needed: what we said after 7 days, identities after 30.

A match that is over keeps its words for 30 days, in which its two people still see it; a closed concern keeps them for
a year. What happened on a journey, in codes and figures, stays 400 days after its end, for a year's report, and so
long stays which match goes without which nudges; a line of the coordinator's list, and an invitation to the staff, 90
days after it was over; so do the members of a cohort, and what was asked in its room. The audit trail stays. The
reference of the message with which a talk began stays longer than any journey, so that the talk goes on in its own
thread.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, literal_column, or_, select, update

from storage import brought, cohorts, forgetting, holdouts
from storage.invitations import HOUR
from storage.moments import stamp
from storage.schema import (
    OVER,
    among,
    attention,
    concerns,
    guesses,
    inbox,
    invitations,
    journeys,
    matches,
    notes,
    outbox,
    refusals,
    relays,
)
from storage.transaction import Transaction

CONTENTS = dt.timedelta(days=7)
IDENTITIES = dt.timedelta(days=30)
FORMER = dt.timedelta(days=30)
ROOTS = dt.timedelta(days=400)
REPORTS = dt.timedelta(days=365)
WALKED = dt.timedelta(days=400)
SETTLED = dt.timedelta(days=90)
DRAFTS = dt.timedelta(days=7)
RECIPIENTS = dt.timedelta(days=90)
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
# How far the outbox has been wiped is noted, so that no index has to be kept up with every reply.
_WIPED = "outbox-wiped"
_NOTED = select(notes.c.value).where(notes.c.key == bindparam("of"))
_NOTE = update(notes).where(notes.c.key == bindparam("of")).values(value=bindparam("so_far"))
_FIRST_NOTE = insert(notes)
_NEXT_OUTBOX = (
    select(outbox.c.seq, outbox.c.done_at).where(outbox.c.seq > bindparam("after")).order_by(outbox.c.seq).limit(_BITE)
)
_WIPE_OUTBOX = (
    update(outbox)
    .where(outbox.c.seq > bindparam("after"), outbox.c.seq <= bindparam("last"), outbox.c.content.is_not(None))
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
        .where(
            outbox.c.seq < bindparam("young"),
            outbox.c.done_at.is_not(None),
            outbox.c.done_at <= _cut,
            # People may answer it, yet it carries nobody's words: a talk began with it.
            or_(outbox.c.ref_key.is_(None), outbox.c.match.is_not(None), outbox.c.done_at <= bindparam("roots")),
        )
        .order_by(outbox.c.seq)
        .limit(_BITE)
    )
)
_YOUNG_RELAYS = select(relays.c.seq).where(relays.c.sent_at > _cut).order_by(relays.c.seq).limit(1)
_LAST_RELAYS = select(func.max(relays.c.seq) + 1)
_FORGET_RELAYS = delete(relays).where(
    relays.c.seq.in_(select(relays.c.seq).where(relays.c.seq < bindparam("young")).order_by(relays.c.seq).limit(_BITE))
)
_FORMER = (
    update(matches)
    .where(
        matches.c.id.in_(
            select(matches.c.id)
            .where(among(matches.c.status, OVER), matches.c.told.is_not(None), matches.c.since <= _cut)
            .limit(_BITE)
        )
    )
    .values(told=None, live=0)
)
_CLOSED = (
    update(concerns)
    .where(concerns.c.status == "closed", concerns.c.told.is_not(None), concerns.c.touched_at <= _cut)
    .values(told=None)
)
_WALKED = (
    update(journeys)
    .where(
        journeys.c.id.in_(
            select(journeys.c.id)
            .where(
                journeys.c.status == literal_column("'ended'"),
                journeys.c.told.is_not(None),
                journeys.c.touched_at <= _cut,
            )
            .limit(_BITE)
        )
    )
    .values(told=None)
)
_SETTLED = delete(attention).where(
    attention.c.key.in_(
        select(attention.c.key)
        .where(among(attention.c.status, ("done", "gone")), attention.c.touched_at <= _cut)
        .limit(_BITE)
    )
)
_GUESSED = delete(guesses).where(guesses.c.since <= _cut)
_INVITED = delete(invitations).where(invitations.c.until <= _cut)
_LIFTED = delete(refusals).where(refusals.c.lift < bindparam("today"))


def retire(tx: Transaction, now: dt.datetime) -> bool:
    """Take one bite; True where there may be more."""
    contents, identities = stamp(now - CONTENTS), stamp(now - IDENTITIES)
    bites = [
        tx.changed(_WIPE_INBOX, {"cut": contents}),
        _wipe_outbox(tx, contents),
        tx.changed(_FORMER, {"cut": stamp(now - FORMER)}),
        tx.changed(_WALKED, {"cut": stamp(now - WALKED)}),
        tx.changed(_SETTLED, {"cut": stamp(now - SETTLED)}),
        holdouts.retire(tx, now - WALKED),
    ]
    kept = {"cut": identities, "roots": stamp(now - ROOTS)}
    for young, last, forget, more in (
        (_YOUNG_INBOX, _LAST_INBOX, _FORGET_INBOX, {}),
        (_YOUNG_OUTBOX, _LAST_OUTBOX, _FORGET_OUTBOX, kept),
        (_YOUNG_RELAYS, _LAST_RELAYS, _FORGET_RELAYS, {}),
    ):
        first = tx.rows(young, {"cut": identities}) or tx.rows(last)
        if first[0][0] is not None:
            bites.append(tx.changed(forget, {"young": first[0][0], **more}))
    tx.changed(_GUESSED, {"cut": stamp(now - HOUR)})
    tx.changed(_INVITED, {"cut": stamp(now - SETTLED)})
    has_more = forgetting.retire(tx, now - DRAFTS, now - RECIPIENTS, now - WALKED)
    cohorts.retire(tx, now - SETTLED)
    brought.forget(tx, now)
    tx.changed(_CLOSED, {"cut": stamp(now - REPORTS)})
    # A day later, so that a date that has come is past in every time zone.
    tx.changed(_LIFTED, {"today": (now - dt.timedelta(days=1)).date().isoformat()})
    return has_more or max(bites) >= _BITE


def _wipe_outbox(tx: Transaction, cut: int) -> int:
    """Wipe the texts after those wiped before, up to the first that is young or unfinished; returns how many rows."""
    noted = tx.rows(_NOTED, {"of": _WIPED})
    after = last = int(noted[0][0]) if noted else 0
    passed = 0
    for seq, done_at in tx.rows(_NEXT_OUTBOX, {"after": after}):
        if done_at is None or done_at > cut:
            break
        last, passed = seq, passed + 1
    if passed:
        tx.changed(_WIPE_OUTBOX, {"after": after, "last": last})
        so_far = str(last).encode()
        if not tx.changed(_NOTE, {"of": _WIPED, "so_far": so_far}):
            tx.each(_FIRST_NOTE, [{"key": _WIPED, "value": so_far}])
    return passed
