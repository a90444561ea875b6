"""Reads how far the rehearsal's clock is to be moved: the ISO 8601 durations whose length is certain."""

from __future__ import annotations

import datetime as dt
import re

LONGEST = dt.timedelta(days=3660)

_DURATION = re.compile(r"P(?!$)(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?!$)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?")


def read_duration(text: str) -> dt.timedelta:
    """Read "P7D", "P1DT2H", "PT30M", "P2W"…; raises ValueError, saying what to write, for anything else.

    Months and years are declined, because their length depends on where they begin.
    """
    found = _DURATION.fullmatch(text.strip().upper())
    if not found:
        raise ValueError("Write how far to move as an ISO 8601 duration in weeks, days, hours or minutes, like P7D.")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    span = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if not dt.timedelta(0) < span <= LONGEST:
        raise ValueError(f"Move the clock by more than nothing and at most P{LONGEST.days}D at once.")
    return span
