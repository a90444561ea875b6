"""A mentee and a mentor: the match, from the first proposal to the end, and how a turn sees its two people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field

from bot.words.journeys import Journey
from bot.words.messages import Address, Json
from bot.words.people import Membership, Person
from bot.words.values import dataclass

PROPOSED = frozenset({"held", "offered", "spare", "asked", "declined"})
"""Statuses of a match that is still a proposal."""
SEATED = frozenset({"held", "offered", "asked", "open", "paused"})
"""Statuses in which a match takes one of the mentor's seats."""
TOGETHER = frozenset({"open", "paused"})
"""Statuses in which the two know each other and may talk."""

OF_A_PART = "\x1f"
"""What the `source` of a `Relayed` ends in where it is one of the first parts of a copy that was too long for one
message: it can be answered, but the last part stands for the copy."""


@dataclass(frozen=True, slots=True)
class Match:
    """One mentee and one mentor in one program. It is a proposal until both have agreed.

    `status`, in the order of a life: "held" (found by a round, waits to be released) · "offered" (among the mentee's
    suggestions) · "spare" (another one was picked; may be offered again, keeps no seat) · "asked" (picked; the mentor
    is asked) · "declined" (by the mentor, and the mentee does not know yet) · "open" (both agreed, they were
    introduced) · "paused" · and at the end "ended" (was open) or "dropped" (was only proposed). `since` is when that
    status began. `reason` says why it ended or was dropped, as a code; `by` whose doing it was: "mentee" "mentor"
    "coordinator" "clock" "system".

    `score` and `rank` (1 is the first choice) are the round's. `points` is the common ground as `bot.matching` writes
    it. `told` holds what else came of people's own words, by name: questions asked, meeting slots, who agreed to share
    a contact. Both are sealed.
    """

    id: int
    program: str
    mentee: int
    mentor: int
    status: str
    since: dt.datetime
    created_at: dt.datetime
    score: float = 0.0
    rank: int = 1
    reason: str = ""
    by: str = ""
    points: Json = None
    told: Mapping[str, Json] = field(default_factory=dict)

    def side(self, person: int) -> str:
        """Which of the two this person is: "mentee" or "mentor"."""
        return "mentee" if person == self.mentee else "mentor"

    def other(self, person: int) -> int:
        """The other of the two."""
        return self.mentor if person == self.mentee else self.mentee


@dataclass(frozen=True, slots=True)
class Tie:
    """A match as one of its two sees it: the match, and the partner as they are now.

    `address` is where the partner was last heard from, None when they have none that can be reached. `membership` is
    the partner's in the match's program (None once they left it). `taken` counts the mentor's seats that are taken in
    this program, whichever of the two the mentor is. `journey` is there once the match was introduced in a program that
    has steps.
    """

    match: Match
    partner: Person
    address: Address | None
    membership: Membership | None = None
    taken: int = 0
    journey: Journey | None = None


@dataclass(frozen=True, slots=True)
class Relayed:
    """A message passed on within a match: who sent it, their own message there, and the delivery that is the copy.

    `source` is the platform's reference to the sender's message, at `sender`'s address `at`.
    """

    delivery: int
    match: int
    sender: int
    at: Address
    source: str
    sent_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Thread:
    """What an inbound refers to: the relayed messages behind the message it answers, edits or deletes.

    `answered` is the relayed copy it answers (or the one made of the person's own message it answers); `copies` are the
    copies made of the message it edits or deletes. `root` is the delivery id of the message of ours it answers, relayed
    or not, None where it is not ours or forgotten.
    """

    answered: Relayed | None = None
    copies: tuple[Relayed, ...] = ()
    root: int | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """A safeguarding report. `words` is what was reported, with what stood around it, sealed for the coordinator.

    `status`: "new" · "taken" (a named coordinator has it) · "closed". `category` is a code. `notes` are what
    staff wrote since: {"by", "at", "text"} each. `rung` counts the circles of people who were told of it while nobody
    had taken it, `rung_at` when the last was; `outcome` is a code. All of that is sealed.
    """

    id: int
    program: str
    reporter: int
    about: int | None
    match: int | None
    category: str
    status: str
    created_at: dt.datetime
    words: Json = None
    owner: int | None = None
    outcome: str = ""
    notes: tuple[Json, ...] = ()
    rung: int = 0
    rung_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Someone in a program, as a matching round or a coordinator looks at them. `reachable` is False when no address of
    theirs can be written to; `addresses` are all of theirs, the last used first."""

    person: Person
    membership: Membership
    reachable: bool
    addresses: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Pool:
    """Everything of one program that a matching round looks at, as it stood in one transaction.

    `matches` are those not over; `past` those ended or dropped whose two could meet again; `apart` the pairs never to
    be matched, smaller id first, with the reason's code. Matches of other programs are in `elsewhere` (for circles).
    """

    program: str
    members: tuple[Member, ...]
    matches: tuple[Match, ...] = ()
    past: tuple[Match, ...] = ()
    elsewhere: tuple[Match, ...] = ()
    apart: Mapping[tuple[int, int], str] = field(default_factory=dict)
