"""Gathers the wishes of a batch of turns and carries them out in a few wide statements.

Wishes of different kinds do not touch one another, so they are written kind by kind, the last of each row winning.
Only erasure reaches across: it takes back what was wished before it for that person, and is carried out first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.words.effects.people import (
    Erase,
    LiftRefusal,
    MoveTo,
    RecordConsent,
    RefuseAge,
    SaveAddress,
    SaveMembership,
    SavePerson,
    SaveRun,
    WipeInbound,
)
from bot.words.effects.sending import CancelQueued, Queue, Schedule, Unschedule
from bot.words.people import Consent, Due, Membership, Person, Run
from bot.words.turns import Effect
from storage import (
    due,
    erasure,
    outbox,
    people,
    zones,
)
from storage.transaction import Transaction
from storage.wishes.wider import WiderWishes


@dataclass(slots=True)
class _Wishes:
    now: dt.datetime
    people: dict[int, Person] = field(default_factory=dict)
    addresses: dict[bytes, SaveAddress] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=dict)
    memberships: dict[tuple[int, str, str], Membership] = field(default_factory=dict)
    consents: list[Consent] = field(default_factory=list)
    refusals: dict[bytes, dt.date | None] = field(default_factory=dict)
    schedule: dict[str, Due | None] = field(default_factory=dict)
    moved: dict[int, str] = field(default_factory=dict)
    cancelled: set[bytes] = field(default_factory=set)
    erased: set[int] = field(default_factory=set)
    erased_lanes: set[bytes] = field(default_factory=set)
    # Erased and not begun anew since: nothing more can be kept of them.
    gone: set[int] = field(default_factory=set)
    # Most batches wish for none of these.
    wider: WiderWishes | None = None


def carry_out(tx: Transaction, effects: Sequence[Effect], now: dt.datetime) -> None:
    """Write what was wished, but for Queue and WipeInbound, which the outbox and the inbox take."""
    runs = [effect.run for effect in effects if type(effect) is SaveRun]
    if len(runs) == len(effects):  # as it is wherever people only answer what they are asked
        people.keep_runs(tx, {run.id: run for run in runs}.values())
        return
    wishes = _Wishes(now)
    for effect in effects:
        _wish(tx, wishes, effect)
    if wishes.erased:
        erasure.erase(tx, wishes.erased, wishes.erased_lanes, now)
    people.keep_people(tx, wishes.people.values())
    people.keep_addresses(tx, wishes.addresses, now)
    people.keep_runs(tx, wishes.runs.values())
    people.keep_memberships(tx, wishes.memberships.values())
    people.keep_consents(tx, wishes.consents)
    people.keep_refusals(tx, wishes.refusals)
    due.keep_schedule(tx, wishes.schedule)
    zones.move(tx, wishes.moved)
    if wishes.wider:
        wishes.wider.keep(tx, now)
    outbox.cancel(tx, wishes.cancelled, now)
    if wishes.wider:
        outbox.cancel_relays(tx, wishes.wider.pairs.silenced, now)


def _wish(tx: Transaction, wishes: _Wishes, effect: Effect) -> None:  # noqa: C901, PLR0912 (one line an effect)
    match effect:
        case SaveRun(run):
            if run.person not in wishes.gone:
                wishes.runs[run.id] = run
        case SavePerson(person):
            wishes.gone.discard(person.id)
            wishes.people[person.id] = person
        case SaveAddress(address, person):
            if person not in wishes.gone:
                wishes.addresses[tx.lane(address)] = effect
        case SaveMembership(membership):
            if membership.person not in wishes.gone:
                wishes.memberships[membership.person, membership.program, membership.role] = membership
        case RecordConsent(consent):
            if consent.person not in wishes.gone:
                wishes.consents.append(consent)
        case RefuseAge(address, lift):
            wishes.refusals[tx.lane(address)] = lift
        case LiftRefusal(address):
            wishes.refusals[tx.lane(address)] = None
        case Schedule(scheduled):
            if scheduled.person not in wishes.gone:
                wishes.schedule[scheduled.key] = scheduled
        case Unschedule(key):
            wishes.schedule[key] = None
        case MoveTo(person, zone):
            wishes.moved[person] = zone
        case CancelQueued(address):
            wishes.cancelled.add(tx.lane(address))
        case Erase(person):
            _forget(wishes, person)
        case Queue() | WipeInbound():
            pass
        case _:
            if wishes.wider is None:
                wishes.wider = WiderWishes(wishes.now, wishes.gone)
            wishes.wider.wish(effect)


def _forget(wishes: _Wishes, person: int) -> None:
    """Take back everything wished so far for this person."""
    wishes.erased.add(person)
    wishes.gone.add(person)
    wishes.people.pop(person, None)
    wishes.erased_lanes |= {lane for lane, wish in wishes.addresses.items() if wish.person == person}
    wishes.addresses = {lane: wish for lane, wish in wishes.addresses.items() if wish.person != person}
    wishes.runs = {id: run for id, run in wishes.runs.items() if run.person != person}
    wishes.memberships = {key: kept for key, kept in wishes.memberships.items() if kept.person != person}
    wishes.consents = [consent for consent in wishes.consents if consent.person != person]
    wishes.schedule = {key: kept for key, kept in wishes.schedule.items() if kept is None or kept.person != person}
    if wishes.wider:
        wishes.wider.forget(person)
