"""Words that several figures share, and how numbers and days become words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import regex
from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from bot.words.phrases import Line, Phrase, Told
from bot.words.reports import SMALLEST, Figure, Shown

Say = Callable[[Line], str]
_POINT = regex.compile(r"\d+\.\d+")

HIDDEN = Phrase("report-hidden", "not shown")
HIDDEN_SHORT = Phrase("report-hidden-short", "–")
NOTHING_YET = Phrase("report-nothing-yet", "There is nothing to show yet.")
TOO_FEW = Phrase(
    "report-too-few",
    "This is about fewer than five, so I don't show it: with so few, everyone would know who is meant.",
)
GIVES_AWAY = Phrase(
    "report-gives-away",
    "With these filters fewer than five would be left, or left out, so I show nothing: choose wider ones.",
)
UNDER_FIVE = Phrase("report-under-five", "Groups under five are not shown, nor what would give them away: “–”.")
WEEK = Phrase("report-week", "Week")
MONTH = Phrase("report-month", "Month")
PAIRS = Phrase("report-pairs", "Pairs")
MENTEES, MENTORS = Phrase("report-mentees", "Mentees"), Phrase("report-mentors", "Mentors")
NUMBER = Phrase("report-number", "{number}")


def number(value: float | str) -> Line:
    """A bare number as a line: the same in every language."""
    return NUMBER(number=str(value))


def share(part: int, whole: int) -> int:
    """A share in whole per cent; what is not nobody is never 0, what is not all is never 100."""
    if not 0 < part < whole:
        return 100 * (part == whole and whole > 0)
    return min(max(round(100 * part / whole), 1), 99)


def is_small(count: int) -> bool:
    """Whether a number is of a group that is not shown."""
    return 0 < count < SMALLEST


def of(shown: Shown, whole: int) -> float | None:
    """A part that may be shown in per cent of the whole."""
    return None if shown is None or not whole else 100 * shown / whole


def empty(figure: Figure, says: Line) -> Figure:
    """The figure without anything to draw, and why."""
    return Figure(figure.key, figure.title, says, figure.defines, figure.shape, is_empty=True)


def average(value: float) -> str:
    """A mean with one digit behind the point."""
    return f"{value:.1f}"


def in_words(label: Line | str, say: Say, language: str) -> str:
    """A label as it is read: a line in its language, "2026-03" as a month, "2026-03-02" as a day of it."""
    if isinstance(label, Line):
        values = {name: _value(name, value, say, language) for name, value in label.values.items()}
        return say(Line(label.key, label.english, values))
    try:
        if len(label) == len("2026-03"):
            return _date(dt.date.fromisoformat(f"{label}-01"), "LLL y", language)
        return _date(dt.date.fromisoformat(label), "d MMM", language)
    except ValueError:
        return label


def _value(name: str, value: str | int, say: Say, language: str) -> str | int:
    """A month by its name, a number with a point as it is written in this language."""
    if name == "month" and isinstance(value, str):
        return in_words(value, say, language)
    if isinstance(value, str) and _POINT.fullmatch(value):
        return str(format_decimal(value, locale=_locale(language), decimal_quantization=False))
    return value


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en")


def _date(day: dt.date, pattern: str, language: str) -> str:
    said = str(format_date(day, pattern, locale=_locale(language)))
    return Told(said, language, lambda other: _date(day, pattern, other))


PHRASES = (
    HIDDEN,
    HIDDEN_SHORT,
    NOTHING_YET,
    TOO_FEW,
    GIVES_AWAY,
    UNDER_FIVE,
    WEEK,
    MONTH,
    PAIRS,
    MENTEES,
    MENTORS,
    NUMBER,
)
