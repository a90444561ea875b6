"""Counts the messages of weeks that are over, before they are forgotten."""

from __future__ import annotations

from dataclasses import replace

from bot.words.clock import Clock
from bot.words.ports import Store

BITE = 1_000
"""Rows written in one transaction."""


async def count_weeks(store: Store, clock: Clock) -> None:
    """Count the messages of whole weeks that are not counted yet, a bite of writing at a time."""
    now = clock.now()
    while (counted := await store.read(lambda session: session.count_week(now))) is not None:
        rest = sorted(counted.counts.items())
        for start in range(0, max(len(rest), 1), BITE):
            bite = replace(counted, counts=dict(rest[start : start + BITE]))
            is_last = start + BITE >= len(rest)
            await store.write(lambda session, bite=bite, last=is_last: session.keep_week(bite, is_last=last))  # type: ignore[misc]
