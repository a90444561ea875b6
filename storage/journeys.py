"""Keeps journeys, the versions of programs they walk, and the lines of the coordinator's list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Table, bindparam, case, select, update

from bot.words.effects.desk import Tend
from bot.words.journeys import Attention, Journey, Version
from bot.words.matches import Match
from storage.codec import read_json, write_json
from storage.matches import WHOLE, read_match
from storage.moments import moment, stamp
from storage.schema import among, attention, journeys, matches, versions
from storage.transaction import Transaction, lists

JOURNEY = (
    journeys.c.id,
    journeys.c.program,
    journeys.c.version,
    journeys.c.track,
    journeys.c.status,
    journeys.c.begun_on,
    journeys.c.shift,
    journeys.c.told,
)
_goes_on = journeys.c.status != "ended"
_MATCH, _JOURNEY = slice(0, len(WHOLE)), slice(len(WHOLE), len(WHOLE) + len(JOURNEY))
_GOING = (
    select(*WHOLE, *JOURNEY)
    .join(matches, matches.c.id == journeys.c.id)
    .where(_goes_on, matches.c.mentee.is_not(None), matches.c.mentor.is_not(None))
    .order_by(journeys.c.id)
)
_GOING_IN = _GOING.where(journeys.c.program == bindparam("of_program"))
_WALKED = (
    select(versions.c.hash, versions.c.program, versions.c.frozen, versions.c.kept_at)
    .where(versions.c.hash.in_(select(journeys.c.version).where(_goes_on)))
    .order_by(versions.c.kept_at, versions.c.hash)
)
_KEPT = (
    select(versions.c.hash, versions.c.program, versions.c.frozen, versions.c.kept_at)
    .where(versions.c.program == bindparam("of_program"))
    .order_by(versions.c.kept_at, versions.c.hash)
)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_WHOLE_MATCHES = select(matches.c.id).where(
    matches.c.id.in_(_ids), matches.c.mentee.is_not(None), matches.c.mentor.is_not(None)
)
_LINES = select(
    attention.c.key,
    attention.c.kind,
    attention.c.program,
    attention.c.match,
    attention.c.person,
    attention.c.since,
    attention.c.status,
    attention.c.owner,
    attention.c.told,
).order_by(attention.c.since, attention.c.key)
_ABOUT = _LINES.where(attention.c.match == bindparam("of_match"))
_STANDING = _LINES.where(among(attention.c.status, ("open", "taken")))
_DONE_IN = _LINES.where(among(attention.c.status, ("done",)), attention.c.program == bindparam("of_program"))
_STANDING_IN = _STANDING.where(attention.c.program == bindparam("of_program"))
_SETTLE = (
    update(attention)
    .where(attention.c.key == bindparam("settled"), attention.c.status == "open")
    .values(status="gone", touched_at=bindparam("now"))
)

_TEND = (
    update(attention)
    .where(attention.c.key == bindparam("tended"), among(attention.c.status, ("open", "taken")))
    .values(status=bindparam("new_status"), owner=bindparam("new_owner"), touched_at=bindparam("now"))
)
_OVER = (
    update(attention)
    .where(attention.c.key == bindparam("tended"), attention.c.status == "done")
    .values(status="gone", touched_at=bindparam("now"))
)


def read_journey(tx: Transaction, row: Sequence[Any]) -> Journey:
    """A journey, from the columns of `JOURNEY`."""
    id, program, version, track, status, begun_on, shift, sealed = row
    told = {} if sealed is None else read_json(tx.sealer.open(sealed, f"journey:{id}"))
    return Journey(
        id=id,
        program=program,
        version=version,
        begun_on=dt.date.fromisoformat(begun_on),
        track=track,
        shift=shift,
        status=status,
        steps=told.get("steps", {}),
        kept=told.get("kept", {}),
    )


def keep_journeys(tx: Transaction, kept: Collection[Journey], now: dt.datetime, *, someone_gone: bool) -> None:
    """Write journeys, new or changed. Where `someone_gone`, those of a match that lost one of its two are left out."""
    if someone_gone:
        whole = _whole(tx, [journey.id for journey in kept])
        kept = [journey for journey in kept if journey.id in whole]
    tx.keep(journeys, [_row(tx, journey, now) for journey in kept])


def keep_versions(tx: Transaction, kept: Collection[Version]) -> None:
    """Write versions that are not there yet."""
    rows = [
        {"hash": one.hash, "program": one.program, "frozen": one.frozen, "kept_at": stamp(one.kept_at)} for one in kept
    ]
    tx.each(_new_only(tx.statements.insert), rows)


def going(tx: Transaction, program: str | None) -> list[tuple[Match, Journey]]:
    """Journeys that are not over, each with its match."""
    rows = tx.rows(_GOING) if program is None else tx.rows(_GOING_IN, {"of_program": program})
    return [(read_match(tx, row[_MATCH]), read_journey(tx, row[_JOURNEY])) for row in rows]


def walked(tx: Transaction, program: str | None = None) -> list[Version]:
    """Every version that a journey not over walks; of one program all that were ever walked."""
    rows = tx.rows(_WALKED) if program is None else tx.rows(_KEPT, {"of_program": program})
    return [Version(hash, program, frozen, moment(kept_at)) for hash, program, frozen, kept_at in rows]


def raise_attention(tx: Transaction, raised: Collection[Attention], now: dt.datetime, *, someone_gone: bool) -> None:
    """Write lines of the list, new or changed; `someone_gone` as for journeys.

    A line raised again while it stands keeps its age, and whoever has taken it keeps it.
    """
    if someone_gone:
        whole = _whole(tx, [one.match for one in raised if one.match is not None])
        raised = [one for one in raised if one.match is None or one.match in whole]
    tx.each(_raised(tx.statements.insert), [_line(tx, one, now) for one in raised])


def settle_attention(tx: Transaction, keys: Collection[str], now: dt.datetime) -> None:
    """These lines are over by themselves, where nobody has taken them."""
    tx.each(_SETTLE, [{"settled": key, "now": stamp(now)} for key in sorted(keys)])


def tend(tx: Transaction, tended: Mapping[str, Tend], now: dt.datetime) -> None:
    """Give lines that stand a new status and owner; what was done can only be over by itself."""
    rows = [
        {"tended": key, "new_status": one.status, "new_owner": one.owner, "now": stamp(now)}
        for key, one in tended.items()
    ]
    tx.each(_TEND, rows)
    tx.each(_OVER, [{"tended": key, "now": stamp(now)} for key, one in tended.items() if one.status == "gone"])


def standing(tx: Transaction, program: str | None) -> list[Attention]:
    """Lines that are open or taken, oldest first."""
    rows = tx.rows(_STANDING) if program is None else tx.rows(_STANDING_IN, {"of_program": program})
    return [_attention(tx, row) for row in rows]


def lines_about(tx: Transaction, match: int) -> list[Attention]:
    """Every line about a match, whatever became of it, oldest first."""
    return [_attention(tx, row) for row in tx.rows(_ABOUT, {"of_match": match})]


def done(tx: Transaction, program: str) -> list[Attention]:
    """Lines of a program that somebody marked as done, and that are not over by themselves since."""
    return [_attention(tx, row) for row in tx.rows(_DONE_IN, {"of_program": program})]


def _attention(tx: Transaction, row: Sequence[Any]) -> Attention:
    key, kind, program, match, person, since, status, owner, told = row
    opened = None if told is None else read_json(tx.sealer.open(told, f"attention:{key}"))
    return Attention(key, kind, program, moment(since), match, person, status, owner, opened)


def _row(tx: Transaction, journey: Journey, now: dt.datetime) -> dict[str, Any]:
    told = write_json({"steps": dict(journey.steps), "kept": dict(journey.kept)})
    return {
        "id": journey.id,
        "program": journey.program,
        "version": journey.version,
        "track": journey.track,
        "status": journey.status,
        "begun_on": journey.begun_on.isoformat(),
        "shift": journey.shift,
        "touched_at": stamp(now),
        "told": tx.sealer.seal(told, f"journey:{journey.id}"),
    }


def _line(tx: Transaction, one: Attention, now: dt.datetime) -> dict[str, Any]:
    told = None if one.told is None else tx.sealer.seal(write_json(one.told), f"attention:{one.key}")
    return {
        "key": one.key,
        "kind": one.kind,
        "program": one.program,
        "match": one.match,
        "person": one.person,
        "since": stamp(one.since),
        "status": one.status,
        "owner": one.owner,
        "touched_at": stamp(now),
        "told": told,
    }


def _whole(tx: Transaction, ids: Sequence[int]) -> set[int]:
    """Those of these matches that have both their people."""
    return {row[0] for some in lists(ids) for row in tx.rows(_WHOLE_MATCHES, {"ids": some})}


@cache
def _new_only(insert: Callable[[Table], Any]) -> Any:
    return insert(versions).on_conflict_do_nothing()


@cache
def _raised(insert: Callable[[Table], Any]) -> Any:
    statement = insert(attention)
    new = statement.excluded
    stands = among(attention.c.status, ("open", "taken"))
    stays = (new.status == "open") & (attention.c.status == "taken")
    changed = {
        "kind": new.kind,
        "program": new.program,
        "match": new.match,
        "person": new.person,
        "since": case((stands, attention.c.since), else_=new.since),
        "status": case((stays, attention.c.status), else_=new.status),
        "owner": case((stays, attention.c.owner), else_=new.owner),
        "touched_at": new.touched_at,
        "told": new.told,
    }
    return statement.on_conflict_do_update(index_elements=["key"], set_=changed)
