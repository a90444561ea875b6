"""When two people can talk: their local hours of a week laid on one clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from zoneinfo import ZoneInfo

SLOTS = 7 * 24 * 4
"""Quarters of an hour in a week, from Monday 0:00 UTC; quarters because some zones are 45 minutes off."""

_EVERY = (1 << SLOTS) - 1
_WORKDAYS, _WEEKEND, _WEEK = range(5), range(5, 7), range(7)
LOCAL = {
    "mornings": (_WORKDAYS, 8, 12),
    "afternoons": (_WORKDAYS, 12, 17),
    "evenings": (_WORKDAYS, 17, 22),
    "weekends": (_WEEKEND, 9, 22),
}
"""What the answers mean: days, from and until which local hour."""
UNASKED = (_WEEK, 8, 22)
"""When people are taken to have time whose program does not ask."""
WIDENED = (_WEEK, 7, 23)
"""The same for people who said that any time of the day will do."""


def _span(days: Iterable[int], start: int, end: int) -> int:
    hours = ((1 << 4 * (end - start)) - 1) << 4 * start
    return sum(hours << 96 * day for day in days)


@lru_cache(maxsize=4096)
def hours(times: tuple[str, ...], zone: str, today: dt.date, widened: bool = False) -> int | None:
    """The quarters of a week in which someone has time, as bits; None where their zone is not known."""
    offset = _offset(zone, today)
    if offset is None:
        return None
    spans = [WIDENED] if widened else [LOCAL[time] for time in times if time in LOCAL] or [UNASKED]
    local = 0
    for days, start, end in spans:
        local |= _span(days, start, end)
    return _turned(local, -offset)


def overlap(one: int | None, other: int | None) -> bool:
    """Whether two people have a whole hour in common; unknown hours fit everyone's."""
    if one is None or other is None:
        return True
    both = one & other
    both |= both << SLOTS  # the week goes on after Sunday
    return bool(both & both >> 1 & both >> 2 & both >> 3)


@lru_cache(maxsize=1024)
def _offset(zone: str, today: dt.date) -> int | None:
    """Quarters of an hour ahead of UTC at noon of that day."""
    try:
        ahead = dt.datetime.combine(today, dt.time(12), ZoneInfo(zone)).utcoffset()
    except (KeyError, ValueError, OSError):  # no such zone, or a name that is no path
        return None
    return round(ahead.total_seconds() / 900) if ahead is not None else None


def _turned(bits: int, by: int) -> int:
    by %= SLOTS
    return (bits << by | bits >> (SLOTS - by)) & _EVERY
