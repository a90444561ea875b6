"""What the partner sees of a message: whose it is stands in front, where nothing they wrote can stand.

Every copy begins with a mark that nothing else we say begins with. Of a text of several lines every line has a bar, so
that no line of it can pass for the beginning of another message, of the partner or of Alongside.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from bot.flows.engine.telling import Telling
from bot.flows.talking.said import Said
from bot.texts.speech import isolated
from bot.words.cleaning import clean_text
from bot.words.matches import Tie
from bot.words.messages import File, Outbound, Passed, Pin, Place, Say
from bot.words.phrases import Line, Phrase

MARK = "💬 "
BAR = "┃ "
ROOM = 2000
"""UTF-16 units of one copy without its label: with it, and with every line set apart, it fits every platform."""

ONE = Phrase("copies-one", "{name}: {text}")
LABEL = Phrase("copies-label", "{name}:")
PART = Phrase("copies-part", "{name} ({at}/{all}):")
BARE = Phrase("copies-bare", "{name}")
PLACE = Phrase("copies-place", "{name} shows you a place:")
TAKEN_BACK = Phrase("copies-taken-back", "{name} took this message back.")

_SORT = regex.compile(r"[a-z]+/[a-z0-9.+-]{1,60}")
_GRAPHEME = regex.compile(r"\X")


def texts(telling: Telling, tie: Tie, text: str) -> list[str]:
    """A text as the partner sees it, in as many messages as it takes; none where there is nothing in it."""
    body, name = clean_text(text), telling.person.name
    lines = body.split("\n")
    if not body:
        return []
    if len(lines) == 1 and _units(body) <= ROOM:
        return [_marked(telling, tie, ONE(name=name, text=body))]
    language = telling.stage.speech.closest(tie.partner.language)
    pieces = [[f"{BAR}{isolated(line, language)}".rstrip() for line in piece] for piece in _packed(lines)]
    heads = [PART(name=name, at=at, all=len(pieces)) for at in range(1, len(pieces) + 1)]
    if len(pieces) == 1:
        heads = [LABEL(name=name)]
    return ["\n".join([_marked(telling, tie, head), *piece]) for head, piece in zip(heads, pieces, strict=True)]


def copies_of(telling: Telling, tie: Tie, said: Said, place: Place) -> list[Outbound]:
    """The messages that carry this to the partner; none where there is nothing in it."""
    name = telling.person.name
    after = Place(thread=place.thread) if place.thread is not None else None
    if said.kind == "text":
        return [Say(text, place=after if at else place) for at, text in enumerate(texts(telling, tie, said.text))]
    if said.kind == "location":
        label = Say(_marked(telling, tie, PLACE(name=name)), place=place)
        return [label, Pin(said.latitude, said.longitude, after)]
    captions = texts(telling, tie, said.text) or [bare(telling, tie)]
    sort = said.media_type if _SORT.fullmatch(said.media_type) else "application/octet-stream"
    file = File(said.kind, said.kind, sort, Passed(said.channel, said.file), captions[0], place=place)
    return [file, *(Say(text, place=after) for text in captions[1:])]


def bare(telling: Telling, tie: Tie) -> str:
    """What stands under a file that came without words."""
    return _marked(telling, tie, BARE(name=telling.person.name))


def taken_back(telling: Telling, tie: Tie) -> str:
    """What stands in place of a copy that is too old to be removed."""
    return _marked(telling, tie, TAKEN_BACK(name=telling.person.name))


def _marked(telling: Telling, tie: Tie, line: Line) -> str:
    return MARK + telling.stage.speech.say(line, tie.partner.language)


def _packed(lines: list[str]) -> list[list[str]]:
    """The lines in as many pieces as it takes, none longer than there is room for."""
    pieces: list[list[str]] = [[]]
    room = ROOM
    for part in (part for line in lines for part in _broken(line)):
        needed = _units(part) + len(BAR) + 4
        if needed > room and pieces[-1]:
            pieces.append([])
            room = ROOM
        pieces[-1].append(part)
        room -= needed
    return pieces


def _broken(line: str) -> Iterator[str]:
    """A line in parts that fit, broken between words where that is possible, never inside a letter."""
    rest, most = line, ROOM - len(BAR) - 4
    while _units(rest) > most:
        head = _fitting(rest, most)
        space = head.rfind(" ")
        if 2 * space > len(head):
            head = head[: space + 1]
        yield head.rstrip()
        rest = rest[len(head) :]
    yield rest


def _fitting(text: str, most: int) -> str:
    used = 0
    for found in _GRAPHEME.finditer(text):
        used += _units(found[0])
        if used > most:
            return text[: found.start()] or text[: most // 2]
    return text


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


PHRASES = (ONE, LABEL, PART, BARE, PLACE, TAKEN_BACK)
