"""The last look: everything is right, or one answer is named to be changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.flows.engine.phrases import REVIEW_HINT
from bot.flows.engine.shape import Asking, Chosen, Declined, Option, Reading, Reply, Value
from bot.flows.understanding.choosing import Candidate, choose
from bot.flows.understanding.typed import own_words
from bot.flows.understanding.yes_and_no import agreement, is_nearly
from bot.words.folding import denies, normalise
from bot.words.messages import Json, Typed

GOOD = "good"
_APPROVALS = """
good, all good, looks good, it looks good, that looks good, looks right, all right, alright, fine, perfect, great,
correct, that's right, that is right, it's right, everything is right, done, ok thanks, send,
bien, está bien, todo bien, perfecto, correcto, vale, así está bien, de acuerdo, listo
"""
_APPROVED = frozenset(normalise(words) for words in _APPROVALS.replace("\n", " ").split(","))
_CHANGING = re.compile(
    r"^(?:(?:i|we) (?:want|need|have|would like) to |id like to |(?:can|could) (?:i|you|we) |please |let me |sorry "
    r"|quiero |quisiera |puedo |puedes |necesito )*"
    r"(?:change|correct|fix|edit|update|cambiar|cambia|corregir|corrige) |(?: please| por favor)$"
)
_WRONG = re.compile(r" (?:is|are|was|were|esta|estan|es|son) (?:wrong|not (?:right|correct)|incorrect|false|mal)$")
_OWNED = re.compile(r"^(?:my|the|our|mi|mis|el|la|los|las) ")
_ALSO: Mapping[str, tuple[str, ...]] = {
    "name": ("first name", "nombre"),
    "goal": ("goals", "goal", "metas"),
    "profession": ("job", "profession", "occupation", "trabajo", "profesión", "oficio"),
    "place": ("city", "town", "ciudad", "pueblo"),
    "languages": ("language",),
    "school": ("school", "college", "university", "universidad"),
    "interests": ("hobbies", "free time", "interest"),
    "times": ("times", "time", "hours", "availability", "horas", "horario"),
    "known": ("friends", "people", "amigos"),
    "seats": ("mentees", "places"),
    "wish": ("mentor",),
}
"""What people call an answer of theirs that stands there under another name."""


def _named(text: str) -> str:
    """The answer named in words such as "I want to change my city", or "my city is wrong"."""
    said = normalise(text)
    return _OWNED.sub("", _WRONG.sub("", _CHANGING.sub("", said)))


def _approves(text: str) -> bool:
    said = normalise(text)
    return said in _APPROVED or (not denies(said.split()) and is_nearly(said, _APPROVED))


@dataclass(frozen=True, slots=True)
class LastLook:
    """The value is "good", or the name of the question to ask again.

    `labels` are the short names of the questions; `buttons` what stands on the buttons, "good" first.
    """

    labels: Mapping[str, str]
    buttons: Mapping[str, str]

    @property
    def widget(self) -> str:
        return ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        match reply:
            case Chosen(key) if key in self.buttons:
                return Value(key)
            case Typed(text) if agreement(text, own_words(asking.say)) or _approves(text):
                return Value(GOOD)
            case Typed(text):
                meant = choose(text, self._candidates, asking.language)
                meant = meant or choose(_named(text), self._candidates, asking.language)
                return Value(meant) if meant else Declined(REVIEW_HINT())
        return Declined(REVIEW_HINT())

    @property
    def _candidates(self) -> list[Candidate]:
        names = ((key, (said, self.labels.get(key, said))) for key, said in self.buttons.items())
        return [Candidate(key, (*said, *_ALSO.get(key, ()))) for key, said in names]

    def options(self, asking: Asking) -> tuple[Option, ...]:
        del asking
        return tuple(Option(key, said, "done" if key == GOOD else "option") for key, said in self.buttons.items())

    def show(self, value: Json, asking: Asking) -> str:
        del asking
        return self.labels.get(value, "") if isinstance(value, str) else ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (Chosen(GOOD),)
