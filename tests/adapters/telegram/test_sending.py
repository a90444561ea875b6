"""One delivery is one call, and arrives as it was written."""

from __future__ import annotations

import pytest

from bot.adapters.telegram import TelegramChannel
from bot.adapters.telegram.keyboards import inline
from bot.words.messages import Button, Edit, Home, PickDate, PickPeople, Say, ShareLocation
from tests.adapters.telegram.conftest import delivery
from tests.stand_ins.telegram import TelegramStandIn


@pytest.fixture
def amina(standin: TelegramStandIn):
    person = standin.person(7)
    person.started = True
    return person


async def test_words_arrive_and_their_message_id_comes_back(channel, amina):
    assert await channel.send(delivery(7, "Hello"), None) == "1"
    assert amina.chat[0].text == "Hello"


@pytest.mark.parametrize(
    "text",
    [
        "<b>&amp;</b> <unclosed",
        "_*[]()~`>#+-=|{}.!",
        "@all /start x tg://resolve",
        "عربي \u2068Amina\u2069 \u202e",
        "👩🏾‍🦱" * 100,
        "ends in half a pair \ud83d".replace("\ud83d", "?"),
        "line\r\nline",
    ],
)
async def test_row_59_text_is_data_and_arrives_unchanged(channel, amina, text):
    await channel.send(delivery(7, text), None)
    assert amina.chat[0].text == text


async def test_row_60_a_lone_surrogate_does_not_stop_a_message(channel, amina):
    await channel.send(delivery(7, "half \ud83d a pair"), None)
    assert amina.chat[0].text == "half ? a pair"


async def test_row_61_the_longest_text_passes(channel, amina):
    longest = "😀" * (channel.limits.text // 2)
    await channel.send(delivery(7, longest), None)
    assert amina.chat[0].text == longest


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (["‹ Back", "Skip", "Español", "Help"], [4]),
        (["Later", "Take a break", "Block", "Skip"], [3, 1]),
        (["We are in touch", "Write to Jonas", "Take a break", "End this match"], [2, 2]),
    ],
)
def test_no_more_ways_on_stand_in_a_row_than_a_phone_shows_whole(labels, rows):
    keys = inline([Button(label, label, "nav") for label in labels])["inline_keyboard"]
    assert [len(row) for row in keys] == rows


async def test_short_options_stand_in_two_columns_done_alone_and_nav_last(channel, amina):
    buttons = (
        Button("Back", "b", "nav"),
        *(Button(label, label) for label in ("Yes", "No", "Perhaps")),
        Button("Skip", "s", "nav"),
        Button("That's all", "d", "done"),
    )
    await channel.send(delivery(7, Say("Choose", buttons)), None)
    assert amina.chat[0].rows == [["Yes", "No"], ["Perhaps"], ["That's all"], ["Back", "Skip"]]


async def test_long_options_stand_one_to_a_row_and_are_cut_at_the_limit(channel, amina):
    await channel.send(delivery(7, Say("Choose", (Button("x" * 65, "a"), Button("short", "b")))), None)
    assert amina.chat[0].rows == [["x" * 63 + "…"], ["short"]]


async def test_a_hundred_buttons_with_the_longest_data_pass(channel, amina):
    buttons = tuple(Button(f"Option {number}", f"{number:064}") for number in range(channel.limits.buttons))
    await channel.send(delivery(7, Say("Choose", buttons)), None)
    assert len(amina.chat[0].buttons) == 100


async def test_a_people_picker_takes_the_place_of_the_keyboard(channel, amina):
    say = Say("Who?", (Button("Skip", "s", "nav"),), PickPeople("Choose people", "12345", limit=3))
    await channel.send(delivery(7, say), None)
    request = amina.chat[0].key("Choose people")["request_users"]
    assert request == {"request_id": 12345, "user_is_bot": False, "max_quantity": 3, "request_name": True}
    assert amina.chat[0].rows == [["Choose people"], ["Skip"]]


async def test_a_location_button_takes_the_place_of_the_keyboard_until_it_is_cleared(channel, amina):
    await channel.send(delivery(7, Say("Where?", widget=ShareLocation("Share my location"))), None)
    assert amina.keyboard.key("Share my location")["request_location"] is True
    await channel.send(delivery(7, Say("Thank you", clears=True)), None)
    assert amina.keyboard is None


async def test_a_date_is_asked_for_in_words(channel, amina):
    await channel.send(delivery(7, Say("When?", widget=PickDate("Choose", "d"))), None)
    assert amina.chat[0].markup == {}


async def test_an_edit_replaces_text_and_buttons_and_is_idempotent(channel, amina):
    reference = await channel.send(delivery(7, "Choose", "A", "B"), None)
    edit = delivery(7, Edit(1, "You chose A"))
    assert await channel.send(edit, reference) == reference
    assert await channel.send(edit, reference) == reference
    assert (amina.chat[0].text, amina.chat[0].buttons, amina.chat[0].edited) == ("You chose A", [], 1)


async def test_a_pressed_button_names_the_message_to_edit(channel, amina):
    reference = await channel.send(delivery(7, "Choose", "A"), None)
    assert await channel.send(delivery(7, Edit(1, "Done", message=reference)), "999") == reference
    assert amina.chat[0].text == "Done"


@pytest.mark.parametrize("target", ["404", None, "", "x", "٣"])
async def test_nothing_left_to_edit_is_no_fault(channel, amina, target):
    assert await channel.send(delivery(7, Edit(1, "Done")), target) == ""


async def test_a_message_with_a_keyboard_in_place_of_the_persons_own_is_left_alone(channel, standin, amina):
    widget = PickPeople("Choose people", "1")
    reference = await channel.send(delivery(7, Say("Who?", widget=widget)), None)
    assert await channel.send(delivery(7, Edit(1, "Done", widget=widget)), reference) == ""
    assert standin.calls["editMessageText"] == 0


async def test_there_is_no_home_tab(channel: TelegramChannel, standin):
    assert await channel.send(delivery(7, Home("Your mentor")), None) == ""
    assert not standin.calls
    assert await channel.find(delivery(7, "x")) is None
