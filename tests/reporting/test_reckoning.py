"""The statistics are those of scipy, which takes too much memory to live beside the bot."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reporting.reckoning import lasting, mean

_TIMES = st.lists(st.integers(0, 30), max_size=40)


@pytest.fixture(scope="module")
def stats() -> ModuleType:
    """Seconds to load, for these two tests alone."""
    from scipy import stats

    return stats


@settings(deadline=None)
@given(values=st.lists(st.floats(1, 10), min_size=5, max_size=60))
def test_a_mean_has_the_interval_of_students_t(stats: ModuleType, values: list[float]) -> None:
    found = mean(values)

    assert found is not None
    theirs = stats.ttest_1samp(values, 0).confidence_interval(0.95) if max(values) > min(values) else None
    assert found.value == pytest.approx(sum(values) / len(values))
    if theirs is not None:
        assert (found.low, found.high) == (pytest.approx(theirs.low, abs=0.02), pytest.approx(theirs.high, abs=0.02))


@pytest.mark.filterwarnings("ignore:The confidence interval is undefined")
@settings(deadline=None)
@given(ended=_TIMES.filter(bool), going=_TIMES)
def test_the_curve_and_its_band_are_those_of_kaplan_and_meier(
    stats: ModuleType, ended: list[int], going: list[int]
) -> None:
    data = stats.CensoredData(uncensored=ended, right=going)
    theirs = stats.ecdf(data).sf
    curve = lasting(ended, going)

    assert [one.share for one in curve] == pytest.approx([float(theirs.evaluate(one.time)) for one in curve], abs=1e-9)
    band = theirs.confidence_interval(0.95, method="log-log")
    for one in curve:
        if 0 < one.share < 1:
            assert one.low == pytest.approx(float(band.low.evaluate(one.time)), abs=1e-6)
            assert one.high == pytest.approx(float(band.high.evaluate(one.time)), abs=1e-6)


@settings(deadline=None)
@given(_TIMES, _TIMES)
def test_a_curve_starts_whole_and_only_falls(ended: list[int], going: list[int]) -> None:
    shares = [1.0, *(one.share for one in lasting(ended, going))]

    assert all(0 <= share <= 1 for share in shares)
    assert shares == sorted(shares, reverse=True)


def test_a_curve_worked_out_by_hand() -> None:
    # Freireich's 6-MP arm, as printed in every textbook: 21 patients, 9 relapses.
    ended, going = [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]

    curve = {one.time: round(one.share, 3) for one in lasting(ended, going)}

    assert curve == {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.69, 16: 0.627, 22: 0.538, 23: 0.448}
