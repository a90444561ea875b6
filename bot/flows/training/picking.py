"""How a page is turned and a scenario answered: with a button, its number, or words for it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.engine.shape import Asking, Chosen, Declined, Option, Reading, Reply, Value
from bot.flows.understanding.choosing import Candidate, choose
from bot.flows.understanding.yes_and_no import YES
from bot.words.folding import normalise
from bot.words.messages import Json, Typed
from bot.words.phrases import Line


@dataclass(frozen=True, slots=True)
class Way:
    """One way on. `button` is what its button says ("" for one that is only typed), `label` what it means in full, and
    `shown` whether that is put beside the question once it was chosen. `also` are words that mean it and nothing else.
    """

    key: str
    button: str
    label: str = ""
    shown: bool = False
    also: tuple[str, ...] = ()
    kind: str = "option"


@dataclass(frozen=True, slots=True)
class Picking:
    """One of the ways on. The value is its key."""

    ways: tuple[Way, ...]
    hint: Line
    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        key = self._key(reply, asking)
        return Declined(self.hint) if key is None else Value(key)

    def _key(self, reply: Reply, asking: Asking) -> str | None:
        match reply:
            case Chosen(key) if any(way.key == key for way in self.ways):
                return key
            case Typed(text):
                return self._typed(text, asking)
        return None

    def _typed(self, text: str, asking: Asking) -> str | None:
        said = normalise(text)
        named = [way.key for way in self.ways if said and said in map(normalise, way.also)]
        if named:
            return named[0]
        candidates = [Candidate(way.key, tuple(filter(None, (way.button, way.label)))) for way in self.ways]
        return choose(text, candidates, asking.language)

    def options(self, asking: Asking) -> tuple[Option, ...]:
        del asking
        return tuple(Option(way.key, way.button, way.kind) for way in self.ways if way.button)

    def show(self, value: Json, asking: Asking) -> str:
        del asking
        return next((way.label for way in self.ways if way.key == value and way.shown), "")

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        return tuple(Chosen(option.key) for option in self.options(asking))


ON = (
    *sorted(YES), "next", "go on", "continue", "more", "read on", "carry on", "on", "proceed", "done", "read",
    "understood", "got it", "siguiente", "sigue", "seguir", "continuar", "continúa", "adelante", "más", "listo",
    "entendido", "leído",
)  # fmt: skip
"""What people type to read on."""
LATER = (
    "later", "not now", "tomorrow", "pause", "break", "enough", "enough for today", "more tomorrow", "another time",
    "más tarde", "mas tarde", "luego", "después", "mañana", "pausa", "basta por hoy", "otro día", "ahora no",
)  # fmt: skip
"""What people type to stop for today."""
