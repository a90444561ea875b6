"""Row 65: twenty messages a minute and three hundred a day for each person, one word about it, nobody else affected."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.talking.pace import PER_DAY, PER_MINUTE
from bot.words.effects.matches import SaveMatch
from tests.flows.talking.company import PAIR

THREE = f"{PAIR}Li is on Telegram.\nAna mentors Li in new_neighbors.\n"


async def test_row_65_a_flood_is_slowed_down_with_one_word(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.says("Sam", *(f"message {number}" for number in range(200)), settle=False)
        await people.hub.settle()
        assert people.copies("Ana") == [f"💬 Sam: message {number}" for number in range(PER_MINUTE)]
        (told,) = people.news("Sam")
        assert told.startswith("That was a lot in a short time")
        await people.waits(minutes=1)
        await people.says("Sam", "slower now")
        assert people.copies("Ana")[-1] == "💬 Sam: slower now"


async def test_row_65_the_partner_and_others_are_not_affected(company):
    async with company(THREE) as people:
        await people.in_talk("Sam")
        await people.says("Sam", *(f"message {number}" for number in range(30)), settle=False)
        await people.hub.settle()
        await people.replies("Ana", "message 3", "slowly!")
        await people.in_talk("Li")
        await people.says("Li", "hello Ana")
        assert people.copies("Sam") == ["💬 Ana: slowly!"]
        assert people.copies("Ana")[-1] == "💬 Li: hello Ana"


async def test_row_65_edits_count_as_well(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.says("Sam", "message 0")
        for number in range(1, 25):
            await people.edits("Sam", f"message {number - 1}", f"message {number}")
        assert people.copies("Ana") == [f"💬 Sam: message {PER_MINUTE - 1}"]


async def test_row_65_a_day_has_its_bound_over_all_matches_and_the_next_day_is_new(company):
    async with company(PAIR) as people:
        match, now = await people.match(), int(people.clock.now().timestamp())
        told = {"pace:mentee": {"last": [], "since": now, "today": PER_DAY - 1}}
        await people.keeps(SaveMatch(replace(match, told=told)))
        await people.in_talk("Sam")
        await people.says("Sam", "the last", "one more", "and one more")
        assert people.copies("Ana") == ["💬 Sam: the last"]
        (word,) = people.news("Sam")
        assert "tomorrow" in word
        await people.waits(days=1, minutes=1)
        await people.says("Sam", "good morning", "yes")
        assert people.copies("Ana")[-1] == "💬 Sam: good morning"
