"""Keeps broadcasts and their recipients: counted by a cursor, fed to the outbox in small lots, and never in two states.

What became of a delivery is read from the outbox when a broadcast is looked after, so that sending pays nothing for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, literal_column, or_, select, update

from bot.words.broadcasts import OVER, Broadcast, Fed, Lacking, Letter, Recipient, Tally, Timing
from bot.words.messages import Delivery
from storage import outbox as queue
from storage.codec import pack, read_json, unpack, write_json
from storage.mailings import GOING, QUEUED, broadcasts, recipients
from storage.moments import moment_or_none, stamp, stamp_or_none
from storage.schema import among, memberships, outbox
from storage.transaction import Transaction, lists

BITE = 5_000
"""Rows of a broadcast that is over that are closed in one transaction."""

ANSWERED_WITHIN = dt.timedelta(days=14)
"""For how long words that stand on a button under a broadcast are taken for its answer."""
FEW = 5
"""Broadcasts someone got lately that are looked at for one they may answer."""

OTHERWISE = 20
"""How many are fed at once to a channel nothing is known of."""

_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_people: BindParameter[Any] = bindparam("people", expanding=True)
_which = recipients.c.broadcast == bindparam("of")
_one = _which & (recipients.c.place == bindparam("at_place"))
_COLUMNS = [column for column in broadcasts.c if column.name != "counts"]
_WHOLE = select(*_COLUMNS)
_BY_ID = _WHOLE.where(broadcasts.c.id.in_(_ids))
_LOCK_BY_ID = _BY_ID.with_for_update()
_BY_STATUS = (
    _WHOLE.where(broadcasts.c.status.in_(bindparam("statuses", expanding=True)))
    .order_by(broadcasts.c.created_at.desc(), broadcasts.c.id)
    .limit(bindparam("most"))
)
_MEMBERS = (
    select(memberships.c.person)
    .where(memberships.c.program.in_(bindparam("programs", expanding=True)), memberships.c.person > bindparam("after"))
    .distinct()
    .order_by(memberships.c.person)
    .limit(bindparam("most"))
)
_ADD = insert(recipients)
_CHANNELS_WAITING = select(recipients.c.channel).where(_which, QUEUED).distinct()
_WAITING = (
    select(recipients.c.place, recipients.c.person, recipients.c.at, recipients.c.until)
    .where(_which, QUEUED, recipients.c.channel == bindparam("on"), recipients.c.at <= bindparam("now"))
    .order_by(recipients.c.at, recipients.c.place)
    .limit(bindparam("most"))
)
_NEXT = select(func.min(recipients.c.at)).where(_which, QUEUED, recipients.c.channel == bindparam("on"))
_GOING = (
    select(
        recipients.c.place, recipients.c.person, recipients.c.channel, recipients.c.until, recipients.c.delivery,
        outbox.c.seq, outbox.c.status, outbox.c.reason, outbox.c.uncertain, outbox.c.done_at,
    )
    .outerjoin(outbox, outbox.c.id == recipients.c.delivery)
    .where(_which, GOING)
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
    _which, QUEUED,
    recipients.c.place.in_(select(recipients.c.place).where(_which, QUEUED).limit(BITE)),
).values(state="cancelled", done_at=bindparam("then"))  # fmt: skip
_TALLY = (
    select(recipients.c.state, recipients.c.reason, func.count())
    .where(_which)
    .group_by(recipients.c.state, recipients.c.reason)
)
_ANSWERS = (
    select(recipients.c.answer, func.count())
    .where(_which, recipients.c.answer.is_not(None))
    .group_by(recipients.c.answer)
)
_COUNTS = select(broadcasts.c.counts, broadcasts.c.status).where(broadcasts.c.id == bindparam("of"))
_KEEP_COUNTS = update(broadcasts).where(broadcasts.c.id == bindparam("of")).values(counts=bindparam("kept"))
_LATELY = (
    select(recipients.c.person, func.count())
    .where(
        recipients.c.person.in_(_people),
        recipients.c.broadcast != bindparam("of"),
        among(recipients.c.state, ("sent", "uncertain", "going")),
        or_(recipients.c.done_at.is_(None), recipients.c.done_at >= bindparam("since")),
    )
    .group_by(recipients.c.person)
)
_ANSWER = (
    update(recipients)
    .where(_which, recipients.c.person == bindparam("whose"), ~QUEUED)
    .values(answer=bindparam("choice"))
)
_HEARD = (
    select(recipients.c.broadcast, recipients.c.answer)
    .where(
        recipients.c.person == bindparam("whose"),
        among(recipients.c.state, ("going", "sent", "uncertain")),
        or_(recipients.c.done_at.is_(None), recipients.c.done_at >= bindparam("since")),
    )
    .order_by(recipients.c.done_at.is_(None).desc(), recipients.c.done_at.desc())
    .limit(FEW)
)
_ERASE_PEOPLE = (
    update(recipients)
    .where(recipients.c.person.in_(_people), among(recipients.c.state, ("queued", "going")))
    .values(state="skipped", reason="erased", delivery=None, done_at=bindparam("now")),
    update(recipients).where(recipients.c.person.in_(_people)).values(person=None, answer=None),
    *(
        update(broadcasts).where(column.in_(_people)).values({column: None})
        for column in (broadcasts.c.by, broadcasts.c.confirmed_by, broadcasts.c.approved_by)
    ),
)
_HELD = (
    _which
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
_ENDED_LONG_AGO = select(broadcasts.c.id).where(
    among(broadcasts.c.status, OVER), broadcasts.c.ended_at <= bindparam("cut"), broadcasts.c.counts.is_(None)
).limit(20)  # fmt: skip
_STILL_THERE = select(broadcasts.c.id).where(
    broadcasts.c.counts.is_not(None),
    select(recipients.c.place).where(recipients.c.broadcast == broadcasts.c.id).exists(),
)
_FORGET = delete(recipients).where(_which, recipients.c.place.in_(select(recipients.c.place).where(_which).limit(BITE)))
_OLD_DRAFTS = (
    update(broadcasts)
    .where(among(broadcasts.c.status, ("draft", "asked")), broadcasts.c.created_at <= bindparam("cut"))
    .values(status="dropped", ended_at=bindparam("cut"))
)
_WIPE = (
    update(broadcasts)
    .where(broadcasts.c.told.is_not(None), broadcasts.c.counts.is_not(None), broadcasts.c.ended_at <= bindparam("cut"))
    .values(told=None)
)


# --- the broadcast itself ------------------------------------------------------------------------------------------


def by_id(tx: Transaction, ids: Sequence[int], *, held: bool = True) -> dict[int, Broadcast]:
    """These broadcasts, as far as they are known. Where they are `held`, nobody else changes them until the commit;
    who only answers one waits for nobody."""
    statement = _LOCK_BY_ID if tx.locking and held else _BY_ID
    return {row[0]: _read(tx, row) for some in lists(list(ids)) for row in tx.rows(statement, {"ids": some})}


def in_status(tx: Transaction, statuses: Collection[str], most: int = 1_000) -> list[Broadcast]:
    """The last broadcasts in one of these statuses, newest first."""
    return [_read(tx, row) for row in tx.rows(_BY_STATUS, {"statuses": sorted(statuses), "most": most})]


def keep(tx: Transaction, kept: Collection[Broadcast]) -> None:
    """Write broadcasts, new or changed."""
    tx.keep(broadcasts, [_row(tx, one) for one in kept], once=frozenset({"created_at", "counts"}))


def _row(tx: Transaction, one: Broadcast) -> dict[str, Any]:
    return {
        "id": one.id,
        "programs": " ".join(one.programs),
        "status": one.status,
        "by": one.by,
        "confirmed_by": one.confirmed_by,
        "approved_by": one.approved_by,
        "created_at": stamp(one.created_at),
        "snapshot_at": stamp_or_none(one.snapshot_at),
        "counted_at": stamp_or_none(one.counted_at),
        "started_at": stamp_or_none(one.started_at),
        "ended_at": stamp_or_none(one.ended_at),
        "cursor": one.cursor,
        "size": one.size,
        "told": tx.sealer.seal(write_json(_told(one)), f"broadcast:{one.id}"),
        "counts": None,
    }


def _told(one: Broadcast) -> dict[str, Any]:
    return {
        "texts": dict(one.letter.texts),
        "buttons": [dict(button) for button in one.letter.buttons],
        "picture": pack(one.letter.picture),
        "by_mentors": one.letter.by_mentors,
        "audience": one.audience,
        "timing": [one.timing.kind, one.timing.at, one.timing.hours],
        "cap": one.cap,
        "repeat": one.repeat,
        "starts": one.starts,
        "lacking": [one.lacking.count, one.lacking.person, one.lacking.variable],
        "shown": [one.shown, one.shown_as],
        "found": list(one.found),
        "uncertain": [one.again, one.left_so],
    }


def _read(tx: Transaction, row: Sequence[Any]) -> Broadcast:
    id, programs, status, by, confirmed_by, approved_by, *moments, cursor, size, sealed = row
    told = _EMPTY if sealed is None else read_json(tx.sealer.open(sealed, f"broadcast:{id}"))
    created_at, snapshot_at, counted_at, started_at, ended_at = map(moment_or_none, moments)
    if created_at is None:
        raise ValueError("a broadcast without a beginning")
    return Broadcast(
        id=id,
        programs=tuple(programs.split()),
        by=by,
        status=status,
        created_at=created_at,
        letter=Letter(told["texts"], tuple(told["buttons"]), unpack(told["picture"]), told["by_mentors"]),
        audience=told["audience"],
        timing=Timing(*told["timing"]),
        cap=told["cap"],
        repeat=told["repeat"],
        starts=told["starts"],
        snapshot_at=snapshot_at,
        counted_at=counted_at,
        started_at=started_at,
        ended_at=ended_at,
        cursor=cursor,
        size=size,
        lacking=Lacking(*told["lacking"]),
        confirmed_by=confirmed_by,
        approved_by=approved_by,
        shown=told["shown"][0],
        shown_as=told["shown"][1],
        found=tuple(told["found"]),
        again=told.get("uncertain", _UNDECIDED)[0],
        left_so=told.get("uncertain", _UNDECIDED)[1],
    )


_UNDECIDED = (False, False)
_EMPTY: dict[str, Any] = {
    "texts": {}, "buttons": [], "picture": None, "by_mentors": False, "audience": None, "timing": [], "cap": 0,
    "repeat": "",
    "starts": False, "lacking": [], "shown": [None, ""], "found": [],
}  # fmt: skip


# --- who it is for -------------------------------------------------------------------------------------------------


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


# --- what becomes of them ------------------------------------------------------------------------------------------


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


def heard_lately(tx: Transaction, broadcast: int, people: Sequence[int], since: dt.datetime) -> dict[int, int]:
    """How many other broadcasts these people got since then, or are about to get."""
    found: dict[int, int] = {}
    for some in lists(list(people)):
        found.update(map(tuple, tx.rows(_LATELY, {"people": some, "of": broadcast, "since": stamp(since)})))
    return found


def answer(tx: Transaction, answers: Mapping[tuple[int, int], int]) -> None:
    """What people pressed, by broadcast and person; the last press counts."""
    tx.each(_ANSWER, [{"of": of, "whose": person, "choice": choice} for (of, person), choice in answers.items()])


def answerable(tx: Transaction, person: int, now: dt.datetime) -> Broadcast | None:
    """The newest broadcast with buttons that someone got lately and did not answer; mentors who are asked to send one
    on may do so for each of their mentees."""
    heard = dict(map(tuple, tx.rows(_HEARD, {"whose": person, "since": stamp(now - ANSWERED_WITHIN)})))
    known = by_id(tx, list(heard), held=False) if heard else {}
    for id, answered in heard.items():
        letter = known[id].letter if id in known else None
        if letter is not None and (letter.by_mentors or (letter.buttons and answered is None)):
            return known[id]
    return None


def tally(tx: Transaction, broadcast: int) -> Tally:
    """How it stands. Those who wait for a broadcast that was cancelled count as cancelled."""
    rows = tx.rows(_COUNTS, {"of": broadcast})
    if not rows:
        return Tally()
    counts, status = rows[0]
    if counts is not None:
        return _tally_of(read_json(counts))
    states: dict[str, int] = {}
    reasons: dict[str, dict[str, int]] = {"failed": {}, "skipped": {}}
    for state, reason, count in tx.rows(_TALLY, {"of": broadcast}):
        if state in reasons:
            reasons[state][reason] = count
        elif state == "queued" and status in {"cancelled", "dropped"}:
            states["cancelled"] = states.get("cancelled", 0) + count
        else:
            states[state] = states.get(state, 0) + count
    answers = dict(map(tuple, tx.rows(_ANSWERS, {"of": broadcast})))
    return Tally(
        states.get("queued", 0),
        states.get("going", 0),
        states.get("sent", 0),
        states.get("cancelled", 0),
        states.get("uncertain", 0),
        reasons["failed"],
        reasons["skipped"],
        answers,
    )


def _tally_of(kept: dict[str, Any]) -> Tally:
    return Tally(**{**kept, "answers": {int(choice): count for choice, count in kept["answers"].items()}})


# --- what is erased and forgotten ----------------------------------------------------------------------------------


def erase(tx: Transaction, people: Sequence[int], now: dt.datetime) -> None:
    """Nobody leads back to these people; that there was someone stays, for the sum's sake."""
    for statement in _ERASE_PEOPLE:
        tx.changed(statement, {"people": list(people), "now": stamp(now)})


def retire(tx: Transaction, drafts: dt.datetime, rows: dt.datetime, texts: dt.datetime) -> bool:
    """Drop drafts, forget recipients and then the words of what is over longer than that; True: there may be more."""
    tx.changed(_OLD_DRAFTS, {"cut": stamp(drafts)})
    tx.changed(_WIPE, {"cut": stamp(texts)})
    for (id,) in tx.rows(_ENDED_LONG_AGO, {"cut": stamp(rows)}):
        counted = tally(tx, id)
        kept = {name: getattr(counted, name) for name in Tally.__dataclass_fields__}
        tx.changed(_KEEP_COUNTS, {"of": id, "kept": write_json(kept)})
    return any(tx.changed(_FORGET, {"of": id}) >= BITE for (id,) in tx.rows(_STILL_THERE))
