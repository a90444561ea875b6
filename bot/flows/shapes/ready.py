"""Words of one's own, or a line that is ready to be sent with one tap."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.engine.shape import Asking, Chosen, Option, Reading, Reply, Value
from bot.flows.shapes.texts import FreeText
from bot.flows.understanding.typed import own_words
from bot.flows.understanding.yes_and_no import agreement
from bot.words.folding import normalise
from bot.words.messages import Json, Typed
from bot.words.phrases import Phrase

SEND = Phrase("shape-ready-send", "Send it like that")
KEY = "ready"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The value is what they wrote, up to `at_most` graphemes, or the ready line as it stands."""

    ready: str
    at_most: int = 600
    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        if reply == Chosen(KEY):
            return Value(self.ready)
        if isinstance(reply, Typed) and (
            agreement(reply.text, own_words(asking.say)) or normalise(reply.text) == normalise(asking.say(SEND()))
        ):
            return Value(self.ready)
        return FreeText(self.at_most).read(reply, asking)

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return (Option(KEY, asking.say(SEND())),)

    def show(self, value: Json, asking: Asking) -> str:
        del asking
        return value if isinstance(value, str) else ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        return (Chosen(KEY), *FreeText(self.at_most).samples(asking))


PHRASES = (SEND,)
