"""Where time comes from: aware UTC, from the system or from a rehearsal."""

from __future__ import annotations

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """Anything that knows what time it is."""

    def now(self) -> dt.datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.timezone.utc)


class RehearsalClock:
    """A clock that keeps real time but can be moved forward; never back."""

    def __init__(self, ahead: dt.timedelta = dt.timedelta(0)) -> None:
        self.ahead = ahead

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.timezone.utc) + self.ahead

    def advance(self, by: dt.timedelta) -> None:
        """Move forward; raises ValueError for a step back."""
        if by < dt.timedelta(0):
            raise ValueError("a rehearsal clock only moves forward")
        self.ahead += by
