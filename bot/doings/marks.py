"""What became of deliveries, until a commit holds it: several together, or at once where something waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from bot.doings.outcomes import under_lease
from bot.doings.pace import Paces
from bot.doings.timing import Alarm
from bot.doings.waiting import tell
from bot.words.messages import Address, Delivery
from bot.words.ports import Outcome

MARK_WITHIN, MOST_UNMARKED = 0.125, 100
"""Seconds an outcome waits for others to be committed with, and how many do; a crash meanwhile may double them."""


class Marks:
    """Outcomes not yet committed. `wake` is called when `are_due`."""

    def __init__(self, paces: Paces, wake: Callable[[], None]) -> None:
        self.outcomes: list[Outcome] = []
        self.are_due = False
        self._addresses: set[Address] = set()
        self._paces = paces
        self._wake = wake
        self._alarm: Alarm | None = None
        self._watching: list[asyncio.Future[None]] = []
        self._leaving: list[asyncio.Future[None]] = []

    async def kept(self) -> None:
        """Return when a commit holds all that was noted so far, or when there will be none any more."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._watching.append(future)
        self.hurry()
        await future

    def add(self, outcomes: Sequence[Outcome], *, at_once: bool) -> None:
        """Note these; `at_once` where something else can only go on after their commit."""
        self._note(outcomes)
        if at_once or len(self.outcomes) >= MOST_UNMARKED:
            self.hurry()
        elif self._alarm is None:
            self._alarm = self._paces.clockwork().call_later(MARK_WITHIN, self.hurry)

    @property
    def are_watched(self) -> bool:
        """Whether somebody waits for the commit that was made just now."""
        return bool(self._leaving)

    def hold(self, address: Address) -> bool:
        """Whether something that was sent there is not committed yet."""
        return address in self._addresses

    def renewed(self, leased: Sequence[Delivery]) -> list[Delivery]:
        """Those of these that are still to be done; what is done, only not committed, is noted under its new lease."""
        if not self.outcomes or not leased:
            return list(leased)
        tokens = {delivery.id: delivery.token for delivery in leased}
        done = {outcome.delivery.id for outcome in self.outcomes} & tokens.keys()
        self.outcomes = [
            under_lease(one, tokens[one.delivery.id]) if one.delivery.id in done else one for one in self.outcomes
        ]
        return [delivery for delivery in leased if delivery.id not in done]

    def hurry(self) -> None:
        """Let them wait no longer."""
        self.are_due = bool(self.outcomes or self._watching)
        self._wake()

    def take(self) -> list[Outcome]:
        """All of them, for the commit that is about to be made."""
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
        self.are_due = False
        taken, self.outcomes = self.outcomes, []
        self._addresses = set()
        self._leaving, self._watching = self._watching, []
        return taken

    def committed(self) -> None:
        """That commit holds them."""
        tell(self._leaving)

    def give_up(self) -> None:
        """There will be no commit any more; who waits for one goes on to find the way closed."""
        tell(self._leaving)
        tell(self._watching)

    def put_back(self, outcomes: Sequence[Outcome]) -> None:
        """That commit did not happen."""
        later, self.outcomes = self.outcomes, []
        self._note([*outcomes, *later])
        self._watching, self._leaving = [*self._leaving, *self._watching], []
        self.are_due = bool(self.outcomes or self._watching)

    def _note(self, outcomes: Sequence[Outcome]) -> None:
        self.outcomes += outcomes
        self._addresses.update(outcome.delivery.address for outcome in outcomes)
