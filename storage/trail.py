"""Keeps the trail: what people with rights did, line by line, for ever."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, insert, select

from bot.words.desk import AuditLine
from storage.codec import read_json, write_json
from storage.moments import moment, stamp
from storage.schema import audit
from storage.transaction import Transaction, lists

_people: BindParameter[Any] = bindparam("people", expanding=True)
_matches: BindParameter[Any] = bindparam("matches", expanding=True)
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


def append_audit(tx: Transaction, lines: Collection[AuditLine]) -> None:
    """Write lines of the trail. None is ever changed: the database itself refuses."""
    tx.each(_WRITE, [_audit_row(tx, line) for line in lines])


def newest_audit(tx: Transaction, program: str | None, limit: int) -> list[AuditLine]:
    """The last lines, newest first."""
    if program is None:
        return [audit_line(tx, row) for row in tx.rows(_NEWEST, {"most": limit})]
    return [audit_line(tx, row) for row in tx.rows(_NEWEST_IN, {"most": limit, "of_program": program})]


def audit_about(tx: Transaction, matches: Collection[int], persons: Collection[int]) -> list[AuditLine]:
    """What was done about these matches and people, oldest first."""
    rows = {row[0]: row[1:] for some in lists(sorted(matches)) for row in tx.rows(_ABOUT_MATCHES, {"matches": some})}
    rows |= {row[0]: row[1:] for some in lists(sorted(persons)) for row in tx.rows(_ABOUT_PEOPLE, {"people": some})}
    return [audit_line(tx, rows[seq]) for seq in sorted(rows)]


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
