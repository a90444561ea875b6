"""The hours of a day in which one may write to someone by oneself, wherever nothing more is known of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.words.localtime import on_the_wall
from bot.words.people import Due

FROM_HOUR, TO_HOUR = 9, 20
"""Friendly hours, on the person's own clock."""


def friendly(at: dt.datetime, zone: str) -> dt.datetime:
    """The same moment, moved into the hours of day in which one may write to someone."""
    local = at.astimezone(ZoneInfo(zone)) if zone else at
    if FROM_HOUR <= local.hour < TO_HOUR:
        return at
    day = local.date() + dt.timedelta(days=local.hour >= TO_HOUR)
    return dt.datetime.combine(day, dt.time(FROM_HOUR), local.tzinfo).astimezone(dt.timezone.utc)


def by_the_clock(due: Due, zone: str) -> Due:
    """The same, meant for what the clocks in this zone show then: it stays at that hour whatever becomes of the zone's
    rules, or of where the person is. In a zone nobody knows it is the moment that is meant."""
    return replace(due, local=on_the_wall(due.at, zone), zone=zone) if zone else replace(due, local="", zone="")
