"""The dashboard in a real browser: from the chat's link to a pair's story, by mouse, by keyboard, on a phone."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from axe_playwright_python.async_playwright import Axe

from bot.doings.reporting import Reporting
from bot.words.effects.desk import SaveStaff
from bot.words.reports import Filters
from tests.dashboard.house import add_pairs, open_house
from tests.page.conftest import on_its_loop

PATHS = ("/", "/today", "/matches", "/people", "/concerns", "/audit", f"/matches/{7016:x}")
PATIENT = 120_000
"""Milliseconds: what is waited for comes at some time, also where every core has something else to do."""


@on_its_loop()
async def house(tmp_path, stage, monkeypatch):
    async with open_house(tmp_path, stage, monkeypatch) as opened:
        yield opened


@asynccontextmanager
async def looking(browser, house, name="Rosa", **how):
    """A page signed in as someone; whatever the browser complains about fails the test."""
    how.setdefault("viewport", {"width": 1280, "height": 800})
    context = await browser.new_context(locale="en-GB", **how)
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.set_default_timeout(PATIENT)
    await page.goto(await house.link(name))
    await page.get_by_role("button", name="Open the dashboard").or_(page.get_by_role("button", name="Abrir")).click()
    await page.wait_for_url("**/dashboard/", wait_until="domcontentloaded")  # pictures may take longer
    yield page
    assert [one for one in complaints if "403" not in one] == []
    await context.close()


async def test_from_the_link_to_a_story_sorting_and_filtering_without_reload(house, browser):
    await add_pairs(house)
    async with looking(browser, house) as page:
        await page.get_by_role("link", name="Matches", exact=True).click()
        await page.evaluate("window.stays = true")
        await page.get_by_role("link", name="Week").click()
        await page.locator('th[aria-sort="ascending"]').wait_for()
        await page.get_by_role("link", name="Week").click()
        await page.locator('th[aria-sort="descending"]').wait_for()
        assert await page.evaluate("document.activeElement.id") == "sort-week", "the keyboard stays where it was"
        await page.get_by_label("Only what needs someone").check()
        await page.get_by_text("15 in all").first.wait_for()
        assert "15 in all" in await page.locator("#told").text_content(), "screen readers hear it"
        assert "listed=1" in page.url
        assert await page.evaluate("window.stays"), "nothing was reloaded"
        await page.go_back()
        await page.get_by_text("61 in all").first.wait_for()
        await page.locator("#page-next-below").click()
        await page.get_by_text("Page 2 of 2").first.wait_for()
        assert await page.evaluate("scrollY") < 400, "the next page is read from its top"
        await page.locator("#page-before").click()
        await page.get_by_text("Page 1 of 2").first.wait_for()
        await page.get_by_label("Name or code").fill("Mentee16")
        await page.keyboard.press("Enter")
        await page.get_by_text("1 in all").first.wait_for()
        await page.get_by_role("link", name="Mentee16 & Mentor16").click()
        await page.get_by_role("heading", name="What happened").wait_for()
        assert await page.get_by_text("Mentee16: 7 of 10").count() == 1
        async with page.expect_download() as saving:
            await page.goto(f"{house.url}/dashboard/people", wait_until="domcontentloaded")
            await page.get_by_role("link", name="Save as CSV").click()
        assert (await saving.value).suggested_filename == "alongside-people.csv"


async def test_everything_works_without_javascript(house, browser):
    await add_pairs(house)
    async with looking(browser, house, java_script_enabled=False) as page:
        await page.goto(f"{house.url}/dashboard/matches", wait_until="domcontentloaded")
        await page.get_by_role("link", name="Began").click()
        await page.get_by_label("Only what needs someone").check()
        await page.get_by_role("button", name="Show").click()
        await page.get_by_text("15 in all").first.wait_for()
        assert "sort=begun" in page.url
        await page.get_by_role("button", name="Sign out").click()
        await page.get_by_text("You are signed out").wait_for()


async def test_the_keyboard_reaches_everything_and_the_focus_is_seen(house, browser):
    async with looking(browser, house) as page:
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.className") == "skip"
        await page.keyboard.press("Enter")
        assert await page.evaluate("location.hash") == "#content"
        seen = []
        await page.goto(f"{house.url}/dashboard/", wait_until="domcontentloaded")
        for _ in range(9):
            await page.keyboard.press("Tab")
            seen.append(await page.evaluate("document.activeElement.innerText"))
            outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
        for name in ("Sign out", "Overview", "Today", "Matches", "People", "Concerns", "Trail"):
            assert name in seen


async def test_a_role_taken_away_shows_the_kind_page_at_the_next_click(house, browser):
    async with looking(browser, house) as page:
        await page.goto(f"{house.url}/dashboard/matches", wait_until="domcontentloaded")
        [mine] = (await house.everyone.scene("Rosa")).staff
        await house.everyone.keeps(SaveStaff(replace(mine, ended=house.now)))
        await page.get_by_role("link", name="Week").click()
        await page.get_by_role("heading", name="Please ask for a new link").wait_for()


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
async def test_no_page_breaks_a_rule_of_accessibility_or_its_frame(house, browser, theme, width):
    await add_pairs(house)  # more than a page of them
    how = {"viewport": {"width": width, "height": 780}, "color_scheme": theme}
    async with looking(browser, house, **how) as page:
        for path in PATHS:
            await page.goto(f"{house.url}/dashboard{path}", wait_until="domcontentloaded")
            wider = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, (path, wider)
            found = await Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]})
            faults = [(one["id"], one["nodes"][0]["html"][:120]) for one in found.response["violations"]]
            assert faults == [], path


async def test_after_a_start_the_last_figures_stand_there_at_once_and_newer_ones_take_their_place(
    house, browser, stage, monkeypatch
):
    await add_pairs(house, 20)
    monkeypatch.setattr("bot.doings.reporting.WORTH_KEEPING", 1)
    monkeypatch.setattr(Reporting, "look_ahead", lambda _: None)  # as for whoever comes with a visit that began before
    reporting = Reporting(house.everyone.store, house.everyone.clock, stage)
    await reporting.look(Filters("new_neighbors"))
    await asyncio.gather(*reporting._aside)
    may_count = asyncio.Event()
    read = Reporting._read

    async def later(self, program):
        await may_count.wait()
        return await read(self, program)

    monkeypatch.setattr(Reporting, "_read", later)
    async with looking(browser, house) as page:
        await page.get_by_text("I am counting anew").wait_for()
        assert await page.locator(".figure img").count() > 0, "the figures are there already"
        may_count.set()
        await page.get_by_text("I am counting anew").wait_for(state="detached")
        assert await page.locator(".figure img").count() > 0


async def test_a_page_that_comes_before_its_figures_shows_them_as_soon_as_they_are_counted(house, browser, monkeypatch):
    await add_pairs(house, 20)
    may_count = asyncio.Event()
    report = Reporting.report

    async def later(self, filters, *, fresh=False):
        await may_count.wait()
        return await report(self, filters, fresh=fresh)

    monkeypatch.setattr(Reporting, "report", later)
    async with looking(browser, house) as page:
        await page.get_by_text("I am counting just now").wait_for()
        assert await page.locator(".tiles li").count() == 6, "what is known at once is there"
        may_count.set()
        await page.locator(".figure img").first.wait_for()
        assert await page.get_by_text("I am counting just now").count() == 0


async def test_a_picture_opened_alone_is_drawn_as_on_the_page(house, browser):
    await add_pairs(house, 20)
    async with looking(browser, house, viewport={"width": 360, "height": 780}) as page:
        await page.locator("a.whole").first.click()
        await page.wait_for_url("**/figure/*.svg*")
        assert await page.evaluate("document.documentElement.querySelectorAll('path[style]').length") > 0
        path = "getComputedStyle(document.querySelector('#patch_1 path')).fill"
        assert await page.evaluate(path) not in {"", "rgb(0, 0, 0)", "none"}, "its colours are there"
