"""What one of two does in the evening reaches the other in the morning, unless they are there themselves."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from tests.pairing.circle import circle, member


def _pair(zone):
    """A mentee in Paris, and a mentor in that zone; both at any time."""
    (mentee, wants), (mentor, gives) = member(1, "mentee", times=[]), member(2, "mentor", times=[])
    return [(mentee, wants), (replace(mentor, zone=zone), gives)]


def _hour(around, zone):
    return around.clock.now().astimezone(ZoneInfo(zone)).hour


async def test_an_invitation_waits_for_the_morning_where_the_mentor_is(url):
    async with circle(url, _pair("Pacific/Auckland")) as around:
        around.clock.advance(hours=1)
        await around.round()
        await around.does(around.presses("Mentee1", "Ask Mentor2"))
        assert "in the morning" in around.chats.heard["Mentee1"][1]
        assert around.chats.heard["Mentor2"] == []
        await around.later(hours=6)
        assert around.chats.heard["Mentor2"] == []
        await around.later(hours=3)
        assert "would like you as a mentor" in around.chats.heard["Mentor2"][-1]
        assert _hour(around, "Pacific/Auckland") >= 9


async def test_who_joined_a_moment_ago_is_asked_at_once_at_any_hour_and_the_mentee_is_told_so(url):
    async with circle(url, _pair("Pacific/Auckland")) as around:
        await around.round()
        await around.does(around.presses("Mentee1", "Ask Mentor2"))
        assert "I have asked Mentor2" in around.chats.heard["Mentee1"][1]
        assert "would like you as a mentor" in around.chats.heard["Mentor2"][-1]


async def test_who_has_just_asked_is_there_for_the_answer_at_any_hour(url):
    async with circle(url, _pair("America/New_York")) as around:
        around.clock.advance(hours=1)
        await around.round()
        around.clock.advance(hours=10)
        await around.does(around.presses("Mentee1", "Ask Mentor2"))
        await around.does(around.presses("Mentor2", "Yes, gladly"))
        assert any("meet your mentor: Mentor2" in text for text in around.chats.heard["Mentee1"])


async def test_who_sleeps_is_introduced_in_the_morning_and_hears_nothing_before(url):
    async with circle(url, _pair("America/New_York")) as around:
        around.clock.advance(hours=1)
        await around.round()
        await around.does(around.presses("Mentee1", "Ask Mentor2"))
        await around.later(hours=10)
        await around.does(around.presses("Mentor2", "Yes, gladly"))
        assert any("Mentee1 meets you in the morning" in text for text in around.chats.heard["Mentor2"])
        await around.does(around.presses("Mentor2", "Write to Mentee1"))
        assert "meets you only in the morning" in around.chats.heard["Mentor2"][-1]
        assert not any("meet your mentor" in text for text in around.chats.heard["Mentee1"])
        await around.later(hours=11)
        assert any("meet your mentor: Mentor2" in text for text in around.chats.heard["Mentee1"])
        await around.does(around.presses("Mentor2", "Write to Mentee1"))
        await around.does(around.types("Mentor2", "Good morning!"))
        assert around.chats.heard["Mentee1"][-1] == "💬 Mentor2: Good morning!"
