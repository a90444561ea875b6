"""Nothing that is shown lets anyone work out a group of one to four."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.reports import SMALLEST, chained, suppressed


@cache
def _tables(parts: int, whole: int) -> dict[tuple[int | None, ...], list[tuple[int, ...]]]:
    """Every table with so many parts of this whole, by what is shown of it: all that a reader can reason from."""
    found: dict[tuple[int | None, ...], list[tuple[int, ...]]] = {}
    for some in product(range(whole + 1), repeat=parts - 1):
        if (last := whole - sum(some)) >= 0:
            table = (*some, last)
            found.setdefault(suppressed(table), []).append(table)
    return found


@pytest.mark.parametrize("parts", [2, 3, 4])
@pytest.mark.parametrize("whole", range(SMALLEST, 19))
def test_whoever_knows_the_whole_and_the_rule_cannot_tell_a_hidden_part(parts: int, whole: int) -> None:
    for shown, tables in _tables(parts, whole).items():
        for at, cell in enumerate(shown):
            if cell is None and any(0 < table[at] < SMALLEST for table in tables):
                assert len({table[at] for table in tables}) > 1, (shown, tables)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8))
def test_no_part_under_five_is_ever_shown_and_what_is_shown_is_true(counts: list[int]) -> None:
    for count, cell in zip(counts, suppressed(counts), strict=True):
        assert cell is None or (cell == count and not 0 < cell < SMALLEST)


@given(st.lists(st.integers(5, 60), min_size=1, max_size=8))
def test_where_no_part_is_small_everything_is_shown(counts: list[int]) -> None:
    assert suppressed(counts) == tuple(counts)


@cache
def _chains(length: int, first: int) -> dict[tuple[int | None, ...], list[tuple[int, ...]]]:
    found: dict[tuple[int | None, ...], list[tuple[int, ...]]] = {}
    for some in product(range(first, -1, -1), repeat=length - 1):
        chain = (first, *some)
        if all(a >= b for a, b in pairwise(chain)):
            found.setdefault(chained(chain), []).append(chain)
    return found


@pytest.mark.parametrize("first", range(SMALLEST, 14))
def test_neither_a_hidden_stage_nor_who_stopped_there_can_be_told(first: int) -> None:
    for shown, chains in _chains(4, first).items():
        for at, cell in enumerate(shown):
            if cell is None:
                assert len({chain[at] for chain in chains}) > 1, (shown, chains)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=9).map(lambda found: sorted(found, reverse=True)))
def test_shown_stages_never_differ_by_one_to_four(counts: list[int]) -> None:
    shown = [cell for cell in chained(counts) if cell is not None]

    assert all(not 0 < a - b < SMALLEST for a, b in pairwise(shown))
    assert all(not 0 < cell < SMALLEST for cell in shown)
