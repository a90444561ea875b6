"""Matching at size: how long, how much memory, how near the optimum, next to greedy and to stable matching.

People come from `bot.matching.believable` with a fixed seed, in the first-year program. Each size is solved in a
process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import resource
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from bot.curriculum.folders import read_programs
from bot.matching.assigning import NOBODY, Seats, assign, candidates
from bot.matching.believable import believable
from bot.matching.ground import ground_of, spoken
from bot.matching.rules import Terms
from bot.matching.solving import Hall, grid_of, solve
from bot.texts.speech import Speech
from bot.words.matches import Pool

SEED = 7
SIZES = (1_000, 3_000, 10_000, 30_000)
MENTORS = 0.4
"""Mentors per mentee; each offers 2.4 places on average, and one in eight is not ready: places for 85 in a hundred."""
PLENTY = 0.5
"""The same where there are about as many places as mentees."""
WORST = 0.1


def terms() -> Terms:
    """What the first-year program asks."""
    program = read_programs()["first_year"]
    return Terms(
        today=dt.date(2026, 9, 1),
        goals={key: text.words for key, text in program.goals.items()},
        interests={key: text.words for key, text in program.interests.items()},
        languages=tuple(program.languages),
    )


def pool(mentees: int, share: float = MENTORS) -> Pool:
    """So many mentees, and their share of mentors."""
    return Pool("believable", believable(SEED, mentees, int(mentees * share), terms()))


@dataclass(frozen=True, slots=True)
class Solved:
    """What a round of one size took and gave: seconds, seconds of CPU, MiB at most, and its proof."""

    mentees: int
    wall: float
    cpu: float
    memory: float
    matched: int
    score: int
    bound: int
    is_optimal: bool
    reasons: Mapping[str, int]


def solved(mentees: int) -> Solved:
    """Solve one size here, and measure."""
    people, asked = pool(mentees), terms()
    wall, cpu = time.perf_counter(), time.process_time()
    found = solve(people, asked)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    proof = found.proof
    reasons = Counter(one.reason for one in found.unmatched)
    return Solved(mentees, wall, cpu, memory, proof.matched, proof.score, proof.bound, proof.is_optimal, dict(reasons))


# --- others on the same people ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quality:
    """How a way of matching did: people matched, the sum and the mean of their scores, and the mean of the tenth of
    them that is worst off."""

    name: str
    matched: int
    total: int
    mean: float
    worst: float


def compared(mentees: int, share: float) -> list[Quality]:
    """Ours, greedy (best pair first) and stable (mentees propose) on the same people, judged by the same scores.

    Load costs are left out for all three.
    """
    hall = Hall(pool(mentees, share), terms())
    grid, costs = grid_of(hall), [hall.costs(one) for one in hall.mentors]
    everything = [(some, columns, scores) for some, columns, scores in grid.blocks(np.arange(grid.height))]
    scores = np.full((grid.height, grid.width), -1, np.int32)
    for some, columns, block in everything:
        scores[np.ix_(some, columns)] = block
    free_of_cost = Seats.of([[0] * len(one) for one in costs])
    ours = assign(grid, free_of_cost, candidates(grid)).mentor_of.tolist()
    seats = [len(one) for one in costs]
    ways: dict[str, list[int]] = {"ours": ours, "greedy": _greedy(scores, seats), "stable": _stable(scores, seats)}
    return [_quality(name, scores, mentor_of) for name, mentor_of in ways.items()]


def _quality(name: str, scores: np.ndarray[Any, Any], mentor_of: list[int]) -> Quality:
    worth = np.sort([scores[row, column] for row, column in enumerate(mentor_of) if column != NOBODY])
    tenth = worth[: max(1, int(len(worth) * WORST))]
    return Quality(name, len(worth), int(worth.sum()), float(worth.mean()), float(tenth.mean()))


def _greedy(scores: np.ndarray[Any, Any], seats: list[int]) -> list[int]:
    """The best pair that is still possible, again and again."""
    left, mentor_of = list(seats), [NOBODY] * len(scores)
    rows, columns = np.nonzero(scores >= 0)
    for at in np.argsort(-scores[rows, columns], kind="stable").tolist():
        row, column = int(rows[at]), int(columns[at])
        if mentor_of[row] == NOBODY and left[column]:
            mentor_of[row] = column
            left[column] -= 1
    return mentor_of


def _stable(scores: np.ndarray[Any, Any], seats: list[int]) -> list[int]:
    """Deferred acceptance (Gale and Shapley): mentees propose in order, mentors keep those with the highest scores."""
    order = [np.argsort(-row, kind="stable")[: int((row >= 0).sum())].tolist() for row in scores]
    asked, mentor_of = [0] * len(scores), [NOBODY] * len(scores)
    held: list[list[int]] = [[] for _ in seats]
    free = list(range(len(scores)))
    while free:
        row = free.pop()
        while mentor_of[row] == NOBODY and asked[row] < len(order[row]):
            column = order[row][asked[row]]
            asked[row] += 1
            held[column].append(row)
            mentor_of[row] = column
            if len(held[column]) > seats[column]:
                out = min(held[column], key=lambda one: (scores[one, column], -one))
                held[column].remove(out)
                mentor_of[out] = NOBODY
                if out != row:
                    free.append(out)
    return mentor_of


# --- shown -----------------------------------------------------------------------------------------------------


def show_matching(console: Console, people: int | None, look: int | None) -> None:
    """Print the tables; with `people` for one size only, with `look` so many pairs to read by eye."""
    if look:
        _show_pairs(console, look)
        return
    sizes = (people,) if people else SIZES
    table = Table(title="One round, by number of mentees", title_justify="left", header_style="bold")
    for heading in (
        "mentees",
        "mentors",
        "s",
        "CPU s",
        "CPU ms/mentee",
        "MiB",
        "matched",
        "score",
        "bound",
        "of bound",
    ):
        table.add_column(heading, justify="right")
    for size in sizes:
        with console.status(f"{size:,} mentees"):
            one: Solved = _alone(solved, size)
        share = one.score / one.bound if one.bound else 1.0
        cells = (f"{one.wall:.1f}", f"{one.cpu:.1f}", f"{1000 * one.cpu / size:.2f}", f"{one.memory:,.0f}")
        proof = (f"{one.matched:,}", f"{one.score:,}", f"{one.bound:,}", f"{share:.2%}")
        table.add_row(f"{size:,}", f"{int(size * MENTORS):,}", *cells, *proof)
    console.print(table)
    for share in (MENTORS, PLENTY):
        _show_compared(console, min(people or 10_000, 10_000), share)


def _show_compared(console: Console, size: int, share: float) -> None:
    with console.status("greedy and stable"):
        found: list[Quality] = _alone(compared, size, share)
    title = f"{size:,} mentees and {int(size * share):,} mentors, side by side"
    table = Table(title=title, title_justify="left", header_style="bold")
    for heading in ("", "matched", "sum of scores", "mean score", "worst-off tenth"):
        table.add_column(heading, justify="right")
    for one in found:
        table.add_row(one.name, f"{one.matched:,}", f"{one.total:,}", f"{one.mean:,.0f}", f"{one.worst:,.0f}")
    console.print(table)


def _alone(work: Callable[..., Any], *given: Any) -> Any:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(work, *given).result()


def _show_pairs(console: Console, count: int) -> None:
    """So many mentees, each with their answers, the mentor found and why."""
    people = Pool("believable", believable(SEED, count, int(count * MENTORS), terms()))
    found, speech = solve(people, terms()), Speech()
    member = {one.person.id: one for one in people.members}

    def about(person: int) -> str:
        one = member[person]
        profile: dict[str, Any] = dict(one.membership.profile)
        place = profile.pop("place")
        said = " · ".join(f"{name}: {_plain(value)}" for name, value in profile.items())
        return f"{one.person.name}, {place['city']} {place['country']} · {said}"

    for pair in found.pairs:
        console.print(f"[bold]{pair.score}[/bold] {dict(pair.parts)}", highlight=False)
        console.print(f"  mentee {about(pair.mentee)}", highlight=False, markup=False)
        console.print(f"  mentor {about(pair.mentor)}", highlight=False, markup=False)
        for line in spoken(ground_of(found.grounds[pair.mentee, pair.mentor]), "mentee", "en"):
            console.print(f"    {speech.say(line, 'en')}", highlight=False, markup=False)
    for one in found.unmatched:
        console.print(f"{one.reason} → {one.easing or '-'} ({one.would_fit}): {about(one.mentee)}", markup=False)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one.get("own") or one.get("name")) if isinstance(one, dict) else str(one) for one in value)
    return str(value)
