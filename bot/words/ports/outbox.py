"""What a transaction offers for the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.words.messages import Address, Delivery
from bot.words.ports.outcomes import Outcome


class ForDelivery(Protocol):
    """What waits to be sent, who sends it, and what became of it."""

    def finish(self, outcomes: Sequence[Outcome]) -> None:
        """Record what became of deliveries; an outcome whose token is no longer current changes nothing.

        GaveUp with reason "gone" also marks the address unreachable and closes its queue.
        """
        ...

    def queue(self, deliveries: Sequence[Delivery], now: dt.datetime, room: int = 500) -> list[Delivery]:
        """Write outbox rows. Those whose address has nothing else unfinished are leased to this process at once and
        returned, with their token, in order; the others wait to be claimed. At most 500 are leased in one call, and of
        what nobody waits for (nudges and later) no more than there is `room` for, so that none waits in memory until
        its lease (60 s) ends. A delivery id already known changes nothing."""
        ...

    def post(self, deliveries: Sequence[Delivery], now: dt.datetime) -> None:
        """Write outbox rows that nobody has leased yet: they wait to be claimed, in order."""
        ...

    def claim(self, now: dt.datetime, limit: int) -> list[Delivery]:
        """Lease due outbox rows, only the first unfinished one of each address; priority first, then oldest."""
        ...

    def recover(self, now: dt.datetime) -> None:
        """Once, at start: what was being sent when the process ended is queued again at once, marked uncertain. On
        PostgreSQL other processes may be sending, so there it changes nothing: leases run out by themselves."""
        ...

    def note_pause(self, channel: str, until: dt.datetime) -> None:
        """The platform asked us to send nothing there until then."""
        ...

    def pauses(self) -> dict[str, dt.datetime]:
        """What was noted last of each channel, also where it is long over."""
        ...

    def refs(self, ids: Sequence[int]) -> Mapping[int, str]:
        """The platform's references of sent deliveries, by delivery id."""
        ...

    def open_deliveries(self, address: Address | None = None) -> int:
        """How many deliveries have not reached an end (to this address, or to anyone)."""
        ...
