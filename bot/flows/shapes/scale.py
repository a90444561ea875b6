"""A mark on a scale from 1 to 10: one tap, or however people write it: 7, "7/10", "eight", "un ocho"."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from bot.flows.engine.shape import Asking, Declined, Option, Reading, Reply, Value
from bot.flows.shapes.whole import WholeNumber
from bot.words.folding import folded
from bot.words.messages import Json, Typed
from bot.words.phrases import Phrase

HINT = Phrase("shape-scale-hint", "Please tap a number from {low} to {high}, or write one.")

_OF_ALL = regex.compile(
    r"\s*(?:/|\bout of\b|\bof\b|\bde\b|\bsobre\b|\bsur\b|\bvon\b|\bиз\b|\bمن\b)\s*(?:10|ten|diez|dix|zehn)\b"
)

_ARTICLE = regex.compile(r"\b(?:an?|un[ao]?)\s+(?=\d)")


@dataclass(frozen=True, slots=True)
class Scale:
    """A whole number from `low` to `high`, both included, each with a button."""

    low: int = 1
    high: int = 10
    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        if isinstance(reply, Typed):
            reply = Typed(_ARTICLE.sub("", _OF_ALL.sub("", folded(reply.text))))
        read = WholeNumber(self.low, self.high).read(reply, asking)
        return read if isinstance(read, Value) else Declined(HINT(low=self.low, high=self.high))

    def options(self, asking: Asking) -> tuple[Option, ...]:
        del asking
        return tuple(Option(str(number), str(number)) for number in range(self.low, self.high + 1))

    def show(self, value: Json, asking: Asking) -> str:
        del asking
        return str(value) if isinstance(value, int) else ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        return (
            Typed(f"{self.low}/{self.high}"),
            Typed(str(self.high)),
            *WholeNumber(self.low, self.high).samples(asking),
        )


PHRASES = (HINT,)
