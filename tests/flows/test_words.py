"""Every text in every language: there, within every platform's limits, and kind about age."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from bot.adapters.rehearsal.platforms import PLATFORMS
from bot.flows.catalogue import all_phrases
from bot.texts.speech import Speech, isolated
from bot.words.errors import DefinitionError
from bot.words.phrases import Phrase

LABELS = re.compile(
    r"^(onboarding-\w+-\w+|asking-(back|skip|pick.*|share.*|review-(good|change))|standing-(forget|forget-yes|forget-no|change|go-on|begin))$"
)


def values_of(phrase: Phrase) -> dict[str, str | int]:
    names = {name for _, name, _, _ in Formatter().parse(phrase.english) if name and name.isidentifier()}
    numbers = {"at", "all", "low", "high", "most", "least", "count"}
    return {name: 7 if name in numbers else "Amina" for name in names}


@pytest.fixture(scope="module")
def phrases(stage):
    return all_phrases(stage.programs)


@pytest.mark.parametrize("language", [lang for lang in Speech().languages if lang != "en"])
def test_every_language_has_every_text(stage, phrases, language):
    assert stage.speech.missing(phrases, language) == []


def test_every_text_can_be_said_in_every_language_and_fits_every_platform(stage, phrases):
    for phrase in phrases:
        for language in stage.speech.languages:
            said = stage.speech.say(phrase(**values_of(phrase)), language)
            assert said.strip()
            assert "{" not in said, (phrase.key, language, said)
            for platform in PLATFORMS:
                assert len(said) <= platform.limits.text // 2, (phrase.key, language)
                if LABELS.match(phrase.key) and not phrase.key.endswith(("-label", "-why")):
                    assert len(said) <= platform.limits.label, (phrase.key, language)


def test_translations_name_the_same_values(stage, phrases):
    for phrase in phrases:
        for language in stage.speech.languages:
            marked = stage.speech.say(
                phrase(**{n: 7 if isinstance(v, int) else f"«{n}»" for n, v in values_of(phrase).items()}), language
            )
            for name, value in values_of(phrase).items():
                assert ("7" if isinstance(value, int) else f"«{name}»") in marked, (phrase.key, language)


def test_no_text_hints_at_an_age(stage, phrases):
    for phrase in phrases:
        for language in stage.speech.languages:
            said = stage.speech.say(phrase(**values_of(phrase)), language).casefold()
            for hint in (
                "18",
                "eighteen",
                "dieciocho",
                "adult",
                "minor",
                "menor de",
                "too young",
                "old enough",
                "mayor de",
            ):
                assert hint not in said, (phrase.key, language, hint)


def test_an_unknown_language_is_answered_in_english():
    hello = Phrase("not-there", "Hello {name}!")
    assert Speech().say(hello(name="Amina"), "xx") == "Hello Amina!"
    assert Speech().closest("es_MX") == "es"
    assert Speech().closest("") == "en"


def test_values_that_run_the_other_way_are_isolated_and_others_are_left_alone():
    assert isolated("Amina", "en") == "Amina"
    assert isolated("أمينة", "en") == "\u2068أمينة\u2069"
    assert isolated("أمينة", "ar") == "أمينة"
    assert isolated("Amina", "ar") == "\u2068Amina\u2069"
    assert isolated(3, "ar") == 3


def test_text_of_people_is_never_read_as_a_pattern():
    hello = Phrase("not-there", "Hello {name}!")
    assert Speech().say(hello(name="{ $name } { -term }"), "en") == "Hello { $name } { -term }!"


def test_a_broken_translation_is_refused_with_its_line():
    with pytest.raises(DefinitionError, match="line 2"):
        Speech({"fr": ["good = bien\nbroken\n"]})


@pytest.mark.parametrize("name", ["Jonas B.", "يوسف ب.", "Told p.m."])
def test_a_name_that_ends_with_a_full_stop_brings_no_second_one(stage, phrases, name):
    ends = 0
    for phrase in phrases:
        values = values_of(phrase)
        named = {key: name if isinstance(value, str) else value for key, value in values.items()}
        for language in stage.speech.languages:
            said = stage.speech.say(phrase(**named), language)
            stops = re.findall(r"\.\u2069?\.+", said)
            assert stops == [], f"{phrase.key} ({language}): {said}"
            bare = {key: value.removesuffix(".") if isinstance(value, str) else value for key, value in named.items()}
            ends += said == stage.speech.say(phrase(**bare), language) and bare != named
    assert ends > 20, "sentences that end with a name are among them"


def test_only_a_full_stop_that_is_followed_by_one_is_left_out():
    speech = Speech()
    said = Phrase("test-stops", "{name}, {name}: {name}. {name}? “{name}”. {name}... {name}")
    assert speech.say(said(name="B."), "en") == "B., B.: B. B.? “B.”. B.... B."
    chosen = Phrase("test-stops-chosen", "{ $count ->\n    [one] {$name}.\n   *[other] {$name} and {$name}.\n}")
    assert speech.say(chosen(name="B.", count=1), "en") == "B."
    assert speech.say(chosen(name="B.", count=2), "en") == "B. and B."
