"""Where the way parts and nobody says which way, it still goes on: nobody meets a week without anything."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.curriculum.folders import read_programs
from bot.curriculum.rhythm import QuietHours
from bot.flows.journey.calendar import Hours
from bot.flows.journey.renewing import Edition, renewed
from bot.flows.journey.way import SIDES, Way, with_told
from bot.words.journeys import Journey
from tests.flows.journey.walking import PLAN, Walking, garden

PROGRAMS = read_programs()
HOURS = Hours(0, dt.time(10), "Europe/Berlin", QuietHours())
BARE = [step for step in PLAN["steps"] if step["id"] not in {"water", "leap", "frost", "compost"}]
BEGUN = dt.date(2026, 1, 12)


def tracks():
    for program in PROGRAMS.values():
        reached = dict.fromkeys(program.track_for([goal]) or "" for goal in program.goals)
        yield from ((program, track) for track in reached)


@pytest.mark.parametrize(("program", "track"), list(tracks()), ids=lambda one: getattr(one, "id", one or "no-track"))
def test_whatever_is_answered_and_whenever_no_week_of_a_program_of_ours_is_empty(program, track):
    asking = [step for step in program.steps_for(track or None) if step.branch]
    for choice in product(*([None, *product(step.branch, range(step.week, program.weeks + 1))] for step in asking)):
        journey = Journey(1, program.id, "v", BEGUN, track)
        for step, answer in zip(asking, choice, strict=True):
            if answer:
                journey = with_told(journey, step.id, "mentee", answer=answer[0], in_week=answer[1])
        for side in SIDES:
            weekly = list(Way(program, journey, side, HOURS).weekly())
            assert {week for week, _ in weekly} >= set(range(1, program.weeks + 1)), choice
            ids = [step.id for _, step in weekly]
            assert len(ids) == len(set(ids)), "and no step stands there twice"


@pytest.fixture
def walking(stage):
    def walk(**changes):
        walking = Walking(stage.gazetteer)
        walking.publish(garden(**changes))
        walking.arrives("Jonas", "Europe/Berlin", "mentor")
        walking.arrives("Ana", "Europe/Berlin", "mentee", goal=["grow"])
        walking.meet("Jonas", "Ana")
        return walking

    return walk


def bodies(walking, name):
    return [body for said in walking.prompts(name) for body in said.bodies]


def test_who_never_answers_gets_the_first_way_where_the_week_would_be_empty(walking):
    walked = walking(steps=BARE)
    walked.wait(weeks=8)
    for name in ("Ana", "Jonas"):
        assert bodies(walked, name) == ["look", "dig", "sow-beds", "rest-hands", "weed", "harvest"]


def test_the_program_names_the_way_for_those_who_never_answer(walking):
    walked = walking(steps=[{**step, "otherwise": "deeper"} if step["id"] == "dig" else step for step in BARE])
    walked.wait(weeks=8)
    assert bodies(walked, "Ana") == bodies(walked, "Jonas") == ["look", "dig", "sow-beds", "deeper", "weed", "harvest"]


def test_where_the_week_holds_something_else_nothing_is_added(walking):
    walked = walking()
    walked.wait(weeks=8)
    assert {"rest-hands", "deeper"}.isdisjoint(bodies(walked, "Ana"))


def test_an_answer_in_time_decides_and_nothing_comes_beside_it(walking):
    walked = walking(steps=BARE)
    walked.wait(days=15)
    assert walked.presses("Ana", "The soft one")
    walked.wait(weeks=6)
    assert bodies(walked, "Ana") == bodies(walked, "Jonas") == ["look", "dig", "sow-beds", "deeper", "weed", "harvest"]


def test_a_late_answer_takes_nothing_back_and_its_step_comes_a_week_later(walking):
    walked = walking(steps=BARE)
    walked.wait(days=29)  # Wednesday of week 4: the first way has come
    assert walked.presses("Ana", "The soft one", nth=0)
    walked.wait(weeks=4)
    for name in ("Ana", "Jonas"):
        found = bodies(walked, name)
        assert found[:4] == ["look", "dig", "sow-beds", "rest-hands"]
        assert sorted(found[4:6]) == ["deeper", "weed"], "in one message"
        assert len(walked.prompts(name)) == 6


@given(at=st.integers(1, 45), label=st.sampled_from(["The hard one", "The soft one", ""]), zone=st.sampled_from(
    ["Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles"]))  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_whenever_they_answer_each_side_has_every_week_and_every_step_once(stage, at, label, zone):
    walked = Walking(stage.gazetteer)
    walked.publish(garden(steps=BARE))
    walked.arrives("Jonas", zone, "mentor")
    walked.arrives("Ana", "Europe/Berlin", "mentee", goal=["grow"])
    walked.meet("Jonas", "Ana")
    for day in range(56):
        if day == at and label:
            walked.presses("Ana", label, nth=0)
        walked.wait(days=1)
    for name in ("Ana", "Jonas"):
        assert len(walked.prompts(name)) == 6, "one message a week"
        found = bodies(walked, name)
        assert len(found) == len(set(found))


def test_a_new_version_makes_up_for_nothing_that_lies_behind():
    old, new = garden(), garden(steps=BARE)
    journey = Journey(1, "garden", "old", BEGUN, "beds")
    for step in ("look", "dig", "sow-beds", "water", "weed"):
        for side in SIDES:
            journey = with_told(journey, step, side, sent="2026-02-01")
    moved = renewed(journey, old, Edition("new", new), now=True)
    for side in SIDES:
        assert [each.step for each in Way(new, moved, side, HOURS).coming()] == ["harvest"]
        assert moved.steps["rest-hands"][side]["passed_over"] == "published"
