"""The page as a newcomer meets it: on a phone, with a slow machine, with long chats and words from elsewhere."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, Route, expect

from bot.words.messages import Say
from tests.adapters.rehearsal.stage import Stage
from tests.page.test_looks import fill
from tests.page.test_page import cast, write
from tests.page.test_timeline import opened

WIDTHS = (360, 768, 1280)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


async def unread_by_screen_readers(page: Page) -> list[tuple[str, str]]:
    found = await Axe().run(page, options={"runOnly": RULES})
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in found.response["violations"]]


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_screen_reader_finds_no_fault_at_any_width(page: Page, width: int) -> None:
    await page.emulate_media(reduced_motion="reduce")
    assert await unread_by_screen_readers(page) == []
    await fill(page)
    await page.set_viewport_size({"width": width, "height": 780})
    assert await unread_by_screen_readers(page) == []
    await page.get_by_role("button", name="Add").first.click()
    assert await unread_by_screen_readers(page) == []


@pytest.mark.parametrize(("width", "most"), [(360, 150), (768, 130), (1280, 130), (1600, 90)])
async def test_the_bar_leaves_the_room_to_the_chats(page: Page, width: int, most: int) -> None:
    await page.set_viewport_size({"width": width, "height": 780})
    await cast(page)
    box = await page.locator(".bar").bounding_box()
    assert box
    assert box["height"] <= most
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [360, 720, 768, 1024, 1280, 1440, 1441, 1600])
async def test_the_keyboard_goes_through_the_bar_as_it_is_read(page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 780})
    await page.reload()
    await page.locator("body[data-ready]").wait_for()
    await page.locator(".skip").focus()
    places = [await _tabbed(page) for _ in range(11)]
    tops = [top for top, _ in places]
    in_one_row = max(tops) - min(tops) < 20
    assert places == sorted(places, key=lambda place: place[1] if in_one_row else place)


async def _tabbed(page: Page) -> tuple[float, float]:
    """The next thing in the bar: how far down its row stands, and how far right it stands there."""
    await page.keyboard.press("Tab")
    place = """() => {
        const row = document.activeElement.closest(".tools, .jumps");
        const { left } = document.activeElement.getBoundingClientRect();
        return [row.getBoundingClientRect().top, left + row.scrollLeft];
    }"""
    top, left = await page.evaluate(place)
    return top, left


async def test_a_window_that_changes_its_width_leaves_the_focus_where_it_was(page: Page) -> None:
    await page.get_by_role("button", name="+1 day").focus()
    await page.set_viewport_size({"width": 1600, "height": 780})
    await expect(page.get_by_role("button", name="+1 day")).to_be_focused()
    await page.set_viewport_size({"width": 900, "height": 780})
    await expect(page.get_by_role("button", name="+1 day")).to_be_focused()


async def test_on_a_phone_a_tap_on_a_message_shows_what_can_be_done_with_it(browser: Browser, served: Stage) -> None:
    phone = await browser.new_context(viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True)
    page = await phone.new_page()
    await page.goto(served.url)
    amina, _ = await cast(page)
    await write(amina, "hello there")
    said = amina.get_by_text("You said: hello there")
    reply = amina.get_by_role("button", name="Reply to “You said: hello there”")
    row = reply.locator("..")
    await expect(row).to_have_css("opacity", "0")
    await said.tap()
    await expect(row).to_have_css("opacity", "1")
    await reply.tap()
    await expect(amina.get_by_text("Replying to “You said: hello there”")).to_be_visible()
    await phone.close()


async def test_a_slow_machine_shows_that_it_is_at_work(page: Page) -> None:
    await cast(page)
    answer = asyncio.Event()

    async def slow(route: Route) -> None:
        await answer.wait()
        await route.continue_()

    await page.route("**/api/clock", slow)
    await page.get_by_role("button", name="+1 week").click()
    await expect(page.get_by_text("One moment…")).to_be_attached()
    await expect(page.locator("body")).to_have_class("busy")
    answer.set()
    await expect(page.locator("body")).not_to_have_class("busy")
    await expect(page.get_by_text("One moment…")).to_have_count(0)


async def test_two_windows_show_the_same(page: Page, browser: Browser, served: Stage) -> None:
    amina, _ = await cast(page)
    other = await browser.new_page()
    await other.goto(served.url)
    theirs = other.get_by_role("region", name="Amina,")
    await write(amina, "from the first window")
    await expect(theirs.get_by_text("You said: from the first window")).to_be_visible()
    await write(theirs, "from the second")
    await expect(amina.get_by_text("You said: from the second")).to_be_visible()
    await other.close()


async def test_three_hundred_messages_words_without_end_and_arabic_stay_in_their_chat(
    page: Page, served: Stage
) -> None:
    amina, _ = await cast(page)
    await write(amina, "hi")
    chat = next(iter(served.rehearsal.chats.values()))
    for number in range(300):
        await served.bot.send(chat.address, Say(f"Message {number}"))
    for words in (LONG, "مرحبا، أنا أمينة. أريد أن أصبح ممرضة (Nurse) 🌱", "👩🏽‍🚀" * 40):
        await served.bot.send(chat.address, Say(words))
    arabic = amina.get_by_text("مرحبا")
    await expect(arabic).to_be_visible()
    assert await arabic.evaluate("one => getComputedStyle(one).direction") == "rtl"
    await expect(amina.locator(".entry").last).to_be_in_viewport()
    wide: list[Any] = await amina.evaluate(
        """chat => [...chat.querySelectorAll(".bubble, .text, .log")]
            .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline")
            .map((one) => one.textContent.slice(0, 40))"""
    )
    assert wide == []
    await page.reload()
    await expect(amina.locator(".entry").last).to_be_in_viewport()


async def test_an_address_in_a_message_can_be_followed_and_the_words_around_it_stay(page: Page, served: Stage) -> None:
    amina, _ = await cast(page)
    await write(amina, "hi")
    chat = next(iter(served.rehearsal.chats.values()))
    await served.bot.send(chat.address, Say(f"Look here ({served.url}/mark.svg), then there: javascript:alert(1)."))
    link = amina.locator(".entry").get_by_role("link")
    await expect(link).to_have_count(1)
    await expect(link).to_have_text(f"{served.url}/mark.svg")
    await expect(amina.get_by_text("then there: javascript:alert(1).")).to_be_visible()
    async with page.expect_popup() as opening:
        await link.click()
    assert (await opening.value).url == f"{served.url}/mark.svg"


async def test_eight_people_stand_side_by_side_and_each_can_be_reached(page: Page, served: Stage) -> None:
    for number in range(8):
        name = f"{LONG[:40]} {number}" if number == 3 else f"Person {number}"
        await page.request.post(
            f"{served.url}/api/people", data={"name": name, "channel": ("telegram", "slack")[number % 2]}
        )
    await expect(page.locator(".chat")).to_have_count(8)
    await page.get_by_role("region", name="Person 7,").get_by_role("button", name="Start", exact=True).click()
    await expect(page.get_by_role("region", name="Person 7,")).to_be_in_viewport(ratio=0.9)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_coordinator_is_played_from_the_page_also_after_weeks_and_there_is_one_first(
    browser: Browser, address: str
) -> None:
    page = await opened(browser, address)
    for name in ("Carla", "Dario"):
        await page.get_by_role("button", name="+1 week").click()
        await expect(page.get_by_label("Clock of the rehearsal")).not_to_have_attribute("aria-busy", "true")
        await page.get_by_role("button", name="Add person").click()
        await page.get_by_label("Name", exact=True).fill(name)
        await page.get_by_label("Coordinator", exact=True).check()
        await page.keyboard.press("Enter")
        chat = page.get_by_role("region", name=f"{name},")
        await chat.get_by_role("button", name="Start", exact=True).click()
        if name == "Carla":
            await expect(chat.get_by_text("You have been invited to help run this program.")).to_be_visible()
            await chat.get_by_role("button", name="Yes, let's start").click()
            await write(chat, "May 1980")
            await write(chat, "Carla")
            await write(chat, "Berlin")
            await expect(chat.get_by_text("/desk").last).to_be_visible()
    await expect(page.get_by_role("alert")).to_contain_text("Somebody runs the programs already")
    await page.close()


async def test_whoever_writes_when_the_rehearsal_has_ended_is_told_at_once_and_keeps_their_words(
    page: Page, served: Stage
) -> None:
    amina, _ = await cast(page)
    await write(amina, "hi")
    served.rehearsal.hang_up()
    await write(amina, "are you there?")
    await expect(page.get_by_role("alert")).to_contain_text("start it again")
    await expect(amina.get_by_role("textbox", name="Write as Amina")).to_have_value("are you there?")
