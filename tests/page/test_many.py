"""Many people on the page at once: everyone can be found, and told apart."""

from __future__ import annotations

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from bot.adapters.rehearsal.platforms import PLATFORMS
from tests.adapters.rehearsal.stage import Stage
from tests.page.test_page import cast


@pytest.fixture
async def crowd(page: Page, served: Stage) -> Page:
    """Thirty people, some of one name, half of them on Slack."""
    chats = served.rehearsal
    for number in range(30):
        name = "Zara" if number % 10 == 0 else f"Person {number}"
        chats.add(name, PLATFORMS[number % 2])
    await expect(page.locator(".chat")).to_have_count(30)
    return page


async def test_whoever_is_out_of_sight_is_one_press_away_also_on_a_wide_screen(crowd: Page) -> None:
    await crowd.emulate_media(reduced_motion="reduce")
    people = crowd.get_by_role("navigation", name="People")
    last = crowd.get_by_role("region", name="Person 29")
    await expect(last).not_to_be_in_viewport()
    await people.get_by_role("button", name="Person 29").click()
    await expect(last).to_be_in_viewport(ratio=0.9)
    await expect(people.get_by_role("button", name="Person 29")).to_have_attribute("aria-current", "true")
    await expect(last.get_by_role("textbox")).to_be_in_viewport()


async def test_where_everyone_fits_there_is_no_list_of_people(page: Page) -> None:
    await cast(page)
    await expect(page.get_by_role("navigation", name="People")).to_be_hidden()


async def test_people_of_one_name_are_told_apart(crowd: Page) -> None:
    for named in ("Zara", "Zara (2)", "Zara (3)"):
        await expect(crowd.get_by_role("region", name=f"{named}, ")).to_have_count(1)
        await expect(crowd.get_by_role("navigation").get_by_role("button", name=named, exact=True)).to_have_count(1)
    assert (await Axe().run(crowd)).response["violations"] == []
