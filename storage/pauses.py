"""How long each platform asked us to be silent: who starts again in the middle of that keeps to it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from storage.moments import moment, stamp
from storage.schema import notes
from storage.transaction import Transaction

_LEAD = "pause:"
_ALL = select(notes.c.key, notes.c.value).where(notes.c.key.like(f"{_LEAD}%"))


def note(tx: Transaction, channel: str, until: dt.datetime) -> None:
    """We were asked to send nothing there until then."""
    key = f"{_LEAD}{channel}"
    tx.keep(notes, [{"key": key, "value": tx.sealer.seal(str(stamp(until)), key)}])


def noted(tx: Transaction) -> dict[str, dt.datetime]:
    """Until when, by channel, also of pauses that are long over."""
    return {key.removeprefix(_LEAD): moment(int(tx.sealer.open(value, key))) for key, value in tx.rows(_ALL)}
