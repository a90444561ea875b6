"""When a broadcast goes out: at a time on everyone's clock, or again and again."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.broadcasting.repeating import read_rule
from bot.flows.engine.shape import Asking, Declined, Reading, Reply, Value
from bot.flows.shapes.in_words import InWords
from bot.words.messages import Typed
from bot.words.phrases import Phrase

WHEN = Phrase(
    "cast-when-hint", "Please write a day and a time that are still to come, like: tomorrow at 9, or 2027-05-01 17:30."
)
RULE = Phrase("cast-rule-hint", "Please write it like: every Monday at 9, or on the 1st of the month at 17:30.")


@dataclass(frozen=True, slots=True)
class Again(InWords):
    """How often it comes again. The value is a rule."""

    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        del asking
        rule = read_rule(reply.text) if isinstance(reply, Typed) else None
        return Declined(RULE()) if rule is None else Value(rule)

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (Typed("every Monday at 9"),)


PHRASES = (WHEN, RULE)
