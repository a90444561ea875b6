"""How far two arms lie apart, and how sure that is: a difference with its interval of 95 %.

Shares are compared by Newcombe's method 10 (Statistics in Medicine 17, 1998, p. 873), which puts together the score
intervals of the two; means by Welch's t. Where the share of a holdout was changed on the way, matches are compared only
with those drawn under the same share, since others are of another time; the strata are put together with weights
n1 n0 / (n1 + n0), and their intervals as Zou and Donner do it (Statistics in Medicine 27, 2008, p. 1693).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

SURE = 0.95


@dataclass(frozen=True, slots=True)
class Stratum:
    """What was measured in matches drawn under one share: those that had the nudge, and those that went without."""

    nudged: tuple[float, ...]
    without: tuple[float, ...]

    @property
    def weight(self) -> float:
        """How much this stratum tells, before weights are made to sum to one."""
        one, other = len(self.nudged), len(self.without)
        return one * other / (one + other) if one and other else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """Nudged less held out, with the ends of its interval; and the two means themselves, weighted alike."""

    nudged: float
    without: float
    by: float
    low: float
    high: float


def difference(strata: Sequence[Stratum], *, is_share: bool) -> Difference:
    """The difference over all strata that hold both arms, of which there must be one; where means are compared, with
    two measured in each arm."""
    least = 1 if is_share else 2
    able = [one for one in strata if min(len(one.nudged), len(one.without)) >= least]
    total = sum(one.weight for one in able)
    parts = [(one.weight / total, (_shares if is_share else _means)(one)) for one in able]
    by = sum(weight * part.by for weight, part in parts)
    down = math.sqrt(sum((weight * (part.by - part.low)) ** 2 for weight, part in parts))
    up = math.sqrt(sum((weight * (part.high - part.by)) ** 2 for weight, part in parts))
    nudged = sum(weight * part.nudged for weight, part in parts)
    return Difference(nudged, nudged - by, by, by - down, by + up)


def _shares(one: Stratum) -> Difference:
    from scipy.stats import binomtest  # noqa: PLC0415 - half a second and 60 MB that the bot itself never needs

    shares, lows, highs = list[float](), list[float](), list[float]()
    for arm in (one.nudged, one.without):
        found = binomtest(int(sum(arm)), len(arm))
        interval = found.proportion_ci(confidence_level=SURE, method="wilson")
        shares.append(float(found.statistic))
        lows.append(float(interval.low))
        highs.append(float(interval.high))
    by = shares[0] - shares[1]
    down = math.hypot(shares[0] - lows[0], highs[1] - shares[1])
    up = math.hypot(highs[0] - shares[0], shares[1] - lows[1])
    return Difference(shares[0], shares[1], by, by - down, by + up)


def _means(one: Stratum) -> Difference:
    from scipy.stats import ttest_ind  # noqa: PLC0415 - as above

    nudged, without = (sum(arm) / len(arm) for arm in (one.nudged, one.without))
    by = nudged - without
    if len({*one.nudged}) == 1 and len({*one.without}) == 1:
        # Nothing varies, so that nothing can be said about how sure it is but that it is so here.
        return Difference(nudged, without, by, by, by)
    interval = ttest_ind(one.nudged, one.without, equal_var=False).confidence_interval(SURE)
    return Difference(nudged, without, by, float(interval.low), float(interval.high))
