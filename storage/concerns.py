"""Keeps concerns: what was reported, sealed with the words that stood around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, bindparam, select

from bot.words.matches import Concern
from bot.words.messages import Edit, File, Json, Outbound, Pin, Remove, Say
from storage.codec import read_json, read_outbound, write_json
from storage.moments import moment, moment_or_none, stamp, stamp_or_none
from storage.schema import concerns, matches, outbox
from storage.transaction import Transaction

AROUND = 5
"""How many messages before the one reported, and after it, are kept with it."""

_ONCE = frozenset({"created_at"})
_EVERY = select(
    concerns.c.id,
    concerns.c.program,
    concerns.c.reporter,
    concerns.c.about,
    concerns.c.match,
    concerns.c.category,
    concerns.c.status,
    concerns.c.created_at,
    concerns.c.told,
    concerns.c.owner,
).order_by(concerns.c.created_at, concerns.c.id)
_goes_on = concerns.c.status != "closed"
_in_program = concerns.c.program == bindparam("of_program")
_ONE = _EVERY.where(concerns.c.id == bindparam("which"))
_LISTS = {
    (False, False): _EVERY.where(_goes_on),
    (True, False): _EVERY.where(_goes_on, _in_program),
    (False, True): _EVERY,
    (True, True): _EVERY.where(_in_program),
}
"""By whether one program is wanted, and whether those closed as well."""
_PLACE = (
    select(outbox.c.seq, outbox.c.match, matches.c.mentee)
    .join(matches, matches.c.id == outbox.c.match)
    .where(outbox.c.id == bindparam("quoted"))
)


def _talk() -> Select[Any]:
    # By who wrote it rather than by where it went: what is still kept of the talk, both ways.
    columns = (outbox.c.seq, outbox.c.id, outbox.c.sender, outbox.c.created_at, outbox.c.content)
    return select(*columns).where(
        outbox.c.match == bindparam("of_match"), outbox.c.content.is_not(None), outbox.c.sender.is_not(None)
    )


_BEFORE = _talk().where(outbox.c.seq < bindparam("at_seq")).order_by(outbox.c.seq.desc()).limit(AROUND)
_FROM = _talk().where(outbox.c.seq >= bindparam("at_seq")).order_by(outbox.c.seq).limit(AROUND + 1)


def keep_concerns(tx: Transaction, kept: Mapping[int, Concern], quotes: Mapping[int, int], now: dt.datetime) -> None:
    """Write concerns, new or changed; those that quote a delivery with the words of that and of those around it."""
    rows = []
    for id, concern in kept.items():
        quoted = _quoted(tx, concern, quotes[id]) if id in quotes else concern
        rows.append(_row(tx, quoted, now))
    tx.keep(concerns, rows, once=_ONCE)


def standing(tx: Transaction, program: str | None, *, closed: bool = False) -> list[Concern]:
    """Concerns not closed (or all), oldest first; a reporter who was erased is 0."""
    values = {} if program is None else {"of_program": program}
    return [_concern(tx, row) for row in tx.rows(_LISTS[program is not None, closed], values)]


def one(tx: Transaction, id: int) -> Concern | None:
    """This concern, whatever its status."""
    rows = tx.rows(_ONE, {"which": id})
    return _concern(tx, rows[0]) if rows else None


def _quoted(tx: Transaction, concern: Concern, quote: int) -> Concern:
    """The concern with `"talk"` added to its words: a list, in order, of what was written, by whom and when.

    Each entry has "by" ("mentee" or "mentor"), "at" (ISO 8601, UTC), "text", and, where it applies, "kind" of a file or
    a place, "change" ("edited" or "removed"), and "reported": true for the one that was quoted.
    """
    place = tx.rows(_PLACE, {"quoted": quote})
    if not place or concern.match not in (None, place[0][1]):
        return concern
    seq, match, mentee = place[0]
    values = {"of_match": match, "at_seq": seq}
    rows = [*reversed(tx.rows(_BEFORE, values)), *tx.rows(_FROM, values)]
    talk: list[Json] = []
    for _, id, sender, created_at, content in rows:
        _, says = read_outbound(tx.sealer.open(content, f"outbox:{id}"))
        said: dict[str, Json] = {"by": "mentee" if sender == mentee else "mentor"}
        said |= {"at": moment(created_at).isoformat(), **_words(says)}
        if id == quote:
            said["reported"] = True
        talk.append(said)
    told = concern.words if isinstance(concern.words, dict) else {"said": concern.words}
    return replace(concern, words={**told, "talk": talk})


def _words(says: Outbound) -> dict[str, Json]:
    match says:
        case Say(text):
            return {"text": text}
        case Edit(text=text):
            return {"text": text, "change": "edited"}
        case File(kind=kind, text=text):
            return {"text": text, "kind": kind}
        case Pin():
            return {"text": "", "kind": "location"}
        case Remove():
            return {"text": "", "change": "removed"}
        case _:
            return {"text": getattr(says, "text", "")}


def _row(tx: Transaction, concern: Concern, now: dt.datetime) -> dict[str, Any]:
    told = write_json(
        {
            "words": concern.words,
            "outcome": concern.outcome,
            "notes": list(concern.notes),
            "rung": concern.rung,
            "rung_at": stamp_or_none(concern.rung_at),
        }
    )
    return {
        "id": concern.id,
        "program": concern.program,
        "reporter": concern.reporter or None,
        "about": concern.about,
        "owner": concern.owner,
        "match": concern.match,
        "category": concern.category,
        "status": concern.status,
        "created_at": stamp(concern.created_at),
        "touched_at": stamp(now),
        "told": tx.sealer.seal(told, f"concern:{concern.id}"),
    }


def _concern(tx: Transaction, row: Any) -> Concern:
    id, program, reporter, about, match, category, status, created_at, sealed, owner = row
    told = {} if sealed is None else read_json(tx.sealer.open(sealed, f"concern:{id}"))
    return Concern(
        id=id,
        program=program,
        reporter=reporter or 0,
        about=about,
        match=match,
        category=category,
        status=status,
        created_at=moment(created_at),
        words=told.get("words"),
        owner=owner,
        outcome=told.get("outcome", ""),
        notes=tuple(told.get("notes", ())),
        rung=told.get("rung", 0),
        rung_at=moment_or_none(told.get("rung_at")),
    )
