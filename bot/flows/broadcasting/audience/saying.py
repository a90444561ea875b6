"""An audience in words: "mentees, without a match, who write Spanish"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.flows.broadcasting.audience.queries import FACET, All, AnyOf, Between, Everyone, Is, Not, Query
from bot.texts.naming import joined, language_name
from bot.words.phrases import Line, Phrase

Saying = Callable[[Line], str]
"""Says a line in the reader's language."""

EVERYONE = Phrase("cast-everyone", "everyone")
MENTEES = Phrase("cast-mentees", "mentees")
MENTORS = Phrase("cast-mentors", "mentors")
ALONE = Phrase("cast-alone", "without a match")
TOGETHER = Phrase("cast-together", "with a match")
WAITING = Phrase("cast-waiting", "with a suggestion")
RESTING = Phrase("cast-resting", "on a break")
FORMER = Phrase("cast-former", "whose match ended")
WRITES = Phrase("cast-writes", "who write {languages}")
TRAINED = Phrase("cast-trained", "trained")
UNTRAINED = Phrase("cast-untrained", "not trained yet")
NAMED = Phrase("cast-named", "{count} named one by one")
HAS = Phrase("cast-has", "{field}: {values}")
FROM_TO = Phrase("cast-from-to", "{field} {low} to {high}")
FROM_ON = Phrase("cast-from-on", "{field} {low} or more")
EXACTLY = Phrase("cast-exactly", "{field} {low}")
NOT = Phrase("cast-not", "not ({part})")
OR = Phrase("cast-or", "or")

_SAID: Mapping[tuple[str, tuple[str, ...]], Phrase] = {
    ("role", ("mentee",)): MENTEES,
    ("role", ("mentor",)): MENTORS,
    ("match", ("none",)): ALONE,
    ("match", ("open", "paused")): TOGETHER,
    ("match", ("proposed",)): WAITING,
    ("match", ("paused",)): RESTING,
    ("match", ("ended",)): FORMER,
    ("training", ("passed",)): TRAINED,
    ("training", ("open",)): UNTRAINED,
}
_UNBOUNDED = 100_000


def spoken(query: Query, say: Saying, language: str) -> str:  # noqa: PLR0911 - one line a kind of query
    """The audience in words: "mentees, without a match, who write Spanish"."""
    match query:
        case Everyone():
            return say(EVERYONE())
        case Is(field="language", values=values):
            names = [language_name(value, language) for value in values]
            return say(WRITES(languages=joined(names, language)))
        case Is(field="person", values=values):
            return say(NAMED(count=len(values)))
        case Is(field=field, values=values):
            phrase = _SAID.get((field, values))
            return say(phrase()) if phrase else say(HAS(field=field.removeprefix(FACET), values=", ".join(values)))
        case Between(field=field, low=low, high=high):
            bounds = {"field": field, "low": f"{low:g}", "high": f"{high:g}"}
            return say((EXACTLY if low == high else FROM_ON if high > _UNBOUNDED else FROM_TO)(**bounds))
        case Not(part=part):
            return say(NOT(part=spoken(part, say, language)))
        case All(parts=parts):
            return ", ".join(spoken(part, say, language) for part in parts)
        case AnyOf(parts=parts):
            return f" {say(OR())} ".join(spoken(part, say, language) for part in parts)


PHRASES = (EVERYONE, *_SAID.values(), WRITES, NAMED, HAS, FROM_TO, FROM_ON, EXACTLY, NOT, OR)
