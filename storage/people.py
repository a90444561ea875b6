"""Keeps people, their addresses, runs, memberships and consents, and who was turned away by the age screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import bindparam, delete, insert

from bot.words.effects.people import SaveAddress
from bot.words.people import Consent, Membership, Person, Run
from storage.codec import write_profile, write_told
from storage.moments import stamp, stamp_or_none
from storage.schema import addresses, consents, memberships, people, refusals, runs
from storage.transaction import Transaction, address_context

# When an address was last used changes with what comes from it; the rest of it never.
_ADDRESS_ONCE = frozenset({"channel", "used_at", "address"})
# Naming a run's person again, though it never changes, would write a page of its index with every answer.
_RUN_ONCE = frozenset({"person", "flow", "started_at"})
_PERSON_ONCE = frozenset({"staff"})
_KEEP_CONSENT = insert(consents)
_KEEP_MEMBERSHIP = insert(memberships)
_DROP_MEMBERSHIP = delete(memberships).where(
    (memberships.c.id == bindparam("id"))
    | (
        (memberships.c.person == bindparam("person"))
        & (memberships.c.program == bindparam("program"))
        & (memberships.c.role == bindparam("role"))
    )
)
_LIFT = delete(refusals).where(refusals.c.lane == bindparam("lane"))


def keep_people(tx: Transaction, kept: Collection[Person]) -> None:
    """Write people, new or changed."""
    tx.keep(people, [_person_row(tx, person) for person in kept], once=_PERSON_ONCE)


def keep_addresses(tx: Transaction, kept: Mapping[bytes, SaveAddress], now: dt.datetime) -> None:
    """Write addresses, by their digest."""
    tx.keep(
        addresses,
        [
            {
                "lane": lane,
                "channel": wish.address.channel,
                "person": wish.person,
                "reachable": int(wish.reachable),
                "used_at": stamp(now),
                "address": tx.sealer.seal(wish.address.id, address_context(lane)),
            }
            for lane, wish in kept.items()
        ],
        once=_ADDRESS_ONCE,
    )


def keep_runs(tx: Transaction, kept: Collection[Run]) -> None:
    """Write runs, new or changed."""
    tx.keep(runs, [_run_row(tx, run) for run in kept], once=_RUN_ONCE)


def keep_memberships(tx: Transaction, kept: Collection[Membership]) -> None:
    """Write memberships, each replacing the one of the same person, program and role."""
    rows = [_membership_row(tx, membership) for membership in kept]
    tx.each(_DROP_MEMBERSHIP, [{key: row[key] for key in ("id", "person", "program", "role")} for row in rows])
    tx.each(_KEEP_MEMBERSHIP, rows)


def keep_consents(tx: Transaction, kept: Collection[Consent]) -> None:
    """Append to the consent ledger."""
    tx.each(
        _KEEP_CONSENT,
        [
            {
                "person": consent.person,
                "kind": consent.kind,
                "wording": consent.wording,
                "given": int(consent.given),
                "at": stamp(consent.at),
            }
            for consent in kept
        ],
    )


def keep_refusals(tx: Transaction, lifts: Mapping[bytes, dt.date | None]) -> None:
    """Write from which date an address may try again; None forgets that it was turned away."""
    tx.keep(refusals, [{"lane": lane, "lift": lift.isoformat()} for lane, lift in lifts.items() if lift is not None])
    tx.each(_LIFT, [{"lane": lane} for lane, lift in lifts.items() if lift is None])


def _person_row(tx: Transaction, person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "created_at": stamp(person.created_at),
        "name": tx.sealer.seal(person.name, f"person:{person.id}") if person.name else None,
        "language": person.language,
        "zone": person.zone,
        "adult_at": stamp(person.adult.at) if person.adult else None,
        "adult_wording": person.adult.wording if person.adult else None,
        "active": int(person.active),
    }


def _run_row(tx: Transaction, run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "person": run.person,
        "flow": run.flow,
        "variant": run.variant,
        "version": run.version,
        "status": run.status,
        "open": run.open,
        "asked": run.asked,
        "misses": run.misses,
        "started_at": stamp_or_none(run.started_at),
        "touched_at": stamp_or_none(run.touched_at),
        "told": tx.sealer.seal(write_told(run), f"run:{run.id}"),
    }


def _membership_row(tx: Transaction, membership: Membership) -> dict[str, Any]:
    return {
        "id": membership.id,
        "person": membership.person,
        "program": membership.program,
        "role": membership.role,
        "status": membership.status,
        "since": stamp(membership.since),
        "profile": tx.sealer.seal(write_profile(membership.profile, membership.record), f"membership:{membership.id}"),
    }
