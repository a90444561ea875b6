"""What came of broadcasts: how many are in which state, what they answered, and which one they may still answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, or_, select, update

from bot.words.broadcasts import Broadcast, Tally
from storage.broadcasts import by_id
from storage.codec import read_json
from storage.mailings import OF, QUEUED, broadcasts, recipients
from storage.moments import stamp
from storage.schema import among
from storage.transaction import Transaction, lists

ANSWERED_WITHIN = dt.timedelta(days=14)
"""For how long words that stand on a button under a broadcast are taken for its answer."""
FEW = 5
"""Broadcasts someone got lately that are looked at for one they may answer."""
_people: BindParameter[Any] = bindparam("people", expanding=True)
_TALLY = (
    select(recipients.c.state, recipients.c.reason, func.count())
    .where(OF)
    .group_by(recipients.c.state, recipients.c.reason)
)
_ANSWERS = (
    select(recipients.c.answer, func.count()).where(OF, recipients.c.answer.is_not(None)).group_by(recipients.c.answer)
)
_COUNTS = select(broadcasts.c.counts, broadcasts.c.status).where(broadcasts.c.id == bindparam("of"))
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
    update(recipients).where(OF, recipients.c.person == bindparam("whose"), ~QUEUED).values(answer=bindparam("choice"))
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
