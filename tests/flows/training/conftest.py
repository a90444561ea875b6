"""The small program, whose training is soon read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.curriculum.folders import read_programs
from bot.flows.staging import set_stage
from tests.flows.training.mentors import Mentor

SMALL = Path(__file__).parents[2] / "programs" / "small"


@pytest.fixture(scope="session")
def garden(stage):
    return set_stage(read_programs(SMALL), stage.gazetteer)


@pytest.fixture
def mentor(garden):
    return Mentor.of(garden, "garden")
