"""What must hold of everything the bot says, whatever people do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.flows.catalogue import PHRASES
from tests.wild.folk import Seen

_BRACES = re.compile(r"[{}]")
_TYPED_BRACES = re.compile(r"\{\$?quux\}")
_FILLED_IN = re.compile(r"\{(name|partner|week|program)(\|[^{}]*)?\}")
_NOTHING = re.compile(
    r"\b(None(?! of)|null|undefined|NaN|nan|True|False)\b|<[\w.]+ object|Traceback|dict_keys|frozenset|datetime\."
)
_HOLLOW = re.compile(r"(?<!_) [,.;:!?](?!\S)|\(\s*\)|“\s*”|«\s*»|, ,|\.\.(?!\.)(?<!\.\.\.)")
_DOUBLE_SPACE = re.compile(r"(?<=[^\s\u2068\u2069])  +(?=\S)")
_ENGLISH = re.compile(
    r"\b(the|you|your|and|with|for|this|that|are|what|when|have|will|please|from|about|they|them|not|can|who|how)\b",
    re.IGNORECASE,
)
_SPANISH = re.compile(
    r"\b(el|la|los|las|que|tu|tus|para|con|una|por|esto|cuando|quién|cómo|puedes|está)\b", re.IGNORECASE
)
ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")


@cache
def keys() -> frozenset[str]:
    """Every key of a phrase that could be taken for nothing else."""
    return frozenset(phrase.key for phrase in PHRASES if "-" in phrase.key)


def untidy(seen: Seen, *, is_staff: bool = False) -> Iterator[str]:
    """What no reader should ever see in a message or on its buttons; staff are shown what they may fill in."""
    for text in (seen.text, *seen.buttons):
        plain = _TYPED_BRACES.sub("quux", ISOLATES.sub("", text))
        plain = _FILLED_IN.sub("x", plain) if is_staff else plain
        if _BRACES.search(plain):
            yield "braces"
        if found := _NOTHING.search(plain):
            yield f"{found[0]!r}"
        if _DOUBLE_SPACE.search(plain):
            yield "double spaces"
        if plain.strip() in keys():
            yield "a key in place of words"
        if _HOLLOW.search(plain.replace("…", "")):
            yield "punctuation around nothing"
    if any(not label.strip() for label in seen.buttons):
        yield "a button without a word"
    if len(seen.buttons) != len(set(seen.buttons)):
        yield f"two buttons alike {seen.buttons}"


def not_spanish(seen: Seen) -> str:
    """The English words in what a Spanish reader gets, if they are too many to be names or titles."""
    text = re.sub(r"https?://\S+", "", ISOLATES.sub("", "\n".join((seen.text, *seen.buttons))))
    for line in text.splitlines():
        english = _ENGLISH.findall(line)
        if len(english) >= 2 and len(english) > len(_SPANISH.findall(line)):
            return line[:120]
    return ""


def not_english(seen: Seen) -> str:
    """The Spanish words in what an English reader gets, if they are too many to be names or titles."""
    text = re.sub(r"https?://\S+", "", ISOLATES.sub("", "\n".join((seen.text, *seen.buttons))))
    for line in text.splitlines():
        spanish = _SPANISH.findall(line)
        if len(spanish) >= 2 and len(spanish) > len(_ENGLISH.findall(line)):
            return line[:120]
    return ""
