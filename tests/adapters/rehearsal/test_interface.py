"""The HTTP interface, through its front door."""

from __future__ import annotations

import json

import pytest

from bot.words.messages import Command, DatePicked, LocationShared, PeoplePicked, PickedPerson, Press, Typed
from tests.adapters.rehearsal.conftest import Director
from tests.adapters.rehearsal.stage import HELLO, Stage


async def test_a_person_is_added_and_hears_nothing_until_they_write(director: Director) -> None:
    amina = await director.add("Amina")
    assert await director.ask("GET", f"/api/people/{amina}/messages") == (200, [])
    _, people = await director.ask("GET", "/api/people")
    assert [(one["id"], one["name"], one["channel"]) for one in people] == [(amina, "Amina", "telegram")]


async def test_a_post_answers_with_the_new_messages_once_everything_was_delivered(director: Director) -> None:
    amina = await director.add("Amina")
    status, answer = await director.post(amina, text="/start")
    assert status == 200
    assert [(one["from"], one["text"], one["buttons"]) for one in answer] == [
        ("person", "/start", []),
        ("bot", HELLO, ["I'd like a mentor", "I'd like to be one"]),
    ]
    assert await director.ask("GET", f"/api/people/{amina}/messages") == (200, answer)


async def test_a_press_carries_its_data_and_its_message_and_shows_the_edited_one(
    director: Director, served: Stage
) -> None:
    amina = await director.add("Amina")
    await director.post(amina, text="/start")
    _, answer = await director.post(amina, press="I'd like a mentor")
    pressed = served.bot.accepted[-1]
    assert (pressed.content, pressed.message, pressed.name) == (Press("role:mentee"), "2", "Amina")
    assert [(one["text"], one["edited"]) for one in answer if one["from"] == "bot"] == [
        (HELLO, True),
        ("You pressed: role:mentee", False),
    ]


async def test_old_buttons_stay_pressable_and_the_newest_message_is_asked_first(
    director: Director, served: Stage
) -> None:
    amina = await director.add("Amina")
    await director.post(amina, text="/start")
    await director.post(amina, text="/start")
    await director.post(amina, press="  i'd LIKE a mentor ")
    assert served.bot.accepted[-1].message == "4"
    await director.post(amina, press="I'd like a mentor")
    assert served.bot.accepted[-1].message == "2"


async def test_a_label_is_pressed_as_it_is_seen_without_the_marks_around_a_name(
    director: Director, served: Stage
) -> None:
    amina = await director.add("Amina")
    for label in ("Write to مينا", "Write to \u2068مينا\u2069"):
        await director.post(amina, text="to whom")
        status, _ = await director.post(amina, press=label)
        assert status == 200
        assert served.bot.accepted[-1].content == Press("write:1")


async def test_an_unknown_label_says_which_buttons_there_are(director: Director) -> None:
    amina = await director.add("Amina")
    await director.post(amina, text="/start")
    status, answer = await director.post(amina, press="Nonsense")
    assert status == 409
    assert answer["buttons"] == ["I'd like a mentor", "I'd like to be one"]
    assert "“I'd like to be one”" in answer["error"]


@pytest.mark.parametrize(
    ("channel", "text", "content"),
    [
        ("telegram", "/start mentee", Command("start", "mentee")),
        ("telegram", "/help@SomeBot", Command("help")),
        ("telegram", "and/or", Typed("and/or")),
        ("slack", "/alongside help", Command("help")),
        ("slack", "/alongside start mentor", Command("start", "mentor")),
        ("slack", "/alongside", Command("start")),
        ("slack", "/alongside ?", Typed("?")),
        ("rehearsal-slack", "hi", Typed("hi")),
        ("Rehearsal-Telegram", "x\x00\x07y", Typed("xy")),
    ],
)
async def test_words_become_what_the_platform_would_report(
    director: Director, served: Stage, channel: str, text: str, content: object
) -> None:
    person = await director.add("Sam", channel)
    await director.post(person, text=text)
    inbound = served.bot.accepted[-1]
    assert inbound.content == content
    assert inbound.key == f"{inbound.address.channel}:{person}:1"


async def test_people_are_picked_among_the_rehearsed_and_by_name(director: Director, served: Stage) -> None:
    amina, sam = await director.add("Amina"), await director.add("Sam")
    await director.post(amina, text="who")
    assert await director.bot_said(amina, people=["sam", "Lee"]) == ["You know Sam, Lee."]
    known, stranger = PickedPerson(sam, "Sam"), PickedPerson("contact-lee", "Lee")
    assert served.bot.accepted[-1].content == PeoplePicked((known, stranger))
    status, answer = await director.post(amina, people=["A", "B", "C", "D"])
    assert (status, answer["error"]) == (409, "This picker takes at most 3 people.")


async def test_a_place_is_shared_on_telegram_and_written_on_slack(director: Director, served: Stage) -> None:
    amina, jonas = await director.add("Amina"), await director.add("Jonas", "slack")
    _, answer = await director.post(amina, text="where")
    assert answer[-1]["widget"] == {"kind": "location", "label": "Share my location"}
    assert answer[-1]["buttons"] == ["Back"]
    await director.post(amina, location=[52.52, 13.405])
    assert served.bot.accepted[-1].content == LocationShared(52.52, 13.405)
    _, answer = await director.post(jonas, text="where")
    assert answer[-1]["widget"] is None
    status, answer = await director.post(jonas, location=[52.52, 13.405])
    assert (status, "write the place" in answer["error"]) == (409, True)


async def test_a_date_is_picked_on_slack_and_written_on_telegram(director: Director, served: Stage) -> None:
    jonas, amina = await director.add("Jonas", "slack"), await director.add("Amina")
    await director.post(jonas, text="when")
    await director.post(jonas, date="1998-05-12")
    picked = served.bot.accepted[-1]
    assert isinstance(picked.content, DatePicked)
    assert (picked.content.date.isoformat(), picked.content.data, picked.message) == ("1998-05-12", "when", "2")
    await director.post(amina, text="when")
    status, answer = await director.post(amina, date="1998-05-12")
    assert (status, "write the date" in answer["error"]) == (409, True)


async def test_a_key_of_telegrams_keyboard_sends_its_label_as_words(director: Director, served: Stage) -> None:
    amina = await director.add("Amina")
    await director.post(amina, text="where")
    _, people = await director.ask("GET", "/api/people")
    assert people[0]["keyboard"] == 2
    await director.post(amina, press="back")
    assert served.bot.accepted[-1].content == Typed("Back")
    _, people = await director.ask("GET", "/api/people")
    assert people[0]["keyboard"] is None
    await director.post(amina, text="where")
    await director.post(amina, text="thanks")
    _, people = await director.ask("GET", "/api/people")
    assert people[0]["keyboard"] is None


async def test_slacks_home_is_shown_and_its_buttons_can_be_pressed(director: Director, served: Stage) -> None:
    jonas = await director.add("Jonas", "slack")
    assert await director.bot_said(jonas, text="home") == []
    _, people = await director.ask("GET", "/api/people")
    assert people[0]["home"] == {"text": "You are waiting for a match.", "buttons": ["Pause"]}
    await director.post(jonas, press="Pause")
    assert (served.bot.accepted[-1].content, served.bot.accepted[-1].message) == (Press("pause"), None)


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ({}, "exactly one of"),
        ({"text": "a", "press": "b"}, "exactly one of"),
        ({"text": 7}, "has to be a text"),
        ({"text": " \n\x00"}, "is empty"),
        ({"text": "a" * 4097}, "4096"),
        ({"press": ["x"]}, "label of a button"),
        ({"people": "Sam"}, "list of 1 to 100"),
        ({"people": [""]}, "is empty"),
        ({"location": [91, 0]}, "-90 to 90"),
        ({"location": [True, 0]}, "[latitude, longitude]"),
        ({"location": "Berlin"}, "[latitude, longitude]"),
        ({"date": "12 May"}, "1998-05-12"),
    ],
)
async def test_a_malformed_message_says_what_to_send(director: Director, body: dict[str, object], hint: str) -> None:
    amina = await director.add("Amina")
    status, answer = await director.ask("POST", f"/api/people/{amina}/messages", json=body)
    assert status == 400
    assert hint in answer["error"]
    assert await director.ask("GET", f"/api/people/{amina}/messages") == (200, [])


@pytest.mark.parametrize(
    "body",
    [{}, {"name": ""}, {"name": 5}, {"name": "a" * 65}, {"name": "A", "channel": "irc"}, {"name": "A", "role": "boss"}],
)
async def test_a_malformed_person_is_declined(director: Director, body: dict[str, object]) -> None:
    status, answer = await director.ask("POST", "/api/people", json=body)
    assert status == 400
    assert answer["error"]


@pytest.mark.parametrize(
    ("data", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"[1]", {}, 400),
        (b"[" * 5000, {}, 400),
        (b'{"text": "\xff"}', {}, 400),
        (b'{"text": "\\ud800"}', {}, 400),
        (b"{}", {"content-type": "text/plain"}, 415),
        (json.dumps({"text": "a" * 70_000}).encode(), {}, 400),
        (json.dumps({"text": "a" * (33 << 20)}).encode(), {}, 413),
    ],
)
async def test_what_is_no_small_json_object_is_refused(
    director: Director, data: bytes, headers: dict[str, str], status: int
) -> None:
    amina = await director.add("Amina")
    kind = {"content-type": "application/json"} | headers
    got, answer = await director.ask("POST", f"/api/people/{amina}/messages", data=data, headers=kind)
    assert got == status
    assert answer["error"]


async def test_json_without_a_content_type_is_read(director: Director) -> None:
    skip = {"skip_auto_headers": ["Content-Type"]}
    status, _ = await director.ask("POST", "/api/people", data=b'{"name": "Amina"}', **skip)
    assert status == 201


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/people/x/messages"), ("POST", "/api/people/x/messages"), ("GET", "/no"), ("PUT", "/api/people")],
)
async def test_what_does_not_exist_answers_with_json(director: Director, method: str, path: str) -> None:
    status, answer = await director.ask(method, path)
    assert status in {404, 405}
    assert answer["error"]
