"""Loads what a turn of the staff asked to see beyond its scene: lines, people, matches, concerns, a code."""

from __future__ import annotations

import datetime as dt
import secrets
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import BindParameter, bindparam, select, text

from bot.words.desk import Card, Desk, Look
from bot.words.matches import Concern, Match
from bot.words.messages import Address
from bot.words.turns import Scene
from storage import (
    boards,
    broadcasts,
    brought,
    cohorts,
    concerns,
    figures,
    heeding,
    invitations,
    joins,
    journeys,
    staff,
    trail,
)
from storage.matches import WHOLE, read_match
from storage.pool import pool
from storage.reading import MEMBERSHIP, PERSON, read_membership, read_person
from storage.schema import addresses, matches, memberships, people
from storage.transaction import Transaction, address_context, lists

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""What codes are written in: nothing that is mistaken for something else on paper."""
LENGTH = 26
"""26 letters of 31 are 128.8 bits."""

_BROADCASTS = ("draft", "asked", "running", "paused", "cancelled", "done", "repeating")

_people: BindParameter[Any] = bindparam("people", expanding=True)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_CARDS = (
    select(*PERSON, addresses.c.used_at, addresses.c.lane, addresses.c.channel, addresses.c.address, *MEMBERSHIP)
    .select_from(people)
    .outerjoin(addresses, (addresses.c.person == people.c.id) & (addresses.c.reachable == 1))
    .outerjoin(memberships, memberships.c.person == people.c.id)
    .where(people.c.id.in_(_people))
)
_PERSON, _ADDRESS, _MEMBERSHIP = slice(0, 8), slice(8, 12), slice(12, 18)
_WHOSE = select(addresses.c.person).where(addresses.c.lane == bindparam("at"))
_MATCHES = select(*WHOLE).where(matches.c.id.in_(_ids))
# Any number will do as long as it is always the same: those who act on the desk do so one after another.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(4607182418800017409)")


def desk(tx: Transaction, look: Look, scene: Scene, now: dt.datetime, before: Desk | None) -> Desk:
    """What was asked for, added to what was seen before."""
    if look.acts and tx.locking:
        tx.rows(_ONE_AT_A_TIME)
    in_office = tuple(staff.in_office(tx))
    me = scene.person.id if scene.person else 0
    seen = replace(before or Desk(), mine=tuple(one for one in in_office if one.person == me), staff=in_office)
    if look.lines:
        seen = replace(seen, lines=tuple(line for program in look.lines for line in journeys.standing(tx, program)))
    whole = {line.key: line for line in seen.lines if line.key in look.keys}
    reported = _concerns(tx, look)
    of_lines = {line.match for line in whole.values()} | {one.match for one in reported}
    found = _matches(tx, {*look.matches, *(match for match in of_lines if match)})
    about = {line.person for line in whole.values() if line.person} | _named(reported, found.values())
    in_lines = {line.match for line in seen.lines if line.match}
    seen = replace(
        seen,
        whole={**seen.whole, **whole},
        concerns=(*seen.concerns, *reported),
        matches={**seen.matches, **found},
        owners={**seen.owners, **staff.owners(tx, in_lines | found.keys())},
        trail=(*seen.trail, *(trail.audit_about(tx, found.keys(), about - _both(found)) if whole else ())),
        invitations=tuple(invitations.invitations_standing(tx)) if look.invitations else seen.invitations,
        fresh=_code() if look.fresh else seen.fresh,
        past=tuple(staff.past(tx, me)) if look.past else seen.past,
    )
    if look.broadcasts or look.broadcast is not None or look.answerer is not None:
        seen = _with_broadcasts(tx, look, seen, now)
    if look.boards or look.figures or look.pools or look.drafts or look.hold or look.brought is not None:
        seen = _with_boards(tx, look, seen, now)
    if look.code:
        wrong = invitations.wrong_codes(tx, scene.address, now)
        seen = replace(seen, invitation=invitations.invitation_of(tx, look.code), wrong=wrong)
    if look.join:
        seen = replace(seen, join=joins.code_of(tx, look.join))
    if look.joins:
        seen = replace(seen, joins=tuple(joins.codes_of(tx, look.joins)))
    if look.cohorts or look.cohort is not None or look.cohorts_of is not None or look.room or look.cohort_code:
        seen = _with_cohorts(tx, look, seen)
        about |= {person for one in seen.cohorts for person in one.members}
    if look.asker:
        seen = replace(seen, asking=_asking(tx, look.asker))
    wanted = about | set(look.people) | set(look.hold) | {one.person for one in in_office}
    return replace(seen, cards={**seen.cards, **_cards(tx, wanted - seen.cards.keys())})


def _with_cohorts(tx: Transaction, look: Look, seen: Desk) -> Desk:
    """The cohorts asked for, however they were named."""
    found = cohorts.of_programs(tx, look.cohorts)
    if look.cohort is not None:
        found += cohorts.by_id(tx, look.cohort)
    if look.cohorts_of is not None:
        found += cohorts.of_person(tx, look.cohorts_of)
    if look.cohort_code:
        found += cohorts.by_code(tx, look.cohort_code)
    if look.room:
        found += cohorts.in_rooms(tx, [look.room]).get(look.room, [])
    return replace(seen, cohorts=cohorts.gathered(tx, found))


def _asking(tx: Transaction, asker: Address) -> Card | None:
    """Who is reached at this address."""
    rows = tx.rows(_WHOSE, {"at": tx.lane(asker)})
    return _cards(tx, [rows[0][0]]).get(rows[0][0]) if rows else None


def _with_broadcasts(tx: Transaction, look: Look, seen: Desk, now: dt.datetime) -> Desk:
    """The last broadcasts of these programs, one with how it stands, and the one that someone may answer."""
    found = broadcasts.in_status(tx, _BROADCASTS, most=60) if look.broadcasts else []
    shown = {one.id: one for one in found if set(one.programs) & set(look.broadcasts)}
    named = broadcasts.by_id(tx, [look.broadcast], held=look.acts) if look.broadcast is not None else {}
    tallies = {id: heeding.tally(tx, id) for id in named}
    if look.answerer is not None:
        seen = replace(seen, answerable=heeding.answerable(tx, look.answerer, now))
    return replace(seen, broadcasts=tuple({**shown, **named}.values()), tallies=tallies)


def _with_boards(tx: Transaction, look: Look, seen: Desk, now: dt.datetime) -> Desk:
    """What there is to see of matching boards, and everything around the people who are held."""
    around, apart = boards.around(tx, look.hold) if look.hold else ({}, {})
    return replace(
        seen,
        boards={**seen.boards, **{program: boards.laid(tx, program) for program in look.boards}},
        figures={**seen.figures, **{program: figures.figures(tx, program, now) for program in look.figures}},
        pools={**seen.pools, **{program: pool(tx, program) for program in look.pools}},
        drafts={**seen.drafts, **boards.whole_drafts(tx, look.drafts)},
        matches={**around, **seen.matches},
        brought=seen.brought if look.brought is None else brought.one(tx, look.brought),
        held=seen.held | set(look.hold),
        apart={**seen.apart, **apart},
    )


def _concerns(tx: Transaction, look: Look) -> list[Concern]:
    found = [concern for program in look.concerns for concern in concerns.standing(tx, program)]
    one = concerns.one(tx, look.concern) if look.concern is not None else None
    return [*found, *((one,) if one is not None else ())]


def _named(reported: Collection[Concern], found: Collection[Match]) -> set[int]:
    named = {person for one in reported for person in (one.reporter, one.about, one.owner)}
    return {person for person in named | {id for one in found for id in (one.mentee, one.mentor)} if person}


def _both(found: dict[int, Match]) -> set[int]:
    """Those of a match: what was done about it is found by the match."""
    return {person for one in found.values() for person in (one.mentee, one.mentor)}


def _matches(tx: Transaction, ids: Collection[int]) -> dict[int, Match]:
    return {row[0]: read_match(tx, row) for some in lists(sorted(ids)) for row in tx.rows(_MATCHES, {"ids": some})}


def _cards(tx: Transaction, ids: Collection[int]) -> dict[int, Card]:
    rows: dict[int, list[Any]] = defaultdict(list)
    for some in lists(sorted(ids)):
        for row in tx.rows(_CARDS, {"people": some}):
            rows[row[0]].append(row)
    return {person: _card(tx, person, held) for person, held in rows.items()}


def _card(tx: Transaction, person: int, rows: list[Any]) -> Card:
    reached = [row[_ADDRESS] for row in rows if row[_ADDRESS][1] is not None]
    address = None
    if reached:
        _, lane, channel, sealed = max(reached)
        address = Address(channel, tx.sealer.open(sealed, address_context(lane)))
    by_id = {row[_MEMBERSHIP][0]: row[_MEMBERSHIP] for row in rows if row[_MEMBERSHIP][0] is not None}
    return Card(
        read_person(tx, rows[0][_PERSON]),
        address,
        tuple(read_membership(tx, person, by_id[id]) for id in sorted(by_id)),
    )


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
