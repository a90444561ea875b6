"""What a transaction offers for everything due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Protocol

from bot.words.people import Due


class ForWhatIsDue(Protocol):
    """What is due when, by the local hours it is meant for."""

    def due(self, now: dt.datetime, limit: int) -> list[Due]:
        """Take (and remove) what is due, oldest first."""
        ...

    def planned(self, people: Collection[int]) -> list[Due]:
        """What is scheduled for these people, soonest first; nothing is taken."""
        ...

    def next_due(self) -> dt.datetime | None:
        """When the next scheduled thing or retry is due, None when nothing is waiting."""
        ...

    def zones_followed(self) -> str:
        """By which edition of the time zones everything due was computed; "" where none was noted yet."""
        ...

    def note_zones(self, edition: str) -> None:
        """Everything due is computed by this edition now."""
        ...

    def follow_zones(self, after: str, most: int) -> tuple[str, int] | None:
        """Compute anew when so many things are due that are meant for a local hour, in order of key, from the first
        after this one on: the last key and how many moved, None where there is nothing after it."""
        ...
