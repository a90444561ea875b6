"""A day, a list or a country stands in the language of the sentence around it, whoever reads it."""

import copy
import datetime as dt
import json
import pickle

import pytest

from bot.texts.dates import day, hour, months
from bot.texts.naming import country_name, joined, language_name
from bot.texts.speech import Speech
from bot.words.phrases import Phrase

AT = dt.datetime(2026, 3, 12, 17, 5, tzinfo=dt.timezone.utc)
BACK = Phrase("told-back", "I'll write again on {day}.")
WORDS = {"pt": ["told-back = Escrevo outra vez: { $day }.\n"], "ar": []}


@pytest.fixture
def speech():
    return Speech(WORDS)


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        ("en", "I'll write again on Thursday, March 12."),
        ("pt", "Escrevo outra vez: quinta-feira, 12 de março."),
        ("pt-BR", "Escrevo outra vez: quinta-feira, 12 de março."),
        ("ar", "I'll write again on Thursday, March 12."),
        ("xx", "I'll write again on Thursday, March 12."),
    ],
)
def test_a_day_is_written_in_the_language_of_its_sentence(speech, reader, said):
    assert speech.say(BACK(day=day(AT, "UTC", reader)), reader) == said


def test_a_day_made_for_one_reader_is_said_to_another_in_theirs(speech):
    assert speech.say(BACK(day=day(AT, "UTC", "en")), "pt").endswith("quinta-feira, 12 de março.")


def test_the_region_of_the_reader_is_kept(speech):
    assert speech.say(BACK(day=hour(AT, "UTC", "en-GB")), "en-GB") == "I'll write again on 17:05."
    assert speech.say(BACK(day=hour(AT, "UTC", "pt")), "ar") == "I'll write again on 5:05 PM."


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (joined(["Ana", "Rui"], "pt"), "Ana and Rui"),
        (language_name("de", "ar"), "German"),
        (country_name("FR", "pt"), "France"),
        (months(dt.date(2026, 3, 1), dt.date(2026, 8, 1), "pt"), "March – August 2026"),
    ],
)
def test_lists_and_names_go_with_the_sentence_too(speech, value, said):
    assert speech.say(BACK(day=value), "ar") == f"I'll write again on {said}."


def test_sentences_with_plurals_do_the_same():
    plural = Phrase(
        "told-more", "{ $count ->\n    [one] Once more { $day }\n   *[other] { $count } more on { $day }\n}"
    )
    said = Speech({"ar": []}).say(plural(count=2, day=day(AT, "UTC", "ar")), "ar")
    assert said == "2 more on Thursday, March 12"


def test_a_value_can_be_kept_and_copied_like_any_words():
    told = day(AT, "UTC", "pt")
    assert json.loads(json.dumps({"day": told}))["day"] == told == str(told)
    assert type(pickle.loads(pickle.dumps(told))) is str
    assert copy.deepcopy(told) == told
