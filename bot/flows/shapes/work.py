"""What someone does for a living, in their own words; a guess at what is meant is asked back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.flows.engine.shape import Asking, Chosen, Draft, Option, Reading, Reply, Value
from bot.flows.shapes.texts import FreeText
from bot.flows.understanding.choosing import Candidate, choose
from bot.flows.understanding.typed import own_words
from bot.flows.understanding.yes_and_no import agreement
from bot.matching.concepts.meaning import maybe_meant
from bot.words.messages import Json, Typed
from bot.words.phrases import Phrase

MAYBE = Phrase("shape-work-maybe", "Did you mean “{work}”?")
YES_MEANT = Phrase("shape-work-yes", "Yes, {work}")
NO_AS_SAID = Phrase("shape-work-no", "No, {said}")
KINDS = ("profession", "field")
LABEL_AT_MOST = 40
"""Characters of someone's own words on a button."""


@dataclass(frozen=True, slots=True)
class Work(FreeText):
    """A few words about one's work. The value is the text, or {"own": text} where nothing else is to be read into it.

    Matching reads texts for the jobs they name; "layer" would be a lawyer there."""

    at_most: int = 120

    def read(self, reply: Reply, asking: Asking) -> Reading:
        said, maybe = _drafted(asking)
        meant = _settled(reply, asking, said, maybe) if said else None
        if meant is not None:
            return Value(maybe if meant else {"own": said})
        read = FreeText(self.at_most).read(reply, asking)
        text = read.value if isinstance(read, Value) and isinstance(read.value, str) else ""
        found = maybe_meant(text, asking.language, KINDS)
        if found is None:
            return read
        better = re.sub(rf"\b{re.escape(found[0])}\b", found[1], text, flags=re.IGNORECASE)
        better = better if better != text else found[1]
        return Draft({"said": text, "maybe": better}, MAYBE(work=better))

    def options(self, asking: Asking) -> tuple[Option, ...]:
        said, maybe = _drafted(asking)
        if not said:
            return ()
        shown = said if len(said) <= LABEL_AT_MOST else f"{said[: LABEL_AT_MOST - 1]}…"
        return Option("yes", asking.say(YES_MEANT(work=maybe))), Option("no", asking.say(NO_AS_SAID(said=shown)))

    def show(self, value: Json, asking: Asking) -> str:
        del asking
        own = value.get("own") if isinstance(value, dict) else value
        return own if isinstance(own, str) else ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        if _drafted(asking)[0]:
            return Chosen("yes"), Chosen("no")
        return Typed("nurse"), Typed("layer")


def _settled(reply: Reply, asking: Asking, said: str, maybe: str) -> bool | None:
    """Whether they meant what was asked back about, or just what they said; None where they write something else."""
    match reply:
        case Chosen(key) if key in {"yes", "no"}:
            return key == "yes"
        case Typed(text):
            candidates = [Candidate("meant", (maybe,)), Candidate("said", (said,))]
            named = choose(text, candidates, asking.language)
            agreed = agreement(text, own_words(asking.say))
            return agreed if named is None else named == "meant"
    return None


def _drafted(asking: Asking) -> tuple[str, str]:
    """What was said and what was asked back about, empty where nothing was."""
    match asking.draft:
        case {"said": str(said), "maybe": str(maybe)}:
            return said, maybe
        case _:
            return "", ""


PHRASES = (MAYBE, YES_MEANT, NO_AS_SAID)
