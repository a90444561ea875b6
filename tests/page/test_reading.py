"""What is in sight and where the keyboard is, while one reads, answers and gets people ready."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.curriculum.folders import SHIPPED, read_program
from bot.rehearsing import Rehearsing
from bot.words.effects.people import SaveMembership
from bot.words.messages import Say
from tests.adapters.rehearsal.stage import Stage
from tests.page.conftest import on_its_loop
from tests.page.test_page import cast, write
from tests.page.test_timeline import opened, travel
from tests.rehearsing.conftest import rehearsal_of, serving

LONG = "\n".join(f"Line {number} of a page that is longer than the chat." for number in range(60))
FOCUS = "[document.activeElement.className, document.activeElement.getAttribute('aria-label')]"


async def test_a_message_longer_than_the_chat_is_read_from_its_beginning_and_shorter_ones_follow(
    page: Page, served: Stage
) -> None:
    amina, _ = await cast(page)
    await write(amina, "hi")
    chat = next(iter(served.rehearsal.chats.values()))
    await served.bot.send(chat.address, Say(LONG))
    long = amina.locator(".entry", has_text="Line 59 of")
    await expect(long).to_be_visible()
    top = "one => one.getBoundingClientRect().top - one.closest('.log').getBoundingClientRect().top"
    assert 0 <= await long.evaluate(top) < 60
    await amina.get_by_role("textbox").fill("one\ntwo\nthree")
    assert 0 <= await long.evaluate(top) < 60, "what stands below the log does not move what is read"
    await write(amina, "read it")
    await expect(amina.get_by_text("You said: read it")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("\u2068مينا\u2069, meet your mentor: \u2068Jonas\u2069!", "ltr"),
        ("\u2068Jonas\u2069، هذا مرشدك", "rtl"),
        ("\u2068مرحبا \u2068Jonas\u2069\u2069", "rtl"),
        ("\u2068Good news, \u2068مينا\u2069.\u2069", "ltr"),
        ("مرحبا Jonas", "rtl"),
    ],
)
async def test_a_message_runs_as_its_own_words_do_not_as_the_name_it_begins_with(
    page: Page, served: Stage, words: str, direction: str
) -> None:
    amina, _ = await cast(page)
    await write(amina, "hi")
    await served.bot.send(next(iter(served.rehearsal.chats.values())).address, Say(words))
    text = amina.locator(".entry.bot .text").last
    await expect(text).to_have_text(words)
    assert await text.evaluate("one => getComputedStyle(one).direction") == direction


async def test_opening_the_timeline_leaves_the_newest_message_in_sight(browser: Browser, address: str) -> None:
    page = await opened(browser, address)
    await travel(page)
    await page.get_by_role("button", name="Close the timeline").click()
    for _ in range(3):
        for chat in await page.locator(".chat").all():
            await expect(chat.locator(".entry").last).to_be_in_viewport()
        await page.get_by_role("button", name="Timeline", exact=True).click()
    await page.close()


async def test_at_twice_the_size_the_bar_scrolls_away_and_a_chat_fills_the_window(page: Page) -> None:
    await page.set_viewport_size({"width": 640, "height": 400})
    amina, _ = await cast(page)
    await write(amina, "hi")
    await amina.get_by_role("textbox").scroll_into_view_if_needed()
    log = await amina.locator(".log").bounding_box()
    assert log
    assert log["height"] > 200
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_the_keyboard_stays_where_it_was_when_the_buttons_are_gone(page: Page) -> None:
    amina, _ = await cast(page)
    await write(amina, "where")
    await amina.get_by_role("button", name="Share my location").press("Enter")
    await page.get_by_role("button", name="Berlin").press("Enter")
    await page.keyboard.press("Enter")
    await expect(amina.locator(".keyboard")).to_be_hidden()
    assert await page.evaluate(FOCUS) == ["log", "Messages of Amina"]


async def test_a_button_of_the_bar_keeps_its_focus_while_it_works(page: Page) -> None:
    await cast(page)
    fill = page.get_by_role("button", name="Fill")
    await fill.press("Enter")
    await expect(fill).to_be_enabled()
    await expect(fill).to_be_focused()


@on_its_loop()
async def unready(tmp_path: Path) -> AsyncIterator[tuple[Rehearsing, str]]:
    """Two who look for someone, and a mentor who has no training and no checks."""
    async with rehearsal_of(tmp_path, read_program(SHIPPED / "first_year")) as rehearsing, serving(rehearsing) as url:
        await rehearsing.fill("first_year", 2, 1)
        pool = await rehearsing.store.read(lambda session: session.pool("first_year"))
        mentor = next(one.membership for one in pool.members if one.membership.role == "mentor")
        new = SaveMembership(replace(mentor, record={}))
        await rehearsing.store.write(lambda session: session.carry_out((new,), rehearsing.clock.now()))
        yield rehearsing, url


async def test_a_round_that_finds_nobody_says_who_is_not_ready_and_one_press_goes_on(
    browser: Browser, unready: tuple[Rehearsing, str]
) -> None:
    rehearsing, url = unready
    page = await opened(browser, url)
    mentor = next(chat.name for chat in rehearsing.rehearsal.chats.values() if chat.role == "mentor")
    await page.get_by_role("button", name="Match", exact=True).click()
    dialog = page.get_by_role("dialog", name="Nobody new fits yet")
    await expect(dialog.get_by_text(f"{mentor} still has training or checks to go.")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("could be a good mentor for you").first).to_be_visible()
    await expect(page.get_by_role("button", name="Match", exact=True)).to_be_enabled()
    await page.close()
