"""Broadcasts at work: recipients are counted and the outbox is fed, a little at a time, each step a commit of its own.

Whatever happens between two steps, the next one goes on from what is written; nothing is remembered in between.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.doings.pace import Pace, Paces
from bot.doings.parts import parts
from bot.flows.broadcasting import repeating
from bot.flows.broadcasting.audience.queries import fields, from_json
from bot.flows.broadcasting.moves import begun, faults, look_after
from bot.flows.broadcasting.sending import counted, fed
from bot.flows.engine.stage import Stage
from bot.words.broadcasts import OVER, Broadcast, Fed, Lacking, Recipient
from bot.words.clock import Clock
from bot.words.effects.desk import SaveBroadcast
from bot.words.effects.sending import Schedule
from bot.words.messages import Limits
from bot.words.people import Due
from bot.words.ports import Session, Store
from bot.words.turns import Effect, ids_from

CHUNK = 500
"""People looked at in one transaction while recipients are counted."""
CHUNKS = 10
"""Chunks after which others have their turn."""
MOST_OPEN, FEWEST_OPEN = 200, 20
"""Deliveries of one broadcast in the outbox at the same time on one channel; between these it is a second's worth, so
that nobody's reply waits long behind them."""
SOONEST, LATEST = 0.05, 1.0
"""Seconds between two looks at a running broadcast whose deliveries are under way."""
SHOWN_EVERY = dt.timedelta(seconds=3)
"""How often whoever sends it sees how far it is."""
WEEK = dt.timedelta(days=7)
AHEAD = dt.timedelta(hours=15)
"""How long before its local time a repeated broadcast is counted: it is fourteen hours earlier in the first zones."""
UNLIMITED = 1_000.0
"""Messages a second of a channel without a limit of ours, for reckoning how many are under way."""


class Broadcasting:
    """Looks after broadcasts. `let_go` has what waits in memory of one dropped, `look` has the hub look what is due."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        stage: Stage,
        paces: Paces,
        limits: Mapping[str, Limits],
    ) -> None:
        self._store = store
        self._clock = clock
        self._stage = stage
        self._limits = limits
        self._rates = {name: _rate(paces.by_channel.get(name, Pace())) for name in limits}
        self._shown: dict[int, dt.datetime] = {}
        self._paces = paces
        self._soon: dict[int, float] = {}
        self.let_go: Callable[[int], None] = lambda _: None
        self.look: Callable[[], None] = lambda: None

    async def plan(self) -> None:
        """At the start: have every broadcast looked after that is not over."""

        def write(session: Session) -> None:
            now = self._clock.now()
            standing = session.broadcasts_in(("draft", "running", "paused", "cancelled", "repeating"))
            session.carry_out([Schedule(look_after(one.id, now)) for one in standing if not _rests(session, one)], now)

        await self._store.write(write)

    async def work(self, due: Due) -> None:
        """It is time to look after the broadcast that `due.subject` names."""
        id = int(due.subject)
        if not await self._is_counted(id, CHUNKS):
            await self._store.write(lambda session: session.carry_out([Schedule(look_after(id, due.at))], due.at))
        elif await self._store.write(lambda session: self._look_after(session, id)):
            self.let_go(id)
        if soon := self._soon.pop(id, 0.0):
            self._paces.clockwork().call_later(soon, self.look)

    async def count(self, id: int) -> None:
        """Count the recipients of a draft to the end."""
        while not await self._is_counted(id, CHUNKS):
            pass

    async def _is_counted(self, id: int, most: int) -> bool:
        """Count so many chunks at most; whether nothing is left to count."""
        for _ in range(most):
            broadcast = await self._store.read(lambda session: session.broadcasts([id]).get(id))
            if broadcast is None or broadcast.status != "draft" or broadcast.counted_at:
                return True
            await self._count(broadcast)
        return False

    # --- counting --------------------------------------------------------------------------------------------------

    async def _count(self, broadcast: Broadcast) -> None:
        """Look at the next people, and write down who of them it is for."""
        query = from_json(broadcast.audience)
        now = self._clock.now()
        start = broadcast if broadcast.snapshot_at else replace(broadcast, snapshot_at=now)

        def look(session: Session) -> tuple[Broadcast, list[Recipient]]:
            people = session.members(start.programs, start.cursor, CHUNK)
            scenes = session.scenes_of(people)
            after, found = start, []
            for person in people:
                if person in scenes:
                    after, recipient = counted(self._stage, after, query, scenes[person])
                    found += [recipient] if recipient else []
            if "person" in fields(query):
                after = replace(after, found=(*after.found, *(one.person for one in found)))
            is_last = len(people) < CHUNK
            return replace(after, cursor=max(people, default=after.cursor), counted_at=now if is_last else None), found

        after, found = await self._store.read(look)

        def write(session: Session) -> None:
            stands = session.broadcasts([broadcast.id]).get(broadcast.id)
            if stands is None or stands.status != "draft" or stands.cursor != broadcast.cursor or stands.counted_at:
                return
            if stands.audience != broadcast.audience or stands.timing != broadcast.timing:
                return
            session.add_recipients(broadcast.id, found)
            session.carry_out(_counted(after, now), now)

        await self._store.write(write)

    # --- feeding ---------------------------------------------------------------------------------------------------

    def _look_after(self, session: Session, id: int) -> bool:
        """One step, whatever it is; True where what waits in memory is to be dropped."""
        now = self._clock.now()
        broadcast = session.broadcasts([id]).get(id)
        match broadcast:
            case Broadcast(status="running"):
                self._feed(session, broadcast, now)
            case Broadcast(status="paused" | "cancelled"):
                return self._rest(session, broadcast, now)
            case Broadcast(status="repeating"):
                session.carry_out(_repeated(broadcast, now), now)
        return False

    def _feed(self, session: Session, broadcast: Broadcast, now: dt.datetime) -> None:
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
            self._soon[broadcast.id] = seconds + 0.001
            return now + dt.timedelta(seconds=seconds)
        if is_more:
            return now
        turn = session.next_turn(broadcast.id)
        return None if turn is None else max(turn, now)

    def _rest(self, session: Session, broadcast: Broadcast, now: dt.datetime) -> bool:
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


WEEK_ONE = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)


def _rate(pace: Pace) -> float:
    return (pace.per_second or UNLIMITED) * pace.bulk_share


def _rests(session: Session, broadcast: Broadcast) -> bool:
    """Whether there is nothing more to do about it."""
    if broadcast.status == "draft":
        return broadcast.counted_at is not None
    return broadcast.status == "cancelled" and session.next_turn(broadcast.id) is None


def _counted(broadcast: Broadcast, now: dt.datetime) -> list[Effect]:
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


def _repeated(broadcast: Broadcast, now: dt.datetime) -> list[Effect]:
    """The next of a repeating broadcast, once it is near, and when to look again. What was missed is left out.

    Its times are those of each person's own clock, so it is counted before the first of them has come.
    """
    since = broadcast.started_at or broadcast.created_at
    local = repeating.next_time(broadcast.repeat, (broadcast.snapshot_at or since).replace(tzinfo=None), since.date())
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
