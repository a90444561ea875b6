"""Remembers which delivery is the copy of whose message, so that answers, edits and deletions find their way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Table, bindparam, select

from bot.words.matches import OF_A_PART, Relayed, Thread
from bot.words.messages import Address, Deleted, Edited, Inbound
from storage.codec import read_json, write_json
from storage.moments import moment, stamp
from storage.schema import outbox, relays
from storage.transaction import Transaction, lists

_COPY = (
    relays.c.delivery,
    relays.c.match,
    relays.c.sender,
    relays.c.channel,
    relays.c.source,
    relays.c.sent_at,
)
_digests: BindParameter[Any] = bindparam("digests", expanding=True)
_OURS = (
    select(outbox.c.ref_key, outbox.c.id, *_COPY)
    .select_from(outbox)
    .outerjoin(relays, relays.c.delivery == outbox.c.id)
    .where(outbox.c.ref_key.in_(_digests))
)
_THEIRS = select(relays.c.digest, *_COPY).where(relays.c.digest.in_(_digests)).order_by(relays.c.seq)


def note(tx: Transaction, noted: Collection[Relayed]) -> None:
    """Write whose message each delivery is the copy of; one noted before stands."""
    if noted:
        tx.each(_new_only(tx.statements.insert), [_row(tx, relayed) for relayed in noted])


# Made once: a statement of its own for every message would be rendered anew, and kept, for every message.
@cache
def _new_only(insert: Callable[[Table], Any]) -> Any:
    return insert(relays).on_conflict_do_nothing(index_elements=["delivery"])


def threads(tx: Transaction, inbounds: Sequence[Inbound]) -> dict[str, Thread]:
    """What each of these refers to, by inbound key: two statements for all of them, none where none refers."""
    answers = {one.key: tx.ref_key(one.address, one.replies_to) for one in inbounds if one.replies_to}
    changes = {
        one.key: tx.ref_key(one.address, one.own)
        for one in inbounds
        if one.own and type(one.content) in {Edited, Deleted}
    }
    if not answers and not changes:
        return {}
    ours = _ours(tx, set(answers.values()))
    theirs = _theirs(tx, {*answers.values(), *changes.values()})
    found = {
        key: _thread(ours.get(answers.get(key)), theirs.get(answers.get(key), ()), theirs.get(changes.get(key), ()))
        for key in answers | changes
    }
    return {key: thread for key, thread in found.items() if thread != Thread()}


def _thread(
    ours: tuple[int, Relayed | None] | None, copies_of_answered: Sequence[Relayed], copies: Sequence[Relayed]
) -> Thread:
    root, answered = ours or (None, None)
    if answered is None and copies_of_answered:
        answered = copies_of_answered[0]
    return Thread(answered, tuple(copies), root)


def _ours(tx: Transaction, digests: Collection[bytes]) -> dict[bytes | None, tuple[int, Relayed | None]]:
    """Deliveries of ours, and what they are copies of, by the digest of their reference."""
    found: dict[bytes | None, tuple[int, Relayed | None]] = {}
    for some in lists(sorted(digests)):
        for key, id, *copy in tx.rows(_OURS, {"digests": some}):
            found[key] = (id, None if copy[0] is None else _relayed(tx, copy))
    return found


def _theirs(tx: Transaction, digests: Collection[bytes]) -> Mapping[bytes | None, Sequence[Relayed]]:
    """The copies made of people's own messages, by the digest of these."""
    found: dict[bytes | None, list[Relayed]] = defaultdict(list)
    for some in lists(sorted(digests)):
        for digest, *row in tx.rows(_THEIRS, {"digests": some}):
            copy = _relayed(tx, row)
            if not copy.source.endswith(OF_A_PART):
                found[digest].append(copy)
    return found


def _relayed(tx: Transaction, row: Sequence[Any]) -> Relayed:
    delivery, match, sender, channel, sealed, sent_at = row
    at, source = read_json(tx.sealer.open(sealed, f"relay:{delivery}"))
    return Relayed(delivery, match, sender, Address(channel, at), source, moment(sent_at))


def _row(tx: Transaction, relayed: Relayed) -> dict[str, Any]:
    return {
        "delivery": relayed.delivery,
        "match": relayed.match,
        "sender": relayed.sender,
        "digest": tx.ref_key(relayed.at, relayed.source.removesuffix(OF_A_PART)),
        "channel": relayed.at.channel,
        "source": tx.sealer.seal(write_json([relayed.at.id, relayed.source]), f"relay:{relayed.delivery}"),
        "sent_at": stamp(relayed.sent_at),
    }
