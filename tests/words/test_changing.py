"""A changed value is the value with those fields, as dataclasses would have made it."""

from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from bot.words.changing import changed
from bot.words.people import Run


def test_it_is_what_dataclasses_would_make():
    run = Run(1, 2, "onboarding", answers={"name": "Amina"}, passed=("name",))
    for changes in ({}, {"open": "born"}, {"answers": {}, "passed": (), "misses": 3, "status": "done"}):
        assert changed(run, **changes) == replace(run, **changes)
    assert run == Run(1, 2, "onboarding", answers={"name": "Amina"}, passed=("name",))


def test_what_was_made_stays_frozen_and_hashes_as_ever():
    @dataclass(frozen=True, slots=True)
    class Point:
        x: int
        y: int = 0

    moved = changed(Point(1), y=2)
    assert hash(moved) == hash(Point(1, 2))
    with pytest.raises(FrozenInstanceError):
        moved.x = 3


def test_a_field_that_is_not_there_is_refused():
    with pytest.raises(TypeError, match="mises"):
        changed(Run(1, 2, "onboarding"), mises=1)


def test_a_kind_that_checks_itself_is_refused():
    @dataclass(frozen=True, slots=True)
    class Positive:
        number: int

        def __post_init__(self):
            assert self.number > 0

    with pytest.raises(TypeError, match="Positive"):
        changed(Positive(1), number=-1)
