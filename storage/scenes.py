"""Loads scenes: one wide query gives address, person, open runs and memberships together; ties come apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, select, text

from bot.words.matches import Tie
from bot.words.messages import Address
from bot.words.people import Membership, Run
from bot.words.turns import Scene
from storage.reading import MEMBERSHIP, PERSON, RUN, read_membership, read_person, read_run
from storage.schema import addresses, memberships, people, refusals, runs
from storage.staff import in_office
from storage.ties import ties, with_partners
from storage.transaction import Transaction, address_context, lists

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
        people.c.staff,
        *PERSON,
        *RUN,
        *MEMBERSHIP,
    )
    .select_from(addresses)
    .join(people, people.c.id == addresses.c.person)
    .outerjoin(refusals, refusals.c.lane == addresses.c.lane)
    .outerjoin(runs, (runs.c.person == people.c.id) & (runs.c.status == "open"))
    .outerjoin(memberships, memberships.c.person == people.c.id)
)
_ADDRESS = slice(0, 8)
_PERSON_ID, _PERSON = 8, slice(8, 16)
_RUN_ID, _RUN = 16, slice(16, 26)
_MEMBERSHIP_ID, _MEMBERSHIP = 26, slice(26, 32)
_lane_of = itemgetter(0)

_BY_LANE = _WIDE.where(addresses.c.lane.in_(bindparam("lanes", expanding=True)))
_BY_PERSON = _WIDE.where(people.c.id.in_(bindparam("people", expanding=True)))
_REFUSED = select(refusals.c.lane, refusals.c.lift).where(refusals.c.lane.in_(bindparam("lanes", expanding=True)))

# A stranger has no row to lock, yet two of their messages must not meet in two workers.
_LOCK_LANES = text("SELECT pg_advisory_xact_lock(lane) FROM unnest(CAST(:lanes AS bigint[])) AS lane")
_LOCK_BY_LANE = with_partners(
    select(addresses.c.person).where(addresses.c.lane.in_(bindparam("lanes", expanding=True)))
)
_LOCK_BY_PERSON = with_partners(select(people.c.id).where(people.c.id.in_(bindparam("people", expanding=True))))


def scenes(tx: Transaction, wanted: Iterable[Address]) -> dict[Address, Scene]:
    """The scene of every address asked for; a stranger's holds no person."""
    by_lane = {tx.lane(address): address for address in wanted}
    found: dict[Address, Scene] = {}
    for lanes in lists(sorted(by_lane)):
        rows, locked = _held(tx, lanes) if tx.locking else (tx.rows(_BY_LANE, {"lanes": lanes}), set())
        groups = _grouped(rows)
        tied = ties(tx, [rows[0][_PERSON_ID] for _, rows in groups if rows[0][_MEMBERSHIP_ID] is not None], locked)
        for lane, rows in groups:
            address = by_lane.pop(lane)
            found[address] = _scene(tx, address, rows, tied)
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
        locked = {row[0] for row in tx.rows(_LOCK_BY_PERSON, {"people": ids})} if tx.locking else set()
        latest: dict[int, tuple[int, bytes, list[Any]]] = {}
        for lane, rows in _grouped(tx.rows(_BY_PERSON, {"people": ids})):
            person, used_at = rows[0][_PERSON_ID], rows[0][4]
            latest[person] = max(latest.get(person, (-1, b"", [])), (used_at, lane, rows))
        members = [id for id, (_, _, rows) in latest.items() if rows[0][_MEMBERSHIP_ID] is not None]
        tied = ties(tx, members, locked)
        for person, (_, lane, rows) in latest.items():
            address = Address(rows[0][1], tx.sealer.open(rows[0][2], address_context(lane)))
            found[person] = _scene(tx, address, rows, tied)
    return found


def _held(tx: Transaction, lanes: list[bytes]) -> tuple[Sequence[Any], set[int]]:
    """Lock these addresses with their people and partners, then look; gives also who is locked.

    People come first: whoever writes to a person holds them, so that nobody waits for an address while holding what
    its holder waits for. Someone who was a stranger until the address was free is locked late.
    """
    locked = {row[0] for row in tx.rows(_LOCK_BY_LANE, {"lanes": lanes})}
    lock_lanes(tx, lanes)
    rows = tx.rows(_BY_LANE, {"lanes": lanes})
    if not locked.issuperset(row[_PERSON_ID] for row in rows):
        locked.update(row[0] for row in tx.rows(_LOCK_BY_LANE, {"lanes": lanes}))
        rows = tx.rows(_BY_LANE, {"lanes": lanes})
    return rows, locked


def lock_lanes(tx: Transaction, lanes: Iterable[bytes]) -> None:
    """Hold these addresses until the commit (PostgreSQL)."""
    keys = sorted({int.from_bytes(lane[:8], "big", signed=True) for lane in lanes})
    tx.rows(_LOCK_LANES, {"lanes": keys})


def _grouped(rows: Sequence[Any]) -> list[tuple[bytes, list[Any]]]:
    """Rows by address; with one run and at most one membership each, that is one row an address."""
    if len({row[0] for row in rows}) == len(rows):
        return [(row[0], [row]) for row in rows]
    return [(lane, list(group)) for lane, group in groupby(sorted(rows, key=_lane_of), key=_lane_of)]


def _scene(tx: Transaction, address: Address, rows: list[Any], tied: Mapping[int, tuple[Tie, ...]]) -> Scene:
    lane, _, _, reachable, _, overtaken, lift, has_rights = rows[0][_ADDRESS]
    if overtaken:
        tx.overtaken.add(lane)
    person = read_person(tx, rows[0][_PERSON])
    open_runs = _open_runs(tx, person.id, rows)
    return Scene(
        address,
        person=person,
        reachable=bool(reachable),
        lift=_day(lift),
        run=open_runs[0] if open_runs else None,
        memberships=_memberships(tx, person.id, rows),
        parked=open_runs[1:],
        ties=tied.get(person.id, ()),
        # A statement more, for the few who have any rights.
        staff=tuple(in_office(tx, (person.id,))) if has_rights else (),
    )


def _open_runs(tx: Transaction, person: int, rows: list[Any]) -> tuple[Run, ...]:
    """Every open run, the last touched first."""
    if rows[0][_RUN_ID] is None:
        return ()
    if len(rows) == 1:
        return (read_run(tx, person, rows[0][_RUN]),)
    by_id = {row[_RUN_ID]: row[_RUN] for row in rows}
    return tuple(sorted((read_run(tx, person, row) for row in by_id.values()), key=_touched, reverse=True))


def _memberships(tx: Transaction, person: int, rows: list[Any]) -> tuple[Membership, ...]:
    if rows[0][_MEMBERSHIP_ID] is None:
        return ()
    by_id = {row[_MEMBERSHIP_ID]: row[_MEMBERSHIP] for row in rows}
    return tuple(
        sorted((read_membership(tx, person, row) for row in by_id.values()), key=lambda membership: membership.since)
    )


def _touched(run: Run) -> tuple[dt.datetime, int]:
    return (run.touched_at or run.started_at or dt.datetime.min.replace(tzinfo=dt.timezone.utc), run.id)


def _day(lift: str | None) -> dt.date | None:
    return None if lift is None else dt.date.fromisoformat(lift)
