"""Whom a broadcast is for: one of some audiences, or described in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.flows.broadcasting.audience.queries import AudienceError, Query, as_json, from_json
from bot.flows.broadcasting.audience.reading import read_audience
from bot.flows.broadcasting.audience.saying import spoken
from bot.flows.engine.shape import Asking, Chosen, Declined, Option, Reading, Reply, Value
from bot.words.messages import Json, Typed
from bot.words.phrases import Phrase

WHOM = Phrase(
    "cast-whom-hint",
    "I didn't understand that. You can write things like: mentees without a match, who write Spanish · mentors, not "
    "trained · week 3-6 · check-in below 5 · tag: choir.",
)


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom it is for: one of some audiences, or described in words. The value is the query as data."""

    offered: tuple[tuple[str, Query], ...]
    widget: str = ""
    choices: Sequence[object] = field(default=())

    def read(self, reply: Reply, asking: Asking) -> Reading:
        del asking
        try:
            if isinstance(reply, Chosen):
                return Value(as_json(dict(self.offered)[reply.key]))
            if isinstance(reply, Typed):
                return Value(as_json(read_audience(reply.text)))
        except (AudienceError, KeyError):
            pass
        return Declined(WHOM())

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return tuple(Option(key, _first_up(spoken(query, asking.say, asking.language))) for key, query in self.offered)

    def show(self, value: Json, asking: Asking) -> str:
        return _first_up(spoken(from_json(value), asking.say, asking.language))

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (*(Chosen(key) for key, _ in self.offered), Typed("mentees without a match, who write Spanish"))


def _first_up(said: str) -> str:
    return said[:1].upper() + said[1:]


PHRASES = (WHOM,)
