"""Claims what is on its way out: heads that are due are leased, of each address one of every rank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Integer, bindparam, func, literal_column, select, update

from bot.words.messages import Address, Delivery, Priority
from storage.codec import read_outbound
from storage.mailings import broadcasts
from storage.moments import moment, stamp
from storage.schema import outbox
from storage.transaction import Transaction, lists

LEASE = 60_000_000
"""Microseconds for which a delivery that was claimed is ours alone."""

_unfinished = outbox.c.done_at.is_(None)
_earlier = outbox.alias("earlier")
# As `Priority.rank` says: it waits for what is of its rank or goes before that.
_IN_ORDER = literal_column(str(int(Priority.BROADCAST)), Integer)
_head = ~(
    select(_earlier.c.seq)
    .where(_earlier.c.lane == outbox.c.lane, _earlier.c.done_at.is_(None), _earlier.c.seq < outbox.c.seq)
    .where((_earlier.c.priority <= _IN_ORDER) | (_earlier.c.priority <= outbox.c.priority))
    .exists()
)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)

_CLAIM = (
    select(
        outbox.c.seq,
        outbox.c.id,
        outbox.c.channel,
        outbox.c.status,
        outbox.c.priority,
        outbox.c.token,
        outbox.c.attempts,
        outbox.c.uncertain,
        outbox.c.burn,
        outbox.c.person,
        outbox.c.created_at,
        outbox.c.content,
        outbox.c.match,
        outbox.c.sender,
        outbox.c.broadcast,
    )
    # The sum keeps planners from reading by time and sorting everything queued: the order is the index to walk.
    .where(_unfinished, outbox.c.ready_at + 0 <= bindparam("now"), _head)
    .order_by(outbox.c.priority, outbox.c.seq)
    .limit(bindparam("count"))
    .with_for_update(skip_locked=True, of=outbox)
)
_LEASE = (
    update(outbox)
    .where(outbox.c.seq == bindparam("at_seq"))
    .values(
        status="sending",
        token=bindparam("new_token"),
        ready_at=bindparam("until"),
        uncertain=bindparam("perhaps"),
    )
)
_RUNNING = select(broadcasts.c.id).where(broadcasts.c.id.in_(_ids), broadcasts.c.status == literal_column("'running'"))
_STOP = (
    update(outbox)
    .where(outbox.c.seq == bindparam("at_seq"))
    .values(status="cancelled", done_at=bindparam("then"), content=None, uncertain=bindparam("perhaps"))
)
# Few are left where this is asked: whoever asks has claimed what is due.
_NEXT = select(func.min(outbox.c.ready_at)).where(_unfinished, _head)
_RECOVER = (
    update(outbox)
    .where(_unfinished, outbox.c.status == "sending")
    .values(status="queued", uncertain=1, ready_at=bindparam("now"))
)


def claim(tx: Transaction, now: dt.datetime, limit: int) -> list[Delivery]:
    """Lease heads that are due; one whose lease ran out may have arrived, and says so."""
    claimed_at = stamp(now)
    leases = []
    claimed = []
    for row in _claimable(tx, claimed_at, limit):
        seq, id, channel, status, priority, token, attempts, uncertain, burn, person, created_at, content, *more = row
        match, sender, broadcast = more
        perhaps = bool(uncertain) or status == "sending"
        leases.append({"at_seq": seq, "new_token": token + 1, "until": claimed_at + LEASE, "perhaps": int(perhaps)})
        to, says = read_outbound(tx.sealer.open(content, f"outbox:{id}"))
        claimed.append(
            Delivery(
                id=id,
                address=Address(channel, to),
                content=says,
                priority=Priority(priority),
                person=person,
                burn=bool(burn),
                attempts=attempts,
                uncertain=perhaps,
                token=token + 1,
                created_at=moment(created_at),
                relay=None if match is None else (match, sender),
                broadcast=broadcast,
            )
        )
    tx.each(_LEASE, leases)
    return claimed


def _claimable(tx: Transaction, now: int, limit: int) -> Sequence[Any]:
    """Heads that are due. What came back into the queue of a broadcast that rests or is over is closed instead: whoever
    looks after the broadcast finds it so."""
    while True:
        rows = tx.rows(_CLAIM, {"now": now, "count": limit})
        named = {row[-1] for row in rows if row[-1] is not None}
        running = {id for ids in lists(sorted(named)) for (id,) in tx.rows(_RUNNING, {"ids": ids})}
        stopped = [
            {"at_seq": row[0], "then": now, "perhaps": int(bool(row[7]) or row[3] == "sending")}
            for row in rows
            if row[-1] is not None and row[-1] not in running
        ]
        if not stopped:
            return rows
        tx.each(_STOP, stopped)


def next_at(tx: Transaction) -> int | None:
    """When the first head may be claimed, as a stamp."""
    first: int | None = tx.rows(_NEXT)[0][0]
    return first


def recover(tx: Transaction, now: dt.datetime) -> None:
    """Queue again what was being sent. Among other processes (PostgreSQL) leases have to run out by themselves."""
    if not tx.locking:
        tx.changed(_RECOVER, {"now": stamp(now)})
