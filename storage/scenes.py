"""Loads scenes: one wide query gives address, person, open run and memberships together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, select, text

from bot.words.messages import Address
from bot.words.people import Adult, Membership, Person, Run
from bot.words.turns import Scene
from storage.codec import read_json, read_told
from storage.moments import moment, moment_or_none
from storage.schema import addresses, memberships, people, refusals, runs
from storage.transaction import Transaction, lists

_other = addresses.alias("other")
_WIDE = (
    select(
        addresses.c.lane,
        addresses.c.channel,
        addresses.c.address,
        addresses.c.reachable,
        addresses.c.used_at,
        select(_other.c.lane)
        .where(_other.c.person == addresses.c.person, _other.c.used_at > addresses.c.used_at)
        .exists(),
        refusals.c.lift,
        people.c.id,
        people.c.created_at,
        people.c.name,
        people.c.language,
        people.c.zone,
        people.c.adult_at,
        people.c.adult_wording,
        people.c.active,
        runs.c.id,
        runs.c.flow,
        runs.c.variant,
        runs.c.version,
        runs.c.open,
        runs.c.asked,
        runs.c.misses,
        runs.c.started_at,
        runs.c.touched_at,
        runs.c.told,
        memberships.c.id,
        memberships.c.program,
        memberships.c.role,
        memberships.c.status,
        memberships.c.since,
        memberships.c.profile,
    )
    .select_from(addresses)
    .join(people, people.c.id == addresses.c.person)
    .outerjoin(refusals, refusals.c.lane == addresses.c.lane)
    .outerjoin(runs, (runs.c.person == people.c.id) & (runs.c.status == "open"))
    .outerjoin(memberships, memberships.c.person == people.c.id)
)
_ADDRESS = slice(0, 7)
_PERSON = slice(7, 15)
_RUN_ID, _RUN = 15, slice(15, 25)
_MEMBERSHIP_ID, _MEMBERSHIP = 25, slice(25, 31)
_lane_of = itemgetter(0)

_BY_LANE = _WIDE.where(addresses.c.lane.in_(bindparam("lanes", expanding=True)))
_BY_PERSON = _WIDE.where(people.c.id.in_(bindparam("people", expanding=True)))
_REFUSED = select(refusals.c.lane, refusals.c.lift).where(refusals.c.lane.in_(bindparam("lanes", expanding=True)))

# A stranger has no row to lock, yet two of their messages must not meet in two workers.
_LOCK_LANES = text("SELECT pg_advisory_xact_lock(lane) FROM unnest(CAST(:lanes AS bigint[])) AS lane")
_LOCK_BY_LANE = (
    select(people.c.id)
    .where(people.c.id.in_(select(addresses.c.person).where(addresses.c.lane.in_(bindparam("lanes", expanding=True)))))
    .order_by(people.c.id)
    .with_for_update()
)
_LOCK_BY_PERSON = (
    select(people.c.id)
    .where(people.c.id.in_(bindparam("people", expanding=True)))
    .order_by(people.c.id)
    .with_for_update()
)


def scenes(tx: Transaction, wanted: Iterable[Address]) -> dict[Address, Scene]:
    """The scene of every address asked for; a stranger's holds no person."""
    by_lane = {tx.lane(address): address for address in wanted}
    found: dict[Address, Scene] = {}
    for lanes in lists(sorted(by_lane)):
        if tx.locking:
            lock_lanes(tx, lanes)
            tx.rows(_LOCK_BY_LANE, {"lanes": lanes})
        for lane, rows in _grouped(tx.rows(_BY_LANE, {"lanes": lanes})):
            address = by_lane.pop(lane)
            found[address] = _scene(tx, address, rows)
    for lanes in lists(list(by_lane)):
        lifts = dict(map(tuple, tx.rows(_REFUSED, {"lanes": lanes})))
        for lane in dict.fromkeys(lanes):
            address = by_lane[lane]
            found[address] = Scene(address, lift=_day(lifts.get(lane)))
    return found


def scenes_of(tx: Transaction, wanted: Iterable[int]) -> dict[int, Scene]:
    """The scene of every person asked for who has an address: the one they last wrote from."""
    found: dict[int, Scene] = {}
    for ids in lists(sorted(set(wanted))):
        if tx.locking:
            tx.rows(_LOCK_BY_PERSON, {"people": ids})
        latest: dict[int, tuple[int, bytes, list[Any]]] = {}
        for lane, rows in _grouped(tx.rows(_BY_PERSON, {"people": ids})):
            person, used_at = rows[0][_PERSON][0], rows[0][4]
            latest[person] = max(latest.get(person, (-1, b"", [])), (used_at, lane, rows))
        for person, (_, lane, rows) in latest.items():
            address = Address(rows[0][1], tx.sealer.open(rows[0][2], address_context(lane)))
            found[person] = _scene(tx, address, rows)
    return found


def lock_lanes(tx: Transaction, lanes: Iterable[bytes]) -> None:
    """Hold these addresses until the commit (PostgreSQL)."""
    keys = sorted({int.from_bytes(lane[:8], "big", signed=True) for lane in lanes})
    tx.rows(_LOCK_LANES, {"lanes": keys})


def address_context(lane: bytes) -> str:
    """What an address is sealed under."""
    return f"address:{lane.hex()}"


def _grouped(rows: Sequence[Any]) -> list[tuple[bytes, list[Any]]]:
    """Rows by address; with one run and at most one membership each, that is one row an address."""
    if len({row[0] for row in rows}) == len(rows):
        return [(row[0], [row]) for row in rows]
    return [(lane, list(group)) for lane, group in groupby(sorted(rows, key=_lane_of), key=_lane_of)]


def _scene(tx: Transaction, address: Address, rows: list[Any]) -> Scene:
    lane, _, _, reachable, _, overtaken, lift = rows[0][_ADDRESS]
    if overtaken:
        tx.overtaken.add(lane)
    person = _person(tx, rows[0][_PERSON])
    return Scene(
        address,
        person=person,
        reachable=bool(reachable),
        lift=_day(lift),
        run=_open_run(tx, person.id, rows),
        memberships=_memberships(tx, person.id, rows),
    )


def _open_run(tx: Transaction, person: int, rows: list[Any]) -> Run | None:
    if rows[0][_RUN_ID] is None:
        return None
    if len(rows) == 1:
        return _run(tx, person, rows[0][_RUN])
    by_id = {row[_RUN_ID]: row[_RUN] for row in rows}
    return max((_run(tx, person, row) for row in by_id.values()), key=_touched)


def _memberships(tx: Transaction, person: int, rows: list[Any]) -> tuple[Membership, ...]:
    if rows[0][_MEMBERSHIP_ID] is None:
        return ()
    by_id = {row[_MEMBERSHIP_ID]: row[_MEMBERSHIP] for row in rows}
    return tuple(
        sorted((_membership(tx, person, row) for row in by_id.values()), key=lambda membership: membership.since)
    )


def _touched(run: Run) -> tuple[dt.datetime, int]:
    return (run.touched_at or run.started_at or dt.datetime.min.replace(tzinfo=dt.timezone.utc), run.id)


def _day(lift: str | None) -> dt.date | None:
    return None if lift is None else dt.date.fromisoformat(lift)


def _person(tx: Transaction, row: tuple[Any, ...]) -> Person:
    id, created_at, name, language, zone, adult_at, adult_wording, active = row
    return Person(
        id=id,
        created_at=moment(created_at),
        name="" if name is None else tx.sealer.open(name, f"person:{id}"),
        language=language,
        zone=zone,
        adult=None if adult_at is None else Adult(moment(adult_at), adult_wording),
        active=bool(active),
    )


def _run(tx: Transaction, person: int, row: tuple[Any, ...]) -> Run:
    id, flow, variant, version, open, asked, misses, started_at, touched_at, told = row
    return Run(
        id=id,
        person=person,
        flow=flow,
        variant=variant,
        version=version,
        open=open,
        asked=asked,
        misses=misses,
        started_at=moment_or_none(started_at),
        touched_at=moment_or_none(touched_at),
        **read_told(tx.sealer.open(told, f"run:{id}")),
    )


def _membership(tx: Transaction, person: int, row: tuple[Any, ...]) -> Membership:
    id, program, role, status, since, profile = row
    return Membership(
        id=id,
        person=person,
        program=program,
        role=role,
        status=status,
        profile=read_json(tx.sealer.open(profile, f"membership:{id}")),
        since=moment(since),
    )
