"""Local times and moments: what a clock on the wall shows, and by which edition of the world's time zones."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from importlib import import_module
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC = dt.timezone.utc


def edition() -> str:
    """The edition of the IANA time zone database in use, such as "2026b"."""
    return str(import_module("tzdata").IANA_VERSION)


@lru_cache(maxsize=512)
def zone_of(name: str) -> dt.tzinfo:
    """The time zone of this name, UTC where there is none."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def moment_of(day: dt.date, time: dt.time, zone: str) -> dt.datetime:
    """This local day and time as a moment (UTC).

    A time that the clocks skip becomes the first minute that exists after it, one that comes twice is the first; of a
    day that a zone leaves out altogether it is the first minute of the next.
    """
    where = zone_of(zone)
    local = dt.datetime.combine(day, time.replace(fold=0), tzinfo=where)
    found = local.astimezone(UTC)
    if found.astimezone(where).replace(tzinfo=None) == local.replace(tzinfo=None):
        return found
    # Skipped: read with the offset before the gap it lies after the change, with the one after it before the change.
    before, after = local.replace(fold=1).astimezone(UTC), found
    offset = after.astimezone(where).utcoffset()
    while after - before > dt.timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(where).utcoffset() == offset:
            after = middle
        else:
            before = middle
    after = after.replace(microsecond=0)
    return after + dt.timedelta(seconds=-after.second % 60)


def on_the_wall(at: dt.datetime, zone: str) -> str:
    """What the clocks in this zone show at this moment (ISO, without an offset)."""
    return at.astimezone(zone_of(zone)).replace(tzinfo=None).isoformat()


def by_the_wall(local: str, zone: str) -> dt.datetime:
    """The moment (UTC) at which the clocks in this zone show this, by the rules of today; raises ValueError for what is
    no local time."""
    shown = dt.datetime.fromisoformat(local)
    return moment_of(shown.date(), shown.time(), zone)
