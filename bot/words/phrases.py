"""What is said to people, before it is in anyone's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from bot.words.values import dataclass

Arguments = Mapping[str, "str | int"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say to a person, not yet in their language: a phrase's key, its English, and the values in it."""

    key: str
    english: str
    values: Arguments = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrase:
    """English words with a key under which other languages overlay them; `{name}` marks a value.

    Calling it fills it in: `HELLO(name="Amina")` is a `Line`.
    """

    key: str
    english: str

    def __call__(self, **values: str | int) -> Line:
        return Line(self.key, self.english, values)
