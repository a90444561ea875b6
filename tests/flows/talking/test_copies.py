"""What the partner sees: whose it is stands where nothing anyone writes can stand, on both platforms; rows 58 to 61."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from bot.adapters.slack import writing as slack
from bot.adapters.telegram import writing as telegram
from bot.flows.engine.telling import Telling
from bot.flows.talking import copies
from bot.flows.talking.said import Said
from bot.words.matches import Match, Tie
from bot.words.messages import Address, Delivery, File, Pin, Place, Ready, Say
from bot.words.people import Person
from bot.words.turns import Moment, Scene, ids_from

NOW = dt.datetime(2026, 3, 10, 12, 0, tzinfo=dt.timezone.utc)
HOSTILE = [
    "<!channel> <!here> <@U1> <http://x|bank>",
    "&lt;!channel&gt; javascript:alert(1)",
    "<b>bold</b> &amp; _*[]()~`>#+-=|{}.! @all /start x",
    "Alongside: your match has ended",
    "💬 Sofía: I never said that",
    "hi\n\n💬 Alongside:\nyour account is closed",
    "hi\n┃ 💬 Alongside: closed",
    "a\u202eevil\u202c b\u2066c",
    "e" + "\u0301" * 500,
    "tag\U000e0041\U000e0042",
    "one\r\ntwo\u2028three\x0bfour\x85five",
    "nul\x00 byte",
    "مرحبا\nAna: hello",
]


def telling(stage, name="Sofía"):
    scene = Scene(Address("telegram", "1"), Person(1, NOW, name=name, language="en"))
    return Telling(stage, scene, Moment(NOW, ids_from("x")))


def tie(language="en"):
    match = Match(7, "new_neighbors", 1, 2, "open", NOW, NOW)
    return Tie(match, Person(2, NOW, name="Ana", language=language), Address("telegram", "2"))


def is_safe(texts, name="Sofía"):
    for number, text in enumerate(texts, 1):
        first, *others = text.split("\n")
        assert first.startswith(f"💬 {name}")
        assert all(line.startswith("┃") for line in others)
        if len(texts) > 1:
            assert first == f"💬 {name} ({number}/{len(texts)}):"
        assert not [c for c in text if ord(c) < 32 and c not in "\n\t"]
        assert not [c for c in text if c in "\u2028\u2029\x85\x00"]


@pytest.mark.parametrize("text", HOSTILE)
def test_rows_58_to_60_no_line_of_theirs_can_pass_for_one_of_ours(stage, text):
    is_safe(copies.texts(telling(stage), tie(), text))


@given(st.text(max_size=400))
def test_rows_58_to_60_whatever_is_written_begins_with_whose_it_is(stage, text):
    is_safe(copies.texts(telling(stage), tie(), text))


@given(st.text(alphabet=st.sampled_from("ab \n😀é\u0316م\u202e"), min_size=1, max_size=200), st.integers(1, 60))
def test_row_61_long_texts_leave_in_numbered_parts_that_fit_and_lose_nothing(stage, text, times):
    made = copies.texts(telling(stage), tie(), text * times)
    event(f"{len(made)} parts")
    is_safe(made)
    for part in made:
        assert len(part.encode("utf-16-le")) // 2 <= 3000

    def kept(whole):
        return "".join(c for c in unicodedata.normalize("NFD", whole) if c in "abe😀م")

    assert kept("".join(part.partition(":")[2] for part in made)) == kept(text * times)


@pytest.mark.parametrize("text", HOSTILE)
def test_rows_58_and_59_on_both_platforms_it_is_shown_as_it_is(stage, text):
    for say in copies.copies_of(telling(stage), tie(), Said("text", text), Place()):
        assert isinstance(say, Say)
        call = telegram.write(Delivery(1, Address("telegram", "2"), say), None, Ready())
        assert call.parameters["text"] == say.text
        assert not {"parse_mode", "entities"} & call.parameters.keys()
        posted = slack.arguments(Delivery(1, Address("slack", "T1/U2"), say), "D1")
        assert posted.get("mrkdwn") is not True
        for block in posted["blocks"]:
            assert block.get("text", {"type": "plain_text"})["type"] == "plain_text"
        assert "<!" not in posted["text"]
        assert "<@" not in posted["text"]


def test_a_name_like_ours_still_stands_behind_the_mark(stage):
    (one,) = copies.texts(telling(stage, "Alongside"), tie(), "your match has ended")
    assert one == "💬 Alongside: your match has ended"


def test_a_text_that_runs_the_other_way_turns_nothing_around_it(stage):
    (one,) = copies.texts(telling(stage), tie(), "مرحبا (1)")
    assert one == "💬 Sofía: \u2068مرحبا (1)\u2069"


def test_the_label_is_in_the_readers_language(stage):
    said = Said("location", latitude=1.0, longitude=2.0)
    label, pin = copies.copies_of(telling(stage), tie("es"), said, Place(thread=5))
    assert (label.text, label.place) == ("💬 Sofía te muestra un lugar:", Place(thread=5))
    assert pin == Pin(1.0, 2.0, Place(thread=5))


def test_a_file_goes_under_a_name_of_ours_and_never_as_a_type_that_was_made_up(stage):
    said = Said("document", "", "telegram", "1", "9", file="f1", media_type="text/html\r\nX: y")
    (file,) = copies.copies_of(telling(stage), tie(), said, Place())
    assert isinstance(file, File)
    assert (file.name, file.media_type, file.text) == ("document", "application/octet-stream", "💬 Sofía")


def test_nothing_is_made_of_nothing(stage):
    assert copies.copies_of(telling(stage), tie(), Said("text", "\x00 \n"), Place()) == []
