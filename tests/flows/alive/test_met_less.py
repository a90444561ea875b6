"""Nobody is asked about meetings more often than it is worth: not when all goes well, and once about several."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from tests.flows.alive.test_check_ins import both_live


def _answering(couple, days, answer="Yes, we did"):
    """Both live on, and Ana answers the question whenever it comes."""
    for _ in range(days):
        both_live(couple, 1)
        if couple.by("met", to="Ana") and couple.by("met", to="Ana")[-1].at.date() == couple.now.date():
            couple.presses("Ana", answer)


def test_after_three_yeses_in_a_row_every_other_time_is_enough(couple):
    _answering(couple, 56)
    assert couple.days("met", to="Ana") == [7, 15, 21, 35, 49]
    assert couple.days("met", to="Jonas") == [7, 15, 21, 28, 35, 42, 49, 56], "who does not answer is asked as before"


def test_a_program_may_always_ask(couple_of):
    couple = couple_of(meetings={"every_days": 7, "ask": "always"})
    _answering(couple, 40)
    assert couple.days("met", to="Ana") == [7, 15, 21, 28, 35]


def test_one_no_and_it_is_asked_every_time_again(couple):
    _answering(couple, 30)
    _answering(couple, 8, "Not yet")
    both_live(couple, 14)
    assert couple.days("met", to="Ana") == [7, 15, 21, 35, 42, 49]


@pytest.mark.parametrize("ahead", [1, 2, 4, 9])
def test_never_twice_within_six_days_also_after_a_date(couple, ahead):
    both_live(couple, 7)
    couple.presses("Ana", "We have a date")
    couple.says("Ana", (couple.now.date() + dt.timedelta(days=ahead)).isoformat())
    both_live(couple, 30)
    days = couple.days("met", to="Ana")
    assert len(days) > 2
    assert all(later - earlier >= 6 for earlier, later in pairwise(days)), days


# --- a mentor of several -----------------------------------------------------------------------------------------


@pytest.fixture
def three(couple):
    """Jonas walks with Ana, and a day later with Li and Mia as well."""
    both_live(couple, 1)
    for name in ("Li", "Mia"):
        couple.arrives(name, "Europe/Berlin", "mentee", goal=["grow"], place={"country": "DE"})
    couple.others = [couple.meet("Jonas", name) for name in ("Li", "Mia")]
    return couple


def _all_live(couple, days):
    for _ in range(days):
        both_live(couple, 1)
        for match, name in zip(couple.others, ("Li", "Mia"), strict=True):
            for who in (name, "Jonas"):
                couple.presses_data(who, f"pair.{match:x}.in-touch")


def test_a_mentor_of_several_is_asked_once_about_all(three):
    _all_live(three, 50)
    asked = three.by("met", to="Jonas")
    assert all(later.at.date() - earlier.at.date() >= dt.timedelta(days=6) for earlier, later in pairwise(asked)), (
        three.days("met", to="Jonas")
    )
    assert set(asked[0].buttons) == {"Ana", "Li", "Mia", "Done"}
    assert len(three.by("met", to="Li")) >= 6, "mentees are asked about the one they have"


def test_what_is_ticked_is_logged_for_each(three):
    _all_live(three, 8)
    assert three.by("met", to="Jonas")
    three.presses("Jonas", "Ana")
    three.presses("Jonas", "Mia")
    three.presses("Jonas", "Done")
    said = {match: three.journeys[match].kept["meetings"][-1] for match in (three.match, *three.others)}
    assert [one["said"] for one in said.values()] == ["met", "not_yet", "met"]
    assert {one["by"] for one in said.values()} == {"mentor"}
    assert three.last("Jonas").text.startswith("How good!")


def test_nobody_yet_is_an_answer_as_well(three):
    _all_live(three, 8)
    three.presses("Jonas", "Done")
    assert "That's all right" in three.last("Jonas").text
    assert all(three.journeys[match].kept["meetings"][-1]["said"] == "not_yet" for match in three.others)
