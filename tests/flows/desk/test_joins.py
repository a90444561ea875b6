"""Join links at the desk: made for a place, counted by it, closed, and nobody else's business."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.words.doors import Door
from tests.flows.desk.office import CAST, trail

DOORS = (
    Door("telegram", "@AlongsideBot", "https://t.me/AlongsideBot", carries=True),
    Door("slack", "Alongside", "https://slack.com/app_redirect?app=A1&team=T1", "Riverside"),
)
NEWCOMERS = "".join(f"\nNew{number} is on {'Slack' if number % 2 else 'Telegram'}." for number in range(6))


@pytest.fixture
def stage(stage):
    return replace(stage, doors=lambda: DOORS, site="https://bot.example.org")


async def _makes(everyone, whom="People who'd like to be mentors", source="library poster") -> str:
    """Rosa makes a link; returns its code."""
    await everyone.says("Rosa", "/desk")
    await everyone.taps("Rosa", "People")
    await everyone.taps("Rosa", "Join links")
    await everyone.taps("Rosa", "New link")
    await everyone.taps("Rosa", whom)
    await everyone.says("Rosa", source)
    said = everyone.news("Rosa")[-1]
    return said.partition("start=")[2].split()[0]


async def test_a_link_is_made_in_three_taps_and_a_few_words_and_says_where_it_leads(company):
    async with company(CAST) as everyone:
        code = await _makes(everyone)
        shown = everyone.shown("Rosa")[-1]
        assert "“library poster”: New Neighbors, for mentors" in shown
        assert f"Telegram: https://t.me/AlongsideBot?start={code}" in shown
        assert f"Once there, people write /alongside {code}" in shown
        assert f"https://bot.example.org/programs/new_neighbors/poster/mentor?code={code}" in shown
        assert "Nobody has come by it yet." in shown
        assert (await trail(everyone))[-1] == "make-join-code"


async def test_who_comes_by_it_is_counted_and_no_number_stands_for_a_handful(company):
    async with company(CAST + NEWCOMERS) as everyone:
        code = await _makes(everyone)
        for number in range(4):
            await everyone.says(f"New{number}", f"/start {code}" if number % 2 == 0 else code)
        assert "Is that all right with you?" in everyone.news("New1")[-1]
        assert "Fewer than five people" in await _looks(everyone)
        for number in (4, 5, 5):
            await everyone.says(f"New{number}", code)
        said = await _looks(everyone)
        assert "Came: 6\nFinished the questions: 0\nWere introduced to someone: 0" in said


async def _looks(everyone) -> str:
    await everyone.says("Rosa", "/desk")
    await everyone.taps("Rosa", "People")
    await everyone.taps("Rosa", "Join links")
    await everyone.taps("Rosa", "Link 1")
    return everyone.shown("Rosa")[-1]


async def test_the_code_comes_as_a_picture_to_print(company):
    async with company(CAST) as everyone:
        await _makes(everyone)
        await everyone.taps("Rosa", "QR code to print")
        said = [text for text in everyone.news("Rosa") if "library poster" in text]
        assert said[-2:] == [
            "Telegram · New Neighbors, for mentors: “library poster”",
            "Slack · New Neighbors, for mentors: “library poster”",
        ]


async def test_a_closed_link_welcomes_people_and_counts_them_no_more(company):
    async with company(CAST + NEWCOMERS) as everyone:
        code = await _makes(everyone)
        await everyone.taps("Rosa", "Close this link")
        assert "It is closed" in everyone.shown("Rosa")[-1]
        await everyone.says("New0", f"/start {code}")
        said = everyone.news("New0")
        assert said[0].startswith("That invitation is no longer in use")
        assert "Is that all right with you?" in said[-1]
        assert "Nobody has come by it yet." in await _looks(everyone)


async def test_another_programs_coordinator_neither_sees_nor_closes_it(company):
    async with company(CAST) as everyone:
        await _makes(everyone)
        closing = next(
            button.data
            for entry in everyone.chat("Rosa").messages()
            for button in entry.buttons
            if "close" in button.data
        )
        await everyone.says("Luis", "/desk")
        await everyone.taps("Luis", "People")
        await everyone.taps("Luis", "Join links")
        assert "library poster" not in everyone.shown("Luis")[-1]
        await everyone.presses("Luis", closing)
        assert everyone.news("Luis")[-1] == "There is no such link here."
        await everyone.presses("Sam", closing)
        assert "library poster" not in " ".join(everyone.news("Sam"))
        assert "Nobody has come by it yet." in await _looks(everyone)
        assert "It is closed" not in everyone.shown("Rosa")[-1]
