"""Recognising languages by what people call them, in any language: "deutsch", "kiswahili", "Brazilian Portuguese"."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import regex
from babel.core import get_locale_identifier, parse_locale
from rapidfuzz.distance import OSA

from bot.flows.gazetteer.names import Names
from bot.flows.shapes.lands import land_of, official, spoken_in
from bot.texts.naming import language_name
from bot.words.folding import denies, normalise

_SIZE = struct.Struct("<I")
_BETWEEN = regex.compile(
    r"\s*[,;،、，؛\n|•&+/]\s*"
    r"|\s+(?:and|y|et|und|e|ve|и|та|і|و|na|iyo|also|plus|und auch|or|o|ou|oder|as well as)\s+",
    regex.IGNORECASE,
)
_FILLER = (
    "i speak can we my language languages native mother tongue is are a an the little bit of some basic fluent "
    "fluently good very well also understand learning prefer would like to talk in both only just mostly please bitte "
    "hablo yo un una poco de tambien mi idioma lengua materna es je parle un peu du le la ma langue ich spreche etwas "
    "ein bisschen meine en sprache eu falo pouco я говорю розмовляю немного трохи انا اتكلم اتحدث اللغه "
    "b1 b2 a1 a2 c1 c2 pls thanks thank you gracias por favor solo solamente bien muy algo fluido nativo "
    "nativa litle littel lil small bad better best perfect normal beginner learn learning lerning study studying now "
    "poquito aprendiendo aprendo mas menos regular basico"
)
_IGNORED = frozenset(_FILLER.split())


class Tongues:
    """Language name → BCP 47 tag, over the packaged table."""

    def __init__(self, data: memoryview) -> None:
        (length,) = _SIZE.unpack_from(data)
        self.tags: list[str] = json.loads(zlib.decompress(data[_SIZE.size : _SIZE.size + length]))
        self._names = Names(data[_SIZE.size + length :])

    def tag(self, name: str) -> str | None:
        """The language of that normalised name, None when nobody calls one so."""
        found = self._names.get(name) if name else ()
        return self.tags[found[0]] if found else None

    def nearest(self, name: str) -> str | None:
        """The language within a slip of that name, when it can only be one."""
        if not 5 <= len(name) <= 30:
            return None
        starts = dict.fromkeys((name[0], name[1]))
        known = (pair for start in starts for pair in self._names.beginning(start))
        near = [(OSA.distance(name, other, score_cutoff=2), self.tags[found[0]]) for other, found in known]
        closest = min((distance for distance, _ in near), default=9)
        meant = {tag for distance, tag in near if distance == closest}
        return meant.pop() if closest <= (1 if len(name) < 8 else 2) and len(meant) == 1 else None


@cache
def tongues() -> Tongues:
    """The packaged table, read once."""
    return Tongues(memoryview(files(__package__).joinpath("languages.dat").read_bytes()))


@dataclass(frozen=True, slots=True)
class Heard:
    """The languages a text names, as BCP 47 tags in order, and one that may be meant besides, "" for none."""

    tags: tuple[str, ...] = ()
    maybe: str = ""


def languages_in(text: str, language: str = "en") -> list[str] | None:
    """The languages a text names, in order, each once; None when a part of it names none for sure.

    `language` is the reader's: a slip of the finger in what a language is called there is clear.
    """
    heard = heard_in(text, language)
    return list(heard.tags) if heard and not heard.maybe else None


def heard_in(text: str, language: str, is_place: Callable[[str], bool] = lambda _: False) -> Heard | None:
    """What a text says about languages; None when a part of it names none, and none is near.

    `is_place` tells whether normalised words name a city: who writes "Paris" doesn't mean "Parsi".
    """
    tags: list[str] = []
    maybe = ""
    for part in filter(None, _BETWEEN.split(text[:1000].strip())):
        words = normalise(part).split()
        found = None if denies(words) else _in_words(words, language, is_place)
        if found is None and any(word not in _IGNORED for word in words):
            return None
        if found is not None:
            tags += found.tags
            maybe = maybe or found.maybe
    return Heard(tuple(dict.fromkeys(tags)), maybe) if tags or maybe else None


def _in_words(words: list[str], language: str, is_place: Callable[[str], bool]) -> Heard | None:
    """The languages among words that are otherwise only "I speak a little …"; None when other words are left."""
    found = list(_longest(words))
    if all(tag is not None for tag, _ in found):
        return Heard(tuple(tag for tag, _ in found if tag))
    unknown = [word for tag, word in found if tag is None and word not in _IGNORED]
    known = tuple(tag for tag, word in found if tag and word not in _IGNORED)
    if not unknown:
        return Heard(known) if known else None
    said = " ".join(unknown)
    if len(unknown) > _UNKNOWN_AT_MOST or is_place(said):
        return None
    meant, is_clear = _guessed(said, language)
    if not meant:
        return None
    return Heard((*known, meant)) if is_clear else Heard(known, meant)


_UNKNOWN_AT_MOST = 3


def _guessed(said: str, language: str) -> tuple[str, bool]:
    """The language that may be meant by words that name none, "" for none, and whether it is clearly a slip.

    Clear is one slip in what a language that some country has as its own is called, in English, in the reader's
    language or in itself. Where a country is named, or people from there, only its own language can be meant.
    """
    land, is_its_name = land_of(said, language)
    own = spoken_in(land) if land else ()
    meant = tongues().nearest(said) or ""
    if land and meant not in own:
        return (own[0], False) if len(own) == 1 else ("", False)
    names = {normalise(language_name(meant, one)) for one in ("en", language, meant)} if meant else set()
    is_slip = any(OSA.distance(said, name) <= (1 if len(name) < 10 else 2) for name in names)
    return meant, is_slip and meant in official() and not is_its_name


def _longest(words: list[str]) -> Iterator[tuple[str | None, str]]:
    """Each run of words with the language it names, longest runs first."""
    at = 0
    while at < len(words):
        for length in range(min(4, len(words) - at), 0, -1):
            run = " ".join(words[at : at + length])
            tag = tongues().tag(run)
            if tag or length == 1:
                yield tag, run
                at += length
                break


def tag_of(language: str) -> str:
    """A platform's language code as a tag without its region, unless the region names a language of its own."""
    try:
        parts = parse_locale(language.replace("-", "_"))
    except ValueError:
        return ""
    tag = get_locale_identifier(parts[:2]).replace("_", "-")
    known = (one for one in (tag, parts[0]) if one in tongues().tags)
    return next(known, "")
