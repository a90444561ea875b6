"""The hours of a day in which one may write to someone by oneself, wherever nothing more is known of them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

FROM_HOUR, TO_HOUR = 9, 20


def friendly(at: dt.datetime, zone: str) -> dt.datetime:
    """The same moment, moved into the hours of day in which one may write to someone."""
    local = at.astimezone(ZoneInfo(zone)) if zone else at
    if FROM_HOUR <= local.hour < TO_HOUR:
        return at
    day = local.date() + dt.timedelta(days=local.hour >= TO_HOUR)
    return dt.datetime.combine(day, dt.time(FROM_HOUR), local.tzinfo).astimezone(dt.timezone.utc)
