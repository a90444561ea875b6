"""Days and hours as people read them, in their language and their own time zone."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_time

from bot.words.phrases import Told


def local(at: dt.datetime, zone: str) -> dt.datetime:
    """The moment on this person's clock; UTC where their zone is not known."""
    try:
        return at.astimezone(ZoneInfo(zone or "UTC"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return at.astimezone(dt.timezone.utc)


def day(at: dt.datetime, zone: str, language: str) -> str:
    """A day with its weekday: "Thursday, March 12"."""
    return Told(_day(local(at, zone).date(), language), language, lambda other: day(at, zone, other))


def _day(date: dt.date, language: str) -> str:
    locale = _locale(language)
    comma = "، " if locale.text_direction == "rtl" and locale.language != "he" else ", "
    return f"{format_date(date, 'EEEE', locale=locale)}{comma}{format_skeleton('MMMMd', date, locale=locale)}"


def date_in_words(date: dt.date, language: str) -> str:
    """A day with its weekday, from a date that is no moment: it is that day wherever the reader is."""
    return day(dt.datetime.combine(date, dt.time(12), dt.timezone.utc), "UTC", language)


def hour(at: dt.datetime, zone: str, language: str) -> str:
    """The time of day: "6:00 PM", "18:00"."""
    said = str(format_time(local(at, zone).time(), "short", locale=_locale(language))).replace("\u202f", " ")
    return Told(said, language, lambda other: hour(at, zone, other))


def months(first: dt.date, last: dt.date, language: str) -> str:
    """From one month to another: "March – August 2026", or one month alone."""
    locale = _locale(language)
    if (first.year, first.month) == (last.year, last.month):
        said = str(format_skeleton("yMMMM", first, locale=locale))
    else:
        said = str(format_interval(first, last, "yMMMM", locale=locale)).replace("\u2009", " ")
    return Told(said, language, lambda other: months(first, last, other))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en")
