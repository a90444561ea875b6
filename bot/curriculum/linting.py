"""The linter: everything about a program that an author should mend, with file and line and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.curriculum.faults import Finding
from bot.curriculum.folders import examine
from bot.curriculum.linting_texts import lint_texts
from bot.curriculum.linting_words import lint_words
from bot.curriculum.planning import broken
from bot.curriculum.program import Program
from bot.curriculum.shelf import PLAN
from bot.curriculum.wanting import wanting
from bot.curriculum.yamls import Yaml


def survey(folder: Path) -> tuple[Program, list[Finding]]:
    """A program and everything to mend in it, by file and line; every file of it is read. Raises DefinitionError where
    too little of it can be read."""
    program, read, findings = examine(folder)
    return program, _sorted([*findings, *_lint(program, read)])


def _lint(program: Program, read: Yaml) -> Iterator[Finding]:
    if not any(broken(program)):  # else there are names that lead nowhere
        for keys, said, level in wanting(program):
            yield Finding(read.file, read.line(keys), said, level)
    for keys, said, level in lint_words(program):
        yield Finding(read.file, read.line(keys), said, level)
    yield from lint_texts(program)


def _sorted(findings: list[Finding]) -> list[Finding]:
    plan_first = sorted(set(findings), key=lambda found: (found.file, found.line, found.said))
    return sorted(plan_first, key=lambda found: not found.file.endswith(PLAN))
