"""The age screen: neutral before, the same after, and nothing of it kept but the outcome (rows 53 and 54)."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.words.effects.people import Erase, LiftRefusal, RefuseAge, SaveMembership, SavePerson, SaveRun, WipeInbound
from bot.words.effects.sending import Queue
from bot.words.messages import Command, DatePicked, HomeOpened, LocationShared, PeoplePicked, Press, Typed, Unreadable
from tests.flows.talk import NOW, Talk

CHILD = "May 2012"


def at_the_screen(talk: Talk) -> Talk:
    talk.says("hello")
    talk.says("yes")
    assert talk.scene.run.open == "born"
    return talk


def test_row_53_only_adult_when_and_wording_are_kept(talk):
    at_the_screen(talk).says("mayo de 1997")
    adult = talk.scene.person.adult
    assert adult.at == NOW
    assert adult.wording.startswith("en:")
    assert "1997" not in repr(talk.turn_effects)
    assert "05" not in str(talk.scene.run.answers)
    assert any(isinstance(e, WipeInbound) for e in talk.turn_effects)


@pytest.mark.parametrize(
    "first", ["17", "0", "-5", "199", "1899", "١٨", "eighteen", "18!", "13/1998", "5/2099", "💥", "x" * 5000]
)
def test_row_53_what_is_no_month_and_year_is_asked_again_without_a_hint_and_wiped(talk, first):
    at_the_screen(talk).says(first)
    assert talk.scene.run.open == "born"
    assert talk.scene.person.adult is None
    for hint in ("18", "eighteen", "adult", "old", "young", "age"):
        assert hint not in talk.text.replace("language", "").lower()
    assert any(isinstance(e, WipeInbound) for e in talk.turn_effects)
    assert not any(str(value) == first for value in talk.scene.run.answers.values())


def test_row_53_under_age_is_a_warm_end_that_keeps_a_date_and_nothing_else(talk):
    at_the_screen(talk).says(CHILD)
    assert "I'm sorry" in talk.text
    assert "findahelpline.com" in talk.text
    kinds = {type(effect) for effect in talk.turn_effects}
    assert {Erase, RefuseAge, WipeInbound} <= kinds
    assert not kinds & {SaveRun, SaveMembership}
    [refusal] = [e for e in talk.turn_effects if isinstance(e, RefuseAge)]
    assert refusal.lift == dt.date(2030, 6, 2)
    assert all(e.delivery.burn and e.delivery.person is None for e in talk.turn_effects if isinstance(e, Queue))
    assert talk.scene.person is None
    assert talk.scene.run is None


@pytest.mark.parametrize(
    "content",
    [
        Typed("hello"),
        Typed("May 1990"),
        Typed("start over"),
        Typed("back"),
        Command("start"),
        Command("start", "mentor"),
        Command("start", "new_neighbors-mentor"),
        Command("help"),
        Command("privacy"),
        Command("delete"),
        Command("restart"),
        Command("language", "es"),
        Press("do.begin"),
        Press("do.change"),
        Press("1.role.mentor"),
        LocationShared(1, 1),
        DatePicked(dt.date(1990, 1, 1)),
        PeoplePicked(()),
        Unreadable("photo"),
    ],
)
def test_row_54_whatever_comes_afterwards_gets_the_same_answer(talk, content):
    at_the_screen(talk).says(CHILD)
    refusal = talk.text
    talk.sends(content)
    assert talk.text == refusal
    assert not any(isinstance(e, SavePerson | SaveRun) for e in talk.turn_effects)
    assert all(e.delivery.burn for e in talk.turn_effects if isinstance(e, Queue))


@pytest.mark.parametrize("said", ["I am 15", "im 16 years old", "Hi, I'm 17 and I need a mentor", "tengo 15 años"])
@pytest.mark.parametrize(
    "answers", [(), ("yes", "5/1998"), ("yes", "5/1998", "mentee", "3"), ("yes", "5/1998", "both")]
)
def test_an_age_told_unasked_ends_it_as_warmly_and_as_quietly_as_the_question_would(talk, said, answers):
    for answer in ("hello", *answers):
        talk.says(answer)
    talk.says(said)
    assert "I'm sorry" in talk.text
    assert {Erase, RefuseAge, WipeInbound} <= {type(effect) for effect in talk.turn_effects}
    assert talk.scene.person is None
    refusal = talk.text
    for again in ("I am 30", "/start mentor", "start over", "5/1990"):
        assert talk.says(again) == refusal


@pytest.mark.parametrize("said", ["I am 40", "I am a child psychologist", "tengo 15 cursos", "15", "10 years"])
def test_other_numbers_and_words_are_no_age(talk, said):
    for answer in ("hello", "yes", "5/1998", "mentee", "3", "Amina", "work", said):
        talk.says(answer)
    assert talk.scene.person is not None


def test_row_54_the_home_tab_gives_nothing_away(talk):
    at_the_screen(talk).says(CHILD)
    talk.sends(HomeOpened())
    assert "find a mentor" in talk.home.text
    assert talk.home.buttons == ()


def test_row_53_a_different_second_answer_changes_nothing_until_the_date(talk):
    at_the_screen(talk).says(CHILD)
    talk.says("May 1990")
    assert "I'm sorry" in talk.text
    talk.now = dt.datetime(2030, 6, 1, 23, 0, tzinfo=dt.timezone.utc)
    talk.says("hello")
    assert "I'm sorry" in talk.text
    talk.now = dt.datetime(2030, 6, 2, 0, 0, tzinfo=dt.timezone.utc)
    talk.says("hello")
    assert any(isinstance(e, LiftRefusal) for e in talk.turn_effects)
    assert talk.scene.run.open == "consent"
    talk.says("yes")
    talk.says(CHILD)
    assert talk.scene.person.adult is not None


def test_the_day_is_asked_only_when_the_month_decides_and_is_then_forgotten(talk):
    at_the_screen(talk).says("3/2008")
    assert "which day" in talk.text
    assert talk.scene.run.open == "born"
    talk.says("9")
    assert talk.scene.person.adult is not None
    assert "2008" not in repr((talk.scene.run, talk.scene.person))


@pytest.mark.parametrize(("day", "adult"), [("8", True), ("9", True), ("10", True), ("11", False)])
def test_todays_birthday_counts_once_it_has_begun_everywhere(stage, day, adult):
    talk = Talk(stage, now=dt.datetime(2026, 3, 10, 12, 0, tzinfo=dt.timezone.utc))
    at_the_screen(talk).says("3/2008")
    talk.says(day)
    assert (talk.scene.person is not None) is adult


def test_at_noon_utc_less_a_second_the_birthday_has_not_begun_everywhere(stage):
    talk = Talk(stage, now=dt.datetime(2026, 3, 10, 11, 59, 59, tzinfo=dt.timezone.utc))
    at_the_screen(talk).says("10 March 2008")
    assert talk.scene.person is None


def test_born_on_a_leap_day_the_birthday_is_the_first_of_march(stage):
    talk = Talk(stage, now=dt.datetime(2026, 2, 28, 23, 0, tzinfo=dt.timezone.utc))
    at_the_screen(talk).says("29 February 2008")
    assert talk.scene.person is None
    assert talk.scene.lift >= dt.date(2026, 3, 1)


def test_the_age_is_asked_again_where_its_outcome_is_missing(talk):
    """A run that says it passed the screen while the person has no outcome is sent back to it."""
    from dataclasses import replace

    at_the_screen(talk).says("May 1998")
    talk.says("I'd like a mentor")
    person = replace(talk.scene.person, adult=None)
    run = replace(talk.scene.run, passed=tuple(n for n in talk.scene.run.passed if n not in {"born", "adult"}))
    talk.scene = replace(talk.scene, person=person, run=run)
    talk.says("New Neighbors")
    assert talk.scene.run.open == "born"
    assert not talk.memberships


def test_a_join_code_or_a_stranger_with_a_button_cannot_go_around_the_screen(talk):
    talk.sends(Press("do.change"))
    assert talk.scene.run.open == "consent"
    talk.says("/start new_neighbors-mentor")
    assert talk.scene.run.open == "consent"
    talk.says("yes")
    talk.says("skip")
    assert talk.scene.run.open == "born"
    talk.says("start over")
    assert talk.scene.run.open == "consent"
    assert not talk.memberships
