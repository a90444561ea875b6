"""The queue of everything on its way out: written in order, and closed where somebody is silenced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, literal_column, select, union_all, update

from bot.words.messages import Address, Delivery, Priority
from storage import unpassed
from storage.claims import LEASE
from storage.codec import write_outbound
from storage.moments import stamp
from storage.scenes import lock_lanes
from storage.schema import outbox
from storage.transaction import Transaction, lists

MOST_LEASED = 500
"""Deliveries leased in the transaction that writes them."""

_unfinished = outbox.c.done_at.is_(None)
_lanes: BindParameter[Any] = bindparam("lanes", expanding=True)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)

_STANDING = union_all(
    select(outbox.c.lane, literal_column("0"), func.min(outbox.c.priority))
    .where(outbox.c.lane.in_(_lanes), _unfinished)
    .group_by(outbox.c.lane),
    select(outbox.c.lane, outbox.c.id, literal_column("0")).where(outbox.c.id.in_(_ids)),
)
_QUEUE = insert(outbox)
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


def queue(
    tx: Transaction,
    deliveries: Sequence[Delivery],
    now: dt.datetime,
    most_leased: int = MOST_LEASED,
    room: int = MOST_LEASED,
) -> list[Delivery]:
    """Write deliveries; those whose address has nothing unfinished are leased and returned, up to `most_leased`, and
    of nudges and later up to `room`. Redrawing and tidying keep nothing else waiting."""
    fresh = [each for each in deliveries if not _is_erased(tx, each)] if tx.erased else deliveries
    lanes = {delivery.address: tx.lane(delivery.address) for delivery in fresh}
    standing, known = _standing(tx, fresh, list(lanes.values()))
    leased: list[Delivery] = []
    rows = []
    written_at = stamp(now)
    for delivery in fresh:
        if delivery.id in known:
            continue
        known.add(delivery.id)
        lane = lanes[delivery.address]
        is_nudge = delivery.priority >= Priority.NUDGE
        is_free = lane not in standing or standing[lane].rank > delivery.priority.rank
        at_once = is_free and len(leased) < most_leased and (room > 0 or not is_nudge)
        if at_once:
            room -= is_nudge
            leased.append(_leased(delivery, now))
        else:
            standing[lane] = min(standing.get(lane, delivery.priority), delivery.priority)
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


def _standing(
    tx: Transaction, deliveries: Sequence[Delivery], lanes: Sequence[bytes]
) -> tuple[dict[bytes, Priority], set[int]]:
    """The lanes that hold something unfinished with the first priority of it, and the delivery ids known already."""
    if tx.locking and lanes:
        lock_lanes(tx, lanes)
    standing: dict[bytes, Priority] = {}
    known: set[int] = set()
    lane_lists = list(lists(list(dict.fromkeys(lanes))))
    id_lists = list(lists([delivery.id for delivery in deliveries]))
    for place, ids in enumerate(id_lists):
        some = lane_lists[place] if place < len(lane_lists) else []
        for lane, id, first in tx.rows(_STANDING, {"lanes": some, "ids": ids}):
            if id:
                known.add(id)
            else:
                standing[lane] = Priority(first)
    return standing, known


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
