"""Keeps broadcasts: what was written, to whom it goes, when, and how far it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, select

from bot.words.broadcasts import Broadcast, Lacking, Letter, Timing
from storage.codec import pack, read_json, unpack, write_json
from storage.mailings import broadcasts
from storage.moments import moment_or_none, stamp, stamp_or_none
from storage.transaction import Transaction, lists

_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_COLUMNS = [column for column in broadcasts.c if column.name != "counts"]
_WHOLE = select(*_COLUMNS)
_BY_ID = _WHOLE.where(broadcasts.c.id.in_(_ids))
_LOCK_BY_ID = _BY_ID.with_for_update()
_BY_STATUS = (
    _WHOLE.where(broadcasts.c.status.in_(bindparam("statuses", expanding=True)))
    .order_by(broadcasts.c.created_at.desc(), broadcasts.c.id)
    .limit(bindparam("most"))
)


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
        "lacking": [one.lacking.count, one.lacking.person, list(one.lacking.variables)],
        "shown": [one.shown],
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
        lacking=_lacking(*told["lacking"]),
        confirmed_by=confirmed_by,
        approved_by=approved_by,
        shown=told["shown"][0],
        found=tuple(told["found"]),
        again=told.get("uncertain", _UNDECIDED)[0],
        left_so=told.get("uncertain", _UNDECIDED)[1],
    )


def _lacking(count: int = 0, person: int | None = None, variables: Sequence[str] | str = ()) -> Lacking:
    # Drafts counted before all of them were kept have the first, as a text.
    return Lacking(count, person, tuple(variables.split() if isinstance(variables, str) else variables))


_UNDECIDED = (False, False)
_EMPTY: dict[str, Any] = {
    "texts": {}, "buttons": [], "picture": None, "by_mentors": False, "audience": None, "timing": [], "cap": 0,
    "repeat": "",
    "starts": False, "lacking": [], "shown": [None], "found": [],
}  # fmt: skip
