"""The strengths of strengths.py for many pairs at once: what repeats is worked out once and looked up."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from bot.matching import strengths
from bot.matching.concepts import concepts
from bot.matching.places import KILOMETRES_PER_DEGREE, NEAR, Spot
from bot.matching.traits import Traits

Ints: TypeAlias = npt.NDArray[np.int32]
Codes: TypeAlias = npt.NDArray[np.intp]
Key = TypeVar("Key", bound=Hashable)

TABLE = 30_000_000
"""Entries of the largest table that is filled beforehand; 120 MB."""


def coded(values: Sequence[Key]) -> tuple[Codes, list[Key]]:
    """Each value as a number, and the values by number, in order of first appearance."""
    numbers: dict[Key, int] = {}
    codes = np.fromiter((numbers.setdefault(value, len(numbers)) for value in values), np.intp, len(values))
    return codes, list(numbers)


class Lookup:
    """A facet that depends on few different values: a table of every mentee's kind by every mentor's kind."""

    def __init__(
        self, mentees: Sequence[Key], mentors: Sequence[Key], fill: Callable[[list[Key], list[Key]], npt.NDArray[Any]]
    ) -> None:
        self.rows, row_kinds = coded(mentees)
        self.columns, column_kinds = coded(mentors)
        self.table = fill(row_kinds, column_kinds)

    def block(self, rows: Codes, columns: Codes) -> npt.NDArray[Any]:
        """The table spread over these mentees and mentors."""
        return self.table[self.rows[rows]][:, self.columns[columns]]


def by_pair(
    rule: Callable[[Key, Key], Any], dtype: npt.DTypeLike
) -> Callable[[list[Key], list[Key]], npt.NDArray[Any]]:
    """Fills a table by asking the rule of one pair for every pair of kinds."""

    def fill(rows: list[Key], columns: list[Key]) -> npt.NDArray[Any]:
        return np.array([[rule(row, column) for column in columns] for row in rows], dtype).reshape(
            len(rows), len(columns)
        )

    return fill


# --- profession ------------------------------------------------------------------------------------------------


def profession(weight: int) -> Callable[[list[tuple[str, ...]], list[tuple[str, ...]]], Ints]:
    """Kinds are (own job, jobs aimed for…) of mentees and (job,) of mentors."""

    def fill(rows: list[tuple[str, ...]], columns: list[tuple[str, ...]]) -> Ints:
        listed = concepts()
        jobs = [column[0] for column in columns]
        spoken = sorted({job for row in rows for job in row if job})
        near = {job: np.array([listed.nearness(job, own) if own else 0 for own in jobs], np.int32) for job in spoken}
        table = np.zeros((len(rows), len(columns)), np.int32)
        for at, (own, *aims) in enumerate(rows):
            if own:
                table[at] = near[own] * strengths.OWN_JOB
            for aim in aims:
                np.maximum(table[at], near[aim] * strengths.AIM, out=table[at])
        return weight * (table // 100) // 100

    return fill


# --- place -----------------------------------------------------------------------------------------------------

Place: TypeAlias = tuple[Spot | None, str]


def places(weight: int) -> Callable[[list[Place], list[Place]], Ints]:
    """Kinds are (spot, country of origin)."""

    def fill(rows: list[Place], columns: list[Place]) -> Ints:
        # Twice 400 rows a time: the globe's trigonometry takes eight bytes a number and several copies.
        parts = [_near(rows[at : at + 400], columns) for at in range(0, len(rows), 400)]
        return weight * np.concatenate(parts) // 100 if parts else np.zeros((0, len(columns)), np.int32)

    return fill


def _near(rows: list[Place], columns: list[Place]) -> Ints:
    both = [*rows, *columns]
    city = _codes([spot and (spot.id or (spot.city, spot.region, spot.country)) for spot, _ in both])
    named = _codes([spot and (spot.city, spot.region, spot.country) for spot, _ in both])
    region = _codes([spot.region and (spot.country, spot.region) if spot else None for spot, _ in both])
    country = _codes([spot and spot.country for spot, _ in both])
    origin = _codes([origin for _, origin in both])
    count = len(rows)
    table = np.zeros((count, len(columns)), np.int32)
    table[_same(country, count)] = 40
    table[_same(region, count)] = 60
    table[_kilometres(both, count) <= NEAR] = 80
    table[_same(city, count) | _same(named, count) | _same(origin, count)] = 100
    return table


def _codes(values: Sequence[Any]) -> Codes:
    """Equal values get equal numbers; nothing known gets -1."""
    codes, kinds = coded([value or None for value in values])
    known = np.array([kind is not None for kind in kinds], bool)
    return np.where(known[codes], codes, -1) if kinds else codes


def _same(codes: Codes, count: int) -> npt.NDArray[np.bool_]:
    mentees, mentors = codes[:count, None], codes[None, count:]
    same: npt.NDArray[np.bool_] = (mentees == mentors) & (mentees >= 0)
    return same


def _kilometres(both: Sequence[Place], count: int) -> npt.NDArray[np.float64]:
    spots = [(spot.latitude, spot.longitude) if spot else (np.nan, np.nan) for spot, _ in both]
    at = np.radians(np.array(spots, np.float64).reshape(-1, 2))
    north, south = at[:count, None, 0], at[None, count:, 0]
    across = at[None, count:, 1] - at[:count, None, 1]
    half = np.sin((south - north) / 2) ** 2 + np.cos(north) * np.cos(south) * np.sin(across / 2) ** 2
    degrees: npt.NDArray[np.float64] = 2 * np.degrees(np.arcsin(np.sqrt(np.minimum(half, 1.0))))
    return degrees * KILOMETRES_PER_DEGREE


# --- education -------------------------------------------------------------------------------------------------


class Education:
    """Schools are too many for a table of pairs; equal numbers mean equal schools."""

    def __init__(self, mentees: Sequence[Traits], mentors: Sequence[Traits], weight: int) -> None:
        both, self._count = [*mentees, *mentors], len(mentees)
        self._codes = [_codes([getattr(one, name) for one in both]) for name in ("school", "field", "level")]
        self._worth = [weight * strength // 100 for strength in (strengths.SCHOOL, strengths.FIELD, strengths.LEVEL)]

    def block(self, rows: Codes, columns: Codes) -> Ints:
        """What education adds for these mentees and mentors."""
        worth = np.zeros((len(rows), len(columns)), np.int32)
        for codes, value in reversed(list(zip(self._codes, self._worth, strict=True))):
            mentees = codes[rows]
            if (mentees >= 0).any():
                both = np.concatenate((mentees, codes[self._count + columns]))
                worth[_same(both, len(rows))] = value
        return worth


# --- goals and interests ---------------------------------------------------------------------------------------


class Covering:
    """How much of what mentees want (or like) is covered by what mentors offer (or like)."""

    def __init__(
        self, wanted: Sequence[tuple[str, ...]], offered: Sequence[tuple[str, ...]], weight: int, enough: int = 0
    ) -> None:
        """`enough`: the number from which more adds nothing; 0 means all that is wanted."""
        known = sorted({token for kind in offered for token in kind})
        tokens, near = _near_tokens(sorted({token for kind in wanted for token in kind}), known)
        number = {token: at for at, token in enumerate(tokens)}
        # What nobody offers makes no difference but in number, so that many wishes become a few kinds.
        kinds = [(tuple(number[one] for one in kind if one in number), enough or len(kind)) for kind in wanted]
        self.rows, row_kinds = coded(kinds)
        self.columns, column_kinds = coded(offered)
        place = {token: at for at, token in enumerate(known)}
        self._nearest = np.zeros((len(tokens), len(column_kinds)), np.float32)
        for at, kind in enumerate(column_kinds):
            if kind:
                self._nearest[:, at] = near[:, [place[token] for token in kind]].max(axis=1, initial=0)
        self._wants = np.zeros((len(row_kinds), len(tokens)), np.float32)
        for at, (wishes, _) in enumerate(row_kinds):
            self._wants[at, list(wishes)] = 1
        self._worth = _worths([(len(wishes), count) for wishes, count in row_kinds], weight)
        self._table = self._filled(np.arange(len(row_kinds))) if len(row_kinds) * len(column_kinds) <= TABLE else None

    def _filled(self, kinds: Codes) -> Ints:
        """What it adds for these kinds of mentees beside every kind of mentor."""
        table = np.empty((len(kinds), self._nearest.shape[1]), np.int32)
        for at in range(0, len(kinds), 500):
            some = kinds[at : at + 500]
            covered = (self._wants[some] @ self._nearest).astype(np.intp)  # whole numbers below 2^24: exact
            table[at : at + 500] = np.take_along_axis(self._worth[some], covered, axis=1)
        return table

    def block(self, rows: Codes, columns: Codes) -> Ints:
        """What it adds for these mentees and mentors."""
        if self._table is not None:
            return self._table[self.rows[rows]][:, self.columns[columns]]
        kinds, place = np.unique(self.rows[rows], return_inverse=True)
        return self._filled(kinds)[place][:, self.columns[columns]]


def _near_tokens(wanted: Sequence[str], offered: Sequence[str]) -> tuple[list[str], npt.NDArray[np.float32]]:
    """The wishes that anything offered is near to, and how near, as a table."""
    listed = concepts()
    near = [[strengths.token_nearness(one, other, listed) for other in offered] for one in wanted]
    kept = [at for at, row in enumerate(near) if any(row)]
    table = np.array([near[at] for at in kept], np.float32).reshape(len(kept), len(offered))
    return [wanted[at] for at in kept], table


def _worths(kinds: Sequence[tuple[int, int]], weight: int) -> Ints:
    """By kind (wishes, number they are shared among) and sum of nearness: what that adds."""
    most = 100 * max((wishes for wishes, _ in kinds), default=0)
    counts = np.array([max(count, 1) for _, count in kinds], np.int32)
    share = np.minimum(np.arange(most + 1, dtype=np.int32)[None, :] // counts[:, None], 100)
    worth: Ints = weight * (share * (200 - share) // 100) // 100
    return worth
