"""Words of someone in need bring help at once, alert those who have to know, and stop nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.folders import read_programs
from bot.flows.resources.crisis import calls_for_help
from bot.words.messages import Attachment
from tests.flows.talk import Talk

PROGRAMS = read_programs()
FIRST_YEAR = PROGRAMS["first_year"]


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to live anymore", "i don’t want to live", "I DONT WANT TO LIVE!!!", "I don`t want, to live",
        "sometimes I want to\ndie", "self-harm", "self harm", "Quiero morir", "no tengo por que vivir",
        "no tengo por qué vivir", "ojala me muriera", "AUTOLESIÓN", "x " * 2000 + "I want to die",
        "a" * 480 + " I want to die " + "b" * 5000,
    ],
)  # fmt: skip
def test_they_are_found_however_they_are_written(text):
    assert calls_for_help(text, FIRST_YEAR)


@pytest.mark.parametrize(
    "text",
    ["", "hello", "I want to diet", "die Schule", "live concert", "matar el tiempo", "I want a dye", "se me pegaron"],
)
def test_only_whole_words_count(text):
    assert not calls_for_help(text, FIRST_YEAR)


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_every_word_of_every_program_is_found_in_a_sentence(program):
    for word in program.crisis.all_words:
        assert calls_for_help(f"well, {word}. that is how it is", program), word
        assert calls_for_help(word.upper(), program), word


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_nothing_is_too_far_inside_a_long_text(before, after):
    assert calls_for_help("ab " * before + "want to die" + " cd" * after, FIRST_YEAR)


def test_help_comes_first_and_the_message_goes_where_it_was_going(couple):
    couple.says("Ana", "/write")
    before = len(couple.said)
    couple.says("Ana", "I want to die")
    first, *others = couple.said[before:]
    assert first.person == "Ana"
    assert "Telefonseelsorge: 0800 111 0 111" in first.text
    assert "emergency number" in first.text
    assert "I let the program's coordinator know" in first.text
    assert any(said.person == "Jonas" and said.text == "💬 Ana: I want to die" for said in others)
    line = couple.open_lines()["crisis"]
    assert line.person == couple.people["Ana"].id
    assert line.told in (None, {}), "nobody is handed the words"


def test_where_the_country_has_no_line_of_its_own_it_is_one_for_everywhere(couple):
    couple.says("Jonas", "I don’t want to live")
    (said,) = [said for said in couple.said if "You don't have to go through this alone" in said.text]
    assert "• Find A Helpline: https://findahelpline.com" in said.text
    assert "Telefonseelsorge" not in said.text


def test_the_partner_reads_the_message_and_nothing_of_the_help(couple):
    couple.says("Ana", "/write")
    before = len(couple.said)
    couple.says("Ana", "I want to die")
    assert [said.text for said in couple.said[before:] if said.person == "Jonas"] == ["💬 Ana: I want to die"]


def test_also_under_a_picture(couple):
    couple._hear("Ana", Attachment("photo", "f1", "p.jpg", 10, "image/jpeg", "quiero matarme"))
    assert "crisis" in couple.open_lines()


def test_a_stranger_is_helped_too_and_nobody_is_named(stage):
    talk = Talk(stage)
    talk.says("I want to die")
    assert any("You don't have to go through this alone" in heard.text for heard in talk.chat)
    assert "findahelpline.com" in talk.chat[0].text
    assert "coordinator know" not in talk.chat[0].text
    assert not any(type(effect).__name__ == "Raise" for effect in talk.effects)


def test_somebody_turned_away_is_helped_too_and_hears_the_same_as_ever(stage):
    talk = Talk(stage)
    for said in ("hello", "yes", "5/2012"):
        talk.says(said)
    refusal = talk.text
    before = len(talk.chat)
    talk.says("I want to die")
    assert [heard.text for heard in talk.chat[before:]][1:] == [refusal]
    assert "findahelpline.com" in talk.chat[before].text


def test_in_the_readers_language(stage):
    talk = Talk(stage, language="es")
    talk.says("quiero morir")
    assert "No tienes que pasar por esto a solas" in talk.chat[0].text


def test_whoever_asks_for_help_sees_where_to_turn_without_alarming_anybody(couple):
    before = len(couple.said)
    couple.says("Jonas", "help")
    (said,) = couple.said[before:]
    assert "When something is too heavy, for you or for someone else, these are there:\n• Find A Helpline" in said.text
    assert "crisis" not in couple.open_lines()


def test_a_stranger_who_asks_how_this_works_is_told_how_this_works(stage):
    talk = Talk(stage)
    talk.says("help")
    assert not any("helpline" in heard.text for heard in talk.chat)
