"""One message to many people: the broadcast, its recipients, and what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.words.messages import Delivery, Json, Passed

STANDING = frozenset({"running", "paused"})
"""Statuses of a broadcast that was confirmed and is not over."""
OVER = frozenset({"cancelled", "done", "dropped"})
"""Statuses of a broadcast that nothing more comes of."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said: the text by language, buttons whose presses are counted (their labels by language), a picture.

    With `by_mentors` it is written for mentors to send to their own mentees, under their own name.

    A text holds variables such as "{name}" or, with what stands in their place where nothing is known, "{name|friend}".
    """

    texts: Mapping[str, str]
    buttons: tuple[Mapping[str, str], ...] = ()
    picture: Passed | None = None
    by_mentors: bool = False


@dataclass(frozen=True, slots=True)
class Timing:
    """When it leaves, and for how long it is worth sending.

    `kind`: "now" (at once, at night too) · "awake" (at once, after their quiet hours for those who have them) · "local"
    (at `at` on each person's own clock) · "at" (at the same moment for all). `at` is an ISO date and time, without a
    zone for "local", in UTC for "at". What could not be sent `hours` after its time is dropped.
    """

    kind: str = "awake"
    at: str = ""
    hours: float = 24.0


@dataclass(frozen=True, slots=True)
class Lacking:
    """How many recipients a text cannot be filled in for, the first of them, and the variables missing for any."""

    count: int = 0
    person: int | None = None
    variables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One message to everyone an audience holds at one moment, the snapshot.

    `status`: "draft" (its recipients are being counted until `counted_at`) · "asked" (waits for a second approver) ·
    "running" · "paused" · "cancelled" · "done" · "dropped" (never sent) · "repeating" (sends nothing itself; brings
    forth others by its `repeat`). `by` made it, `confirmed_by` started it; None: the operator.

    `audience` is a query as data (see `bot.flows.broadcasting.audience.queries`). `snapshot_at` is the moment whose
    members it holds, `size` how many recipients were found up to `cursor`, the last person looked at. `cap` is how many
    broadcasts a person gets within a week before they are skipped, 0 for any number. `repeat` is a rule (see
    `bot.flows.broadcasting.repeating`), `starts` says that it begins by itself once it is counted. `shown` is the
    delivery id of the message its progress is told in, at the person `by`.
    """

    id: int
    programs: tuple[str, ...]
    by: int | None
    status: str
    created_at: dt.datetime
    letter: Letter
    audience: Json
    timing: Timing = Timing()
    cap: int = 3
    repeat: str = ""
    starts: bool = False
    snapshot_at: dt.datetime | None = None
    counted_at: dt.datetime | None = None
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    cursor: int = 0
    size: int = 0
    lacking: Lacking = Lacking()
    confirmed_by: int | None = None
    approved_by: int | None = None
    shown: int | None = None
    found: tuple[int, ...] = ()
    """People the audience names one by one who were found."""
    again: bool = False
    """Those who may have got it already shall get it again: somebody decided so, and it has not been done yet."""
    left_so: bool = False
    """Those who may have got it are left at that: somebody decided so."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Someone a broadcast is for: their place in it, when it is their turn, and until when it is worth sending.

    `at` and `until` are None where they follow from the moment it starts.
    """

    place: int
    person: int
    channel: str
    at: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Fed:
    """What a recipient comes to when it is their turn: deliveries that are worth sending until `until` (the last one
    tells what became of it), or the reason (a code) for which they are skipped, or (`at`) another time."""

    recipient: Recipient
    deliveries: tuple[Delivery, ...] = ()
    until: dt.datetime | None = None
    skipped: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recipients are in which state; their sum is the snapshot. `answers` counts presses by button.

    `going` are in the outbox. Reasons are codes: of failures those of deliveries ("gone", "rejected"…), of what was
    skipped "left" "stopped" "erased" "unreachable" "quiet" "cap" "expired" "lacking".
    """

    waiting: int = 0
    going: int = 0
    sent: int = 0
    cancelled: int = 0
    uncertain: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[int, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Everyone it was for."""
        ended = self.sent + self.cancelled + self.uncertain + sum(self.failed.values()) + sum(self.skipped.values())
        return self.waiting + self.going + ended

    @property
    def left(self) -> int:
        """For how many nothing has come of it yet."""
        return self.waiting + self.going
