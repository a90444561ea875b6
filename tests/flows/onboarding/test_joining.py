"""Join codes lead into a program and a role, and never past consent or the age screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.onboarding.joining import made_code
from bot.words.desk import Desk
from bot.words.doors import Door, made, open_code
from bot.words.effects.desk import Arrive
from bot.words.effects.people import RecordConsent, SaveMembership
from bot.words.joining import JoinCode
from bot.words.messages import Command, Typed
from tests.flows.talk import NOW, Talk

POSTER = JoinCode(501, "k7m2p9", "new_neighbors", "mentor", "library poster", None, NOW)


def brings(talk: Talk, content, code: JoinCode | None) -> str:
    """Someone brings a code, and storage knows this of it."""
    talk.scene = replace(talk.scene, desk=Desk(join=code))
    said = talk.sends(content)
    talk.scene = replace(talk.scene, desk=None)
    return said


def joined(talk: Talk, program: str) -> Talk:
    """Someone who finished onboarding for this program as a mentee."""
    talk.says(f"/start {program}-mentee")
    for answer in ("yes", "5/1990", "Tel", "1", "done", "baker", "Berlin", "English"):
        talk.says(answer)
    answers_the_rest(talk)
    assert talk.memberships
    return talk


def answers_the_rest(talk: Talk) -> None:
    """Something to every question up to the last look, and a yes to that."""
    while talk.scene.run.open != "check":
        talk.says("skip" if "skip" in [label.lower() for label in talk.chat[-1].buttons] else "1")
        if talk.chat[-1].buttons.get("Done"):
            talk.presses("Done")
    talk.says("yes")


@pytest.mark.parametrize(
    "content", [Command("start", "j-k7m2p9"), Typed("j-k7m2p9"), Typed("  J-K7M2P9 "), Command("start", "J-k7m2p9")]
)
def test_a_coordinators_code_settles_program_and_role_after_consent_and_age(talk, content):
    brings(talk, content, POSTER)
    assert "Is that all right with you?" in talk.text
    assert [e for e in talk.turn_effects if isinstance(e, Arrive)] == [Arrive(501, talk.scene.person.id)]
    assert not any(isinstance(e, RecordConsent) for e in talk.effects)
    talk.says("yes")
    assert "When were you born?" in talk.text
    assert "What should I call you?" in talk.says("5/1990"), "neither role nor program is asked"
    assert talk.scene.run.variant == "new_neighbors"
    assert talk.scene.run.answers["role"] == "mentor"


@pytest.mark.parametrize("code", [None, replace(POSTER, closed_at=NOW), replace(POSTER, program="gone")])
def test_a_code_that_leads_nowhere_begins_as_usual(talk, code):
    brings(talk, Command("start", "j-k7m2p9"), code)
    assert talk.chat[0].text.startswith("That invitation is no longer in use")
    assert not any(isinstance(e, Arrive) for e in talk.effects)
    talk.says("yes")
    assert "What brings you here?" in talk.says("5/1990")


def test_a_code_for_any_role_leaves_the_role_to_them(talk):
    brings(talk, Command("start", "j-k7m2p9"), replace(POSTER, role=""))
    talk.says("yes")
    assert "What brings you here?" in talk.says("5/1990")
    assert "What should I call you?" in talk.presses("I'd like a mentor")


@pytest.mark.parametrize(
    ("content", "role", "program"),
    [
        (Command("start", "new_neighbors-mentor"), "mentor", "new_neighbors"),
        (Command("new_neighbors", "mentor"), "mentor", "new_neighbors"),
        (Typed("new_neighbors mentor"), "mentor", "new_neighbors"),
        (Command("start", "first_year"), None, "first_year"),
        (Command("mentee"), "mentee", None),
        (Command("start", "mentor-of-something"), "mentor", None),
        (Typed("hello I would like to be a mentor"), None, None),
        (Command("start", "what-is-this-program"), None, None),
    ],
)
def test_what_is_typed_on_slack_says_the_same_as_a_link(talk, content, role, program):
    talk.sends(content)
    assert talk.scene.run.answers.get("role") == role
    assert talk.scene.run.answers.get("program") == program
    assert "Is that all right with you?" in talk.text


def test_a_code_in_the_middle_answers_what_is_not_answered_and_nothing_is_lost(talk):
    talk.says("hi")
    talk.says("yes")
    brings(talk, Typed("j-k7m2p9"), POSTER)
    assert "When were you born?" in talk.text
    assert any(isinstance(e, Arrive) for e in talk.turn_effects)
    assert "What should I call you?" in talk.says("5/1990")
    assert talk.scene.run.variant == "new_neighbors"


def test_who_takes_part_elsewhere_is_asked_and_need_not_tell_everything_again(talk):
    joined(talk, "first_year")
    brings(talk, Command("start", "j-k7m2p9"), POSTER)
    assert talk.text == (
        "You take part in First Year Together already. Would you like to join New Neighbors as well? "
        "I ask you only what is new."
    )
    assert not any(isinstance(e, Arrive) for e in talk.turn_effects), "nobody is counted before they said yes"
    assert "What could you help someone with?" in talk.presses("Yes, please")
    assert Arrive(501, talk.scene.person.id) in talk.turn_effects
    run = talk.scene.run
    assert (run.variant, run.answers["role"], run.answers["name"]) == ("new_neighbors", "mentor", "Tel")
    assert "place" in run.answers
    before = talk.memberships
    answers_the_rest(talk)
    assert talk.memberships[:1] == before, "the old one stays as it is"
    assert {(m.program, m.role) for m in talk.memberships} == {("first_year", "mentee"), ("new_neighbors", "mentor")}
    assert "New Neighbors" in talk.text


def test_a_no_leaves_everything_as_it_is(talk):
    joined(talk, "first_year")
    brings(talk, Command("start", "j-k7m2p9"), POSTER)
    assert talk.presses("No, thank you") == "All right, everything stays as it is."
    assert not any(isinstance(e, Arrive | SaveMembership) for e in talk.turn_effects)
    assert not talk.scene.run or talk.scene.run.status != "open"


def test_a_code_for_where_one_already_is_tells_where_one_stands(talk):
    joined(talk, "new_neighbors")
    assert "You are on the list for New Neighbors" in brings(talk, Command("start", "j-k7m2p9"), POSTER)
    assert not any(isinstance(e, Arrive) for e in talk.turn_effects)
    assert "You are on the list for New Neighbors" in talk.says("/start new_neighbors-mentor")


def test_someone_turned_away_hears_the_same_whatever_code_they_bring(talk):
    talk.says("hi")
    talk.says("yes")
    refused = talk.says("5/2015")
    assert brings(talk, Command("start", "j-k7m2p9"), POSTER) == refused
    assert not any(isinstance(e, Arrive) for e in talk.turn_effects)


@given(st.text(max_size=80))
def test_no_text_is_taken_for_a_code_that_is_none(text):
    found = made_code(Typed(text))
    assert found == "" or (text.strip().lower() == f"j-{found}" and len(found) == 6)


def test_links_carry_codes_where_the_platform_does_and_words_do_elsewhere():
    telegram = Door("telegram", "@A", "https://t.me/A", carries=True)
    slack = Door("slack", "Alongside", "https://slack.com/app_redirect?app=A1&team=T1", "Riverside")
    code = open_code("new_neighbors", "mentor")
    assert telegram.link(code) == "https://t.me/A?start=new_neighbors-mentor"
    assert telegram.words(code) == ""
    assert slack.link(code) == slack.url
    assert slack.words(code) == "/alongside new_neighbors mentor"
    assert slack.words("j-k7m2p9") == "/alongside j-k7m2p9"
    assert len("new_neighbors-mentor") <= 64
    assert made("j-k7m2p9") == "k7m2p9"
