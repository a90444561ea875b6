"""Feeds a running broadcast to the outbox in small lots, takes back what rests, and has whoever sends it told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from bot.doings.pace import Pace, Paces
from bot.doings.parts import parts
from bot.flows.broadcasting.moves import look_after
from bot.flows.broadcasting.sending import fed
from bot.flows.engine.stage import Stage
from bot.words.broadcasts import OVER, Broadcast, Fed
from bot.words.effects.desk import SaveBroadcast
from bot.words.effects.sending import Schedule
from bot.words.messages import Limits
from bot.words.people import Due
from bot.words.ports import Session
from bot.words.turns import Effect

MOST_OPEN, FEWEST_OPEN = 200, 20
"""Deliveries of one broadcast in the outbox at the same time on one channel; between these it is a second's worth, so
that nobody's reply waits long behind them."""
SOONEST, LATEST = 0.05, 1.0
"""Seconds between two looks at a running broadcast whose deliveries are under way."""
SHOWN_EVERY = dt.timedelta(seconds=3)
"""How often whoever sends it sees how far it is."""
WEEK = dt.timedelta(days=7)
UNLIMITED = 1_000.0
"""Messages a second of a channel without a limit of ours, for reckoning how many are under way."""
WEEK_ONE = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)


class Feeding:
    """What is fed within one transaction. `soon` says after how many seconds a broadcast has to be looked at again,
    where that is before the next tick."""

    def __init__(self, stage: Stage, paces: Paces, limits: Mapping[str, Limits]) -> None:
        self._stage = stage
        self._limits = limits
        self._rates = {name: _rate(paces.by_channel.get(name, Pace())) for name in limits}
        self._shown: dict[int, dt.datetime] = {}
        self.soon: dict[int, float] = {}

    def feed(self, session: Session, broadcast: Broadcast, now: dt.datetime) -> None:
        """Take over what became of the last lot, let those have the next whose turn it is, say when to look again."""
        going = session.settle_recipients(broadcast.id, now)
        if broadcast.again:
            session.send_again(broadcast.id, now)
            broadcast = replace(broadcast, again=False)
            session.carry_out([SaveBroadcast(broadcast)], now)
        room = {name: self._most(name) - going.get(name, 0) for name in self._limits}
        waiting = session.waiting(broadcast.id, room, now)
        people = [one.person for one in waiting]
        scenes = session.scenes_of(people)
        heard = session.heard_lately(broadcast.id, people, now - WEEK) if broadcast.cap else {}
        lot = [
            self._fitted(fed(self._stage, broadcast, one, scenes.get(one.person), heard.get(one.person, 0), now))
            for one in waiting
        ]
        session.feed(broadcast.id, lot, now)
        under_way = sum(going.values()) + sum(bool(one.deliveries) for one in lot)
        at = self._again(session, broadcast, now, under_way, is_more=bool(waiting))
        after = broadcast if at else replace(broadcast, status="done", ended_at=now)
        effects: list[Effect] = [Schedule(look_after(broadcast.id, at))] if at else [SaveBroadcast(after)]
        session.carry_out([*effects, *self._told(after, now)], now)

    def _fitted(self, one: Fed) -> Fed:
        """In parts, where its channel takes them as several messages only."""
        limits = self._limits.get(one.deliveries[0].address.channel) if one.deliveries else None
        return replace(one, deliveries=tuple(parts(one.deliveries[0], limits))) if limits else one

    def _again(
        self, session: Session, broadcast: Broadcast, now: dt.datetime, under_way: int, *, is_more: bool
    ) -> dt.datetime | None:
        """When to look again; None: nobody is left."""
        if under_way:
            fastest = max(self._rates.values(), default=UNLIMITED)
            seconds = min(max(under_way / fastest / 4, SOONEST), LATEST)
            # The hub looks for what is due once a second; a fast channel is empty by then.
            self.soon[broadcast.id] = seconds + 0.001
            return now + dt.timedelta(seconds=seconds)
        if is_more:
            return now
        turn = session.next_turn(broadcast.id)
        return None if turn is None else max(turn, now)

    def rest(self, session: Session, broadcast: Broadcast, now: dt.datetime) -> bool:
        """Take back what has not left; close who waits, where it was cancelled."""
        going = session.settle_recipients(broadcast.id, now, stopped=True)
        has_more = broadcast.status == "cancelled" and session.cancel_rest(broadcast.id, now)
        effects = self._told(broadcast, now, is_over=not (going or has_more))
        if going or has_more:
            at = now if has_more else now + dt.timedelta(seconds=LATEST)
            effects = [Schedule(look_after(broadcast.id, at)), *effects]
        session.carry_out(effects, now)
        return bool(going)

    def _most(self, channel: str) -> int:
        return int(min(max(self._rates[channel], FEWEST_OPEN), MOST_OPEN))

    def _told(self, broadcast: Broadcast, now: dt.datetime, *, is_over: bool = False) -> list[Effect]:
        """Whoever sends it sees how far it is: now and then, and at the end."""
        ended = is_over or broadcast.status in OVER
        if broadcast.by is None or (not ended and now - self._shown.get(broadcast.id, WEEK_ONE) < SHOWN_EVERY):
            return []
        self._shown[broadcast.id] = now
        if ended:
            self._shown.pop(broadcast.id, None)
        key = f"broadcast-told:{broadcast.id:x}"
        return [Schedule(Due(key, "broadcast-told", broadcast.by, now, subject=str(broadcast.id)))]


def _rate(pace: Pace) -> float:
    return (pace.per_second or UNLIMITED) * pace.bulk_share
