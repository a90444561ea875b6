"""A match's way through its program: which version, which track, how far, and what each side did with each step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field

from bot.words.messages import Json
from bot.words.values import dataclass


@dataclass(frozen=True, slots=True)
class Journey:
    """The journey of one match; `id` is the match's.

    `version` is the content hash of the program version it walks, `begun_on` the day week 1 began, `shift` the days by
    which pauses have moved the rest. `status`: "going" · "paused" · "ended". `steps` holds, by step id, what happened:
    {"mentee": {...}, "mentor": {...}} each with "sent" (ISO day), "did" ("done" "later" "skip"), "answer" (to a
    branch), or "passed_over" (a reason: "late", "paused", "holdout"…). `kept` holds whatever else belongs to the
    journey alone: check-ins, meetings, when which rung of the silence ladder was reached, the next version chosen for
    it. Both are sealed.
    """

    id: int
    program: str
    version: str
    begun_on: dt.date
    track: str = ""
    shift: int = 0
    status: str = "going"
    steps: Mapping[str, Json] = field(default_factory=dict)
    kept: Mapping[str, Json] = field(default_factory=dict)

    def week(self, today: dt.date) -> int:
        """Which week it is on this day: 1 in the first, more than the program's weeks after its end."""
        return max(0, (today - self.begun_on).days - self.shift) // 7 + 1


@dataclass(frozen=True, slots=True)
class Version:
    """A program as it was when a journey began: its content hash and everything needed to walk it (see
    `bot.curriculum.versions`)."""

    hash: str
    program: str
    frozen: str
    kept_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Attention:
    """Something that needs a human: one line of the coordinator's list.

    `kind` is a code: "unmatched" "proposal-stuck" "never-met" "silent" "diverging" "low" "concern" "check-expiring"
    "unreachable" "not-right"… `key` is unique: raised again, it is the same line. `about` names match or person by id.
    `status`: "open" · "taken" (owner) · "done" · "gone" (over by itself). `told` is sealed.
    """

    key: str
    kind: str
    program: str
    since: dt.datetime
    match: int | None = None
    person: int | None = None
    status: str = "open"
    owner: int | None = None
    told: Json = None
