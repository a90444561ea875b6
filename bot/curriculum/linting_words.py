"""What the linter says about the words in program.yaml: translations that are missing, labels that are too long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.curriculum.faults import Keys, Level
from bot.curriculum.localised import ENGLISH, Localised

if TYPE_CHECKING:
    from bot.curriculum.program import Program

LABEL_AT_MOST = 64
"""Characters of a button: Slack cuts at 75, Telegram's phones show some 30 and it refuses none; 64 fits both."""
WELCOME_AT_MOST = 600
_LETTERS = re.compile(r"[^\W\d_]{2}")
_Found = tuple[Keys, str, Level]


def lint_words(program: Program) -> Iterator[_Found]:
    """Keys, what to do, and how grave."""
    for keys, words in _localised(program, ()):
        yield from _missing(program, keys, words)
        if at_most := _limit(keys):
            for language, said in words.words.items():
                if len(said) > at_most:
                    where = f"{_dotted(keys)}.{language}"
                    yield keys, f"{where}: {len(said)} characters; shorten it to {at_most}", "error"


def _limit(keys: Keys) -> int:
    """How long words may be there."""
    match keys:
        case ("title",) | ("goals" | "interests", _) | ("questions", _, "label") | ("questions", _, "options", _):
            return LABEL_AT_MOST
        case ("tracks", _, "title"):
            return LABEL_AT_MOST
        case ("welcome",) | ("introduction", "first_step"):
            return WELCOME_AT_MOST
        case _:
            return 0


def _missing(program: Program, keys: Keys, words: Localised) -> Iterator[_Found]:
    if keys[-1] == "name" or not _LETTERS.search(words.first):
        return
    for language in program.languages:
        if language not in words.words:
            said = f"{_dotted(keys)}: no words in {language}; write them, or take {language} out of `languages`"
            yield keys, said, "error"
    for language in words.words:
        if language not in (*program.languages, ENGLISH):
            yield keys, f"{_dotted(keys)}: {language} is not among the `languages`; add it there", "warning"


def _localised(value: Any, keys: Keys) -> Iterator[tuple[Keys, Localised]]:
    """Every text in several languages below this value that is not ours, with the keys that lead to it."""
    match value:
        case Localised():
            yield keys, value
        case dict():
            for key, part in value.items():
                yield from _localised(part, (*keys, key))
        case tuple():
            for at, part in enumerate(value):
                yield from _localised(part, (*keys, at))
        case _ if fields := getattr(type(value), "model_fields", None):
            for name, field in fields.items():
                if getattr(value, name) != field.default:
                    yield from _localised(getattr(value, name), (*keys, name))


def _dotted(keys: Keys) -> str:
    return ".".join(map(str, keys))
