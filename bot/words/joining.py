"""Join codes made by coordinators: where people come from, counted, never who."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

SMALLEST = 5
"""The fewest people a number may stand for; of one to four nothing is shown but that they are few."""


@dataclass(frozen=True, slots=True)
class JoinCode:
    """A code that leads into a program, for one role ("" leaves it to them). `code` stands without its lead; `source`
    says where it is given out ("library poster"). A closed one leads into the usual beginning."""

    id: int
    code: str
    program: str
    role: str
    source: str
    by: int | None
    made_at: dt.datetime
    closed_at: dt.datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still leads somewhere."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many people came by a code, how many of them finished onboarding for its program, and how many were then
    introduced to someone there."""

    came: int = 0
    finished: int = 0
    matched: int = 0

    def shown(self) -> tuple[int | None, int | None, int | None]:
        """What may be shown: None for what is of one to four people, or would tell about that few."""
        if 0 < self.came < SMALLEST:
            return None, None, None
        return self.came, _enough(self.finished, self.came), _enough(self.matched, self.came)


def _enough(part: int, whole: int) -> int | None:
    """The part, unless it or the rest of the whole is small."""
    return None if 0 < part < SMALLEST or 0 < whole - part < SMALLEST else part
