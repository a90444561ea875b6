"""Which concept a text means: by its names first, then by what stands in it, then forgiving slips of the finger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
FEW = 2
"""Words that carry meaning, up to which one of them alone may be misspelt."""
FEW_WORDS = 4
"""Words up to which a guess is worth asking back; whoever writes more explains themselves."""
MISSPELT_AT_MOST = 24
"""Runs of words in which slips of the finger are looked for; each is compared with every name."""

_FILLER = (
    "a an the to of my me i im id and or in at on for with as be am is are was want like love would become "
    "becoming work working worked job jobs learn learning help get find more about have been years year un una "
    "unos unas el la los las de del y o en con por para mi yo soy ser quiero quisiera gustaria trabajar trabajo "
    "como muy mas je suis une des du le les et ou dans avec pour ich bin ein eine der die das und oder mit fur "
    "als werden mochte eu sou um uma e em com й та в у на з як хочу бути انا في من على الى ان اريد اصبح اعمل مع "
    "او"
)
_LITTLE = frozenset(_FILLER.split())
_PLURALS = (("ies", "y"), ("es", ""), ("s", ""))


def meaning(text: str, language: str = "", kinds: Sequence[str] = KINDS) -> Concept | None:
    """The concept a text means, of the first of these kinds that has one of that name; None when nothing is clear.

    Names are known in every language, whoever writes them; the writer's (a BCP 47 tag) decides between two meanings.
    """
    return _meaning(text, language, tuple(kinds))


def maybe_meant(text: str, language: str, kinds: Sequence[str]) -> tuple[str, str] | None:
    """What a few words may mean that are nearly a name, and may as well be others ("layer"): which of them, and the
    name as it is written; None where the meaning is clear, or there is none."""
    words = normalise(text).split()
    if len(words) > FEW_WORDS or denies(words):
        return None
    asked = _Asked(tuple(kinds), language)
    guess = None if asked.named(" ".join(words)) else _found(words, asked)
    if not isinstance(guess, _Guess) or _is_surely_a_slip(guess.said, guess.name) or _is_deed(guess.said, words):
        return None
    return guess.said, concepts().spelling(guess.concept.key, guess.name)


def _is_deed(said: str, words: Sequence[str]) -> bool:
    """Whether these words say what someone does rather than what they are: "I drive a taxi" means no driver."""
    before, _, after = f" {' '.join(words)} ".partition(f" {said} ")
    return before.endswith(_DOING) or after.startswith(_WHAT_IS_DONE)


_DOING = (" i", " we", " to", " yo", " nosotros")
_WHAT_IS_DONE = ("a ", "an ", "the ", "my ", "un ", "una ", "el ", "la ", "los ", "las ", "mi ")


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
def _meaning(text: str, language: str, kinds: tuple[str, ...]) -> Concept | None:
    words = normalise(text).split()[:WORDS_AT_MOST]
    asked = _Asked(kinds, language)
    whole = asked.named(" ".join(words))
    if whole is not None or not words or denies(words):
        return whole
    found = _found(words, asked)
    return found.concept if isinstance(found, _Guess) else found


def _found(words: list[str], asked: _Asked) -> Concept | _Guess | None:
    runs = list(_runs(words))
    longer = [run for run in runs if len(run) > 1]
    single = [run for run in runs if len(run) == 1 and not run[0].isdigit()]
    found = _in(longer, asked) or _nearly(longer, asked) or _in(single, asked)
    # In a sentence, a word like "broken" is rather itself than a slip of the finger for "broker".
    return found or (_nearly(single, asked) if len(single) <= FEW else None)


@dataclass(frozen=True, slots=True)
class _Guess:
    """A concept that some words are nearly a name of, both normalised."""

    concept: Concept
    said: str
    name: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """Of which kinds something is sought, and the writer's language."""

    kinds: tuple[str, ...]
    language: str

    def named(self, name: str) -> Concept | None:
        return concepts().named(name, self.kinds, self.language)

    def oddity(self, said: str, concept: Concept, name: str) -> tuple[bool, bool]:
        """Of several names one concept has, what makes it less likely that this one was meant."""
        own = self.language.replace("_", "-").partition("-")[0].lower()
        return not _is_surely_a_slip(said, name), not concepts().is_said(concept.key, name, own)


def _runs(words: Sequence[str]) -> Iterator[list[str]]:
    """The runs of words in a text, the longest first, those in front before those behind."""
    for length in range(min(NAME_AT_MOST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            run = list(words[start : start + length])
            if run[0] not in _LITTLE and run[-1] not in _LITTLE:
                yield run


def _in(runs: Sequence[list[str]], asked: _Asked) -> Concept | None:
    spelt = (spelling for run in runs for spelling in _spellings(run))
    return next((found for name in spelt if (found := asked.named(name))), None)


def _spellings(run: list[str]) -> Iterator[str]:
    """A run of words as it stands, without an Arabic article, and in the singular."""
    yield " ".join(run)
    bare = [word.removeprefix("ال") if len(word) > 4 else word for word in run]
    if bare != run:
        yield " ".join(bare)
    last = run[-1]
    for ending, other in _PLURALS:
        if last.endswith(ending) and len(last) > len(ending) + 2:
            yield " ".join((*run[:-1], last[: -len(ending)] + other))


def _is_slip(said: str, name: str) -> bool:
    """Whether a short word is rather a slip than another word: "docter" is one, "broken" and "printer" are words."""
    if len(said) >= _LONG or len(said) != len(name) or not said.isascii():
        return True
    other = [pair for pair in zip(said, name, strict=True) if pair[0] != pair[1]]
    return len(other) != 1 or set(other[0]) <= _VOWELS


def _is_surely_a_slip(said: str, name: str) -> bool:
    """Whether nobody means another word by it: a long one, or one in which only a vowel is another."""
    return len(said) >= _LONG or (said.isascii() and len(said) == len(name))


_LONG = 8
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=16)
def _names(kinds: tuple[str, ...]) -> list[str]:
    listed = concepts()
    return [
        name
        for name, keys in listed.by_name.items()
        if len(name) > 4 and any(listed.by_key[k].kind in kinds for k in keys)
    ]


def _nearly(runs: Sequence[list[str]], asked: _Asked) -> _Guess | None:
    """The concept whose name is a slip or two from a run of words, if only one is."""
    for run in runs[:MISSPELT_AT_MOST]:
        said = " ".join(run)
        if len(said) < 5 or len(run) > 3:
            continue
        cutoff = 1 if len(said) < 8 else 2
        near = process.extract(said, _names(asked.kinds), scorer=OSA.distance, score_cutoff=cutoff, limit=4)
        near = [one for one in near if (one[0][0] == said[0] or one[1] == 1) and _is_slip(said, one[0])]
        least = [(found, name) for name, slips, _ in near if slips == near[0][1] and (found := asked.named(name))]
        if len({found.key for found, _ in least}) == 1:
            found, name = min(least, key=lambda one: asked.oddity(said, *one))
            return _Guess(found, said, name)
    return None
