"""Tells whether the disk has been so quick lately that waiting for it costs less than having another thread wait."""

from __future__ import annotations

QUICK = 0.01
"""Seconds a brief transaction waits at most for a quick disk."""
PROOF = 10
"""Quick ones in a row that prove it, anew after each that was slow."""


class Quickness:
    """How long the last brief transactions waited."""

    def __init__(self) -> None:
        self._in_a_row = 0

    @property
    def is_proven(self) -> bool:
        """Whether the next one may be expected to be quick."""
        return self._in_a_row >= PROOF

    def note(self, seconds: float) -> None:
        """One waited so long."""
        self._in_a_row = self._in_a_row + 1 if seconds <= QUICK else 0
