"""News of the partner waits for the friendly hour of whom it is for: a break, a return, an end."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.flows.alive.couple import Couple

AT_NIGHT = "Pacific/Auckland"
NEWS = ("partner-pauses", "partner-back", "match-ended")


@pytest.fixture
def pair(stage):
    """Ana walks with Jonas; he lives in Auckland, so that her afternoon is in the middle of his night."""
    found = Couple(stage.gazetteer)
    found.moves("Jonas", AT_NIGHT)
    for _ in range(2):
        found.wait(days=1)
        found.presses_in_touch("Ana")
        found.presses_in_touch("Jonas")
    assert found.now.astimezone(ZoneInfo(AT_NIGHT)).hour < 6
    return found


def _hours(pair):
    return [said.at.astimezone(ZoneInfo(AT_NIGHT)).hour for said in pair.by(*NEWS, to="Jonas")]


def test_who_stops_at_noon_does_not_wake_their_partner(pair):
    pair.says("Ana", "/stop")
    assert not pair.by(*NEWS)
    pair.wait(hours=20)
    assert [said.text[:24] for said in pair.by("partner-pauses", to="Jonas")] == ["Ana is taking a break fr"]
    assert _hours(pair) == [9]


def test_a_break_that_was_over_by_the_morning_is_never_told(pair):
    pair.says("Ana", "/stop")
    pair.wait(hours=1)
    pair.says("Ana", "/start")
    pair.wait(days=2)
    assert not pair.by("partner-pauses", "partner-back")
    assert "pause_untold" not in pair.matches[pair.match].told


def test_a_return_waits_as_well(pair):
    pair.says("Ana", "/stop")
    pair.wait(days=1)
    pair.says("Ana", "/start")
    assert not pair.by("partner-back")
    pair.wait(days=1)
    assert [said.text for said in pair.by("partner-back", to="Jonas")] == [
        "Ana is back! You can write to each other again, just as before."
    ]
    assert _hours(pair) == [9, 9]


def test_an_end_is_told_in_the_morning_and_holds_at_once(pair):
    pair.presses_data("Ana", f"pair.{pair.match:x}.end")
    pair.presses("Ana", "I have no time")
    pair.presses("Ana", "Skip")
    assert pair.status == "ended"
    assert not pair.by("match-ended")
    pair.wait(hours=20)
    assert len(pair.by("match-ended", to="Jonas")) == 1
    assert _hours(pair) == [9]


def test_an_end_of_silence_leaves_whoever_was_silent_in_peace_from_that_moment(pair):
    pair.lives("Ana", 33)
    assert pair.now.astimezone(ZoneInfo(AT_NIGHT)).hour < 6
    pair.presses("Ana", "End it, first in line")
    assert pair.record("Jonas", "mentor")["resting"] is True
    assert not pair.by("match-ended")
    pair.wait(hours=20)
    assert "That is no reproach" in pair.by("match-ended", to="Jonas")[0].text


def test_a_stop_before_the_two_were_introduced_loses_no_step(stage):
    """At three in the night introductions wait; who stops meanwhile is introduced once they are back."""
    early = dt.datetime(2026, 3, 17, 3, tzinfo=dt.timezone.utc)
    found = Couple(stage.gazetteer, now=early)
    assert not found.journeys
    found.says("Ana", "/stop")
    found.wait(days=3)
    assert not found.journeys
    found.says("Ana", "/start")
    found.wait(days=2)
    assert found.match in found.journeys
    for name in ("Ana", "Jonas"):
        assert len(found.by("introduce", to=name)) == 1
