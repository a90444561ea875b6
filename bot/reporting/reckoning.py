"""The statistics of a report: a mean with its interval, and how long things last.

`scipy.stats` has both, and the tests hold ours against it; in the bot's process it would take more memory than the bot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, log, sqrt

_Z = 1.959963984540054
"""The standard normal distribution's quantile of 97.5 %, for intervals of 95 %."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean, and between which two values the true one lies, 95 times of 100; `count` values."""

    value: float
    low: float
    high: float
    count: int


def mean(values: Sequence[float]) -> Mean | None:
    """The mean of at least two values with the interval of Student's t; None where there are fewer."""
    count = len(values)
    if count < 2:
        return None
    middle = fsum(values) / count
    spread = sqrt(fsum((value - middle) ** 2 for value in values) / (count - 1))
    reach = _t(count - 1) * spread / sqrt(count)
    return Mean(middle, middle - reach, middle + reach, count)


def _t(freedom: int) -> float:
    """Student's t for 95 %, by Abramowitz and Stegun 26.7.5: right to a thousandth from four degrees of freedom on."""
    z, v = _Z, freedom
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * v**4)
    )


@dataclass(frozen=True, slots=True)
class Lasting:
    """How many are left after a time: the share (Kaplan-Meier), its interval (Greenwood, log-log), how many were still
    there just before, and how many ended then."""

    time: int
    share: float
    low: float
    high: float
    at_risk: int
    ended: int


def lasting(ended: Sequence[int], going: Sequence[int]) -> list[Lasting]:
    """The curve of times after which something ended, given others of which is only known that they lasted so long.

    One entry for each time at which something ended. Kaplan and Meier 1958; Kalbfleisch and Prentice 2002 for the
    interval.
    """
    ends, leaves = Counter(ended), Counter(going)
    at_risk, share, variance = len(ended) + len(going), 1.0, 0.0
    curve = []
    for time in sorted({*ends, *leaves}):
        if count := ends[time]:
            share *= 1 - count / at_risk
            variance += count / (at_risk * (at_risk - count)) if count < at_risk else 0.0
            low, high = _band(share, variance)
            curve.append(Lasting(time, share, low, high, at_risk, count))
        at_risk -= count + leaves[time]
    return curve


def _band(share: float, variance: float) -> tuple[float, float]:
    if not 0 < share < 1:
        return share, share
    reach = _Z * sqrt(variance) / abs(log(share))
    return share ** exp(reach), share ** exp(-reach)
