"""Compares what came with what a scene says, and says in words where they differ.

A scene need not say everything: “…” within a message stands for any words, buttons that are not written are not looked
at, and a message that is “…” alone stands for whatever else comes there. Edits and home tabs count only where the scene
writes some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.adapters.rehearsal.scenes import SceneLine

ANYTHING = "…"
LONGEST = 100
"""Characters of a message that a difference quotes."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that came otherwise, by the line of the scene."""

    line: int
    said: str


def fits(expected: SceneLine, came: SceneLine) -> bool:
    """Whether this is what the scene says."""
    if (expected.kind, expected.who) != (came.kind, came.who):
        return False
    if expected.file and expected.file != came.file:
        return False
    if expected.of and expected.of != came.of:
        return False
    if expected.widget and expected.widget != came.widget:
        return False
    return bool(_pattern(expected.text).fullmatch(_even(came.text))) and _in_order(expected.buttons, came.buttons)


def differences(expected: Sequence[tuple[int, SceneLine]], came: Sequence[SceneLine], end: int) -> list[Difference]:
    """What one person was told otherwise between two things that people did; `end` is the line after it."""
    pairs = _aligned([line for _, line in expected], came)
    missing = [
        at for at in range(len(expected)) if at not in {one for one, _ in pairs} and not _is_open(expected[at][1])
    ]
    open_at = {at for at, (_, line) in enumerate(expected) if _is_open(line)}
    found = []
    extra = [at for at in range(len(came)) if at not in {other for _, other in pairs}]
    for at in missing:
        line, said = expected[at]
        instead = _instead(expected, came, at, pairs, extra)
        if instead is None:
            found.append(Difference(line, f"{said.who} was to hear {_quote(said)}, and nothing came"))
        else:
            extra.remove(instead)
            found.append(Difference(line, _otherwise(said, came[instead])))
    for at in extra:
        if not _covered(at, pairs, open_at):
            line = next((expected[one][0] for one, other in pairs if other > at), end)
            found.append(Difference(line, f"before this line {came[at].who} heard as well: {_quote(came[at])}"))
    return found


def _aligned(expected: Sequence[SceneLine], came: Sequence[SceneLine]) -> list[tuple[int, int]]:
    """The longest run of messages that came as they are written, in order."""
    best = [[0] * (len(came) + 1) for _ in range(len(expected) + 1)]
    for one in reversed(range(len(expected))):
        for other in reversed(range(len(came))):
            is_it = not _is_open(expected[one]) and fits(expected[one], came[other])
            best[one][other] = (
                best[one + 1][other + 1] + 1 if is_it else max(best[one + 1][other], best[one][other + 1])
            )
    pairs, one, other = [], 0, 0
    while one < len(expected) and other < len(came):
        if not _is_open(expected[one]) and fits(expected[one], came[other]):
            pairs.append((one, other))
            one, other = one + 1, other + 1
        elif best[one + 1][other] >= best[one][other + 1]:
            one += 1
        else:
            other += 1
    return pairs


def _covered(at: int, pairs: Sequence[tuple[int, int]], open_at: set[int]) -> bool:
    """Whether the scene says “…” where this came."""
    before = max((one for one, other in pairs if other < at), default=-1)
    after = min((one for one, other in pairs if other > at), default=10**9)
    return any(before < one < after for one in open_at)


def _instead(
    expected: Sequence[tuple[int, SceneLine]],
    came: Sequence[SceneLine],
    at: int,
    pairs: Sequence[tuple[int, int]],
    extra: Sequence[int],
) -> int | None:
    """What came in the place of something that is missing: the likest of what lies between its neighbours."""
    first = max((other for one, other in pairs if one < at), default=-1)
    until = min((other for one, other in pairs if one > at), default=len(came))
    words = _even(expected[at][1].text)
    between = [other for other in extra if first < other < until]
    return max(between, key=lambda other: _likeness(words, _even(came[other].text)), default=None)


def _likeness(words: str, said: str) -> float:
    """How alike two messages begin, from 0 to 1."""
    return SequenceMatcher(None, words, said[: len(words)]).ratio()


def _otherwise(said: SceneLine, came: SceneLine) -> str:
    if _pattern(said.text).fullmatch(_even(came.text)) and said.kind == came.kind:
        if not _in_order(said.buttons, came.buttons):
            return f"{said.who} was to see the buttons {_labels(said)}; there are {_labels(came) or 'none'}"
        return f"{said.who} got {_quote(came)} in another form than the scene says"
    return f"{said.who} was to hear {_quote(said)}; this came: {_quote(came)}"


def _is_open(line: SceneLine) -> bool:
    return line.kind == "says" and line.text.strip() == ANYTHING and not line.buttons


def _in_order(wanted: Sequence[str], there: Sequence[str]) -> bool:
    left: Iterator[str] = iter(there)
    return all(label in left for label in wanted)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*?".join(re.escape(_even(part)) for part in text.split(ANYTHING)), re.DOTALL)


_UNSEEN = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def _even(text: str) -> str:
    """With one space between words, and without the marks that keep names apart, which nobody can see or type."""
    return " ".join(text.translate(_UNSEEN).split())


def _labels(line: SceneLine) -> str:
    return " ".join(f"[{label}]" for label in line.buttons)


def _quote(line: SceneLine) -> str:
    words = _even(line.text)
    text = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    file = f"{{{line.file}}} " if line.file else ""
    return f"“{file}{text}”"
