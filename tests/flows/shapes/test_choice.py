"""An option is found however it is named, and never guessed."""

import pytest

from bot.flows.engine.shape import Chosen, Declined
from bot.flows.shapes import Choice, Labelled
from bot.words.messages import LocationShared, Typed

ROLE = Choice(mentee="I'd like a mentor", mentor="I'd like to be a mentor", both="Both")
SKETCH = Choice(mentee="I'd like a mentor", mentor="I'd like to be one")
CONSENT = Choice(yes="Yes, let's start", no="No, thank you")
HINT = "shape-choice-hint"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("I'd like a mentor", "mentee"),
        ("id like a MENTOR", "mentee"),
        ("I’d like a mentor please", "mentee"),
        ("I want a mentor", "mentee"),
        ("I would like to have a mentor", "mentee"),
        ("I'd like to be a mentor", "mentor"),
        ("I want to become a mentor!", "mentor"),
        ("be a mentor", "mentor"),
        ("I am new here and I am looking for a mentor", "mentee"),
        ("I am 40, a nurse, and need a mentor", "mentee"),
        ("I want a mentor, I am a nurse", "mentee"),
        ("I'm a nurse and I want to be a mentor", "mentor"),
        ("I'd like to be a good mentor", "mentor"),
        ("I don't know, but I want a mentor", HINT),
        ("both", "both"),
        ("Both, please", "both"),
        ("bth", HINT),
        ("boht", "both"),
        ("1", "mentee"),
        ("2", "mentor"),
        ("2.", "mentor"),
        ("2)", "mentor"),
        ("#2", "mentor"),
        ("(2)", "mentor"),
        ("２", "mentor"),
        ("٢", "mentor"),
        ("२", "mentor"),
        ("2️⃣", "mentor"),
        ("option 2", "mentor"),
        ("Option two", "mentor"),
        ("number 3", "both"),
        ("two", "mentor"),
        ("dos", "mentor"),
        ("second", "mentor"),
        ("the second one", "mentor"),
        ("2nd", "mentor"),
        ("la segunda", "mentor"),
        ("mentee", "mentee"),
        ("mentor", HINT),
        ("mentro", HINT),
        ("I don't want a mentor", HINT),
        ("not a mentor", HINT),
        ("no mentor", HINT),
        ("never", HINT),
        ("4", HINT),
        ("0", HINT),
        ("1 or 2", HINT),
        ("I'd like", HINT),
        ("", HINT),
        ("???", HINT),
        ("I want to volunteer as a mentor", HINT),
    ],
)
def test_roles(read, typed, expected):
    assert read(ROLE, typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("I'd like to be a mentor", "mentor"),
        ("I'd like to be one", "mentor"),
        ("be one", "mentor"),
        ("I want a mentor", "mentee"),
        ("mentor", HINT),
        ("I don't want one", HINT),
    ],
)
def test_one_label_speaking_of_the_other(read, typed, expected):
    assert read(SKETCH, typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("yes please", "yes"),
        ("yep", "yes"),
        ("sí", "yes"),
        ("Si, claro", "yes"),
        ("ok", "yes"),
        ("👍", "yes"),
        ("نعم", "yes"),
        ("no problem", "yes"),
        ("let's start", "yes"),
        ("nope", "no"),
        ("no thanks", "no"),
        ("No thank you.", "no"),
        ("لا", "no"),
        ("yes but no", HINT),
        ("not yes", HINT),
        ("maybe", HINT),
    ],
)
def test_yes_and_no(read, typed, expected):
    assert read(CONSENT, typed) == expected


def test_a_number_that_is_also_a_label_is_not_guessed(read):
    hours = Choice(few="2 hours", some="4 hours", many="8 hours")
    assert read(hours, "2") == HINT
    assert read(hours, "2 hours") == "few"
    assert read(hours, "option 2") == "some"
    assert read(hours, "8") == "many"


def test_near_equals_are_not_guessed(read):
    alike = Choice(nurse="Nursing", nursery="Nursery")
    assert read(alike, "nurs") == HINT
    assert read(alike, "nursng") == "nurse"
    cities = Choice(a="Berlin", b="Merlin")
    assert read(cities, "Xerlin") == HINT
    assert read(cities, "Berlni") == "a"


def test_the_hint_lists_the_options_by_number(ask):
    declined = ROLE.read(Typed("hm"), ask())
    assert isinstance(declined, Declined)
    assert declined.hint.values["options"] == "1. I'd like a mentor\n2. I'd like to be a mentor\n3. Both"


def test_labels_of_a_program_are_shown_in_the_readers_language(ask, read):
    goals = Choice.of([Labelled("jobs", "Finding a job", {"es": "Encontrar trabajo", "uk": "Знайти роботу"})])
    assert goals.options(ask("es-MX"))[0].label == "Encontrar trabajo"
    assert goals.options(ask("fr"))[0].label == "Finding a job"
    assert read(goals, "trabajo", "es") == "jobs"
    assert read(goals, "finding a job", "es") == "jobs"
    assert goals.show("jobs", ask("uk")) == "Знайти роботу"


def test_labels_of_a_flow_are_said_under_the_questions_key(ask):
    said = []
    asking = ask(key="onboarding-role")
    object.__setattr__(asking, "say", lambda line: said.append(line.key) or line.english)
    ROLE.options(asking)
    assert said == ["onboarding-role-mentee", "onboarding-role-mentor", "onboarding-role-both"]


def test_buttons_are_pressed_and_strange_ones_declined(ask):
    assert ROLE.read(Chosen("mentor"), ask()).value == "mentor"
    assert isinstance(ROLE.read(Chosen("admin"), ask()), Declined)
    assert isinstance(ROLE.read(LocationShared(1, 2), ask()), Declined)
