"""Whoever asks for a human is heard by one: it stands on the list, somebody writes, and it is over when it is done."""

from __future__ import annotations

import pytest

from bot.flows.understanding.beside import asks_for_a_human
from bot.words.effects.desk import Raise
from bot.words.effects.people import Erase
from tests.flows.desk.office import CAST, lines, trail
from tests.flows.talk import Talk

BEFORE = ("hello", "yes", "5/1990", "I'd like a mentor")
ITEM = "asked for a human"


def _raised(talk: Talk) -> list[tuple[str, str]]:
    return [(e.attention.key, e.attention.program) for e in talk.effects if isinstance(e, Raise)]


WISHES = (
    "I want to talk to a human", "can i speak with a real person", "human please", "human", "a real person",
    "quiero hablar con una persona", "¿Puedo hablar con alguien de verdad?", "una persona por favor",
    "let me talk to someone", "i need help from a person", "is there a human i can talk to", "talk to a person",
    "speak to human", "necesito hablar con un humano", "hay alguna persona ahí?", "I want speak with person",
    "operator please", "contact a coordinator", "I'd like to talk to somebody of the program", "Who can I contact?",
    "¿Con quién puedo hablar?", "I don't want to talk to a bot", "I would like to talk to a coordinator",
)  # fmt: skip
NONE = (
    "talk to people in German", "I want to talk to someone who works in a hospital", "human resources", "agent",
    "learn to speak with confidence", "a person who helped me", "hablar con la gente del barrio", "coordinator",
    "I need a mentor who is a coordinator", "are there people from Syria", "quiero hablar inglés",
)  # fmt: skip


@pytest.mark.parametrize("text", WISHES)
def test_it_is_understood_however_it_is_said(text):
    assert asks_for_a_human(text)


@pytest.mark.parametrize("text", NONE)
def test_what_tells_something_else_is_not_taken_for_it(text):
    assert not asks_for_a_human(text)


async def test_it_stands_on_the_list_once(company):
    async with company(CAST) as everyone:
        await everyone.says("Sam", "I want to talk to a human", "human please")
        first, again = everyone.news("Sam")
        assert first == again
        assert first.startswith("People look after New Neighbors, and I have told them")
        assert list((await lines(everyone)).values()) == ["open"]
        await everyone.says("Rosa", "/desk", "today")
        assert f"1. Sam: {ITEM}" in everyone.news("Rosa")[-1]


async def test_the_coordinator_writes_and_marks_it_done(company):
    async with company(CAST) as everyone:
        await everyone.says("Sam", "I want to talk to a human")
        assert everyone.news("Ana") == [], "that is nothing for the partner"
        await everyone.says("Rosa", "/desk", "today", "1 · look")
        assert "Sam would like to talk to a person rather than to me." in everyone.news("Rosa")[-1]
        await everyone.taps("Rosa", "Write")
        await everyone.says("Rosa", "What can I do for you?")
        assert everyone.news("Sam")[-1].endswith("What can I do for you?")
        await everyone.says("Rosa", "/desk", "today", "1 · look")
        await everyone.taps("Rosa", "Done")
        assert set((await lines(everyone)).values()) == set()
        assert [what for what in await trail(everyone) if what in {"write", "done"}] == ["write", "done"]


async def test_others_do_not_see_it(company):
    async with company(CAST) as everyone:
        await everyone.says("Sam", "human please")
        await everyone.says("Luis", "/desk", "today")
        assert not any(ITEM in text for text in everyone.shown("Luis"))


async def test_it_is_gone_with_the_person(company):
    async with company(CAST) as everyone:
        await everyone.says("Sam", "human please")
        assert await lines(everyone)
        await everyone.keeps(Erase((await everyone.scene("Sam")).person.id))
        assert not await lines(everyone)


async def test_somebody_amid_the_first_questions_can_be_written_to_and_answers(company):
    async with company("Mia is on Telegram.\nRosa is on Telegram.\nRosa coordinates new_neighbors.\n") as everyone:
        await everyone.says("Mia", *BEFORE, "New Neighbors", "human please")
        assert "I have told them" in everyone.news("Mia")[-1]
        await everyone.says("Rosa", "/desk", "today", "1 · look", "write", "Hello, I am Rosa.")
        assert everyone.news("Rosa")[-1].startswith("I have passed it on to this person.")
        assert everyone.news("Mia") == ["Rosa, coordinator of New Neighbors, writes:\n\nHello, I am Rosa."]
        await everyone.taps("Mia", "Answer Rosa")
        await everyone.says("Mia", "What is a mentor?")
        assert "What is a mentor?" in everyone.news("Rosa")[-1]
        assert "What should I call you?" in everyone.news("Mia")[-1], "the question goes on"
        await everyone.taps("Rosa", "Write to this person")
        await everyone.says("Rosa", "Somebody who walks with you.")
        assert everyone.news("Mia")[-1].endswith("Somebody who walks with you.")


def test_before_a_program_is_chosen_it_is_remembered_until_there_is_one(stage):
    talk = Talk(stage)
    for text in BEFORE[:3]:
        talk.says(text)
    talk.says("Can I talk to a real person?")
    assert "When you have chosen one, I tell them" in talk.text
    assert "What brings you here?" in talk.text
    assert _raised(talk) == []
    talk.says("I'd like a mentor")
    talk.says("New Neighbors")
    assert any("People look after New Neighbors, and I have told them" in heard.text for heard in talk.chat)
    assert [program for _, program in _raised(talk)] == ["new_neighbors"]


def test_with_one_program_there_is_nothing_to_choose(one_program_stage):
    talk = Talk(one_program_stage)
    for text in (*BEFORE, "I want to talk to a human"):
        talk.says(text)
    assert [program for _, program in _raised(talk)] == ["new_neighbors"]
    assert "What should I call you?" in talk.text


def test_a_name_or_a_goal_that_sounds_like_it_stays_an_answer(stage):
    talk = Talk(stage)
    for text in (*BEFORE, "New Neighbors", "Human Ahmed"):
        talk.says(text)
    assert _raised(talk) == []
    assert talk.scene.person.name == "Human Ahmed"


async def test_amid_a_talk_it_is_heard_at_once_and_can_still_be_for_the_partner(company):
    async with company(CAST) as everyone:
        await everyone.in_talk("Sam")
        await everyone.says("Sam", "I want to talk to a human")
        (said,) = everyone.news("Sam")
        assert said.startswith("People look after New Neighbors, and I have told them")
        assert said.endswith("Or was your question for Ana?")
        assert list((await lines(everyone)).values()) == ["open"]
        assert everyone.copies("Ana") == []
        await everyone.taps("Sam", "Send to Ana")
        assert everyone.copies("Ana") == ["💬 Sam: I want to talk to a human"]


async def test_as_an_answer_to_a_partner_who_takes_a_break_it_is_heard_too(company):
    async with company(CAST) as everyone:
        await everyone.in_talk("Ana")
        await everyone.says("Ana", "How are you?", "done", "/pause")
        everyone.news("Sam")
        await everyone.replies("Sam", "How are you?", "can I talk to a real person?")
        assert any("I have told them" in said for said in everyone.news("Sam"))
        assert list((await lines(everyone)).values()) == ["open"]
