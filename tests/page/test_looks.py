"""How the page looks to different eyes and on different screens."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.async_api import Page, expect

from bot.words.messages import Say
from tests.adapters.rehearsal.stage import Stage
from tests.page.test_page import cast, write

# Every visible text against the nearest opaque background: [text, ratio] of those below WCAG AA.
FAINT = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const linear = (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = colour.map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    const texts = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
    const words = texts.map((node) => node.data);
    if (!words.length || !element.checkVisibility() || element.closest(".unseen, template, option")) continue;
    const [a, b] = [light(rgb(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faint.push([words.join(" ").trim(), ratio]);
  }
  return faint;
}
"""


async def fill(page: Page) -> None:
    """Something of everything, in both chats."""
    amina, jonas = await cast(page)
    for chat, text in ((amina, "hi"), (jonas, "hi"), (amina, "long label"), (jonas, "home"), (jonas, "when")):
        await write(chat, text)
    await write(amina, "where")
    await amina.get_by_role("button", name="I'd like a mentor").click()
    await jonas.get_by_role("button", name="I'd like to be one").click()
    await expect(page.get_by_text("You pressed:")).to_have_count(2)
    await expect(jonas.locator(".home p")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_word_can_be_read(page: Page, scheme: Literal["light", "dark"]) -> None:
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert await page.evaluate(FAINT) == []
    await fill(page)
    assert await page.evaluate(FAINT) == []
    await page.get_by_role("button", name="Block the bot as Amina").click()
    await page.get_by_role("button", name="Add person").click()
    assert await page.evaluate(FAINT) == []


async def test_dark_follows_the_system_until_one_chooses(page: Page) -> None:
    async def brightness() -> int:
        colour: str = await page.evaluate("getComputedStyle(document.body).backgroundColor")
        return int(colour.removeprefix("rgb(").split(",")[0])

    await page.emulate_media(color_scheme="dark")
    assert await brightness() < 60
    await page.get_by_role("button", name="Switch between light and dark").click()
    assert await brightness() > 200
    await page.reload()
    assert await brightness() > 200


async def test_a_phone_shows_one_person_at_a_time(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.emulate_media(reduced_motion="reduce")
    amina, jonas = await cast(page)
    await expect(amina).to_be_in_viewport(ratio=0.9)
    await expect(jonas).not_to_be_in_viewport(ratio=0.2)
    await write(amina, "where")
    await expect(amina.get_by_role("button", name="Share my location")).to_be_visible()
    tab = page.get_by_role("navigation", name="People").get_by_role("button", name="Jonas")
    await tab.click()
    await expect(jonas).to_be_in_viewport(ratio=0.9)
    await expect(tab).to_have_attribute("aria-current", "true")
    for dialog in ("Add", "Start over"):
        await page.get_by_role("button", name=dialog).click()
        box = await page.get_by_role("dialog").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        await page.keyboard.press("Escape")
    assert await page.evaluate("document.documentElement.scrollWidth") == 360


async def test_news_of_someone_out_of_sight_marks_their_tab(page: Page, served: Stage) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.emulate_media(reduced_motion="reduce")
    await cast(page)
    jonas = next(one for one in served.rehearsal.chats.values() if one.name == "Jonas")
    await page.request.post(f"{served.url}/api/people/{jonas.id}/messages", data={"text": "hi"})
    tab = page.get_by_role("button", name="Jonas, new message")
    await tab.click()
    await expect(page.get_by_role("button", name="Jonas", exact=True)).to_be_visible()


async def test_the_newest_message_is_in_sight_whatever_changes_around_it(page: Page) -> None:
    amina, _ = await cast(page)
    for number in range(8):
        await write(amina, f"message {number}")
        await expect(amina.get_by_text(f"You said: message {number}")).to_be_in_viewport()
    await write(amina, "where")
    await expect(amina.get_by_text("Where do you live?")).to_be_in_viewport()
    await page.set_viewport_size({"width": 360, "height": 740})
    await expect(amina.get_by_text("Where do you live?")).to_be_in_viewport()


async def test_who_scrolled_back_is_left_there(page: Page, served: Stage) -> None:
    amina, _ = await cast(page)
    for number in range(8):
        await write(amina, f"message {number}")
    await expect(amina.get_by_text("You said: message 7")).to_be_in_viewport()
    await amina.locator(".log").evaluate("one => one.scrollTo(0, 0)")
    await expect(amina.get_by_text("message 0", exact=True)).to_be_in_viewport()
    chat = next(iter(served.rehearsal.chats.values()))
    await served.bot.send(chat.address, Say("One more thing."))
    await expect(amina.get_by_text("One more thing.")).to_be_attached()
    await expect(amina.get_by_text("message 0", exact=True)).to_be_in_viewport()


async def test_nothing_moves_for_those_who_asked_for_stillness(page: Page) -> None:
    await page.emulate_media(reduced_motion="reduce")
    amina, _ = await cast(page)
    await write(amina, "hi")
    await expect(amina.get_by_text("What brings you here?")).to_be_visible()
    moving: list[Any] = await page.evaluate("document.getAnimations().map((one) => String(one))")
    assert moving == []
