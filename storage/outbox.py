"""The queue of everything on its way out: written in order, leased head first, one unfinished head an address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, literal_column, select, union_all, update

from bot.words.messages import Address, Delivery, Priority
from storage import unpassed
from storage.codec import read_outbound, write_outbound
from storage.mailings import broadcasts
from storage.moments import moment, stamp
from storage.scenes import lock_lanes
from storage.schema import outbox
from storage.transaction import Transaction, lists

LEASE = 60_000_000
"""Microseconds for which a delivery that was claimed is ours alone."""
MOST_LEASED = 500
"""Deliveries leased in the transaction that writes them."""

_unfinished = outbox.c.done_at.is_(None)
_earlier = outbox.alias("earlier")
_head = ~(
    select(_earlier.c.seq)
    .where(_earlier.c.lane == outbox.c.lane, _earlier.c.done_at.is_(None), _earlier.c.seq < outbox.c.seq)
    .exists()
)
_lanes: BindParameter[Any] = bindparam("lanes", expanding=True)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)

_STANDING = union_all(
    select(outbox.c.lane, literal_column("0")).where(outbox.c.lane.in_(_lanes), _unfinished).distinct(),
    select(outbox.c.lane, outbox.c.id).where(outbox.c.id.in_(_ids)),
)
_QUEUE = insert(outbox)
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
_REFS = select(outbox.c.id, outbox.c.ref).where(outbox.c.id.in_(_ids), outbox.c.ref.is_not(None))
_OPEN = select(func.count()).where(_unfinished)
_OPEN_IN_LANE = _OPEN.where(outbox.c.lane == bindparam("lane"))
_BURN_QUEUED = delete(outbox).where(
    outbox.c.lane.in_(_lanes), _unfinished, outbox.c.status == "queued", outbox.c.burn == 1
)
_CANCEL = (
    update(outbox)
    .where(outbox.c.lane.in_(_lanes), _unfinished, outbox.c.status == "queued")
    .values(status="cancelled", done_at=bindparam("now"), content=None)
)
_CANCEL_RELAYS = (
    update(outbox)
    .where(
        outbox.c.match == bindparam("of_match"),
        outbox.c.sender == bindparam("of_sender"),
        _unfinished,
        outbox.c.status == "queued",
    )
    .values(status="cancelled", done_at=bindparam("now"), content=None)
)
_RECOVER = (
    update(outbox)
    .where(_unfinished, outbox.c.status == "sending")
    .values(status="queued", uncertain=1, ready_at=bindparam("now"))
)


def queue(
    tx: Transaction,
    deliveries: Sequence[Delivery],
    now: dt.datetime,
    most_leased: int = MOST_LEASED,
    room: int = MOST_LEASED,
) -> list[Delivery]:
    """Write deliveries; those whose address has nothing unfinished are leased and returned, up to `most_leased`, and
    of nudges and later up to `room`."""
    fresh = [each for each in deliveries if not _is_erased(tx, each)] if tx.erased else deliveries
    lanes = {delivery.address: tx.lane(delivery.address) for delivery in fresh}
    busy, known = _standing(tx, fresh, list(lanes.values()))
    leased: list[Delivery] = []
    rows = []
    written_at = stamp(now)
    for delivery in fresh:
        if delivery.id in known:
            continue
        known.add(delivery.id)
        lane = lanes[delivery.address]
        is_nudge = delivery.priority >= Priority.NUDGE
        at_once = lane not in busy and len(leased) < most_leased and (room > 0 or not is_nudge)
        if at_once:
            room -= is_nudge
            leased.append(_leased(delivery, now))
        else:
            busy.add(lane)
        rows.append(_row(tx, delivery, lane, written_at, at_once))
    tx.each(_QUEUE, rows)
    return leased


def _is_erased(tx: Transaction, delivery: Delivery) -> bool:
    """Whether it is for someone erased in this transaction, or carries their words."""
    return delivery.person in tx.erased or (delivery.relay is not None and delivery.relay[1] in tx.erased)


def _leased(delivery: Delivery, now: dt.datetime) -> Delivery:
    # Spelled out: dataclasses.replace takes twice as long, and this is done for every reply.
    return Delivery(
        delivery.id,
        delivery.address,
        delivery.content,
        delivery.priority,
        delivery.person,
        delivery.burn,
        delivery.attempts,
        delivery.uncertain,
        1,
        delivery.created_at or now,
        delivery.relay,
        delivery.broadcast,
    )


def _standing(tx: Transaction, deliveries: Sequence[Delivery], lanes: Sequence[bytes]) -> tuple[set[bytes], set[int]]:
    """The lanes that hold something unfinished, and the delivery ids that are known already."""
    if tx.locking and lanes:
        lock_lanes(tx, lanes)
    busy: set[bytes] = set()
    known: set[int] = set()
    lane_lists = list(lists(list(dict.fromkeys(lanes))))
    id_lists = list(lists([delivery.id for delivery in deliveries]))
    for place, ids in enumerate(id_lists):
        some = lane_lists[place] if place < len(lane_lists) else []
        for lane, id in tx.rows(_STANDING, {"lanes": some, "ids": ids}):
            if id:
                known.add(id)
            else:
                busy.add(lane)
    return busy, known


def _row(tx: Transaction, delivery: Delivery, lane: bytes, now: int, at_once: bool) -> dict[str, Any]:
    match, sender = delivery.relay or (None, None)
    return {
        "id": delivery.id,
        "lane": lane,
        "channel": delivery.address.channel,
        "status": "sending" if at_once else "queued",
        "priority": int(delivery.priority),
        "ready_at": now + LEASE if at_once else now,
        "token": int(at_once),
        "attempts": delivery.attempts,
        "uncertain": int(delivery.uncertain),
        "burn": int(delivery.burn),
        "person": delivery.person,
        "created_at": stamp(delivery.created_at) if delivery.created_at else now,
        "content": tx.sealer.seal(write_outbound(delivery.address.id, delivery.content), f"outbox:{delivery.id}"),
        "match": match,
        "sender": sender,
        "broadcast": delivery.broadcast,
    }


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


def refs(tx: Transaction, ids: Sequence[int]) -> Mapping[int, str]:
    """The platform's references of deliveries sent."""
    found: dict[int, str] = {}
    for some in lists(list(ids)):
        for id, ref in tx.rows(_REFS, {"ids": some}):
            found[id] = tx.sealer.open(ref, f"ref:{id}")
    return found


def open_deliveries(tx: Transaction, address: Address | None) -> int:
    """How many are unfinished."""
    rows = tx.rows(_OPEN) if address is None else tx.rows(_OPEN_IN_LANE, {"lane": tx.lane(address)})
    return int(rows[0][0])


def cancel(tx: Transaction, cancelled: Collection[bytes], now: dt.datetime) -> None:
    """Close what waits for these addresses; what is being sent may have left and runs its course."""
    unpassed.lanes_closed(tx, cancelled, now)
    for lanes in lists(sorted(cancelled)):
        tx.changed(_BURN_QUEUED, {"lanes": lanes})
        tx.changed(_CANCEL, {"lanes": lanes, "now": stamp(now)})


def cancel_relays(tx: Transaction, cancelled: Collection[tuple[int, int]], now: dt.datetime) -> None:
    """Close what waits of the words of these people within these matches, edits and all."""
    tx.each(
        _CANCEL_RELAYS,
        [{"of_match": match, "of_sender": sender, "now": stamp(now)} for match, sender in sorted(cancelled)],
    )


def recover(tx: Transaction, now: dt.datetime) -> None:
    """Queue again what was being sent. Among other processes (PostgreSQL) leases have to run out by themselves."""
    if not tx.locking:
        tx.changed(_RECOVER, {"now": stamp(now)})
