"""A program edited while people walk it: no step is sent twice, and none is left out without a record."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.curriculum.folders import read_programs
from bot.curriculum.program import Program
from bot.curriculum.steps import StepPlan
from bot.flows.journey.calendar import Hours
from bot.flows.journey.renewing import TAKEN_OUT, Edition, brought_back, renewed
from bot.flows.journey.way import PUBLISHED, SIDES, Way, told_of, with_told
from bot.words.journeys import Journey

BEGAN = dt.date(2026, 9, 7)
WEEKS = 8
NAMES = tuple("abcdefghijklmn")


def program(weeks_of: dict[str, int], moved: dict[str, str] | None = None) -> Program:
    """A program with these steps in these weeks."""
    steps = tuple(StepPlan(id=id, week=week) for id, week in weeks_of.items())
    goals = {"one": {"en": "One"}, "two": {"en": "Two"}}
    return Program(
        id="any", title={"en": "Any"}, about={"en": "Any"}, goals=goals, weeks=WEEKS, steps=steps, moved=moved or {}
    )


def walked(journey: Journey, plan: Program, first: dt.date, last: dt.date, sent: list[tuple[str, str]]) -> Journey:
    """Both get everything that comes between two days, as the prompts do it; `sent` notes step and side."""
    for days in range((last - first).days):
        today = first + dt.timedelta(days=days)
        for side in SIDES:
            way = Way(plan, journey, side, Hours(0, dt.time(10), "UTC", plan.quiet_hours))
            come = way.come(today)
            for each, reason in come.passed:
                journey = with_told(journey, each.step, side, passed_over=reason)
            for each in come.to_send:
                sent.append((each.step, side))
                journey = with_told(journey, each.step, side, sent=today.isoformat(), last=today.isoformat())
    return journey


PLANS = st.dictionaries(st.sampled_from(NAMES), st.integers(1, WEEKS), min_size=1, max_size=10)


@st.composite
def edits(draw):
    """Versions of a program, each with some of the steps before, some new, some renamed with a successor, anywhere."""
    versions = [program(draw(PLANS))]
    for _ in range(draw(st.integers(1, 3))):
        weeks_of = draw(PLANS)
        gone = [step.id for step in versions[-1].steps if step.id not in weeks_of]
        named = {id: draw(st.sampled_from(sorted(weeks_of))) for id in gone if draw(st.booleans())}
        versions.append(program(weeks_of, named))
    return versions


@settings(max_examples=150, deadline=None)
@given(edits(), st.data())
def test_however_a_program_is_edited_no_step_comes_twice_and_none_is_left_out_without_a_record(versions, data):
    days = sorted(
        data.draw(st.lists(st.integers(0, 7 * WEEKS), min_size=len(versions) - 1, max_size=len(versions) - 1))
    )
    journey, plan, sent, today = Journey(1, "any", "0", BEGAN), versions[0], [], BEGAN
    for number, (day, new) in enumerate(zip(days, versions[1:], strict=True), 1):
        at = BEGAN + dt.timedelta(days=day)
        journey = walked(journey, plan, today, at, sent)
        before = {(step, side): dict(told_of(journey, step, side)) for step in journey.steps for side in SIDES}
        is_undone = data.draw(st.booleans())
        moved = renewed(journey, plan, Edition(str(number), new), now=data.draw(st.booleans()))
        for (step, side), told in before.items():
            if "sent" in told:
                assert told_of(moved, step, side)["sent"] == told["sent"]
        if is_undone:
            moved = brought_back(moved, new, Edition(journey.version, plan))
            assert moved.version == journey.version
        else:
            plan = new
        journey, today = moved, at
    journey = walked(journey, plan, today, BEGAN + dt.timedelta(days=7 * WEEKS + 14), sent)
    assert len(sent) == len(set(sent))
    for step in plan.steps:
        for side in SIDES:
            assert told_of(journey, step.id, side).keys() & {"sent", "passed_over"}


def test_a_step_taken_out_hands_what_was_done_to_its_successor():
    """The successor of a step that came does not come, and is as done as its predecessor."""
    old, new = program({"a": 1, "b": 2}), program({"z": 3, "b": 2}, {"a": "z"})
    journey = with_told(Journey(1, "any", "0", BEGAN), "a", "mentee", sent="2026-09-07", did="done")
    moved = renewed(journey, old, Edition("1", new), now=False)
    assert told_of(moved, "z", "mentee") == {"sent": "2026-09-07", "did": "done"}
    assert told_of(moved, "a", "mentee")["did"] == "done"


def test_what_never_came_is_recorded_when_it_is_taken_out():
    """A step without a successor that had not come leaves a record of why on both sides."""
    old, new = program({"a": 1, "b": 5}), program({"a": 1, "c": 6})
    moved = renewed(Journey(1, "any", "0", BEGAN), old, Edition("1", new), now=False)
    assert {told_of(moved, "b", side)["passed_over"] for side in SIDES} == {TAKEN_OUT}


def test_a_new_step_of_a_week_gone_by_is_passed_over_and_comes_no_more():
    """Nobody gets a backlog because a week behind them was filled."""
    old, new = program({"a": 1, "b": 4}), program({"a": 1, "n": 2, "b": 4})
    sent: list[tuple[str, str]] = []
    journey = walked(Journey(1, "any", "0", BEGAN), old, BEGAN, BEGAN + dt.timedelta(days=22), sent)
    moved = renewed(journey, old, Edition("1", new), now=False)
    assert {told_of(moved, "n", side)["passed_over"] for side in SIDES} == {PUBLISHED}


def test_two_steps_that_changed_places_come_once_each_whichever_version_a_pair_walks():
    """New Neighbors once had buses in week 9 and the plan for not understanding each other in week 3."""
    new = read_programs()["new_neighbors"]
    weeks = {"transport": 9, "across-languages": 3}
    old = new.model_copy(update={"steps": tuple(_in_week(step, weeks) for step in new.steps)})
    assert {step.id: step.week for step in new.steps if step.id in weeks} == {"transport": 3, "across-languages": 9}
    term, sent = BEGAN + dt.timedelta(weeks=16), list[tuple[str, str]]()
    walked(Journey(1, "new_neighbors", "old", BEGAN, track="home"), old, BEGAN, term, sent)
    for step in weeks:
        assert sent.count((step, "mentee")) == 1, "whoever stays has both, in the weeks they were in"
    halfway, sent = BEGAN + dt.timedelta(weeks=5), []
    journey = walked(Journey(1, "new_neighbors", "old", BEGAN, track="home"), old, BEGAN, halfway, sent)
    moved = renewed(journey, old, Edition("new", new), now=False)
    walked(moved, new, halfway, term, sent)
    assert sent.count(("across-languages", "mentee")) == 1
    assert told_of(moved, "transport", "mentee")["passed_over"] == PUBLISHED


def _in_week(step: StepPlan, weeks: dict[str, int]) -> StepPlan:
    return step.model_copy(update={"week": weeks.get(step.id, step.week)})
