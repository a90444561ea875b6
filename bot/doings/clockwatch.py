"""Whether the wall clock can be believed: after a jump nothing that is due goes out by itself.

A clock set a year ahead would make every step of every journey late at once. The steady clock, which nobody can set,
tells a jump from time that has passed, also while the machine slept.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.doings.traces import log
from bot.words.clock import Clock

JUMP = 600.0
"""Seconds by which the wall clock may be off against the steady one between two looks."""
BLINK = 0.05
"""Seconds too few to tell at what pace a clock runs."""


def steady() -> float:
    """Seconds since the machine started, those in which it slept included where the system counts them."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class ClockWatch:
    """Looks at both clocks whenever something may be due. Starting anew confirms the time as it then is.

    A wall clock that goes on running faster or slower than the steady one (an accelerated one, in a trial) is believed
    once two looks in a row have found it so; `pace` is then how many of its seconds pass in a steady one.
    """

    def __init__(self, clock: Clock, steadily: Callable[[], float] = steady) -> None:
        self._clock = clock
        self._steadily = steadily
        self._wall, self._at = clock.now(), steadily()
        self._off: float | None = None
        self._has_own_pace = False
        self._ran_otherwise = False
        self.pace = 1.0

    @property
    def is_unsure(self) -> bool:
        """Whether another look, a moment later, is needed to know how the clock runs."""
        return self._off is not None or self._ran_otherwise != self._has_own_pace

    def is_trusted(self) -> bool:
        """Whether what is due may be done now. A jump is one alert; the clock's return is another line."""
        wall, at = self._clock.now(), self._steadily()
        passed, went = at - self._at, (wall - self._wall).total_seconds()
        off = went - passed
        if passed < BLINK and (abs(off) <= JUMP or self._has_own_pace):
            return self._off is None
        self._wall, self._at = wall, at
        runs_otherwise = passed >= BLINK and abs(off) > passed
        has_own_pace = runs_otherwise and (self._has_own_pace or self._ran_otherwise)
        self._ran_otherwise, self._has_own_pace = runs_otherwise, has_own_pace
        self.pace = max(went / passed, 1.0) if has_own_pace else 1.0
        return self._is_believed(off)

    def _is_believed(self, off: float) -> bool:
        if self._off is None:
            if abs(off) <= JUMP or self._has_own_pace:
                return True
            self._off = off
            log.error("clock.jumped", seconds=round(off), advice="Nothing due is done. Set the clock right or restart.")
            return False
        self._off += off
        if abs(self._off) > JUMP and not self._has_own_pace:
            return False
        self._off = None
        log.warning("clock.believed", own_pace=self._has_own_pace)
        return True
