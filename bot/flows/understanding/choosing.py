"""Which option someone means who types instead of pressing: tolerant of wording, never guessing between two."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex
from rapidfuzz.distance import OSA

from bot.flows.understanding.numerals import numbers, ordinal
from bot.flows.understanding.yes_and_no import NO, POLITE, YES, agreement, is_asking
from bot.words.folding import denies, folded, normalise

_POSITION = regex.compile(
    r"^(?P<word>(?:option|number|choice|answer|nr|no|nummer|opcion|numero|la|el)\b\W*)?(?P<sign>[#(]\W*)?(?P<n>\d{1,3})"
    r"(?P<end>[.)]?)$"
)
_WANT = regex.compile(
    r"\b(?:id|i would|i|we|would)? ?(?:really |just |also )?(?:would )?"
    r"(?:want|wanna|wish|like|love|need|prefer|am looking for|looking for|choose|pick|take|quiero|quisiera|necesito"
    r"|prefiero|busco|me gustaria|elijo)\b"
)
_BECOME = regex.compile(r"\b(?:be|become|becoming|being|am|im|ser|soy|convertirme en|hacerme)\b")
_CLAUSES = regex.compile(r"[,;.:!?\n]+|\b(?:and|so|because|y|porque|pues)\b")
_LITTLE = (
    "a an the to of my me i id please pls thanks thank you hi hello hey so ok okay well un una unos unas el la los las "
    "de por favor gracias yo me en have get that this option one number with for and in just maybe mi mis que"
)
_NEUTRAL = frozenset(_LITTLE.split())
WORDS_AT_MOST = 300
"""Characters beyond which someone is telling a story, not naming an option."""

YES_KEYS = frozenset({"yes", "agree", "accept", "ok", "sure", "consent"})
NO_KEYS = frozenset({"no", "nobody", "decline", "disagree", "refuse"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An option as it can be named: its key, and its label in the reader's language and in English."""

    key: str
    labels: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it may be called, normalised."""
        return tuple(dict.fromkeys(filter(None, map(normalise, self.labels))))


def choose(text: str, candidates: Sequence[Candidate], language: str) -> str | None:
    """The key of the one option meant, or None when none is, or more than one could be; a "yes?" settles nothing."""
    meant = _meant(text, candidates, language)
    return None if meant in YES_KEYS | NO_KEYS and is_asking(text) else meant


def _meant(text: str, candidates: Sequence[Candidate], language: str) -> str | None:
    said = normalise(text)
    if not said:
        return None
    named = _named(tuple(candidates))
    exact = [key for key, names in named.items() if said in names]
    if exact:
        return exact[0] if len(exact) == 1 else None
    numbered = _numbered(text, candidates, language)
    if numbered is not None:
        return numbered or None
    return _answered(text, candidates) or _worded(said, named, candidates) or _wished(text, named, candidates)


@lru_cache(maxsize=512)
def _named(candidates: tuple[Candidate, ...]) -> dict[str, tuple[str, ...]]:
    """Key → names; the key itself is a name unless it also stands in the label of another option."""
    named: dict[str, tuple[str, ...]] = {}
    for one in candidates:
        key = normalise(one.key.replace("-", " "))
        others = (name for other in candidates if other.key != one.key for name in other.names)
        is_own = not any(f" {key} " in f" {name} " for name in others)
        named[one.key] = tuple(dict.fromkeys((*one.names, *((key,) if is_own else ()))))
    return named


def _numbered(text: str, candidates: Sequence[Candidate], language: str) -> str | None:
    """The key at a typed position; "" when the number could be meant otherwise, None when there is no position."""
    place, is_explicit = _position(text, language)
    if place is None or not 1 <= place <= len(candidates):
        return None
    if not is_explicit:
        holding = {one.key for one in candidates if any(str(place) in name.split() for name in one.names)}
        if holding - {candidates[place - 1].key}:
            return ""
    return candidates[place - 1].key


def _position(text: str, language: str) -> tuple[int | None, bool]:
    found = _POSITION.match(folded(text).strip().rstrip("!"))
    if found:
        return int(found["n"]), bool(found["word"] or found["sign"] or found["end"])
    said = normalise(text)
    if said.isdigit():
        return (int(said) if len(said) < 4 else None), False
    kept = [word for word in said.split() if word not in _NEUTRAL]
    if len(kept) != 1:
        return None, False
    place = ordinal(kept[0], language)
    if place is not None:
        return place, True
    counted = numbers(kept[0], language) if said == kept[0] or said.startswith(("option", "number")) else []
    return (counted[0] if len(counted) == 1 else None), False


def _answered(text: str, candidates: Sequence[Candidate]) -> str | None:
    """A "yes" or a "no" in other words, where exactly one option says so."""
    agreed = agreement(text)
    if agreed is None:
        return None
    keys, words = (YES_KEYS, YES) if agreed else (NO_KEYS, NO)
    kept = " ".join(word for word in normalise(text).split() if word not in POLITE)
    rest = set() if kept in words else set(kept.split()[1:]) - _NEUTRAL
    agreeing = [
        one.key
        for one in candidates
        if one.key in keys or any(name.split()[0] in words and rest <= set(name.split()) for name in one.names)
    ]
    return agreeing[0] if len(agreeing) == 1 else None


# --- by its words ----------------------------------------------------------------------------------------------


def _canonical(said: str, becoming: Collection[str] | None = None) -> list[str]:
    """The words that carry meaning: wishes become one word, little words go, and what someone is or becomes is marked.

    "I'd like to be a mentor" is want, =mentor; "I am new here and would like a mentor" is =new, =here, want, mentor;
    "I'd like to be one" is want and a mark. Where `becoming` is given, only what is in it is marked.
    """
    first, *wishes = _WANT.sub("\0", said).split("\0")
    kept = _meaning(first, becoming)
    for wish in wishes:
        kept += ["want", *_meaning(wish, becoming)]
    return kept or said.split()


def _meaning(clause: str, becoming: Collection[str] | None) -> list[str]:
    """The words that carry meaning in what is said before the next wish."""
    words = _BECOME.sub("=", clause).split()
    at = words.index("=") if "=" in words else len(words)
    kept = [word for word in words[:at] if word not in _NEUTRAL]
    becomes = [word for word in words[at:] if word not in _NEUTRAL and word != "="]
    if at < len(words) and (not becomes if becoming is None else "=" in becoming):
        kept.append("=")
    return kept + [f"={word}" if becoming is None or _is_among(word, becoming) else word for word in becomes]


def _is_among(word: str, marked: Collection[str]) -> bool:
    return any(_same(f"={word}", one) for one in marked)


def _same(one: str, other: str) -> bool:
    """Equal but for a slip of the finger or a plural; what one has is not what one becomes."""
    if one == other:
        return True
    if one.startswith("=") != other.startswith("="):
        return False
    one, other = one.removeprefix("="), other.removeprefix("=")
    shorter = min(len(one), len(other))
    return shorter >= 4 and OSA.distance(one, other) <= (1 if shorter < 8 else 2)


def _covers(words: Iterable[str], others: Iterable[str], same: Callable[[str, str], bool]) -> bool:
    known = tuple(others)
    return all(any(same(word, other) for other in known) for word in words)


def _only(keys: Iterable[str]) -> str | None:
    found = tuple(dict.fromkeys(keys))
    return found[0] if len(found) == 1 else None


def _worded(said: str, named: dict[str, tuple[str, ...]], candidates: Sequence[Candidate]) -> str | None:
    if len(said) > WORDS_AT_MOST:
        return None
    denied = denies(said.split())
    fitting = {key: tuple(name for name in names if denies(name.split()) == denied) for key, names in named.items()}
    marked = {word for names in fitting.values() for name in names for word in _canonical(name) if word[0] == "="}
    words = _canonical(said, marked)
    begun = {key for key, names in fitting.items() if any(_begins(said, name) for name in names)}
    if begun:
        return _only(begun)
    return (
        _only(key for key, names in fitting.items() if any(_canonical(name) == words for name in names))
        or _covered(words, fitting, candidates)
        or _contained(words, fitting, named)
        or _misspelt(said, fitting)
    )


def _begins(said: str, name: str) -> bool:
    """Whether a name begins so; two letters are too few, unless they are a word of it."""
    return name.startswith(said if len(said) > 2 else f"{said} ")


def _wished(text: str, named: dict[str, tuple[str, ...]], candidates: Sequence[Candidate]) -> str | None:
    """The one option wished for in a story: "I am new here, and I am looking for a mentor"."""
    clauses = [normalise(clause) for clause in _CLAUSES.split(folded(text))]
    wishes = [clause for clause in clauses if _WANT.search(clause)] if len(clauses) > 1 else []
    if denies(normalise(text).split()) or len(text) > WORDS_AT_MOST:
        return None
    return _only(filter(None, (_worded(wish, named, candidates) for wish in wishes)))


def _covered(words: list[str], fitting: dict[str, tuple[str, ...]], candidates: Sequence[Candidate]) -> str | None:
    """The one option that knows every word that was said, its key included."""
    if set(words) <= {"want"}:
        return None
    for same in (str.__eq__, _same):
        keys = [
            one.key
            for one in candidates
            if any(_covers(words, (*_canonical(name), *one.key.split("-")), same) for name in fitting[one.key])
        ]
        if keys:
            return _only(keys)
    return None


def _contained(words: list[str], fitting: dict[str, tuple[str, ...]], named: dict[str, tuple[str, ...]]) -> str | None:
    """The one option all of whose words were said, unless what was also said belongs to another option."""
    spoken = [word for word in words if word != "want"]
    held: dict[str, set[str]] = {}
    for key, names in fitting.items():
        for name in names:
            needed = {word for word in _canonical(name) if word != "want"}
            if needed - YES - NO and _covers(needed, spoken, _same) and len(needed) >= len(held.get(key, ())):
                held[key] = needed
    fullest = [key for key in held if all(held[other] <= held[key] for other in held)]
    meant = _only(fullest)
    if meant is None:
        return None
    rest = [word for word in spoken if not any(_same(word, own) for own in held[meant])]
    foreign = {part for other, names in named.items() if other != meant for name in names for part in _canonical(name)}
    foreign |= {part for other in named if other != meant for part in other.split("-")}
    told_apart = not held[meant] <= foreign and not any(_same(word, other) for word in rest for other in foreign)
    return meant if told_apart and len(rest) <= 6 else None


def _misspelt(said: str, fitting: dict[str, tuple[str, ...]]) -> str | None:
    """The one option within a slip or two, with no other nearly as close."""
    near = sorted(
        (min((OSA.distance(said, name), len(name)) for name in names), key) for key, names in fitting.items() if names
    )
    if not near:
        return None
    (distance, length), key = near[0]
    shorter = min(length, len(said))
    allowed = 0 if shorter < 4 else 1 if shorter < 8 else 2 if shorter < 15 else 3
    lone = len(near) == 1 or near[1][0][0] >= distance + 2
    return key if distance <= allowed and lone else None
