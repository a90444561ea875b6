"""What the dashboard looks at: who visits, and the matches, people, reports and lines of the trail as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bot.words.desk import AuditLine, Staff
from bot.words.journeys import Attention, Journey
from bot.words.matches import Concern, Match
from bot.words.messages import Json
from bot.words.people import Membership, Person


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone who looks at the dashboard: who they are, the rights they have now, and until when the visit lasts."""

    person: Person
    staff: tuple[Staff, ...]
    until: dt.datetime


class PairRow(NamedTuple):
    """A match as far as it stands in the open: nothing is unsealed for it. An erased person is 0. A tuple, because
    every page of the table begins with thousands of them.

    `begun_on`, `shift` and `track` are its journey's, `language` the mentee's. `owner` looks after it by name. `lines`
    are the kinds of standing lines of the coordinator's list about it.
    """

    id: int
    program: str
    mentee: int
    mentor: int
    status: str
    since: dt.datetime
    created_at: dt.datetime
    track: str = ""
    begun_on: dt.date | None = None
    shift: int = 0
    language: str = ""
    owner: int | None = None
    lines: tuple[str, ...] = ()

    def week(self, today: dt.date) -> int:
        """Which week of its journey it is on this day, or was when it ended; 0 where it has none."""
        last = min(today, self.since.date()) if self.status == "ended" else today
        return max(0, (last - self.begun_on).days - self.shift) // 7 + 1 if self.begun_on else 0


class PersonRow(NamedTuple):
    """Someone who takes part in a program, as far as it stands in the open. `matches` counts those that go on."""

    person: int
    program: str
    role: str
    status: str
    since: dt.datetime
    language: str
    active: bool
    matches: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many matches there are by program and status, how many of those that go on need someone, and how many people
    take part by role."""

    matches: Mapping[tuple[str, str], int]
    listed: int
    people: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything about one match that is no private talk: lines of the list (settled ones too), what staff did, and
    reports about it, without the words reported."""

    match: Match
    journey: Journey | None = None
    owner: int | None = None
    lines: tuple[Attention, ...] = ()
    trail: tuple[AuditLine, ...] = ()
    concerns: tuple[Concern, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """Someone with all they take part in, and the matches there ever were."""

    person: Person
    memberships: tuple[Membership, ...] = ()
    matches: tuple[Match, ...] = ()


class Dashboard(Protocol):
    """What can be read for the dashboard within one transaction, and the few things it writes."""

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

    def last_look(self, program: str) -> Json:
        """The report on this program that was kept last; None where there is none."""
        ...

    def keep_look(self, program: str, look: Json, now: dt.datetime) -> None:
        """Keep a report instead of the one before."""
        ...

    def pairs(self, programs: Sequence[str], statuses: Collection[str]) -> list[PairRow]:
        """Every match of these programs in one of these statuses, oldest first."""
        ...

    def counts(self, programs: Sequence[str]) -> Counts:
        """How many there are of what."""
        ...

    def courses(self, matches: Collection[int]) -> dict[int, tuple[Match, Journey | None]]:
        """These matches with their journeys, by id; of what is sealed only what tells how they go."""
        ...

    def story(self, match: int) -> Story | None:
        """Everything about one match."""
        ...

    def people(self, programs: Sequence[str]) -> list[PersonRow]:
        """Everyone who takes part in these programs, by when they began."""
        ...

    def names(self, people: Collection[int]) -> Mapping[int, str]:
        """What these people are called, by id."""
        ...

    def whole(self, person: int) -> Whole | None:
        """One person."""
        ...

    def reports(self, programs: Sequence[str], me: int) -> list[Concern]:
        """Every report of these programs without what is sealed, newest first; none that is by or about `me`."""
        ...

    def report(self, id: int) -> Concern | None:
        """One report, whole."""
        ...

    def trail(
        self, programs: Sequence[str] | None, me: int, before: int | None, most: int
    ) -> list[tuple[int, AuditLine]]:
        """Lines of the trail with their numbers, newest first, from the one before this number on (None: the newest).

        None as programs is every one, and what belongs to none. What others did about a match of `me` is left out."""
        ...

    def trail_numbers(self, programs: Sequence[str] | None, me: int, most: int) -> list[int]:
        """The numbers of the newest of those lines."""
        ...
