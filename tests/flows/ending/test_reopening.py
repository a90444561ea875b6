"""Ends before their time, safety ends, and going on after all."""

from __future__ import annotations

import pytest

from tests.flows.alive.test_check_ins import both_live


def end(couple, name: str, reason: str) -> None:
    couple.says(name, "/end")
    couple.presses(name, reason)
    couple.says(name, "skip")


def test_the_other_is_told_without_a_reason_or_a_button_to_press_anyone(couple):
    both_live(couple, 20)
    end(couple, "Ana", "We don't fit")
    told = couple.last("Jonas")
    assert "Your match with Ana has ended. That happens for many reasons" in told.text
    assert not told.buttons
    assert not couple.files


@pytest.mark.parametrize(
    ("reason", "days", "has_card"),
    [
        ("We did what we wanted", 20, True),
        ("We did what we wanted", 3, False),
        ("I have no time", 30, True),
        ("I have no time", 20, False),
        ("We lost touch", 40, False),
        ("We don't fit", 40, False),
    ],
)
def test_a_card_is_for_ends_one_looks_back_on_gladly(couple, reason, days, has_card):
    both_live(couple, days)
    end(couple, "Ana", reason)
    assert {name for name, _ in couple.files} == ({"Ana", "Jonas"} if has_card else set())


@pytest.mark.parametrize(
    ("who", "reason", "until"),
    [
        ("Ana", "We don't fit", "2026-02-25"),
        ("Ana", "Another reason", "2026-02-25"),
        ("Ana", "We lost touch", None),
        ("Jonas", "I have no time", None),
        ("Jonas", "We don't fit", None),
    ],
)
def test_the_days_between_two_matches_hold_where_the_mentee_ended_it(couple, who, reason, until):
    both_live(couple, 20)
    end(couple, who, reason)
    assert couple.record("Ana", "mentee").get("away_until") == until
    said = couple.last("Ana").text
    assert ("from Wednesday, February 25 on I look for someone new" in said) == (until is not None)


def test_blocking_skips_goodbye_card_and_way_back(couple):
    both_live(couple, 40)
    couple.says("Ana", "/block")
    assert couple.matches[couple.match].reason == "blocked"
    assert not couple.files
    assert not couple.by("farewell")
    for name in ("Ana", "Jonas"):
        assert not any("after all" in label for said in couple.said if said.person == name for label in said.buttons)
        couple.presses_data(name, f"pair.{couple.match:x}.reopen")
    assert couple.matches[couple.match].status == "ended"
    couple.wait(days=40)
    assert not couple.by("become")


# --- going on after all --------------------------------------------------------------------------------------------


def test_both_have_to_want_it(couple):
    both_live(couple, 20)
    end(couple, "Ana", "I have no time")
    couple.presses("Ana", "Go on with Jonas after all")
    assert couple.matches[couple.match].status == "ended"
    assert "Ana would like to go on with you after all" in couple.last("Jonas").text
    couple.presses("Jonas", "Yes, let's go on")
    assert couple.matches[couple.match].status == "open"
    assert couple.journeys[couple.match].status == "going"
    for name in ("Ana", "Jonas"):
        assert any("here you are again" in said.text for said in couple.said if said.person == name)
    assert "resting" not in couple.record("Ana", "mentee")
    assert "away_until" not in couple.record("Ana", "mentee")


def test_what_stood_still_goes_on(couple):
    both_live(couple, 20)
    end(couple, "Ana", "I have no time")
    couple.wait(days=5)
    couple.presses("Ana", "Go on with Jonas after all")
    couple.presses("Jonas", "Yes, let's go on")
    both_live(couple, 10)
    assert couple.days("check-in", to="Ana") == [14, 35]


def test_a_no_is_told_kindly_and_nothing_changes(couple):
    both_live(couple, 20)
    end(couple, "Ana", "I have no time")
    couple.presses("Ana", "Go on with Jonas after all")
    couple.presses("Ana", "Go on with Jonas after all")
    assert "already" in couple.last("Ana").text
    couple.presses("Jonas", "No, leave it as it is")
    assert "would rather leave it as it is" in couple.last("Ana").text
    assert couple.matches[couple.match].status == "ended"


def test_who_stopped_before_it_came_to_them_is_not_asked_and_the_other_does_not_wait_for_an_answer(couple):
    both_live(couple, 20)
    end(couple, "Ana", "I have no time")
    couple.wait(hours=12)
    couple.presses("Ana", "Go on with Jonas after all")
    couple.says("Jonas", "/stop")
    heard = len([said for said in couple.said if said.person == "Jonas"])
    couple.wait(days=2)
    assert len([said for said in couple.said if said.person == "Jonas"]) == heard
    assert "no longer possible" in couple.last("Ana").text


@pytest.mark.parametrize(("days", "is_open"), [(14, True), (15, False)])
def test_the_door_stays_open_for_the_programs_days(couple, days, is_open):
    both_live(couple, 20)
    end(couple, "Ana", "I have no time")
    couple.wait(days=days)
    couple.presses("Ana", "Go on with Jonas after all")
    assert ("I ask Jonas" in couple.last("Ana").text) == is_open
    assert is_open or "no longer possible" in couple.last("Ana").text


def test_not_if_the_seat_is_taken_by_now(couple):
    both_live(couple, 20)
    end(couple, "Ana", "I have no time")
    jonas = couple.people["Jonas"].id
    one = couple.memberships[jonas, "mentor"]
    couple.memberships[jonas, "mentor"] = type(one)(
        one.id, jonas, "garden", "mentor", "waiting", {**one.profile, "seats": 1}, one.since
    )
    couple.arrives("Eve", "Europe/Berlin", "mentee", goal=["grow"])
    couple.meet("Jonas", "Eve")
    couple.presses("Ana", "Go on with Jonas after all")
    assert "no longer possible" in couple.last("Ana").text


def test_whose_silence_ended_it_may_ask_to_go_on(couple):
    couple.lives("Ana", 30)
    couple.presses("Ana", "End it, first in line")
    assert not any("after all" in label for label in couple.last("Ana").buttons)
    couple.presses("Jonas", "Go on with Ana after all")
    assert "Jonas would like to go on" in couple.last("Ana").text
    couple.presses("Ana", "Yes, let's go on")
    assert couple.status == "open"
    assert "first" not in couple.record("Ana", "mentee")
