"""Several options at once: ticked one by one, or written as a list, with own words where they are welcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from bot.flows.engine.shape import Asking, Chosen, Declined, Draft, Option, Reading, Reply, Value
from bot.flows.shapes.labels import TICK, Labelled, Options, joined, labelled, listed
from bot.flows.understanding.choosing import Candidate, choose
from bot.flows.understanding.typed import own_words
from bot.flows.understanding.yes_and_no import NO, YES, Own, agreement
from bot.words.cleaning import clean_line, graphemes
from bot.words.folding import folded, normalise
from bot.words.messages import Json, Typed
from bot.words.phrases import Line, Phrase

DONE_KEY = "done"
OWN_AT_MOST = 80
"""Graphemes in one answer of a person's own words."""

DONE = Phrase("shape-several-done", "Done")
HINT = Phrase(
    "shape-several-hint", "Tap the ones that fit, then Done. You can also type their numbers, like 1, 3:\n{options}"
)
AT_LEAST = Phrase("shape-several-at-least", "Please choose at least {least}. Tap the ones that fit, then Done.")
AT_MOST = Phrase("shape-several-at-most", "You can choose up to {most}. Tap a chosen one again to take it out.")
SHORTER = Phrase("shape-several-shorter", "Please write each one in a few words, up to {most} letters.")

_FINISHED = frozenset(
    map(normalise, ("done", "finished", "finish", "that's all", "that is all", "that's it", "ready", "listo", "lista",
                    "terminé", "hecho", "ya está", "eso es todo", "fertig", "fini", "pronto", "готово", "تم"))
)  # fmt: skip
_ALL = frozenset(
    map(normalise, ("all", "everything", "all of them", "all of these", "anything", "anything really", "whatever",
                    "todo", "todos", "todas", "de todo", "lo que sea", "cualquier cosa", "tous"))
)  # fmt: skip
_NOTHING = NO | frozenset(
    map(
        normalise,
        ("none", "nothing", "none of these", "none of them", "ninguno", "ninguna", "nada", "ninguno de estos"),
    )
)
_COMMAS = regex.compile(r"\s*(?:[,;،、，；\n•|]|\s[-–—*]\s)\s*")
_ANDS = regex.compile(
    r"\s*(?:\b(?:and also|and|also|plus|y|e|et|und|und auch|ve|и|та|і|و)\b|&|\+|/)\s*", regex.IGNORECASE
)
_RANGE = regex.compile(r"^(\d{1,2})\s*(?:-|–|—|to|a)\s*(\d{1,2})$")
_NUMBERED = regex.compile(r"^\d{1,3}$")


def is_finished(text: str) -> bool:
    """Whether someone types that they are done choosing."""
    return normalise(text) in _FINISHED


@dataclass(frozen=True, slots=True, init=False)
class Several:
    """Some options. The value lists their keys, and {"own": text} for what someone put in their own words."""

    choices: tuple[Labelled, ...]
    at_least: int
    at_most: int
    own_words: bool
    widget: str

    def __init__(
        self, options: Options, *, at_least: int = 1, at_most: int | None = None, own_words: bool = True
    ) -> None:
        choices = labelled(options)
        fields = {
            "choices": choices,
            "at_least": at_least,
            "at_most": len(choices) + (3 if own_words else 0) if at_most is None else at_most,
            "own_words": own_words,
            "widget": "",
        }
        for name, value in fields.items():
            object.__setattr__(self, name, value)

    def read(self, reply: Reply, asking: Asking) -> Reading:
        ticked = self._draft(asking)
        match reply:
            case Chosen(key) if key == DONE_KEY:
                return self._finish(ticked)
            case Chosen(key) if key in self._keys():
                return self._toggle(key, ticked)
            case Typed(text):
                return self._typed(text, ticked, asking)
        return Declined(self._hint(asking))

    def _keys(self) -> tuple[str, ...]:
        return tuple(one.key for one in self.choices)

    def _draft(self, asking: Asking) -> list[Json]:
        kept = asking.draft if isinstance(asking.draft, list) else []
        return [one for one in kept if one in self._keys() or isinstance(one, dict)]

    def _hint(self, asking: Asking) -> Line:
        return HINT(options=listed(one.label(asking) for one in self.choices))

    def _finish(self, chosen: list[Json]) -> Reading:
        if len(chosen) < self.at_least:
            return Declined(AT_LEAST(least=self.at_least))
        return Declined(AT_MOST(most=self.at_most)) if len(chosen) > self.at_most else Value(self._ordered(chosen))

    def _ordered(self, chosen: Sequence[Json]) -> list[Json]:
        return [*(key for key in self._keys() if key in chosen), *(one for one in chosen if isinstance(one, dict))]

    def _toggle(self, key: str, ticked: list[Json]) -> Reading:
        if key in ticked:
            return Draft(self._ordered([one for one in ticked if one != key]))
        if len(ticked) >= self.at_most:
            return Declined(AT_MOST(most=self.at_most))
        return Draft(self._ordered([*ticked, key]))

    def _typed(self, text: str, ticked: list[Json], asking: Asking) -> Reading:
        said = normalise(text)
        own = own_words(asking.say)
        is_done = is_finished(text) or said == normalise(asking.say(DONE()))
        if is_done or (ticked and agreement(text, own)):
            return self._finish(ticked)
        if self.at_least == 0 and not ticked and said in _NOTHING | own[1]:
            return Value([])
        if said in _ALL:
            return self._finish(list(self._keys()))
        found = self._list(text, asking)
        if isinstance(found, Line):
            return Declined(found)
        return self._finish([*ticked, *(one for one in found if one not in ticked)])

    def _list(self, text: str, asking: Asking) -> list[Json] | Line:
        """What a typed list names, or the hint that helps."""
        candidates = [one.candidate(asking) for one in self.choices]
        found: list[Json] = []
        for part in _parts(text, candidates, asking.language):
            key = choose(part, candidates, asking.language)
            own = clean_line(part)
            if key is None and not self._welcomes(own, own_words(asking.say)):
                return self._hint(asking)
            if key is None and graphemes(own) > OWN_AT_MOST:
                return SHORTER(most=OWN_AT_MOST)
            one: Json = key if key is not None else {"own": own}
            found += [one] if one not in found else []
        return found or self._hint(asking)

    def _welcomes(self, own: str, bare: Own) -> bool:
        """Whether words that name no option count as an answer of their own; a lone number or a "no" does not."""
        said = normalise(own)
        return self.own_words and any(map(str.isalpha, said)) and said not in _NOTHING.union(YES, *bare)

    def options(self, asking: Asking) -> tuple[Option, ...]:
        ticked = self._draft(asking)
        boxes = (Option(one.key, (TICK if one.key in ticked else "") + one.label(asking)) for one in self.choices)
        return (*boxes, Option(DONE_KEY, asking.say(DONE()), "done"))

    def show(self, value: Json, asking: Asking) -> str:
        chosen = value if isinstance(value, list) else []
        labels = {one.key: one.label(asking) for one in self.choices}
        own = [str(one["own"]) for one in chosen if isinstance(one, dict) and "own" in one]
        return joined([*(label for key, label in labels.items() if key in chosen), *own], asking.language)

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        if len(self._draft(asking)) >= max(self.at_least, 1):
            return (Chosen(DONE_KEY),)
        enough = ", ".join(one.label(asking) for one in self.choices[: max(self.at_least, 1)])
        return (*(Chosen(key) for key in self._keys() if key not in self._draft(asking)), Typed(enough))


def _parts(text: str, candidates: Sequence[Candidate], language: str) -> Iterable[str]:
    """A typed list in its parts; an "and" inside an option's name does not part it."""
    plain = text[:4000].strip(" .!\n\t")
    span = _RANGE.match(folded(plain))
    if span:
        yield from map(str, range(int(span[1]), min(int(span[2]), len(candidates) + 1) + 1))
        return
    for part in [plain] if _is_named(plain, candidates) else filter(None, _COMMAS.split(plain)):
        yield from _by_and(part, candidates, language)


def _is_named(part: str, candidates: Sequence[Candidate]) -> bool:
    return any(normalise(part) in one.names for one in candidates)


def _by_and(part: str, candidates: Sequence[Candidate], language: str) -> list[str]:
    numbers = normalise(part).split()
    if len(numbers) > 1 and all(map(_NUMBERED.match, numbers)):
        return numbers
    pieces = [piece for piece in _ANDS.split(part) if piece.strip()]
    found = {piece: choose(piece, candidates, language) for piece in pieces}
    if _is_named(part, candidates):
        return [part]
    if not any(found.values()):
        return pieces if len(pieces) == 1 else [part]
    whole = choose(part, candidates, language)
    known = {word for one in candidates if one.key == whole for name in one.names for word in name.split()}
    return [piece for piece in pieces if found[piece] or not known & set(normalise(piece).split())]


PHRASES = (DONE, HINT, AT_LEAST, AT_MOST, SHORTER)
