"""Keeps who has which rights, their invitations, who looks after which match, and the trail of what they did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Table,
    bindparam,
    case,
    delete,
    insert,
    literal,
    or_,
    select,
    update,
)

from bot.words.desk import AuditLine, Invitation, Staff
from bot.words.messages import Address, Json
from storage.codec import read_json, write_json
from storage.moments import moment, moment_or_none, stamp, stamp_or_none
from storage.schema import among, attention, audit, caseload, guesses, invitations, matches, people, staff
from storage.transaction import Transaction, lists

HOUR = dt.timedelta(hours=1)
"""For how long wrong codes count against an address, from the first one on."""


def _within(program: Column[Any]) -> ColumnElement[bool]:
    """Of the program whose rights are over; an admin's ("") reach every one."""
    return or_(program == bindparam("of_program"), bindparam("of_program") == literal(""))


_people: BindParameter[Any] = bindparam("people", expanding=True)
_matches: BindParameter[Any] = bindparam("matches", expanding=True)
_STAFF = (
    staff.c.person,
    staff.c.program,
    staff.c.role,
    staff.c.since,
    staff.c.ended,
    staff.c.away_until,
    staff.c.instead,
    staff.c.told,
)
_IN_OFFICE = select(*_STAFF).where(staff.c.ended.is_(None)).order_by(staff.c.person, staff.c.program)
_OF_PEOPLE = _IN_OFFICE.where(staff.c.person.in_(_people))
_PAST = select(*_STAFF).where(staff.c.ended.is_not(None), staff.c.person == bindparam("who")).order_by(staff.c.program)
_FLAG = (
    update(people)
    .where(people.c.id == bindparam("who"))
    .values(
        staff=case(
            (staff.select().where(staff.c.person == bindparam("who"), staff.c.ended.is_(None)).exists(), 1), else_=0
        )
    )
)
_LET_GO = (
    update(attention)
    .where(attention.c.owner == bindparam("who"), _within(attention.c.program), among(attention.c.status, ("taken",)))
    .values(status="open", owner=None),
    delete(caseload).where(
        caseload.c.owner == bindparam("who"),
        caseload.c.match.in_(select(matches.c.id).where(_within(matches.c.program))),
    ),
)
_INVITATION = (
    invitations.c.id,
    invitations.c.role,
    invitations.c.program,
    invitations.c.by,
    invitations.c.status,
    invitations.c.made_at,
    invitations.c.until,
)
_BY_DIGEST = select(*_INVITATION).where(invitations.c.digest == bindparam("digest"))
_STANDING = (
    select(*_INVITATION)
    .where(or_(invitations.c.status == "asked", invitations.c.status == "open"))
    .order_by(invitations.c.made_at, invitations.c.id)
)
_MOVE = (
    update(invitations)
    .where(invitations.c.id == bindparam("which"))
    .values(status=bindparam("new_status"), until=bindparam("new_until"))
)
_WRONG = select(guesses.c.wrong).where(guesses.c.lane == bindparam("of_lane"), guesses.c.since > bindparam("since"))
_OWNERS = select(caseload.c.match, caseload.c.owner)
_OWNERS_OF = _OWNERS.where(caseload.c.match.in_(_matches))
_DISOWN = delete(caseload).where(caseload.c.match == bindparam("which"))
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


# --- rights --------------------------------------------------------------------------------------------------------


def keep_staff(tx: Transaction, kept: Collection[Staff]) -> None:
    """Write rights, new or changed, and mark their people as having some or none. Whatever was looked after by someone
    whose rights are over is everyone's again."""
    tx.keep(staff, [_staff_row(tx, one) for one in kept])
    tx.each(_FLAG, [{"who": person} for person in sorted({one.person for one in kept})])
    over = [{"who": one.person, "of_program": one.program} for one in kept if one.ended]
    for statement in _LET_GO:
        tx.each(statement, over)


def in_office(tx: Transaction, persons: Collection[int] | None = None) -> list[Staff]:
    """Everyone who has rights now (or those of these people), by person and program."""
    if persons is None:
        return [_staff(tx, row) for row in tx.rows(_IN_OFFICE)]
    rows = {tuple(row[:2]): row for some in lists(sorted(persons)) for row in tx.rows(_OF_PEOPLE, {"people": some})}
    return [_staff(tx, row) for row in rows.values()]


def past(tx: Transaction, person: int) -> list[Staff]:
    """The rights that somebody once had, by program."""
    return [_staff(tx, row) for row in tx.rows(_PAST, {"who": person})]


def _staff_row(tx: Transaction, one: Staff) -> dict[str, Any]:
    kept: dict[str, Json] = {"shown": dict(one.shown), "seen": [*sorted(one.seen)], "mondays": one.mondays}
    told = tx.sealer.seal(write_json(kept), f"staff:{one.person}:{one.program}") if any(kept.values()) else None
    return {
        "person": one.person,
        "program": one.program,
        "role": one.role,
        "since": stamp(one.since),
        "ended": stamp_or_none(one.ended),
        "away_until": one.away_until.isoformat() if one.away_until else None,
        "instead": one.instead,
        "told": told,
    }


def _staff(tx: Transaction, row: Sequence[Any]) -> Staff:
    person, program, role, since, ended, away_until, instead, told = row
    kept = {} if told is None else read_json(tx.sealer.open(told, f"staff:{person}:{program}"))
    if not isinstance(kept.get("shown"), dict):
        kept = {"shown": kept}  # as it was kept before anything else was: the buttons alone
    return Staff(
        person=person,
        role=role,
        program=program,
        since=moment(since),
        ended=moment_or_none(ended),
        away_until=dt.date.fromisoformat(away_until) if away_until else None,
        instead=instead,
        shown=kept["shown"],
        seen=frozenset(kept.get("seen", ())),
        mondays=bool(kept.get("mondays")),
    )


# --- invitations ---------------------------------------------------------------------------------------------------


def keep_invitations(tx: Transaction, kept: Mapping[int, tuple[Invitation, str]]) -> None:
    """Write invitations: new ones, which come with their code, and what became of others."""
    new = [_invitation_row(tx, one, code) for one, code in kept.values() if code]
    tx.each(_invite(tx.statements.insert), new)
    changed = [one for one, code in kept.values() if not code]
    tx.each(_MOVE, [{"which": one.id, "new_status": one.status, "new_until": stamp(one.until)} for one in changed])


def invitation_of(tx: Transaction, code: str) -> Invitation | None:
    """The invitation with this code, whatever became of it."""
    rows = tx.rows(_BY_DIGEST, {"digest": _digest(tx, code)})
    return _invitation(rows[0]) if rows else None


def invitations_standing(tx: Transaction) -> list[Invitation]:
    """Those that wait for approval or for someone to bring the code, oldest first."""
    return [_invitation(row) for row in tx.rows(_STANDING)]


def _digest(tx: Transaction, code: str) -> bytes:
    return tx.sealer.digest(f"invitation\0{code}")


def _invitation_row(tx: Transaction, one: Invitation, code: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "digest": _digest(tx, code),
        "role": one.role,
        "program": one.program,
        "by": one.by,
        "status": one.status,
        "made_at": stamp(one.made_at),
        "until": stamp(one.until),
    }


def _invitation(row: Sequence[Any]) -> Invitation:
    id, role, program, by, status, made_at, until = row
    return Invitation(id, role, program, by, status, moment(made_at), moment(until))


@cache
def _invite(insert: Callable[[Table], Any]) -> Any:
    statement = insert(invitations)
    new = statement.excluded
    names = ("digest", "role", "program", "by", "status", "made_at", "until")
    return statement.on_conflict_do_update(index_elements=["id"], set_={name: new[name] for name in names})


# --- wrong codes ---------------------------------------------------------------------------------------------------


def note_guesses(tx: Transaction, addresses: Collection[Address], now: dt.datetime) -> None:
    """Count one wrong code more for each of these addresses; an hour after the first the count begins anew."""
    rows = [{"lane": tx.lane(address), "wrong": 1, "since": stamp(now)} for address in addresses]
    tx.each(_guessed(tx.statements.insert), rows)


def wrong_codes(tx: Transaction, address: Address, now: dt.datetime) -> int:
    """How many wrong codes came from this address within the hour."""
    rows = tx.rows(_WRONG, {"of_lane": tx.lane(address), "since": stamp(now - HOUR)})
    return rows[0][0] if rows else 0


@cache
def _guessed(insert: Callable[[Table], Any]) -> Any:
    statement = insert(guesses)
    new = statement.excluded
    is_old = guesses.c.since <= new.since - int(HOUR.total_seconds() * 1_000_000)
    return statement.on_conflict_do_update(
        index_elements=["lane"],
        set_={
            "wrong": case((is_old, 1), else_=guesses.c.wrong + 1),
            "since": case((is_old, new.since), else_=guesses.c.since),
        },
    )


# --- who looks after which match -----------------------------------------------------------------------------------


def keep_caseload(tx: Transaction, kept: Mapping[int, int | None]) -> None:
    """Write who looks after these matches; None: nobody by name."""
    tx.keep(caseload, [{"match": match, "owner": owner} for match, owner in kept.items() if owner is not None])
    tx.each(_DISOWN, [{"which": match} for match, owner in kept.items() if owner is None])


def owners(tx: Transaction, matches: Collection[int] | None = None) -> dict[int, int]:
    """Who looks after these matches (or all that someone looks after), by match."""
    if matches is None:
        return dict(map(tuple, tx.rows(_OWNERS)))
    rows = (row for some in lists(sorted(matches)) for row in tx.rows(_OWNERS_OF, {"matches": some}))
    return dict(map(tuple, rows))


# --- the audit trail -----------------------------------------------------------------------------------------------


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
