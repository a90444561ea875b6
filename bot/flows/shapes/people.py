"""People someone knows: picked on the platform, or their names."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from bot.flows.engine.shape import Asking, Chosen, Declined, Option, Reading, Reply, Value
from bot.flows.shapes.labels import joined
from bot.flows.understanding.typed import own_words
from bot.flows.understanding.yes_and_no import NO, YES, is_nearly
from bot.words.cleaning import clean_line, clean_name
from bot.words.folding import normalise
from bot.words.messages import Json, PeoplePicked, PickedPerson, Typed
from bot.words.phrases import Phrase

HINT = Phrase("shape-people-hint", "Please send their names with commas between them, or choose Nobody.")
WHO = Phrase("shape-people-who", "Who is it? Please send their names, with commas between them, or choose Nobody.")
TOO_MANY = Phrase("shape-people-most", "Please send up to {most} people.")
NOBODY = Phrase("shape-people-nobody", "Nobody")
SOMEONE = Phrase("shape-people-someone", "someone you picked")

NOBODY_KEY = "nobody"
_NOBODY = NO | frozenset(
    map(normalise, ("nobody", "no one", "noone", "none", "not anyone", "nobody yet", "no one yet", "i know nobody",
                    "no body", "nobody i know", "no one i know", "noone i know", "nobody here", "no one here",
                    "not yet", "i know no one", "i dont know anyone", "i do not know anyone", "i dont know anybody",
                    "i dont know nobody", "dont know nobody", "dont know anyone", "dont know anyone here",
                    "i dont know anyone here", "i dont know anybody here", "not know anyone", "not that i know",
                    "no conozco a nadie aquí", "i dont think so", "none yet", "no i dont", "nadie", "a nadie",
                    "no creo", "todavía no", "aún no", "ninguno", "no conozco a nadie", "personne", "niemand",
                    "niemanden", "ninguém", "никого", "никто", "нікого", "ніхто", "لا أحد", "هیچ کس", "kimse",
                    "hakuna", "cidna"))
)  # fmt: skip
_NO_ONE = ("nobody", "no one")
_BETWEEN = regex.compile(r"\s*[,;،、，؛\n|•&+]\s*|\s+(?:and|y|et|und|e|ve|и|та|і|و|na|iyo)\s+", regex.IGNORECASE)
_BEFORE = regex.compile(
    r"^(?:(?:yes|yeah|sí|oui|ja)[,. ]+)?(?:i (?:already )?know|conozco a|je connais|ich kenne)\s+", regex.IGNORECASE
)
_WRITTEN = regex.compile(r"\p{L}")
_NO_NAME = regex.compile(r"^/|\d")
"""A command there is not, or "weekdays 8pm"."""


@dataclass(frozen=True, slots=True)
class People:
    """Up to `limit` people. The value lists {"id", "name"} where they were picked, {"name"} where they were named."""

    limit: int = 10
    widget: str = "people"

    def read(self, reply: Reply, asking: Asking) -> Reading:
        yes, no = own_words(asking.say)
        match reply:
            case Chosen(key) if key == NOBODY_KEY:
                return Value([])
            case PeoplePicked(people):
                return self._counted([_picked(one) for one in {one.id: one for one in people if one.id}.values()])
            case Typed(text) if normalise(text) in _NOBODY | no or is_nearly(normalise(text), _NO_ONE):
                return Value([])
            case Typed(text) if normalise(text) in YES | yes:
                return Declined(WHO())
            case Typed(text):
                return self._counted(_named(text)) if _named(text) else Declined(HINT())
        return Declined(HINT())

    def _counted(self, people: list[Json]) -> Reading:
        return Declined(TOO_MANY(most=self.limit)) if len(people) > self.limit else Value(people)

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return (Option(NOBODY_KEY, asking.say(NOBODY())),)

    def show(self, value: Json, asking: Asking) -> str:
        people = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
        names = [str(one.get("name") or asking.say(SOMEONE())) for one in people]
        return joined(names, asking.language) if names else asking.say(NOBODY())

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        picked = PeoplePicked((PickedPerson("1000", "Amina"),))
        return (Chosen(NOBODY_KEY), picked, Typed("Amina, Omar and Li"), Typed("nobody"))


def _picked(person: PickedPerson) -> Json:
    return {"id": person.id, "name": clean_name(person.name)}


def _named(text: str) -> list[Json]:
    """The names in a typed list, each once."""
    plain = _BEFORE.sub("", clean_line(text[:5000].replace("\n", ",")))
    names = (clean_name(part.strip(" .!?")) for part in _BETWEEN.split(plain))
    return [{"name": name} for name in dict.fromkeys(names) if _WRITTEN.search(name) and not _NO_NAME.search(name)]


PHRASES = (HINT, WHO, TOO_MANY, NOBODY, SOMEONE)
