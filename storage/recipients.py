"""Keeps whom a broadcast is for: counted by a cursor, fed to the outbox in small lots, and never in two states.

What became of a delivery is read from the outbox when a broadcast is looked after, so that sending pays nothing for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, delete, func, insert, literal_column, or_, select, update

from bot.words.broadcasts import Fed, Recipient
from bot.words.messages import Delivery
from storage import outbox as queue
from storage.mailings import GOING, OF, QUEUED, recipients
from storage.moments import moment_or_none, stamp
from storage.schema import memberships, outbox
from storage.transaction import Transaction

BITE = 5_000
"""Rows of a broadcast that is over that are closed in one transaction."""

OTHERWISE = 20
"""How many are fed at once to a channel nothing is known of."""
_one = OF & (recipients.c.place == bindparam("at_place"))
_MEMBERS = (
    select(memberships.c.person)
    .where(memberships.c.program.in_(bindparam("programs", expanding=True)), memberships.c.person > bindparam("after"))
    .distinct()
    .order_by(memberships.c.person)
    .limit(bindparam("most"))
)
_ADD = insert(recipients)
_CHANNELS_WAITING = select(recipients.c.channel).where(OF, QUEUED).distinct()
_WAITING = (
    select(recipients.c.place, recipients.c.person, recipients.c.at, recipients.c.until)
    .where(OF, QUEUED, recipients.c.channel == bindparam("on"), recipients.c.at <= bindparam("now"))
    .order_by(recipients.c.at, recipients.c.place)
    .limit(bindparam("most"))
)
_NEXT = select(func.min(recipients.c.at)).where(OF, QUEUED, recipients.c.channel == bindparam("on"))
_GOING = (
    select(
        recipients.c.place, recipients.c.person, recipients.c.channel, recipients.c.until, recipients.c.delivery,
        outbox.c.seq, outbox.c.status, outbox.c.reason, outbox.c.uncertain, outbox.c.done_at,
    )
    .outerjoin(outbox, outbox.c.id == recipients.c.delivery)
    .where(OF, GOING)
)  # fmt: skip
_FED = (
    update(recipients)
    .where(_one, QUEUED)
    .values(state=literal_column("'going'"), delivery=bindparam("number"), until=bindparam("ends"))
)
_LATER = update(recipients).where(_one, QUEUED).values(at=bindparam("then"))
_BACK = update(recipients).where(_one, GOING).values(state=literal_column("'queued'"), delivery=None)
_ENDED = (
    update(recipients)
    .where(_one)
    .values(state=bindparam("becomes"), reason=bindparam("why"), done_at=bindparam("then"))
)
_WITHDRAW = delete(outbox).where(
    outbox.c.person == bindparam("whose"),
    outbox.c.broadcast == bindparam("of"),
    outbox.c.uncertain == literal_column("0"),
    or_(
        outbox.c.done_at.is_(None) & (outbox.c.status == literal_column("'queued'")),
        outbox.c.status == literal_column("'cancelled'"),
        (outbox.c.status == literal_column("'gave-up'")) & (outbox.c.reason == literal_column("'cancelled'")),
    ),
)
_CLOSE = (
    update(outbox)
    .where(outbox.c.seq == bindparam("at_seq"), outbox.c.done_at.is_(None))
    .values(status="cancelled", done_at=bindparam("then"), content=None)
)
_CANCEL_REST = update(recipients).where(
    OF, QUEUED,
    recipients.c.place.in_(select(recipients.c.place).where(OF, QUEUED).limit(BITE)),
).values(state="cancelled", done_at=bindparam("then"))  # fmt: skip
_HELD = (
    OF
    & (recipients.c.state == literal_column("'uncertain'"))
    & recipients.c.person.is_not(None)
    & (recipients.c.until > bindparam("now"))
)
# A delivery has the same id whenever it is made, and one id leaves once: what was held has to go first.
_AGAIN = (
    delete(outbox).where(
        outbox.c.broadcast == bindparam("of"),
        outbox.c.done_at.is_not(None),
        outbox.c.person.in_(select(recipients.c.person).where(_HELD)),
    ),
    update(recipients).where(_HELD).values(state="queued", delivery=None, done_at=None),
)


def members(tx: Transaction, programs: Sequence[str], after: int, most: int) -> list[int]:
    """People of these programs by id, from the first after this one on."""
    return [row[0] for row in tx.rows(_MEMBERS, {"programs": list(programs), "after": after, "most": most})]


def add(tx: Transaction, broadcast: int, found: Sequence[Recipient]) -> None:
    """Write recipients; each place is taken once."""
    tx.each(
        _ADD,
        [
            {
                "broadcast": broadcast,
                "place": one.place,
                "person": one.person,
                "channel": one.channel,
                "at": stamp(one.at) if one.at else 0,
                "until": stamp(one.until) if one.until else 0,
                "state": "queued",
                "reason": "",
            }
            for one in found
        ],
    )


def waiting(tx: Transaction, broadcast: int, room: Mapping[str, int], now: dt.datetime) -> list[Recipient]:
    """Whose turn it is, at most so many on each channel; those erased are not among them."""
    found = []
    for (channel,) in tx.rows(_CHANNELS_WAITING, {"of": broadcast}):
        values = {"of": broadcast, "on": channel, "now": stamp(now), "most": room.get(channel, OTHERWISE)}
        for place, person, at, until in tx.rows(_WAITING, values) if values["most"] > 0 else ():
            found.append(Recipient(place, person, channel, moment_or_none(at or None), moment_or_none(until or None)))
    return found


def next_turn(tx: Transaction, broadcast: int) -> dt.datetime | None:
    """When it is the next recipient's turn, None where nobody waits; the year 1970 stands for at once."""
    turns = []
    for (channel,) in tx.rows(_CHANNELS_WAITING, {"of": broadcast}):
        turns += [row[0] for row in tx.rows(_NEXT, {"of": broadcast, "on": channel})]
    return moment_or_none(min(turns)) if turns else None


def feed(tx: Transaction, broadcast: int, lot: Sequence[Fed], now: dt.datetime) -> None:
    """Put deliveries into the outbox, to be claimed by whoever claims, skip others, put others off."""
    sent, skipped, later = [], [], []
    deliveries: list[Delivery] = []
    for one in lot:
        place = one.recipient.place
        if one.deliveries and one.until is not None:
            sent.append({"of": broadcast, "at_place": place, "number": one.deliveries[-1].id, "ends": stamp(one.until)})
            deliveries += one.deliveries
        elif one.at is not None:
            later.append({"of": broadcast, "at_place": place, "then": stamp(one.at)})
        else:
            skipped.append((place, "skipped", one.skipped, stamp(now)))
    tx.each(_FED, sent)
    queue.queue(tx, deliveries, now, most_leased=0)
    tx.each(_LATER, later)
    _end(tx, broadcast, skipped)


def settle(tx: Transaction, broadcast: int, now: dt.datetime, *, stopped: bool = False) -> dict[str, int]:
    """Take over what became of deliveries; returns how many are still under way on each channel.

    What is too late, or all that waits where the broadcast is `stopped`, is taken out of the outbox; it waits as
    before, unless it may have arrived already.
    """
    going: dict[str, int] = {}
    ended: list[tuple[int, str, str, int]] = []
    back, withdrawn, closed = [], [], []
    for place, person, channel, until, _, seq, status, reason, uncertain, done_at in tx.rows(_GOING, {"of": broadcast}):
        if seq is None:
            ended.append((place, "skipped" if person is None else "uncertain", "erased" * (person is None), stamp(now)))
        elif done_at is None and status == "queued" and (stopped or until <= stamp(now)):
            if uncertain:
                closed.append({"at_seq": seq, "then": stamp(now)})
                ended.append((place, "uncertain", "", stamp(now)))
            else:
                withdrawn.append({"of": broadcast, "whose": person})
                back.append({"of": broadcast, "at_place": place})
        elif done_at is None:
            going[channel] = going.get(channel, 0) + 1
        elif _never_left(status, reason) and not uncertain:
            withdrawn.append({"of": broadcast, "whose": person})
            back.append({"of": broadcast, "at_place": place})
        else:
            ended.append((place, *_state(status, reason or "", uncertain), done_at))
    _end(tx, broadcast, ended)
    tx.each(_BACK, back)
    tx.each(_WITHDRAW, withdrawn)
    tx.each(_CLOSE, closed)
    return going


def _never_left(status: str, reason: str | None) -> bool:
    return status == "cancelled" or (status == "gave-up" and reason == "cancelled")


def _state(status: str, reason: str, uncertain: int) -> tuple[str, str]:
    if status == "sent":
        return "sent", ""
    return ("uncertain", "") if uncertain else ("failed", reason)


def _end(tx: Transaction, broadcast: int, ended: Sequence[tuple[int, str, str, int]]) -> None:
    tx.each(
        _ENDED,
        [
            {"of": broadcast, "at_place": place, "becomes": state, "why": why, "then": at}
            for place, state, why, at in ended
        ],
    )


def send_again(tx: Transaction, broadcast: int, now: dt.datetime) -> None:
    """Have everyone wait again who may have got it, as far as it is still worth sending to them."""
    for statement in _AGAIN:
        tx.changed(statement, {"of": broadcast, "now": stamp(now)})


def cancel_rest(tx: Transaction, broadcast: int, now: dt.datetime) -> bool:
    """Close who still waits, some at a time; True where there may be more."""
    return tx.changed(_CANCEL_REST, {"of": broadcast, "then": stamp(now)}) >= BITE
