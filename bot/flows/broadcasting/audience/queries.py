"""Whom a broadcast is for, as data: a query made of fields and of other queries, and how it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from bot.words.errors import AlongsideError
from bot.words.messages import Json

FACET = "profile."
"""How fields begin that stand in the profile: "profile.goal"."""


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
