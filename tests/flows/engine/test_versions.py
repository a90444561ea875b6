"""Flows change while people are in the middle: nothing breaks, nothing is said or asked twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flows.engine.flow import Ask, Do, Flow, Review, Say, Script
from bot.flows.engine.stage import Stage
from bot.flows.shapes import Choice, FreeText, WholeNumber
from bot.texts.speech import Speech
from bot.words.people import Person, Run
from bot.words.turns import Scene
from tests.flows.talk import NOW, Talk


class Small(Flow):
    """A small conversation to change."""

    hello = Say("Hello there.")
    colour = Ask("Which colour?", Choice(red="Red", blue="Blue"))
    number = Ask("Which number?", WholeNumber(1, 9))
    animal = Ask("Which animal?", FreeText())
    check = Review()


def script(*names: str, extra: dict | None = None) -> Script:
    steps = {step.name: step for step in Small.steps} | (extra or {})
    return Script.of("small", [steps[name] for name in names])


def ask(name: str, text: str) -> Ask:
    question = Ask(text, FreeText())
    question.name = name
    return question


def talking(flow: Script) -> Talk:
    talk = Talk(Stage(Speech(), None, {}, {("small", ""): flow}))
    person = Person(1, NOW, name="Amina")
    talk.scene = Scene(talk.scene.address, person, run=Run(5, 1, "small", started_at=NOW))
    talk.says("/start")
    return talk


def changed(talk: Talk, flow: Script) -> Talk:
    talk.stage = replace(talk.stage, scripts={("small", ""): flow})
    return talk


ALL = ("hello", "colour", "number", "animal", "check")


def test_a_question_inserted_behind_is_asked_next():
    talk = talking(script(*ALL))
    talk.says("red")
    inserted = script("hello", "size", *ALL[1:], extra={"size": ask("size", "Which size?")})
    changed(talk, inserted).says("4")
    assert talk.scene.run.answers == {"colour": "red", "number": 4}
    assert "Which size?" in talk.text
    talk.says("large")
    assert "Which animal?" in talk.text


def test_a_question_inserted_ahead_is_met_in_its_place():
    talk = talking(script(*ALL))
    inserted = script(
        "hello", "colour", "number", "size", "animal", "check", extra={"size": ask("size", "Which size?")}
    )
    changed(talk, inserted)
    talk.says("red")
    talk.says("4")
    assert "Which size?" in talk.text


def test_a_removed_open_question_is_left_behind_without_an_error():
    talk = talking(script(*ALL))
    talk.says("red")
    changed(talk, script("hello", "colour", "animal", "check")).says("4")
    assert "Which animal?" in talk.text
    assert "number" not in talk.scene.run.answers


def test_an_answered_question_that_is_removed_leaves_the_review():
    talk = talking(script(*ALL))
    talk.says("red")
    changed(talk, script("hello", "number", "animal", "check"))
    talk.says("4")
    talk.says("cat")
    assert "Number: 4" in talk.text
    assert "red" not in talk.text.lower()


def test_reordering_asks_only_what_is_missing():
    talk = talking(script(*ALL))
    talk.says("red")
    changed(talk, script("animal", "number", "colour", "hello", "check"))
    talk.says("4")
    assert "Which animal?" in talk.text
    talk.says("cat")
    assert "Number: 4" in talk.text
    assert [h.text for h in talk.chat].count("Hello there.") == 1


def test_step_names_are_checked_when_a_flow_is_put_together():
    from bot.words.errors import DefinitionError

    with pytest.raises(DefinitionError, match="twice"):
        Script.of("small", [ask("size", "a"), ask("size", "b")])
    with pytest.raises(DefinitionError, match="no step name"):
        Script.of("small", [ask("größe", "a")])


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_change_at_any_moment_ends_in_a_full_review_and_repeats_nothing(data):
    words = {"colour": "red", "number": "4", "animal": "cat", "size": "large"}
    extra = {"size": ask("size", "Which size?")}
    orders = st.permutations(["colour", "number", "animal", "size"]).flatmap(
        lambda names: st.lists(st.sampled_from(names), min_size=1, unique=True)
    )
    talk = talking(script("hello", *data.draw(orders), "check", extra=extra))
    final = ("colour", "number", "animal", "size")
    for _ in range(12):
        open_ = talk.scene.run.open
        if open_ == "check":
            break
        if data.draw(st.booleans()):
            changed(talk, script("hello", *data.draw(orders), "check", extra=extra))
        talk.says(words.get(open_, "x"))
    changed(talk, script("hello", *final, "check", extra=extra))
    for _ in range(6):
        if talk.scene.run is None or talk.scene.run.open == "check":
            break
        talk.says(words[talk.scene.run.open])
    talk.says("/help")
    assert talk.scene.run is None or talk.scene.run.open in {"check", *final}
    passed = talk.scene.run.passed if talk.scene.run else ()
    assert len(passed) == len(set(passed))
    assert [h.text for h in talk.chat].count("Hello there.") <= 1


def test_a_flow_names_its_steps_in_reading_order():
    assert [step.name for step in Small.steps] == list(ALL)
    assert isinstance(Small.steps[-1], Review)
    assert not any(isinstance(step, Do) for step in Small.steps)
