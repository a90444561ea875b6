"""Loads the ties of people: their live matches, with the partner as they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, literal_column, select, union_all

from bot.words.journeys import Journey
from bot.words.matches import SEATED, Match, Tie
from bot.words.messages import Address
from bot.words.people import Membership, Person
from storage.journeys import JOURNEY, read_journey
from storage.matches import WHOLE, lock_people, read_match
from storage.reading import MEMBERSHIP, PERSON, read_membership, read_person
from storage.schema import addresses, among, journeys, matches, memberships, people
from storage.transaction import Transaction, address_context, lists

_people: BindParameter[Any] = bindparam("people", expanding=True)
_live = matches.c.live == literal_column("1")
_with_journey = select(*WHOLE, *JOURNEY).outerjoin(journeys, journeys.c.id == matches.c.id)
# Two halves, each with an index of its own: with OR a planner may read every match.
_LIVE = union_all(
    _with_journey.where(matches.c.mentee.in_(_people), _live),
    _with_journey.where(matches.c.mentor.in_(_people), _live),
)
_MATCH, _JOURNEY = slice(0, len(WHOLE)), slice(len(WHOLE), len(WHOLE) + len(JOURNEY))
_PARTNERS = (
    select(*PERSON, addresses.c.used_at, addresses.c.lane, addresses.c.channel, addresses.c.address, *MEMBERSHIP)
    .select_from(people)
    .outerjoin(addresses, (addresses.c.person == people.c.id) & (addresses.c.reachable == literal_column("1")))
    .outerjoin(memberships, memberships.c.person == people.c.id)
    .where(people.c.id.in_(_people))
)
_PERSON, _ADDRESS, _MEMBERSHIP = slice(0, 8), slice(8, 12), slice(12, 18)
_PROGRAM, _ROLE = 13, 14
_TAKEN = (
    select(matches.c.mentor, matches.c.program, func.count())
    .where(matches.c.mentor.in_(_people), _live, among(matches.c.status, SEATED))
    .group_by(matches.c.mentor, matches.c.program)
)


def with_partners(spoken: Select[tuple[int]]) -> Select[tuple[int]]:
    """Locks the people a query names and their partners, in one order: two who write to each other do not block."""
    everyone = union_all(
        spoken,
        select(matches.c.mentor).where(_live, matches.c.mentee.in_(spoken)),
        select(matches.c.mentee).where(_live, matches.c.mentor.in_(spoken)),
    )
    return select(people.c.id).where(people.c.id.in_(everyone)).order_by(people.c.id).with_for_update()


def ties(tx: Transaction, persons: Collection[int], locked: Collection[int]) -> dict[int, tuple[Tie, ...]]:
    """The ties of those who have any, oldest match first. `locked` are people held already (PostgreSQL)."""
    if not persons:
        return {}
    wanted = sorted(set(persons))
    live = _matches(tx, wanted)
    partners = _partner_ids(live, wanted)
    if tx.locking and not partners.issubset(locked):
        # A match made between locking and looking.
        lock_people(tx, partners.difference(locked))
        live = _matches(tx, wanted)
        partners = _partner_ids(live, wanted)
    if not live:
        return {}
    known = _partners(tx, partners)
    taken = taken_seats(tx, {match.mentor for match, _ in live})
    found: dict[int, list[Tie]] = defaultdict(list)
    mine = set(wanted)
    for match, journey in live:
        for person in mine.intersection((match.mentee, match.mentor)):
            partner = known.get(match.other(person))
            # Without locks (reading on PostgreSQL) someone may be erased between two looks.
            if partner is not None:
                seats = taken.get((match.mentor, match.program), 0)
                found[person].append(partner.tie(tx, match, journey, seats))
    return {person: tuple(held) for person, held in found.items()}


def taken_seats(tx: Transaction, mentors: Collection[int]) -> dict[tuple[int, str], int]:
    """How many seats of these mentors are taken, by mentor and program."""
    return {
        (mentor, program): count
        for some in lists(sorted(mentors))
        for mentor, program, count in tx.rows(_TAKEN, {"people": some})
    }


class _Partner:
    """One partner and their rows; what is sealed is opened once, and only where a tie needs it."""

    __slots__ = ("_memberships", "_rows", "address", "person")

    def __init__(self, tx: Transaction, rows: Sequence[Any]) -> None:
        self.person: Person = read_person(tx, rows[0][_PERSON])
        self.address: Address | None = None
        self._rows = {(row[_PROGRAM], row[_ROLE]): row for row in rows}
        self._memberships: dict[tuple[str, str], Membership] = {}
        _, lane, channel, sealed = rows[0][_ADDRESS] if len(rows) == 1 else max(row[_ADDRESS] for row in rows)
        if lane is not None:
            self.address = Address(channel, tx.sealer.open(sealed, address_context(lane)))

    def tie(self, tx: Transaction, match: Match, journey: Journey | None, taken: int) -> Tie:
        return Tie(match, self.person, self.address, self._membership(tx, match), taken, journey)

    def _membership(self, tx: Transaction, match: Match) -> Membership | None:
        key = (match.program, match.side(self.person.id))
        if key not in self._memberships and key in self._rows:
            self._memberships[key] = read_membership(tx, self.person.id, self._rows[key][_MEMBERSHIP])
        return self._memberships.get(key)


def _matches(tx: Transaction, persons: Sequence[int]) -> list[tuple[Match, Journey | None]]:
    """Their live matches with the journeys of those that have one, oldest first."""
    rows = {row[0]: row for some in lists(persons) for row in tx.rows(_LIVE, {"people": some})}
    live = [
        (read_match(tx, row[_MATCH]), None if row[_JOURNEY][0] is None else read_journey(tx, row[_JOURNEY]))
        for row in rows.values()
        if row[2] is not None and row[3] is not None
    ]
    return sorted(live, key=lambda held: (held[0].created_at, held[0].rank, held[0].id))


def _partner_ids(live: Sequence[tuple[Match, Journey | None]], persons: Sequence[int]) -> set[int]:
    mine = set(persons)
    return {match.other(person) for match, _ in live for person in mine.intersection((match.mentee, match.mentor))}


def _partners(tx: Transaction, ids: Collection[int]) -> dict[int, _Partner]:
    rows: dict[int, list[Any]] = defaultdict(list)
    for some in lists(sorted(ids)):
        for row in tx.rows(_PARTNERS, {"people": some}):
            rows[row[0]].append(row)
    return {person: _Partner(tx, held) for person, held in rows.items()}
