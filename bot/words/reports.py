"""How a program goes, in figures: the facts storage hands out, what one asks for, and the figures one gets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TypeAlias

from bot.words.messages import Json
from bot.words.phrases import Line
from bot.words.values import dataclass

SMALLEST = 5
"""The fewest people, pairs or endings a number may stand for; groups of one to four are not shown."""

Shown: TypeAlias = "int | None"
"""A number that may be shown; None for one that is not: it is of a group under five, or would give one away."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a report is about. "" and None stand for everything.

    `since` and `until` are the first and the last day, both counted: people by the day they came, pairs by the day they
    were introduced, and what happened (meetings, check-ins, messages, weeks of the heat map) by the day it did.
    `role` is "mentee" or "mentor", `language` a BCP 47 tag ("es" holds "es-MX" too), `coordinator` who looks after the
    pair by name. Of a pair, role, language, cohort and tag look at both sides: one of the two is enough.
    """

    program: str
    since: dt.date | None = None
    until: dt.date | None = None
    track: str = ""
    role: str = ""
    language: str = ""
    cohort: str = ""
    tag: str = ""
    coordinator: int | None = None


# --- facts: out of storage -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Someone who came to a program: the day of their first message, and how far they got before they took part."""

    person: int
    came: dt.date
    consented: bool
    adult: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A role someone has in the program since they finished onboarding. `trained` is whether the training was passed,
    `checks` the checks that were passed. `version` tells states of the row apart."""

    id: int
    person: int
    role: str
    status: str
    since: dt.date
    trained: bool = False
    checks: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    cohorts: frozenset[str] = frozenset()
    version: bytes = b""


@dataclass(frozen=True, slots=True)
class Course:
    """What is kept of a pair's way. `steps`: (step, day it was sent to the mentee or "", what they did or "", the same
    two of the mentor).

    `meetings`: (day together, ISO day, side) of every "yes, we met"; `check_ins`: (day together, mentee's mark or None,
    mentor's). `kept` holds whatever else is kept beside the journey but words, such as the arm of a holdout. `version`
    tells states of the row apart.
    """

    introduced_on: dt.date | None = None
    begun_on: dt.date | None = None
    shift: int = 0
    track: str = ""
    steps: tuple[tuple[str, str, str, str, str], ...] = ()
    meetings: tuple[tuple[int, str, str], ...] = ()
    check_ins: tuple[tuple[int, int | None, int | None], ...] = ()
    kept: Mapping[str, Json] = field(default_factory=dict)
    version: bytes = b""


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many messages in each week: `counts[n]` is the week `n` weeks after the Monday `first`, 255 at most."""

    first: dt.date
    counts: bytes = b""


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """What a week came to: `week` in weeks since the Monday of 1970-01-05, and messages by ("heard", person) for ours
    and by ("mentee" or "mentor", match) for those of the two."""

    week: int
    counts: Mapping[tuple[str, int], int]


@dataclass(frozen=True, slots=True)
class PairFacts:
    """A match, from the proposal on. `ended_on` is None while it is not over. An erased person is 0.

    `wrote` holds by side ("mentee", "mentor") how many messages that side sent the other through Alongside.
    """

    match: int
    mentee: int
    mentor: int
    status: str
    proposed_on: dt.date
    ended_on: dt.date | None = None
    reason: str = ""
    by: str = ""
    owner: int | None = None
    course: Course = Course()
    wrote: Mapping[str, Tallied] = field(default_factory=dict)

    @property
    def introduced(self) -> bool:
        """Whether the two were introduced."""
        return self.status in {"open", "paused", "ended"}

    @property
    def introduced_on(self) -> dt.date:
        """The day they were introduced, as well as it is known."""
        return self.course.introduced_on or self.course.begun_on or self.proposed_on


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything of one program a report is made of, as it stood in one transaction at `now`.

    `heard` holds by person how many messages we sent them. `tallied_until` is the Monday up to which weeks have been
    counted: later weeks are not in any `Tallied`.
    """

    program: str
    now: dt.datetime
    newcomers: tuple[Newcomer, ...] = ()
    members: tuple[MemberFacts, ...] = ()
    pairs: tuple[PairFacts, ...] = ()
    heard: Mapping[int, Tallied] = field(default_factory=dict)
    tallied_until: dt.date | None = None


# --- figures: out of bot.reporting ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what it is about, and its cells, ready to be shown: numbers that may be shown, None for
    those that may not, floats with one digit, lines for words."""

    label: Line | str
    cells: tuple[Shown | float | Line, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a picture: what it is, its points from left to right (None: not shown), and the interval of each."""

    label: Line
    points: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a report, complete: whoever shows it needs nothing else.

    `key` names it ("funnel", "heat-map", "steps", "meetings", "check-ins", "survival", "messages", "waiting"). `says`
    is what one sees, in plain words: the picture's title, and with what `adds` says its alternative text. `defines`
    says what was counted.
    `columns` and `rows` are the table, the first column being the rows' labels. `shape` says how it is drawn: "bars",
    "stacks", "lines", "steps", "grid". `axis` are the labels along the horizontal axis, `across` and `up` what the axes
    say. `grid` is for the heat map: one bytes of levels per pair (0 to 4, 255: no such week yet). `is_empty` says that
    there is nothing to draw: nothing happened yet, or all of it is of groups under five; `says` says which.
    """

    key: str
    title: Line
    says: Line
    defines: tuple[Line, ...]
    shape: str = "bars"
    columns: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()
    axis: tuple[Line | str, ...] = ()
    across: Line | None = None
    up: Line | None = None
    series: tuple[Series, ...] = ()
    grid: tuple[bytes, ...] = ()
    is_empty: bool = False
    adds: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one program under the same filters."""

    filters: Filters
    made_at: dt.datetime
    figures: tuple[Figure, ...]

    def figure(self, key: str) -> Figure | None:
        """The figure of this name."""
        return next((one for one in self.figures if one.key == key), None)


# --- groups under five ---------------------------------------------------------------------------------------------


def suppressed(counts: Sequence[int]) -> tuple[Shown, ...]:
    """The parts of a whole that is known, without those of one to four, and without what would give them away.

    Hidden parts are at least two, and are so many together that none of them can be worked out from the whole: other
    parts are hidden as well, the smallest first, until that holds. Zero is shown: nobody is not a group.
    """
    hidden = {at for at, count in enumerate(counts) if 0 < count < SMALLEST}
    if not hidden:
        return tuple(counts)
    while len(hidden) < len(counts) and _can_be_told([counts[at] for at in hidden]):
        # Parts as large as the next one go with it: which of them was hidden would tell something.
        others = [count for at, count in enumerate(counts) if at not in hidden]
        following = min((count for count in others if count), default=0)
        hidden |= {at for at, count in enumerate(counts) if count == following}
    return tuple(None if at in hidden else count for at, count in enumerate(counts))


def _can_be_told(hidden: Sequence[int]) -> bool:
    """Whether the sum of hidden parts tells one of them: they are too few, or all as small or as large as can be."""
    whole, count = sum(hidden), len(hidden)
    is_most = max(hidden) < SMALLEST and whole == count * (SMALLEST - 1)
    return count < 2 or whole < count + SMALLEST - 1 or is_most


def chained(counts: Sequence[int]) -> tuple[Shown, ...]:
    """Numbers that only fall, each counting some of those before: shown where neither the number nor the difference to
    the last one shown is of one to four."""
    shown: list[Shown] = []
    before: int | None = None
    for count in counts:
        small = 0 < count < SMALLEST or (before is not None and 0 < before - count < SMALLEST)
        shown.append(None if small else count)
        before = before if small else count
    return tuple(shown)
