"""The people who run programs, and what they see beyond their own chat: staff, invitations, the audit trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.words.boards import Brought, Draft, Figures, Laid
from bot.words.broadcasts import Broadcast, Tally
from bot.words.cohorts import Gathered
from bot.words.joining import Arrivals, JoinCode
from bot.words.journeys import Attention
from bot.words.matches import Concern, Match, Pool
from bot.words.messages import Address, Json
from bot.words.people import Membership, Person


@dataclass(frozen=True, slots=True)
class Staff:
    """A person with rights: role "admin" (every program, `program` is "") or "coordinator" (of one program).

    `away_until` is the last day of a holiday, on which `instead` minds their lines (None: all colleagues do). `shown`
    are the buttons of the view they look at, by their normalised labels, so that each can be typed as well; sealed.
    `seen` are marks of the lines they have seen on their list; with `mondays` they hear of new ones on Mondays only.
    """

    person: int
    role: str
    program: str
    since: dt.datetime
    ended: dt.datetime | None = None
    away_until: dt.date | None = None
    instead: int | None = None
    shown: Mapping[str, str] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()
    mondays: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """Makes whoever brings its code a member of the staff, once. The code itself is never kept, only its keyed hash.

    `status`: "asked" (an admin has to approve it) · "open" · "used" · "withdrawn". `by` made it; None: the operator.
    """

    id: int
    role: str
    program: str
    by: int | None
    status: str
    made_at: dt.datetime
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the audit trail: who did what, about what, when. `by` is None for the operator at the command line.

    `what` is a code: "take", "pause", "read-concern", "denied"… `details` are sealed.
    """

    at: dt.datetime
    by: int | None
    what: str
    program: str = ""
    match: int | None = None
    person: int | None = None
    details: Json = None


@dataclass(frozen=True, slots=True)
class Card:
    """Someone as the staff sees them: who they are, where they can be reached (None: nowhere), what they take part
    in."""

    person: Person
    address: Address | None = None
    memberships: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a turn has to see beyond its scene. It may ask twice: the second time knowing what came of the first.

    `acts` says that something is to be changed: whoever else acts waits until the commit. `lines` and `concerns` name
    programs whose standing lines (without what is sealed) and concerns are wanted; `keys` name lines wanted whole, with
    their matches and people and what was done about them since. `code` is a code someone brought; `fresh` asks for a
    new one. `invitations` asks for those that stand. `join` is a join code somebody came by; `joins` names programs
    whose join codes are wanted. `answerer` asks for the broadcast that this person may answer in words. `boards`,
    `figures` and `pools` name programs whose matching board, numbers and everyone are wanted, `drafts` pairs of a board
    wanted whole, `brought` pairs from a file. Around the people in `hold` nothing
    changes until the commit: they are seen with every match of theirs that is not over, and whom they are kept apart
    from. `cohorts` names programs whose cohorts are wanted, `cohort` one of them; `cohorts_of` asks for those that
    someone is in, `room` for the one that meets there, `cohort_code` for the one that waits for this code. `asker` is
    who wrote in a room. `past` asks for the rights this person once had.
    """

    acts: bool = False
    lines: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    concern: int | None = None
    people: tuple[int, ...] = ()
    matches: tuple[int, ...] = ()
    invitations: bool = False
    broadcasts: tuple[str, ...] = ()
    broadcast: int | None = None
    answerer: int | None = None
    code: str = ""
    fresh: bool = False
    join: str = ""
    joins: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    brought: int | None = None
    figures: tuple[str, ...] = ()
    pools: tuple[str, ...] = ()
    drafts: tuple[int, ...] = ()
    hold: tuple[int, ...] = ()
    cohorts: tuple[str, ...] = ()
    cohort: int | None = None
    cohorts_of: int | None = None
    room: Address | None = None
    cohort_code: str = ""
    asker: Address | None = None
    past: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What was seen. `mine` is this person's staff as it stands in this very transaction; `staff` everyone's, `cards`
    people by id: all staff, and whoever was asked for or stands in a line or match that was.

    `owners` names who looks after a match, by match, for the lines and matches seen. `wrong` counts the wrong codes of
    the last hour from this address. `trail` is what was done about the lines seen whole, oldest first. `held` are the
    people around whom nothing changes until the commit; `apart` the pairs of theirs kept apart, smaller id first.
    `asking` is who wrote in a room: their person and what they take part in, None for a stranger. `past` are this
    person's rights that are over.
    """

    mine: tuple[Staff, ...] = ()
    staff: tuple[Staff, ...] = ()
    lines: tuple[Attention, ...] = ()
    whole: Mapping[str, Attention] = field(default_factory=dict)
    concerns: tuple[Concern, ...] = ()
    matches: Mapping[int, Match] = field(default_factory=dict)
    cards: Mapping[int, Card] = field(default_factory=dict)
    owners: Mapping[int, int] = field(default_factory=dict)
    invitations: tuple[Invitation, ...] = ()
    invitation: Invitation | None = None
    wrong: int = 0
    fresh: str = ""
    trail: tuple[AuditLine, ...] = ()
    broadcasts: tuple[Broadcast, ...] = ()
    tallies: Mapping[int, Tally] = field(default_factory=dict)
    answerable: Broadcast | None = None
    join: JoinCode | None = None
    joins: tuple[tuple[JoinCode, Arrivals], ...] = ()
    boards: Mapping[str, Laid] = field(default_factory=dict)
    brought: Brought | None = None
    figures: Mapping[str, Figures] = field(default_factory=dict)
    pools: Mapping[str, Pool] = field(default_factory=dict)
    drafts: Mapping[int, Draft] = field(default_factory=dict)
    held: frozenset[int] = frozenset()
    apart: Mapping[tuple[int, int], str] = field(default_factory=dict)
    cohorts: tuple[Gathered, ...] = ()
    asking: Card | None = None
    past: tuple[Staff, ...] = ()

    def name(self, person: int | None) -> str:
        """What someone is called; "" for nobody known."""
        card = self.cards.get(person or 0)
        return card.person.name if card else ""
