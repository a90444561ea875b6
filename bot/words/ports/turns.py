"""What a transaction offers for deciding turns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from bot.words.cohorts import Cohort
from bot.words.matches import Thread
from bot.words.messages import Address, Inbound
from bot.words.ports.outcomes import Received
from bot.words.turns import Effect, Scene


class ForTurns(Protocol):
    """What turns are decided from, and where what was decided goes."""

    def seen(self, keys: Sequence[str]) -> set[str]:
        """Which of these inbound keys are already in the inbox."""
        ...

    def last_heard(self, channel: str) -> dt.datetime | None:
        """When the newest inbound of this channel arrived; None if there never was one, or it is long forgotten."""
        ...

    def scenes(self, addresses: Iterable[Address]) -> dict[Address, Scene]:
        """Load (and on PostgreSQL lock) the scene of every address; a stranger's scene has no person."""
        ...

    def scenes_of(self, people: Iterable[int]) -> dict[int, Scene]:
        """The same, found by person; a person has the scene of the address they last wrote from."""
        ...

    def threads(self, inbounds: Sequence[Inbound]) -> dict[str, Thread]:
        """What inbounds refer to, by inbound key; those that answer, edit or delete nothing we know are left out."""
        ...

    def rooms(self, rooms: Collection[Address]) -> dict[Address, list[Cohort]]:
        """The cohorts that meet at these addresses; most addresses are no rooms."""
        ...

    def carry_out(self, effects: Sequence[Effect], now: dt.datetime) -> None:
        """Carry out every effect but Queue and WipeInbound, in order, in a few wide statements."""
        ...

    def record(self, received: Sequence[Received], now: dt.datetime) -> None:
        """Write the inbox rows."""
        ...
