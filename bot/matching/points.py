"""Points in common as values, and as the plain data they are kept as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.words.messages import Json

KINDS = frozenset(
    [
        "known_people",
        "same_city",
        "near",
        "same_region",
        "same_country",
        "same_origin",
        "same_school",
        "same_field",
        "same_level",
        "aimed_job",
        "aimed_near_job",
        "aimed_field",
        "same_job",
        "same_near_job",
        "same_work_field",
        "goals",
        "near_goal",
        "interests",
        "near_interest",
        "languages",
    ]
)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing two people have in common. `weight` is what it adds to the score; the weightiest stand first.

    `kind` is one of KINDS. `values` are plain data: names as people or maps write them, ISO codes, BCP 47 tags, keys of
    concepts, and options of the program as {"option": key, "names": {language: label}}. Where the two sides differ, the
    mentee's value is under "mentee", the mentor's under "mentor".
    """

    kind: str
    weight: int
    values: Mapping[str, Json]


def as_json(points: Iterable[Point]) -> Json:
    """Points as plain data."""
    return [{"kind": one.kind, "weight": one.weight, **one.values} for one in points]


def ground_of(value: Json) -> list[Point]:
    """Points from plain data; what is of no kind we know is left out."""
    points = []
    for one in value if isinstance(value, list) else []:
        kept = dict(one) if isinstance(one, dict) else {}
        kind, weight = kept.pop("kind", None), kept.pop("weight", None)
        if isinstance(kind, str) and kind in KINDS and isinstance(weight, int):
            points.append(Point(kind, weight, kept))
    return points
