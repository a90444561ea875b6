"""Did you meet? When it is asked, what comes of each answer, and when a human hears that two never met."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from bot.flows.alive.rounds import meeting_rounds
from bot.words.matches import Tie
from tests.flows.alive.test_check_ins import both_live


def tie(couple) -> Tie:
    return Tie(couple.matches[couple.match], couple.people["Ana"], None, journey=couple.journeys[couple.match])


def test_each_is_asked_at_the_end_of_every_round_alone(couple):
    both_live(couple, 30)
    assert couple.days("met", to="Ana") == couple.days("met", to="Jonas") == [7, 15, 21, 28]


def test_never_on_a_day_of_a_step_or_a_check_in(couple_of):
    for every in (3, 6, 7, 14):
        couple = couple_of(meetings={"every_days": every}, check_ins={"days": [14, 30], "then_every": 30})
        both_live(couple, 60)
        days = couple.days("met", to="Ana")
        assert len(days) >= 60 // every - 2
        for said in couple.by("met", to="Ana"):
            assert couple.local(said).weekday() != 0, "steps come on Mondays"
        assert not set(days) & {14, 30, 60}


def test_a_rhythm_of_its_own(couple_of):
    couple = couple_of(meetings={"every_days": 14})
    both_live(couple, 45)
    assert couple.days("met", to="Jonas") == [15, 28, 42]


def test_met_is_logged_with_date_and_by_whom_and_counts_once_for_both(couple):
    both_live(couple, 7)
    couple.presses("Ana", "Yes, we did")
    couple.presses("Jonas", "Yes, we did")
    assert couple.kept("meetings") == [
        {"day": 7, "on": "2026-01-13", "by": "mentee", "said": "met"},
        {"day": 7, "on": "2026-01-13", "by": "mentor", "said": "met"},
    ]
    assert len(meeting_rounds(tie(couple), 7)) == 1
    both_live(couple, 8)
    couple.presses("Jonas", "Yes, we did")
    assert len(meeting_rounds(tie(couple), 7)) == 2


def test_a_date_is_waited_for(couple):
    both_live(couple, 7)
    couple.presses("Ana", "We have a date")
    couple.says("Ana", "2026-01-27")
    assert "Tuesday, January 27" in couple.last("Ana").text
    both_live(couple, 22)
    assert couple.days("met", to="Ana") == [7, 22, 28]
    assert couple.days("met", to="Jonas") == [7, 15, 21, 28]


@pytest.mark.parametrize("when", ["skip", "2025-01-01", "2027-01-01"])
def test_without_a_date_that_makes_sense_the_rhythm_goes_on(couple, when):
    both_live(couple, 7)
    couple.presses("Ana", "We have a date")
    couple.says("Ana", when)
    assert couple.last("Ana").text == "Good, then I just wish you a good talk."
    both_live(couple, 8)
    assert couple.days("met", to="Ana") == [7, 15]


def test_not_yet_blames_nobody_and_offers_help(couple):
    both_live(couple, 7)
    couple.presses("Ana", "Not yet")
    assert set(couple.last("Ana").buttons) == {"Write to Jonas", "Find a time with Jonas"}
    assert "That's all right" in couple.last("Ana").text


def test_two_who_never_met_are_put_on_the_list_after_two_weeks_and_taken_off_when_they_do(couple):
    both_live(couple, 13)
    assert "never-met" not in couple.open_lines()
    both_live(couple, 2)
    assert couple.open_lines()["never-met"].told == {"days": 15}
    couple.presses("Jonas", "Yes, we did")
    assert "never-met" not in couple.open_lines()


def test_once_done_it_stays_done_until_a_date_of_theirs_has_come_to_nothing(couple):
    both_live(couple, 15)
    line = couple.open_lines()["never-met"]
    couple.attention[line.key] = replace(line, status="done")
    both_live(couple, 14)
    assert "never-met" not in couple.open_lines(), "nothing has changed"
    couple.presses("Ana", "We have a date")
    couple.says("Ana", "skip")
    both_live(couple, 8)
    assert "never-met" in couple.open_lines()


def test_two_who_met_are_not_put_on_it(couple):
    both_live(couple, 7)
    couple.presses("Ana", "Yes, we did")
    both_live(couple, 40)
    assert "never-met" not in couple.open_lines()


def test_what_was_said_after_the_introduction_counts_and_the_same_is_not_asked_twice(couple_of):
    couple = couple_of(introduction={"ask_after_days": [6]})
    both_live(couple, 6)
    couple.presses("Ana", "Yes, we talked")
    both_live(couple, 2)
    assert couple.days("met", to="Ana") == []
    assert couple.days("met", to="Jonas") == [], "asked nearly the same a day before"
    assert couple.kept("meetings")[0] == {"day": 6, "on": "2026-01-12", "by": "mentee", "said": "met"}


def test_it_does_not_feel_right_after_the_introduction_needs_a_human(couple_of):
    couple = couple_of(introduction={"ask_after_days": [4]})
    both_live(couple, 4)
    couple.presses("Ana", "It doesn't feel right")
    assert couple.open_lines()["not-right"].person == couple.people["Ana"].id
    assert "not-right" not in str([said.text for said in couple.said if said.person == "Jonas"])


def test_who_has_gone_quiet_is_left_to_the_reminders(couple):
    couple.lives("Ana", 20)
    assert couple.days("met", to="Jonas") == []
    assert couple.days("met", to="Ana") == [7], "and once the coordinator knows, Ana is not asked about him either"


def test_what_is_long_over_is_not_asked(couple):
    both_live(couple, 6)
    couple.stand_still(days=5)
    assert couple.days("met") == []
    both_live(couple, 5)
    assert couple.days("met", to="Ana") == [15]


def test_a_break_moves_the_rounds(couple):
    both_live(couple, 3)
    couple.says("Jonas", "/pause")
    couple.wait(days=10)
    couple.says("Jonas", "/resume")
    both_live(couple, 5)
    assert couple.days("met", to="Ana") == [17]


def test_everything_comes_at_their_own_hour_and_never_in_quiet_hours(couple):
    both_live(couple, 40)
    kinds = {"met", "check-in", "silence"}
    said = couple.by(*kinds)
    assert said
    assert {couple.local(one).hour for one in said} <= {10, 13}


def test_in_touch_and_met_are_nearly_the_same_question_and_one_of_them_is_enough_for_a_week(couple_of):
    couple = couple_of(introduction={"ask_after_days": [4, 10]})
    both_live(couple, 40)
    for name in ("Ana", "Jonas"):
        days = sorted(couple.days("met", "in-touch", to=name))
        assert days[:2] == [4, 10]
        assert len(days) >= 4
        assert all(later - earlier >= 6 for earlier, later in pairwise(days)), days


@pytest.mark.parametrize(("on", "days", "asked"), [([4, 10], 5, [6, 10]), ([4, 10], 6, [10]), ([4, 5], 5, [6])])
def test_what_came_due_while_the_bot_was_down_is_not_asked_twice_in_a_row(couple_of, on, days, asked):
    couple = couple_of(introduction={"ask_after_days": on}, meetings={"every_days": 60})
    couple.wait(days=1)
    couple.stand_still(days=days)
    both_live(couple, 20)
    for name in ("Ana", "Jonas"):
        assert couple.days("in-touch", to=name) == asked
