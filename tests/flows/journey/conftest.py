"""People on their way, on the map every test uses."""

from __future__ import annotations

import pytest

from tests.flows.journey.walking import Walking


@pytest.fixture
def walking(stage):
    """Nobody has met yet; it is a Tuesday in January, at noon in Berlin's winter plus one."""
    return Walking(stage.gazetteer)


@pytest.fixture
def pair(walking):
    """Jonas walks with Ana, both in Berlin."""
    walking.arrives("Jonas", "Europe/Berlin", "mentor")
    walking.arrives("Ana", "Europe/Berlin", "mentee", goal=["grow"])
    walking.match = walking.meet("Jonas", "Ana")
    return walking
