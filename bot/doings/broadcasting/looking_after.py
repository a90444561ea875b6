"""Looks after broadcasts: each step is a commit of its own.

Whatever happens between two steps, the next one goes on from what is written; nothing is remembered in between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.doings.broadcasting.counting import Counting
from bot.doings.broadcasting.feeding import Feeding
from bot.doings.broadcasting.repeating import repeated
from bot.doings.pace import Paces
from bot.flows.broadcasting.moves import look_after
from bot.flows.engine.stage import Stage
from bot.words.broadcasts import Broadcast
from bot.words.clock import Clock
from bot.words.effects.sending import Schedule
from bot.words.messages import Limits
from bot.words.people import Due
from bot.words.ports import Session, Store

CHUNKS = 10
"""Chunks of people counted after which others have their turn."""


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
        self._counting = Counting(store, clock, stage)
        self._feeding = Feeding(stage, paces, limits)
        self._paces = paces
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
        if not await self._counting.is_counted(id, CHUNKS):
            await self._store.write(lambda session: session.carry_out([Schedule(look_after(id, due.at))], due.at))
        elif await self._store.write(lambda session: self._look_after(session, id)):
            self.let_go(id)
        if soon := self._feeding.soon.pop(id, 0.0):
            self._paces.clockwork().call_later(soon, self.look)

    async def count(self, id: int) -> None:
        """Count the recipients of a draft to the end."""
        while not await self._counting.is_counted(id, CHUNKS):
            pass

    def _look_after(self, session: Session, id: int) -> bool:
        """One step, whatever it is; True where what waits in memory is to be dropped."""
        now = self._clock.now()
        broadcast = session.broadcasts([id]).get(id)
        match broadcast:
            case Broadcast(status="running"):
                self._feeding.feed(session, broadcast, now)
            case Broadcast(status="paused" | "cancelled"):
                return self._feeding.rest(session, broadcast, now)
            case Broadcast(status="repeating"):
                session.carry_out(repeated(broadcast, now), now)
        return False


def _rests(session: Session, broadcast: Broadcast) -> bool:
    """Whether there is nothing more to do about it."""
    if broadcast.status == "draft":
        return broadcast.counted_at is not None
    return broadcast.status == "cancelled" and session.next_turn(broadcast.id) is None
