"""Many people on the page at once: everyone can be found, and told apart."""

from __future__ import annotations

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from bot.adapters.rehearsal.platforms import PLATFORMS
from tests.adapters.rehearsal.stage import Stage
from tests.page.conftest import on_its_loop
from tests.page.test_page import cast, write


@on_its_loop()
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


async def test_beside_a_timeline_the_chats_of_many_can_still_be_read(crowd: Page) -> None:
    await crowd.set_viewport_size({"width": 1280, "height": 800})
    await write(crowd.get_by_role("region", name="Person 1,"), "hello")
    await crowd.evaluate("""() => {
        document.body.classList.add("with-timeline");
        document.getElementById("timeline").hidden = false;
    }""")
    box = await crowd.get_by_role("log", name="Messages of Person 1", exact=True).bounding_box()
    assert box
    assert box["height"] >= 140


async def test_on_a_phone_the_timeline_has_the_room_of_the_list(crowd: Page) -> None:
    await crowd.set_viewport_size({"width": 390, "height": 780})
    await expect(crowd.get_by_role("navigation", name="People")).to_be_visible()
    await crowd.evaluate("document.body.classList.add('with-timeline')")
    await expect(crowd.get_by_role("navigation", name="People")).to_be_hidden()
