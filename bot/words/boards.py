"""The matching board of a program: the pairs a dry run found, what staff decided about each, and when they go out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.words.matches import Match
from bot.words.messages import Json


@dataclass(frozen=True, slots=True)
class Draft:
    """A pair that a dry run found; no match yet. `id` becomes the match's once it is approved.

    `rank` 1 is whom the round gives this mentee, 2 and 3 are shown to them as well. `status`: "open" · "approved" ·
    "refused" · "gone" (it can no longer be made); `by` is whoever decided. `was` is the mentor whom the dry run before
    had for this mentee (0: none). `score` is the round's, `points` the common ground as `bot.matching` writes it,
    `others` the next best for this mentee: person and score. These three are sealed.
    """

    id: int
    program: str
    mentee: int
    mentor: int
    rank: int = 1
    status: str = "open"
    by: int | None = None
    was: int = 0
    score: float = 0.0
    points: Json = None
    others: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """What is known of a program's board. `status`: "idle" · "looking" (a dry run is under way) · "ready" · "failed".

    `by` asked for the dry run, at `since`; `shown` is the delivery of the message that tells how far it is. `waiting`
    and `seats` are what it looked at, `without` counts who stays without a mentor, by the reason's code. `released_by`
    let the last proposals out, and `out` are the mentees they were for.
    """

    program: str
    status: str = "idle"
    by: int | None = None
    since: dt.datetime | None = None
    shown: int | None = None
    waiting: int = 0
    seats: int = 0
    without: Mapping[str, int] = field(default_factory=dict)
    released_by: int | None = None
    out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """A board as a turn sees it: the drafts without what is sealed but for those asked for, every match of the program
    that is held (without what is sealed), when the proposals of which mentee go out, and when the next round is."""

    board: Board
    drafts: tuple[Draft, ...] = ()
    held: tuple[Match, ...] = ()
    offers: Mapping[int, dt.datetime] = field(default_factory=dict)
    next_round: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A program in numbers. `members` are counted by role and status, `matches` by status, journeys by week and by
    version (those that go on)."""

    waiting: int = 0
    seats: int = 0
    members: Mapping[tuple[str, str], int] = field(default_factory=dict)
    matches: Mapping[str, int] = field(default_factory=dict)
    weeks: Mapping[int, int] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    next_round: dt.datetime | None = None


BROUGHT_OPEN = ("asked", "reading", "unreadable", "read", "dropped")
"""Where a file stands that nothing was done about."""


@dataclass(frozen=True, slots=True)
class BroughtLine:
    """One line of a file with pairs: its number (the head is line 1), the two as they are written there, and who they
    are (0: nobody found).

    `never` has them kept apart instead of put together. `fault` is a code, as in `bot.flows.desk.board.lines`, and
    `person` on whose side it is. `made` is the pair that came of it.
    """

    number: int
    mentee: str = ""
    mentor: str = ""
    one: int = 0
    other: int = 0
    never: bool = False
    fault: str = ""
    person: int = 0
    made: int = 0


@dataclass(frozen=True, slots=True)
class Brought:
    """Pairs that someone of the staff brought in a file, and how far they are.

    `status`: "asked" (for which program?) · "reading" · "unreadable" (`why` is a code) · "read" (waits for a yes) ·
    "taking" · "taken" · "undoing" · "undone" · "dropped". `file` is its channel's own id of it; `shown` the delivery of
    the message that tells how far it is. With `anyway` rules that may be overridden are. File and lines are sealed.
    """

    id: int
    by: int
    program: str
    status: str
    at: dt.datetime
    channel: str = ""
    file: str = ""
    shown: int | None = None
    anyway: bool = False
    why: str = ""
    lines: tuple[BroughtLine, ...] = ()
