"""What shall become of a person, of what they told, and of where they are reached."""

from __future__ import annotations

import datetime as dt

from bot.words.messages import Address
from bot.words.people import Consent, Membership, Person, Run
from bot.words.values import dataclass


@dataclass(frozen=True, slots=True)
class SavePerson:
    """Keep this person (new or changed)."""

    person: Person


@dataclass(frozen=True, slots=True)
class SaveAddress:
    """This address belongs to this person and is (not) reachable."""

    address: Address
    person: int
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class SaveRun:
    """Keep this run (new or changed). A run whose status is not "open" is closed."""

    run: Run


@dataclass(frozen=True, slots=True)
class RecordConsent:
    """Append to the consent ledger."""

    consent: Consent


@dataclass(frozen=True, slots=True)
class SaveMembership:
    """Keep this membership (new, or replacing the one of the same person, program and role)."""

    membership: Membership


@dataclass(frozen=True, slots=True)
class RefuseAge:
    """Keep a keyed hash of the address and the date it may be lifted; nothing else."""

    address: Address
    lift: dt.date


@dataclass(frozen=True, slots=True)
class LiftRefusal:
    """The date has come: forget that this address was turned away."""

    address: Address


@dataclass(frozen=True, slots=True)
class MoveTo:
    """This person lives by the clocks of this zone now: what is scheduled for an hour of theirs moves along."""

    person: int
    zone: str


@dataclass(frozen=True, slots=True)
class Erase:
    """Remove the person and everything told: addresses, answers, profile, consents, drafts, queued and sent texts,
    inbox contents. Counters stay."""

    person: int


@dataclass(frozen=True, slots=True)
class WipeInbound:
    """Keep only the identity of the inbound being decided: its content is never written to the inbox."""


Effect = (
    SavePerson
    | SaveAddress
    | SaveRun
    | RecordConsent
    | SaveMembership
    | RefuseAge
    | LiftRefusal
    | MoveTo
    | Erase
    | WipeInbound
)
