"""The list itself: concepts from the packaged tables, read when first needed.

A row of a table is: key, field, keys of related entries, then names in English, Spanish, French, German, Portuguese,
Arabic and Ukrainian, the one to show first, others after "|". "o/a", "or/a", "er/in" give both forms of a name. A key
with "!" before it is never named to anyone (it may tell of health, faith or legal status).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from bot.words.folding import normalise

LANGUAGES = ("en", "es", "fr", "de", "pt", "ar", "uk")
KINDS = ("profession", "field", "interest", "goal")
_TABLES = {"field": "fields.tsv", "profession": "professions.tsv", "interest": "interests.tsv", "goal": "goals.tsv"}

SAME, RELATED, SAME_FIELD = 100, 70, 40


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing people mean. `key` is stable, `names` is language → what to call it, `field` its group."""

    key: str
    kind: str
    field: str
    near: tuple[str, ...]
    names: Mapping[str, str]
    is_private: bool = False

    def name(self, language: str) -> str:
        """What it is called in the reader's language, else in English."""
        return self.names.get(language.replace("_", "-").partition("-")[0].lower()) or self.names["en"]


class Listed:
    """All concepts by key; what people call them is indexed when the first text is read."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, list[str]]] = {}
        self.by_key: dict[str, Concept] = {}
        for kind, table in _TABLES.items():
            for concept, names in _rows(kind, table):
                self.by_key[concept.key] = concept
                self._names[concept.key] = names

    @cached_property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Normalised name → keys, of any kind."""
        index: dict[str, tuple[str, ...]] = {}
        for key, spoken in self._names.items():
            for name in {form for said in spoken.values() for one in said for form in _forms(one)}:
                index[name] = (*index.get(name, ()), key)
        return index

    def named(self, name: str, kinds: Sequence[str], language: str = "") -> Concept | None:
        """The concept of that normalised name, of the first of these kinds that has one.

        Where one name means two things of a kind, the writer's language decides, else the first in the list is meant.
        """
        found = [self.by_key[key] for key in self.by_name.get(name, ())]
        fitting = [one for one in found if one.kind in kinds]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        own = language.replace("_", "-").partition("-")[0].lower()
        return min(fitting, key=lambda one: (kinds.index(one.kind), not self.is_said(one.key, name, own)))

    def spelling(self, key: str, name: str) -> str:
        """How a normalised name of a concept is written, in the gender it has."""
        written = (form for said in self._names[key].values() for one in said for form in _spellings(one))
        return next((form for form in written if normalise(form) == name), name)

    def is_said(self, key: str, name: str, language: str) -> bool:
        """Whether a concept has this normalised name in a language."""
        return any(name in _forms(said) for said in self._names[key].get(language, ()))

    def nearness(self, one: str, other: str) -> int:
        """How near two concepts are, by key: 100 the same, 70 related, 40 of one field, 0 otherwise."""
        if one == other:
            return SAME
        first, second = self.by_key.get(one), self.by_key.get(other)
        if first is None or second is None:
            return 0
        if other in first.near or one in second.near:
            return RELATED
        if first.field != second.field:
            return 0
        is_umbrella = first.kind in {"interest", "goal"} and first.field in {one, other}
        return RELATED if is_umbrella else SAME_FIELD


@cache
def concepts() -> Listed:
    """The packaged list."""
    return Listed()


def _rows(kind: str, table: str) -> Iterator[tuple[Concept, dict[str, list[str]]]]:
    text = (files(__package__) / table).read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        key, field, near, *cells = line.split("\t")
        names = {language: cell.split("|") for language, cell in zip(LANGUAGES, cells, strict=False) if cell}
        shown = {language: said[0] for language, said in names.items()}
        plain = key.removeprefix("!")
        yield Concept(plain, kind, field or plain, tuple(filter(None, near.split(","))), shown, plain != key), names


def _forms(name: str) -> Iterator[str]:
    """The spellings of a name, normalised: both genders where the table gives both in one."""
    return map(normalise, (name, *_spellings(name)))


def _spellings(name: str) -> tuple[str, ...]:
    if "/" not in name:
        return (name,)
    return " ".join(word.partition("/")[0] for word in name.split()), " ".join(map(_second, name.split()))


def _second(word: str) -> str:
    first, _, ending = word.partition("/")
    if not ending:
        return first
    if ending in {"a", "as"}:
        return first[: -len(ending)] + ending if first.endswith(("o", "os")) else _bare(first) + ending
    return first + ending


def _bare(word: str) -> str:
    return word[:-2] + "es" if word.endswith("és") else word
