"""How long this channel waits for things, and how it spreads out asking again."""

from __future__ import annotations

import random
from dataclasses import dataclass

_chance = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Timing:
    """All in seconds. `total` bounds a call: what is cut off may have arrived all the same, and is then said twice, so
    it is not much less than a lease lasts. `file` bounds one that brings or fetches a file, `connect` the wait for a
    connection within it, `poll` a long poll.

    After a failure the wait grows from `first` to `most`; after a refused token it is `closed`. A webhook answers 503
    when the commit takes longer than `commit`, and drops a body that takes longer than `body` to arrive.
    """

    total: float = 45.0
    file: float = 40.0
    connect: float = 5.0
    poll: int = 30
    first: float = 0.5
    most: float = 30.0
    closed: float = 300.0
    commit: float = 2.5
    body: float = 10.0


class Backoff:
    """Waits that double, each drawn from the upper half of its span so that two pollers fall out of step."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._span = timing.first

    def next(self) -> float:
        """How long to wait this time, in seconds."""
        span = self._span
        self._span = min(span * 2, self._timing.most)
        return _chance.uniform(span / 2, span)

    def reset(self) -> None:
        """Something worked: start again from the shortest wait."""
        self._span = self._timing.first
