"""How long a platform asks us to wait before the next call."""

from __future__ import annotations

import math

UNKNOWN_WAIT, LONGEST_WAIT = 5.0, 24 * 3600.0
"""Seconds: where it cannot be understood how long, and at most."""


def seconds_asked(said: object) -> float:
    """The seconds that were asked for, as a number or as text."""
    try:
        seconds = float(said)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return UNKNOWN_WAIT
    return min(seconds, LONGEST_WAIT) if seconds > 0 and math.isfinite(seconds) else UNKNOWN_WAIT
