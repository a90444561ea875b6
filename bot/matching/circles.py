"""No circles: nobody becomes the mentor of their own mentor, directly or through others, within one round either."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.matching.assigning import NOBODY, Assignment

Pairs = frozenset[tuple[int, int]]
TRIES = 40
"""Assignments tried to prove that the circles were opened at the least cost; beyond, the weakest pairs give way."""


@dataclass(frozen=True, slots=True)
class People:
    """Who stands behind rows and columns, and who was whose mentor before the round (mentor → mentees, by person)."""

    mentees: tuple[int, ...]
    mentors: tuple[int, ...]
    bonds: Mapping[int, frozenset[int]] = field(default_factory=dict)


def opened(
    people: People, solve: Callable[[Pairs], Assignment], worth: Callable[[int, int], int]
) -> tuple[Assignment, Pairs, bool]:
    """The best assignment without circles, the pairs left out for it, and whether no better one exists.

    `solve` gives the best assignment that leaves out some pairs, `worth` the score of a pair. Branch and bound:
    one pair of a circle must go, so each is tried; what may still have circles bounds what comes of it.
    """
    first = solve(frozenset())
    ahead: list[tuple[int, int, list[tuple[int, int]], Pairs, Assignment]] = [(*_order(first), [], frozenset(), first)]
    tried = 1
    seen: set[Pairs] = {frozenset()}
    while ahead and tried < TRIES:
        *_, left_out, found = heapq.heappop(ahead)
        circle = find_circle(people, found)
        if not circle:
            return found, left_out, True
        for pair in circle:
            fewer = left_out | {pair}
            if fewer not in seen:
                seen.add(fewer)
                tried += 1
                other = solve(fewer)
                heapq.heappush(ahead, (*_order(other), sorted(fewer), fewer, other))
    return _dived(people, solve, worth, first)


def _order(found: Assignment) -> tuple[int, int]:
    return -int((found.mentor_of != NOBODY).sum()), -found.score


def _dived(
    people: People, solve: Callable[[Pairs], Assignment], worth: Callable[[int, int], int], found: Assignment
) -> tuple[Assignment, Pairs, bool]:
    left_out: Pairs = frozenset()
    while circle := find_circle(people, found):
        left_out |= {min(circle, key=lambda pair: (worth(*pair), pair))}
        found = solve(left_out)
    return found, left_out, False


def find_circle(people: People, found: Assignment) -> list[tuple[int, int]]:
    """The new pairs (row, column) of one circle, [] where there is none."""
    pairs = [(row, int(column)) for row, column in enumerate(found.mentor_of) if column != NOBODY]
    arrows: dict[int, list[int]] = {mentor: sorted(mentees) for mentor, mentees in people.bonds.items()}
    for row, column in pairs:
        arrows.setdefault(people.mentors[column], []).append(people.mentees[row])
    new = {(people.mentors[column], people.mentees[row]): (row, column) for row, column in pairs}
    while circle := _circle(arrows):
        steps = list(zip(circle, [*circle[1:], *circle[:1]], strict=True))
        if found_new := sorted(new[step] for step in steps if step in new):
            return found_new
        mentor, mentee = steps[0]  # a circle from before this round, which it need not open
        arrows[mentor].remove(mentee)
    return []


def _circle(arrows: Mapping[int, Iterable[int]]) -> list[int]:
    """The persons of one circle along these arrows, in order; people without arrows on both sides are in none."""
    done: set[int] = set()
    for start in sorted(arrows):
        path: dict[int, None] = {}
        trail = [(start, iter(arrows[start]))] if start not in done else []
        if trail:
            path[start] = None
        while trail:
            person, following = trail[-1]
            after = next((one for one in following if one in arrows and one not in done), None)
            if after is None:
                trail.pop()
                done.add(person)
                del path[person]
            elif after in path:
                order = list(path)
                return order[order.index(after) :]
            else:
                path[after] = None
                trail.append((after, iter(arrows[after])))
    return []
