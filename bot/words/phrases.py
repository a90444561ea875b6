"""What is said to people, before it is in anyone's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Self

from bot.words.values import dataclass

Arguments = Mapping[str, "str | int"]


class Told(str):
    """A value in words of one language that can be said in another: a day, a list, a country.

    Where a sentence comes in another language than its reader's, because nobody translated it, the values in it do too.
    """

    __slots__ = ("_again", "language")
    language: str
    _again: Callable[[str], str]

    def __new__(cls, said: str, language: str, again: Callable[[str], str]) -> Self:
        """`said` is in `language` (a BCP 47 tag); `again` says the same in any other."""
        told = super().__new__(cls, said)
        told.language, told._again = language, again
        return told

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)

    def in_language(self, language: str) -> str:
        """The same in another language; as it stands where that is one language with it, whatever the region."""
        return str(self) if primary(self.language) == primary(language) else self._again(language)


def primary(language: str) -> str:
    """The language of a tag without script and region, in small letters."""
    return language.replace("_", "-").lower().partition("-")[0]


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
