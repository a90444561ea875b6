"""What the dashboard asks for and gets: who looks, and the pages of matches, people, reports and the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from bot.words.desk import AuditLine, Staff
from bot.words.journeys import Attention, Journey
from bot.words.matches import Concern, Match
from bot.words.people import Membership, Person

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone who looks at the dashboard: who they are, the rights they have now, and until when the visit lasts."""

    person: Person
    staff: tuple[Staff, ...]
    until: dt.datetime

    @property
    def is_admin(self) -> bool:
        """Whether every program is theirs."""
        return any(one.role == "admin" for one in self.staff)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are wanted, in which order.

    `programs` are those the rows may be of, `me` is who asks: nothing that is about them is shown to them. "" and None
    stand for "all". `states` are statuses. `text` is part of a name or of a pseudonym. `since` and `until` (both within)
    bound the day on which something began, in UTC. `owner` is who looks after it, 0: nobody by name. `listed` wants only
    what stands on the coordinator's list. `order` names a column, `most` rows after the first `skip` are wanted.
    """

    programs: tuple[str, ...]
    me: int
    states: tuple[str, ...] = ()
    text: str = ""
    role: str = ""
    track: str = ""
    language: str = ""
    owner: int | None = None
    listed: bool = False
    since: dt.date | None = None
    until: dt.date | None = None
    order: str = ""
    falling: bool = False
    skip: int = 0
    most: int = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """A match as a row: who looks after it, and since when how many lines of the coordinator's list are about it."""

    match: Match
    journey: Journey | None = None
    owner: int | None = None
    lines: int = 0
    listed_since: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone who takes part, as a row; their membership without what they told. `matches` counts those that go on."""

    person: Person
    program: str
    role: str
    status: str
    since: dt.datetime
    matches: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """Everything about one match: its lines (settled ones too), what staff did, and reports about it."""

    pair: Pair
    lines: tuple[Attention, ...] = ()
    trail: tuple[AuditLine, ...] = ()
    concerns: tuple[Concern, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """Someone with all they take part in: the memberships, and the matches there ever were."""

    person: Person
    memberships: tuple[Membership, ...] = ()
    matches: tuple[Match, ...] = ()
    staff: tuple[Staff, ...] = ()


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, of how many there are in all, and the names of whom they name."""

    rows: Sequence[Row] = ()
    count: int = 0
    names: Mapping[int, str] = field(default_factory=dict)


class Dashboard(Protocol):
    """What can be read for the dashboard within one transaction."""

    def visitor(self, visit: str, now: dt.datetime) -> Visitor | None:
        """Whose visit this is, with the rights they have now; None where it is over or they have none."""
        ...

    def is_link(self, code: str, now: dt.datetime) -> bool:
        """Whether this link would still open the dashboard."""
        ...

    def enter(self, code: str, visit: str, until: dt.datetime, now: dt.datetime) -> Visitor | None:
        """Use up a link and begin a visit; None where it opens nothing (any more)."""
        ...

    def leave(self, visit: str, now: dt.datetime) -> None:
        """End a visit."""
        ...
