"""Help in a crisis: the words that bring it, and where to turn, by country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from bot.curriculum.localised import ADDRESS, COUNTRY, Language, Localised, Model

EVERYWHERE = "*"
Country = Annotated[str, StringConstraints(pattern=COUNTRY)]
"""An ISO 3166 code of two letters, or "*" for everywhere else."""
Word = Annotated[str, StringConstraints(min_length=2, max_length=80, strip_whitespace=True, to_lower=True)]


class CrisisLine(Model):
    """One place to turn to."""

    name: Localised
    phone: str = Field(default="", max_length=60)
    url: str = Field(default="", max_length=200, pattern=ADDRESS)
    hours: Localised | None = None

    @model_validator(mode="after")
    def _reachable(self) -> CrisisLine:
        if not (self.phone or self.url):
            raise ValueError("a place to turn to needs a `phone` or a `url`")
        return self


class Crisis(Model):
    """`words` are whole words or phrases by language, in lower case; `lines` by country."""

    words: Mapping[Language, tuple[Word, ...]] = {}
    lines: Mapping[Country, tuple[CrisisLine, ...]] = {}

    def lines_in(self, country: str) -> tuple[CrisisLine, ...]:
        """Where to turn in this country (ISO code), else anywhere."""
        return self.lines.get(country.upper()) or self.lines.get(EVERYWHERE, ())

    @property
    def all_words(self) -> tuple[str, ...]:
        """The words of every language, each once: people in need write in any."""
        return tuple(dict.fromkeys(word for words in self.words.values() for word in words))
