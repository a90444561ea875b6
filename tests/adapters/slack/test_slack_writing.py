"""Nothing a person writes becomes markup, a mention or an unfurled link, and no limit of Slack's is passed."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.slack.manifest import manifest
from bot.adapters.slack.text import escaped_within, has_url, sendable, split_at_urls, unescape
from bot.adapters.slack.writing import arguments
from bot.words.errors import Rejected
from bot.words.messages import Button, Edit, Home, PickDate, PickPeople, Say, ShareLocation
from tests.adapters.slack.conftest import delivery
from tests.stand_ins.slack.rules import breaches, fallback_breaches, texts

HOSTILE = [
    "<!channel> <!here> <@U1> <#C1> <http://x|bank>",
    "&lt;!channel&gt; &amp;lt;!here&amp;gt;",
    "*bold* _it_ ~st~ `code` > quote :smile: @here #general",
    "javascript:alert(1) https://ok.org/a<b>|c data:text/html,x http:// https://",
    "\u202eevil\u2066 https://x.org/\u202egpj.exe \u200b\u2069",
    "https://b\u0430nk.com and http://x.org).",
    "nul \0 surrogate \ud800 \udfff tag \U000e0041",
    "a" + "\u0301" * 500,
    "<" * 10**5,
    "https://x.org/" + "a" * 10**5,
    "x " * 50_000,
    "\r\n\r\n",
    " ",
    "",
]
BUTTONS = st.builds(
    Button,
    label=st.text(max_size=100) | st.sampled_from(HOSTILE),
    data=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=64),
    kind=st.sampled_from(["option", "done", "nav"]),
)
WIDGETS = st.none() | st.sampled_from(
    [
        PickPeople("<!here>" * 30, "p:1"),
        PickDate("When?", "d:1", dt.date(2026, 5, 1)),
        PickDate("", ""),
        ShareLocation("x"),
    ]
)
TEXTS = st.text(max_size=300) | st.sampled_from(HOSTILE) | st.text("<>&;|!@ahlt", max_size=60).map(lambda one: one * 99)


def sound(made):
    """No breach of any rule, in a message or a view."""
    blocks = made["view"]["blocks"] if "view" in made else made["blocks"]
    assert list(breaches(blocks, 100 if "view" in made else 50)) == []
    if "view" not in made:
        assert list(fallback_breaches(made["text"])) == []
        assert (made["parse"], made["link_names"]) == ("none", False)
    return blocks


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.lists(BUTTONS, max_size=100), WIDGETS)
def test_rows_58_and_61_no_words_and_no_number_of_buttons_break_a_rule(text, buttons, widget):
    made = arguments(delivery(Say(text, tuple(buttons), widget)), "D1")
    sound(made)
    assert made["unfurl_links"] is made["unfurl_media"] is False
    sound(arguments(delivery(Edit(7, text, tuple(buttons), widget=widget)), "D1", "1.5"))
    sound(arguments(delivery(Home(text, tuple(buttons))), "U1"))


@pytest.mark.parametrize("text", HOSTILE)
def test_row_58_hostile_words_are_shown_literally(text):
    made = arguments(delivery(text), "D1")
    blocks = sound(made)
    shown, asked = "".join(texts(blocks)), sendable(text)
    assert shown == asked or shown.endswith("…")
    assert "<" not in made["text"]


def test_text_of_the_promised_length_is_whole_beside_all_promised_buttons():
    buttons = tuple(Button("label " * 12, f"b:{number}") for number in range(100))
    text = "&" * 2999 + "!"
    assert "".join(texts(sound(arguments(delivery(Say(text, buttons)), "D1")))).startswith(text)


def test_more_than_promised_is_our_fault():
    with pytest.raises(Rejected):
        arguments(delivery(Say("x", (Button("x", "x"),) * 101)), "D1")
    with pytest.raises(Rejected):
        arguments(delivery(Say("x", (Button("x", "x" * 2001),))), "D1")
    with pytest.raises(Rejected):
        arguments(delivery(Say("x", widget=PickDate("x", "x" * 255))), "D1")


def test_way_back_stands_last_and_by_itself():
    buttons = (
        Button("Back", "b", "nav"),
        *(Button(str(number), "n") for number in range(6)),
        Button("Done", "d", "done"),
    )
    *_, rows = [arguments(delivery(Say("x", buttons)), "D1")["blocks"]]
    labels = [[element["text"]["text"] for element in row["elements"]] for row in rows if row["type"] == "actions"]
    assert labels == [["0", "1", "2", "3", "4"], ["5", "Done"], ["Back"]]
    styles = [element.get("style") for row in rows[1:] for element in row["elements"]]
    assert styles == [None] * 6 + ["primary", None]


def test_each_post_carries_its_outbox_id():
    made = arguments(delivery("x", id=2**62 + 1), "D1")
    assert made["metadata"]["event_payload"] == {"outbox_id": str(2**62 + 1)}


@settings(deadline=None)
@given(TEXTS, st.integers(2, 400))
def test_a_fallback_is_cut_between_entities(text, limit):
    cut = escaped_within(text, limit)
    assert len(cut) <= limit
    whole = unescape(cut)
    assert text.startswith((whole, whole[:-1]))


@settings(deadline=None)
@given(TEXTS | st.text("htps:/.()x,!", max_size=60))
def test_the_pieces_of_a_text_are_the_text(text):
    pieces = list(split_at_urls(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece.startswith(("http", "HTTP")) or piece[:1] in "hH" for piece, is_url in pieces if is_url)
    assert has_url(text) or not any(is_url for _, is_url in pieces)


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("see https://x.org/a.", ["https://x.org/a"]),
        ("(https://x.org/a)", ["https://x.org/a"]),
        ("https://x.org/a_(b)", ["https://x.org/a_(b)"]),
        ("http:// https://", []),
        ("HTTPS://X.ORG!", ["HTTPS://X.ORG"]),
        ("https://bank.com\u202e/gpj", ["https://bank.com"]),
    ],
)
def test_only_whole_plain_addresses_can_be_clicked_on(text, urls):
    assert [piece for piece, is_url in split_at_urls(text) if is_url] == urls


def test_the_manifest_can_be_had_without_slacks_libraries():
    code = "import sys, bot.adapters.slack.manifest; sys.exit(any(one.startswith('slack_') for one in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_manifest_uses_sockets_until_there_is_an_address():
    local, public = manifest(), manifest("https://bot.example.org/")
    assert local["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in local["settings"]["event_subscriptions"]
    url = "https://bot.example.org/slack/events"
    assert public["settings"]["socket_mode_enabled"] is False
    assert public["settings"]["interactivity"]["request_url"] == url
    assert public["settings"]["event_subscriptions"]["request_url"] == url
    assert public["features"]["slash_commands"][0]["url"] == url
    assert not public["features"]["app_home"]["messages_tab_read_only_enabled"]
