"""What holds for all shapes: nothing a person sends makes them raise, and what they offer they accept."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flows import shapes
from bot.flows.engine.shape import Chosen, Declined, Draft, Value
from bot.flows.shapes import (
    BirthMonth,
    Choice,
    Date,
    FreeText,
    Labelled,
    Language,
    Languages,
    Name,
    People,
    Place,
    Several,
    Times,
    TimeZone,
    WholeNumber,
)
from bot.words.messages import DatePicked, LocationShared, PeoplePicked, PickedPerson, Typed

from .conftest import asked

EVERY = [
    Choice(mentee="I'd like a mentor", mentor="I'd like to be one"),
    Choice.of([Labelled("jobs", "Finding a job", {"es": "Encontrar trabajo"})]),
    Several({"jobs": "Finding a job", "language": "Learning the language"}),
    Several({"jobs": "Finding a job"}, at_least=0, own_words=False),
    WholeNumber(1, 5),
    WholeNumber(-10, 2000),
    FreeText(20),
    Name(),
    BirthMonth(),
    Date(),
    Place(),
    People(),
    Languages(),
    Language(),
    TimeZone(),
    Times(),
]
NAMES = [f"{type(shape).__name__}-{number}" for number, shape in enumerate(EVERY)]

WORDS = (
    "may 1998 18 3 i'm years old not one, two and Lyon + utc 12/5 done yes no مايو ١٩٩٨ / : - ' "
    "\u200d \u0301 \x00 \ud800 👩"
)
TYPED = st.one_of(
    st.text(st.characters(codec=None, exclude_categories=()), max_size=60),
    st.lists(st.sampled_from(WORDS.split(" ")), max_size=9).map(" ".join),
    st.from_regex(r"[0-9 ./:+-]{0,14}", fullmatch=True),
).map(Typed)
REPLIES = st.one_of(
    TYPED,
    st.text(max_size=24).map(Chosen),
    st.builds(LocationShared, st.floats(), st.floats()),
    st.dates().map(DatePicked),
    st.lists(st.builds(PickedPerson, st.text(max_size=9), st.text(max_size=9)), max_size=12).map(
        lambda people: PeoplePicked(tuple(people))
    ),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["month", "candidates", "zones", "days", "own"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("shape", EVERY, ids=NAMES)
@settings(deadline=None, max_examples=150)
@given(
    reply=REPLIES, language=st.sampled_from(["en", "es", "ar", "uk", "hr", "xx", "", "pt-BR", "zh-hans"]), draft=JSON
)
def test_no_reply_makes_a_shape_raise(shape, reply, language, draft):
    asking = asked(language, draft=draft)
    reading = shape.read(reply, asking)
    assert isinstance(reading, Value | Draft | Declined)
    if isinstance(reading, Value):
        assert json.dumps(reading.value)
        assert isinstance(shape.show(reading.value, asking), str)
    if isinstance(reading, Draft):
        shape.options(asked(language, draft=reading.draft))


@pytest.mark.parametrize("shape", EVERY, ids=NAMES)
@given(value=JSON)
def test_any_stored_value_can_be_shown(shape, value):
    assert isinstance(shape.show(value, asked()), str)


@pytest.mark.parametrize("shape", EVERY, ids=NAMES)
@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("month", range(1, 13))
def test_samples_are_accepted_down_to_a_value(shape, language, month):
    now = dt.datetime(2028, month, 29, 17, 43, tzinfo=dt.timezone.utc)
    draft = None
    for _ in range(4):
        readings = [
            shape.read(sample, asked(language, now=now, draft=draft))
            for sample in shape.samples(asked(language, now=now, draft=draft))
        ]
        assert readings
        assert not any(isinstance(reading, Declined) for reading in readings)
        halves = [reading.draft for reading in readings if isinstance(reading, Draft)]
        if not halves:
            return
        draft = halves[0]
    pytest.fail("the samples never come to an end")


@pytest.mark.parametrize("shape", EVERY, ids=NAMES)
def test_buttons_are_plain_and_accepted(shape):
    keys = [option.key for option in shape.options(asked())]
    assert len(set(keys)) == len(keys)
    for key in keys:
        assert key.isascii()
        assert len(key) <= 24
        if key != "done":
            assert not isinstance(shape.read(Chosen(key), asked()), Declined)


@pytest.mark.parametrize("shape", EVERY, ids=NAMES)
def test_a_million_characters_are_answered_soon(shape):
    for text in ("a" * 10**6, "1 " * 10**5, "a\u0301\u0323" * 10**5, "a, " * 10**5, "may " * 10**5, "\u200d" * 10**6):
        shape.read(Typed(text), asked())


def test_every_phrase_has_a_key_of_its_own():
    keys = [phrase.key for phrase in shapes.PHRASES]
    assert len(set(keys)) == len(keys)
    assert all(key.startswith("shape-") for key in keys)
