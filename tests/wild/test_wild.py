"""Whatever people do, in whatever order: everybody is answered once, in words meant for them, and nothing breaks.

What breaks is brought down to a few steps with `python -m tests.wild SEED STEPS --shrink`.
"""

from __future__ import annotations

import pytest

from tests.wild.play import play, sqlite_in


async def test_whatever_people_do_all_that_must_hold_holds(tmp_path, stage):
    await play(sqlite_in(tmp_path), stage, 1, range(80))


@pytest.mark.slow
async def test_whatever_people_do_all_that_must_hold_holds_on_either_database(url, stage):
    await play(url, stage, 2, range(250))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 130))
async def test_whatever_people_do_for_a_year_all_that_must_hold_holds(url, stage, seed):
    await play(url, stage, seed, range(700))
