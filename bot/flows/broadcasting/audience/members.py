"""What is known of a member, field by field: what an audience may ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.words.matches import PROPOSED, TOGETHER, Tie
from bot.words.messages import Json
from bot.words.people import Membership, Person, pseudonym


@dataclass(frozen=True, slots=True)
class Someone:
    """A member of a program as an audience looks at them: one role of theirs, and the matches in which they have it."""

    person: Person
    membership: Membership
    ties: tuple[Tie, ...]
    today: dt.date

    @property
    def together(self) -> Tie | None:
        """The oldest match in which the two know each other."""
        return next((tie for tie in self.ties if tie.match.status in TOGETHER), None)


def _match_state(one: Someone) -> list[str]:
    statuses = {tie.match.status for tie in one.ties}
    if statuses & TOGETHER:
        return sorted(statuses & TOGETHER)
    if statuses & (PROPOSED - {"spare"}):
        return ["proposed"]
    return ["none", "ended"] if "ended" in statuses else ["none"]


def _weeks(one: Someone) -> list[float]:
    return [tie.journey.week(one.today) for tie in one.ties if tie.journey and tie.match.status in TOGETHER]


def _marks(one: Someone) -> list[float]:
    """The last mark this side gave in each of their matches."""
    found = []
    for tie in one.ties:
        kept = tie.journey.kept if tie.journey else tie.match.told
        entries = kept.get("check_ins")
        side = one.membership.role
        marks = [entry.get(side) for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
        numbers = [mark for mark in marks if isinstance(mark, int | float) and not isinstance(mark, bool)]
        found += numbers[-1:]
    return found


def _listed(value: Json) -> list[str]:
    return (
        [str(item).lower() for item in value]
        if isinstance(value, list)
        else []
        if value is None
        else [str(value).lower()]
    )


def _training(one: Someone) -> list[str]:
    training = one.membership.record.get("training")
    return ["passed" if isinstance(training, dict) and training.get("passed") else "open"]


WORDS: Mapping[str, Callable[[Someone], Sequence[str]]] = {
    "role": lambda one: [one.membership.role],
    "status": lambda one: [one.membership.status],
    "program": lambda one: [one.membership.program],
    "language": lambda one: [one.person.language.lower(), one.person.language.lower().partition("-")[0]],
    "zone": lambda one: [one.person.zone.lower()],
    "match": _match_state,
    "track": lambda one: [tie.journey.track for tie in one.ties if tie.journey and tie.match.status in TOGETHER],
    "tag": lambda one: _listed(one.membership.record.get("tags")),
    "training": _training,
    "person": lambda one: [pseudonym(one.person.id)],
}
"""Fields whose values are words."""
NUMBERS: Mapping[str, Callable[[Someone], Sequence[float]]] = {
    "week": _weeks,
    "check-in": _marks,
    "days": lambda one: [(one.today - one.membership.since.date()).days],
    "matches": lambda one: [sum(tie.match.status in TOGETHER for tie in one.ties)],
}
"""Fields whose values are numbers. "days" counts from when they joined."""


def in_profile(one: Someone, name: str) -> list[str]:
    """What the profile says to a question."""
    value = one.membership.profile.get(name)
    if isinstance(value, dict):
        return [str(item).lower() for item in value.values()]
    return _listed(value)
