"""Keeps who has which rights, and who looks after which match."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    bindparam,
    case,
    delete,
    literal,
    or_,
    select,
    update,
)

from bot.words.desk import Staff
from bot.words.messages import Json
from storage.codec import read_json, write_json
from storage.moments import moment, moment_or_none, stamp, stamp_or_none
from storage.schema import among, attention, caseload, matches, people, staff
from storage.transaction import Transaction, lists


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
_OWNERS = select(caseload.c.match, caseload.c.owner)
_OWNERS_OF = _OWNERS.where(caseload.c.match.in_(_matches))
_DISOWN = delete(caseload).where(caseload.c.match == bindparam("which"))


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
