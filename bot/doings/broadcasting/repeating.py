"""Brings forth the next of a broadcast that comes again and again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.flows.broadcasting.moves import look_after
from bot.flows.broadcasting.repeating import next_time
from bot.words.broadcasts import Broadcast, Lacking
from bot.words.effects.desk import SaveBroadcast
from bot.words.effects.sending import Schedule
from bot.words.turns import Effect, ids_from

AHEAD = dt.timedelta(hours=15)
"""How long before its local time a repeated broadcast is counted: it is fourteen hours earlier in the first zones."""


def repeated(broadcast: Broadcast, now: dt.datetime) -> list[Effect]:
    """The next of a repeating broadcast, once it is near, and when to look again. What was missed is left out.

    Its times are those of each person's own clock, so it is counted before the first of them has come.
    """
    since = broadcast.started_at or broadcast.created_at
    local = next_time(broadcast.repeat, (broadcast.snapshot_at or since).replace(tzinfo=None), since.date())
    at = local.replace(tzinfo=dt.timezone.utc)
    if now < at - AHEAD:
        return [Schedule(look_after(broadcast.id, at - AHEAD))]
    effects: list[Effect] = [SaveBroadcast(replace(broadcast, snapshot_at=at)), Schedule(look_after(broadcast.id, now))]
    if now < at + dt.timedelta(hours=broadcast.timing.hours):
        id = ids_from(f"repeat\0{broadcast.id:x}\0{local.isoformat()}")()
        timing = replace(broadcast.timing, kind="local", at=local.isoformat())
        child = replace(broadcast, id=id, status="draft", timing=timing, repeat="", starts=True)
        child = replace(child, created_at=now, snapshot_at=None, counted_at=None, started_at=None, shown=None)
        child = replace(child, cursor=0, size=0, lacking=Lacking(), found=())
        effects += [SaveBroadcast(child), Schedule(look_after(id, now))]
    return effects
