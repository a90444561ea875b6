"""The stage the flows play on in tests: the shipped programs and the real map."""

from __future__ import annotations

import pytest

from bot.curriculum.folders import read_programs
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from tests.flows.talk import Talk


@pytest.fixture(scope="session")
def stage():
    return set_stage(read_programs(), open_gazetteer())


@pytest.fixture(scope="session")
def one_program_stage(stage):
    programs = {"new_neighbors": stage.programs["new_neighbors"]}
    return set_stage(programs, stage.gazetteer)


@pytest.fixture
def talk(stage):
    return Talk(stage)
