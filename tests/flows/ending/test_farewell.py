"""A planned end: announced, said goodbye to, and remembered with a card."""

from __future__ import annotations

import pytest

from bot.pictures.drawing import draw
from tests.flows.alive.test_check_ins import both_live

LAST = 61
"""The last day of eight weeks that begin on the first Monday."""


def walk_to_the_end(couple, *, meeting: bool = True) -> None:
    both_live(couple, 7)
    if meeting:
        couple.presses("Ana", "Yes, we did")
    couple.presses("Ana", "Done")
    couple.presses("Jonas", "Done")
    both_live(couple, LAST - 7)


def test_it_is_announced_weeks_before_with_the_day_and_comes_on_it(couple):
    walk_to_the_end(couple)
    assert couple.days("end-announced", to="Ana") == couple.days("end-announced", to="Jonas") == [LAST - 14]
    announced = couple.by("end-announced", to="Ana")[0]
    assert "comes to its end on Sunday, March 8" in announced.text
    assert "Share contact" in announced.buttons
    assert couple.days("farewell") == [LAST, LAST]


@pytest.mark.parametrize(("weeks", "days"), [(0, []), (1, [LAST - 7]), (3, [LAST - 21])])
def test_how_long_before_is_the_programs(couple_of, weeks, days):
    couple = couple_of(end={"announce_weeks": weeks, "reopen_days": 14, "buffer_days": 30})
    both_live(couple, LAST)
    assert couple.days("end-announced", to="Ana") == days


def test_a_break_moves_announcement_and_end(couple):
    both_live(couple, 20)
    couple.says("Ana", "/pause")
    couple.wait(days=10)
    couple.says("Ana", "/resume")
    both_live(couple, LAST - 20)
    assert couple.days("end-announced", to="Jonas") == [LAST - 14 + 10]
    assert couple.days("farewell", to="Jonas") == [LAST + 10]


def goodbye(couple, name: str, along: str, *, passed: bool, thanks: str = "skip") -> None:
    couple.says(name, along)
    if along != "skip":
        couple.presses(name, "Yes, pass it on" if passed else "No, it stays with me")
    couple.says(name, thanks)


def test_a_goodbye_goes_across_only_as_far_as_they_like(couple):
    walk_to_the_end(couple)
    goodbye(couple, "Ana", "that asking is a strength", passed=True, thanks="Thank you, Jonas!")
    goodbye(couple, "Jonas", "patience with myself", passed=False)
    seen = [said.text for said in couple.said if said.person == "Jonas"]
    assert "💬 Ana: What I take along from our time: that asking is a strength" in seen
    assert "💬 Ana: Thank you, Jonas!" in seen
    assert not any("patience with myself" in said.text for said in couple.said if said.person == "Ana")


def test_a_ready_line_goes_with_one_tap(couple):
    walk_to_the_end(couple)
    couple.says("Ana", "skip")
    couple.presses("Ana", "Send it like that")
    assert any(
        said.text == "💬 Ana: Thank you for your time and your patience, Jonas. It was good to have you at my side."
        for said in couple.said
    )


def test_it_ends_when_both_have_said_goodbye_and_both_get_a_card(couple):
    walk_to_the_end(couple)
    goodbye(couple, "Ana", "that asking is a strength", passed=True)
    assert couple.status == "open"
    assert "Jonas has a few days" in couple.last("Ana").text
    goodbye(couple, "Jonas", "patience with myself", passed=False)
    match = couple.matches[couple.match]
    assert (match.status, match.reason, match.by) == ("ended", "finished", "clock")
    assert couple.journeys[couple.match].status == "ended"
    assert sorted(name for name, _ in couple.files) == ["Ana", "Jonas"]
    for name, file in couple.files:
        assert file.source.picture == "recap"
        assert "Thank you, " + name in file.text
        assert f"Go on with {'Jonas' if name == 'Ana' else 'Ana'} after all" in [b.label for b in file.buttons]


def test_the_card_shows_what_the_two_did_and_can_be_drawn(couple):
    walk_to_the_end(couple)
    goodbye(couple, "Ana", "that asking is a strength", passed=True)
    goodbye(couple, "Jonas", "patience with myself", passed=False)
    cards = {name: file.source.values for name, file in couple.files}
    card = cards["Jonas"]
    assert card["names"] == ["Jonas", "Ana"]
    assert card["program"] == "Garden"
    assert card["span"] == "January – March 2026"
    assert card["numbers"] == [
        {"value": "8", "label": "weeks side by side"},
        {"value": "1", "label": "step done"},
        {"value": "1", "label": "time you met"},
    ]
    assert card["weeks"][0] == {"done": 2, "met": True}
    assert card["weeks"][1] == {"done": 0, "met": False}
    assert len(card["weeks"]) == 8
    assert (card["quote"], card["by"]) == ("that asking is a strength", "Ana")
    assert (cards["Ana"]["quote"], cards["Ana"]["by"]) == ("that asking is a strength", "Ana")
    assert draw("recap", card).startswith(b"\x89PNG")


def test_what_was_kept_to_oneself_stands_on_ones_own_card_alone(couple):
    walk_to_the_end(couple)
    goodbye(couple, "Ana", "skip", passed=False)
    goodbye(couple, "Jonas", "patience with myself", passed=False)
    cards = {name: file.source.values for name, file in couple.files}
    assert (cards["Jonas"]["quote"], cards["Jonas"]["by"]) == ("patience with myself", "Jonas")
    assert cards["Ana"]["quote"] == ""


def test_who_says_nothing_is_not_waited_for_longer_than_a_week(couple):
    walk_to_the_end(couple)
    goodbye(couple, "Ana", "skip", passed=False)
    both_live(couple, 6)
    assert couple.status == "open"
    both_live(couple, 1)
    assert (couple.matches[couple.match].status, couple.matches[couple.match].reason) == ("ended", "finished")
    assert {name for name, _ in couple.files} == {"Ana", "Jonas"}
    before = len(couple.said)
    couple.presses("Jonas", "Yes, pass it on")
    couple.presses("Jonas", "Skip")
    assert couple.matches[couple.match].status == "ended"
    assert all("💬" not in said.text for said in couple.said[before:])


def test_nothing_more_comes_after_the_end(couple):
    walk_to_the_end(couple)
    goodbye(couple, "Ana", "skip", passed=False)
    goodbye(couple, "Jonas", "skip", passed=False)
    couple.wait(days=120)
    kinds = {"silence", "met", "check-in", "farewell", "end-announced", "partner-reminded"}
    assert all(day <= LAST for day in couple.days(*kinds))
    assert not couple.open_lines()


# --- what comes next -----------------------------------------------------------------------------------------------


def good_end(couple) -> None:
    walk_to_the_end(couple)
    goodbye(couple, "Ana", "skip", passed=False)
    goodbye(couple, "Jonas", "skip", passed=False)


def test_the_mentee_rests_and_is_free_again_after_the_buffer(couple):
    good_end(couple)
    record = couple.record("Ana", "mentee")
    assert record["resting"] is True
    assert record["away_until"] == "2026-04-07"
    couple.says("Ana", "look again")
    assert "From Tuesday, April 7 on" in couple.last("Ana").text
    assert "resting" not in couple.record("Ana", "mentee")


def test_a_day_later_the_mentee_is_asked_about_becoming_a_mentor_and_a_yes_begins_with_the_training(couple):
    good_end(couple)
    couple.wait(days=1)
    assert couple.days("become", to="Ana") == [LAST + 1]
    assert not couple.by("become", to="Jonas")
    couple.presses("Ana", "Yes, I would")
    couple.presses("Ana", "Grow")
    couple.says("Ana", "done")
    couple.says("Ana", "one")
    mine = couple.memberships[couple.people["Ana"].id, "mentor"]
    assert (mine.status, mine.profile["offer"], mine.profile["seats"]) == ("waiting", ["grow"], 1)
    assert "goal" not in mine.profile
    assert mine.record == {"was_mentee": True}
    assert "guidelines and a short training" in couple.last("Ana").text
    assert "training-remind" in {due.kind for due in couple.due.values()}
    assert couple.open_lines()["new-mentor"].person == couple.people["Ana"].id


def test_maybe_later_is_asked_once_more_and_a_no_never(couple):
    good_end(couple)
    couple.wait(days=1)
    couple.presses("Ana", "Maybe later")
    couple.wait(days=91)
    assert couple.days("become", to="Ana") == [LAST + 1, LAST + 91]
    couple.presses("Ana", "Maybe later")
    couple.wait(days=200)
    assert len(couple.days("become", to="Ana")) == 2
    couple.says("Ana", "become a mentor")
    assert "What could you help someone with?" in couple.last("Ana").text


def test_who_has_stopped_is_not_asked_to_become_a_mentor(couple):
    good_end(couple)
    couple.says("Ana", "/stop")
    couple.wait(days=3)
    assert not couple.by("become", to="Ana")


def test_a_no_is_fine(couple):
    good_end(couple)
    couple.wait(days=1)
    couple.presses("Ana", "No, thank you")
    assert "perfectly fine" in couple.last("Ana").text
    couple.wait(days=200)
    assert len(couple.days("become")) == 1
    assert (couple.people["Ana"].id, "mentor") not in couple.memberships
