"""Recognising languages by what people call them, in any language: "deutsch", "kiswahili", "Brazilian Portuguese"."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import regex
from babel.core import get_locale_identifier, parse_locale
from rapidfuzz.distance import OSA

from bot.flows.gazetteer.names import Names
from bot.flows.understanding import denies, normalise

_SIZE = struct.Struct("<I")
_BETWEEN = regex.compile(
    r"\s*[,;،、，؛\n|•&+/]\s*|\s+(?:and|y|et|und|e|ve|и|та|і|و|na|iyo|also|plus|und auch)\s+", regex.IGNORECASE
)
_FILLER = (
    "i speak can we my language languages native mother tongue is are a an the little bit of some basic fluent "
    "fluently good very well also understand learning prefer would like to talk in both only just mostly please bitte "
    "hablo yo un una poco de tambien mi idioma lengua materna es je parle un peu du le la ma langue ich spreche etwas "
    "ein bisschen meine en sprache eu falo pouco я говорю розмовляю немного трохи انا اتكلم اتحدث اللغه "
    "b1 b2 a1 a2 c1 c2"
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


def languages_in(text: str) -> list[str] | None:
    """The languages a text names, in order, each once; None when a part of it names none."""
    tags: list[str] = []
    for part in filter(None, _BETWEEN.split(text[:1000].strip())):
        words = normalise(part).split()
        found = None if denies(words) else _in_words(words)
        if not found and any(word not in _IGNORED for word in words):
            return None
        tags += found or []
    return list(dict.fromkeys(tags))


def _in_words(words: list[str]) -> list[str] | None:
    """The languages among words that are otherwise only "I speak a little …"; None when other words are left."""
    found = list(_longest(words))
    if all(tag is not None for tag, _ in found):
        return [tag for tag, _ in found if tag]
    unknown = [word for tag, word in found if tag is None and word not in _IGNORED]
    known = [tag for tag, word in found if tag and word not in _IGNORED]
    if not unknown:
        return known
    meant = tongues().nearest(" ".join(unknown))
    return [*known, meant] if meant and len(unknown) <= 3 else None


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
