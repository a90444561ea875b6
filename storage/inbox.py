"""Remembers every inbound by the keyed hash of its key; what was in it only where its turn failed.

What a turn understood stands in the run, committed with the inbox row: nobody needs what was typed any more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from bot.words.ports import Received
from storage.codec import write_inbound
from storage.moments import stamp
from storage.schema import addresses, inbox
from storage.transaction import Transaction, lists

_SEEN = select(inbox.c.digest).where(inbox.c.digest.in_(bindparam("digests", expanding=True)))
# No ON CONFLICT: two workers holding the same copy must not both commit what they decided on it.
_RECORD = insert(inbox)
_NEWEST = select(func.max(inbox.c.received_at)).where(inbox.c.channel == bindparam("of_channel"))
_USED = update(addresses).where(addresses.c.lane == bindparam("at_lane")).values(used_at=bindparam("now"))


def seen(tx: Transaction, keys: Sequence[str]) -> set[str]:
    """Which of these keys the inbox already holds."""
    by_digest = {_digest(tx, key): key for key in keys}
    known: set[str] = set()
    for digests in lists(list(by_digest)):
        known.update(by_digest[row[0]] for row in tx.rows(_SEEN, {"digests": digests}))
    return known


def last_heard(tx: Transaction, channel: str) -> int | None:
    """When the newest inbound of this channel arrived."""
    rows = tx.rows(_NEWEST, {"of_channel": channel})
    return rows[0][0] if rows else None


def record(tx: Transaction, received: Sequence[Received], now: dt.datetime) -> None:
    """Write the inbox rows; of copies within one call the first counts."""
    done_at = stamp(now)
    rows: dict[bytes, dict[str, Any]] = {}
    for one in received:
        digest = _digest(tx, one.inbound.key)
        if digest not in rows:
            rows[digest] = _row(tx, one, digest, done_at)
    tx.each(_RECORD, list(rows.values()))
    if tx.overtaken:
        wrote = (one.inbound.address for one in received if one.status != "ignored")
        lanes = {tx.lane(address) for address in wrote} & tx.overtaken
        tx.each(_USED, [{"at_lane": lane, "now": done_at} for lane in lanes])


def _digest(tx: Transaction, key: str) -> bytes:
    digest = tx.digests.get(key)
    if digest is None:
        digest = tx.digests[key] = tx.sealer.digest(f"inbound\0{key}")
    return digest


def _row(tx: Transaction, received: Received, digest: bytes, done_at: int) -> dict[str, Any]:
    inbound = received.inbound
    kept = received.status == "quarantined" and not received.wipe and not _is_erased(tx, received)
    return {
        "digest": digest,
        "channel": inbound.address.channel,
        "status": received.status,
        "received_at": stamp(inbound.received_at),
        "done_at": done_at,
        "error": received.error,
        "lane": tx.lane(inbound.address) if kept else None,
        "person": received.person if kept else None,
        "payload": tx.sealer.seal(write_inbound(inbound), f"inbox:{digest.hex()}") if kept else None,
    }


def _is_erased(tx: Transaction, received: Received) -> bool:
    """Whether whose it is has been erased in this very transaction."""
    stranger = received.person is None and tx.lane(received.inbound.address) in tx.erased_lanes
    return stranger or received.person in tx.erased
