"""Whom a broadcast is for: a query over everything that is known of a member, written as data, decided one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.words.errors import AlongsideError
from bot.words.matches import PROPOSED, TOGETHER, Tie
from bot.words.messages import Json
from bot.words.people import Membership, Person, pseudonym
from bot.words.turns import Scene


class AudienceError(AlongsideError):
    """The query means nothing; the message says which part of it and what there is instead."""


@dataclass(frozen=True, slots=True)
class Everyone:
    """All members of the program."""


@dataclass(frozen=True, slots=True)
class Is:
    """A field holds one of these values (in a list: at least one of them). "" stands for nothing at all."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A field that is a number lies between these, both counted."""

    field: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Not:
    """Those who are not."""

    part: Query


@dataclass(frozen=True, slots=True)
class All:
    """Those for whom every part holds."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Those for whom at least one part holds."""

    parts: tuple[Query, ...]


Query = Everyone | Is | Between | Not | All | AnyOf


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
FACET = "profile."
"""How fields begin that stand in the profile: "profile.goal"."""


def fields(query: Query) -> set[str]:
    """Every field a query looks at."""
    match query:
        case Is(field=field) | Between(field=field):
            return {field}
        case Not(part=part):
            return fields(part)
        case All(parts=parts) | AnyOf(parts=parts):
            return set().union(*map(fields, parts))
        case Everyone():
            return set()


def named(query: Query) -> tuple[str, ...]:
    """The people whom a query names one by one, by pseudonym."""
    match query:
        case Is(field="person", values=values):
            return values
        case All(parts=parts) | AnyOf(parts=parts):
            return tuple(name for part in parts for name in named(part))
        case _:
            return ()


def check(query: Query) -> None:
    """Raises AudienceError naming the first field that there is none of, or that is used in the wrong way."""
    match query:
        case Is(field=field) if field not in WORDS and not field.startswith(FACET):
            hint = (
                " takes numbers, such as 3-6" if field in NUMBERS else f" is no field; there are {', '.join(_known())}"
            )
            raise AudienceError(f"{field}{hint}")
        case Is(field=field, values=()):
            raise AudienceError(f"{field} has no values")
        case Between(field=field) if field not in NUMBERS:
            raise AudienceError(f"{field} has no numbers; those that have are {', '.join(NUMBERS)}")
        case Between(field=field, low=low, high=high) if low > high:
            raise AudienceError(f"{field}: {low:g} is more than {high:g}")
        case Not(part=part):
            check(part)
        case All(parts=parts) | AnyOf(parts=parts):
            if not parts:
                raise AudienceError("a group without parts")
            for part in parts:
                check(part)


def _known() -> Iterable[str]:
    return (*WORDS, *NUMBERS, f"{FACET}…")


def holds(query: Query, one: Someone) -> bool:
    """Whether someone is in the audience."""
    match query:
        case Everyone():
            return True
        case Is(field=field, values=values):
            found = _facet(one, field) if field.startswith(FACET) else WORDS[field](one)
            return bool(set(values) & set(found)) or ("" in values and not any(found))
        case Between(field=field, low=low, high=high):
            return any(low <= number <= high for number in NUMBERS[field](one))
        case Not(part=part):
            return not holds(part, one)
        case All(parts=parts):
            return all(holds(part, one) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, one) for part in parts)


def _facet(one: Someone, field: str) -> list[str]:
    name = field.removeprefix(FACET)
    value = one.membership.profile.get(name)
    if isinstance(value, dict):
        return [str(item).lower() for item in value.values()]
    return _listed(value)


def met_by(query: Query, scene: Scene, programs: Sequence[str], now: dt.datetime) -> Someone | None:
    """The first role of theirs in these programs with which someone is in the audience, None where they are not.

    Who stopped taking part is in no audience, nor is who joined after the moment asked for.
    """
    if scene.person is None or not scene.person.active:
        return None
    for membership in scene.memberships:
        if membership.program in programs and membership.status != "stopped" and membership.since <= now:
            one = Someone(scene.person, membership, _ties(scene, membership), now.date())
            if holds(query, one):
                return one
    return None


def _ties(scene: Scene, membership: Membership) -> tuple[Tie, ...]:
    return tuple(
        tie
        for tie in scene.ties
        if tie.match.program == membership.program and tie.match.side(membership.person) == membership.role
    )


# --- as data -------------------------------------------------------------------------------------------------------


def as_json(query: Query) -> Json:
    """The query as it is kept."""
    match query:
        case Everyone():
            return {"everyone": True}
        case Is(field=field, values=values):
            return {"field": field, "is": list(values)}
        case Between(field=field, low=low, high=high):
            return {"field": field, "from": low, "to": high}
        case Not(part=part):
            return {"not": as_json(part)}
        case All(parts=parts):
            return {"all": [as_json(part) for part in parts]}
        case AnyOf(parts=parts):
            return {"any": [as_json(part) for part in parts]}


def from_json(data: Json) -> Query:
    """The query that was kept; raises AudienceError where it is none."""
    match data:
        case {"everyone": True}:
            return Everyone()
        case {"field": str(field), "is": list(values)}:
            return Is(field, tuple(str(value).lower() for value in values))
        case {"field": str(field), "from": int() | float() as low, "to": int() | float() as high}:
            return Between(field, low, high)
        case {"not": part}:
            return Not(from_json(part))
        case {"all": list(parts)}:
            return All(tuple(map(from_json, parts)))
        case {"any": list(parts)}:
            return AnyOf(tuple(map(from_json, parts)))
        case _:
            raise AudienceError(f"this is no audience: {str(data)[:80]}")
