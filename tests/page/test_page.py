"""The rehearsal page in a real browser, as a newcomer meets it."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Locator, Page, Route, expect

from bot.words.messages import (
    Address,
    Attachment,
    Command,
    DatePicked,
    Deleted,
    Delivery,
    Edited,
    File,
    LocationShared,
    PeoplePicked,
    Pin,
    Ready,
    Remove,
    Say,
    Written,
)
from tests.adapters.rehearsal.stage import HELLO, Stage


async def cast(page: Page) -> tuple[Locator, Locator]:
    """Amina and Jonas, by the one big button."""
    await page.get_by_role("button", name="Add Amina and Jonas").click()
    await expect(page.locator(".chat")).to_have_count(2)
    amina, jonas = page.get_by_role("region", name="Amina"), page.get_by_role("region", name="Jonas")
    await expect(amina.get_by_role("button", name="Start", exact=True)).to_be_focused()
    return amina, jonas


async def write(chat: Locator, text: str) -> None:
    """What one writes and sends, until the rehearsal has answered for it."""
    words = chat.get_by_role("textbox")
    await words.fill(text)
    async with chat.page.expect_response(lambda one: one.request.method == "POST" and one.url.endswith("/messages")):
        await words.press("Enter")


async def test_a_newcomer_meets_one_button_that_brings_two_people(page: Page, served: Stage) -> None:
    amina, jonas = await cast(page)
    await expect(page.locator("#empty")).to_be_hidden()
    await expect(amina.locator(".badge")).to_have_text("Telegram-like")
    await expect(jonas.locator(".badge")).to_have_text("Slack-like")
    await amina.get_by_role("button", name="Start", exact=True).click()
    await expect(amina.get_by_text("What brings you here?")).to_be_visible()
    await expect(amina.get_by_role("button", name="Start", exact=True)).to_be_hidden()
    await jonas.get_by_role("button", name="Start", exact=True).click()
    await expect(jonas.get_by_role("button", name="I'd like to be one")).to_be_visible()
    assert [one.content for one in served.bot.accepted] == [Command("start", "mentee"), Command("start", "mentor")]


async def test_buttons_are_pressed_and_old_ones_stay(page: Page, served: Stage) -> None:
    amina, _ = await cast(page)
    await amina.get_by_role("button", name="Start", exact=True).click()
    await amina.get_by_role("button", name="I'd like a mentor").click()
    await expect(amina.get_by_text("You pressed: role:mentee")).to_be_visible()
    await expect(amina.locator(".mark", has_text="edited")).to_have_count(1)
    await expect(amina.locator(".press .text")).to_have_text("tapped I'd like a mentor")
    await write(amina, "hi")
    await expect(amina.get_by_role("button", name="I'd like a mentor")).to_be_visible()
    await amina.get_by_role("button", name="✓ role:mentee").click()
    await expect(amina.get_by_text("You pressed: role:mentee")).to_have_count(2)
    assert served.bot.accepted[-1].message == "2"


async def test_who_begins_to_write_before_the_second_chat_is_confirmed_is_not_interrupted(page: Page) -> None:
    answered = asyncio.Event()

    async def late(route: Route) -> None:
        answer = await route.fetch()
        await answered.wait()
        await route.fulfill(response=answer)

    await page.get_by_role("button", name="Add Amina and Jonas").wait_for()
    await page.route("**/api/people", late)
    await page.get_by_role("button", name="Add Amina and Jonas").click()
    amina = page.get_by_role("region", name="Amina")
    words = amina.get_by_role("textbox")
    await words.fill("half a sent")
    async with page.expect_event("requestfinished", lambda one: "Jonas" in (one.post_data or "")):
        answered.set()
    await expect(page.get_by_role("region", name="Jonas")).to_be_visible()
    await page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    await expect(words).to_be_focused()


async def test_everything_can_be_done_from_the_keyboard(page: Page) -> None:
    keys = page.keyboard
    await page.get_by_role("button", name="Add Amina and Jonas").focus()
    await keys.press("Enter")
    amina = page.get_by_role("region", name="Amina")
    await expect(amina.get_by_role("button", name="Start", exact=True)).to_be_focused()
    await keys.press("Enter")
    await expect(amina.get_by_role("textbox")).to_be_focused()
    await expect(amina.get_by_role("button", name="I'd like a mentor")).to_be_visible()
    await keys.press("Shift+Tab")
    await expect(amina.get_by_role("button", name="I'd like to be one")).to_be_focused()
    await keys.press("Shift+Tab")
    await keys.press("Enter")
    await expect(amina.get_by_role("button", name="✓ role:mentee")).to_be_focused()
    await keys.press("Tab")
    await expect(amina.get_by_role("button", name="Back")).to_be_focused()
    await keys.press("Tab")
    await keys.type("two")
    await keys.press("Shift+Enter")
    await keys.type("lines")
    await keys.press("Enter")
    await expect(amina.get_by_text("You said: two\nlines")).to_be_visible()
    await page.get_by_role("button", name="Add person").focus()
    await keys.press("Enter")
    await expect(page.get_by_role("dialog").get_by_label("Name")).to_be_focused()
    await keys.type("Sam")
    await keys.press("Tab")
    await keys.press("ArrowDown")
    await keys.press("Tab")
    await keys.press("ArrowDown")
    await keys.press("Enter")
    sam = page.get_by_role("region", name="Sam, Slack-like")
    await expect(sam.locator(".role")).to_have_text("mentee")
    await expect(sam.get_by_role("button", name="Start", exact=True)).to_be_focused()


async def test_focus_can_always_be_seen(page: Page) -> None:
    await cast(page)
    for _ in range(20):
        await page.keyboard.press("Tab")
        seen = "(one) => one === document.body || getComputedStyle(one).outlineStyle !== 'none'"
        assert await page.evaluate(f"({seen})(document.activeElement)")


async def test_a_place_is_shared_from_telegrams_keyboard(page: Page, served: Stage) -> None:
    amina, _ = await cast(page)
    await write(amina, "where")
    keyboard = amina.get_by_role("group", name="Keyboard")
    await expect(keyboard.get_by_role("button")).to_have_text(["Share my location", "Back"])
    await keyboard.get_by_role("button", name="Share my location").click()
    dialog = page.get_by_role("dialog", name="Share my location")
    await dialog.get_by_role("button", name="Nairobi").click()
    await dialog.get_by_role("button", name="Share", exact=True).click()
    await expect(amina.get_by_text("You are at -1.2921, 36.8219.")).to_be_visible()
    await expect(keyboard).to_be_hidden()
    assert served.bot.accepted[-1].content == LocationShared(-1.2921, 36.8219)


async def test_people_are_picked_and_a_dialog_can_be_left(page: Page, served: Stage) -> None:
    amina, jonas = await cast(page)
    await page.get_by_role("button", name="Add person").click()
    await page.get_by_role("dialog").get_by_label("Name").fill("Sam")
    await page.get_by_role("dialog").get_by_role("button", name="Add", exact=True).click()
    await write(amina, "who")
    await amina.get_by_role("button", name="Choose people").click()
    dialog = page.get_by_role("dialog", name="Choose people")
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await amina.get_by_role("button", name="Choose people").click()
    await dialog.get_by_label("Sam", exact=True).check()
    await dialog.get_by_label("Other names").fill("Lee, ")
    await dialog.get_by_role("button", name="Share").click()
    await expect(amina.get_by_text("You know Sam, Lee.")).to_be_visible()
    content = served.bot.accepted[-1].content
    assert isinstance(content, PeoplePicked)
    assert [one.name for one in content.people] == ["Sam", "Lee"]
    await write(jonas, "who")
    await expect(jonas.locator(".entry").get_by_role("button", name="Choose people")).to_be_visible()


async def test_a_date_is_picked_on_slack(page: Page, served: Stage) -> None:
    _, jonas = await cast(page)
    await write(jonas, "when")
    await jonas.get_by_role("button", name="Pick a date").click()
    dialog = page.get_by_role("dialog", name="Pick a date")
    await expect(dialog.get_by_label("Date")).to_have_value("2026-09-01")
    await dialog.get_by_label("Date").fill("2026-10-05")
    await dialog.get_by_role("button", name="Pick", exact=True).click()
    await expect(jonas.get_by_text("See you on 2026-10-05.")).to_be_visible()
    assert isinstance(served.bot.accepted[-1].content, DatePicked)


async def test_the_home_tab_is_shown_on_slack(page: Page) -> None:
    _, jonas = await cast(page)
    await write(jonas, "home")
    await expect(jonas.get_by_text("You are waiting for a match.")).to_be_visible()
    await jonas.get_by_role("button", name="Pause").click()
    await expect(jonas.get_by_text("You pressed: pause")).to_be_visible()


async def test_time_is_moved_and_the_reminder_comes(page: Page) -> None:
    amina, _ = await cast(page)
    await write(amina, "remind me")
    before = await page.locator("#now").text_content()
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.locator("#announce")).to_contain_text("It is now")
    await expect(page.locator("#now")).not_to_have_text(before or "")
    await page.get_by_label("Move the clock forward by").fill("6")
    await page.get_by_label("Unit").select_option("days")
    await page.get_by_role("button", name="Go", exact=True).click()
    await expect(amina.get_by_text("A week has passed.")).to_be_visible()
    await expect(amina.locator(".day")).to_have_count(2)


async def test_blocking_stops_the_chat_and_unblocking_brings_it_back(page: Page) -> None:
    amina, _ = await cast(page)
    await write(amina, "hello")
    await amina.get_by_role("button", name="Block the bot as Amina").click()
    await expect(amina.get_by_text("Amina has blocked the bot.")).to_be_visible()
    await expect(amina.get_by_role("textbox")).to_be_hidden()
    await amina.get_by_role("button", name="Unblock", exact=True).click()
    await write(amina, "back again")
    await expect(amina.get_by_text("You said: back again")).to_be_visible()


async def test_what_the_platform_refuses_is_seen(page: Page) -> None:
    amina, _ = await cast(page)
    await write(amina, "long label")
    await expect(amina.locator(".fault")).to_contain_text("80 characters long; Telegram allows 64")
    await expect(page.locator("#faults")).to_contain_text("1 message was refused")


async def test_what_was_not_kept_is_not_shown_as_delivered(page: Page, served: Stage) -> None:
    amina, _ = await cast(page)
    served.bot.away = True
    await write(amina, "hello")
    await expect(page.get_by_role("alert")).to_contain_text("try again")
    await expect(amina.locator(".lost .mark")).to_have_text("not delivered")
    await expect(amina.get_by_role("textbox")).to_have_value("hello")


async def test_markup_in_a_message_is_only_text(page: Page) -> None:
    amina, _ = await cast(page)
    trick = "<img src=x onerror=\"document.title='gone'\"><b>bold</b>"
    await write(amina, trick)
    await expect(amina.get_by_text(f"You said: {trick}")).to_be_visible()
    assert await amina.locator(".log img, .log b").count() == 0
    assert await page.title() == "Alongside · rehearsal"


async def test_a_message_sent_by_the_bot_itself_appears_and_is_announced(page: Page, served: Stage) -> None:
    amina, _ = await cast(page)
    await write(amina, "hello")
    await expect(amina.get_by_text("You said: hello")).to_be_visible()
    chat = next(iter(served.rehearsal.chats.values()))
    address = Address("rehearsal-telegram", chat.id)
    await served.rehearsal.channels[0].send(Delivery(7, address, Say("One more thing.")), None)
    log = amina.get_by_role("log", name="Messages of Amina")
    await expect(log.get_by_text("One more thing.")).to_be_visible()


async def test_a_reload_shows_the_same_chats(page: Page) -> None:
    amina, _ = await cast(page)
    await write(amina, "hi")
    await expect(amina.get_by_text("What brings you here?")).to_be_visible()
    await page.reload()
    await expect(amina.locator(".bot .text")).to_have_text(HELLO)
    await expect(page.locator(".chat")).to_have_count(2)


async def test_half_written_words_outlive_a_reload_each_with_who_wrote_them(page: Page, served: Stage) -> None:
    amina, jonas = await cast(page)
    await write(amina, "sent")
    await amina.get_by_role("textbox").fill("half a thought\nof two lines")
    await jonas.get_by_role("textbox").fill("another")
    await page.reload()
    await expect(amina.get_by_role("textbox")).to_have_value("half a thought\nof two lines")
    await expect(jonas.get_by_role("textbox")).to_have_value("another")
    high, low = await amina.get_by_role("textbox").bounding_box(), await jonas.get_by_role("textbox").bounding_box()
    assert high
    assert low
    assert high["height"] > low["height"], "both lines are in sight"
    await jonas.get_by_role("textbox").press("Enter")
    await expect(jonas.get_by_text("You said: another")).to_be_visible()
    await page.reload()
    await expect(amina.get_by_role("textbox")).to_have_value("half a thought\nof two lines")
    await expect(jonas.get_by_role("textbox")).to_have_value("")
    await page.request.post(f"{served.url}/api/reset", data={})
    await expect(page.locator(".chat")).to_have_count(0)
    assert await page.evaluate("sessionStorage.length") == 0, "nothing is left of who is gone"


async def test_words_that_were_to_replace_a_message_are_no_draft(page: Page) -> None:
    amina, _ = await cast(page)
    await write(amina, "hello")
    await amina.locator(".person .bubble").hover()
    await amina.get_by_role("button", name="Edit").click()
    await amina.get_by_role("textbox").fill("hello again")
    await page.reload()
    await expect(amina.get_by_text("You said: hello")).to_be_visible()
    await expect(amina.get_by_role("textbox")).to_have_value("")


async def test_a_chat_is_exported_as_a_scene(page: Page, tmp_path: Path) -> None:
    amina, _ = await cast(page)
    await write(amina, "hello")
    await expect(amina.get_by_text("You said: hello")).to_be_visible()
    async with page.expect_download() as started:
        await amina.get_by_role("link", name="Export Amina's chat as a scene").click()
    download = await started.value
    await download.save_as(tmp_path / "scene.txt")
    assert download.suggested_filename == "amina.txt"
    head, _, scene = (tmp_path / "scene.txt").read_text("utf-8").partition("\n\n")
    assert head.startswith("# Amina is on Telegram.\n# It begins on ")
    assert scene == "Amina: hello\nbot → Amina: You said: hello\n"


async def test_starting_over_asks_first(page: Page) -> None:
    await cast(page)
    await page.get_by_role("button", name="Start over").click()
    await page.get_by_role("button", name="Keep going").click()
    await expect(page.locator(".chat")).to_have_count(2)
    await page.get_by_role("button", name="Start over").click()
    await page.get_by_role("dialog").get_by_role("button", name="Start over").click()
    await expect(page.locator(".chat")).to_have_count(0)
    await expect(page.get_by_role("button", name="Add Amina and Jonas")).to_be_visible()


@pytest.mark.parametrize("count", [1, 12])
async def test_one_person_and_twelve_fit(page: Page, served: Stage, count: int) -> None:
    for number in range(count):
        await page.request.post(f"{served.url}/api/people", data={"name": f"Person {number + 1}"})
    await expect(page.locator(".chat")).to_have_count(count)
    await expect(page.get_by_role("region", name=f"Person {count},")).to_be_attached()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_rehearsal_that_ended_says_so(page: Page, served: Stage) -> None:
    await cast(page)
    served.rehearsal.hang_up()
    await expect(page.locator("#offline")).to_be_visible()


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (240, 160), "teal").save(out, "PNG")
    return out.getvalue()


async def chosen(chat: Locator, name: str, kind: str, data: bytes) -> None:
    await chat.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": data})


async def test_a_photo_is_sent_with_its_caption_and_shown(page: Page, served: Stage) -> None:
    amina, jonas = await cast(page)
    await amina.get_by_role("button", name="Start", exact=True).click()
    await amina.get_by_role("textbox").fill("me, last summer")
    await chosen(amina, "me.png", "image/png", picture())
    photo = amina.get_by_role("img", name="Photo")
    await expect(photo).to_be_visible()
    assert await photo.evaluate("img => img.decode().then(() => img.naturalWidth)") == 240
    await expect(amina.get_by_text("me, last summer")).to_be_visible()
    await expect(amina.get_by_role("textbox")).to_have_value("")
    sent = served.bot.accepted[-1].content
    assert isinstance(sent, Attachment)
    assert (sent.kind, sent.caption, sent.size) == ("photo", "me, last summer", len(picture()))
    await jonas.get_by_role("button", name="Start", exact=True).click()
    await chosen(jonas, "cv.pdf", "application/pdf", b"%PDF-1.7")
    await expect(jonas.get_by_role("link", name="cv.pdf")).to_be_visible()


async def test_a_message_is_answered_edited_and_deleted(page: Page, served: Stage) -> None:
    _, jonas = await cast(page)
    await jonas.get_by_role("button", name="Start", exact=True).click()
    await expect(jonas.get_by_text("What brings you here?")).to_be_visible()
    await jonas.get_by_text("What brings you here?").hover()
    await jonas.get_by_role("button", name="Reply to “Hi! I'm Alongside").click()
    await expect(jonas.get_by_text("Replying to “Hi! I'm Alongside")).to_be_visible()
    await write(jonas, "in the thread")
    await expect(jonas.locator(".threaded", has_text="in the thread")).to_be_visible()
    assert served.bot.accepted[-1].replies_to == "2"
    await expect(jonas.get_by_text("You said: in the thread")).to_be_visible()
    await jonas.get_by_text("in the thread", exact=True).hover()
    await jonas.get_by_role("button", name="Reply to “in the thread”").click()
    await write(jonas, "again")
    await expect(jonas.get_by_role("button", name="In the thread of this message: Hi! I'm")).to_be_visible()
    await jonas.get_by_text("in the thread", exact=True).hover()
    await jonas.get_by_role("button", name="Edit “in the thread”").click()
    await expect(jonas.get_by_role("textbox")).to_have_value("in the thread")
    await write(jonas, "in its thread")
    await expect(jonas.get_by_text("in its thread", exact=True)).to_be_visible()
    assert served.bot.accepted[-1].content == Edited("in its thread")
    await jonas.get_by_text("in its thread", exact=True).hover()
    await jonas.get_by_role("button", name="Delete “in its thread”").click()
    await expect(jonas.get_by_text("in its thread", exact=True)).to_have_count(0)
    assert served.bot.accepted[-1].content == Deleted()


async def test_answering_and_editing_need_no_mouse(page: Page, served: Stage) -> None:
    amina, _ = await cast(page)
    keys = page.keyboard
    await amina.get_by_role("button", name="Start", exact=True).click()
    await write(amina, "helo")
    await expect(amina.get_by_text("You said: helo")).to_be_visible()
    await amina.get_by_role("log").focus()
    await keys.press("ArrowUp")
    await expect(amina.get_by_role("button", name="Reply to “You said: helo”")).to_be_focused()
    await keys.press("ArrowUp")
    await keys.press("ArrowRight")
    await expect(amina.get_by_role("button", name="Edit “helo”")).to_be_focused()
    await keys.press("Enter")
    await expect(amina.get_by_role("textbox")).to_be_focused()
    await keys.press("Escape")
    await expect(amina.get_by_text("Editing")).to_be_hidden()
    await expect(amina.get_by_role("textbox")).to_have_value("")
    await expect(amina.get_by_role("button", name="Delete “helo”")).to_have_count(0)


async def test_what_the_bot_takes_back_vanishes_and_what_it_sends_is_shown(page: Page, served: Stage) -> None:
    amina, _ = await cast(page)
    await amina.get_by_role("button", name="Start", exact=True).click()
    await write(amina, "hello")
    chat = next(iter(served.rehearsal.chats.values()))
    channel = served.rehearsal.channel_of(chat)
    file = File("photo", "card.png", "image/png", Written(""), "Your card")
    for content, ready in ((Pin(52.52, 13.405), Ready()), (file, Ready(data=picture())), (Say("oops"), Ready())):
        ref = await channel.send(Delivery(1, chat.address, content), None, ready)
    await expect(amina.get_by_text("52.52, 13.405")).to_be_visible()
    await expect(amina.get_by_role("img", name="Photo")).to_be_visible()
    await expect(amina.get_by_text("oops")).to_be_visible()
    await channel.send(Delivery(1, chat.address, Remove(1)), ref)
    await expect(amina.get_by_text("oops")).to_have_count(0)
