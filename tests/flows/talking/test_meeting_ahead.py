"""A meeting that both agreed to is a sign of life until it is over."""

from __future__ import annotations

import datetime as dt

from tests.flows.talking.company import PAIR


async def _settle_a_meeting(all_) -> None:
    await all_.says("Ana", "Find a time with Sam")
    found = all_.find("Ana", "These times suit you")
    await all_.taps("Ana", found.buttons[-2].label)
    await all_.taps("Sam", "Yes, that suits me")


async def test_nobody_is_called_quiet_before_a_meeting_that_is_settled(company):
    """Days without a word before an agreed meeting are no silence; the day after it both are asked."""
    async with company(PAIR) as all_:
        await _settle_a_meeting(all_)
        settled = all_.find("Sam", "It's settled")
        assert settled.file
        for name in ("Ana", "Sam"):
            all_.news(name)
        slot = (await all_.match()).told["slot"]
        ahead = dt.datetime.fromisoformat(slot["at"]) - all_.clock.now()
        await all_.waits(seconds=ahead.total_seconds())
        for name in ("Ana", "Sam"):
            assert not [text for text in all_.news(name) if "haven't heard" in text or "been quiet" in text]
        await all_.waits(days=2)
        for name in ("Ana", "Sam"):
            assert [text for text in all_.news(name) if text.startswith("Did you and")]


async def test_a_suggestion_whose_time_is_over_settles_nothing(company):
    """A yes to a time that has passed is not "settled"."""
    async with company(PAIR) as all_:
        await all_.says("Ana", "Find a time with Sam")
        found = all_.find("Ana", "These times suit you")
        await all_.taps("Ana", found.buttons[0].label)
        await all_.waits(days=9)
        await all_.taps("Sam", "Yes, that suits me")
        assert all_.news("Sam")[-1].startswith("That suggestion is no longer open")
