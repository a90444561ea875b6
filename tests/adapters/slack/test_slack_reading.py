"""Whatever Slack sends is read, and nothing it can send breaks the reading."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.slack.conversations import Conversations
from bot.adapters.slack.intake import closing
from bot.adapters.slack.reading import read
from bot.adapters.slack.text import escape, unescape
from bot.words.messages import (
    Address,
    Attachment,
    Command,
    Deleted,
    Edited,
    Ignored,
    Inbound,
    Left,
    Press,
    Typed,
    Unreadable,
)

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.timezone.utc)
MESSAGE = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "ts": "1.5", "text": "hello"}


def event(**more):
    return {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": MESSAGE | more}


def action(**more):
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1", "name": "amina"},
        "channel": {"id": "D1"},
        "message": {"ts": "1.5"},
        "actions": [{"action_id": "press:0", "value": "a:1", "action_ts": "2.5", **more}],
    }


def changed(before=None, **more):
    message = MESSAGE | {"text": "hello!", "edited": {"user": "U1", "ts": "3.5"}} | more
    return event(subtype="message_changed", ts="4.5", message=message, previous_message=MESSAGE | (before or {}))


def deleted(**more):
    return event(subtype="message_deleted", ts="4.5", deleted_ts="1.5", user=None, previous_message=MESSAGE | more)


def file(**more):
    return {"id": "F1", "mimetype": "image/jpeg", "name": "IMG.jpg", "size": 9, "mode": "hosted"} | more


def one(body, now=NOW, ourselves=""):
    """The one thing that is read from this."""
    (inbound,) = read(body, now, ourselves)
    return inbound


@pytest.mark.parametrize(
    ("body", "key", "content"),
    [
        (event(), "slack:T1:D1:1.5", Typed("hello")),
        (event(subtype="thread_broadcast"), "slack:T1:D1:1.5", Typed("hello")),
        (event(text="/report he is rude"), "slack:T1:D1:1.5", Command("report", "he is rude")),
        (event(text=" /alongside delete"), "slack:T1:D1:1.5", Command("delete")),
        (event(text="/alongside"), "slack:T1:D1:1.5", Command("start")),
        (event(text="/alongside I'd like a mentor"), "slack:T1:D1:1.5", Typed("I'd like a mentor")),
        (event(text="and/or"), "slack:T1:D1:1.5", Typed("and/or")),
        (event(channel_type="channel"), "slack:T1:D1:1.5", Ignored("channel")),
        (event(bot_id="B9"), "slack:T1:D1:1.5", Ignored("bot")),
        (event(subtype="bot_message"), "slack:T1:D1:1.5", Ignored("bot")),
        (event(user="U0BOT"), "slack:T1:D1:1.5", Ignored("bot")),
        (changed(), "slack:T1:D1:1.5:edited:3.5", Edited("hello!")),
        (changed(text="&lt;b&gt; <@U2>"), "slack:T1:D1:1.5:edited:3.5", Edited("<b> @U2")),
        (changed(edited=None), "slack:T1:D1:4.5", Ignored("edited")),
        (changed({"edited": {"ts": "3.5"}}), "slack:T1:D1:4.5", Ignored("edited")),
        (changed(bot_id="B0"), "slack:T1:D1:4.5", Ignored("bot")),
        (changed(user="U0BOT"), "slack:T1:D1:4.5", Ignored("bot")),
        (changed(subtype="tombstone", user="USLACKBOT"), "slack:T1:D1:1.5:deleted", Deleted()),
        (deleted(), "slack:T1:D1:1.5:deleted", Deleted()),
        (deleted(bot_id="B0"), "slack:T1:D1:4.5", Ignored("bot")),
        (deleted(user="U0BOT"), "slack:T1:D1:4.5", Ignored("bot")),
        (deleted(user=None), "slack:T1:D1:1.5:deleted", Ignored("nobody")),
        (event(subtype="message_changed", channel_type="mpim"), "slack:T1:D1:1.5", Ignored("channel")),
        (event(subtype="channel_join"), "slack:T1:D1:1.5", Ignored("subtype")),
        (event(user=None), "slack:T1:D1:1.5", Ignored("nobody")),
        (event(text="", attachments=[{}]), "slack:T1:D1:1.5", Unreadable("attachment")),
        (event(type="user_change", user={"id": "U1", "deleted": True, "updated": 5}), "slack:left:T1:U1:5", Left()),
        (event(type="user_change", user={"id": "U1", "deleted": False}), "slack:event:Ev1", Ignored("event")),
        (event(type="team_join"), "slack:event:Ev1", Ignored("event")),
        (action(), "slack:T1:D1:1.5:2.5", Press("a:1")),
        (action(action_id="another"), "slack:T1:D1:1.5:2.5", Ignored("action")),
        (action(action_id="date:d", selected_date="someday"), "slack:T1:D1:1.5:2.5", Ignored("action")),
        (
            {"type": "view_closed", "trigger_id": "9.9", "user": {"id": "U1"}},
            "slack:view_closed:9.9",
            Ignored("interaction"),
        ),
        (
            {"command": "/alongside", "text": "start <@U2>", "trigger_id": "9.8", "user_id": "U1"},
            "slack:command:9.8",
            Command("start", "@U2"),
        ),
        (
            {"command": "/alongside", "text": "I'd like a mentor", "trigger_id": "9.8", "user_id": "U1"},
            "slack:command:9.8",
            Typed("I'd like a mentor"),
        ),
        ({"command": "/other", "trigger_id": "9.8", "user_id": "U1"}, "slack:command:9.8", Ignored("command")),
    ],
)
def test_recorded_payloads(body, key, content):
    inbound = one(body, NOW, "U0BOT")
    assert (inbound.key, inbound.content) == (key, content)


@pytest.mark.parametrize(
    ("sent", "content"),
    [
        (file(), Attachment("photo", "F1", "", 9, "image/jpeg", "see")),
        (file(mimetype="audio/mp4", subtype="slack_audio"), Attachment("voice", "F1", "", 9, "audio/mp4", "see")),
        (file(mimetype="audio/mpeg", name="a.mp3"), Attachment("audio", "F1", "a.mp3", 9, "audio/mpeg", "see")),
        (file(mimetype="video/mp4", name="v"), Attachment("video", "F1", "v", 9, "video/mp4", "see")),
        (
            file(mimetype="application/pdf", name="a&amp;b.pdf", size=-1),
            Attachment("document", "F1", "a&b.pdf", 0, "application/pdf", "see"),
        ),
        (file(mimetype="image/svg+xml", name="x"), Attachment("document", "F1", "x", 9, "image/svg+xml", "see")),
        (file(mimetype=None, name=None), Attachment("document", "F1", "", 9, "application/octet-stream", "see")),
        (file(is_external=True), Unreadable("photo")),
        (file(mode="tombstone"), Unreadable("photo")),
        (file(id=None), Unreadable("photo")),
        ("F1", Unreadable("document")),
    ],
)
def test_a_file_is_read_as_what_it_is(sent, content):
    assert one(event(subtype="file_share", text="see", files=[sent])).content == content


def test_several_files_are_one_thing_each_with_keys_that_stay_the_same():
    sent = event(subtype="file_share", text="see", files=[file(), file(id="F2"), file(id="F3")], thread_ts="1.1")
    first, second, third = read(sent, NOW)
    assert [each.key for each in (first, second, third)] == [
        "slack:T1:D1:1.5",
        "slack:T1:D1:1.5:F2",
        "slack:T1:D1:1.5:F3",
    ]
    assert [each.content.caption for each in (first, second, third)] == ["see", "", ""]
    assert {(each.own, each.replies_to) for each in (first, second, third)} == {("D1:1.5:1.1", "D1:1.1")}
    assert read(sent, NOW) == [first, second, third]


@pytest.mark.parametrize(
    ("body", "own", "replies_to"),
    [
        (event(), "D1:1.5", None),
        (event(thread_ts="1.1"), "D1:1.5:1.1", "D1:1.1"),
        (event(thread_ts="1.5"), "D1:1.5", None),
        (changed(), "D1:1.5", None),
        (changed(thread_ts="1.1"), "D1:1.5:1.1", "D1:1.1"),
        (changed(thread_ts="1.5"), "D1:1.5", None),
        (deleted(), "D1:1.5", None),
        (deleted(thread_ts="1.1"), "D1:1.5:1.1", "D1:1.1"),
        (changed({"thread_ts": "1.5"}, subtype="tombstone", thread_ts="1.5"), "D1:1.5", None),
    ],
)
def test_a_message_names_itself_the_same_before_and_after(body, own, replies_to):
    inbound = one(body)
    assert (inbound.own, inbound.replies_to) == (own, replies_to)


def test_a_press_in_a_thread_names_its_message_as_sending_it_did():
    assert one(action() | {"message": {"ts": "1.5", "thread_ts": "1.1"}}).message == "D1:1.5:1.1"
    assert one(action() | {"container": {"thread_ts": "1.1"}}).message == "D1:1.5:1.1"


def test_a_press_on_the_home_tab_has_no_message():
    body = action() | {"channel": None, "message": None, "view": {"id": "V1"}}
    assert one(body, NOW) == Inbound("slack:T1:view:V1:2.5", Address("slack", "T1/U1"), Press("a:1"), NOW)


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("&amp;lt;!channel&amp;gt;", "&lt;!channel&gt;"),
        ("&lt;!channel&gt;", "<!channel>"),
        ("<https://x.org/a?b=1&amp;c=2>", "https://x.org/a?b=1&c=2"),
        ("<http://x.org|x.org>", "x.org"),
        ("<http://evil.org|bank>", "bank (http://evil.org)"),
        ("<mailto:a@b.org|a@b.org>", "a@b.org"),
        ("<tel:123|1-23>", "1-23"),
        ("<@U1> and <@U2|bo>", "@U1 and @bo"),
        ("<#C1|general>, <#C2|>, <#C3>", "#general, #C2, #C3"),
        ("<!here> <!channel> <!everyone|everyone>", "@here @channel @everyone"),
        ("<!subteam^S1|@mentors>", "@mentors"),
        ("<!date^1392734382^{date}|Feb 18>", "Feb 18"),
        ("<>", "<>"),
        ("a < b > c & d", "a < b > c & d"),
    ],
)
def test_row_58_escapes_are_undone_once_and_tokens_are_plain_words(sent, seen):
    assert unescape(sent) == seen


def test_emoji_arrive_as_characters():
    section = {"type": "rich_text_section", "elements": [{"type": "emoji", "name": "+1", "unicode": "1f44d"}]}
    waves = [
        {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fb", "skin_tone": 2},
        {"type": "emoji", "name": "own"},
    ]
    blocks = [{"type": "rich_text", "elements": [section, {"elements": waves}]}]
    sent = event(text=":+1: at 12:30 :wave::skin-tone-2: :own:", blocks=blocks)
    assert one(sent, NOW).content == Typed("👍 at 12:30 👋🏻 :own:")


@settings(deadline=None)
@given(st.text())
def test_row_58_what_is_escaped_comes_back_the_same(text):
    assert unescape(escape(text)) == text


VOCABULARY = """
    type event event_callback message block_actions actions action_id action_ts value user id team team_id
    channel channel_type im ts text command /alongside trigger_id state values files blocks elements unicode
    emoji container view press:1 people-done people date:x selected_date selected_users tab home subtype
    message_changed message_deleted previous_message deleted_ts edited thread_ts mimetype size name tombstone
    app_home_opened tokens_revoked tokens bot user_change deleted event_ts file_share
"""
NAMES = st.sampled_from(VOCABULARY.split())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | NAMES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(), inner, max_size=6),
    max_leaves=30,
)


def read_without_raising(body):
    inbounds = read(body, NOW, "U0BOT")
    assert inbounds
    assert all(inbound.key.startswith("slack:") for inbound in inbounds)
    assert inbounds == read(body, NOW, "U0BOT")
    Conversations(None, None).learn_from(body)
    closing(body)


@settings(max_examples=500, deadline=None)
@given(JSON)
def test_row_40_no_json_breaks_the_reading(body):
    read_without_raising(body)


@settings(max_examples=500, deadline=None)
@given(
    st.sampled_from([event(), action(), changed(), deleted(), event(files=[file()])]), st.lists(NAMES, max_size=4), JSON
)
def test_row_40_nothing_in_place_of_a_known_field_breaks_it(body, path, value):
    def put(node, names):
        if not names or not isinstance(node, dict):
            return value
        return {**node, names[0]: put(node.get(names[0]), names[1:])}

    read_without_raising(put(body, path))
    read_without_raising(put(body, ["event", *path]))
    read_without_raising(body | {"actions": [put(body.get("actions", [{}])[0], path)]})


def test_json_nested_beyond_all_measure_is_read_as_unreadable():
    body = inner = {}
    for _ in range(100_000):
        inner["event"] = inner = {}
    assert one(body).content == Ignored("unreadable")
    while body:
        body = body.pop("event")
