"""Whoever writes words of need is shown where help is, and nothing that could be read as "you did it wrong"."""

from __future__ import annotations

from bot.words.messages import Typed
from tests.flows.talking.company import PAIR

HARD = "What you write sounds very hard."


async def test_an_open_question_is_not_asked_again_in_the_same_breath(company):
    """Words of need in answer to a question of one tap bring help alone; the question waits where it stands."""
    async with company(PAIR) as all_:
        await all_.says("Sam", "Find a time with Ana")
        assert all_.news("Sam")[-1].startswith("These times suit you and Ana")
        await all_.sends("Sam", Typed("I want to die"))
        said = all_.news("Sam")
        assert len(said) == 1
        assert said[0].startswith(HARD)
        await all_.taps("Sam", "None of these")
        assert all_.news("Sam")[-1].startswith("All right.")


async def test_a_stranger_in_need_is_not_greeted_with_a_form(company):
    """The first words of somebody we don't know bring help; onboarding begins with the next."""
    async with company("Sam is on Telegram.") as all_:
        await all_.sends("Sam", Typed("quiero morir"))
        assert [text.startswith(("What you write", "Lo que escribes")) for text in all_.news("Sam")] == [True]
        await all_.sends("Sam", Typed("hello"))
        assert "I help people find a mentor" in all_.news("Sam")[0]
