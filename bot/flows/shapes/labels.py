"""What options are called: in the flow's English, or in the languages a program gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.flows.engine.shape import Asking
from bot.flows.understanding.choosing import NO_KEYS, YES_KEYS, Candidate
from bot.flows.understanding.typed import own_words
from bot.texts.naming import country_name, joined, language_name, locale_of
from bot.words.phrases import Line

__all__ = ["TICK", "Labelled", "Options", "country_name", "joined", "labelled", "language_name", "listed", "locale_of"]

TICK = "✓ "


@dataclass(frozen=True, slots=True)
class Labelled:
    """An option: its key, its English label, and labels in other languages by BCP 47 tag (from a program's files).

    Without `labels` the label is looked up as `<question key>-<option key>`, or under `text` where a shape brings its
    own words. `also` are other words people type for it.
    """

    key: str
    english: str
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    also: tuple[str, ...] = ()
    text: str = ""

    def label(self, asking: Asking) -> str:
        """What the option is called in the reader's language."""
        if self.labels:
            return _best(self.labels, asking.language) or self.english
        return asking.say(self.line(asking.key))

    def line(self, question: str) -> Line:
        """The label as a line to say."""
        return Line(self.text or f"{question}-{self.key}", self.english)

    def candidate(self, asking: Asking) -> Candidate:
        """What someone may call it when they type."""
        yes, no = own_words(asking.say)
        brought = yes if self.key in YES_KEYS else no if self.key in NO_KEYS else ()
        return Candidate(self.key, (self.label(asking), self.english, *self.also, *sorted(brought)))


Options: TypeAlias = Mapping[str, str] | Sequence[Labelled]


def labelled(options: Options) -> tuple[Labelled, ...]:
    """Options from key → English label, or as a program gives them."""
    if isinstance(options, Mapping):
        return tuple(Labelled(key, english) for key, english in options.items())
    return tuple(options)


def _best(labels: Mapping[str, str], language: str) -> str | None:
    known = {tag.replace("_", "-").lower(): label for tag, label in labels.items()}
    parts = language.replace("_", "-").lower().split("-")
    found = (known.get("-".join(parts[:length])) for length in range(len(parts), 0, -1))
    return next((label for label in found if label), None)


def listed(labels: Iterable[str]) -> str:
    """Labels as a numbered list, one a line."""
    return "\n".join(f"{number}. {label}" for number, label in enumerate(labels, 1))
