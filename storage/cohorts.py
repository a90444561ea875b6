"""Keeps cohorts, and who is in them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, BindParameter, Column, Index, Table, Text, bindparam, delete, select, update

from bot.words.cohorts import Cohort, Gathered
from bot.words.messages import Address, Json
from storage.asked import cohort_questions, questions_of
from storage.codec import read_json, write_json
from storage.moments import moment, moment_or_none, stamp, stamp_or_none
from storage.schema import Sealed, Whole, metadata
from storage.transaction import Transaction, lists

cohorts = Table(
    "cohorts",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("program", Text, nullable=False),
    Column("status", Text, nullable=False),
    # Empty where the operator made it, and once whoever made it is erased.
    Column("by", BigInteger),
    Column("made_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    # The keyed hash of the room's address, and of the code that a group is to be told.
    Column("room", Sealed),
    Column("code", Sealed),
    Column("told", Sealed, nullable=False),
    Index(None, "room"),
    Index(None, "code"),
    Index(None, "program"),
    implicit_returning=False,
)

cohort_members = Table(
    "cohort_members",
    metadata,
    Column("cohort", BigInteger, primary_key=True, autoincrement=False),
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("joined_at", BigInteger, nullable=False),
    Index(None, "person"),
    implicit_returning=False,
)

_people: BindParameter[Any] = bindparam("people", expanding=True)
_lanes: BindParameter[Any] = bindparam("lanes", expanding=True)
_programs: BindParameter[Any] = bindparam("programs", expanding=True)
_COHORTS = select(*cohorts.c[:6], cohorts.c.told).order_by(cohorts.c.made_at.desc(), cohorts.c.id)
_OF_PROGRAMS = _COHORTS.where(cohorts.c.program.in_(_programs))
_BY_ID = _COHORTS.where(cohorts.c.id == bindparam("which"))
_BY_ROOM = _COHORTS.where(cohorts.c.room.in_(_lanes))
_BY_CODE = _COHORTS.where(cohorts.c.code == bindparam("which"))
_OF_PERSON = _COHORTS.where(
    cohorts.c.id.in_(select(cohort_members.c.cohort).where(cohort_members.c.person == bindparam("who")))
)
_MEMBERS = (
    select(cohort_members.c.person)
    .where(cohort_members.c.cohort == bindparam("which"))
    .order_by(cohort_members.c.joined_at, cohort_members.c.person)
)
_LEAVE = delete(cohort_members).where(
    cohort_members.c.cohort == bindparam("which"), cohort_members.c.person == bindparam("who")
)
_over = select(cohorts.c.id).where(cohorts.c.ended_at <= bindparam("cut"))
_RETIRE = (
    delete(cohort_questions).where(cohort_questions.c.cohort.in_(_over)),
    delete(cohort_members).where(cohort_members.c.cohort.in_(_over)),
)
_FORGET_BY = update(cohorts).where(cohorts.c.by.in_(_people)).values(by=None)
_FORGET_MEMBERS = delete(cohort_members).where(cohort_members.c.person.in_(_people))


# --- writing -------------------------------------------------------------------------------------------------------


def keep(tx: Transaction, kept: Collection[Cohort]) -> None:
    """Write cohorts, new or changed."""
    tx.keep(cohorts, [_row(tx, one) for one in kept])


def join(tx: Transaction, joined: Mapping[tuple[int, int], bool], now: dt.datetime) -> None:
    """Write who is in which cohort from now on (by cohort and person), and who no more."""
    come = [
        {"cohort": cohort, "person": person, "joined_at": stamp(now)}
        for (cohort, person), is_in in joined.items()
        if is_in
    ]
    tx.keep(cohort_members, come)
    tx.each(_LEAVE, [{"which": cohort, "who": person} for (cohort, person), is_in in joined.items() if not is_in])


def _row(tx: Transaction, one: Cohort) -> dict[str, Any]:
    told: Json = {
        "name": one.name,
        "begins": one.begins.isoformat(),
        "channel": one.channel,
        "language": one.language,
        "zone": one.zone,
        "room": one.room.id if one.room else "",
        "code": one.code,
        "link": one.link,
        "trouble": one.trouble,
        "prompts": dict(one.prompts),
    }
    return {
        "id": one.id,
        "program": one.program,
        "status": one.status,
        "by": one.by,
        "made_at": stamp(one.made_at),
        "ended_at": stamp_or_none(one.ended_at),
        "room": tx.lane(one.room) if one.room else None,
        "code": _digest(tx, one.code) if one.code else None,
        "told": tx.sealer.seal(write_json(told), f"cohort:{one.id}"),
    }


# --- reading -------------------------------------------------------------------------------------------------------


def of_programs(tx: Transaction, programs: Sequence[str]) -> list[Cohort]:
    """Every cohort of these programs, the newest first."""
    return [_cohort(tx, row) for row in tx.rows(_OF_PROGRAMS, {"programs": list(programs)})] if programs else []


def by_id(tx: Transaction, id: int) -> list[Cohort]:
    """The cohort of this id."""
    return [_cohort(tx, row) for row in tx.rows(_BY_ID, {"which": id})]


def by_code(tx: Transaction, code: str) -> list[Cohort]:
    """The cohort that waits for this code."""
    return [_cohort(tx, row) for row in tx.rows(_BY_CODE, {"which": _digest(tx, code)})]


def of_person(tx: Transaction, person: int) -> list[Cohort]:
    """The cohorts this person is in."""
    return [_cohort(tx, row) for row in tx.rows(_OF_PERSON, {"who": person})]


def in_rooms(tx: Transaction, rooms: Collection[Address]) -> dict[Address, list[Cohort]]:
    """The cohorts that meet at these addresses, by address; most addresses are no rooms."""
    found: dict[Address, list[Cohort]] = defaultdict(list)
    for lanes in lists(sorted(tx.lane(room) for room in rooms)):
        for row in tx.rows(_BY_ROOM, {"lanes": lanes}):
            one = _cohort(tx, row)
            if one.room and one not in found[one.room]:
                found[one.room].append(one)
    return found


def gathered(tx: Transaction, found: Sequence[Cohort]) -> tuple[Gathered, ...]:
    """These cohorts, each once, with who is in them and what was asked."""
    return tuple(
        Gathered(one, tuple(row[0] for row in tx.rows(_MEMBERS, {"which": one.id})), questions_of(tx, one.id))
        for one in {one.id: one for one in found}.values()
    )


def _cohort(tx: Transaction, row: Sequence[Any]) -> Cohort:
    id, program, status, by, made_at, ended_at, sealed = row
    told = read_json(tx.sealer.open(sealed, f"cohort:{id}"))
    return Cohort(
        id,
        program,
        told["name"],
        dt.date.fromisoformat(told["begins"]),
        told["channel"],
        told["language"],
        told["zone"],
        by,
        moment(made_at),
        status,
        Address(told["channel"], told["room"]) if told["room"] else None,
        told["code"],
        told["link"],
        told["trouble"],
        moment_or_none(ended_at),
        told["prompts"],
    )


def _digest(tx: Transaction, code: str) -> bytes:
    return tx.sealer.digest(f"cohort\0{code.lower()}")


# --- forgetting ----------------------------------------------------------------------------------------------------


def erase(tx: Transaction, people: Collection[int]) -> None:
    """These people are in no cohort any more."""
    tx.changed(_FORGET_BY, {"people": list(people)})
    tx.changed(_FORGET_MEMBERS, {"people": list(people)})


def retire(tx: Transaction, until: dt.datetime) -> None:
    """Of cohorts that ended by then stays that there were any."""
    for statement in _RETIRE:
        tx.changed(statement, {"cut": stamp(until)})
