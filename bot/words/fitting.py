"""How long a text is where it goes, and as much of it as fits there."""

from __future__ import annotations

import regex

from bot.words.messages import Limits

GRAPHEME = regex.compile(r"\X")
"""What a reader sees as one character."""


def size(text: str, limits: Limits) -> int:
    """How long a text is, in the unit in which the channel counts (UTF-16 units or characters)."""
    if limits.utf16 and not text.isascii():
        return len(text) + sum(character > "\uffff" for character in text)
    return len(text)


def fits(text: str, limits: Limits) -> bool:
    """Whether a text fits into one message."""
    return 2 * len(text) <= limits.text or size(text, limits) <= limits.text


def cut(text: str, limits: Limits) -> str:
    """As much of the text as fits, whole graphemes, ending in "…"."""
    return _fill(GRAPHEME.findall(text), limits.text - 1, limits) + "…"


def within(text: str, room: int, limits: Limits) -> str:
    """The longest beginning of whole characters that fits."""
    if not limits.utf16:
        return text[:room]
    window = text[:room]
    while size(window, limits) > room:
        window = window[: len(window) - max(1, (size(window, limits) - room) // 2)]
    return window


def _fill(graphemes: list[str], room: int, limits: Limits) -> str:
    """As many graphemes as fit; a single one longer than the room is cut, so that there is always progress."""
    taken: list[str] = []
    used = 0
    for grapheme in graphemes:
        used += size(grapheme, limits)
        if used > room:
            break
        taken.append(grapheme)
    return "".join(taken) or within(graphemes[0], room, limits)
