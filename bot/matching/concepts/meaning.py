"""Which concept a text means: by its names first, then by what stands in it, then forgiving slips of the finger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.concepts.listed import KINDS, Concept, concepts
from bot.matching.concepts.semantic import nearest
from bot.words.folding import denies, normalise

WORDS_AT_MOST = 40
"""Words of a text that are looked at."""
NAME_AT_MOST = 5
"""Words in the longest name that is looked for within a text."""

_FILLER = (
    "a an the to of my me i im id and or in at on for with as be am is are was want like love would become becoming "
    "work working job jobs learn learning help get find more about have been years year un una unos unas el la los las "
    "de del y o en con por para mi me yo soy ser quiero quisiera gustaria trabajar trabajo como muy mas je suis une des "
    "du le les et ou dans avec pour ich bin ein eine der die das und oder mit fur als werden mochte eu sou um uma e em "
    "com i й та в у на з як хочу бути انا في من على الى ان اريد اصبح اعمل مع او"
)
_LITTLE = frozenset(_FILLER.split())
_PLURALS = (("ies", "y"), ("es", ""), ("s", ""))


def meaning(text: str, language: str = "", kinds: Sequence[str] = KINDS) -> Concept | None:
    """The concept a text means, of the first of these kinds that has one of that name; None when nothing is clear.

    `language` is the writer's BCP 47 tag; names are known in every language whoever writes them.
    """
    del language  # every name is looked up in every language: people mix them
    return _meaning(text, tuple(kinds))


def nearness(one: Concept, other: Concept) -> float:
    """How near two concepts are: 1 the same, 0.7 related, 0.4 of one field, 0 otherwise."""
    return concepts().nearness(one.key, other.key) / 100


class Meanings:
    """The same, with meanings of free text across languages where the extra `semantic` is installed and wanted."""

    def __init__(self, *, with_semantics: bool = False) -> None:
        self.with_semantics = with_semantics

    def meaning(self, text: str, language: str = "", kinds: Sequence[str] = KINDS) -> Concept | None:
        """The concept a text means, None when nothing is clear."""
        found = meaning(text, language, kinds)
        if found is not None or not self.with_semantics or not text or denies(normalise(text).split()):
            return found
        return nearest(text, tuple(kinds))


@lru_cache(maxsize=8192)
def _meaning(text: str, kinds: tuple[str, ...]) -> Concept | None:
    words = normalise(text).split()[:WORDS_AT_MOST]
    whole = _named(" ".join(words), kinds)
    if whole is not None or not words or denies(words):
        return whole
    return _within(words, kinds) or _misspelt(words, kinds)


def _named(name: str, kinds: tuple[str, ...]) -> Concept | None:
    listed = concepts()
    found = [listed.by_key[key] for key in listed.by_name.get(name, ())]
    return min((one for one in found if one.kind in kinds), key=lambda one: kinds.index(one.kind), default=None)


def _pieces(words: Sequence[str]) -> Iterator[list[str]]:
    """The runs of words in a text, the longest first, those in front before those behind."""
    for length in range(min(NAME_AT_MOST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            piece = list(words[start : start + length])
            if piece[0] not in _LITTLE and piece[-1] not in _LITTLE:
                yield piece


def _within(words: Sequence[str], kinds: tuple[str, ...]) -> Concept | None:
    spelt = (spelling for piece in _pieces(words) for spelling in _spellings(piece))
    return next((found for name in spelt if (found := _named(name, kinds))), None)


def _spellings(piece: list[str]) -> Iterator[str]:
    """A run of words as it stands, without an Arabic article, and in the singular."""
    yield " ".join(piece)
    bare = [word.removeprefix("ال") if len(word) > 4 else word for word in piece]
    if bare != piece:
        yield " ".join(bare)
    last = piece[-1]
    for ending, other in _PLURALS:
        if last.endswith(ending) and len(last) > len(ending) + 2:
            yield " ".join((*piece[:-1], last[: -len(ending)] + other))


@lru_cache(maxsize=16)
def _names(kinds: tuple[str, ...]) -> list[str]:
    listed = concepts()
    return [
        name
        for name, keys in listed.by_name.items()
        if len(name) > 4 and any(listed.by_key[k].kind in kinds for k in keys)
    ]


def _misspelt(words: Sequence[str], kinds: tuple[str, ...]) -> Concept | None:
    """The concept whose name is a slip or two from a run of words, if only one is."""
    for piece in _pieces(words[:12]):
        said = " ".join(piece)
        if len(said) < 5 or len(piece) > 3:
            continue
        cutoff = 1 if len(said) < 8 else 2
        near = process.extract(said, _names(kinds), scorer=OSA.distance, score_cutoff=cutoff, limit=4)
        near = [one for one in near if one[0][0] == said[0] or one[1] == 1]
        least = [_named(name, kinds) for name, slips, _ in near if slips == near[0][1]]
        if least and len({one.key for one in least if one}) == 1:
            return least[0]
    return None
