"""One's work in a few words: a guess at what is meant is asked back, and never taken silently."""

from __future__ import annotations

import pytest

from bot.flows.engine.shape import Chosen, Draft
from bot.flows.shapes import Work
from bot.flows.shapes.work import KINDS
from bot.matching.concepts.meaning import maybe_meant
from bot.words.messages import Typed

from .conftest import asked, outcome


def read(typed, language="en", draft=None):
    return Work().read(Typed(typed), asked(language, draft=draft))


@pytest.mark.parametrize(
    ("language", "typed", "maybe"),
    [
        ("en", "layer", "lawyer"),
        ("en", "a Layer", "a lawyer"),
        ("en", "plumer", "plumber"),
        ("es", "abogdo", "abogado"),
        ("es", "medco", "médico"),
        ("es", "medca", "médica"),
    ],
)
def test_words_that_are_nearly_a_job_are_asked_back(language, typed, maybe):
    found = read(typed, language)
    assert isinstance(found, Draft), found
    assert found.ask is not None
    assert found.ask.values["work"] == maybe


@pytest.mark.parametrize(
    "typed",
    [
        "nurse", "lawyer", "docter", "machanic", "bricklayer", "I look after my children", "cleaner in a hotel",
        "broken", "student",
        "a bit of everything, mostly in kitchens", "enfermera", "unemployed", "Hausmeister", "nothing yet",
    ],
)  # fmt: skip
def test_what_is_clear_or_means_nothing_we_know_is_taken_as_it_stands(typed):
    assert outcome(read(typed)) == typed


DRAFT = {"said": "layer", "maybe": "lawyer"}


@pytest.mark.parametrize("typed", ["yes", "Yes!", "lawyer", "yes, lawyer", "sí", "👍"])
def test_a_yes_takes_the_guess(typed):
    assert outcome(read(typed, draft=DRAFT)) == "lawyer"


@pytest.mark.parametrize("typed", ["no", "nope", "layer", "No, layer"])
def test_a_no_keeps_ones_own_words_and_nothing_is_read_into_them(typed):
    assert outcome(read(typed, draft=DRAFT)) == {"own": "layer"}


def test_other_words_are_read_anew():
    assert outcome(read("I lay bricks", draft=DRAFT)) == "I lay bricks"
    again = read("plumer", draft=DRAFT)
    assert isinstance(again, Draft)
    assert again.draft == {"said": "plumer", "maybe": "plumber"}


def test_the_buttons_say_both_and_a_long_answer_fits():
    labels = [one.label for one in Work().options(asked(draft={"said": "layer" * 20, "maybe": "lawyer"}))]
    assert len(labels) == 2
    assert outcome(Work().read(Chosen("yes"), asked(draft=DRAFT))) == "lawyer"
    assert outcome(Work().read(Chosen("no"), asked(draft=DRAFT))) == {"own": "layer"}
    assert Work().show({"own": "layer"}, asked()) == Work().show("layer", asked()) == "layer"


def test_what_matching_would_read_into_short_words_is_asked_back_or_beyond_doubt():
    """What is guessed silently is a long word or another vowel: "docter", "machanic"."""
    assert maybe_meant("docter", "en", ("profession",)) is None
    assert maybe_meant("layer", "en", ("profession",)) == ("layer", "lawyer")
    assert maybe_meant("I am not a layer", "en", ("profession",)) is None
    assert maybe_meant("I am a layer", "en", ("profession",)) == ("layer", "lawyer")


@pytest.mark.parametrize("said", ["I drive a taxi", "drive a taxi", "I drive", "drive the bus"])
def test_who_says_what_they_do_is_asked_nothing_back(said):
    assert maybe_meant(said, "en", KINDS) is None
