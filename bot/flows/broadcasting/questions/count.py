"""How many people a broadcast goes to, typed by whoever sends it, so that nobody sends it by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.flows.broadcasting.refusing import FAULTS
from bot.flows.engine.shape import Asking, Chosen, Declined, Option, Reading, Reply, Value
from bot.words.cleaning import clean_line
from bot.words.folding import normalise
from bot.words.messages import Json, Typed
from bot.words.phrases import Phrase

NOT_SENT = Phrase("cast-not-sent", "Don't send it")


@dataclass(frozen=True, slots=True)
class TypedCount:
    """How many people it goes to, typed as a number; or that it shall not be sent. The value is the number in digits,
    or `NOT`. The answer "size" says which number it has to be."""

    widget: str = ""
    NOT: ClassVar[str] = "no"

    def read(self, reply: Reply, asking: Asking) -> Reading:
        size = str(asking.answers.get("size", ""))
        if isinstance(reply, Chosen):
            return Value(self.NOT)
        said = clean_line(reply.text) if isinstance(reply, Typed) else ""
        if normalise(said) == normalise(asking.say(NOT_SENT())):
            return Value(self.NOT)
        digits = "".join(one for one in said if one.isdecimal())
        is_it = digits.isdecimal() and size.isdecimal() and int(digits) == int(size)
        return Value(size) if is_it else Declined(FAULTS["count"](value=size))

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return (Option(self.NOT, asking.say(NOT_SENT())),)

    def show(self, value: Json, asking: Asking) -> str:
        return asking.say(NOT_SENT()) if value == self.NOT else str(value)

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        return (Typed(str(asking.answers.get("size", ""))), Chosen(self.NOT))


PHRASES = (NOT_SENT,)
