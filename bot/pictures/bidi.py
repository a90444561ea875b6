"""In which order a line's pieces stand before the eye, when writing runs to the right and to the left in it.

Unicode's bidirectional algorithm (UAX #9) for one line without explicit embeddings, and without its rule for brackets
(N0): names and short sentences need neither.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_LEFTWARDS = frozenset({"R", "AL"})
_UNSEEN = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"})
_JOINERS = "\u200c\u200d"


def plain(text: str) -> str:
    """The text without marks that only steer direction; joiners stay, words are written with them."""
    return "".join(c for c in text if c in _JOINERS or unicodedata.bidirectional(c) not in _UNSEEN)


def runs_leftwards(text: str) -> bool:
    """Whether the first letter with a direction runs to the left."""
    strong = (kind for c in text if (kind := unicodedata.bidirectional(c)) in {"L", "R", "AL"})
    return next(strong, "L") in _LEFTWARDS


def visual_runs(text: str, *, leftwards: bool) -> list[tuple[str, bool]]:
    """The pieces of one line from left to right, each in reading order with whether it runs to the left."""
    levels = _levels(text, int(leftwards))
    runs: list[tuple[int, str]] = []
    for character, level in zip(text, levels, strict=True):
        if runs and runs[-1][0] == level:
            runs[-1] = (level, runs[-1][1] + character)
        else:
            runs.append((level, character))
    for level in range(max(levels, default=0), 0, -1):
        runs = list(_reversed_from(level, runs))
    return [(piece, bool(level % 2)) for level, piece in runs]


def _reversed_from(level: int, runs: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Rule L2: every sequence of this level or higher is turned around."""
    held: list[tuple[int, str]] = []
    for run in runs:
        if run[0] >= level:
            held.append(run)
        else:
            yield from reversed(held)
            held = []
            yield run
    yield from reversed(held)


def _levels(text: str, base: int) -> list[int]:
    kinds = _strong_and_numbers([unicodedata.bidirectional(c) or "L" for c in text], "R" if base else "L")
    kinds = _without_neutrals(kinds, "R" if base else "L")
    raised = {"L": base + base % 2, "R": base + 1 - base % 2, "AN": 2, "EN": 2}
    levels = [raised[kind] for kind in kinds]
    for at in range(len(text) - 1, -1, -1):
        if not text[at].isspace():
            break
        levels[at] = base
    return levels


def _strong_and_numbers(kinds: list[str], edge: str) -> list[str]:
    """Rules W1 to W7: marks take after their letter, and signs after the numbers they stand with."""
    kinds = ["R" if kind == "AL" else kind for kind in _marks_and_arabic_numbers(kinds, edge)]
    for at in range(1, len(kinds) - 1):
        left, kind, right = kinds[at - 1 : at + 2]
        if left == right and ((kind == "ES" and left == "EN") or (kind == "CS" and left in {"EN", "AN"})):
            kinds[at] = left
    for beside, order in ((-1, range(1, len(kinds))), (1, range(len(kinds) - 2, -1, -1))):
        for at in order:
            if kinds[at] == "ET" and kinds[at + beside] == "EN":
                kinds[at] = "EN"
    strong = edge
    for at, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
    return kinds


def _marks_and_arabic_numbers(kinds: list[str], edge: str) -> list[str]:
    """Rules W1 and W2."""
    strong, settled = edge, [edge]
    for kind in kinds:
        if kind == "NSM":
            settled.append(settled[-1])
        elif kind == "EN" and strong == "AL":
            settled.append("AN")
        else:
            settled.append(kind)
        if kind in {"L", "R", "AL"}:
            strong = kind
    return settled[1:]


def _without_neutrals(kinds: list[str], edge: str) -> list[str]:
    """Rules N1 and N2: what has no direction takes that of both its neighbours, else the line's."""
    settled = list(kinds)
    at = 0
    while at < len(kinds):
        if kinds[at] in {"L", "R", "EN", "AN"}:
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] not in {"L", "R", "EN", "AN"}:
            end += 1
        left = _side(kinds[at - 1]) if at else edge
        right = _side(kinds[end]) if end < len(kinds) else edge
        settled[at:end] = [left if left == right else edge] * (end - at)
        at = end
    return settled


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"
