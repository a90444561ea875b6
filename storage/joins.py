"""Keeps join codes, and how many came by each of them and how far they got."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.words.joining import Arrivals, JoinCode
from storage.codec import read_json, write_json
from storage.moments import moment, moment_or_none, stamp, stamp_or_none
from storage.schema import Sealed, Whole, among, matches, memberships, metadata
from storage.transaction import Transaction, lists

CAME, FINISHED, MATCHED = 0, 1, 2
"""How far someone got who came by a code."""

join_codes = Table(
    "join_codes",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("digest", Sealed, nullable=False),
    Column("program", Text, nullable=False),
    Column("role", Text, nullable=False),
    # Empty where the operator made it.
    Column("by", BigInteger),
    Column("made_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger),
    # The code, and where it is given out.
    Column("told", Sealed, nullable=False),
    Index(None, "digest"),
    implicit_returning=False,
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("seq", Whole, primary_key=True),
    Column("code", BigInteger, nullable=False),
    # Empty once they were erased; then `reached` says how far they had got.
    Column("person", BigInteger),
    Column("reached", Integer, nullable=False),
    Index(None, "code", "person", unique=True),
    Index(None, "person"),
    implicit_returning=False,
)

_people: BindParameter[Any] = bindparam("people", expanding=True)
_programs: BindParameter[Any] = bindparam("programs", expanding=True)
_CODES = select(
    join_codes.c.id,
    join_codes.c.program,
    join_codes.c.role,
    join_codes.c.by,
    join_codes.c.made_at,
    join_codes.c.closed_at,
    join_codes.c.told,
)
_NEWEST_FIRST = (join_codes.c.made_at.desc(), join_codes.c.id)
_BY_DIGEST = _CODES.where(join_codes.c.digest == bindparam("which")).order_by(*_NEWEST_FIRST)
_OF_PROGRAMS = _CODES.where(join_codes.c.program.in_(_programs)).order_by(*_NEWEST_FIRST)


def _there(program: ColumnElement[str]) -> ColumnElement[int]:
    """How far someone who came got in this program."""
    takes_part = (
        exists()
        .where(memberships.c.person == arrivals.c.person, memberships.c.program == program)
        .correlate(arrivals, join_codes)
    )
    introduced = (
        exists()
        .where(
            or_(matches.c.mentee == arrivals.c.person, matches.c.mentor == arrivals.c.person),
            matches.c.program == program,
            among(matches.c.status, ("open", "paused", "ended")),
        )
        .correlate(arrivals, join_codes)
    )
    return case((introduced, MATCHED), (takes_part, FINISHED), else_=CAME)


_its_program = (
    select(join_codes.c.program).where(join_codes.c.id == arrivals.c.code).correlate(arrivals).scalar_subquery()
)
_ERASE = (
    update(arrivals).where(arrivals.c.person.in_(_people)).values(reached=_there(_its_program)),
    update(arrivals).where(arrivals.c.person.in_(_people)).values(person=None),
)
_reached = case((arrivals.c.person.is_(None), arrivals.c.reached), else_=_there(join_codes.c.program))
_COUNT = (
    select(
        arrivals.c.code,
        func.count(),
        func.sum(case((_reached >= FINISHED, 1), else_=0)),
        func.sum(case((_reached >= MATCHED, 1), else_=0)),
    )
    .select_from(arrivals.join(join_codes, join_codes.c.id == arrivals.c.code))
    .where(join_codes.c.program.in_(_programs))
    .group_by(arrivals.c.code)
)


def keep(tx: Transaction, kept: Collection[JoinCode]) -> None:
    """Write codes, new or changed."""
    tx.keep(join_codes, [_row(tx, one) for one in kept])


def arrive(tx: Transaction, came: Collection[tuple[int, int]]) -> None:
    """Count these people (code and person); whoever came by the same code before is counted already."""
    rows = [{"code": code, "person": person, "reached": CAME} for code, person in sorted(came)]
    tx.each(_arrive(tx.statements.insert), rows)


def code_of(tx: Transaction, code: str) -> JoinCode | None:
    """The code that is written like this, open or closed."""
    rows = tx.rows(_BY_DIGEST, {"which": _digest(tx, code)})
    return _code(tx, rows[0]) if rows else None


def codes_of(tx: Transaction, programs: Sequence[str]) -> list[tuple[JoinCode, Arrivals]]:
    """Every code of these programs, newest first, with how many came."""
    if not programs:
        return []
    counted = {row[0]: Arrivals(*map(int, row[1:])) for row in tx.rows(_COUNT, {"programs": list(programs)})}
    rows = tx.rows(_OF_PROGRAMS, {"programs": list(programs)})
    return [(_code(tx, row), counted.get(row[0], Arrivals())) for row in rows]


def erase(tx: Transaction, people: Collection[int]) -> None:
    """These people are counted on, and nothing leads back to them. Called while their matches still know them."""
    for ids in lists(sorted(people)):
        for statement in _ERASE:
            tx.changed(statement, {"people": ids})


@cache
def _arrive(insert: Callable[[Table], Any]) -> Any:
    return insert(arrivals).on_conflict_do_nothing(index_elements=["code", "person"])


def _digest(tx: Transaction, code: str) -> bytes:
    return tx.sealer.digest(f"join\0{code}")


def _row(tx: Transaction, one: JoinCode) -> dict[str, Any]:
    return {
        "id": one.id,
        "digest": _digest(tx, one.code),
        "program": one.program,
        "role": one.role,
        "by": one.by,
        "made_at": stamp(one.made_at),
        "closed_at": stamp_or_none(one.closed_at),
        "told": tx.sealer.seal(write_json([one.code, one.source]), f"join:{one.id}"),
    }


def _code(tx: Transaction, row: Sequence[Any]) -> JoinCode:
    id, program, role, by, made_at, closed_at, told = row
    code, source = read_json(tx.sealer.open(told, f"join:{id}"))
    return JoinCode(id, code, program, role, source, by, moment(made_at), moment_or_none(closed_at))
