"""A kept report says again exactly what it said, and nothing where another version wrote it."""

from __future__ import annotations

import json

import pytest

from bot.reporting.figures import report
from bot.reporting.keeping import FORM, laid_down, taken_up
from bot.words.reports import Filters, Report
from tests.reporting.given import PLAN, facts, mentee, newcomer, pair, steps, tallied

ALL = Filters("first-job")


def _report() -> Report:
    done = [steps(arrive="both", goal="mentee") for _ in range(12)]
    pairs = [
        pair(at, "ended" if at > 7 else "open", steps=done[at], meetings=((3, "2026-06-04", "mentee"),),
             check_ins=((14, 4 + at % 5, 7),), wrote={"mentee": tallied(2, 1, 3)}, reason="no-time" if at > 7 else "")
        for at in range(12)
    ]  # fmt: skip
    members = [mentee(at) for at in range(12)]
    return report(facts([newcomer(at) for at in range(12)], members, pairs), ALL, PLAN)


def test_what_was_kept_is_the_same_report() -> None:
    made = _report()
    assert not all(one.is_empty for one in made.figures)
    assert taken_up(json.loads(json.dumps(laid_down(made))), ALL) == made


@pytest.mark.parametrize(
    "spoilt",
    [None, {}, {"form": FORM}, {"form": FORM + 1, "figures": []}, {"form": FORM, "at": "x", "figures": []},
     {"form": FORM, "at": "2026-06-01T00:00:00+00:00", "figures": [{"key": "funnel", "title": {"line": "gone"}}]}],
)  # fmt: skip
def test_what_another_version_kept_is_not_read(spoilt: object) -> None:
    assert taken_up(spoilt, ALL) is None
