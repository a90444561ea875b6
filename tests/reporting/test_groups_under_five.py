"""Nothing that is shown lets anyone work out a group of one to four."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reporting.choosing import Chosen, choose
from bot.reporting.figures import report
from bot.reporting.rounding import to_fives
from bot.words.reports import SMALLEST, Facts, Filters, chained, suppressed
from tests.reporting.given import MONDAY, PLAN, TODAY, facts, mentee, newcomer, pair, steps


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


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=8))
def test_no_part_under_five_is_ever_shown_and_what_is_shown_is_true(counts: list[int]) -> None:
    for count, cell in zip(counts, suppressed(counts), strict=True):
        assert cell is None or (cell == count and not 0 < cell < SMALLEST)


@settings(deadline=None)
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


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=9).map(lambda found: sorted(found, reverse=True)))
def test_shown_stages_never_differ_by_one_to_four(counts: list[int]) -> None:
    shown = [cell for cell in chained(counts) if cell is not None]

    assert all(not 0 < a - b < SMALLEST for a, b in pairwise(shown))
    assert all(not 0 < cell < SMALLEST for cell in shown)


# --- filters taken from one another ----------------------------------------------------------------------------------

TRACKS, OWNERS = ("study", "work", ""), (1, 2, None)


@st.composite
def _programs(draw: st.DrawFn) -> Facts:
    """Pairs of some tracks and coordinators, introduced on one of three days; their people came with them."""
    kinds = st.tuples(st.sampled_from(TRACKS), st.sampled_from(OWNERS), st.integers(0, 2))
    drawn = draw(st.lists(kinds, min_size=1, max_size=40))
    days = [MONDAY + dt.timedelta(days=7 * day) for _, _, day in drawn]
    pairs = [
        pair(at, introduced=day, track=track, owner=owner)
        for at, ((track, owner, _), day) in enumerate(zip(drawn, days, strict=True), 1)
    ]
    came = [newcomer(one, day) for at, day in enumerate(days, 1) for one in (at, 1000 + at)]
    return facts(came, pairs=pairs)


def _asked(known: Facts, **filters) -> Chosen | None:
    chosen = choose(known, Filters("first-job", **filters))
    return None if chosen.gives_away else chosen


@settings(deadline=None)
@given(_programs())
def test_no_track_or_coordinator_can_be_worked_out_from_the_others_and_the_whole(known: Facts) -> None:
    for name, values in (("track", TRACKS[:2]), ("coordinator", OWNERS[:2])):
        told = [chosen for value in values if (chosen := _asked(known, **{name: value}))]
        rest = len(known.pairs) - sum(len(chosen.pairs) for chosen in told)
        assert not told or not 0 < rest < SMALLEST
        assert all(not 0 < len(chosen.pairs) < SMALLEST for chosen in told)


@settings(deadline=None)
@given(_programs(), st.sampled_from(TRACKS[:2]), st.sampled_from(OWNERS[:2]))
def test_two_filters_are_as_safe_as_one(known: Facts, track: str, owner: int) -> None:
    both = _asked(known, track=track, coordinator=owner)
    for one in (_asked(known, track=track), _asked(known, coordinator=owner)):
        if both and one:
            assert not 0 < len(one.pairs) - len(both.pairs) < SMALLEST


@settings(deadline=None)
@given(_programs(), st.integers(0, 21))
def test_days_leave_nobody_out_alone(known: Facts, days: int) -> None:
    since = MONDAY + dt.timedelta(days=days)
    made = report(known, Filters("first-job", since=since), PLAN)
    left_out = sum(one.came < since for one in known.newcomers)
    funnel = made.figure("funnel")
    assert funnel is not None
    assert funnel.is_empty or not 0 < left_out < SMALLEST


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 8), st.booleans()), min_size=5, max_size=40))
def test_no_line_of_the_heat_map_is_of_fewer_than_five_pairs(drawn: list[tuple[int, bool]]) -> None:
    pairs = [
        pair(at, introduced=TODAY - dt.timedelta(weeks=weeks), meetings=((1, TODAY.isoformat(), "mentee"),) * has_met)
        for at, (weeks, has_met) in enumerate(drawn, 1)
    ]
    made = report(facts(pairs=pairs), Filters("first-job"), PLAN).figure("heat-map")
    assert made is not None
    assert len(made.grid) <= len(pairs) // SMALLEST
    for week in range(len(made.axis)):
        seen = sum(weeks > week for weeks, _ in drawn)
        assert sum(line[week] != 255 for line in made.grid) <= seen // SMALLEST


# --- cells taken from one another ------------------------------------------------------------------------------------


def test_a_rounded_cell_taken_from_an_exact_one_leaves_open_how_many_are_left() -> None:
    for part, rest in product(range(SMALLEST, 61), range(1, SMALLEST)):
        whole = part + rest
        alike = [other for other in range(whole + 1) if other == 0 or other >= SMALLEST]
        left = {whole - other for other in alike if to_fives(other) == to_fives(part)}
        assert len(left) > 1, f"{rest} of {whole}: a group of one to four can be told from others"


def test_of_two_rounded_cells_nobody_can_tell_by_how_much_they_differ() -> None:
    differences: dict[tuple[int, int], set[int]] = {}
    for one, other in product(range(SMALLEST, 70), repeat=2):
        if other >= one:
            differences.setdefault((to_fives(one), to_fives(other)), set()).add(other - one)
    for part, rest in product(range(SMALLEST, 61), range(1, SMALLEST)):
        assert len(differences[to_fives(part), to_fives(part + rest)]) > 1


@settings(deadline=None)
@given(st.integers(10, 40), st.integers(5, 40))
def test_all_that_is_counted_under_a_filter_is_rounded_and_what_is_not_filtered_is_exact(study: int, work: int) -> None:
    pairs = [
        pair(at, introduced=MONDAY - dt.timedelta(days=60), track="study" if at <= study else "work",
             meetings=((1, "2026-05-04", "mentee"),) * (at % 3 > 0), check_ins=((14, 1 + at % 9, 7),),
             steps=steps(arrive="both" if at % 2 else "mentee"))
        for at in range(1, study + work + 1)
    ]  # fmt: skip
    came = [
        newcomer(one, MONDAY - dt.timedelta(days=70)) for at in range(1, study + work + 1) for one in (at, 1000 + at)
    ]
    known = facts(came, [mentee(one, MONDAY - dt.timedelta(days=65)) for one in range(1, study + work + 1)], pairs)
    exact = report(known, Filters("first-job"), PLAN)
    assert exact.figure("funnel").rows[0].cells[0] == 2 * (study + work)
    for figure in report(known, Filters("first-job", track="study"), PLAN).figures:
        shares = {at for at, column in enumerate(figure.columns[1:]) if column.english.startswith("%")}
        counts = [cell for row in figure.rows for at, cell in enumerate(row.cells) if at not in shares]
        assert all(cell % 5 == 0 for cell in counts if type(cell) is int), figure.key
        for line in (figure.says, *figure.adds):
            said = [
                line.values[name] for name in ("came", "introduced", "pairs", "ended", "people") if name in line.values
            ]
            assert all(count % 5 == 0 for count in said), line
        points = [point for one in figure.series for point in (*one.points, *one.low, *one.high) if point is not None]
        assert all(round(point, 1) == point for point in points), figure.key
        if figure.key == "steps":
            whole = [
                sum(point or 0 for point in part) for part in zip(*(one.points for one in figure.series), strict=True)
            ]
            assert set(whole) <= {0, 100}, "the parts still make up the whole"
