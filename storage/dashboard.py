"""Reads what the dashboard shows: rows as they stand in the open, and sealed texts of the few that are on a page."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, BindParameter, bindparam, case, func, literal_column, select

from bot.words.dashboard import Counts, PairRow, PersonRow, Story, Visitor, Whole
from bot.words.desk import AuditLine
from bot.words.journeys import Journey
from bot.words.matches import TOGETHER, Concern, Match
from bot.words.messages import Json
from storage import concerns, doors, folk, looks, trail
from storage.journeys import JOURNEY, lines_about, read_journey
from storage.matches import PLAIN, WHOLE, read_match
from storage.moments import moment
from storage.schema import among, attention, caseload, journeys, matches, memberships, people
from storage.schema import concerns as reported
from storage.staff import owners
from storage.transaction import Transaction, lists

_programs: BindParameter[Any] = bindparam("programs", expanding=True)
_statuses: BindParameter[Any] = bindparam("statuses", expanding=True)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_which: BindParameter[Any] = bindparam("which", type_=BigInteger)
_me: BindParameter[Any] = bindparam("me", type_=BigInteger)
_stands = among(attention.c.status, ("open", "taken"))

_PAIRS = (
    select(
        matches.c.id,
        matches.c.program,
        matches.c.mentee,
        matches.c.mentor,
        matches.c.status,
        matches.c.since,
        matches.c.created_at,
        journeys.c.track,
        journeys.c.begun_on,
        journeys.c.shift,
        people.c.language,
        caseload.c.owner,
    )
    .select_from(matches)
    .outerjoin(journeys, journeys.c.id == matches.c.id)
    .outerjoin(people, people.c.id == matches.c.mentee)
    .outerjoin(caseload, caseload.c.match == matches.c.id)
    .where(matches.c.program.in_(_programs), matches.c.status.in_(_statuses))
    .order_by(matches.c.created_at, matches.c.id)
)
_BY_STATUS = (
    select(matches.c.program, matches.c.status, func.count())
    .where(matches.c.program.in_(_programs))
    .group_by(matches.c.program, matches.c.status)
)
_LISTED = (
    select(func.count(matches.c.id.distinct()))
    .join(attention, attention.c.match == matches.c.id)
    .where(_stands, matches.c.program.in_(_programs), among(matches.c.status, TOGETHER))
)
_BY_ROLE = (
    select(memberships.c.role, func.count(memberships.c.person.distinct()))
    .where(memberships.c.program.in_(_programs), memberships.c.status == literal_column("'waiting'"))
    .group_by(memberships.c.role)
)
_LINES = (
    select(attention.c.match, attention.c.kind)
    .where(_stands, attention.c.program.in_(_programs), attention.c.match.is_not(None))
    .order_by(attention.c.since, attention.c.key)
)
# What happened is kept beside the journey; in the match itself only where there is none.
_COURSES = (
    select(*PLAIN, case((journeys.c.id.is_(None), matches.c.told)), *JOURNEY)
    .select_from(matches)
    .outerjoin(journeys, journeys.c.id == matches.c.id)
    .where(matches.c.id.in_(_ids))
)
_WHOLE = (
    select(*WHOLE, *JOURNEY)
    .select_from(matches)
    .outerjoin(journeys, journeys.c.id == matches.c.id)
    .where(matches.c.id == _which)
)
_REPORT = (
    reported.c.id,
    reported.c.program,
    reported.c.reporter,
    reported.c.about,
    reported.c.match,
    reported.c.category,
    reported.c.status,
    reported.c.created_at,
    reported.c.owner,
)
_not_mine = reported.c.reporter.is_distinct_from(_me) & reported.c.about.is_distinct_from(_me)
_REPORTS = (
    select(*_REPORT)
    .where(reported.c.program.in_(_programs), _not_mine)
    .order_by(reported.c.created_at.desc(), reported.c.id)
)
_REPORTS_OF = select(*_REPORT).where(reported.c.match == _which).order_by(reported.c.created_at)


class DatabaseDashboard:
    """The pages of the dashboard, within one transaction."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def visitor(self, visit: str, now: dt.datetime) -> Visitor | None:
        return doors.visitor(self._tx, visit, now)

    def is_link(self, code: str, now: dt.datetime) -> bool:
        return doors.is_link(self._tx, code, now)

    def enter(self, code: str, visit: str, until: dt.datetime, now: dt.datetime) -> Visitor | None:
        return doors.enter(self._tx, code, visit, until, now)

    def leave(self, visit: str, now: dt.datetime) -> None:
        doors.leave(self._tx, visit, now)

    def last_look(self, program: str) -> Any:
        return looks.last_look(self._tx, program)

    def keep_look(self, program: str, look: Json, now: dt.datetime) -> None:
        looks.keep_look(self._tx, program, look, now)

    # --- matches -------------------------------------------------------------------------------------------------

    def pairs(self, programs: Sequence[str], statuses: Collection[str]) -> list[PairRow]:
        if not programs or not statuses:
            return []
        kinds: defaultdict[int, dict[str, None]] = defaultdict(dict)
        for match, kind in self._tx.rows(_LINES, _of(programs)):
            kinds[match][kind] = None
        rows = self._tx.rows(_PAIRS, {**_of(programs), "statuses": _listed(statuses)})
        return [_pair(row, tuple(kinds.get(row[0], ()))) for row in rows]

    def counts(self, programs: Sequence[str]) -> Counts:
        if not programs:
            return Counts({}, 0, {})
        return Counts(
            {(program, status): count for program, status, count in self._tx.rows(_BY_STATUS, _of(programs))},
            self._tx.rows(_LISTED, _of(programs))[0][0],
            dict(map(tuple, self._tx.rows(_BY_ROLE, _of(programs)))),
        )

    def courses(self, matches: Collection[int]) -> dict[int, tuple[Match, Journey | None]]:
        return {
            row[0]: _course(self._tx, row)
            for some in lists(sorted(matches))
            for row in self._tx.rows(_COURSES, {"ids": some})
        }

    def story(self, match: int) -> Story | None:
        rows = self._tx.rows(_WHOLE, {"which": match})
        if not rows:
            return None
        lines = tuple(lines_about(self._tx, match))
        done = tuple(trail.audit_about(self._tx, [match], []))
        about = tuple(_report(row) for row in self._tx.rows(_REPORTS_OF, {"which": match}))
        return Story(*_course(self._tx, rows[0]), owners(self._tx, [match]).get(match), lines, done, about)

    # --- people --------------------------------------------------------------------------------------------------

    def people(self, programs: Sequence[str]) -> list[PersonRow]:
        return folk.rows(self._tx, programs)

    def names(self, people: Collection[int]) -> Mapping[int, str]:
        return folk.names(self._tx, people)

    def whole(self, person: int) -> Whole | None:
        return folk.whole(self._tx, person)

    # --- reports and the trail -----------------------------------------------------------------------------------

    def reports(self, programs: Sequence[str], me: int) -> list[Concern]:
        return [_report(row) for row in self._tx.rows(_REPORTS, {**_of(programs), "me": me})] if programs else []

    def report(self, id: int) -> Concern | None:
        return concerns.one(self._tx, id)

    def trail(
        self, programs: Sequence[str] | None, me: int, before: int | None, most: int
    ) -> list[tuple[int, AuditLine]]:
        return trail.lines_before(self._tx, programs, me, before, most)

    def trail_numbers(self, programs: Sequence[str] | None, me: int, most: int) -> list[int]:
        return trail.numbers(self._tx, programs, me, most)


def _of(programs: Sequence[str]) -> dict[str, Any]:
    return {"programs": _listed(programs)}


def _listed(codes: Collection[str]) -> list[str]:
    """The few there are, as one list."""
    return next(lists(sorted(codes)))


def _pair(row: Sequence[Any], lines: tuple[str, ...]) -> PairRow:
    id, program, mentee, mentor, status, since, created_at, track, begun_on, shift, language, owner = row
    return PairRow(
        id,
        program,
        mentee or 0,
        mentor or 0,
        status,
        moment(since),
        moment(created_at),
        track or "",
        dt.date.fromisoformat(begun_on) if begun_on else None,
        shift or 0,
        language or "",
        owner,
        lines,
    )


def _course(tx: Transaction, row: Sequence[Any]) -> tuple[Match, Journey | None]:
    match, journey = row[: len(WHOLE)], row[len(WHOLE) :]
    return read_match(tx, match), None if journey[0] is None else read_journey(tx, journey)


def _report(row: Sequence[Any]) -> Concern:
    id, program, reporter, about, match, category, status, created_at, owner = row
    return Concern(id, program, reporter or 0, about, match, category, status, moment(created_at), owner=owner)
