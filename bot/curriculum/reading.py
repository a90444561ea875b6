"""Reading a program's texts in a person's language, each file when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bot.curriculum.crisis import CrisisLine
from bot.curriculum.faults import refuse
from bot.curriculum.localised import ENGLISH, NAME
from bot.curriculum.pages import Parsed
from bot.curriculum.program import Program
from bot.curriculum.sheets import Guidelines, Sheet, parse_guidelines, parse_sheet
from bot.curriculum.shelf import Shelf, find, lesson_stem, own_words_name
from bot.curriculum.steps import StepText, parse_step
from bot.curriculum.training import Lesson, parse_lesson
from bot.words.errors import DefinitionError

_KEPT = 128
"""Texts kept in memory at most, over all programs: some 4 kB each."""


def text(program: Program, step_id: str, language: str) -> StepText:
    """A step's text in this language, else in the program's first (`.language` says which).

    Raises LookupError for a step the program has not, DefinitionError where its file is missing or wrong.
    """
    program.step(step_id)
    found: StepText = _open(parse_step, program, f"steps/{step_id}", step_id, language)
    return found


def lesson(program: Program, lesson_id: str, language: str) -> Lesson:
    """A training lesson, by the name it has in `program.training`. Language and errors as with `text`."""
    if lesson_id not in program.training:
        raise LookupError(f"program {program.id!r} has no lesson {lesson_id!r}")
    found: Lesson = _open(parse_lesson, program, lesson_stem(lesson_id), lesson_id, language)
    return found


def sheet(program: Program, sheet_id: str, language: str) -> Sheet:
    """A resource sheet. Raises LookupError where there is none; language as with `text`."""
    if find(program.shelf, f"resources/{sheet_id}", language, program.first_language) is None:
        raise LookupError(f"program {program.id!r} has no sheet {sheet_id!r}")
    found: Sheet = _open(parse_sheet, program, f"resources/{sheet_id}", sheet_id, language)
    return found


def guidelines(program: Program, language: str) -> Guidelines | None:
    """What mentors read first; None where the program has written none."""
    if find(program.shelf, "guidelines", language, program.first_language) is None:
        return None
    found: Guidelines = _open(parse_guidelines, program, "guidelines", "", language)
    return found


def own_words(program: Program, language: str) -> tuple[str, ...]:
    """What the bot itself says in this language, as this program has it translated (Fluent); empty where it has not."""
    name = own_words_name(language)
    return (program.shelf.read(name),) if name in program.shelf.names else ()


def sheet_ids(program: Program) -> tuple[str, ...]:
    """Every sheet there is, by name."""
    return text_ids(program, "resources")


def text_ids(program: Program, folder: str) -> tuple[str, ...]:
    """What the texts in one folder of the program are called, without language and ending."""
    names = (name.removeprefix(f"{folder}/") for name in program.shelf.names if name.startswith(f"{folder}/"))
    found = (re.fullmatch(rf"({NAME[1:-1]})\.[A-Za-z-]+\.md", name) for name in names)
    return tuple(sorted({name[1] for name in found if name}))


def crisis_lines(program: Program, country: str) -> tuple[CrisisLine, ...]:
    """Where to turn in this country (ISO code), else anywhere."""
    return program.crisis.lines_in(country)


def crisis_words(program: Program) -> tuple[str, ...]:
    """Whole words and phrases, in lower case and in every language, that bring help at once."""
    return program.crisis.all_words


Parser = Callable[[str, str, str, str], Parsed]


def _open(parse: Parser, program: Program, stem: str, id: str, language: str) -> Any:
    """The text nearest to a language; the program's first also where a translation is broken, because somebody waits
    for it."""
    shelf, first = program.shelf, program.first_language
    found = find(shelf, stem, language, first)
    if found is None:
        raise DefinitionError(f"{shelf.place(f'{stem}.{first}.md')}: there is no such file; write it")
    name, spoken = found
    try:
        return _parsed(parse, shelf, name, id, spoken)
    except DefinitionError:
        if spoken in {first, ENGLISH}:
            raise
        return _open(parse, program, stem, id, first)


@lru_cache(maxsize=_KEPT)
def _parsed(parse: Parser, shelf: Shelf, name: str, id: str, language: str) -> Any:
    value, findings = parse(shelf.place(name), shelf.read(name), id, language)
    refuse(findings)
    return value
