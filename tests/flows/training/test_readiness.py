"""Not ready means not matched, and the mentor knows why: our words and the matching's rules never disagree."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.doings.rounds import terms_for
from bot.flows.training.checks import OUTCOMES, record_check, valid_until
from bot.flows.training.readiness import in_words, missing
from bot.matching.demands import ready
from bot.words.effects.people import SaveMembership
from bot.words.effects.sending import Schedule, Unschedule
from bot.words.matches import Member
from bot.words.messages import HomeOpened
from tests.flows.talk import NOW
from tests.flows.training.mentors import Mentor, Rest, is_at

TODAY = NOW.date()
DAYS = st.integers(-40, 400).map(lambda days: (TODAY + dt.timedelta(days=days)).isoformat())
CHECKS = st.none() | st.fixed_dictionaries({"outcome": st.sampled_from(OUTCOMES), "expires": st.none() | DAYS})
RECORDS = st.fixed_dictionaries({
    "training": st.sampled_from([{}, {"at": NOW.isoformat()}, {"done": ["watering"]}, {"passed": "2026-03-01"}]),
    "guidelines": st.sampled_from([{}, {"agreed": "2026-03-01"}]),
    "checks": st.fixed_dictionaries({}, optional={"references": CHECKS}),
})  # fmt: skip


def codes(mentor):
    member = Member(mentor.scene.person, mentor.mine, reachable=True)
    return ready(member, terms_for(mentor.program, mentor.now.date()).rules, mentor.now.date())


def keep(mentor, effects):
    """Carry out what a coordinator's command wished for, as storage would."""
    for effect in effects:
        match effect:
            case SaveMembership(membership=membership):
                mentor.scene = replace(mentor.scene, memberships=(membership,))
            case Schedule(due=due):
                mentor.due[due.key] = due
            case Unschedule(key=key):
                mentor.due.pop(key, None)
    mentor.waits(0)


def recorded(mentor, outcome="passed", expires=None):
    keep(mentor, record_check(mentor.mine, "references", outcome, expires, mentor.now))


@given(record=RECORDS)
def test_something_is_said_to_be_missing_exactly_when_the_matching_says_so(garden, record):
    mentor = Mentor.of(garden, "garden", **record)
    assert bool(missing(mentor.telling, mentor.mine)) == bool(codes(mentor))


def test_a_mentor_becomes_ready_by_the_training_and_the_checks(mentor):
    assert codes(mentor) == ("training", "check:references")
    mentor.begins()
    mentor.walks()
    assert codes(mentor) == ("check:references",)
    recorded(mentor, "passed", dt.date(2028, 3, 10))
    assert codes(mentor) == ()
    assert mentor.text == (
        "Good news from Garden Friends: this is settled now, thank you: Two references.\n\n"
        "That was the last thing that was missing. From now on I look for someone you can walk alongside."
    )
    assert "Before" not in mentor.says("/status")


def test_where_one_stands_says_what_is_missing_and_leads_on(mentor):
    said = mentor.says("/status")
    assert "You still have the guidelines for mentors to read." in said
    assert "You still have 2 lessons to go." in said
    assert "The program still has to record: Two references." in said
    assert next(iter(mentor.last.buttons)) == "Begin the training"
    mentor.presses("Begin the training")
    mentor.begins()
    mentor.walks(is_at(Rest))
    mentor.says("later")
    said = mentor.says("/status")
    assert "guidelines" not in said
    assert "You still have one lesson to go." in said
    assert next(iter(mentor.last.buttons)) == "Go on with the training"


def test_the_home_tab_leads_on_too(mentor):
    mentor.sends(HomeOpened())
    assert "You still have 2 lessons to go." in mentor.home.text
    assert mentor.home.buttons[0].label == "Begin the training"


def test_what_is_missing_is_said_in_the_readers_language(stage):
    mentor = Mentor.of(stage, "first_year", "es")
    said = in_words(mentor.telling, mentor.mine)
    assert "Te faltan 13 lecciones." in said
    assert "Dos referencias y Una conversación con la coordinación" in said


def test_a_check_recorded_before_the_training_leads_to_the_training(mentor):
    recorded(mentor)
    assert "Before I can suggest a mentee to you:" in mentor.text
    assert list(mentor.last.buttons) == ["Begin the training"]


def test_a_check_that_was_not_passed_is_told_kindly_and_keeps_from_being_matched(mentor):
    recorded(mentor, "failed")
    assert "could not confirm this: Two references" in mentor.text
    assert "check:references" in codes(mentor)
    assert "The program could not confirm: Two references." in in_words(mentor.telling, mentor.mine)


def test_a_month_before_it_runs_out_and_when_it_has_the_mentor_is_told(mentor):
    recorded(mentor, "passed", TODAY + dt.timedelta(days=60))
    heard = len(mentor.chat)
    mentor.waits(29)
    assert len(mentor.chat) == heard
    mentor.waits(2)
    assert "Two references, recorded by Garden Friends, runs out on Saturday, May 9." in mentor.text
    assert "check:references" not in codes(mentor)
    heard = len(mentor.chat)
    mentor.waits(31)
    assert len(mentor.chat) == heard + 1
    assert "ran out on Saturday, May 9" in mentor.text
    assert "check:references" in codes(mentor)
    assert "ran out on Saturday, May 9" in in_words(mentor.telling, mentor.mine)


@pytest.mark.parametrize("again", [("passed", 700), ("passed", None), ("failed", None)])
def test_a_check_recorded_again_replaces_what_was_told_ahead(mentor, again):
    recorded(mentor, "passed", TODAY + dt.timedelta(days=60))
    outcome, days = again
    recorded(mentor, outcome, TODAY + dt.timedelta(days=days) if days else None)
    heard = len(mentor.chat)
    mentor.waits(120)
    assert len(mentor.chat) == heard


def test_a_check_that_runs_out_within_the_month_is_told_once_it_has(mentor):
    recorded(mentor, "passed", TODAY + dt.timedelta(days=5))
    heard = len(mentor.chat)
    mentor.waits(4)
    assert len(mentor.chat) == heard
    mentor.waits(3)
    assert "ran out" in mentor.text


def test_whoever_has_stopped_is_told_nothing(mentor):
    mentor.says("/stop")
    heard = len(mentor.chat)
    recorded(mentor, "passed", TODAY + dt.timedelta(days=40))
    mentor.waits(60)
    assert len(mentor.chat) == heard


def test_only_an_outcome_there_is_can_be_recorded(mentor):
    with pytest.raises(ValueError, match="passed or failed"):
        record_check(mentor.mine, "references", "fine", None, NOW)


@pytest.mark.parametrize(
    ("today", "until"),
    [((2026, 3, 10), (2028, 3, 10)), ((2024, 2, 29), (2026, 2, 28)), ((2026, 12, 31), (2028, 12, 31))],
)
def test_a_check_holds_as_many_months_as_the_program_says(garden, today, until):
    (references,) = (one for one in garden.programs["garden"].matching.checks if one.name == "references")
    assert valid_until(references, dt.date(*today)) == dt.date(*until)
