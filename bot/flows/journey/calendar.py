"""Local days and hours: when something is due on a person's own clock, whatever their zone does to its days."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from bot.curriculum.rhythm import QuietHours
from bot.words.localtime import UTC, moment_of, zone_of

__all__ = ["UTC", "Hours", "dates_of", "moment_of", "zone_of"]

DAY = dt.timedelta(days=1)
SPREAD = 2 * 60 * 60
"""Seconds over which what is late is spread: 10,000 people make 1.4 a second."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When someone hears from the program: on which weekday (0 is Monday) and at which local time, in which zone, and
    when not at all."""

    weekday: int
    time: dt.time
    zone: str
    quiet: QuietHours

    def day(self, now: dt.datetime) -> dt.date:
        """The date on this person's calendar."""
        return now.astimezone(zone_of(self.zone)).date()

    def at(self, day: dt.date) -> dt.datetime:
        """When something of this day goes out (UTC): at their hour, later where that hour is quiet."""
        return self.awake(moment_of(day, self.time, self.zone))

    def on(self, day: dt.date) -> dt.date:
        """The first day of their weekday, from this day on."""
        return day + dt.timedelta(days=(self.weekday - day.weekday()) % 7)

    def is_quiet(self, at: dt.datetime) -> bool:
        """Whether nothing is sent at this moment."""
        return self.quiet.cover(at.astimezone(zone_of(self.zone)).time())

    def awake(self, at: dt.datetime) -> dt.datetime:
        """This moment, or the first after it that is not quiet (UTC)."""
        while self.is_quiet(at):
            day = self.day(at)
            ends = (moment_of(day + dt.timedelta(days=more), self.quiet.end, self.zone) for more in range(4))
            at = next(end for end in ends if end > at)
        return at

    def apart(self, at: dt.datetime, person: int) -> dt.datetime:
        """A moment soon after this one that is not quiet, not the same for everyone who is late at once."""
        drawn = hashlib.blake2b(f"{person}".encode(), digest_size=4).digest()
        wait = dt.timedelta(seconds=int.from_bytes(drawn, "big") % SPREAD)
        then = self.awake(at) + wait
        return then if not self.is_quiet(then) else self.awake(then) + wait


def dates_of(month_day: tuple[int, int], first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The dates of a day of every year between two dates, both counted; 29 February is the 28th in other years."""
    month, day = month_day
    for year in range(first.year, last.year + 1):
        is_missing = (month, day) == (2, 29) and (year % 4 != 0 or (year % 100 == 0 and year % 400 != 0))
        found = dt.date(year, month, day - is_missing)
        if first <= found <= last:
            yield found
