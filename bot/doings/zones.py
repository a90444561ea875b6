"""Follows the world's time zones: with a new edition of their rules, everything due at a local hour is computed anew.

In bites, each a piece of work that is due like any other, so that nobody waits, and a start begins anew what an earlier
one did not finish. Until its turn comes, seconds later, a row goes by the old rules.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.doings.traces import log
from bot.words.clock import Clock
from bot.words.effects.sending import Schedule
from bot.words.localtime import edition
from bot.words.people import Due
from bot.words.ports import Session, Store

KIND = "zones"
BITE = 500
"""Rows computed in one transaction: a few milliseconds."""


class Zones:
    """Keeps what is due in step with the edition of the time zones that this process reads."""

    def __init__(self, store: Store, clock: Clock, edition: Callable[[], str] = edition, bite: int = BITE) -> None:
        self._store = store
        self._clock = clock
        self._edition = edition
        self._bite = bite

    async def plan(self) -> None:
        """Once, at the start: where the edition is not the one everything was computed by, have that done."""
        edition, now = self._edition(), self._clock.now()

        def look(session: Session) -> str:
            before = session.zones_followed()
            if before and before != edition:
                session.carry_out([Schedule(Due(KIND, KIND, 0, now))], now)
            elif not before:
                session.note_zones(edition)
            return before

        if (before := await self._store.write(look)) not in {"", edition}:
            log.info("zones.changed", before=before, now=edition)

    async def work(self, due: Due) -> None:
        """One bite, from the key in `due.subject` on; the next is due at once, after whatever else is."""
        edition, now = self._edition(), self._clock.now()

        def bite(session: Session) -> tuple[str, int] | None:
            found = session.follow_zones(due.subject, self._bite)
            if found is None:
                session.note_zones(edition)
            else:
                session.carry_out([Schedule(Due(KIND, KIND, 0, now, subject=found[0]))], now)
            return found

        found = await self._store.write(bite)
        if found is None:
            log.info("zones.followed", edition=edition)
        elif found[1]:
            log.info("zones.moved", rows=found[1])
