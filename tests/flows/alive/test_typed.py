"""What can be pressed can be typed, also while a question is open that is answered with a tap."""

from __future__ import annotations

from tests.flows.alive.test_check_ins import both_live


def test_done_is_understood_while_a_tap_question_is_open(couple):
    both_live(couple, 7)
    assert couple.days("met", to="Ana") == [7]
    couple.says("Ana", "done")
    assert "meet or talk" not in couple.last("Ana").text
    assert any(told.get("mentee", {}).get("did") == "done" for told in couple.journeys[couple.match].steps.values())
    couple.says("Ana", "yes, we did")
    assert "How good!" in couple.last("Ana").text


def test_what_the_open_question_understands_is_its_answer(couple):
    both_live(couple, 7)
    couple.says("Ana", "not yet")
    assert "ten minutes can be enough" in couple.last("Ana").text.lower()


def test_every_button_of_a_step_can_be_typed_while_a_tap_question_is_open(couple):
    both_live(couple, 7)
    step = couple.by("prompts", to="Ana")[-1]
    for label in step.buttons:
        before = len(couple.said)
        couple.says("Ana", label)
        answered = [said.text for said in couple.said[before:] if said.person == "Ana"]
        assert answered, label
        assert not any("buttons" in text.lower() or "choose" in text.lower() for text in answered), (label, answered)


def test_in_talk_one_is_left_alone_for_a_few_minutes_only(couple):
    both_live(couple, 5)
    couple.wait(hours=20, minutes=59, seconds=30)
    couple.says("Ana", "/write")
    couple.says("Ana", "hello")
    before = len(couple.by("prompts", to="Ana"))
    couple.wait(minutes=4)
    assert len(couple.by("prompts", to="Ana")) == before
    couple.wait(minutes=6)
    assert len(couple.by("prompts", to="Ana")) == before + 1


def test_help_says_what_fits_whoever_has_a_partner(couple):
    both_live(couple, 3)
    couple.says("Ana", "/help")
    said = couple.last("Ana").text
    assert said.startswith("You and Jonas can write to each other here")
    assert "this week's step" in said
    assert "look for someone who fits you" not in said
    assert "/delete" in said


def test_what_another_button_says_as_well_answers_the_question_that_is_open(couple_of):
    couple = couple_of(introduction={"ask_after_days": [4]})
    both_live(couple, 4)
    assert couple.days("in-touch", to="Ana") == [4]
    couple.says("Ana", "It doesn't feel right")
    assert "I have put it on the coordinator's list" in couple.last("Ana").text
