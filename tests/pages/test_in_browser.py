"""The pages in a real browser: readable, reachable by keyboard, alone, and their codes lead where they say."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, Page

from bot.curriculum.folders import read_programs
from bot.pages.contents import Showing
from bot.pages.drawing import program_page
from bot.texts.speech import Speech
from tests.page.conftest import on_its_loop
from tests.page.test_looks import FAINT
from tests.pages.conftest import SLACK, TELEGRAM, Site, open_site

PROGRAMS = ("back_to_work", "first_year", "new_neighbors")
PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
# What stands at the wrong level: [level, text] of headings that skip one.
HEADINGS = """
() => {
  let before = 0;
  const wrong = [];
  for (const one of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Number(one.tagName[1]);
    if (level > before + 1) wrong.push([level, one.textContent]);
    before = level;
  }
  return wrong;
}
"""
SMALL = """
() => [...document.querySelectorAll("a.button, .languages a, summary, .home[href]")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).map((one) => one.textContent)
"""


@on_its_loop()
async def site(programs) -> AsyncIterator[Site]:
    async with open_site(programs) as one:
        yield one


@asynccontextmanager
async def opened(browser: Browser, url: str, **more) -> AsyncIterator[Page]:
    """A page without scripts; complaints of the browser, and requests to anywhere but its own server, fail the test."""
    context = await browser.new_context(locale=more.pop("locale", "en-GB"), **more)
    page = await context.new_page()
    page.set_default_timeout(120_000)  # what is waited for comes, however busy the machine is
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(url)
    yield page
    await context.close()
    assert complaints == []
    assert {one for one in asked if not one.startswith("data:")} == {url}


def codes_in(picture: bytes) -> set[str]:
    """What every QR code in a picture says."""
    zxing = pytest.importorskip("zxingcpp", reason="reads QR codes; pip install zxing-cpp")
    return {found.text for found in zxing.read_barcodes(Image.open(io.BytesIO(picture)))}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("program", PROGRAMS)
async def test_every_program_reads_well_on_every_screen_and_in_both_lights(browser, site, program, language) -> None:
    async with opened(browser, f"{site.url}/programs/{program}/{language}", viewport=PHONE) as page:
        assert await page.locator("html").get_attribute("lang") == language
        assert await page.locator("h1").count() == 1
        await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert await page.evaluate(HEADINGS) == []
        assert await page.evaluate(SMALL) == []
        for size in (PHONE, LAPTOP):
            await page.set_viewport_size(size)
            assert await page.evaluate("document.documentElement.scrollWidth") == size["width"]
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            assert await page.evaluate(FAINT) == []


async def test_the_language_is_switched_without_scripts(browser: Browser, site: Site) -> None:
    context = await browser.new_context(java_script_enabled=False, locale="es-AR")
    page = await context.new_page()
    page.set_default_timeout(120_000)
    await page.goto(f"{site.url}/programs/new_neighbors")
    assert await page.locator("h1").inner_text() == "Nuevos vecinos"
    await page.get_by_role("link", name="English").click()
    assert await page.locator("h1").inner_text() == "New Neighbors"
    assert page.url.endswith("/programs/new_neighbors/en")
    await page.get_by_role("link", name="All programs").click()
    await page.get_by_role("link", name="First Year Together").click()
    assert await page.locator("h1").inner_text() == "First Year Together"
    await context.close()


async def test_the_keyboard_goes_down_the_page_in_the_order_in_which_it_is_read(browser: Browser, site: Site) -> None:
    async with opened(browser, f"{site.url}/programs/new_neighbors/en", viewport=LAPTOP) as page:
        places, names = [], []
        for _ in range(8):
            await page.keyboard.press("Tab")
            found = await page.evaluate(
                "(() => { const one = document.activeElement; const box = one.getBoundingClientRect();"
                " return [one.textContent.trim(), Math.round(box.top + scrollY), box.height > 0]; })()"
            )
            names.append(found[0])
            places.append(found[1])
            assert found[2], "what has the focus can be seen"
        assert names[0] == "To the content"
        assert names[1:6] == ["All programs", "English", "Español", "I'd like a mentor", "I'd like to be a mentor"]
        assert places == sorted(places)
        await page.keyboard.press("Enter")
        assert await page.locator("details").nth(2).get_attribute("open") is None, "the third part was open, and closes"


async def test_the_codes_on_the_page_lead_where_the_buttons_lead(browser: Browser, site: Site) -> None:
    async with opened(browser, f"{site.url}/programs/new_neighbors/en", viewport=LAPTOP, color_scheme="dark") as page:
        for role in ("mentee", "mentor"):
            picture = await page.locator(f"#join-{role}").screenshot()
            assert codes_in(picture) == {f"{TELEGRAM.url}?start=new_neighbors-{role}", SLACK.url}


@pytest.mark.parametrize(("program", "path"), list(zip(PROGRAMS, ("", "/mentor", "/mentee"), strict=True)))
async def test_the_poster_fills_one_sheet_and_its_code_can_be_read(browser, site, program, path) -> None:
    site.doors.pop()
    url = f"{site.url}/programs/{program}/poster{path}?code=j-k7m2p9"
    async with opened(browser, url, viewport={"width": 900, "height": 1250}) as page:
        assert codes_in(await page.screenshot(full_page=True)) == {f"{TELEGRAM.url}?start=j-k7m2p9"}
        paper = await page.pdf(format="A4", print_background=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
        width = await page.locator(".code").first.evaluate("(one) => one.getBoundingClientRect().width")
        assert width > 60 * 96 / 25.4, "six centimetres at least: it is read from an arm's length"


async def test_a_page_alone_in_a_file_needs_nothing_else(browser: Browser, tmp_path: Path) -> None:
    program = read_programs()["new_neighbors"]
    showing = Showing(program=program, language="es", speech=Speech(), doors=(TELEGRAM,))
    file = tmp_path / "page.html"
    file.write_text(program_page(showing, alone=True), encoding="utf-8")
    async with opened(browser, file.as_uri(), viewport=PHONE) as page:
        assert await page.locator("h1").inner_text() == "Nuevos vecinos"
        colour = await page.evaluate("getComputedStyle(document.querySelector('.button')).backgroundColor")
        assert colour == "rgb(29, 106, 95)", "its own policy lets its own style through"


async def test_everything_is_there_on_paper(browser: Browser, site: Site) -> None:
    async with opened(browser, f"{site.url}/programs/new_neighbors/en", viewport=LAPTOP) as page:
        await page.emulate_media(media="print")
        assert not await page.locator(".top").is_visible()
        closed = page.locator("details:not([open]) > .prose").first
        assert await closed.evaluate("(one) => one.getBoundingClientRect().height") > 0, "what was folded is printed"
