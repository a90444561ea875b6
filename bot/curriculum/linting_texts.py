"""What the linter says about a program's text files: missing, unused, too long, broken, or different by language."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING, Any

from bot.curriculum.checks import (
    check_guidelines,
    check_lesson,
    check_sheet,
    check_step,
    compare_lessons,
    compare_steps,
)
from bot.curriculum.faults import Finding, Level
from bot.curriculum.localised import ENGLISH, NAME, PATTERNS
from bot.curriculum.markdown import Link, links, sheet_of, unshowable
from bot.curriculum.pages import Parsed, as_finding, open_page
from bot.curriculum.reading import sheet_ids, text_ids
from bot.curriculum.sheets import parse_guidelines, parse_sheet
from bot.curriculum.shelf import PLAN, lesson_stem
from bot.curriculum.steps import parse_step
from bot.curriculum.training import parse_lesson
from bot.words.errors import DefinitionError

if TYPE_CHECKING:
    from bot.curriculum.program import Program

_Noted = tuple[int, str, Level]
_NAMED = ("steps", "training", "resources")
_SPARE = ("readme", "license", "licence", "changelog", "contributing")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of text: how it is read, and what is looked at in it and between its languages."""

    parse: Callable[[str, str, str, str], Parsed]
    check: Callable[[Any], Iterator[_Noted]]
    compare: Callable[[Any, Any], Iterator[_Noted]]


def _alike(_one: Any, _other: Any) -> Iterator[_Noted]:
    return iter(())


def lint_texts(program: Program) -> Iterator[Finding]:
    """Reads every file there is."""
    linting = _Linting(program)
    for stem, id, kind in _wanted(program):
        yield from linting.stem(stem, id, kind)
    yield from linting.unused()


def _wanted(program: Program) -> Iterator[tuple[str, str, _Kind]]:
    """Every text by its file's stem: those the plan names, and steps and lessons of its own it does not name yet."""
    step = _Kind(parse_step, lambda text: check_step(program, text), compare_steps)
    lesson = _Kind(parse_lesson, check_lesson, compare_lessons)
    if program.training or any(name.startswith("guidelines.") for name in program.shelf.names):
        yield "guidelines", "", _Kind(parse_guidelines, check_guidelines, _alike)
    for id in dict.fromkeys((*(plan.id for plan in program.steps), *text_ids(program, "steps"))):
        yield f"steps/{id}", id, step
    for name in dict.fromkeys((*program.training, *text_ids(program, "training"))):
        yield lesson_stem(name), name, lesson
    for sheet in sheet_ids(program):
        yield f"resources/{sheet}", sheet, _Kind(parse_sheet, check_sheet, _alike)


@dataclass(slots=True)
class _Linting:
    """Goes through the files, and remembers which of them something uses."""

    program: Program
    expected: set[str] = field(default_factory=lambda: {PLAN})
    linked: set[str] = field(default_factory=set)

    def stem(self, stem: str, id: str, kind: _Kind) -> Iterator[Finding]:
        """One text in all its languages."""
        first: Any = None
        spoken = ENGLISH if stem.startswith("shared/") else self.program.first_language
        for language in dict.fromkeys((spoken, *self.program.languages)):
            name = f"{stem}.{language}.md"
            self.expected.add(name)
            place = self.program.shelf.place(name)
            if name not in self.program.shelf.names:
                yield _no_file(stem, language, place, is_first=language == spoken)
                continue
            try:
                text = self.program.shelf.read(name)
            except DefinitionError as error:
                yield as_finding(error, place)
                continue
            value, findings = kind.parse(place, text, id, language)
            noted = [] if findings else [*kind.check(value)]
            noted += kind.compare(first, value) if first and not findings else ()
            noted += _markdown(self.program, name, text, self.linked)
            first = first or value
            yield from findings
            noted = [
                one for one in noted if not any(one[0] == f.line and one[1].split(": ")[0] in f.said for f in findings)
            ]
            yield from (Finding(place, _spot(text, line, said), said, level) for line, said, level in noted)

    def unused(self) -> Iterator[Finding]:
        """Files nothing leads to."""
        program = self.program
        for name in sorted(program.shelf.names):
            own = (
                not name.startswith(("shared/", "scenes/", "texts/")) and PurePosixPath(name).stem.lower() not in _SPARE
            )
            if own and (said := _what_for(program, name, self.expected)):
                yield Finding(program.shelf.place(name), 1, said, "warning")
        for sheet in sheet_ids(program) if program.has_journey else ():
            if f"resources/{sheet}" not in self.linked:
                said = "no step, lesson or sheet links to this sheet; link to it, or take it out"
                yield Finding(program.shelf.place(f"resources/{sheet}.{program.first_language}.md"), 1, said, "warning")


def _spot(text: str, line: int, said: str) -> int:
    """The line of the heading or key a check speaks of, where the check itself knows of no line."""
    named = re.match(r"## [\w -]+|\w+", said)
    if line != 1 or not named:
        return line
    lines = enumerate(text.lower().split("\n"), 1)
    return next((at for at, written in lines if written.strip().startswith(named[0].lower())), line)


def _no_file(stem: str, language: str, place: str, *, is_first: bool) -> Finding:
    if stem.startswith("shared/") and language != ENGLISH:
        return Finding(place, 1, f"this lesson of ours is not in {language}; people read it in English", "warning")
    todo = "" if is_first else f", or take {language} out of `languages` in {PLAN}"
    return Finding(place, 1, f"there is no such file; write it{todo}")


def _markdown(program: Program, name: str, text: str, linked: set[str]) -> Iterator[_Noted]:
    """Links that lead nowhere, and what chat cannot show. Front matter is cut off, but its lines count."""
    whole = open_page(name, text, sections=False).opening
    body, first = whole.text, whole.line
    for line, said in unshowable(body, first):
        yield line, said, "error"
    for link in links(body, first):
        if not link.leads_outside:
            yield from _relative(program, name, link, linked)
        elif not link.target.lower().startswith(("https://", "mailto:", "tel:")):
            yield link.line, f"{link.target}: use the https:// address of this page", "warning"


def _relative(program: Program, name: str, link: Link, linked: set[str]) -> Iterator[_Noted]:
    target = normpath(PurePosixPath(name).parent / link.target)
    found = sheet_of(link.target)
    language = name.rsplit(".", 2)[1]
    if not found or not target.startswith("resources/"):
        todo = f"link to a public page, or to a sheet as ../resources/<sheet>.{language}.md"
        yield link.line, f"{link.target}: {todo}", "error"
    elif target not in program.shelf.names:
        yield link.line, f"{link.target}: there is no such file; write the sheet, or mend the link", "error"
    elif found[1] != language:
        yield link.line, f"{link.target}: this text is in {language}; link to {found[0]}.{language}.md", "error"
    linked.add(f"resources/{found[0]}" if found else "")


def _what_for(program: Program, name: str, expected: Collection[str]) -> str:
    """What to do with a file nothing leads to; nothing for one that is used."""
    parts = PurePosixPath(name).name.split(".")
    stem, language = (parts[0], parts[1]) if len(parts) == 3 else (parts[0], "")
    plans = {"steps": [plan.id for plan in program.steps], "training": program.training}
    folder = PurePosixPath(name).parts[0]
    if name not in expected and folder in _NAMED and parts[-1] == "md" and not re.fullmatch(NAME, stem):
        return f"{stem!r} is no name for a text: {PATTERNS[NAME]}; rename this file"
    if name not in expected and language and parts[-1] == "md":
        return f"{language} is not among the `languages` in {PLAN}; add it there, or take this file out"
    if name not in expected:
        return "nothing uses this file; take it out"
    if folder in plans and stem not in plans[folder]:
        return f"{PLAN} does not name {stem!r} under `{folder}`; name it there, or take this file out"
    return ""
