"""What is erased of broadcasts with a person, and what is forgotten of them in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, select, update

from bot.words.broadcasts import OVER, Tally
from storage.codec import write_json
from storage.heeding import tally
from storage.mailings import OF, broadcasts, recipients
from storage.moments import stamp
from storage.recipients import BITE
from storage.schema import among
from storage.transaction import Transaction

_people: BindParameter[Any] = bindparam("people", expanding=True)
_KEEP_COUNTS = update(broadcasts).where(broadcasts.c.id == bindparam("of")).values(counts=bindparam("kept"))
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
_ENDED_LONG_AGO = select(broadcasts.c.id).where(
    among(broadcasts.c.status, OVER), broadcasts.c.ended_at <= bindparam("cut"), broadcasts.c.counts.is_(None)
).limit(20)  # fmt: skip
_STILL_THERE = select(broadcasts.c.id).where(
    broadcasts.c.counts.is_not(None),
    select(recipients.c.place).where(recipients.c.broadcast == broadcasts.c.id).exists(),
)
_FORGET = delete(recipients).where(OF, recipients.c.place.in_(select(recipients.c.place).where(OF).limit(BITE)))
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
