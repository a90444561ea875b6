"""How is it going? When it is asked, how it is answered, who sees it, and when a human is called."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.curriculum.rhythm import CheckIns
from bot.flows.alive import check_ins
from bot.flows.engine.shape import Asking, Chosen, Declined, Value
from bot.flows.shapes import Scale
from bot.words.messages import Typed


def asked(couple, name: str) -> list[int]:
    return couple.days("check-in", to=name)


def both_live(couple, days: int) -> None:
    """Nobody falls silent."""
    for _ in range(days):
        couple.wait(days=1)
        couple.presses_in_touch("Ana")
        couple.presses_in_touch("Jonas")


def mark(couple, ana: int | None = None, jonas: int | None = None) -> None:
    """Both answer the question that is open."""
    for name, value in (("Ana", ana), ("Jonas", jonas)):
        if value is not None:
            assert couple.presses(name, str(value))
            if value <= check_ins.LOW:
                couple.says(name, "skip")


def test_both_are_asked_alone_on_the_programs_days(couple):
    both_live(couple, 61)
    assert asked(couple, "Ana") == asked(couple, "Jonas") == [14, 30, 60]


@pytest.mark.parametrize(("after", "expected"), [(0, 14), (13, 14), (14, 30), (29, 30), (30, 60), (60, 90), (359, 360)])
def test_the_next_day_is_the_first_one_after(after, expected):
    assert check_ins.next_day(CheckIns(), after) == expected


def test_a_program_without_days_of_its_own_asks_at_its_interval():
    assert check_ins.days(CheckIns(days=(), then_every=10), 30) == [10, 20, 30]


def test_it_is_one_tap_and_says_who_sees_it(couple):
    both_live(couple, 14)
    question = couple.by("check-in", to="Ana")[0]
    assert question.text == "How is it going with Jonas? 1 is hard, 10 is great. Jonas never sees this."
    assert list(question.buttons) == [str(number) for number in range(1, 11)]
    couple.presses("Ana", "9")
    assert couple.kept("check_ins") == [{"day": 14, "mentee": 9, "mentor": None}]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7), ("7/10", 7), ("7 / 10", 7), ("10/10", 10), ("eight", 8), ("8 out of 10", 8), ("I'd say a 6", 6),
        ("ocho", 8), ("un 8 de 10", 8), ("nine!", 9), ("٧", 7), ("10", 10), ("1", 1),
    ],
)  # fmt: skip
def test_marks_are_read_however_they_are_written(text, value):
    assert Scale().read(Typed(text), Asking("checkin-mark", "en", dt.datetime.now(dt.timezone.utc), str)) == Value(
        value
    )


@pytest.mark.parametrize("text", ["0", "11", "7.5", "great", "7 or 8", "", "-3", "not 8", "70/100"])
def test_what_is_no_mark_is_asked_for_again(text):
    asking = Asking("checkin-mark", "en", dt.datetime.now(dt.timezone.utc), str)
    assert isinstance(Scale().read(Typed(text), asking), Declined)
    assert isinstance(Scale().read(Chosen("11"), asking), Declined)


# --- what calls a human --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("then", "is_raised"), [(7, False), (6, True), (1, True), (10, False)])
def test_a_drop_of_three_calls_a_human(couple, then, is_raised):
    both_live(couple, 14)
    mark(couple, ana=9, jonas=9)
    both_live(couple, 16)
    mark(couple, ana=then)
    assert ("low" in couple.open_lines()) == is_raised
    if is_raised:
        line = couple.open_lines()["low"]
        assert (line.told["mark"], line.told["before"], line.person) == (then, 9, couple.people["Ana"].id)


@pytest.mark.parametrize(("ana", "jonas", "is_raised"), [(9, 6, False), (9, 5, True), (5, 9, True), (10, 3, True)])
def test_marks_four_apart_call_a_human(couple, ana, jonas, is_raised):
    both_live(couple, 14)
    mark(couple, ana=ana, jonas=jonas)
    assert ("diverging" in couple.open_lines()) == is_raised
    if is_raised:
        told = couple.open_lines()["diverging"].told
        assert (told["mentee"], told["mentor"]) == (ana, jonas)


def test_marks_of_different_days_are_not_compared(couple):
    both_live(couple, 14)
    mark(couple, ana=9)
    both_live(couple, 16)
    mark(couple, jonas=6)
    assert "diverging" not in couple.open_lines()


def test_two_unanswered_in_a_row_call_a_human_and_an_answer_settles_it(couple):
    both_live(couple, 30)
    assert "unanswered" not in couple.open_lines()
    both_live(couple, 7)
    assert couple.open_lines()["unanswered"].told == {"times": 2, "sides": ["mentee", "mentor"]}
    both_live(couple, 23)
    mark(couple, ana=8)
    assert couple.open_lines()["unanswered"].told["sides"] == ["mentor"], "the same line, about him alone"
    assert len(couple.attention) == 1 + ("never-met" in couple.open_lines())
    mark(couple, jonas=8)
    assert "unanswered" not in couple.open_lines()


def test_a_good_mark_settles_what_a_low_one_raised(couple):
    both_live(couple, 14)
    mark(couple, ana=2, jonas=8)
    assert "low" in couple.open_lines(), "the more urgent of two reasons"
    assert "diverging" not in couple.open_lines()
    both_live(couple, 16)
    mark(couple, ana=8, jonas=8)
    assert not {"low", "diverging"} & set(couple.open_lines())


@pytest.mark.parametrize(("value", "is_asked"), [(6, False), (5, True), (1, True)])
def test_words_are_asked_for_from_five_down_and_go_to_the_coordinator_alone(couple, value, is_asked):
    both_live(couple, 14)
    couple.presses("Ana", str(value))
    assert ("tell the coordinator" in couple.last("Ana").text) == is_asked
    if is_asked:
        couple.says("Ana", "Jonas is always late")
        assert couple.open_lines()["low"].told["words"] == "Jonas is always late"
        assert "Ask the coordinator" in couple.last("Ana").buttons
    assert not any("late" in said.text for said in couple.said if said.person == "Jonas")


def test_the_lowest_marks_are_seen_at_once_even_if_no_words_ever_come(couple):
    both_live(couple, 14)
    couple.presses("Ana", "2")
    assert couple.open_lines()["low"].told["mark"] == 2


def test_low_once_may_be_a_bad_day_and_low_twice_calls_a_human(couple):
    both_live(couple, 14)
    mark(couple, ana=4, jonas=6)
    assert "low" not in couple.open_lines()
    both_live(couple, 16)
    mark(couple, ana=4, jonas=6)
    line = couple.open_lines()["low"]
    assert (line.told["mark"], line.told["before"], line.told["sides"]) == (4, 4, ["mentee"])


def test_a_match_has_one_line_about_its_check_ins_and_it_follows_them(couple):
    both_live(couple, 14)
    mark(couple, ana=9, jonas=5)
    (line,) = (one for one in couple.attention.values() if one.key.startswith("check-ins"))
    assert (line.kind, line.status) == ("diverging", "open")
    both_live(couple, 16)
    couple.presses("Ana", "2")
    couple.says("Ana", "We don't find a time")
    couple.presses("Jonas", "9")
    (line,) = (one for one in couple.attention.values() if one.key.startswith("check-ins"))
    assert (line.kind, line.status, line.told["words"]) == ("low", "open", "We don't find a time")
    assert couple.kept("check_in_words")
    both_live(couple, 30)
    mark(couple, ana=8, jonas=9)
    (line,) = (one for one in couple.attention.values() if one.key.startswith("check-ins"))
    assert line.status == "gone"
    assert couple.kept("check_in_words") is None, "nothing is kept of it"


def test_what_a_coordinator_has_done_with_is_not_raised_again_for_the_same_reason(couple):
    both_live(couple, 14)
    mark(couple, ana=2)
    couple.attention.clear()
    mark(couple, jonas=3)
    both_live(couple, 10)
    assert "low" not in couple.open_lines()


def test_how_much_is_too_much_is_the_programs(couple_of):
    rules = {"days": [14, 30], "alarming": 0, "low": 1, "fall": 9, "apart": 9, "unanswered": 3}
    couple = couple_of(check_ins=rules)
    both_live(couple, 14)
    mark(couple, ana=2, jonas=9)
    both_live(couple, 46)
    assert not {"low", "diverging", "unanswered"} & set(couple.open_lines())


# --- old buttons, late questions, breaks ---------------------------------------------------------------------------


def test_old_buttons_are_harmless(couple):
    both_live(couple, 14)
    mark(couple, ana=9)
    kept = couple.kept("check_ins")
    couple.presses("Ana", "2", nth=0)
    assert couple.kept("check_ins") == kept
    assert "changed nothing" in couple.last("Ana").text
    both_live(couple, 8)
    couple.presses("Jonas", "5")
    assert couple.kept("check_ins") == kept, "his question was closed after a week"
    both_live(couple, 8)
    couple.presses("Ana", "1", nth=0)
    assert couple.kept("check_ins")[-1] == {"day": 30, "mentee": None, "mentor": None}


def test_a_question_long_over_is_dropped_with_a_record(couple):
    both_live(couple, 13)
    couple.stand_still(days=10)
    assert not couple.by("check-in")
    assert couple.kept("check_ins") == [{"day": 14, "mentee": "late", "mentor": "late"}]
    both_live(couple, 8)
    assert asked(couple, "Ana") == [30]


def test_a_break_moves_it(couple):
    both_live(couple, 10)
    couple.says("Ana", "/pause")
    couple.wait(days=20)
    couple.says("Ana", "/resume")
    both_live(couple, 5)
    assert asked(couple, "Ana") == [34]


def test_nobody_is_asked_in_the_middle_of_a_question(couple):
    both_live(couple, 13)
    couple.wait(hours=21)
    couple.says("Ana", "/share")
    couple.wait(minutes=20)
    assert asked(couple, "Ana") == [] or couple.local(couple.by("check-in", to="Ana")[0]).hour == 10
    couple.wait(hours=1)
    assert len(asked(couple, "Ana")) == 1


MARKS = st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), min_size=1, max_size=3)


@settings(max_examples=15, deadline=None)
@given(MARKS)
def test_no_mark_is_ever_shown_to_the_partner(couple_of, marks):
    couple = couple_of()
    for at, (ana, jonas) in enumerate(marks):
        both_live(couple, (14, 16, 30)[at])
        mark(couple, ana=ana, jonas=jonas)
    plain = couple_of()
    for at in range(len(marks)):
        both_live(plain, (14, 16, 30)[at])
        mark(plain, jonas=marks[at][1])
    seen = [said.text for said in couple.said if said.person == "Jonas"]
    assert seen == [said.text for said in plain.said if said.person == "Jonas"], (
        "whatever Ana says, Jonas sees the same"
    )


@pytest.mark.parametrize("couple_of_days", [61, 62, 63, 64])
def test_nobody_is_asked_how_it_goes_once_the_goodbye_has_come(couple_of, couple_of_days):
    """A question whose day falls on the goodbye, or later, is not put."""
    couple = couple_of(check_ins={"days": [couple_of_days], "then_every": 30})
    both_live(couple, 70)
    farewell = min(couple.days("farewell", to="Ana"))
    assert asked(couple, "Ana") == ([couple_of_days] if couple_of_days < farewell else [])
