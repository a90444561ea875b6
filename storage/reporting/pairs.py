"""What a report has to know of pairs: how each stands, and the course it took."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from sys import intern
from typing import Any

from sqlalchemy import and_, case, func, literal_column, select

from bot.words.matches import TOGETHER
from bot.words.reports import Course, PairFacts, Tallied
from storage.moments import day
from storage.reporting.opening import IDS, NONCE, PROGRAM, read
from storage.schema import OVER, among, caseload, journeys, matches
from storage.tallies import SIDES, tallied, tallies
from storage.transaction import Transaction, lists

_MET = frozenset({*TOGETHER, "ended"})
_PAIRS = (
    select(
        matches.c.id,
        matches.c.mentee,
        matches.c.mentor,
        matches.c.status,
        matches.c.since,
        matches.c.created_at,
        matches.c.reason,
        matches.c.by,
        caseload.c.owner,
        journeys.c.begun_on,
        journeys.c.shift,
        journeys.c.track,
        journeys.c.touched_at,
        # Without a journey what happened is kept in the match itself.
        case((and_(journeys.c.id.is_(None), among(matches.c.status, _MET)), func.substr(matches.c.told, 1, NONCE))),
    )
    .outerjoin(journeys, journeys.c.id == matches.c.id)
    .outerjoin(caseload, caseload.c.match == matches.c.id)
    .where(matches.c.program == PROGRAM)
    .order_by(matches.c.id)
)
_WALKED = select(journeys.c.id, journeys.c.told).where(journeys.c.id.in_(IDS))
_TOLD = select(matches.c.id, matches.c.told).where(matches.c.id.in_(IDS))
_WROTE = (
    select(tallies.c.kind, tallies.c.of, tallies.c.first, tallies.c.counts)
    .join(matches, matches.c.id == tallies.c.of)
    .where(tallies.c.kind.in_([literal_column(f"'{side}'") for side in SIDES]), matches.c.program == PROGRAM)
)
_WORDS = frozenset({"farewell", "check_ins", "meetings"})
"""What is kept beside a journey that is words, or stands in a course already."""


def pair_facts(tx: Transaction, values: Mapping[str, Any], before: Mapping[int, Course]) -> tuple[PairFacts, ...]:
    """Every match there was; the courses that were read `before` and have not changed are not opened again."""
    rows = tx.rows(_PAIRS, values)
    versions = {row[0]: _version(row) for row in rows}
    changed = {row[0]: row for row in rows if row[0] not in before or before[row[0]].version != versions[row[0]]}
    courses = dict(before)
    courses.update(_courses(tx, changed, versions))
    wrote: dict[int, dict[str, Tallied]] = {}
    for side, match, first, counts in tx.rows(_WROTE, values):
        wrote.setdefault(match, {})[side] = tallied(first, counts)
    return tuple(_pair(row, courses[row[0]], wrote.get(row[0], {})) for row in rows)


def _version(row: Sequence[Any]) -> bytes:
    touched, nonce = row[12], row[13]
    return touched.to_bytes(8, "big") if touched is not None else bytes(nonce or b"")


def _courses(tx: Transaction, changed: Mapping[int, Sequence[Any]], versions: Mapping[int, bytes]) -> dict[int, Course]:
    walked = [id for id, row in changed.items() if row[9] is not None]
    alone = [id for id, row in changed.items() if row[9] is None and row[13] is not None]
    found = {id: Course(version=versions[id]) for id in changed}
    for id, told in _opened(tx, _WALKED, "journey", walked):
        row = changed[id]
        found[id] = _course(told, row[9], row[10], row[11], versions[id])
    for id, told in _opened(tx, _TOLD, "match", alone):
        held = told.get("told", {}).get("kept")
        found[id] = _course({"kept": held if isinstance(held, dict) else {}}, None, 0, "", versions[id])
    return found


def _opened(
    tx: Transaction, statement: Any, context: str, ids: Collection[int]
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """One after another, so that never more than some are in memory."""
    for some in lists(list(ids)):
        for id, sealed in tx.rows(statement, {"ids": some}):
            yield id, read(tx.sealer.open(sealed, f"{context}:{id}")) if sealed is not None else {}


def _course(told: Mapping[str, Any], begun_on: str | None, shift: int, track: str, version: bytes) -> Course:
    kept = told.get("kept") or {}
    introduced = kept.get("introduced_on")
    return Course(
        introduced_on=dt.date.fromisoformat(introduced) if isinstance(introduced, str) else None,
        begun_on=dt.date.fromisoformat(begun_on) if begun_on else None,
        shift=shift,
        track=track,
        steps=tuple(
            (intern(step), *_half(both.get("mentee")), *_half(both.get("mentor")))
            for step, both in (told.get("steps") or {}).items()
        ),
        meetings=tuple(
            (day, intern(one.get("on", "")), intern(one.get("by", "")))
            for one in _dicts(kept.get("meetings"))
            if one.get("said") == "met" and isinstance(day := one.get("day"), int)
        ),
        check_ins=tuple(
            (day, _mark(one.get("mentee")), _mark(one.get("mentor")))
            for one in _dicts(kept.get("check_ins"))
            if isinstance(day := one.get("day"), int)
        ),
        kept={name: value for name, value in kept.items() if name not in _WORDS},
        version=version,
    )


def _half(one: Any) -> tuple[str, str]:
    """When a step was sent to one of the two, and what they did."""
    if not isinstance(one, dict) or not isinstance(sent := one.get("sent", ""), str):
        return "", ""
    return intern(sent), intern(one.get("did") or "")


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _mark(value: Any) -> int | None:
    return value if type(value) is int else None


def _pair(row: Sequence[Any], course: Course, wrote: Mapping[str, Tallied]) -> PairFacts:
    id, mentee, mentor, status, since, created_at, reason, by, owner = row[:9]
    return PairFacts(
        id,
        mentee or 0,
        mentor or 0,
        status,
        day(created_at),
        day(since) if status in OVER else None,
        reason,
        by,
        owner,
        course,
        wrote,
    )
