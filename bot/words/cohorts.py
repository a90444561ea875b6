"""Volunteers who train together: a cohort, the room where it meets, and the questions asked there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.words.messages import Address, Json
from bot.words.people import Due


@dataclass(frozen=True, slots=True)
class Cohort:
    """Mentors of one program who begin their training on the same day, and meet in a room.

    `status`: "making" (the platform is asked for the room) · "waiting" (for its code to be written in a group) ·
    "open" · "ended". `room` is where it meets, once it does: an address that is nobody's. `code` stands in the group's
    first command; `link` leads new members into the group. `prompts` says what became of each prompt of the program, by
    the day and hour it was planned for: its delivery and, once it left, its reference. `trouble` is why nothing reaches
    the room any more ("gone", "rejected"), "" while all is well.
    """

    id: int
    program: str
    name: str
    begins: dt.date
    channel: str
    language: str
    zone: str
    by: int | None
    made_at: dt.datetime
    status: str = "making"
    room: Address | None = None
    code: str = ""
    link: str = ""
    trouble: str = ""
    ended_at: dt.datetime | None = None
    prompts: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """Something asked in a cohort's room. `name` is what the platform calls who asked, `ref` their message there.

    `status`: "open" · "answered" (with the words and the first name of who answered) · "in-room" (people answered it
    there).
    """

    id: int
    cohort: int
    asked_at: dt.datetime
    text: str
    name: str = ""
    ref: str = ""
    status: str = "open"
    answer: str = ""
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A cohort with who is in it, and its questions, newest first."""

    cohort: Cohort
    members: tuple[int, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def unanswered(self) -> list[Question]:
        """The questions nobody answered yet, oldest first."""
        return [one for one in reversed(self.questions) if one.status == "open"]


def work_on(cohort: int, what: str, at: dt.datetime, local: str = "", zone: str = "") -> Due:
    """Something to be done about a cohort beside people's turns: "made" · "prompt" · "invite" · "trouble" ·
    "uninvited" · "no-link" · "linked"."""
    return Due(f"cohort:{cohort}:{what}", "cohort", 0, at, local, zone, f"{cohort}/{what}")
