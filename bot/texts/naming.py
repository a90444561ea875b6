"""What languages, countries and lists are called in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from bot.words.phrases import Told

_Y_BEFORE_I = re.compile(r" y (?=h?[ií](?![aeo]))", re.IGNORECASE)
"""In Spanish "and" sounds different before an i: "español e inglés", but "agua y hielo"."""


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
    said = _Y_BEFORE_I.sub(" e ", said) if locale.language == "es" else said
    return Told(said, language, lambda other: joined(labels, other))


def language_name(tag: str, language: str) -> str:
    """What a language is called in another: "Deutsch" for "de" in "de". The tag itself when nobody named it."""
    locale = locale_of(language)
    parts = tag.replace("-", "_").split("_")
    names = ("_".join(parts[:length]) for length in range(len(parts), 0, -1))
    name = next((found for name in names if (found := locale.languages.get(name))), tag)
    return Told(str(name[:1].upper() + name[1:]), language, lambda other: language_name(tag, other))


def country_name(code: str, language: str) -> str:
    """What a country is called in a language; its code when nobody named it."""
    said = str(locale_of(language).territories.get(code, code))
    return Told(said, language, lambda other: country_name(code, other))
