"""A match drawn to go without a kind of nudge gets none of it, with a record; all else comes as it would have."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.holdout import KINDS, is_drawn
from bot.words.effects.matches import Enrol, LeaveOut
from tests.flows.alive.couple import STEPS, Couple


class Watched(Couple):
    """A couple with what was drawn for them and left out."""

    def __post_init__(self) -> None:
        self.enrolled: list[Enrol] = []
        self.left_out: Counter[tuple[str, str, str]] = Counter()
        super().__post_init__()

    def _take(self, effects, *, is_prompt: bool = False) -> None:
        effects = list(effects)
        self.enrolled += [effect for effect in effects if isinstance(effect, Enrol)]
        for effect in effects:
            if isinstance(effect, LeaveOut):
                one = effect.left_out
                self.left_out[one.kind, one.what, one.side] += 1
        super()._take(effects, is_prompt=is_prompt)


@pytest.fixture
def held(stage, monkeypatch):
    """Two whose match goes without these kinds: their program holds out half, and they are drawn."""

    def pair(*kinds: str, **changes):
        monkeypatch.setattr("bot.flows.alive.holdout.is_drawn", lambda *_: True)
        return Watched(stage.gazetteer, changes={"holdout": dict.fromkeys(kinds, 0.5), **changes})

    return pair


def test_the_silent_side_hears_neither_reminder_nor_offer_and_the_coordinator_hears_as_always(held):
    pair = held("silence")
    pair.lives("Ana", 13)
    assert pair.days("silence") == []
    assert pair.days("partner-reminded") == [], "nobody is told of a reminder that never was"
    pair.lives("Ana", 17)
    assert pair.open_lines()["silent"].told["days"] == 14
    assert pair.days("silence", to="Jonas") == [21], "nobody's match ends without a word before"
    assert pair.days("closure-asked", to="Ana") == [30]
    assert pair.left_out == {("silence", "nudge", "mentor"): 1, ("silence", "help", "mentor"): 1}
    assert "several" not in pair.last("Ana").text, "what the waiting side hears is true"


def test_nobody_is_asked_how_it_goes_and_nobody_is_said_not_to_have_answered(held):
    pair = held("check_in")
    for _ in range(70):
        pair.wait(days=1)
        pair.presses_in_touch("Ana")
        pair.presses_in_touch("Jonas")
    assert pair.by("check-in") == []
    assert "unanswered" not in {one.kind for one in pair.attention.values()}
    assert pair.left_out["check_in", "14", "mentee"] == pair.left_out["check_in", "30", "mentor"] == 1
    assert {one["mentee"] for one in pair.kept("check_ins")} == {"holdout"}


def test_nobody_is_asked_whether_they_met_and_the_coordinator_still_sees_who_never_did(held):
    pair = held("did_you_meet")
    for _ in range(30):
        pair.wait(days=1)
        pair.presses_in_touch("Ana")
        pair.presses_in_touch("Jonas")
    assert pair.by("met") == []
    assert "never-met" in {one.kind for one in pair.attention.values()}
    assert sum(pair.left_out.values()) == 8, "four weeks, two sides"


def test_nobody_is_asked_whether_they_are_in_touch(held):
    pair = held("in_touch", introduction={"ask_after_days": [4, 10]})
    pair.wait(days=12)
    assert pair.by("in-touch") == []
    # Who has gone quiet by the tenth day would not have been asked then anyway.
    assert pair.left_out == {("in_touch", "in_touch", side): 1 for side in ("mentee", "mentor")}


def test_no_weekly_step_comes_each_with_its_record_and_the_end_is_the_same(held):
    pair = held("steps")
    for _ in range(7 * 9):
        pair.wait(days=1)
        pair.presses_in_touch("Ana")
        pair.presses_in_touch("Jonas")
    assert pair.prompts("Ana") == pair.prompts("Jonas") == []
    for step in STEPS:
        sides = [pair.told(pair.match, step["id"], side) for side in ("mentee", "mentor")]
        assert [told["passed_over"] for told in sides] == ["holdout", "holdout"]
    assert len(pair.left_out) == 2 * len(STEPS)
    assert pair.by("end-announced")
    assert pair.by("farewell")


def test_who_is_not_drawn_gets_everything(stage, monkeypatch):
    monkeypatch.setattr("bot.flows.alive.holdout.is_drawn", lambda *_: False)
    pair, plain = Watched(stage.gazetteer, changes={"holdout": dict.fromkeys(KINDS, 0.5)}), Couple(stage.gazetteer)
    for one in (pair, plain):
        one.lives("Ana", 70)
    assert [said.text for said in pair.said] == [said.text for said in plain.said]
    assert pair.left_out == {}
    assert {effect.arm.kind for effect in pair.enrolled} == {*KINDS}


def test_the_arm_is_drawn_once_and_stays_when_the_share_is_changed_or_the_bot_starts_again(stage):
    pair = Watched(stage.gazetteer, changes={"holdout": {"silence": 0.5}})
    drawn = pair.matches[pair.match].told["holdout"]
    assert drawn == {"silence": is_drawn("garden", "silence", pair.match, 0.5)}
    assert [effect.arm.held for effect in pair.enrolled] == [drawn["silence"]], "once, not once for each of the two"
    for share in (0.0, 0.01, 0.5):
        pair.publish(pair.stage.programs["garden"].model_copy(update={"holdout": {"silence": share, "steps": share}}))
        pair.wait(days=9)
    assert pair.matches[pair.match].told["holdout"] == drawn
    assert len(pair.enrolled) == 1


def test_a_program_without_holdouts_draws_nothing(couple):
    assert "holdout" not in couple.matches[couple.match].told


@given(match=st.integers(1, 2**63 - 1), share=st.floats(0, 0.5), more=st.floats(0, 0.5))
def test_a_larger_share_only_adds_matches(match, share, more):
    small, large = sorted((share, more))
    assert is_drawn("garden", "steps", match, large) or not is_drawn("garden", "steps", match, small)
    assert not is_drawn("garden", "steps", match, 0.0)


def test_the_share_drawn_is_the_share_asked_for_and_kinds_and_programs_do_not_follow_one_another():
    matches = range(1, 40_001)
    drawn = {
        (program, kind): [is_drawn(program, kind, match, 0.2) for match in matches]
        for program in ("garden", "kitchen")
        for kind in ("silence", "check_in")
    }
    for arm in drawn.values():
        assert abs(sum(arm) / len(arm) - 0.2) < 4 * (0.2 * 0.8 / 40_000) ** 0.5
    garden = drawn["garden", "silence"]
    for other in (drawn["garden", "check_in"], drawn["kitchen", "silence"]):
        both = sum(one and two for one, two in zip(garden, other, strict=True)) / len(garden)
        assert abs(both - 0.04) < 4 * (0.04 * 0.96 / 40_000) ** 0.5
