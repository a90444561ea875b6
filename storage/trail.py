"""Keeps the trail: what people with rights did, line by line, for ever."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, BindParameter, bindparam, func, insert, or_, select

from bot.words.desk import AuditLine
from storage.codec import read_json, write_json
from storage.moments import moment, stamp
from storage.schema import audit, matches
from storage.transaction import Transaction, lists

_people: BindParameter[Any] = bindparam("people", expanding=True)
_matches: BindParameter[Any] = bindparam("matches", expanding=True)
_programs: BindParameter[Any] = bindparam("programs", expanding=True)
_me: BindParameter[Any] = bindparam("me", type_=BigInteger)
_WRITE = insert(audit)
AUDIT = (
    audit.c.at,
    audit.c.by,
    audit.c.what,
    audit.c.program,
    audit.c.match,
    audit.c.person,
    audit.c.details,
)
_NEWEST = select(*AUDIT).order_by(audit.c.seq.desc()).limit(bindparam("most"))
_NEWEST_IN = _NEWEST.where(audit.c.program == bindparam("of_program"))
_ABOUT_MATCHES = select(audit.c.seq, *AUDIT).where(audit.c.match.in_(_matches))
_ABOUT_PEOPLE = select(audit.c.seq, *AUDIT).where(audit.c.person.in_(_people))
_my_matches = select(matches.c.id).where(or_(matches.c.mentee == _me, matches.c.mentor == _me))
_TRAIL = (
    select(audit.c.seq, *AUDIT)
    .where(
        audit.c.seq < bindparam("before", type_=BigInteger),
        or_(audit.c.match.is_(None), audit.c.match.not_in(_my_matches), audit.c.by == _me),
    )
    .order_by(audit.c.seq.desc())
    .limit(bindparam("most"))
)
_NUMBERS = _TRAIL.with_only_columns(audit.c.seq)
_TRAIL_IN, _NUMBERS_IN = (each.where(audit.c.program.in_(_programs)) for each in (_TRAIL, _NUMBERS))
_COUNT = select(func.max(audit.c.seq))


def append_audit(tx: Transaction, lines: Collection[AuditLine]) -> None:
    """Write lines of the trail. None is ever changed: the database itself refuses."""
    tx.each(_WRITE, [_audit_row(tx, line) for line in lines])


def newest_audit(tx: Transaction, program: str | None, limit: int) -> list[AuditLine]:
    """The last lines, newest first."""
    if program is None:
        return [audit_line(tx, row) for row in tx.rows(_NEWEST, {"most": limit})]
    return [audit_line(tx, row) for row in tx.rows(_NEWEST_IN, {"most": limit, "of_program": program})]


def audit_about(tx: Transaction, about: Collection[int], persons: Collection[int]) -> list[AuditLine]:
    """What was done about these matches and people, oldest first."""
    rows = {row[0]: row[1:] for some in lists(sorted(about)) for row in tx.rows(_ABOUT_MATCHES, {"matches": some})}
    rows |= {row[0]: row[1:] for some in lists(sorted(persons)) for row in tx.rows(_ABOUT_PEOPLE, {"people": some})}
    return [audit_line(tx, rows[seq]) for seq in sorted(rows)]


def lines_before(
    tx: Transaction, programs: Sequence[str] | None, me: int, before: int | None, most: int
) -> list[tuple[int, AuditLine]]:
    """Lines of these programs (None: of all) as `me` may read them, newest first, each with its number: nothing that
    others did about a match of theirs. With `before` those older than this number."""
    rows = _asked(tx, (_TRAIL, _TRAIL_IN), programs, {"me": me, "before": before, "most": most})
    return [(row[0], audit_line(tx, row[1:])) for row in rows]


def numbers(tx: Transaction, programs: Sequence[str] | None, me: int, most: int) -> list[int]:
    """The numbers alone of the newest of these lines."""
    return [row[0] for row in _asked(tx, (_NUMBERS, _NUMBERS_IN), programs, {"me": me, "before": None, "most": most})]


def _asked(
    tx: Transaction, asked: tuple[Any, Any], programs: Sequence[str] | None, values: dict[str, Any]
) -> Sequence[Any]:
    """What is asked of every line, or of those of some programs; from the newest on where `before` is None."""
    if programs is not None and not programs:
        return []
    if values["before"] is None:
        values = {**values, "before": (tx.rows(_COUNT)[0][0] or 0) + 1}
    if programs is None:
        return tx.rows(asked[0], values)
    return tx.rows(asked[1], {**values, "programs": next(lists(sorted(programs)))})


def _audit_row(tx: Transaction, line: AuditLine) -> dict[str, Any]:
    details = None
    if line.details is not None:
        details = tx.sealer.seal(write_json(line.details), _context(stamp(line.at), line.what))
    return {
        "at": stamp(line.at),
        "by": line.by,
        "what": line.what,
        "program": line.program,
        "match": line.match,
        "person": line.person,
        "details": details,
    }


def audit_line(tx: Transaction, row: Sequence[Any]) -> AuditLine:
    """A line of the trail, from the columns of `AUDIT`."""
    at, by, what, program, match, person, sealed = row
    details = None if sealed is None else read_json(tx.sealer.open(sealed, _context(at, what)))
    return AuditLine(moment(at), by, what, program, match, person, details)


def _context(at: int, what: str) -> str:
    return f"audit:{at}:{what}"
