"""What those who run the programs wish for: their list, their rights, codes, broadcasts and cohorts."""

from __future__ import annotations

import datetime as dt
from dataclasses import field

from bot.words.broadcasts import Broadcast
from bot.words.cohorts import Cohort, Question
from bot.words.desk import AuditLine, Invitation, Staff
from bot.words.joining import JoinCode
from bot.words.journeys import Attention
from bot.words.messages import Address
from bot.words.values import dataclass


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
class LookAfter:
    """This member of the staff looks after this match from now on; None: nobody by name."""

    match: int
    owner: int | None


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
class NoteGuess:
    """A wrong code came from this address."""

    address: Address


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
    Raise
    | Settle
    | Tend
    | LookAfter
    | SaveStaff
    | SaveInvitation
    | OpenDoor
    | NoteGuess
    | SaveJoinCode
    | Arrive
    | Audit
    | SaveBroadcast
    | AnswerBroadcast
    | SaveCohort
    | JoinCohort
    | SaveQuestion
)
