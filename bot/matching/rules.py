"""What a program asks of a match: hard rules, soft weights, what may be named, and the words of its options."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

FACETS = ("known_people", "place", "education", "profession", "goals", "interests", "languages")
"""What is weighed, in the order in which ties between points are settled."""

SHOWABLE = (*FACETS, "school", "origin")
"""What may be named as common ground; `school` names the school, `education` field and level."""

Labels = Mapping[str, Mapping[str, str]]
"""Option key → language tag → what the option is called."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each facet counts, at full strength. Two decimals count.

    `waiting` is what the longest counted wait is worth (`Terms.waiting_days`). `load` is what a mentor's second mentee
    costs, in quarters: the k-th costs `load * (k - 1) / 4`, so that the next mentee rather goes to someone without one.
    """

    known_people: float = 2
    place: float = 2
    education: float = 2
    profession: float = 5
    goals: float = 4
    interests: float = 2
    languages: float = 1
    waiting: float = 3
    load: float = 2

    def of(self, facet: str) -> int:
        """A weight in hundredths, never below zero."""
        return max(0, round(100 * float(getattr(self, facet))))


@dataclass(frozen=True, slots=True)
class Rules:
    """What must hold, whatever the score.

    `already_know`: "apart" keeps people apart who know each other. `rematch_days`: for so long after a match or a
    proposal ended, the same two are not put together again. `circles`: "forbid" means that nobody becomes the mentor of
    their own mentor, directly or through others. `training` and `checks` are asked of mentors.
    """

    shared_language: bool = True
    overlapping_times: bool = True
    already_know: str = "apart"
    same_gender_wish: bool = True
    rematch_days: int = 90
    circles: str = "forbid"
    training: bool = True
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """All that a round needs to know of a program, and the day on which it runs.

    `goals` and `interests` are the program's options. `languages` are those everyone in it is expected to speak:
    sharing one of them is nothing to mention. `aims`, `field` and `origin` name a program's own questions, where it
    asks for a job one aims for, a field of study, a country of origin. `private` lists options never to be named.
    """

    today: dt.date
    rules: Rules = Rules()
    weights: Weights = Weights()
    show: frozenset[str] = frozenset({"place", "education", "school", "profession", "goals", "interests", "languages"})
    goals: Labels = field(default_factory=dict)
    interests: Labels = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    aims: tuple[str, ...] = ()
    field: str = "field"
    origin: str = ""
    private: frozenset[str] = frozenset()
    suggestions: int = 3
    waiting_days: int = 90
    with_semantics: bool = False
