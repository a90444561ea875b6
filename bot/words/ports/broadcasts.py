"""What a transaction offers for broadcasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.words.broadcasts import Broadcast, Fed, Recipient, Tally


class ForBroadcasts(Protocol):
    """To whom a broadcast goes, and how far it has come."""

    def broadcasts(self, ids: Sequence[int]) -> dict[int, Broadcast]:
        """These broadcasts (locked on PostgreSQL), by id."""
        ...

    def broadcasts_in(self, statuses: Collection[str], most: int = 1_000) -> list[Broadcast]:
        """The last broadcasts in one of these statuses, newest first."""
        ...

    def members(self, programs: Sequence[str], after: int, most: int) -> list[int]:
        """Members of these programs by id, from the first after this one on."""
        ...

    def add_recipients(self, broadcast: int, found: Sequence[Recipient]) -> None:
        """Write these recipients of a broadcast, new ones."""
        ...

    def waiting(self, broadcast: int, room: Mapping[str, int], now: dt.datetime) -> list[Recipient]:
        """The recipients whose turn it is, at most so many on each channel."""
        ...

    def next_turn(self, broadcast: int) -> dt.datetime | None:
        """When it is the next recipient's turn (the year 1970: at once), None where nobody waits."""
        ...

    def feed(self, broadcast: int, lot: Sequence[Fed], now: dt.datetime) -> None:
        """What these recipients come to: deliveries for the outbox, which nobody has leased yet, a reason for which
        they are skipped, or another time."""
        ...

    def settle_recipients(self, broadcast: int, now: dt.datetime, *, stopped: bool = False) -> dict[str, int]:
        """Take over what became of a broadcast's deliveries; returns how many are still under way on each channel.

        What is too late, or everything that waits where the broadcast is `stopped`, is taken out of the outbox."""
        ...

    def send_again(self, broadcast: int, now: dt.datetime) -> None:
        """Everyone who may have got it waits for their turn again, as far as it is still worth sending to them."""
        ...

    def cancel_rest(self, broadcast: int, now: dt.datetime) -> bool:
        """Close some of those who still wait; True where there may be more."""
        ...

    def heard_lately(self, broadcast: int, people: Sequence[int], since: dt.datetime) -> dict[int, int]:
        """How many other broadcasts these people got since then, or are about to get."""
        ...

    def tally(self, broadcast: int) -> Tally:
        """How many recipients of a broadcast are in which state."""
        ...
