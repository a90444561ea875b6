"""How a program wants people matched: weights, what may be shown, rules and checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from bot.curriculum.localised import Key, Localised, Model

FACETS = ("known_people", "place", "education", "profession", "goals", "interests", "languages")
"""Facets that are weighed. School and field of study count within education."""
WEIGHED = (*FACETS, "waiting", "load")
"""What has a weight: the facets, how long a mentee has waited, and how many mentees a mentor has."""
SHOWN = (*FACETS, "school", "origin")
"""What may be named as common ground."""
WEIGHTS: Mapping[str, float] = {
    "known_people": 2,
    "place": 2,
    "education": 2,
    "profession": 5,
    "goals": 4,
    "interests": 2,
    "languages": 1,
}
SHOW = ("place", "education", "school", "profession", "goals", "interests", "languages", "known_people")

Days = Annotated[int, Field(ge=1, le=366)]
Weight = Annotated[float, Field(ge=0, le=100)]


class Rules(Model):
    """Hard rules: what no weight can outweigh. `rematch_days`: how long two whose match ended are kept apart."""

    shared_language: bool = True
    overlapping_times: bool = True
    already_know: Literal["apart", "allow"] = "apart"
    same_gender_wish: bool = True
    rematch_days: int = Field(default=90, ge=0, le=3660)
    circles: Literal["forbid", "allow"] = "forbid"


class Check(Model):
    """Something a coordinator confirms about a mentor before they are matched, such as references."""

    name: Key
    label: Localised
    valid_months: int = Field(default=24, ge=1, le=600)


class Matching(Model):
    """How mentees and mentors find each other. Days are calendar days."""

    proposals: Literal["automatic", "released"] = "automatic"
    suggestions: int = Field(default=3, ge=1, le=3)
    mentee_days: Days = 4
    mentor_days: Days = 4
    weights: Mapping[Key, Weight] = WEIGHTS
    show: tuple[Key, ...] = SHOW
    rules: Rules = Rules()
    training: bool = True
    checks: tuple[Check, ...] = ()
