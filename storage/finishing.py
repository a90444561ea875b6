"""Records what became of deliveries; only the holder of the current token is believed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, Update, bindparam, delete, literal_column, select, update

from bot.words.messages import Delivery, Priority
from bot.words.ports import Again, GaveUp, Moved, Outcome, Sent
from storage import unpassed
from storage.codec import read_outbound, write_outbound
from storage.moments import stamp
from storage.schema import addresses, inbox, outbox, refusals
from storage.transaction import Transaction, address_context

_unfinished = outbox.c.done_at.is_(None)
# Whoever put it back has let go of it: what they say of it later is not heard.
_current = (
    (outbox.c.id == bindparam("which"))
    & (outbox.c.token == bindparam("fence"))
    & _unfinished
    & (outbox.c.status == literal_column("'sending'"))
)
_CURRENT = select(outbox.c.lane).where(_current)
_BURNT = delete(outbox).where(_current)
# Words that never change stand in the statement: nothing has to be filled in for every row.
_SENT = (
    update(outbox)
    .where(_current)
    .values(status=literal_column("'sent'"), done_at=bindparam("at"), ref=bindparam("kept"))
)
# What people may answer, so that the answer is understood: relayed messages, and those with which their talk begins.
_ANSWERABLE = _SENT.values(ref_key=bindparam("digest"))
_AGAIN = (
    update(outbox)
    .where(_current)
    .values(
        status="queued",
        ready_at=bindparam("at"),
        attempts=bindparam("tried"),
        uncertain=bindparam("perhaps"),
        reason=bindparam("why"),
    )
)
_GAVE_UP = update(outbox).where(_current).values(status="gave-up", done_at=bindparam("at"), reason=bindparam("why"))
_MOVED = update(outbox).where(_current).values(status="queued", ready_at=outbox.c.created_at)

_in_lane = outbox.c.lane == bindparam("old")
_BURN_LANE = delete(outbox).where(_in_lane, _unfinished, outbox.c.burn == 1)
_CLOSE_LANE = (
    update(outbox).where(_in_lane, _unfinished).values(status="gave-up", done_at=bindparam("at"), reason="gone")
)
_UNREACHABLE = update(addresses).where(addresses.c.lane == bindparam("old")).values(reachable=0)

_QUEUED_IN_LANE = select(outbox.c.seq, outbox.c.id, outbox.c.content).where(_in_lane, _unfinished)
_RESEAL = update(outbox).where(outbox.c.seq == bindparam("at_seq")).values(content=bindparam("sealed"))


def _rename(table: Table) -> Update:
    return update(table).where(table.c.lane == bindparam("old")).values(lane=bindparam("new"))


_RENAMES = (_rename(outbox), _rename(inbox))
# Where the new address is known already, what is known of it stands.
_KEYED = tuple(
    (
        select(table.c.lane).where(table.c.lane == bindparam("new")),
        delete(table).where(table.c.lane == bindparam("old")),
        _rename(table),
    )
    for table in (addresses, refusals)
)
_READDRESS = update(addresses).where(addresses.c.lane == bindparam("new")).values(address=bindparam("sealed"))


def finish(tx: Transaction, outcomes: Sequence[Outcome]) -> None:
    """Write every outcome: the usual ones many at a time, the rare ones that touch a whole queue one by one."""
    unpassed.gave_up(tx, [one for one in outcomes if isinstance(one, GaveUp) and one.delivery.relay])
    burnt, sent, answerable, again, gave_up = [], [], [], [], []
    rare: list[GaveUp | Moved] = []
    for outcome in outcomes:
        delivery = outcome.delivery
        match outcome:
            case GaveUp(_, "gone") | Moved():
                rare.append(outcome)
            case Sent() | GaveUp() if delivery.burn:
                burnt.append(_which(delivery))
            case Sent(_, ref, at):
                kept = tx.sealer.seal(ref, f"ref:{delivery.id}") if ref else None
                row = {**_which(delivery), "at": stamp(at), "kept": kept}
                if ref and delivery.priority == Priority.RELAY:
                    answerable.append({**row, "digest": tx.ref_key(delivery.address, ref)})
                else:
                    sent.append(row)
            case Again():
                again.append(_again(outcome))
            case GaveUp(_, reason, at):
                gave_up.append({**_which(delivery), "at": stamp(at), "why": reason})
    tx.each(_BURNT, burnt)
    tx.each(_SENT, sent)
    tx.each(_ANSWERABLE, answerable)
    tx.each(_AGAIN, again)
    tx.each(_GAVE_UP, gave_up)
    _finish_rare(tx, rare)


def _finish_rare(tx: Transaction, outcomes: Iterable[GaveUp | Moved]) -> None:
    for outcome in outcomes:
        if isinstance(outcome, Moved):
            _move(tx, outcome)
        else:
            _close_lane(tx, outcome)


def _which(delivery: Delivery) -> dict[str, Any]:
    return {"which": delivery.id, "fence": delivery.token}


def _again(outcome: Again) -> dict[str, Any]:
    delivery = outcome.delivery
    return {
        **_which(delivery),
        "at": stamp(outcome.at),
        "tried": delivery.attempts + outcome.counted,
        "perhaps": int(outcome.uncertain or delivery.uncertain),
        "why": outcome.error or None,
    }


def _close_lane(tx: Transaction, outcome: GaveUp) -> None:
    """The person is gone: nothing more is sent to this address."""
    lane = _current_lane(tx, outcome.delivery)
    if lane is not None:
        unpassed.lanes_closed(tx, [lane], outcome.at)
        tx.changed(_BURN_LANE, {"old": lane})
        tx.changed(_CLOSE_LANE, {"old": lane, "at": stamp(outcome.at)})
        tx.changed(_UNREACHABLE, {"old": lane})


def _move(tx: Transaction, outcome: Moved) -> None:
    """Everything of the old address becomes the new one's; what waits is sealed anew with the new id."""
    old, new = _current_lane(tx, outcome.delivery), tx.lane(outcome.new)
    if old is None:
        return
    tx.changed(_MOVED, _which(outcome.delivery))
    if old == new:
        return
    waiting = tx.rows(_QUEUED_IN_LANE, {"old": old})
    tx.each(_RESEAL, [{"at_seq": seq, "sealed": _readdressed(tx, id, sealed, outcome)} for seq, id, sealed in waiting])
    for rename in _RENAMES:
        tx.changed(rename, {"old": old, "new": new})
    for find, forget, rename in _KEYED:
        if tx.rows(find, {"new": new}):
            tx.changed(forget, {"old": old})
        else:
            tx.changed(rename, {"old": old, "new": new})
    tx.changed(_READDRESS, {"new": new, "sealed": tx.sealer.seal(outcome.new.id, address_context(new))})


def _readdressed(tx: Transaction, id: int, sealed: bytes, outcome: Moved) -> bytes:
    _, says = read_outbound(tx.sealer.open(sealed, f"outbox:{id}"))
    return tx.sealer.seal(write_outbound(outcome.new.id, says), f"outbox:{id}")


def _current_lane(tx: Transaction, delivery: Delivery) -> bytes | None:
    """Where the row stands now: another delivery handed out with this one may have moved it. None without a lease."""
    rows = tx.rows(_CURRENT, _which(delivery))
    return rows[0][0] if rows else None
