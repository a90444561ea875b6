"""The list itself: concepts from the packaged tables, read when first needed.

A row of a table is: key, field, keys of related entries, then names in English, Spanish, French, German, Portuguese,
Arabic and Ukrainian, the one to show first, others after "|". "o/a", "or/a", "er/in" give both forms of a name. A key
with "!" before it is never named to anyone (it may tell of health, faith or legal status).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.words.folding import normalise

LANGUAGES = ("en", "es", "fr", "de", "pt", "ar", "uk")
KINDS = ("profession", "field", "interest", "goal")
_TABLES = {"field": "fields.tsv", "profession": "professions.tsv", "interest": "interests.tsv", "goal": "goals.tsv"}

SAME, RELATED, SAME_FIELD = 100, 70, 40


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing people mean. `key` is stable; `names` is language → what to call it; `field` the group it belongs to."""

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
    """All concepts by key, and by what people call them: normalised name → keys, of any kind."""

    def __init__(self) -> None:
        self.by_key: dict[str, Concept] = {}
        self.by_name: dict[str, tuple[str, ...]] = {}
        for kind, table in _TABLES.items():
            for concept, names in _rows(kind, table):
                self.by_key[concept.key] = concept
                for name in names:
                    keys = self.by_name.get(name, ())
                    if concept.key not in keys:
                        self.by_name[name] = (*keys, concept.key)

    def nearness(self, one: str, other: str) -> int:
        """How near two concepts are, by key: 100 the same, 70 related, 40 of one field, 0 otherwise."""
        if one == other:
            return SAME
        first, second = self.by_key.get(one), self.by_key.get(other)
        if first is None or second is None:
            return 0
        if other in first.near or one in second.near:
            return RELATED
        return SAME_FIELD if first.field == second.field else 0


@cache
def concepts() -> Listed:
    """The packaged list."""
    return Listed()


def _rows(kind: str, table: str) -> Iterator[tuple[Concept, set[str]]]:
    text = (files(__package__) / table).read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        key, field, near, *cells = line.split("\t")
        spoken = {language: cell.split("|") for language, cell in zip(LANGUAGES, cells, strict=False) if cell}
        shown = {language: names[0] for language, names in spoken.items()}
        plain = key.removeprefix("!")
        concept = Concept(plain, kind, field or plain, tuple(filter(None, near.split(","))), shown, plain != key)
        yield concept, {form for names in spoken.values() for name in names for form in _forms(name)}


def _forms(name: str) -> Iterator[str]:
    """The spellings of a name: both genders where the table gives both in one."""
    yield normalise(name)
    if "/" in name:
        yield normalise(" ".join(word.partition("/")[0] for word in name.split()))
        yield normalise(" ".join(map(_second, name.split())))


def _second(word: str) -> str:
    first, _, ending = word.partition("/")
    if not ending:
        return first
    if ending in {"a", "as"}:
        return first[: -len(ending)] + ending if first.endswith(("o", "os")) else _bare(first) + ending
    return first + ending


def _bare(word: str) -> str:
    return word[:-2] + "es" if word.endswith("és") else word
