"""Counts whom a broadcast is for, some people at a time, each time a commit of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from bot.flows.broadcasting.audience.queries import fields, from_json
from bot.flows.broadcasting.moves import begun, faults
from bot.flows.broadcasting.sending import counted
from bot.flows.engine.stage import Stage
from bot.words.broadcasts import Broadcast, Recipient
from bot.words.clock import Clock
from bot.words.effects.desk import SaveBroadcast
from bot.words.effects.sending import Schedule
from bot.words.people import Due
from bot.words.ports import Session, Store
from bot.words.turns import Effect

CHUNK = 500
"""People looked at in one transaction while recipients are counted."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Counts recipients; where it was interrupted it goes on from what is written."""

    store: Store
    clock: Clock
    stage: Stage

    async def is_counted(self, id: int, most: int) -> bool:
        """Count so many chunks at most; whether nothing is left to count."""
        for _ in range(most):
            broadcast = await self.store.read(lambda session: session.broadcasts([id]).get(id))
            if broadcast is None or broadcast.status != "draft" or broadcast.counted_at:
                return True
            await self._count(broadcast)
        return False

    async def _count(self, broadcast: Broadcast) -> None:
        """Look at the next people, and write down who of them it is for."""
        query = from_json(broadcast.audience)
        now = self.clock.now()
        start = broadcast if broadcast.snapshot_at else replace(broadcast, snapshot_at=now)

        def look(session: Session) -> tuple[Broadcast, list[Recipient]]:
            people = session.members(start.programs, start.cursor, CHUNK)
            scenes = session.scenes_of(people)
            after, found = start, []
            for person in people:
                if person in scenes:
                    after, recipient = counted(self.stage, after, query, scenes[person])
                    found += [recipient] if recipient else []
            if "person" in fields(query):
                after = replace(after, found=(*after.found, *(one.person for one in found)))
            is_last = len(people) < CHUNK
            return replace(after, cursor=max(people, default=after.cursor), counted_at=now if is_last else None), found

        after, found = await self.store.read(look)

        def write(session: Session) -> None:
            stands = session.broadcasts([broadcast.id]).get(broadcast.id)
            if stands is None or stands.status != "draft" or stands.cursor != broadcast.cursor or stands.counted_at:
                return
            if stands.audience != broadcast.audience or stands.timing != broadcast.timing:
                return
            session.add_recipients(broadcast.id, found)
            session.carry_out(_came_of(after, now), now)

        await self.store.write(write)


def _came_of(broadcast: Broadcast, now: dt.datetime) -> list[Effect]:
    """What comes of a count, once it is at its end: it begins by itself, or whoever made it is told."""
    if broadcast.counted_at is None:
        return [SaveBroadcast(broadcast)]
    if broadcast.starts:
        ready = replace(broadcast, lacking=replace(broadcast.lacking, count=0))  # those few are skipped, and reported
        after = replace(broadcast, status="dropped", ended_at=now) if faults(ready) else begun(broadcast, now)
        return [SaveBroadcast(after)]
    key = f"broadcast-counted:{broadcast.id:x}"
    told = Due(key, "broadcast-counted", broadcast.by or 0, now, subject=str(broadcast.id))
    return [SaveBroadcast(broadcast), *([Schedule(told)] if broadcast.by else [])]
