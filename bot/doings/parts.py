"""Long texts: what does not fit into one message of a channel leaves as several, numbered, each its own delivery."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from bot.words.messages import Delivery, Edit, Home, Limits, Say
from bot.words.turns import ids_from

_SENTENCE = regex.compile(r"[.!?…。！？؟।]['\"»”’)\]]*(?:\s+|(?<=[。！？]))")
_GRAPHEME = regex.compile(r"\X")
_CLINGS = regex.compile(r"\s*[\p{M}\u200d]")


def size(text: str, limits: Limits) -> int:
    """How long a text is, in the unit in which the channel counts (UTF-16 units or characters)."""
    if limits.utf16 and not text.isascii():
        return len(text) + sum(character > "\uffff" for character in text)
    return len(text)


def fits(text: str, limits: Limits) -> bool:
    """Whether a text fits into one message."""
    return 2 * len(text) <= limits.text or size(text, limits) <= limits.text


def parts(delivery: Delivery, limits: Limits) -> list[Delivery]:
    """The deliveries that carry this one: itself if it fits, else its parts in order.

    The last part keeps the id, the buttons and the widget, so that editing it and answering it work as ever; the ids
    of the others depend on it alone. An edit and a home cannot become several messages: they are cut with "…".
    """
    content = delivery.content
    if fits(content.text, limits):
        return [delivery]
    if isinstance(content, Edit | Home):
        return [replace(delivery, content=replace(content, text=cut(content.text, limits)))]
    texts = numbered(content.text, limits)
    next_id = ids_from(f"part\0{delivery.id}")
    first = [replace(delivery, id=next_id(), content=Say(text)) for text in texts[:-1]]
    return [*first, replace(delivery, content=replace(content, text=texts[-1]))]


def cut(text: str, limits: Limits) -> str:
    """As much of the text as fits, whole graphemes, ending in "…"."""
    return _fill(_GRAPHEME.findall(text), limits.text - 1, limits) + "…"


def numbered(text: str, limits: Limits) -> list[str]:
    """The text in pieces that fit with their number, "(2/3) …", cut where a reader would pause."""
    digits = len(str(4 * size(text, limits) // limits.text + 1))
    pieces = list(_pieces(text, limits.text - 2 * digits - len("(/) "), limits))
    return [f"({number}/{len(pieces)}) {piece}" for number, piece in enumerate(pieces, 1)]


def _pieces(text: str, room: int, limits: Limits) -> Iterator[str]:
    rest = text.strip()
    while size(rest, limits) > room:
        head = rest[: _border(rest, room, limits)]
        yield head.rstrip() or head
        rest = rest[len(head) :].lstrip()
    if rest:
        yield rest


def _border(text: str, room: int, limits: Limits) -> int:
    """Where to cut so that the first piece fits: after a paragraph, line, sentence or word, in that order, unless that
    would leave the piece less than half full; else after a grapheme."""
    window = _within(text, room, limits)
    for border in (window.rfind("\n\n"), window.rfind("\n"), _last_sentence(window), window.rfind(" ")):
        if 2 * border >= len(window) and not _CLINGS.match(text, border):
            return border
    *whole, last = _GRAPHEME.finditer(text, 0, len(window))
    cluster = _GRAPHEME.match(text, last.start())
    is_whole = cluster is None or cluster.end() <= len(window)
    return last.end() if is_whole or not whole else last.start()


def _within(text: str, room: int, limits: Limits) -> str:
    """The longest beginning of whole characters that fits."""
    if not limits.utf16:
        return text[:room]
    window = text[:room]
    while size(window, limits) > room:
        window = window[: len(window) - max(1, (size(window, limits) - room) // 2)]
    return window


def _last_sentence(window: str) -> int:
    return max((match.end() for match in _SENTENCE.finditer(window)), default=-1)


def _fill(graphemes: list[str], room: int, limits: Limits) -> str:
    """As many graphemes as fit; a single one longer than the room is cut, so that there is always progress."""
    taken: list[str] = []
    used = 0
    for grapheme in graphemes:
        used += size(grapheme, limits)
        if used > room:
            break
        taken.append(grapheme)
    return "".join(taken) or _within(graphemes[0], room, limits)
