"""The silence ladder: on which day what is said to whom, and what stops it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.flows.alive.couple import LADDER


def test_only_the_silent_side_hears_the_ladder_each_rung_on_its_day(couple):
    couple.lives("Ana", 29)
    assert couple.days("silence", to="Jonas") == [6, 10, 21]
    assert couple.days("silence", to="Ana") == []
    assert couple.days("partner-reminded", to="Ana") == [6], "told the truth, and once"
    assert not couple.by("closure-asked")
    couple.lives("Ana", 1)
    assert couple.days("closure-asked", to="Ana") == [30]
    assert couple.status == "open", "it is for Ana to decide"


@pytest.mark.parametrize(("day", "rung"), [(6, "nudge"), (10, "help"), (21, "warning")])
def test_nothing_is_said_a_day_before_a_rung(couple, day, rung):
    couple.lives("Ana", day - 1)
    before = len(couple.by("silence", to="Jonas"))
    couple.lives("Ana", 1)
    assert len(couple.by("silence", to="Jonas")) == before + 1, rung


def test_the_coordinator_hears_on_the_fourteenth_day_and_nobody_is_written_to(couple):
    couple.lives("Ana", 13)
    assert "silent" not in couple.open_lines()
    couple.lives("Ana", 1)
    line = couple.open_lines()["silent"]
    assert (line.match, line.told["sides"], line.told["days"]) == (couple.match, ["mentor"], 14)
    assert 14 not in couple.days("silence")


def test_what_is_said_is_true_and_kind(couple):
    couple.lives("Ana", 30)
    nudge, help_, warning = couple.by("silence", to="Jonas")
    assert "from you for 6 days" in nudge.text
    assert "“Hi Ana, my days have been full, but I'm still here. How are you?”" in nudge.text
    assert set(nudge.buttons) == {"Send it in my name", "Write to Ana", "We are in touch"}
    assert {"Take a break", "Find a time with Ana", "Ask the coordinator", "It doesn't feel right"} <= set(
        help_.buttons
    )
    assert "21 days" in warning.text
    assert "until Thursday, February 5" in warning.text
    (told,) = couple.by("partner-reminded", to="Ana")
    assert "I have reminded Jonas. It may take a while." in told.text
    assert not told.buttons
    (asked,) = couple.by("closure-asked", to="Ana")
    assert "30 days" in asked.text
    assert set(asked.buttons) >= {"Wait a little longer", "End it, first in line"}


def test_thresholds_are_the_programs(couple_of):
    silence = {"nudge": 2, "help": 3, "coordinator": 4, "warning": 5, "closure": 9}
    couple = couple_of(silence=silence)
    couple.lives("Ana", 9)
    assert couple.days("silence", to="Jonas") == [2, 3, 5]
    assert couple.attention[f"silent:{couple.match:x}"].since.date() == dt.date(2026, 1, 10)
    assert couple.days("closure-asked") == [9]


# --- what stops it -------------------------------------------------------------------------------------------------


def sends_the_ready_line(couple):
    couple.presses("Jonas", "Send it in my name")


def writes(couple):
    couple.writes("Jonas", "Sorry, so much to do!")


def does_a_step(couple):
    assert couple.presses("Jonas", "Done")


def types_done(couple):
    couple.says("Jonas", "done")


def answers_the_check_in(couple):
    assert couple.presses("Jonas", "8")


SIGNS = [sends_the_ready_line, writes, does_a_step, types_done, answers_the_check_in]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.__name__)
def test_any_sign_of_life_stops_it(couple, sign):
    couple.lives("Ana", 15)
    assert "silent" in couple.open_lines()
    sign(couple)
    assert "silent" not in couple.open_lines()
    said = len(couple.by(*LADDER))
    couple.lives("Ana", 5)
    assert len(couple.by(*LADDER)) == said
    couple.lives("Ana", 1)
    assert len(couple.by("silence", to="Jonas")) == 3, "and it begins anew, with the mildest"
    assert "I haven't heard from you" in couple.by("silence", to="Jonas")[-1].text
    assert len(couple.by("partner-reminded", to="Ana")) == 2


def test_the_ready_line_goes_out_in_their_own_name(couple):
    couple.lives("Ana", 6)
    couple.presses("Jonas", "Send it in my name")
    assert any(
        said.text == "💬 Jonas: Hi Ana, my days have been full, but I'm still here. How are you?"
        for said in couple.said
    )


def test_a_word_to_the_coordinator_is_on_the_list_at_once(couple):
    couple.lives("Ana", 10)
    couple.presses("Jonas", "Ask the coordinator")
    line = couple.open_lines()["asks"]
    assert line.person == couple.people["Jonas"].id
    couple.says("Jonas", "Ana never has time in the evening")
    assert couple.open_lines()["asks"].told["words"] == "Ana never has time in the evening"
    assert not any("evening" in said.text for said in couple.said if said.person == "Ana")


def test_it_does_not_feel_right_needs_a_human(couple):
    couple.lives("Ana", 10)
    couple.presses("Jonas", "It doesn't feel right")
    couple.says("Jonas", "skip")
    assert couple.open_lines()["not-right"].match == couple.match
    assert "Ana isn't told" in couple.last("Jonas").text


# --- both, breaks, downtime ----------------------------------------------------------------------------------------


def test_both_silent_are_both_nudged_with_one_line_and_at_last_it_ends(couple):
    couple.wait(days=29)
    assert couple.days("silence", to="Jonas") == couple.days("silence", to="Ana") == [6, 10, 21]
    assert not couple.by("partner-reminded", "closure-asked"), "nobody is waiting"
    line = couple.open_lines()["silent"]
    assert line.told["sides"] == ["mentee", "mentor"]
    assert "from you or Ana" in couple.by("silence", to="Jonas")[-1].text
    couple.wait(days=1)
    match = couple.matches[couple.match]
    assert (match.status, match.reason, match.by) == ("ended", "silent", "clock")
    assert "silent" not in couple.open_lines()
    for name, role in (("Ana", "mentee"), ("Jonas", "mentor")):
        assert "closed your match" in couple.last(name).text
        assert couple.record(name, role)["resting"] is True


def test_a_break_stands_still(couple):
    couple.lives("Ana", 4)
    couple.says("Ana", "/pause")
    couple.wait(days=20)
    assert not couple.by(*LADDER)
    couple.says("Ana", "/resume")
    couple.wait(days=1)
    assert not couple.by("silence"), "the fourth day, and one more"
    couple.lives("Ana", 1)
    assert couple.days("silence", to="Jonas") == [26]


def test_a_rest_of_the_steps_stands_still_as_well(couple):
    couple.lives("Ana", 7)
    couple.presses_in_touch("Jonas")
    couple.presses("Ana", "Tell me more")
    couple.presses("Ana", "Pause the weekly steps")
    couple.presses("Ana", "Two weeks")
    before = len(couple.by(*LADDER))
    couple.wait(days=14)
    assert len(couple.by(*LADDER)) == before
    couple.wait(days=7)
    assert couple.days("silence")[-2:] == [27, 27], "six days that count, and two weeks that don't"


@pytest.mark.parametrize("down", [3, 14, 40])
def test_while_we_were_down_nobody_could_answer(couple, down):
    couple.lives("Ana", 5)
    couple.stand_still(days=down)
    assert len(couple.by("silence", to="Jonas")) <= 1
    couple.lives("Ana", 2)
    first = couple.days("silence", to="Jonas")[0]
    couple.lives("Ana", 30)
    expected = [8, 10, 21] if down == 3 else [first, first + 4, first + 15]
    assert couple.days("silence", to="Jonas")[:3] == expected, (
        "no rung is left out, and none comes sooner after another"
    )


# --- the one who waits ---------------------------------------------------------------------------------------------


def test_waiting_on_is_asked_again_after_some_days(couple):
    couple.lives("Ana", 30)
    couple.presses("Ana", "Wait a little longer")
    assert "in 9 days" in couple.last("Ana").text
    couple.lives("Ana", 9)
    assert couple.days("closure-asked", to="Ana") == [30, 39]
    assert couple.days("silence", to="Jonas") == [6, 10, 21], "there is nothing more to say to Jonas"


def test_ending_it_makes_the_mentee_first_in_line_and_tells_the_other_kindly(couple):
    couple.lives("Ana", 30)
    couple.presses("Ana", "End it, first in line")
    match = couple.matches[couple.match]
    assert (match.status, match.reason, match.by) == ("ended", "silent", "mentee")
    assert "You are first in line now" in couple.last("Ana").text
    assert couple.record("Ana", "mentee")["first"] is True
    assert "away_until" not in couple.record("Ana", "mentee")
    assert "That is no reproach" in couple.last("Jonas").text
    assert couple.record("Jonas", "mentor")["resting"] is True
    assert not couple.open_lines()
    assert not couple.files, "nobody gets a card for that"


def test_a_waiting_mentor_hears_what_holds_for_mentors(couple):
    couple.lives("Jonas", 30)
    couple.presses("Jonas", "End it, first in line")
    assert "When someone else fits, I will ask you." in couple.last("Jonas").text
    assert "first" not in couple.record("Ana", "mentee")
    assert couple.record("Ana", "mentee")["resting"] is True
    assert "look again" in couple.last("Ana").text


def test_an_answer_that_crosses_with_a_sign_of_life_ends_nothing(couple):
    couple.lives("Ana", 30)
    couple.writes("Jonas", "I'm back!")
    couple.presses("Ana", "End it, first in line")
    assert couple.status == "open"
    assert "Good news: Jonas has been in touch" in couple.last("Ana").text


def test_old_buttons_change_nothing_after_the_end(couple):
    couple.lives("Ana", 30)
    couple.presses("Ana", "End it, first in line")
    before = couple.matches[couple.match]
    for label in ("Send it in my name", "We are in touch", "Take a break", "Wait a little longer"):
        couple.presses("Jonas", label)
        couple.presses("Ana", label)
    assert couple.matches[couple.match].status == before.status


# --- whatever they do ----------------------------------------------------------------------------------------------

SOME_DAYS = st.lists(st.tuples(st.sampled_from(["Ana", "Jonas", ""]), st.integers(1, 4)), min_size=1, max_size=16)


@settings(max_examples=25, deadline=None)
@given(SOME_DAYS)
def test_whatever_they_do_only_who_has_been_silent_long_enough_is_nudged(couple_of, days):
    couple = couple_of()
    signs = {name: [couple.now] for name in ("Ana", "Jonas")}
    for name, wait in days:
        couple.wait(days=wait)
        if name and couple.status == "open":
            couple.presses_in_touch(name)
            signs[name].append(couple.now)

    def days_without(name: str, at: dt.datetime) -> int:
        return (at.date() - max(sign for sign in signs[name] if sign < at).date()).days

    for name, other in (("Ana", "Jonas"), ("Jonas", "Ana")):
        for said in couple.by("silence", to=name):
            assert days_without(name, said.at) >= 6
        for said in couple.by("partner-reminded", to=name):
            assert days_without(other, said.at) >= 6
            assert days_without(name, said.at) < 6, "who is told to wait is not silent themselves"
        assert len(couple.by("partner-reminded", to=name)) <= len(signs[other]), "once in a silence"


# --- whose silence a few words end ---------------------------------------------------------------------------------


def _two(couple):
    """Jonas walks with Li as well; the two matches, Ana's first."""
    couple.arrives("Li", "Europe/Berlin", "mentee", goal=["grow"], place={"country": "DE"})
    return couple.match, couple.meet("Jonas", "Li")


def _day_of(couple, match):
    return couple.journeys[match].kept["silence"]["mentor"]["day"]


def test_words_about_no_match_show_that_someone_is_there_for_all_of_theirs(couple):
    ana, li = _two(couple)
    couple.wait(days=5)
    couple.says("Jonas", "hello, is anyone there?")
    assert (_day_of(couple, ana), _day_of(couple, li)) == (5, 5)


def test_an_answer_counts_for_the_match_that_was_asked_about_alone(couple):
    ana, li = _two(couple)
    couple.wait(days=2)
    couple.presses_data("Jonas", f"pair.{li:x}.ask-coordinator")
    couple.wait(days=2)
    couple.says("Jonas", "I would like to know more about the garden")
    assert (_day_of(couple, ana), _day_of(couple, li)) == (0, 4)


def test_a_message_to_one_partner_counts_for_them_whatever_question_is_open(couple):
    ana, li = _two(couple)
    couple.presses_data("Jonas", f"pair.{ana:x}.ask-coordinator")
    couple.wait(days=3)
    couple.presses_data("Jonas", f"pair.{li:x}.write")
    couple.says("Jonas", "Hi Li!")
    assert _day_of(couple, li) == 3
    assert _day_of(couple, ana) == 0
