"""A whole number within a range."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from bot.flows.engine.shape import Asking, Chosen, Declined, Option, Reading, Reply, Value
from bot.flows.understanding.numerals import numbers
from bot.flows.understanding.yes_and_no import NO
from bot.words.folding import denies, folded, normalise
from bot.words.messages import Json, Typed
from bot.words.phrases import Phrase

HINT = Phrase("shape-number-hint", "Please send a number from {low} to {high}.")

BUTTONS_AT_MOST = 6
_GROUPED = regex.compile(r"(?<=\d)[,.' \u202f](?=\d{3}(?!\d))")
_BROKEN = regex.compile(r"\d[.,:/%]\d|\d\s*[%kmKM]\b|\d\d{9}|½|¼|¾")
_BELOW_ZERO = regex.compile(r"(?<![\w.,])[-\u2212\u2013](?=\d)|\bminus\b|\bmenos (?!de)")
_LIMIT = regex.compile(r"\b(?:no|not) more than\b|\bno mas de\b")
_NONE = regex.compile(r"\b(?:no one|nobody|none|nadie|ninguno|ninguna)\b")


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number from `low` to `high`, both included."""

    low: int
    high: int
    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        number: int | None = None
        match reply:
            case Chosen(key) if key.isascii() and key.isdigit() and len(key) < 10:
                number = int(key)
            case Typed(text):
                number = _number(text, asking.language)
        if number is None or not self.low <= number <= self.high:
            return Declined(HINT(low=self.low, high=self.high))
        return Value(number)

    def options(self, asking: Asking) -> tuple[Option, ...]:
        del asking
        if self.low < 0 or self.high - self.low >= BUTTONS_AT_MOST:
            return ()
        return tuple(Option(str(number), str(number)) for number in range(self.low, self.high + 1))

    def show(self, value: Json, asking: Asking) -> str:
        del asking
        return str(value) if isinstance(value, int) else ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        pressed = tuple(Chosen(option.key) for option in self.options(asking))
        return (*pressed, Typed(str(self.low)), Typed(str(self.high)))


def _number(text: str, language: str) -> int | None:
    """The one number meant; None when there is none, or several, or something finer than whole numbers."""
    plain = _GROUPED.sub("", folded(text))
    if _BROKEN.search(plain):
        return None
    said = _LIMIT.sub(" ", normalise(plain))
    if _NONE.search(said):
        return 0
    found = numbers(said, language)
    if len(found) != 1 or (denies(said.split()) and said not in NO):
        return None
    return -found[0] if _BELOW_ZERO.search(plain) else found[0]


PHRASES = (HINT,)
