"""What a broadcast says: its text, the labels of its buttons, its picture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.flows.broadcasting.filling import KNOWN, MOST, in_braces, longest, unknown
from bot.flows.engine.shape import Asking, Declined, Reading, Reply, Value
from bot.flows.shapes.in_words import InWords
from bot.flows.shapes.texts import FreeText
from bot.words.cleaning import clean_line
from bot.words.messages import Json, Typed
from bot.words.phrases import Phrase

MOST_BUTTONS, LONGEST_LABEL = 8, 40

UNKNOWN = Phrase("cast-unknown-variable", "I don't know what to put in place of {variables}. I can fill in: {known}.")
FULL = Phrase(
    "cast-text-full",
    "With everything filled in it can be {count} letters long, and there is room for {most}. Please make it shorter.",
)
BUTTONS = Phrase(
    "cast-buttons-hint", "Please write up to {most} short labels with commas between them, like: Yes, No, Maybe."
)
PICTURE = Phrase("cast-picture-hint", "Please send the picture here as a photo, or press Skip.")
SENT_PICTURE = Phrase("cast-picture-sent", "the picture you sent")


@dataclass(frozen=True, slots=True)
class CastText(InWords):
    """A text whose variables all mean something. The value is the text."""

    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        read = FreeText(at_most=MOST).read(reply, asking)
        if not isinstance(read, Value):
            return read
        if strange := unknown([str(read.value)]):
            return Declined(UNKNOWN(variables=in_braces(strange), known=in_braces(KNOWN)))
        count = longest(str(read.value))
        return read if count <= MOST else Declined(FULL(count=count, most=MOST))

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (Typed("Hi {name|friend}, we meet on Sunday!"),)


@dataclass(frozen=True, slots=True)
class Labels(InWords):
    """Labels of buttons, with commas between them. The value lists them."""

    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        del asking
        said = clean_line(reply.text) if isinstance(reply, Typed) else ""
        labels = list(dict.fromkeys(part.strip() for part in re.split(r"[,;/|]", said) if part.strip()))
        if not 0 < len(labels) <= MOST_BUTTONS or any(len(label) > LONGEST_LABEL for label in labels):
            return Declined(BUTTONS(most=MOST_BUTTONS))
        return Value(list(labels))

    def show(self, value: Json, asking: Asking) -> str:
        del asking
        return ", ".join(map(str, value)) if isinstance(value, list) else ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (Typed("Yes, No"),)


@dataclass(frozen=True, slots=True)
class Picture(InWords):
    """A picture. It comes as a file, so words are never one."""

    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        del reply, asking
        return Declined(PICTURE())

    def show(self, value: Json, asking: Asking) -> str:
        return asking.say(SENT_PICTURE()) if value else ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return ()


PHRASES = (UNKNOWN, FULL, BUTTONS, PICTURE, SENT_PICTURE)
