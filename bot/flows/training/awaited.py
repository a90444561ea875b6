"""Which checks of a mentor are recorded, which are awaited, and the line on the coordinators' list that says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.curriculum.matching import Check
from bot.curriculum.program import Program
from bot.flows.training.progress import progress_of
from bot.flows.training.readiness import until_of
from bot.words.effects.desk import Raise, Tend
from bot.words.journeys import Attention
from bot.words.messages import Json
from bot.words.people import Membership, Person
from bot.words.turns import Effect

KIND = "check-missing"


def kept_of(membership: Membership, name: str) -> Mapping[str, Json]:
    """What is recorded of this check: "outcome", and "expires" (None: it does not run out). {} where nothing is."""
    held = membership.record.get("checks")
    found = held.get(name) if isinstance(held, dict) else None
    return found if isinstance(found, dict) else {}


def unrecorded(program: Program, membership: Membership) -> list[Check]:
    """The checks of which nothing is recorded yet."""
    return [check for check in program.matching.checks if not kept_of(membership, check.name).get("outcome")]


def is_open(check: Check, membership: Membership, by: dt.date) -> bool:
    """Whether this check still has to be recorded as passed, or will have run out `by` this day."""
    kept = kept_of(membership, check.name)
    until = until_of(kept.get("expires"))
    return kept.get("outcome") != "passed" or (until is not None and until <= by)


def awaited(program: Program, person: Person, membership: Membership) -> list[Check]:
    """The checks a mentor waits for who has done everything else. [] for whoever has not, has stopped, or has a check
    that was not passed: recording the others would not help them."""
    is_here = membership.role == "mentor" and membership.status == "waiting" and person.active and person.adult
    has_trained = bool(progress_of(membership).passed) or not program.matching.training
    outcomes = [kept_of(membership, check.name).get("outcome") for check in program.matching.checks]
    return unrecorded(program, membership) if is_here and has_trained and "failed" not in outcomes else []


def line_key(membership: Membership) -> str:
    """The key of the mentor's one line on the list."""
    return f"{KIND}:{membership.id:x}"


def expiring_key(membership: Membership, name: str) -> str:
    """The key of the line that says that this check runs out."""
    return f"check-expiring:{membership.id:x}:{name}"


def line_of(program: Program, membership: Membership, now: dt.datetime) -> Attention:
    """The line on the list of a mentor who waits for a check."""
    return Attention(line_key(membership), KIND, program.id, now, person=membership.person)


def listed(program: Program, person: Person, membership: Membership, now: dt.datetime) -> Effect:
    """What makes the list true about this mentor: the line where they wait for a check, and none where they do not."""
    if awaited(program, person, membership):
        return Raise(line_of(program, membership, now))
    return Tend(line_key(membership), "gone")
