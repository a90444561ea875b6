"""Who was warned for their silence hears nothing else until they give a sign; nobody is asked about someone silent."""

from __future__ import annotations

import pytest

from tests.flows.alive.test_resting import _patient, _patient_and_alive, _steps

WARNED, CLOSED = 21, 30


@pytest.fixture
def warned(couple):
    """Jonas was silent from the first day on, and has just had the formal warning."""
    _patient(couple, WARNED)
    assert couple.days("silence", to="Jonas")[-1] == WARNED
    return couple


def _heard(couple, name):
    return len([said for said in couple.said if said.person == name])


def test_between_warning_and_closure_nothing_comes_to_the_silent_side(warned):
    steps, asked = _heard(warned, "Jonas"), len(_steps(warned, "Ana"))
    _patient(warned, CLOSED - WARNED - 1)
    assert _heard(warned, "Jonas") == steps
    assert len(_steps(warned, "Ana")) > asked, "whoever waits walks on"


def test_after_it_neither_check_in_nor_meeting_is_asked_of_the_silent_side(warned):
    _patient(warned, 45)
    assert warned.days("check-in", to="Jonas") == [14]
    assert [one["mentor"] for one in warned.kept("check_ins")] == [None, "silent", "silent"]
    assert warned.days("met", to="Jonas") == []
    jonas = warned.people["Jonas"].id
    lines = [one for one in warned.attention.values() if one.kind == "unanswered"]
    assert all(one.person != jonas for one in lines), "what was not asked was not left unanswered"


def test_who_waits_is_not_asked_whether_they_met_once_the_coordinator_knows(warned):
    _patient(warned, 45)
    assert warned.days("met", to="Ana") == [7]
    assert warned.days("check-in", to="Ana") == [14, 30, 60], "how it goes for them is still asked"


def test_a_sign_brings_it_all_back(warned):
    warned.writes("Jonas", "Sorry, what a month")
    before = len(_steps(warned, "Jonas"))
    _patient_and_alive(warned, 9)
    assert len(_steps(warned, "Jonas")) in {before + 1, before + 2}
    assert warned.days("check-in", to="Jonas") == [14, 30]
    assert max(warned.days("met", to="Jonas")) > WARNED


@pytest.mark.parametrize("days", [0, CLOSED - WARNED + 10])
@pytest.mark.parametrize("label", ["Done", "Later", "Tell me more", "8"])
def test_a_stray_tap_says_where_things_stand(warned, label, days):
    """Whether the steps rest by then or not: all goes on, and whoever tapped knows it."""
    _patient(warned, days)
    before = _heard(warned, "Jonas")
    assert warned.presses("Jonas", label, nth=0)
    new = [said for said in warned.said if said.person == "Jonas"][before:]
    assert new[0].text.startswith(f"Good to see you again, Jonas! It was quiet for {WARNED + days} days.")
    assert "of 8" in new[0].text
    assert list(new[0].buttons) == ["Pause the weekly steps"]
    assert not any("Good to see you" in said.text for said in warned.said if said.person == "Ana")
    warned.presses("Jonas", label, nth=0)
    assert sum("Good to see you" in said.text for said in warned.said) == 1


def test_who_asks_for_something_just_gets_it(warned):
    warned.presses("Jonas", "Take a break")
    assert not any("Good to see you" in said.text for said in warned.said)


def test_a_tap_after_a_short_silence_is_just_a_tap(couple):
    _patient(couple, 15)
    couple.presses("Jonas", "Done", nth=0)
    assert not any("Good to see you" in said.text for said in couple.said)
