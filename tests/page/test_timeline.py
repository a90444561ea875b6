"""The time machine and the timeline in a real browser, over a real rehearsal of the small example program."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

import bot.adapters.rehearsal
from tests.page.test_looks import FAINT

FILES = Path(bot.adapters.rehearsal.__file__).parent


async def opened(browser: Browser, url: str, **how) -> Page:
    page = await browser.new_page(**{"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **how})
    page.set_default_timeout(30_000)
    await page.goto(url)
    await page.locator("body[data-ready]").wait_for()
    return page


async def travel(page: Page) -> None:
    """To week 2, the mentor silent for 8 days."""
    await page.get_by_role("button", name="Time machine").click()
    dialog = page.get_by_role("dialog", name="Time machine")
    await dialog.get_by_role("spinbutton", name="Week").fill("2")
    await dialog.get_by_role("button", name="Go").click()
    arriving = 30_000  # milliseconds: the two walk for real before it opens
    await expect(page.get_by_role("tablist", name="Weeks")).to_be_visible(timeout=arriving)
    await expect(page.locator("#walk")).to_be_hidden(timeout=arriving)


async def test_one_travels_to_a_week_sees_what_came_and_goes_to_a_message(browser: Browser, address: str) -> None:
    page = await opened(browser, address)
    await page.emulate_media(reduced_motion="reduce")
    await travel(page)
    await expect(page.locator(".chat")).to_have_count(2)
    await page.get_by_role("tab", name="Week 2").click()
    panel = page.get_by_role("tabpanel")
    await expect(panel.get_by_role("heading")).to_contain_text("Week 2: Your hour")
    step = panel.get_by_role("button", name=re.compile("weekly step.*Week 2 of 3"))
    await step.click()
    focused = page.locator(".chat .entry:focus")
    await expect(focused).to_contain_text("Week 2 of 3")
    await expect(focused).to_be_in_viewport()


async def test_the_weeks_are_walked_with_the_keys_and_kinds_are_hidden_by_a_press(
    browser: Browser, address: str
) -> None:
    page = await opened(browser, address)
    await travel(page)
    await page.get_by_role("tab", name="Week 3").focus()
    await page.keyboard.press("Home")
    await expect(page.get_by_role("tab", name="Before the first week")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("tab", name="Week 1")).to_be_focused()
    await expect(page.get_by_role("tabpanel").get_by_role("heading")).to_contain_text("Week 1: One page")
    panel = page.get_by_role("tabpanel")
    chip = page.get_by_role("button", name="weekly steps", exact=True)
    before = await panel.get_by_text("weekly step", exact=True).count()
    assert before
    await chip.click()
    await expect(chip).to_have_attribute("aria-pressed", "false")
    await expect(panel.get_by_text("weekly step", exact=True)).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("tablist", name="Weeks")).to_be_hidden()
    await expect(page.get_by_role("button", name="Timeline", exact=True)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_word_of_it_can_be_read_and_it_fits_a_phone(browser: Browser, address: str, scheme) -> None:
    page = await opened(browser, address, color_scheme=scheme)
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await travel(page)
    assert await page.evaluate(FAINT) == []
    assert (await Axe().run(page)).response["violations"] == []
    await page.set_viewport_size({"width": 360, "height": 740})
    assert (await Axe().run(page)).response["violations"] == []
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    await page.get_by_role("tab", name="Week 2").click()
    assert await page.locator("#timeline-week").evaluate("one => one.scrollWidth <= one.clientWidth")
    assert await page.evaluate(FAINT) == []


async def test_the_page_speaks_spanish_to_whose_browser_does(browser: Browser, address: str) -> None:
    page = await opened(browser, address, locale="es-MX")
    await expect(page.get_by_role("button", name="Añadir persona")).to_be_visible()
    await expect(page.get_by_role("heading", name="Mira el programa con sus ojos")).to_be_visible()
    assert await page.evaluate("document.documentElement.lang") == "es"
    await page.get_by_role("button", name="Añadir a Amina y Jonas").click()
    await expect(page.get_by_role("button", name="Bloquear el bot como Amina")).to_be_visible()
    amina = page.get_by_role("region", name="Amina")
    await amina.get_by_role("button", name="Empezar", exact=True).click()
    await expect(amina.get_by_role("button", name="English")).to_be_visible()  # offered to who is spoken to in Spanish
    await page.set_viewport_size({"width": 390, "height": 780})
    tools = [await page.locator(f"#{one}").bounding_box() for one in ("add", "reset")]
    assert abs(tools[0]["y"] + tools[0]["height"] / 2 - tools[1]["y"] - tools[1]["height"] / 2) < 4, "in one row"
    await page.close()


class Words(HTMLParser):
    """What stands in the page."""

    found: set[str]

    def handle_starttag(self, tag, attrs):
        spoken = {"aria-label", "aria-description", "title", "placeholder"}
        self.found |= {value for name, value in attrs if name in spoken and value}

    def handle_data(self, data):
        self.found |= {data.strip()} if data.strip() and "{title}" not in data else set()


def test_every_word_of_the_page_has_its_spanish():
    reading = Words()
    reading.found = set()
    reading.feed((FILES / "page.html").read_text("utf-8"))
    said = r'"((?:[^"\\]|\\.)+)"'
    for script in FILES.glob("*.js"):
        text = script.read_text("utf-8")
        reading.found |= set(re.findall(rf"\bt\({said}", text))
        for one, other in re.findall(rf"\bt\([^()\"]*\? {said} : {said}", text):
            reading.found |= {one, other}
    spanish = set(re.findall(rf"^  {said}:", (FILES / "es.js").read_text("utf-8"), re.MULTILINE))
    assert reading.found - spanish == set()
    assert len(spanish) > 140
