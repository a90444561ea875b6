"""The times of a week when someone can talk."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.flows.engine.shape import Asking, Option, Reading, Reply, Value
from bot.flows.shapes.labels import Labelled
from bot.flows.shapes.several import Several
from bot.words.folding import normalise
from bot.words.messages import Json, Typed
from bot.words.phrases import Phrase

MORNINGS = Phrase("shape-times-mornings", "Weekday mornings")
AFTERNOONS = Phrase("shape-times-afternoons", "Weekday afternoons")
EVENINGS = Phrase("shape-times-evenings", "Weekday evenings")
WEEKENDS = Phrase("shape-times-weekends", "Weekends")

_ALSO = {
    MORNINGS: ("morning", "mornings", "before noon", "before work", "mañana", "por la mañana", "las mañanas"),
    AFTERNOONS: (
        "afternoon",
        "afternoons",
        "midday",
        "lunch time",
        "lunch break",
        "tarde",
        "por la tarde",
        "las tardes",
    ),
    EVENINGS: (
        "evening",
        "evenings",
        "night",
        "nights",
        "after work",
        "at night",
        "noche",
        "por la noche",
        "las noches",
    ),
    WEEKENDS: ("weekend", "saturday", "sunday", "saturdays", "sundays", "fin de semana", "fines de semana", "domingo"),
}
_ANY = frozenset(
    map(normalise, ("any time", "anytime", "any", "always", "whenever", "flexible", "im flexible", "any day",
                    "it doesn't matter", "cualquier hora", "cuando sea", "siempre", "a cualquier hora", "every day"))
)  # fmt: skip


def _week() -> Several:
    options = [
        Labelled(phrase.key.rpartition("-")[2], phrase.english, also=also, text=phrase.key)
        for phrase, also in _ALSO.items()
    ]
    return Several(options, own_words=False)


@dataclass(frozen=True, slots=True)
class Times:
    """When someone usually has time. The value lists "mornings", "afternoons", "evenings" (weekdays), "weekends"."""

    week: Several = field(default_factory=_week)
    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        if isinstance(reply, Typed):
            said = normalise(reply.text)
            if said in _ANY:
                return Value([one.key for one in self.week.choices])
            if said in {"weekdays", "weekday", "entre semana"}:
                return Value([one.key for one in self.week.choices[:3]])
        return self.week.read(reply, asking)

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return self.week.options(asking)

    def show(self, value: Json, asking: Asking) -> str:
        return self.week.show(value, asking)

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        return self.week.samples(asking)


PHRASES = (MORNINGS, AFTERNOONS, EVENINGS, WEEKENDS)
