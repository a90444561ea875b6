"""What is known of deliveries that wait in the database, so that nobody looks for them when there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.doings.batch import PAGE, Batch, Committed
from bot.words.messages import Address
from bot.words.ports import Moved, Outcome


class Backlog:
    """Addresses with something waiting behind what is on its way, and whether there is more that anyone may claim.

    On a shared database others put something behind what we send, unknown to us: after every outcome we look for it.
    """

    def __init__(self) -> None:
        self._behind: set[Address] = set()
        self._has_more = False
        self._is_shared = False

    def look(self) -> None:
        """There may be something to claim."""
        self._has_more = True

    def room(self, held: int) -> int:
        """How many more to claim while so many are held."""
        return PAGE - held if self._has_more and 2 * held <= PAGE else 0

    def freed(self, outcomes: Iterable[Outcome]) -> int:
        """How many of these outcomes may let another delivery go: the next one to the same address."""
        return sum(type(each) is Moved or each.delivery.address in self._behind for each in outcomes)

    def to_claim(self, outcomes: Sequence[Outcome], held: int) -> int:
        """How many to claim along with these outcomes."""
        claim = max(len(outcomes) if self._is_shared else self.freed(outcomes), self.room(held))
        if claim:
            self._has_more = False
        return claim

    def learn(
        self,
        batch: Batch,
        results: Sequence[Committed],
        reported: Sequence[Outcome],
        is_held: Callable[[Address], bool],
    ) -> None:
        """Note what a batch showed; what is `reported` since or still held will show more."""
        if batch.claim and sum(result.claimed for result in results) >= batch.claim:
            self._has_more = True
        if any(result.put_off for result in results):
            self._has_more = True
        if self._behind:
            ended = {outcome.delivery.address for outcome in batch.outcomes}
            ended -= {outcome.delivery.address for outcome in reported}
            self._behind -= {address for address in ended if not is_held(address)}
        for result in results:
            self._behind |= result.behind
            self._is_shared = result.is_shared
