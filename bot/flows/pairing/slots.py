"""Times at which two people can both talk, and a calendar file for the one they agree on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.words.messages import Json

HOURS = {"mornings": (9, 12), "afternoons": (12, 17), "evenings": (17, 21)}
"""What the parts of a day mean, in local hours; the end is the latest time by which a talk of an hour is over."""
WEEKEND = (10, 20)
LOOK_AHEAD = 14
"""Days in which a slot is looked for."""
OFFERED = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A full hour at which a meeting could begin (UTC)."""

    at: dt.datetime

    @property
    def key(self) -> str:
        """The slot as it stands in a button."""
        return f"s{int(self.at.timestamp()):x}"

    @classmethod
    def read(cls, key: str) -> dt.datetime:
        """The moment a key stands for."""
        return dt.datetime.fromtimestamp(int(key[1:], 16), dt.timezone.utc)


def common_slots(people: Sequence[tuple[Json, str]], since: dt.datetime) -> list[Slot]:
    """Up to three slots on different days, from tomorrow on, that lie in the times (as the profile lists them) of every
    one of these people on their own clock. Someone without times or zone has time in any reasonable hour."""
    begin = (since + dt.timedelta(days=1)).replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
    found: dict[dt.date, Slot] = {}
    for hours in range(LOOK_AHEAD * 24):
        at = begin + dt.timedelta(hours=hours)
        if at.date() not in found and all(_suits(at, times, zone) for times, zone in people):
            found[at.date()] = Slot(at)
    days = list(found.values())
    return days[:: max(1, len(days) // OFFERED)][:OFFERED]


def ics(uid: str, title: str, at: dt.datetime, minutes: int, made_at: dt.datetime) -> str:
    """One event as an iCalendar file (RFC 5545)."""
    end = at + dt.timedelta(minutes=minutes)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Alongside//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}@alongside",
        f"DTSTAMP:{made_at.astimezone(dt.timezone.utc):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{at.astimezone(dt.timezone.utc):%Y%m%dT%H%M%SZ}",
        f"DTEND:{end.astimezone(dt.timezone.utc):%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{_escaped(title)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _suits(at: dt.datetime, times: Json, zone: str) -> bool:
    try:
        local = at.astimezone(ZoneInfo(zone or "UTC"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        local = at
    listed = [each for each in times if isinstance(each, str)] if isinstance(times, list) else []
    if local.weekday() >= 5:
        return (not listed or "weekends" in listed) and WEEKEND[0] <= local.hour < WEEKEND[1]
    parts = [HOURS[each] for each in (listed or HOURS) if each in HOURS]
    return any(begin <= local.hour < end for begin, end in parts)


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """A line in pieces of at most 75 bytes, each but the first after a space."""
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > 74:
            pieces.append(piece)
            piece = " "
        piece += character
    return [*pieces, piece]
