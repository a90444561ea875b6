"""Why someone has no match, and the one rule whose easing would help most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from bot.matching.assigning import NOBODY, Assignment, Seats
from bot.matching.demands import PAIR_RULES, WIDENABLE
from bot.matching.grid import Grid
from bot.matching.round import Unmatched, Unused
from bot.matching.singled import BIT

EASABLE = (
    "overlapping_times", "mentee_wish", "shared_language", "mentor_wish", "already_know", "rematch", "circle", "ready",
)  # fmt: skip
"""Rules that may be eased, those a mentee can ease first; nobody is asked to ease what keeps people safe."""


def open_mentors(grid: Grid, seats: Seats, found: Assignment) -> npt.NDArray[np.bool_]:
    """The mentors who have a seat for one more, or could have one if others moved along."""
    taken = np.bincount(found.mentor_of[found.mentor_of >= 0], minlength=grid.width)
    is_open = taken < seats.counts
    left = [row for row in np.flatnonzero(~found.is_crowded).tolist() if found.mentor_of[row] != NOBODY]
    while True:
        stuck = []
        for row in left:
            mentor = found.mentor_of[row]
            if not is_open[mentor] and (is_open & grid.fits(row)).any():
                is_open[mentor] = True
            elif not is_open[mentor]:
                stuck.append(row)
        if len(stuck) == len(left):
            return is_open
        left = stuck


def why_unmatched(
    grid: Grid, mentees: Sequence[int], is_open: npt.NDArray[np.bool_], soon: Grid | None, rows: Sequence[int]
) -> list[Unmatched]:
    """The reason for each of these rows. `soon` holds the same rows, in order, beside mentors who are not ready yet."""
    return [
        _reason(grid, mentees[row], row, is_open, int(soon.fits(at).sum()) if soon else 0)
        for at, row in enumerate(rows)
    ]


def _reason(grid: Grid, mentee: int, row: int, is_open: npt.NDArray[np.bool_], soon: int) -> Unmatched:
    bits = grid.bits(row)
    would = {rule: int((is_open & (bits == BIT[rule])).sum()) for rule in EASABLE if rule in BIT} | {"ready": soon}
    easing = max(EASABLE, key=lambda rule: would[rule])
    fitting = int((bits == 0).sum())
    broken = {rule: int((bits & BIT[rule] != 0).sum()) for rule in PAIR_RULES}
    biting = max(PAIR_RULES, key=lambda rule: broken[rule])
    reason = "no_mentors" if grid.width == 0 else "seats" if fitting else biting
    helps = would[easing] > 0
    return Unmatched(
        mentee=mentee,
        reason=reason,
        fitting=fitting,
        easing=easing if helps else "",
        would_fit=would[easing],
        can_widen=helps and easing in WIDENABLE,
    )


def why_unused(
    grid: Grid,
    mentors: Sequence[int],
    free: Sequence[int],
    taken: Sequence[int],
    missing: Mapping[int, tuple[str, ...]],
) -> list[Unused]:
    """Why each ready mentor with free seats (`free`) got nobody, and what is missing for those who are not ready."""
    fitting = np.zeros(grid.width, np.int64)
    for row in range(grid.height):
        fitting += grid.fits(row)
    without = "nobody_fits" if grid.height else "no_mentees"
    unused = [
        Unused(mentor, "others_fit_better" if fitting[at] else without, fitting=int(fitting[at]))
        for at, mentor in enumerate(mentors)
        if free[at] and not taken[at]
    ]
    unused += [Unused(mentor, "not_ready", lacking) for mentor, lacking in missing.items()]
    return sorted(unused, key=lambda one: one.mentor)
