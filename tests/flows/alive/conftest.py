"""Two who walk together, on the map every test uses."""

from __future__ import annotations

import pytest

from tests.flows.alive.couple import Couple


@pytest.fixture
def couple(stage):
    return Couple(stage.gazetteer)


@pytest.fixture(scope="session")
def couple_of(stage):
    """Two in a program changed in some way."""
    return lambda **changes: Couple(stage.gazetteer, changes=changes)
