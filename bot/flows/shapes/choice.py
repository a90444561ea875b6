"""One of several options: pressed, numbered or in their own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.flows.engine.shape import Asking, Chosen, Declined, Option, Reading, Reply, Value
from bot.flows.shapes.labels import Labelled, labelled, listed
from bot.flows.understanding.choosing import choose
from bot.words.messages import Json, Typed
from bot.words.phrases import Line, Phrase

CHOOSE = Phrase("shape-choice-hint", "Please choose one of these. You can tap it, or type its number:\n{options}")


@dataclass(frozen=True, slots=True, init=False)
class Choice:
    """One option. The value is its key."""

    choices: tuple[Labelled, ...]
    widget: str

    def __init__(self, **options: str) -> None:
        self._fill(labelled(options))

    @classmethod
    def of(cls, options: Sequence[Labelled]) -> Choice:
        """A choice among options a program gives, labelled in its languages."""
        choice = cls()
        choice._fill(tuple(options))
        return choice

    def also(self, **words: tuple[str, ...]) -> Choice:
        """The same choice, with other words people type for an option, by its key."""
        return self.of([replace(one, also=(*one.also, *words.get(one.key, ()))) for one in self.choices])

    def _fill(self, choices: tuple[Labelled, ...]) -> None:
        object.__setattr__(self, "choices", choices)
        object.__setattr__(self, "widget", "")

    def read(self, reply: Reply, asking: Asking) -> Reading:
        key = self._key(reply, asking)
        return Declined(self._hint(asking)) if key is None else Value(key)

    def _key(self, reply: Reply, asking: Asking) -> str | None:
        match reply:
            case Chosen(key) if any(one.key == key for one in self.choices):
                return key
            case Typed(text):
                return choose(text, [one.candidate(asking) for one in self.choices], asking.language)
        return None

    def _hint(self, asking: Asking) -> Line:
        return CHOOSE(options=listed(one.label(asking) for one in self.choices))

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return tuple(Option(one.key, one.label(asking)) for one in self.choices)

    def show(self, value: Json, asking: Asking) -> str:
        return next((one.label(asking) for one in self.choices if one.key == value), "")

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return tuple(Chosen(one.key) for one in self.choices)


PHRASES = (CHOOSE,)
