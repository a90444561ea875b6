"""A letter's variables: which it has, what they stand for with one person, and the text with all of them filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.flows.broadcasting.audience.members import Someone
from bot.texts.stops import begins_with_stop, without_stop
from bot.words.broadcasts import Broadcast, Letter

KNOWN = ("name", "partner", "week", "program")
MOST, MOST_UNDER_PICTURE = 2700, 800
"""Characters (UTF-16 units) of a text with everything filled in, so that it fits into one message on every channel, as
it is and as a draft for mentors."""
MOST_FILLED = 60
"""Characters of a name that is filled in."""
EXAMPLE = {"name": "Amina", "partner": "Ben", "week": "3"}
_VARIABLE = re.compile(r"\{\s*([^{}|]*?)\s*(?:\|([^{}]*))?\}")


def variables(text: str) -> list[str]:
    """The names in braces, in order."""
    return [found[1].lower() for found in _VARIABLE.finditer(text)]


def in_braces(names: Iterable[str]) -> str:
    """These variables as they are written: "{name}, {partner}"."""
    return ", ".join(f"{{{name}}}" for name in names)


def unknown(texts: Iterable[str]) -> tuple[str, ...]:
    """The variables of these texts that mean nothing, each once."""
    return tuple(dict.fromkeys(name for text in texts for name in variables(text) if name not in KNOWN))


def too_long(letter: Letter) -> int | None:
    """How many characters a text may have at most, where one has more."""
    most = MOST_UNDER_PICTURE if letter.picture else MOST
    return most if any(longest(text) > most for text in letter.texts.values()) else None


def longest(text: str) -> int:
    """How many UTF-16 units a text can come to: emoji count twice, a variable as much as is ever put in its place."""
    filled = _VARIABLE.sub(lambda found: max("x" * MOST_FILLED, found[2] or "", key=len), text)
    return len(filled.encode("utf-16-le", "surrogatepass")) // 2


def language_for(letter: Letter, language: str, instead: Sequence[str]) -> str:
    """The language of the letter that someone gets: theirs, else the first of these that it is written in."""
    wanted = (language, language.partition("-")[0], *instead)
    return next((tag for tag in wanted if tag in letter.texts), next(iter(letter.texts)))


def values_for(one: Someone, title: str) -> dict[str, str]:
    """What the variables stand for with someone; what is not known is left out. `title` is the program's."""
    tie = one.together
    values = {"name": one.person.name, "program": title}
    if tie is not None:
        values["partner"] = tie.partner.name
        if tie.journey is not None:
            values["week"] = str(tie.journey.week(one.today))
    return {name: value[:MOST_FILLED] for name, value in values.items() if value}


def lacking(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The variables of a text that can't be filled in and have nothing to stand in their place, each once."""
    found = ((one[1].lower(), one[2]) for one in _VARIABLE.finditer(text))
    return tuple(dict.fromkeys(name for name, instead in found if name not in values and instead is None))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its variables filled in; what is filled in is not read again."""

    def filled(found: re.Match[str]) -> str:
        value = values.get(found[1].lower(), found[2] or "")
        return str(without_stop(value)) if begins_with_stop(text[found.end() : found.end() + 2]) else value

    return _VARIABLE.sub(filled, text)


def samples(broadcast: Broadcast, title: Callable[[str], str]) -> dict[str, str]:
    """The text in each of its languages, filled in with an example; `title` is the program's in a language."""
    return {
        language: fill(text, {**EXAMPLE, "program": title(language)})
        for language, text in broadcast.letter.texts.items()
    }
