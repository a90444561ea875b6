"""Holdouts: matches that go without a kind of nudge, to tell what the nudge does from what happens anyway."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.words.journeys import Journey
from bot.words.matches import Match


@dataclass(frozen=True, slots=True)
class Arm:
    """Whether a match goes without a kind of nudge: drawn once, when it opened, and never again.

    `held` is True where it goes without; `share` is the share of matches that did when this was drawn.
    """

    match: int
    program: str
    kind: str
    held: bool
    share: float
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A nudge that a match went without. `what` says more than the kind, such as the rung of the silence ladder; `side`
    is whom it would have gone to."""

    match: int
    kind: str
    what: str
    side: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A match with its arms, and what became of it.

    `journey` is None in a program without steps. `messages` counts what the two wrote each other by week, named by its
    Monday (UTC), for weeks before `counted`. `left_out` counts the nudges it went without, by kind. `is_known` is False
    where what happened between the two is no longer kept.
    """

    arms: tuple[Arm, ...]
    match: Match
    journey: Journey | None = None
    messages: Mapping[dt.date, int] = field(default_factory=dict)
    counted: dt.date | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    is_known: bool = True
