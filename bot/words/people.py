"""Who someone is to us: a person, their memberships, and how far they are in a conversation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field

from bot.words.messages import Json
from bot.words.values import dataclass


def pseudonym(person: int) -> str:
    """Eight characters that stand for a person in lists, the same everywhere and for ever, and tell nothing of them."""
    return f"{person:016x}"[-8:]


@dataclass(frozen=True, slots=True)
class Adult:
    """The outcome of the age screen, all that is kept of it: when, and by which wording of the question."""

    at: dt.datetime
    wording: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who wrote to us. `language` is a BCP 47 tag, `zone` an IANA time zone; "" means not known yet.

    `active` is False after "stop": nothing is sent but answers to what they write themselves.
    """

    id: int
    created_at: dt.datetime
    name: str = ""
    language: str = ""
    zone: str = ""
    adult: Adult | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Consent:
    """One entry of the consent ledger: what was agreed to (or not), in which wording, when."""

    person: int
    kind: str
    wording: str
    given: bool
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a program: role is "mentee" or "mentor"; the profile holds their facets by name.

    status: "waiting" (finished onboarding; takes part, matched or not) · "stopped" (asked to stop). `record` holds what
    happened since onboarding, by name: training passed, checks and when they expire, wishes, away until a date; it
    stays when the answers change.
    """

    id: int
    person: int
    program: str
    role: str
    status: str
    profile: Mapping[str, Json]
    since: dt.datetime
    record: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """One person's way through one flow.

    `variant` is the program whose questions are asked. `open` is the question waiting for an answer (None once ended).
    `answers` holds what was answered, by step name; `passed` the steps said, answered or skipped, in the order in which
    it happened; `draft` a half-given answer to the open question; `asked` the delivery id of the message that asks it.
    `status`: "open" · "done" · "stopped" · "refused". `version` is the flow's version when last touched.
    """

    id: int
    person: int
    flow: str
    variant: str = ""
    version: str = ""
    status: str = "open"
    open: str | None = None
    answers: Mapping[str, Json] = field(default_factory=dict)
    passed: tuple[str, ...] = ()
    draft: Json = None
    asked: int | None = None
    misses: int = 0
    started_at: dt.datetime | None = None
    touched_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do later: local wall time + zone give `at` (UTC). `key` is unique: scheduling again replaces it.

    `subject` ties it to what it belongs to (a run's id and touched_at, a journey's version); a stale one is dropped.
    """

    key: str
    kind: str
    person: int
    at: dt.datetime
    local: str = ""
    zone: str = ""
    subject: str = ""
