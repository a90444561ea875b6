"""A turn: what was known, what was decided, and what shall come of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import field

from bot.words.boards import Board, Brought, Draft
from bot.words.broadcasts import Broadcast
from bot.words.cohorts import Cohort, Question
from bot.words.desk import AuditLine, Desk, Invitation, Staff
from bot.words.holdouts import Arm, LeftOut
from bot.words.joining import JoinCode
from bot.words.journeys import Attention, Journey, Version
from bot.words.matches import Concern, Match, Relayed, Thread, Tie
from bot.words.messages import Address, Delivery
from bot.words.people import Consent, Due, Membership, Person, Run
from bot.words.values import dataclass


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything about one address that a turn may look at, loaded under the lock.

    `person` is None for a stranger. `reachable` is False after the address was found blocked. `lift` is the date from
    which an address that was turned away by the age screen may try again, else None. `run` is the open run, if any.
    `staff` holds the rights of someone who runs programs, `desk` what their turn asked to see (see `Look`).
    """

    address: Address
    person: Person | None = None
    reachable: bool = True
    lift: dt.date | None = None
    run: Run | None = None
    memberships: tuple[Membership, ...] = ()
    parked: tuple[Run, ...] = ()
    ties: tuple[Tie, ...] = ()
    thread: Thread | None = None
    staff: tuple[Staff, ...] = ()
    desk: Desk | None = None


# --- effects: wishes as data, carried out by storage in the one commit ---------------------------------------------


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
class Erase:
    """Remove the person and everything told: addresses, answers, profile, consents, drafts, queued and sent texts,
    inbox contents. Counters stay."""

    person: int


@dataclass(frozen=True, slots=True)
class WipeInbound:
    """Keep only the identity of the inbound being decided: its content is never written to the inbox."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Put one delivery into the outbox. Order of effects is the order in which an address receives them."""

    delivery: Delivery


@dataclass(frozen=True, slots=True)
class CancelQueued:
    """Close every delivery to this address that has not left yet."""

    address: Address


@dataclass(frozen=True, slots=True)
class Schedule:
    """Keep something to do later; replaces one with the same key."""

    due: Due


@dataclass(frozen=True, slots=True)
class Unschedule:
    """Drop something scheduled."""

    key: str


@dataclass(frozen=True, slots=True)
class MoveTo:
    """This person lives by the clocks of this zone now: what is scheduled for an hour of theirs moves along."""

    person: int
    zone: str


@dataclass(frozen=True, slots=True)
class SaveMatch:
    """Keep this match (new or changed)."""

    match: Match


@dataclass(frozen=True, slots=True)
class DropProposals:
    """Close every other proposal of this mentee in this program, whoever the mentor is."""

    mentee: int
    program: str
    reason: str
    but: int = 0


@dataclass(frozen=True, slots=True)
class KeepApart:
    """These two are never matched with each other again; `reason` is a code ("blocked", "ended", "same-household")."""

    one: int
    other: int
    reason: str


@dataclass(frozen=True, slots=True)
class NoteRelayed:
    """Remember which delivery is the copy of which message."""

    relayed: Relayed


@dataclass(frozen=True, slots=True)
class CancelRelays:
    """Close what this person wrote within this match and what has not left yet."""

    match: int
    sender: int


@dataclass(frozen=True, slots=True)
class SaveConcern:
    """Keep this concern (new or changed). With `quote` (a delivery id) the storage adds the words of that relayed
    message and of the five before and after it within the same match, as far as they are still kept."""

    concern: Concern
    quote: int | None = None


@dataclass(frozen=True, slots=True)
class SaveJourney:
    """Keep this journey (new or changed)."""

    journey: Journey


@dataclass(frozen=True, slots=True)
class Enrol:
    """A match was given its arm for a kind of nudge; one it has already stays."""

    arm: Arm


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """A nudge was not sent because its match goes without that kind."""

    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class KeepVersion:
    """Keep this version of a program; one of the same hash is there already and stays."""

    version: Version


@dataclass(frozen=True, slots=True)
class Raise:
    """Put this on the coordinator's list (new or changed)."""

    attention: Attention


@dataclass(frozen=True, slots=True)
class Settle:
    """This line of the coordinator's list is over by itself, if it is open."""

    key: str


@dataclass(frozen=True, slots=True)
class Tend:
    """A line of the coordinator's list that stands gets this status ("open", "taken", "done", "gone") and owner."""

    key: str
    status: str
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class SaveStaff:
    """Keep these rights (new or changed). With `ended` they are over at once."""

    staff: Staff


@dataclass(frozen=True, slots=True)
class SaveInvitation:
    """Keep this invitation (new or changed); a new one with its code, of which a keyed hash is kept."""

    invitation: Invitation
    code: str = ""


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """The link with this code opens the dashboard to this person, once, until then; a keyed hash of it is kept."""

    person: int
    code: str = field(repr=False)
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class SaveJoinCode:
    """Keep this join code (new or changed)."""

    code: JoinCode


@dataclass(frozen=True, slots=True)
class Arrive:
    """This person came by this join code; coming by it again counts once."""

    code: int
    person: int


@dataclass(frozen=True, slots=True)
class NoteGuess:
    """A wrong code came from this address."""

    address: Address


@dataclass(frozen=True, slots=True)
class LookAfter:
    """This member of the staff looks after this match from now on; None: nobody by name."""

    match: int
    owner: int | None


@dataclass(frozen=True, slots=True)
class Audit:
    """Append to the audit trail."""

    line: AuditLine


@dataclass(frozen=True, slots=True)
class SaveBroadcast:
    """Keep this broadcast (new or changed). Where it is not running, what waits of it in the outbox is taken out."""

    broadcast: Broadcast


@dataclass(frozen=True, slots=True)
class AnswerBroadcast:
    """This person pressed the button of this number under this broadcast; their last press counts."""

    broadcast: int
    person: int
    choice: int


@dataclass(frozen=True, slots=True)
class SaveBoard:
    """Keep this matching board (new or changed)."""

    board: Board


@dataclass(frozen=True, slots=True)
class LayDrafts:
    """These pairs take the place of all that lay on this program's board."""

    program: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """Keep this pair of a board (new or changed)."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class SaveBrought:
    """Keep these pairs from a file (new or changed)."""

    brought: Brought


@dataclass(frozen=True, slots=True)
class LetMeet:
    """These two may be matched again, where it was a coordinator who kept them apart."""

    one: int
    other: int


@dataclass(frozen=True, slots=True)
class SaveCohort:
    """Keep this cohort (new or changed)."""

    cohort: Cohort


@dataclass(frozen=True, slots=True)
class JoinCohort:
    """This person belongs to this cohort, or with `joins` False does no more."""

    cohort: int
    person: int
    joins: bool = True


@dataclass(frozen=True, slots=True)
class SaveQuestion:
    """Keep this question (new or changed); a new one with who asked, by whose erasure it goes as well."""

    question: Question
    asker: Address | None = None


Effect = (
    SavePerson
    | SaveAddress
    | SaveRun
    | RecordConsent
    | SaveMembership
    | RefuseAge
    | LiftRefusal
    | Erase
    | WipeInbound
    | Queue
    | CancelQueued
    | Schedule
    | Unschedule
    | MoveTo
    | SaveMatch
    | DropProposals
    | KeepApart
    | NoteRelayed
    | CancelRelays
    | SaveConcern
    | SaveJourney
    | Enrol
    | LeaveOut
    | KeepVersion
    | Raise
    | Settle
    | Tend
    | SaveStaff
    | SaveInvitation
    | SaveJoinCode
    | Arrive
    | OpenDoor
    | NoteGuess
    | LookAfter
    | Audit
    | SaveBroadcast
    | AnswerBroadcast
    | SaveBoard
    | LayDrafts
    | SaveDraft
    | SaveBrought
    | LetMeet
    | SaveCohort
    | JoinCohort
    | SaveQuestion
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What was decided: the effects in order, and the scene as it stands after them."""

    effects: tuple[Effect, ...] = ()
    scene: Scene | None = None


Ids = Callable[[], int]


def ids_from(seed: str) -> Ids:
    """A stream of 63-bit ids that depends on the seed alone, so that replaying a turn gives the same ids."""
    count = 0

    def next_id() -> int:
        nonlocal count
        count += 1
        digest = hashlib.blake2b(f"{seed}\0{count}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") >> 1 or 1

    return next_id


@dataclass(frozen=True, slots=True)
class Moment:
    """When a turn is decided, and the ids it may hand out."""

    now: dt.datetime
    ids: Ids = field(repr=False)
