"""What a transaction offers for matching rounds, and for the journeys that follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from bot.words.holdouts import Enrolled
from bot.words.journeys import Journey, Version
from bot.words.matches import Match, Pool


class ForMatching(Protocol):
    """Who looks for whom, who walks together, and where they are."""

    def pool(self, program: str) -> Pool:
        """Everything of a program that a matching round looks at."""
        ...

    def propose(self, matches: Sequence[Match], now: dt.datetime) -> list[Match]:
        """Write new proposals of a round, but for those that no longer fit what is in the database now: someone left,
        stopped or is erased, the two are kept apart or matched already, the mentee has something open, the mentor's
        seats (`profile["seats"]`) are taken. Returns those written, in order."""
        ...

    def matches(self, ids: Sequence[int]) -> dict[int, Match]:
        """These matches, whatever their status (locked on PostgreSQL), by id."""
        ...

    def versions(self, program: str | None = None) -> list[Version]:
        """Every version some journey that is not over walks; of one program, every one that was ever walked."""
        ...

    def journeys(self, program: str | None = None) -> list[tuple[Match, Journey]]:
        """Every journey that is not over (of one program, or all), with its match."""
        ...

    def enrolled(self, program: str) -> list[Enrolled]:
        """Every match of a program that has an arm of some holdout, in the order in which they opened."""
        ...
