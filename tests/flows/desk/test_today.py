"""The list of who needs a coordinator today, and what can be done with one tap."""

from __future__ import annotations

import pytest

from bot.words.journeys import Attention
from bot.words.turns import Raise

CAST = """
Ana is on Telegram.
Sam is on Telegram.
Rosa is on Telegram.
Luis is on Slack.
Ana mentors Sam in new_neighbors.
Rosa coordinates new_neighbors.
Luis coordinates first_year.
"""


async def silent(everyone, key="silent:1", **more):
    now = everyone.clock.now()
    line = Attention(key, "silent", "new_neighbors", now, match=1, told={"sides": ["mentee"], "days": 14}, **more)
    await everyone.keeps(Raise(line))


async def test_debug(company):
    async with company(CAST) as everyone:
        await silent(everyone)
        await everyone.says("Rosa", "/desk")
        print(everyone.news("Rosa"))
        await everyone.taps("Rosa", "Today")
        print(everyone.news("Rosa"), everyone.shown("Rosa")[-1])
        await everyone.taps("Rosa", "1 · Look")
        print(everyone.shown("Rosa")[-1])
        await everyone.says("Rosa", "nudge")
        print(everyone.news("Rosa"))
        print(everyone.news("Sam"))
        await everyone.says("Luis", "/desk")
        print(everyone.news("Luis"))
        await everyone.says("Luis", "today")
        print(everyone.news("Luis"))
