"""Whoever asks at every step is answered and asked on, and nothing they asked is taken for an answer; whoever has few
words is understood."""

from __future__ import annotations

import pytest

from bot.flows.anytime import asides
from bot.flows.understanding.beside import asks_for_a_human, asks_something, said_beside
from bot.flows.understanding.yes_and_no import agreement
from tests.flows.talk import Talk

WAY = ("hello", "yes", "5/1998", "both", "new neighbors", "Amina", "find work", "english", "nurse", "Lyon, France")
WAY += ("french", "vocational", "Lycée Ampère", "music", "evenings", "nobody", "2", "no preference")


@pytest.fixture(scope="module")
def everywhere(stage):
    """Somebody at each question."""
    talk, found = Talk(stage), {}
    for said in WAY:
        talk.says(said)
        found[talk.scene.run.open] = talk.again()
    return found


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("can I stop?", asides.STOPPING),
        ("Can I stop at any time?", asides.STOPPING),
        ("what if I want to leave?", asides.STOPPING),
        ("¿puedo dejarlo cuando quiera?", asides.STOPPING),
        ("what if I make a mistake?", asides.CHANGE),
        ("what if i choose wrong", asides.CHANGE),
        ("when mentor come?", asides.THEN),
        ("how long i wait", asides.THEN),
        ("who pays for this?", asides.ELSE),
        ("Can I use a fake name?", asides.ELSE),
        ("what would I have to do as a mentor?", asides.ELSE),
        ("¿quién paga todo esto?", asides.ELSE),
        ("my english is not good sorry", asides.TONGUES),
        ("¿cuántas faltan?", asides.LONG),
    ],
)
def test_a_question_is_answered_and_never_taken_for_an_answer(everywhere, stage, text, phrase):
    for name, at in everywhere.items():
        if name == "check" and phrase in {asides.CHANGE, asides.ELSE}:
            continue  # the last look has an answer of its own to some of them
        talk = at.again()
        talk.says(text)
        said = stage.speech.say(phrase(languages=""), talk.scene.person.language).split(".")[0][:30]
        assert said in talk.text, (name, text, talk.text)
        assert talk.scene.run.open == name
        assert talk.scene.run.answers == at.scene.run.answers


def test_what_a_question_is_for_comes_first_and_a_human_is_one_word_away(everywhere):
    talk = everywhere["name"].again()
    assert "It need not be your full name." in talk.says("can I use a fake name?")
    assert "write “human”" in talk.text
    assert asks_for_a_human("human")
    assert asks_for_a_human("una persona"), "so it is said in Spanish"


@pytest.mark.parametrize(
    "text",
    ["Berlin?", "nurse?", "how to write a CV?", "maybe English?", "Amina?", "what?", "qué", "evenings?", "like what?"],
)
def test_an_answer_somebody_is_not_sure_of_is_no_question(text):
    assert not asks_something(text)


@pytest.mark.parametrize(
    "text", ["i dont undrstand", "I not understand", "no undestand sorry", "dont anderstand this", "who?", "like what?"]
)
def test_who_does_not_understand_is_understood_also_with_slips(text):
    assert said_beside(text) == "unclear"


@pytest.mark.parametrize(
    "text",
    ["ok no problem 👍", "ok ok no problem", "yes sure no worries", "vale sin problema", "all good", "looks good"],
)
def test_no_problem_is_no_no(text):
    assert agreement(text) is True


@pytest.mark.parametrize("text", ["no yes", "yes no", "ok not now", "yes but no"])
def test_yes_and_no_at_once_stay_neither(text):
    assert agreement(text) is not True


def test_ok_is_no_profession_and_no_wish(everywhere):
    for name in ("goal", "profession", "place", "interests"):
        talk = everywhere[name].again()
        assert "🙂" in talk.says("ok 👍")
        assert talk.scene.run.open == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Im Amal from syria", "Amal"),
        ("my name is Amal from Syria", "Amal"),
        ("I'm Ana de la Cruz", "Ana de la Cruz"),
        ("I'm from Syria", "I'm from Syria"),
        ("I'm fine", "I'm fine"),
    ],
)
def test_where_somebody_is_from_is_not_their_name(typed, name, everywhere):
    talk = everywhere["name"].again()
    talk.says(typed)
    assert talk.scene.person.name == name


@pytest.mark.parametrize(
    "typed",
    [
        "i live Berlin Germany since 2 year",
        "i live in Berlin since 2015",
        "vivo en Berlin desde hace 3 años",
        "now i live in Berlin",
    ],
)
def test_where_somebody_lives_is_found_among_the_words_around_it(typed, everywhere):
    talk = everywhere["place"].again()
    talk.says(typed)
    assert talk.scene.run.answers["place"]["city"] == "Berlin"


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("arabic and litle english", ["ar", "en"]),
        ("árabe y un poquito de español", ["ar", "es"]),
        ("arabic, i learn german now", ["ar", "de"]),
    ],
)
def test_how_well_somebody_speaks_a_language_may_be_said_with_slips(typed, tags, everywhere):
    talk = everywhere["languages"].again()
    talk.says(typed)
    assert talk.scene.run.answers["languages"] == tags


@pytest.mark.parametrize("text", ["where is my data?", "where do my answers go?", "is my name shown to others?"])
def test_where_things_are_kept_is_asked_in_many_ways(text):
    assert said_beside(text) == "privacy"
