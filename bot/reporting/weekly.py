"""Counts week by week: as far as they may be shown, and which week stands out."""

from __future__ import annotations

from bot.reporting.words import is_small
from bot.words.reports import SMALLEST, Shown, suppressed


def cells_of(counts: list[int]) -> tuple[Shown, ...]:
    """The number of pairs and its parts; nothing of a number under five."""
    if is_small(sum(counts)):
        return (None,) * (len(counts) + 1)
    return (sum(counts), *suppressed(counts))


def extreme(parts: list[tuple[int, int]], *, least: bool = False) -> int | None:
    """At which place the share is largest (or least), among wholes and parts that may be spoken of."""
    fit = [at for at, (part, whole) in enumerate(parts) if whole >= SMALLEST and not is_small(part)
           and not is_small(whole - part)]  # fmt: skip
    if len(fit) < 2:
        return None
    found = sorted(fit, key=lambda at: (parts[at][0] / parts[at][1]) * (1 if least else -1))
    first, last = found[0], found[-1]
    return first if parts[first][0] * parts[last][1] != parts[last][0] * parts[first][1] else None
