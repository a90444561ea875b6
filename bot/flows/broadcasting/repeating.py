"""Broadcasts that come again: "every Monday at 9", "on the 1st of the month", read into a rule and its next time."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from bot.flows.shapes.local_time import DAYS

_AT = r"(?: (?:at|a las|a la) (\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?)?"
_WEEKLY = re.compile(rf"(?:every|on|each|cada|todos los|todas las|los) ({'|'.join(DAYS)})s?{_AT}")
_OTHER_WEEK = re.compile(rf"(?:every (?:second|other)|cada dos semanas,? (?:el|los)) ({'|'.join(DAYS)})s?{_AT}")
_DAILY = re.compile(rf"(?:every day|daily|cada día|cada dia|todos los días|todos los dias){_AT}")
_MONTHLY = re.compile(
    rf"(?:on the|every|el|el día|el dia|cada) (\d{{1,2}})(?:st|nd|rd|th|º)?(?: day)?"
    rf"(?: of (?:the|each|every) month| of the month| de cada mes| del mes){_AT}"
)
_LAST = re.compile(
    rf"(?:on the last day of (?:the|each|every) month|el último día de cada mes|el ultimo dia del mes){_AT}"
)
_NINE = dt.time(9)


def read_rule(words: str) -> str | None:
    """The rule meant, such as "weekly 0 09:00" (0 is Monday), "monthly 31 17:30", "daily 09:00"; None: not understood.

    Without a time it is nine in the morning.
    """
    said = " ".join(words.casefold().split()).rstrip(".")
    if found := _OTHER_WEEK.fullmatch(said):
        return _rule(f"fortnightly {DAYS[found[1]]}", found.groups()[1:])
    if found := _WEEKLY.fullmatch(said):
        return _rule(f"weekly {DAYS[found[1]]}", found.groups()[1:])
    if found := _DAILY.fullmatch(said):
        return _rule("daily", found.groups())
    if found := _LAST.fullmatch(said):
        return _rule("monthly 31", found.groups())
    if (found := _MONTHLY.fullmatch(said)) and 1 <= int(found[1]) <= 31:
        return _rule(f"monthly {int(found[1])}", found.groups()[1:])
    return None


def _rule(kind: str, at: tuple[str | None, ...]) -> str | None:
    hour, minute, half = at
    if hour is None:
        return f"{kind} {_NINE:%H:%M}"
    hours = int(hour) % 12 + 12 * (half == "pm") if half else int(hour)
    minutes = int(minute or 0)
    return f"{kind} {hours:02}:{minutes:02}" if hours < 24 and minutes < 60 else None


def next_time(rule: str, after: dt.datetime, since: dt.date | None = None) -> dt.datetime:
    """The first local date and time of a rule after this one (all without a zone). A month without that day has it on
    its last; every second week counts from the week of `since`."""
    kind, *rest = rule.split()
    time = dt.time.fromisoformat(rest[-1])
    day = after.date()
    while not (_is_on(kind, rest, day, since or after.date()) and dt.datetime.combine(day, time) > after):
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, time)


def _is_on(kind: str, rest: list[str], day: dt.date, since: dt.date) -> bool:
    if kind == "daily":
        return True
    wanted = int(rest[0])
    if kind == "monthly":
        return day.day == min(wanted, calendar.monthrange(day.year, day.month)[1])
    if day.weekday() != wanted:
        return False
    weeks = (day - dt.timedelta(days=day.weekday()) - (since - dt.timedelta(days=since.weekday()))).days // 7
    return kind == "weekly" or weeks % 2 == 0
