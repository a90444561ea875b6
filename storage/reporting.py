"""Gathers the facts of a report: a handful of wide queries, and no sealed value opened that was opened before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from sys import intern
from typing import Any

import orjson
from sqlalchemy import BindParameter, and_, bindparam, case, func, literal_column, or_, select

from bot.words.matches import TOGETHER
from bot.words.messages import Json
from bot.words.reports import Course, Facts, MemberFacts, Newcomer, PairFacts, Tallied
from storage.codec import read_json
from storage.moments import day
from storage.schema import OVER, among, caseload, consents, journeys, matches, memberships, people, runs
from storage.tallies import HEARD, SIDES, counted_until, monday, tallied, tallies
from storage.transaction import Transaction, lists

_program: BindParameter[Any] = bindparam("of_program")
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_began = (
    select(runs.c.person, func.min(runs.c.started_at).label("at"))
    .where(runs.c.flow == literal_column("'onboarding'"), runs.c.variant == _program)
    .group_by(runs.c.person)
    .subquery("began")
)
_agreed = (
    select(consents.c.person)
    .where(consents.c.kind == literal_column("'onboarding'"), consents.c.given == 1)
    .distinct()
    .subquery("agreed")
)
_joined = (
    select(memberships.c.person, func.min(memberships.c.since).label("at"))
    .where(memberships.c.program == _program)
    .group_by(memberships.c.person)
    .subquery("joined")
)
_NEWCOMERS = (
    select(
        people.c.id,
        func.coalesce(_began.c.at, people.c.created_at),
        _joined.c.at,
        _agreed.c.person,
        people.c.adult_at,
        people.c.language,
    )
    .outerjoin(_began, _began.c.person == people.c.id)
    .outerjoin(_joined, _joined.c.person == people.c.id)
    .outerjoin(_agreed, _agreed.c.person == people.c.id)
    .where(or_(_began.c.person.is_not(None), _joined.c.person.is_not(None)))
    .order_by(people.c.id)
)
# The first bytes of a sealed value are a nonce of its own: another one means that it was written anew.
_NONCE = 13
_MET = frozenset({*TOGETHER, "ended"})
_MEMBERS = (
    select(
        memberships.c.id,
        memberships.c.person,
        memberships.c.role,
        memberships.c.status,
        memberships.c.since,
        func.substr(memberships.c.profile, 1, _NONCE),
    )
    .where(memberships.c.program == _program)
    .order_by(memberships.c.id)
)
_PROFILES = select(memberships.c.id, memberships.c.profile).where(memberships.c.id.in_(_ids))
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
        case((and_(journeys.c.id.is_(None), among(matches.c.status, _MET)), func.substr(matches.c.told, 1, _NONCE))),
    )
    .outerjoin(journeys, journeys.c.id == matches.c.id)
    .outerjoin(caseload, caseload.c.match == matches.c.id)
    .where(matches.c.program == _program)
    .order_by(matches.c.id)
)
_WALKED = select(journeys.c.id, journeys.c.told).where(journeys.c.id.in_(_ids))
_TOLD = select(matches.c.id, matches.c.told).where(matches.c.id.in_(_ids))
_WROTE = (
    select(tallies.c.kind, tallies.c.of, tallies.c.first, tallies.c.counts)
    .join(matches, matches.c.id == tallies.c.of)
    .where(tallies.c.kind.in_([literal_column(f"'{side}'") for side in SIDES]), matches.c.program == _program)
)
_HEARD = (
    select(tallies.c.of, tallies.c.first, tallies.c.counts)
    .join(memberships, and_(memberships.c.person == tallies.c.of, memberships.c.program == _program))
    .where(tallies.c.kind == literal_column(f"'{HEARD}'"))
)
_WORDS = frozenset({"farewell", "check_ins", "meetings"})
"""What is kept beside a journey that is words, or stands in a course already."""


def facts(tx: Transaction, program: str, now: dt.datetime, before: Facts | None = None) -> Facts:
    """The facts of a program as they stand. What has not changed since `before` is taken over from it."""
    values = {"of_program": program}
    until = counted_until(tx)
    return Facts(
        program,
        now,
        newcomers=_newcomers(tx, values),
        members=_members(tx, values, {one.id: one for one in before.members} if before else {}),
        pairs=_pairs(tx, values, {one.match: one.course for one in before.pairs} if before else {}),
        heard={of: tallied(first, counts) for of, first, counts in tx.rows(_HEARD, values)},
        tallied_until=None if until is None else monday(until),
    )


def _newcomers(tx: Transaction, values: Mapping[str, Any]) -> tuple[Newcomer, ...]:
    return tuple(
        Newcomer(
            id,
            day(min(began, joined) if joined else began),
            agreed is not None,
            adult is not None,
            language,
        )
        for id, began, joined, agreed, adult, language in tx.rows(_NEWCOMERS, values)
    )


# --- members ---------------------------------------------------------------------------------------------------------


def _members(tx: Transaction, values: Mapping[str, Any], before: Mapping[int, MemberFacts]) -> tuple[MemberFacts, ...]:
    rows = [(*row[:5], bytes(row[5])) for row in tx.rows(_MEMBERS, values)]
    changed = {row[0]: row for row in rows if row[0] not in before or before[row[0]].version != row[5]}
    read = {
        id: _member(changed[id], _record(tx.sealer.open(sealed, f"membership:{id}")))
        for some in lists(list(changed))
        for id, sealed in tx.rows(_PROFILES, {"ids": some})
    }
    return tuple(read.get(row[0]) or _moved(before[row[0]], row) for row in rows)


def _record(text: str) -> Mapping[str, Any]:
    told = _read(text)
    return told[1] if isinstance(told, list) else {}


def _read(text: str) -> Any:
    """Plain JSON, quickly; chats may hold lone surrogates, which only the slow way reads."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return read_json(text)


def _member(row: tuple[Any, ...], record: Mapping[str, Any]) -> MemberFacts:
    id, person, role, status, since, version = row
    training, checks = record.get("training"), record.get("checks")
    return MemberFacts(
        id,
        person,
        role,
        status,
        day(since),
        trained=isinstance(training, dict) and bool(training.get("passed")),
        checks=frozenset(
            name
            for name, one in (checks if isinstance(checks, dict) else {}).items()
            if isinstance(one, dict) and one.get("outcome") == "passed"
        ),
        tags=_listed(record.get("tags")),
        cohorts=_listed(record.get("cohorts")) | _listed(record.get("cohort")),
        version=version,
    )


def _moved(held: MemberFacts, row: tuple[Any, ...]) -> MemberFacts:
    """The same sealed part, whatever became of the rest."""
    since = day(row[4])
    if held.status == row[3] and held.since == since:
        return held
    return MemberFacts(
        held.id, held.person, held.role, row[3], since, held.trained, held.checks, held.tags, held.cohorts, held.version
    )


def _listed(value: Json) -> frozenset[str]:
    found = value if isinstance(value, list) else [] if value is None else [value]
    return frozenset(str(one).lower() for one in found if isinstance(one, str | int))


# --- pairs -----------------------------------------------------------------------------------------------------------


def _pairs(tx: Transaction, values: Mapping[str, Any], before: Mapping[int, Course]) -> tuple[PairFacts, ...]:
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
            yield id, _read(tx.sealer.open(sealed, f"{context}:{id}")) if sealed is not None else {}


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
