"""What a shape is: it reads a reply into a value, or says kindly what it needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Protocol

from bot.words.messages import DatePicked, Json, LocationShared, PeoplePicked, Typed
from bot.words.phrases import Line
from bot.words.values import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """A pressed button of the open question: the key of its option."""

    key: str


Reply = Typed | Chosen | PeoplePicked | LocationShared | DatePicked


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen: `key` is stable (ASCII, ≤ 24 characters), `label` is in the reader's language.

    `kind` is "option", or "done" for the button that finishes a question with several choices.
    """

    key: str
    label: str
    kind: str = "option"


@dataclass(frozen=True, slots=True)
class Value:
    """The reply was understood. `note` is an optional short acknowledgement ("Lyon, France. Noted.")."""

    value: Json
    note: Line | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Half an answer, kept until the rest arrives.

    With `ask` that is asked next ("Which Springfield?"); without it only the buttons change (a choice was ticked).
    """

    draft: Json
    ask: Line | None = None


@dataclass(frozen=True, slots=True)
class Declined:
    """The reply was not understood; the hint says kindly what would be, and is followed by the question's buttons."""

    hint: Line


Reading = Value | Draft | Declined


@dataclass(frozen=True, slots=True)
class City:
    """A place on earth: `country` is ISO 3166-1 alpha-2, `zone` an IANA time zone, degrees for the rest."""

    id: int
    name: str
    region: str
    country: str
    latitude: float
    longitude: float
    zone: str
    population: int


class Gazetteer(Protocol):
    """The cities of the world, offline and immutable."""

    def find(self, name: str, limit: int = 5) -> list[City]:
        """Cities of that name in any language or script, the likeliest first."""
        ...

    def guess(self, name: str, limit: int = 5) -> tuple[list[City], bool]:
        """Cities that may be meant by a misspelt name, the likeliest first, and whether the first is clearly meant."""
        ...

    def near(self, latitude: float, longitude: float) -> City | None:
        """The nearest city, None in the middle of nowhere (more than 200 km)."""
        ...

    def by_id(self, id: int) -> City | None:
        """The city with this id."""
        ...


@dataclass(frozen=True, slots=True)
class Asking:
    """What a shape may know while it asks: `key` is the question's text key ("onboarding-role") under which option
    labels are looked up as `<key>-<option>`; `language` the reader's; `say` puts a line in the reader's language."""

    key: str
    language: str
    now: dt.datetime
    say: Callable[[Line], str] = field(repr=False)
    gazetteer: Gazetteer | None = field(default=None, repr=False)
    zone: str = ""
    draft: Json = None
    answers: Mapping[str, Json] = field(default_factory=dict)


class Shape(Protocol):
    """How one kind of question is answered. Shapes are immutable and pure.

    The widget is what adapters may offer natively: "people", "location", "date" (long ago),
    "day" (from today on) or "".
    """

    @property
    def widget(self) -> str:
        """The native widget that suits this shape."""
        ...

    def read(self, reply: Reply, asking: Asking) -> Reading:
        """Read a reply. Never raises for anything a person can send."""
        ...

    def options(self, asking: Asking) -> tuple[Option, ...]:
        """The buttons, given the draft so far (ticked ones say so in their label)."""
        ...

    def show(self, value: Json, asking: Asking) -> str:
        """The value as the person reads it in the review ("Lyon, France")."""
        ...

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        """One acceptable reply per way this question can be answered, for the path walker (no randomness)."""
        ...
