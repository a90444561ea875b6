"""What someone asks for when they type "week 6", "resources", "sheet study plan" or "find: CV"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.flows.engine.telling import Telling
from bot.flows.understanding.numerals import numbers
from bot.words.folding import normalise
from bot.words.messages import Command, Content, Typed

LONGEST = 200
"""Characters of something that is asked for; whoever writes more is telling something."""


@dataclass(frozen=True, slots=True)
class Wish:
    """`kind`: "week" (with a number), "resources", "sheet" or "find" (with words)."""

    kind: str
    words: str = ""
    week: int = 0


SAID: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "week": ("week",),
        "resources": ("resources", "resource", "my resources", "sheets", "materials", "the resources"),
        "sheet": ("sheet", "the sheet"),
        "find": ("find", "search", "look for", "search for"),
    },
    "es": {
        "week": ("semana", "la semana"),
        "resources": ("recursos", "recurso", "mis recursos", "hojas", "materiales", "los recursos"),
        "sheet": ("hoja", "la hoja", "ficha"),
        "find": ("busca", "buscar", "encuentra", "encontrar"),
    },
}
"""Language → what is asked for → the words for it."""
NOT_SOUGHT = frozenset(
    {
        *(
            "me",
            "my",
            "a",
            "an",
            "it",
            "out",
            "someone",
            "somebody",
            "anyone",
            "time",
            "us",
            "him",
            "her",
            "them",
            "you",
        ),
        *("your", "this", "that", "if", "how", "why", "what", "where"),
        *("un", "una", "mi", "tu", "te", "lo", "la", "alguien", "tiempo", "esto", "eso", "si", "como", "que", "donde"),
    }
)
"""Words behind "find" with which people talk to somebody, rather than look for something."""
MOST_SOUGHT = 3
"""Words that are looked for without a colon; whoever says more is talking."""
COMMANDS = ("week", "resources", "sheet", "find")

_WORDS = {kind: tuple(normalise(word) for words in SAID.values() for word in words[kind]) for kind in SAID["en"]}
_FIND = re.compile(r"\s*([^:\uff1a]{2,20})[:\uff1a]\s*(\S.*)", re.DOTALL)


def wish_of(telling: Telling, content: Content) -> Wish | None:
    """What is asked for; None where it is nothing of the kind."""
    match content:
        case Command(name="resources"):
            return Wish("resources")
        case Command(name="week", argument=argument):
            week = _number(argument, telling.language)
            return Wish("week", week=week) if week else Wish("resources")
        case Command(name="sheet" | "find" as kind, argument=argument):
            return Wish(kind, argument[:LONGEST]) if argument else Wish("resources")
        case Typed(text=text) if len(text) <= LONGEST:
            return _typed(text, telling.language)
        case _:
            return None


def _typed(text: str, language: str) -> Wish | None:
    said = normalise(text)
    if said in _WORDS["resources"]:
        return Wish("resources")
    if (rest := _after(said, "week")) is not None and (week := _number(rest, language)):
        return Wish("week", week=week)
    found = _FIND.fullmatch(text)
    if found and normalise(found[1]) in _WORDS["find"]:
        return Wish("find", found[2])
    if (rest := _after(said, "find")) is not None and not text.rstrip().endswith(("?", "!", ".")):
        words = rest.split()
        if len(words) <= MOST_SOUGHT and not NOT_SOUGHT & set(words):
            return Wish("find", rest)
    if (rest := _after(said, "sheet")) is not None:
        return Wish("sheet", rest)
    return None


def _after(said: str, kind: str) -> str | None:
    """What stands behind a word of this kind, None where there is no such word or nothing behind it."""
    for word in _WORDS[kind]:
        if said.startswith(f"{word} ") and len(said.split()) <= len(word.split()) + 6:
            return said.removeprefix(f"{word} ")
    return None


def _number(text: str, language: str) -> int:
    """The one number somebody says, and nothing else; 0 where it is something else."""
    found = numbers(text, language) if len(text.split()) <= 3 else []
    is_alone = len(found) == 1 and (text.strip().isdigit() or not any(part.isdigit() for part in text.split()))
    return found[0] if is_alone and _is_only_number(text, language) else 0


def _is_only_number(text: str, language: str) -> bool:
    return all(numbers(word, language) or word in {"y", "and"} for word in normalise(text).split())
