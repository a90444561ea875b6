"""Deliveries as their channel takes them: what does not fit into one message leaves as several, each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

import regex

from bot.words.effects.sending import NoteRelayed
from bot.words.fitting import GRAPHEME, cut, fits, size, within
from bot.words.matches import OF_A_PART
from bot.words.messages import Delivery, Edit, File, Gather, Home, Limits, Place, Priority, Say
from bot.words.turns import ids_from

_SENTENCE = regex.compile(r"[.!?…。！？؟।]['\"»”’)\]]*(?:\s+|(?<=[。！？]))")
_CLINGS = regex.compile(r"\s*[\p{M}\u200d]")


def parts(delivery: Delivery, limits: Limits) -> list[Delivery]:
    """The deliveries that carry this one: itself if it fits, else its parts in order.

    The last part keeps the id, the buttons and the widget, so that editing it and answering it work as ever; the ids
    of the others depend on it alone (`ids_of_parts`). A file goes before what would have been its caption. An edit, a
    home and what is said to several cannot become several messages: they are cut with "…". Where its
    channel says so, a change to what we said ourselves waits until there is room for it.
    """
    match delivery.content:
        case Say(text=text) as say:
            return [delivery] if fits(text, limits) else _several(delivery, say, limits)
        case File() as file if _is_one(file, limits):
            return [delivery]
        case File() as file:
            return _file_and_words(delivery, file, limits)
        case Edit() as edit if limits.edits_last and delivery.relay is None:
            kept = edit if fits(edit.text, limits) else replace(edit, text=cut(edit.text, limits))
            return [replace(delivery, content=kept, priority=Priority.TIDYING if edit.tidies else Priority.REDRAWING)]
        case (Edit(text=text) | Home(text=text) | Gather(text=text)) as content if not fits(text, limits):
            return [replace(delivery, content=replace(content, text=cut(text, limits)))]
    return [delivery]


def ids_of_parts(delivery: int) -> Iterator[int]:
    """The ids that the parts of this delivery have but for the last, in order, without end."""
    next_id = ids_from(f"part\0{delivery}")
    while True:
        yield next_id()


def noted_with(noted: NoteRelayed, queued: Sequence[Delivery]) -> list[NoteRelayed]:
    """The same about the other parts of this copy, if it was queued in several: whoever answers one of them answers the
    same message. They are no copies of their own, which could be changed."""
    relayed, ids = noted.relayed, {each.id for each in queued if each.relay is not None}
    others = takewhile(ids.__contains__, ids_of_parts(relayed.delivery))
    source = relayed.source + OF_A_PART
    return [NoteRelayed(replace(relayed, delivery=id, source=source)) for id in others]


def _is_one(file: File, limits: Limits) -> bool:
    """Whether the file and its caption are one message."""
    caption = replace(limits, text=limits.caption or limits.text)
    return fits(file.text, caption) and (limits.file_buttons or not file.buttons)


def _file_and_words(delivery: Delivery, file: File, limits: Limits) -> list[Delivery]:
    ids = ids_of_parts(delivery.id)
    alone = replace(delivery, id=next(ids), content=replace(file, text="", buttons=()))
    words = Say(file.text or file.name, file.buttons, place=_after(file.place))
    return [alone, *_several(delivery, words, limits, ids)]


def _several(delivery: Delivery, say: Say, limits: Limits, ids: Iterator[int] | None = None) -> list[Delivery]:
    """A text as one message or more, which stay in the thread; the first alone answers what it answers."""
    texts = [say.text] if fits(say.text, limits) else numbered(say.text, limits)
    ids = ids or ids_of_parts(delivery.id)
    places = [say.place, *[_after(say.place)] * (len(texts) - 1)]
    said = zip(ids, texts[:-1], places, strict=False)
    first = [replace(delivery, id=id, content=Say(text, place=place)) for id, text, place in said]
    return [*first, replace(delivery, content=replace(say, text=texts[-1], place=places[-1]))]


def _after(place: Place | None) -> Place | None:
    """Where what follows goes: the same thread, without pointing at the message answered once more."""
    return Place(thread=place.thread) if place and place.thread is not None else None


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
    window = within(text, room, limits)
    for border in (window.rfind("\n\n"), window.rfind("\n"), _last_sentence(window), window.rfind(" ")):
        if 2 * border >= len(window) and not _CLINGS.match(text, border):
            return border
    *whole, last = GRAPHEME.finditer(text, 0, len(window))
    cluster = GRAPHEME.match(text, last.start())
    is_whole = cluster is None or cluster.end() <= len(window)
    return last.end() if is_whole or not whole else last.start()


def _last_sentence(window: str) -> int:
    return max((match.end() for match in _SENTENCE.finditer(window)), default=-1)
