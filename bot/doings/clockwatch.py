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


def steady() -> float:
    """Seconds since the machine started, those in which it slept included where the system counts them."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class ClockWatch:
    """Looks at both clocks whenever something may be due. Starting anew confirms the time as it then is.

    A wall clock that goes on running faster or slower than the steady one (an accelerated one, in a trial) is believed.
    """

    def __init__(self, clock: Clock, steadily: Callable[[], float] = steady) -> None:
        self._clock = clock
        self._steadily = steadily
        self._wall, self._at = clock.now(), steadily()
        self._off: float | None = None
        self._has_own_pace = False

    def is_trusted(self) -> bool:
        """Whether what is due may be done now. A jump is one alert; the clock's return is another line."""
        wall, at = self._clock.now(), self._steadily()
        passed = at - self._at
        off = (wall - self._wall).total_seconds() - passed
        self._wall, self._at = wall, at
        runs_otherwise = passed >= 1 and abs(off) > passed
        if self._off is None:
            if abs(off) <= JUMP or (self._has_own_pace and runs_otherwise):
                self._has_own_pace = self._has_own_pace and (runs_otherwise or passed < 1)
                return True
            self._off = off
            log.error("clock.jumped", seconds=round(off), advice="Nothing due is done. Set the clock right or restart.")
            return False
        self._off += off
        self._has_own_pace = runs_otherwise
        if abs(self._off) > JUMP and not runs_otherwise:
            return False
        self._off = None
        log.warning("clock.believed", own_pace=self._has_own_pace)
        return True
