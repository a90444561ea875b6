"""The tables, the same on SQLite and PostgreSQL: whole numbers, plain codes and sealed bytes.

Moments are microseconds since 1970 in UTC. A `digest` or `lane` is the keyed hash of an inbound key or an address.
Flags are 0 or 1. Columns of type `Sealed` are readable with the key only.
"""

from __future__ import annotations

from storage.schema.columns import PARTIAL, Sealed, Whole, among, metadata, partial
from storage.schema.matches import OVER, apart, journeys, matches, versions
from storage.schema.people import addresses, consents, memberships, people, refusals, runs
from storage.schema.staff import attention, audit, caseload, concerns, guesses, invitations, staff
from storage.schema.traffic import due, inbox, notes, outbox, relays

__all__ = [
    "OVER",
    "PARTIAL",
    "Sealed",
    "Whole",
    "addresses",
    "among",
    "apart",
    "attention",
    "audit",
    "caseload",
    "concerns",
    "consents",
    "due",
    "guesses",
    "inbox",
    "invitations",
    "journeys",
    "matches",
    "memberships",
    "metadata",
    "notes",
    "outbox",
    "partial",
    "people",
    "refusals",
    "relays",
    "runs",
    "staff",
    "versions",
]
