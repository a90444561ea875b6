"""The assignment itself: known optimum values, and agreement with another exact solver."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from bot.matching import assigning
from bot.matching.assigning import NOBODY, Seats, assign
from tests.matching.given import Board

# Project Euler, problem 345: the largest sum of which no two entries share a row or a column is 13938.
EULER = """
  7  53 183 439 863 497 383 563  79 973 287  63 343 169 583
627 343 773 959 943 767 473 103 699 303 957 703 583 639 913
447 283 463  29  23 487 463 993 119 883 327 493 423 159 743
217 623   3 399 853 407 103 983  89 463 290 516 212 462 350
960 376 682 962 300 780 486 502 912 800 250 346 172 812 350
870 456 192 162 593 473 915  45 989 873 823 965 425 329 803
973 965 905 919 133 673 665 235 509 613 673 815 165 992 326
322 148 972 962 286 255 941 541 265 323 925 281 601  95 973
445 721  11 525 473  65 511 164 138 672  18 428 154 448 848
414 456 310 312 798 104 566 520 302 248 694 976 430 392 198
184 829 373 181 631 101 969 613 840 740 778 458 284 760 390
821 461 843 513  17 901 711 993 293 157 274  94 192 156 574
 34 124   4 878 450 476 712 914 838 669 875 299 823 329 699
815 559 813 459 522 788 168 586 966 232 308 833 251 631 107
813 883 451 509 615  77 281 613 459 205 380 274 302  35 805
"""


def one_each(scores):
    return assign(Board(scores), Seats.of([[0]] * len(scores[0])))


def cheapest(costs):
    """The least total cost, by way of the highest score."""
    most = max(max(row) for row in costs)
    return most * len(costs) - one_each([[most - cost for cost in row] for row in costs]).score


def test_the_largest_sum_of_a_published_matrix():
    found = one_each([[int(one) for one in row.split()] for row in EULER.strip().splitlines()])
    assert found.score == found.bound == 13938


@pytest.mark.parametrize(
    ("costs", "least"),
    [
        ([[8, 4, 7], [5, 2, 3], [9, 4, 8]], 15),
        ([[82, 83, 69, 92], [77, 37, 49, 92], [11, 69, 5, 86], [8, 9, 98, 23]], 140),
        ([[90, 75, 75, 80], [35, 85, 55, 65], [125, 95, 90, 105], [45, 110, 95, 115]], 275),
        ([[250, 400, 350], [400, 600, 350], [200, 400, 250]], 950),
    ],
)
def test_textbook_matrices(costs, least):
    assert cheapest(costs) == least


@pytest.mark.parametrize("size", [1, 2, 10, 60, 150])
def test_the_matrices_of_machol_and_wien(size):
    """Costs i times j, the hard case for the Hungarian method: the least is n(n+1)(n+2)/6."""
    costs = [[i * j for j in range(1, size + 1)] for i in range(1, size + 1)]
    assert cheapest(costs) == size * (size + 1) * (size + 2) // 6


boards = st.integers(1, 12).flatmap(
    lambda height: st.integers(1, 8).flatmap(
        lambda width: st.tuples(
            st.lists(
                st.lists(st.one_of(st.just(-1), st.integers(0, 30)), min_size=width, max_size=width),
                min_size=height,
                max_size=height,
            ),
            st.lists(st.lists(st.integers(0, 20), max_size=3).map(sorted), min_size=width, max_size=width),
        )
    )
)


def dense(scores, costs):
    """The same by scipy's dense solver: every seat a column, and a pair worth more than all scores together."""
    seats = [(column, cost) for column, of_mentor in enumerate(costs) for cost in of_mentor]
    if not seats:
        return 0, 0
    pair = 10_000
    worth = np.array([[pair + row[j] - cost if row[j] >= 0 else 0 for j, cost in seats] for row in scores])
    rows, columns = linear_sum_assignment(worth, maximize=True)
    total, matched = int(worth[rows, columns].sum()), int((worth[rows, columns] > 0).sum())
    return matched, total - matched * pair


@settings(deadline=None, max_examples=300)
@given(boards)
def test_as_many_as_possible_then_the_highest_score_as_another_exact_solver_finds(board):
    scores, costs = board
    found = assign(Board(scores), Seats.of(costs))
    assert (int((found.mentor_of != NOBODY).sum()), found.score) == dense(scores, costs)
    assert found.bound == found.score


@settings(deadline=None, max_examples=60)
@given(boards, st.integers(1, 3))
def test_few_candidates_to_begin_with_end_at_the_same_optimum(board, few):
    scores, costs = board
    whole = assign(Board(scores), Seats.of(costs))
    before = assigning.WIDE, assigning.CANDIDATES, assigning.MORE
    assigning.WIDE, assigning.CANDIDATES, assigning.MORE = 2 * few, few, 1
    try:
        pruned = assign(Board(scores), Seats.of(costs))
    finally:
        assigning.WIDE, assigning.CANDIDATES, assigning.MORE = before
    assert (pruned.score, pruned.bound) == (whole.score, whole.bound)
    assert (pruned.mentor_of != NOBODY).sum() == (whole.mentor_of != NOBODY).sum()


def test_a_larger_board_with_few_candidates_is_still_solved_to_the_optimum():
    rng = np.random.default_rng(3)
    scores = rng.integers(0, 1000, (260, 120))
    scores[rng.random(scores.shape) < 0.6] = -1
    costs = [[25 * place for place in range(count)] for count in rng.integers(0, 5, 120)]
    before = assigning.WIDE, assigning.CANDIDATES
    assigning.WIDE, assigning.CANDIDATES = 6, 3
    try:
        found = assign(Board(scores), Seats.of(costs))
    finally:
        assigning.WIDE, assigning.CANDIDATES = before
    assert (int((found.mentor_of != NOBODY).sum()), found.score) == dense(scores.tolist(), costs)
    assert found.bound == found.score
