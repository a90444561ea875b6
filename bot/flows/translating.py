"""What the bot itself says, in a language a program brings: what there is to translate, and what is wrong in it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.curriculum.faults import Finding, refuse
from bot.curriculum.printing import PHRASES as PRINTED
from bot.curriculum.program import Program
from bot.flows.catalogue import all_phrases
from bot.flows.understanding.typed import LEAD, TYPED, parted, taken
from bot.texts.speech import Speech, as_fluent, is_english
from bot.words.errors import DefinitionError
from bot.words.folding import normalise
from bot.words.phrases import Phrase

__all__ = ["TEXTS", "faults_in", "spoken", "to_translate", "written"]

TEXTS = "texts"
"""The folder of a program with what the bot says in further languages, one file a language."""
LABEL_AT_MOST = 75
"""Characters of a button in Slack."""
_STAFF = ("desk", "board", "cast-", "composing-", "report-", "dash-", "cohort", "newcohort-", "movingcohort-")
"""What keys begin with of what only coordinators and admins read."""
_SHORT = 40
"""What is no longer than this in English, and no sentence, may stand on a button."""
_HEAD = """\
# What the bot itself says, in {language}. Translate what is right of each `=`, and leave what stands in {{ }} as it is.
# What you take out, or don't translate, comes in English. `alongside program check` reads this file.
# The lines `typed-…` are not said: they are the words people type, such as "back". Write all you know, with commas.
# What people read comes first; what begins with desk-, board-, cast-, report- and the like is for coordinators only.

"""


def spoken(program: Program, more: Iterable[Phrase] = ()) -> dict[str, Phrase]:
    """Every phrase people in this program may read that is ours, by key, those that only staff read last; `more` are
    those said outside of chat."""
    own = f"program-{program.id.replace('_', '-')}-"
    phrases = (*TYPED, *all_phrases({program.id: program}), *PRINTED, *more)
    ours = {phrase.key: phrase for phrase in phrases if not phrase.key.startswith(own)}
    return dict(sorted(ours.items(), key=lambda one: one[0].startswith(_STAFF)))


def to_translate(program: Program, language: str, more: Iterable[Phrase] = ()) -> list[Phrase]:
    """The phrases that have no words in this language yet, neither from us nor from the program."""
    name = f"{TEXTS}/{language}.ftl"
    said = Speech({language: [program.shelf.read(name)] if name in program.shelf.names else []})
    phrases = spoken(program, more)
    missing = set(said.missing(phrases.values(), language))
    return [phrases[key] for key in phrases if key in missing]


def written(phrases: Iterable[Phrase], language: str) -> str:
    """English phrases as a file to translate."""
    return _HEAD.format(language=language) + "\n".join(as_fluent(one.key, one.english) for one in phrases)


def check(programs: Mapping[str, Program]) -> None:
    """Raise DefinitionError where a program's words for the bot would break a sentence while it is said."""
    refuse(found for program in programs.values() for found in faults_in(program))


def faults_in(program: Program, more: Iterable[Phrase] = ()) -> Iterator[Finding]:
    """What is wrong in the words a program has for the bot itself."""
    names = [name for name in sorted(program.shelf.names) if re.fullmatch(rf"{TEXTS}/[^/]+\.ftl", name)]
    known = spoken(program, more) if names else {}
    for name in names:
        place = program.shelf.place(name)
        try:
            text = program.shelf.read(name)
        except DefinitionError as error:
            yield Finding(place, 1, str(error).removeprefix(f"{place}: "))
            continue
        language = name.removeprefix(f"{TEXTS}/").removesuffix(".ftl")
        if language not in program.languages:
            yield Finding(place, 1, f"{language} is not among the `languages`; add it there, or take this file out")
        yield from _in_file(place, text, known)
        if missing := sum(1 for _ in to_translate_of(text, known)):
            said = f"{missing} of {len(known)} sentences have no words here and come in English; "
            todo = f"`alongside program words {language} FOLDER` prints them"
            yield Finding(place, 1, said + todo, "warning")
        if english := sum(1 for _ in _untranslated(text, known)):
            said = f"{english} of {len(known)} sentences are still in English; begin with those people read first"
            yield Finding(place, 1, f"{said} (`onboarding-…`, `asking-…`, `shape-…`)", "warning")


def to_translate_of(text: str, known: Mapping[str, Phrase]) -> Iterator[str]:
    """The keys that a file has no words for."""
    there = {entry.id.name for entry in _entries(text) if isinstance(entry, ast.Message)}
    return (key for key in known if key not in there)


def _untranslated(text: str, known: Mapping[str, Phrase]) -> Iterator[str]:
    """The keys whose words are the English ones, as they were written out."""
    messages = (entry for entry in _entries(text) if isinstance(entry, ast.Message) and entry.id.name in known)
    return (entry.id.name for entry in messages if is_english(entry, known[entry.id.name].english))


def _entries(text: str) -> list[ast.EntryType]:
    return list(FluentParser().parse(text).body)


def _in_file(place: str, text: str, known: Mapping[str, Phrase]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    yield from _typed(place, text)
    for entry in _entries(text):
        span = entry.id.span if isinstance(entry, ast.Message) else entry.span  # a comment above belongs to a message
        line = text.count("\n", 0, span.start if span else 0) + 1
        match entry:
            case ast.Junk():
                said = str(entry.content).strip().partition("\n")[0][:60]
                todo = "write `key = words`, with `{ $name }` for a value"
                yield Finding(place, line, f"{said!r}: this cannot be read; {todo}")
            case ast.Message() if entry.id.name in known:
                key = entry.id.name
                if first.setdefault(key, line) != line:
                    yield Finding(place, line, f"{key}: these words stand here twice (line {first[key]}); keep one")
                yield from _message(place, line, entry, known[key])
            case ast.Message():
                near = difflib.get_close_matches(entry.id.name, known, n=1)
                todo = f"did you mean `{near[0]}`?" if near else "take it out"
                yield Finding(place, line, f"{entry.id.name}: the bot says nothing under this key; {todo}", "warning")


def _typed(place: str, text: str) -> Iterator[Finding]:
    """Words people type that would mean two things, or something else than they mean to everyone."""
    known, owner = taken(), dict[str, str]()
    for entry in _entries(text):
        key = entry.id.name if isinstance(entry, ast.Message) else ""
        if not key.startswith(LEAD) or not isinstance(entry, ast.Message) or entry.value is None:
            continue
        line = text.count("\n", 0, entry.id.span.start if entry.id.span else 0) + 1
        words = parted("".join(part.value for part in entry.value.elements if isinstance(part, ast.TextElement)))
        if not words:
            yield Finding(place, line, f"{key}: there are no words; write those people type, with commas between them")
        for word in words:
            said = normalise(word)
            if owner.setdefault(said, key) != key:
                yield Finding(
                    place, line, f"{key}: {word!r} also stands under {owner[said]}; keep it under one of them"
                )
            elif known.get(said, key) != key:
                todo = f"everyone may type it for {known[said]}; take it out"
                yield Finding(place, line, f"{key}: {word!r} would not mean what it means in the bot: {todo}")


def _message(place: str, line: int, entry: ast.Message, phrase: Phrase) -> Iterator[Finding]:
    """What would break one sentence."""
    key, named, values = phrase.key, _Named(), _values(phrase)
    if entry.value is None:
        yield Finding(place, line, f"{key}: there are no words; write them right of the `=`")
        return
    named.visit(entry.value)
    for name in sorted(named.values - values):
        there = ", ".join(f"{{ ${one} }}" for one in sorted(values)) or "none"
        yield Finding(place, line, f"{key}: there is no value {{ ${name} }} in this sentence; there are: {there}")
    for name in sorted(named.others):
        yield Finding(place, line, f"{key}: {{ {name} }} cannot be used here; write the words themselves")
    for name in sorted(values - named.values):
        yield Finding(place, line, f"{key}: {{ ${name} }} does not stand in these words; is it meant?", "warning")
    shown = "".join(part.value for part in entry.value.elements if isinstance(part, ast.TextElement))
    if (
        phrase not in TYPED
        and len(phrase.english) <= _SHORT
        and not phrase.english.endswith((".", "?", "!"))
        and len(shown) > LABEL_AT_MOST
    ):
        said = f"{key}: {len(shown)} characters; on a button Slack shows {LABEL_AT_MOST}"
        yield Finding(place, line, said, "warning")


def _values(phrase: Phrase) -> set[str]:
    """The values that stand in a phrase's English."""
    named = _Named()
    for entry in _entries(as_fluent(phrase.key, phrase.english)):
        named.visit(entry)
    return named.values


class _Named(Visitor):
    """Collects what a pattern names: values, and everything that is none."""

    def __init__(self) -> None:
        self.values: set[str] = set()
        self.others: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - as the library calls it
        self.values.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - as above
        self.others.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 - as above
        self.others.add(f"-{node.id.name}")

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802 - as above
        if node.id.name not in {"NUMBER", "DATETIME"}:
            self.others.add(f"{node.id.name}()")
        self.generic_visit(node)
