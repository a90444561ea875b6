"""Recorded payloads, and what is read from them; anything else is read without an exception."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.telegram.keyboards import request_id
from bot.adapters.telegram.reading import read
from bot.words.messages import (
    Attachment,
    Command,
    Content,
    Edited,
    Ignored,
    Left,
    LocationShared,
    PeoplePicked,
    PickedPerson,
    Press,
    Returned,
    Typed,
    Unreadable,
)

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.timezone.utc)
AMINA = {"id": 7, "is_bot": False, "first_name": "Amina", "last_name": "Odhiambo", "language_code": "sw"}
PRIVATE = {"id": 7, "first_name": "Amina", "type": "private"}
BOT = {"id": 1, "is_bot": True, "first_name": "Alongside"}


def message(**more: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"message_id": 5, "date": 1, "chat": PRIVATE, "from": AMINA, **more}}


def edited(**more: Any) -> dict[str, Any]:
    return {"update_id": 1, "edited_message": {**message(**more)["message"], "edit_date": 2}}


def size(file: str, width: int) -> dict[str, Any]:
    return {"file_id": file, "file_unique_id": file, "width": width, "height": width, "file_size": width}


def press(**more: Any) -> dict[str, Any]:
    query = {"id": "42", "from": AMINA, "chat_instance": "1", "message": {"message_id": 5, "chat": PRIVATE, "date": 1}}
    return {"update_id": 1, "callback_query": {**query, "data": "r1:yes", **more}}


def membership(status: str, **more: Any) -> dict[str, Any]:
    new = {"status": status, "user": BOT}
    return {
        "update_id": 1,
        "my_chat_member": {"chat": PRIVATE, "from": AMINA, "date": 9, "new_chat_member": new, **more},
    }


def shared(**more: Any) -> dict[str, Any]:
    users = [{"user_id": 8, "first_name": "Bo", "last_name": "Li"}, {"user_id": 9, "username": "cy"}, {"user_id": 10}]
    return message(users_shared={"request_id": 77, "users": users, **more})


PHONE = {"phone_number": "+254", "first_name": "Bo"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Mentors"}
VENUE = {"location": {"latitude": 1, "longitude": 2}, "title": "Library", "address": "Main Road"}

RECORDED: dict[str, tuple[dict[str, Any], Content]] = {
    "words": (message(text="hello"), Typed("hello")),
    "a new field": (message(text="hello", invented_later={"x": [1]}), Typed("hello")),
    "NUL and half a pair": (message(text="a\0b\ud800"), Typed("ab\ufffd")),
    "a pair of halves": (message(text="\ud83d\ude00"), Typed("😀")),
    "row 59: markup": (message(text="<b>&amp;"), Typed("<b>&amp;")),
    "a command": (message(text="/Privacy"), Command("privacy")),
    "a deep link": (message(text="/start AbC-12_3"), Command("start", "AbC-12_3")),
    "a deep link with the bot's name": (message(text="/start@Alongside_bot x"), Command("start", "x")),
    "a slash alone": (message(text="/ hello"), Typed("/ hello")),
    "empty": (message(text=""), Ignored("empty")),
    "a place": (message(location={"latitude": -1.28, "longitude": 36.8}), LocationShared(-1.28, 36.8)),
    "a venue": (message(venue=VENUE, location=VENUE["location"]), LocationShared(1.0, 2.0)),
    "a place that is none": (message(location={"latitude": 91, "longitude": 0}), Ignored("malformed")),
    "a place that is no number": (message(location={"latitude": float("nan"), "longitude": 0}), Ignored("malformed")),
    "people": (
        shared(),
        PeoplePicked((PickedPerson("8", "Bo Li"), PickedPerson("9", "cy"), PickedPerson("10", "")), "77"),
    ),
    "no people": (shared(users=[]), Ignored("malformed")),
    "people that are none": (shared(users=[None, {"user_id": "8"}]), Ignored("malformed")),
    "a contact on Telegram": (message(contact={**PHONE, "user_id": 8}), PeoplePicked((PickedPerson("8", "Bo"),))),
    "a contact not on Telegram": (message(contact=PHONE), Unreadable("contact")),
    "a photo, the largest of its sizes": (
        message(photo=[size("s", 90), size("l", 1280), size("m", 320)], caption="me\0"),
        Attachment("photo", "l", "", 1280, "image/jpeg", "me"),
    ),
    "a photo without anything": (message(photo=[]), Unreadable("photo")),
    "an animation": (
        message(animation={"file_id": "a", "file_name": "x.mp4"}, document={"file_id": "a"}),
        Attachment("video", "animation:a", "x.mp4", 0, "video/mp4"),
    ),
    "a live photo": (message(live_photo={}, photo=[size("s", 90)]), Unreadable("live_photo")),
    "a voice message": (
        message(voice={"file_id": "v", "file_size": 5, "duration": 3}),
        Attachment("voice", "v", "", 5, "audio/ogg"),
    ),
    "a voice message without an id": (message(voice={}), Unreadable("voice")),
    "an audio file": (
        message(audio={"file_id": "m", "file_name": "song.mp3", "mime_type": "audio/mp4", "performer": "Bo"}),
        Attachment("audio", "m", "song.mp3", 0, "audio/mp4"),
    ),
    "a video": (message(video={"file_id": "w", "file_size": -1}), Attachment("video", "w", "", 0, "video/mp4")),
    "a document": (
        message(document={"file_id": "d", "file_name": "cv\0.pdf", "mime_type": "application/pdf", "file_size": 9}),
        Attachment("document", "d", "cv.pdf", 9, "application/pdf"),
    ),
    "a document that says nothing of itself": (
        message(document={"file_id": "d"}),
        Attachment("document", "d", "", 0, "application/octet-stream"),
    ),
    "a round video": (message(video_note={"file_id": "n"}), Unreadable("video_note")),
    "a forwarded photo tells nothing of where it came from": (
        message(photo=[size("s", 90)], forward_origin={"type": "user", "sender_user": AMINA}, author_signature="Bo"),
        Attachment("photo", "s", "", 90, "image/jpeg"),
    ),
    "a sticker": (message(sticker={}), Unreadable("sticker")),
    "a poll": (message(poll={}), Unreadable("poll")),
    "a service message": (message(pinned_message={}), Ignored("service")),
    "row 40: nothing but an id": (message(), Ignored("service")),
    "row 40: no sender": (message(text="x", **{"from": None}), Ignored("no-sender")),
    "row 42: a bot": (message(text="x", **{"from": BOT}), Ignored("bot")),
    "a group": (message(text="x", chat=GROUP), Ignored("supergroup")),
    "row 40: a channel post": (
        {"update_id": 1, "channel_post": {"message_id": 5, "chat": {"id": -1002, "type": "channel"}, "text": "x"}},
        Ignored("channel"),
    ),
    "row 43: an edit": (
        edited(text="y"),
        Edited("y"),
    ),
    "row 43: an edit of a caption": (edited(photo=[size("s", 90)], caption="y"), Edited("y")),
    "row 43: a caption taken away": (edited(voice={"file_id": "v"}), Edited("")),
    "row 43: a place that moves": (edited(location={"latitude": 1, "longitude": 2}), Ignored("edited")),
    "row 43: a bot's edit": (edited(text="y", **{"from": BOT}), Ignored("bot")),
    "row 43: an edit in a group": (edited(text="y", chat=GROUP), Ignored("supergroup")),
    "a press": (press(), Press("r1:yes")),
    "a press on a message too old to see": (
        press(message={"chat": PRIVATE, "message_id": 5, "date": 0}),
        Press("r1:yes"),
    ),
    "a press on an inline message": (press(message=None), Press("r1:yes")),
    "a press in a group": (press(message={"chat": GROUP, "message_id": 5, "date": 1}), Ignored("supergroup")),
    "a press without data": (press(data=None, game_short_name="chess"), Ignored("no-data")),
    "a bot's press": (press(**{"from": BOT}), Ignored("bot")),
    "blocked": (membership("kicked"), Left()),
    "unblocked": (membership("member"), Returned()),
    "another status": (membership("restricted"), Ignored("membership")),
    "added to a group": (membership("member", chat=GROUP), Ignored("supergroup")),
}


@pytest.mark.parametrize(("update", "content"), RECORDED.values(), ids=RECORDED.keys())
def test_recorded_payloads(update, content):
    assert read(update, NOW).content == content


def test_the_person_is_named_as_the_platform_names_them():
    inbound = read(message(text="hello"), NOW)
    assert (inbound.address.channel, inbound.address.id) == ("telegram", "7")
    assert (inbound.name, inbound.language, inbound.received_at, inbound.message) == ("Amina", "sw", NOW, None)


@pytest.mark.parametrize(
    ("update", "key"),
    [
        (message(text="x"), "telegram:7:5"),
        (press(), "telegram:callback:42"),
        (membership("kicked"), "telegram:member:7:9:kicked"),
        (edited(text="x"), "telegram:edited:7:5:2:b1ba07e5"),
        (edited(photo=[], caption="x"), "telegram:edited:7:5:2:b1ba07e5"),
        (edited(text="y"), "telegram:edited:7:5:2:65945879"),
    ],
)
def test_keys_are_made_of_what_copies_share(update, key):
    assert read({**update, "update_id": 1}, NOW).key == key
    assert read({**update, "update_id": 2}, NOW).key == key


OURS = {"message_id": 4, "date": 1, "chat": PRIVATE, "from": BOT}
OWN = {**OURS, "from": AMINA}


@pytest.mark.parametrize(
    ("answered", "reference"),
    [
        (OURS, "4"),
        ({**OURS, "photo": [size("s", 90)], "caption": "me"}, "4:caption"),
        ({**OURS, "document": {"file_id": "d"}}, "4:caption"),
        ({**OURS, "location": {"latitude": 1, "longitude": 2}}, "4"),
        (OWN, "4"),
        ({**OWN, "photo": [size("s", 90)]}, "4"),
        ({**OWN, "chat": GROUP}, None),
        ({**OWN, "message_id": "4"}, None),
        (None, None),
    ],
)
def test_an_answer_names_the_message_it_answers_as_sending_named_it(answered, reference):
    inbound = read(message(text="x", reply_to_message=answered), NOW)
    assert (inbound.own, inbound.replies_to) == ("5", reference)
    assert read(edited(text="x", reply_to_message=answered), NOW).replies_to == reference


def test_a_press_under_a_file_names_a_message_whose_text_is_a_caption():
    pressed = {**OURS, "photo": [size("s", 90)], "reply_markup": {}}
    assert read(press(message=pressed), NOW).message == "4:caption"
    assert read(press(message=OURS), NOW).message == "4"


@pytest.mark.parametrize("update", [message(text="x"), edited(text="x"), message(photo=[size("s", 90)])])
def test_a_message_names_itself_the_same_before_and_after_an_edit(update):
    assert read(update, NOW).own == "5"


@pytest.mark.parametrize(
    "update",
    [
        None,
        [],
        "hello",
        {},
        {"update_id": 1, "app_rate_limited": {}},
        {"update_id": 1, "message": "hello"},
        {"update_id": 1, "message": {"text": "no chat"}},
        {"update_id": 1, "message": {"message_id": 1 << 63, "chat": PRIVATE}},
        {"update_id": 1, "message": {"message_id": True, "chat": PRIVATE}},
        {"update_id": 1, "message": {"message_id": 1, "chat": {"id": -(1 << 63) - 1, "type": "private"}}},
        {"update_id": 1, "callback_query": {"id": 42, "from": AMINA}},
        {"update_id": 1, "callback_query": {"id": "42"}},
        {"update_id": 1, "my_chat_member": {"chat": PRIVATE, "date": 1, "new_chat_member": []}},
    ],
)
def test_row_40_what_names_no_chat_is_dropped(update):
    assert read(update, NOW) is None


FIELDS = sorted(
    {"update_id", "message", "edited_message", "callback_query", "my_chat_member", "channel_post", "chat", "from", "id"}
    | {"type", "message_id", "text", "data", "date", "users_shared", "users", "user_id", "request_id", "first_name"}
    | {"location", "latitude", "longitude", "contact", "new_chat_member", "status", "is_bot", "language_code", "photo"}
    | {"file_id", "file_size", "file_name", "mime_type", "caption", "reply_to_message", "document", "voice", "width"}
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()))
    | st.sampled_from(["private", "group", "kicked", "member", "/start x", 7, 1 << 63])
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS) | st.text(), inner, max_size=6),
    max_leaves=30,
)


def paths(value: object, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(path for key, entry in inner for path in paths(entry, (*here, key)))]


def replaced(value: Any, path: tuple[Any, ...], new: object) -> object:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(copy[path[0]], path[1:], new)
    return copy


@given(ANYTHING)
def test_row_40_any_json_is_read_without_an_exception(update):
    check(update)


@given(st.data())
def test_row_40_a_true_update_with_anything_anywhere_is_read_without_an_exception(data):
    update, _ = data.draw(st.sampled_from(list(RECORDED.values())))
    path = data.draw(st.sampled_from(paths(update)))
    check(replaced(update, path, data.draw(ANYTHING)))


def check(update: object) -> None:
    inbound = read(update, NOW)
    if inbound is not None:
        assert inbound.key.startswith("telegram:")
        for text in texts(dataclasses.astuple(inbound)):
            assert "\0" not in text
            text.encode()  # no lone surrogates


def texts(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [text for inner in value for text in texts(inner)]
    return [value] if isinstance(value, str) else []


def test_a_pickers_data_comes_back_where_it_is_a_number_and_as_a_stable_hash_where_not():
    assert [request_id(data) for data in ("0", "7", "2147483647")] == [0, 7, 2147483647]
    hashed = [request_id(data) for data in ("people", "2147483648", "007", "-7", "٣", "", "9" * 5000)]
    assert hashed == [request_id(data) for data in ("people", "2147483648", "007", "-7", "٣", "", "9" * 5000)]
    assert all(0 <= number < 1 << 31 for number in hashed)
    assert len(set(hashed)) == len(hashed)
