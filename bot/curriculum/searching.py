"""Searching a program's steps and sheets in a person's words: accents, typos and word ends forgiven."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from bot.curriculum.program import Program
from bot.curriculum.reading import sheet, sheet_ids, text
from bot.words.folding import words_of

_ALIKE = 78
"""Similarity in per cent from which a word counts as a misspelt other."""
_SHORTEST = 4
"""Letters of a word that may be the beginning of another, or a misspelt one."""
_TITLE, _TASK, _BODY, _ABOUT = 3.0, 1.5, 1.0, 0.5
_TARGET = re.compile(r"\]\([^)\s]*\)")
"""Where a link leads: nothing people search for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: a step or a sheet, its title in `language`, and how well it fits (more is better)."""

    kind: Literal["step", "sheet"]
    id: str
    title: str
    language: str
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: Hit
    said: str
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Index:
    """`holders`: by word, which entries have it and how much it counts there."""

    entries: tuple[_Entry, ...]
    holders: Mapping[str, tuple[tuple[int, float], ...]]


def search(program: Program, words: str, language: str, limit: int = 5) -> list[Hit]:
    """What of a program's steps and sheets fits these words, the best first.

    Looks in titles, tasks, questions, sheets and, counted less, in what a step tells the mentee. Rare words count more
    than frequent ones, so that no list of words to leave out is needed. The words as a whole are also looked for inside
    texts, for scripts that write no spaces.
    """
    index = _index(program, language)
    scores: dict[int, float] = defaultdict(float)
    asked = list(dict.fromkeys(_words(words)))
    for word in asked:
        best: dict[int, float] = {}
        for found, likeness in _near(word, index):
            rare = math.log(1 + len(index.entries) / len(index.holders[found]))
            for at, weight in index.holders[found]:
                best[at] = max(best.get(at, 0.0), weight * likeness * rare)
        for at, score in best.items():
            scores[at] += score
    whole = " ".join(asked)
    for at, entry in enumerate(index.entries):
        if len(whole) > 1 and whole in entry.said:
            scores[at] += 1.0
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [_scored(index.entries[at].hit, score) for at, score in ranked[:limit]]


def _scored(hit: Hit, score: float) -> Hit:
    return Hit(hit.kind, hit.id, hit.title, hit.language, round(score, 3))


def _near(word: str, index: _Index) -> Iterator[tuple[str, float]]:
    """Words of the program like this one: itself and those it begins, else those it may be misspelt from.

    Likeness is from 0 to 1.
    """
    if word in index.holders:
        yield word, 1.0
    if len(word) < _SHORTEST:
        return
    begun = [other for other in index.holders if other != word and other.startswith(word)]
    yield from ((other, 0.8) for other in begun)
    if not begun and word not in index.holders:
        others = index.holders.keys()
        for other, likeness, _ in process.extract(word, others, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=8):
            yield other, 0.7 * likeness / 100


@lru_cache(maxsize=8)
def _index(program: Program, language: str) -> _Index:
    entries = tuple(_entries(program, language))
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, entry in enumerate(entries):
        for word, weight in entry.weights.items():
            holders[word].append((at, weight))
    return _Index(entries, {word: tuple(places) for word, places in holders.items()})


def _entries(program: Program, language: str) -> Iterator[_Entry]:
    for plan in program.steps:
        step = text(program, plan.id, language)
        hit = Hit("step", step.id, step.title, step.language, 0)
        resources = " ".join(resource.title for resource in step.resources)
        body = f"{step.question} {resources}"
        parts = ((step.title, _TITLE), (step.task, _TASK), (body, _BODY), (step.mentee, _ABOUT))
        yield _entry(hit, parts)
    for id in sheet_ids(program):
        found = sheet(program, id, language)
        hit = Hit("sheet", id, found.title, found.language, 0)
        yield _entry(hit, ((found.title, _TITLE), (found.text, _BODY)))


def _entry(hit: Hit, parts: Iterable[tuple[str, float]]) -> _Entry:
    """A word said more often counts a little more, and most where it counts most."""
    weights: dict[str, float] = {}
    said = []
    for part, weight in parts:
        found = _words(part)
        said.append(" ".join(found))
        for word, times in Counter(found).items():
            weights[word] = max(weights.get(word, 0.0), weight * (1 + 0.2 * math.log(times)))
    return _Entry(hit, "\n".join(said), weights)


def _words(text: str) -> list[str]:
    """Folded words, line by line: folding reads only so much at a time."""
    return [word for line in _TARGET.sub(" ", text).split("\n") for word in words_of(line)]
