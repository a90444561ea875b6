"""What options are called: in the flow's English, or in the languages a program gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from bot.flows.engine.shape import Asking
from bot.flows.shapes.matching import Candidate
from bot.words.phrases import Line

TICK = "✓ "
_Y_BEFORE_I = re.compile(r" y (?=h?[ií](?![aeo]))", re.IGNORECASE)
"""In Spanish "and" sounds different before an i: "español e inglés", but "agua y hielo"."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An option: its key, its English label, and labels in other languages by BCP 47 tag (from a program's files).

    Without `labels` the label is looked up as `<question key>-<option key>`, or under `text` where a shape brings its
    own words. `also` are other words people type for it.
    """

    key: str
    english: str
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    also: tuple[str, ...] = ()
    text: str = ""

    def label(self, asking: Asking) -> str:
        """What the option is called in the reader's language."""
        if self.labels:
            return _best(self.labels, asking.language) or self.english
        return asking.say(self.line(asking.key))

    def line(self, question: str) -> Line:
        """The label as a line to say."""
        return Line(self.text or f"{question}-{self.key}", self.english)

    def candidate(self, asking: Asking) -> Candidate:
        """What someone may call it when they type."""
        return Candidate(self.key, (self.label(asking), self.english, *self.also))


Options: TypeAlias = Mapping[str, str] | Sequence[Labelled]


def labelled(options: Options) -> tuple[Labelled, ...]:
    """Options from key → English label, or as a program gives them."""
    if isinstance(options, Mapping):
        return tuple(Labelled(key, english) for key, english in options.items())
    return tuple(options)


def _best(labels: Mapping[str, str], language: str) -> str | None:
    known = {tag.replace("_", "-").lower(): label for tag, label in labels.items()}
    parts = language.replace("_", "-").lower().split("-")
    found = (known.get("-".join(parts[:length])) for length in range(len(parts), 0, -1))
    return next((label for label in found if label), None)


def listed(labels: Iterable[str]) -> str:
    """Labels as a numbered list, one a line."""
    return "\n".join(f"{number}. {label}" for number, label in enumerate(labels, 1))


def locale_of(language: str) -> Locale:
    """The locale nearest to a language tag; English when there is none."""
    parts = language.replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (ValueError, TypeError, UnknownLocaleError):
            continue
    return Locale("en")


def joined(labels: Sequence[str], language: str) -> str:
    """Labels in a sentence: "jobs, language and housing"."""
    locale = locale_of(language)
    said = format_list(labels, locale=locale)
    return _Y_BEFORE_I.sub(" e ", said) if locale.language == "es" else said


def language_name(tag: str, language: str) -> str:
    """What a language is called in another: "Deutsch" for "de" in "de". The tag itself when nobody named it."""
    locale = locale_of(language)
    parts = tag.replace("-", "_").split("_")
    names = ("_".join(parts[:length]) for length in range(len(parts), 0, -1))
    name = next((found for name in names if (found := locale.languages.get(name))), tag)
    return str(name[:1].upper() + name[1:])


def country_name(code: str, language: str) -> str:
    """What a country is called in a language; its code when nobody named it."""
    return str(locale_of(language).territories.get(code, code))
