"""A day of the calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeGuard
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date

from bot.flows.engine.shape import Asking, Chosen, Declined, Draft, Option, Reading, Reply, Value
from bot.flows.shapes.dates import Moment, exists, read_moments
from bot.flows.shapes.labels import locale_of
from bot.flows.understanding.choosing import Candidate, choose
from bot.words.folding import normalise
from bot.words.messages import DatePicked, Json, Typed
from bot.words.phrases import Line, Phrase

HINT = Phrase("shape-date-hint", "Please send a date with day, month and year, like {example}.")
WHICH = Phrase("shape-date-which", "Which day do you mean?")

SHORT_YEARS_AHEAD = 20
"""How far ahead a two-digit year may lie; beyond, it is one of the century before."""

_DAYS_FROM_TODAY = {
    normalise(word): days
    for days, words in {
        -1: "yesterday/ayer/hier/gestern/ontem/вчера/вчора/أمس/دیروز/dün/jana",
        0: "today/now/hoy/aujourd'hui/heute/hoje/сегодня/сьогодні/اليوم/امروز/bugün/leo/maanta",
        1: "tomorrow/mañana/demain/morgen/amanhã/завтра/غدا/فردا/yarın/kesho/berri",
        2: "the day after tomorrow/day after tomorrow/pasado mañana/après-demain/übermorgen/послезавтра/післязавтра",
    }.items()
    for word in words.split("/")
}


@dataclass(frozen=True, slots=True)
class Date:
    """A day. The value is its ISO date; a day without a year is the coming one."""

    widget: str = "day"

    def read(self, reply: Reply, asking: Asking) -> Reading:
        match reply:
            case DatePicked(date):
                return Value(date.isoformat())
            case Chosen(key) if key in _drafted(asking):
                return Value(key)
            case Typed(text):
                return self._typed(text, asking)
        return Declined(self._hint(asking))

    def _typed(self, text: str, asking: Asking) -> Reading:
        named = [Candidate(option.key, (option.label,)) for option in self.options(asking)]
        key = choose(text, named, asking.language) if named else None
        if key is not None:
            return Value(key)
        days = _days(text, asking)
        if len(days) > 1:
            return Draft({"days": [day.isoformat() for day in days]}, WHICH())
        return Value(days[0].isoformat()) if days else Declined(self._hint(asking))

    def _hint(self, asking: Asking) -> Line:
        return HINT(example=_shown(_today(asking) + dt.timedelta(days=14), asking))

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return tuple(Option(day, _shown(dt.date.fromisoformat(day), asking)) for day in _drafted(asking))

    def show(self, value: Json, asking: Asking) -> str:
        try:
            return _shown(dt.date.fromisoformat(str(value)), asking)
        except ValueError:
            return ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        soon = _today(asking) + dt.timedelta(days=14)
        pressed = tuple(Chosen(option.key) for option in self.options(asking))
        if pressed:
            return pressed
        return (DatePicked(soon), Typed(soon.isoformat()), Typed(f"5/4/{soon.year}"), Typed("tomorrow"))


def _today(asking: Asking) -> dt.date:
    """The day it is where the person is, as far as known."""
    try:
        return asking.now.astimezone(ZoneInfo(asking.zone or "UTC")).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return asking.now.date()


def _shown(day: dt.date, asking: Asking) -> str:
    return format_date(day, "long", locale=locale_of(asking.language))


def _drafted(asking: Asking) -> tuple[str, ...]:
    kept = asking.draft.get("days") if isinstance(asking.draft, dict) else None
    return tuple(day for day in kept if _is_day(day)) if isinstance(kept, list) else ()


def _is_day(kept: Json) -> TypeGuard[str]:
    try:
        return isinstance(kept, str) and bool(dt.date.fromisoformat(kept))
    except ValueError:
        return False


def _days(text: str, asking: Asking) -> list[dt.date]:
    """The days a text can mean, the likeliest order of day and month first."""
    today = _today(asking)
    away = _DAYS_FROM_TODAY.get(normalise(text))
    if away is not None:
        return [today + dt.timedelta(days=away)]
    said = read_moments(text, asking.language, today.year + SHORT_YEARS_AHEAD).moments
    if said:
        return [dt.date(one.year, one.month, one.day) for one in said if one.day]
    coming = read_moments(f"{text[:200]} {today.year}", asking.language, today.year).moments
    return [day for one in coming if (day := _coming(one, today))]


def _coming(moment: Moment, today: dt.date) -> dt.date | None:
    """That day this year, or next year once it is over."""
    for year in (today.year, today.year + 1):
        dated = Moment(year, moment.month, moment.day)
        if moment.day and exists(dated) and dt.date(year, moment.month, moment.day) >= today:
            return dt.date(year, moment.month, moment.day)
    return None


PHRASES = (HINT, WHICH)
