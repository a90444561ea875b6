"""Downtime, breaks, moves and edits: each step once, at a decent hour, or not at all and then with the reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.flows.journey.walking import PLAN, WEEKS, garden

HOUR = dt.timedelta(hours=1)


def _weekly(pair, name="Ana"):
    """The messages that brought a step of a week."""
    return [said for said in pair.prompts(name) if set(said.bodies) - {"leap", "frost"}]


def _weeks(pair, name="Ana"):
    return [said.bodies for said in _weekly(pair, name)]


# --- down for a while


def test_row_49_down_for_an_hour_the_step_comes_within_the_next_hours(pair):
    pair.wait(days=5, hours=20)
    pair.stand_still(hours=2)
    pair.wait(hours=3)
    assert _weeks(pair) == [["look"]]
    assert HOUR <= pair.local(pair.prompts("Ana")[0]) - pair.local(pair.said[0]).replace(day=12, hour=10) < 4 * HOUR
    assert {said.at for said in pair.prompts("Ana")} != {said.at for said in pair.prompts("Jonas")}


def test_row_49_down_for_three_days_the_step_still_comes_and_the_next_at_its_time(pair):
    pair.wait(days=5, hours=20)
    pair.stand_still(days=3)
    pair.wait(days=7)
    assert _weeks(pair) == [["look"], ["dig"]]
    assert [pair.local(said).strftime("%a %d") for said in pair.prompts("Ana")] == ["Thu 15", "Mon 19"]


def test_row_49_down_for_two_weeks_only_the_newest_comes_and_the_others_are_on_record(pair):
    pair.wait(days=6)
    pair.stand_still(days=14)
    pair.wait(days=1)
    for name, side in (("Ana", "mentee"), ("Jonas", "mentor")):
        assert _weeks(pair, name) == [["look"], ["sow-beds"]]
        assert pair.told(pair.match, "dig", side) == {"passed_over": "late"}
    pair.wait(days=60)
    assert _weeks(pair)[2:] == [["water"], ["weed"], ["harvest"]]


def test_row_49_down_over_the_night_nobody_is_woken(pair):
    pair.wait(days=5, hours=20)
    pair.stand_still(hours=14)
    assert pair.prompts("Ana") == []
    pair.wait(hours=12)
    (said,) = pair.prompts("Ana")
    assert dt.time(8, 30) <= pair.local(said).time() <= dt.time(10, 30)


def test_row_49_down_past_the_end_the_last_step_is_dropped_with_a_record(pair):
    pair.wait(days=5 + 35)
    pair.stand_still(days=30)
    pair.wait(days=10)
    assert _weeks(pair)[-1] == ["weed"]
    assert pair.told(pair.match, "harvest", "mentee") == {"passed_over": "late"}
    assert not [due for due in pair.due.values() if due.kind == "prompts"]


# --- breaks


@pytest.mark.parametrize(("said", "weeks"), [("One week", 1), ("two weeks", 2), ("Four weeks", 4)])
def test_a_break_shifts_the_rest_by_as_much_and_fires_no_backlog(pair, said, weeks):
    pair.wait(days=15)
    pair.says("Ana", "pause the steps")
    pair.says("Ana", said)
    assert any("would like the weekly steps to rest" in one.text for one in pair.said if one.person == "Jonas")
    pair.wait(days=7 * weeks + 35)
    assert _weeks(pair) == [["look"], ["dig"], ["sow-beds"], ["water"], ["weed"], ["harvest"]]
    assert _weeks(pair, "Jonas") == _weeks(pair)
    days = [pair.local(one).date() for one in _weekly(pair)]
    assert (days[2] - days[1]).days == 7 * (weeks + 1)
    assert {(two - one).days for one, two in pairwise(days[2:])} == {7}


def test_a_break_without_an_end_lasts_until_one_of_the_two_ends_it(pair):
    pair.wait(days=15)
    pair.says("Jonas", "Pause the weekly steps")
    pair.says("Jonas", "Until I say")
    pair.wait(days=70)
    assert _weeks(pair) == [["look"], ["dig"]]
    pair.says("Ana", "Go on with the steps")
    assert any("We go on: you two are in week 2 of 6" in said.text for said in pair.said if said.person == "Ana")
    pair.wait(days=35)
    assert _weeks(pair)[2:] == [["sow-beds"], ["water"], ["weed"], ["harvest"]]


def test_a_break_ended_early_counts_only_the_days_it_lasted(pair):
    pair.wait(days=15)
    pair.says("Ana", "pause the steps")
    pair.says("Ana", "four weeks")
    pair.wait(days=7)
    pair.presses("Jonas", "Go on with the steps")
    pair.wait(days=60)
    assert pair.journeys[pair.match].shift == 7
    assert _weeks(pair)[-1] == ["harvest"]
    assert len(_weeks(pair)) == WEEKS


def test_during_a_break_words_still_pass(pair):
    pair.wait(days=15)
    pair.says("Ana", "pause the steps")
    pair.says("Ana", "two weeks")
    pair.presses("Jonas", "Send this to Ana")
    assert any("💬 Jonas" in said.text for said in pair.said if said.person == "Ana")


def test_while_the_whole_match_rests_its_journey_does_too(pair):
    pair.wait(days=15)
    pair.presses("Jonas", "Take a break")
    pair.wait(days=30)
    assert _weeks(pair) == [["look"], ["dig"]]
    pair.presses("Jonas", "End the break")
    assert pair.journeys[pair.match].shift == 30
    pair.wait(days=40)
    assert _weeks(pair)[2:] == [["sow-beds"], ["water"], ["weed"], ["harvest"]]
    assert _weeks(pair, "Jonas") == _weeks(pair)


def test_a_break_of_both_kinds_counts_every_day_once(pair):
    pair.wait(days=15)
    pair.says("Ana", "pause the steps")
    pair.says("Ana", "two weeks")
    pair.wait(days=7)
    pair.presses("Jonas", "Take a break")
    pair.wait(days=21)
    pair.presses("Jonas", "End the break")
    assert pair.journeys[pair.match].shift == 28


def test_after_stop_nothing_comes_and_coming_back_goes_on_where_it_was(pair):
    pair.wait(days=15)
    pair.says("Ana", "/stop")
    before = len(pair.said)
    pair.wait(days=20)
    assert not [said for said in pair.said[before:] if said.is_prompt]
    pair.says("Ana", "/start")
    pair.wait(days=7)
    assert _weeks(pair) == [["look"], ["dig"], ["sow-beds"]]


# --- moves


def test_row_50_a_move_never_gives_two_on_one_date_nor_loses_one(walking):
    walking.arrives("Jonas", "Pacific/Auckland", "mentor")
    walking.arrives("Ana", "Pacific/Auckland", "mentee")
    walking.meet("Jonas", "Ana")
    walking.wait(days=5, hours=10)
    dates = [walking.local(said).date() for said in walking.prompts("Ana")]
    walking.moves("Ana", "Pacific/Honolulu")
    walking.wait(days=40)
    dates += [walking.local(said).date() for said in walking.prompts("Ana")[len(dates) :]]
    assert dates == sorted(set(dates))
    assert _weeks(walking)[-1] == ["harvest"]
    assert walking.local(walking.prompts("Ana")[-1]).strftime("%a %H:%M") == "Mon 10:00"


def test_row_50_the_hour_stays_the_same_when_the_clocks_change(walking):
    walking.now = dt.datetime(2026, 3, 10, 12, tzinfo=dt.timezone.utc)
    for name, role in (("Jonas", "mentor"), ("Ana", "mentee")):
        walking.arrives(name, "America/New_York" if role == "mentor" else "Europe/Berlin", role)
    walking.meet("Jonas", "Ana")
    walking.wait(days=40)
    for name in ("Jonas", "Ana"):
        assert {walking.local(said).strftime("%a %H:%M") for said in _weekly(walking, name)} == {"Mon 10:00"}


@pytest.mark.parametrize(
    ("time", "zone", "day", "shown"),
    [
        ("02:30", "Europe/Berlin", dt.date(2026, 3, 23), ["02:30", "03:00", "02:30"]),
        ("02:30", "Europe/Berlin", dt.date(2026, 10, 19), ["02:30", "02:30", "02:30"]),
    ],
)
def test_row_50_a_skipped_hour_is_the_first_that_exists_and_a_doubled_one_comes_once(walking, time, zone, day, shown):
    prompts = {"day": "sunday", "time": time}
    walking.publish(garden(prompts=prompts, quiet_hours={"from": "00:00", "to": "00:01"}))
    walking.now = dt.datetime.combine(day - dt.timedelta(days=4), dt.time(12), dt.timezone.utc)
    for name, role in (("Jonas", "mentor"), ("Ana", "mentee")):
        walking.arrives(name, zone, role, goal=["grow"])
    walking.meet("Jonas", "Ana")
    walking.wait(days=21)
    assert [walking.local(said).strftime("%H:%M") for said in _weekly(walking)] == shown


def test_row_50_what_comes_an_hour_early_by_rules_that_have_changed_waits_for_its_hour(pair):
    pair.wait(days=1)
    (key,) = [due.key for due in pair.due.values() if due.kind == "prompts" and due.person == pair.people["Ana"].id]
    pair.due[key] = replace(pair.due[key], at=pair.due[key].at - HOUR)
    pair.wait(days=7)
    assert [pair.local(said).strftime("%a %H:%M") for said in pair.prompts("Ana")] == ["Mon 10:00"]


# --- versions


def _edited():
    """The same program after its authors turned it upside down: steps gone, renamed, in another order."""
    steps = [dict(step) for step in PLAN["steps"] if step["id"] not in {"weed", "dig"}]
    for step in steps:
        if step.get("week"):
            step["week"] = 7 - step["week"]
    return garden(steps=[*steps, {"id": "brand-new", "week": 2}], prompts={"day": "friday", "time": "18:00"})


def test_row_52_whoever_is_on_the_way_walks_the_version_they_began_with(pair):
    pair.wait(days=15)
    pair.publish(_edited())
    pair.arrives("Li", "Europe/Berlin", "mentee", goal=["grow"])
    second = pair.meet("Jonas", "Li")
    assert pair.journeys[second].version != pair.journeys[pair.match].version
    pair.wait(days=60)
    assert _weeks(pair) == [["look"], ["dig"], ["sow-beds"], ["water"], ["weed"], ["harvest"]]
    assert _weeks(pair, "Li")[:2] == [["harvest"], ["brand-new"]]
    assert {pair.local(said).strftime("%a %H:%M") for said in pair.prompts("Li")} >= {"Fri 18:00"}
    assert {pair.local(said).strftime("%a %H:%M") for said in pair.prompts("Ana")} == {"Mon 10:00"}


def test_row_52_a_program_taken_away_is_walked_to_its_end(pair):
    pair.wait(days=15)
    other = garden().model_copy(update={"id": "other"})
    pair.publish(other)
    pair.wait(days=32)
    assert _weeks(pair)[-1] == ["harvest"]
