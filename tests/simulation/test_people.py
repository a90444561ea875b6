"""What someone made up does about what they are sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.simulation.models import MODELS
from bot.simulation.people import Someone
from bot.words.messages import Address, Button, Delivery, PickDate, Say, Typed

NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.timezone.utc)
SKIP = Button("Skip", "r1.when.~skip", "nav")


@pytest.mark.parametrize("number", range(20))
def test_whoever_is_asked_for_a_day_names_one_that_is_still_to_come(number):
    keen = replace(MODELS[0], answers=1.0)
    someone = Someone(Address("telegram", "7"), "mentee", keen, f"seed {number}", since=NOW - dt.timedelta(days=9))
    asked = Delivery(number, someone.address, Say("When is it?", (SKIP,), PickDate("Pick a date", "r1.when")))
    [(at, act)] = someone.react(asked, "5", NOW)
    assert isinstance(act.content, Typed)
    assert at.date() < dt.date.fromisoformat(act.content.text) <= at.date() + dt.timedelta(days=6)
