"""A text file of a program: front matter between `---` lines, then Markdown in sections."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.curriculum.faults import Finding, Level, faults
from bot.curriculum.yamls import Yaml, read_yaml
from bot.words.errors import DefinitionError

Head = TypeVar("Head", bound=BaseModel)
_HEADING = re.compile(r"##(?!#)\s*(.*?)\s*#*\s*")
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text under a `##` heading; `line` is the heading's, and the text begins below it."""

    heading: str
    line: int
    text: str


@dataclass(slots=True)
class Page:
    """A file taken apart: front matter, what stands before the first heading, and the sections. Collects faults."""

    file: str
    head: Yaml
    opening: Section
    sections: Sequence[Section]
    findings: list[Finding] = field(default_factory=list)

    def fault(self, line: int, said: str, level: Level = "error") -> None:
        """Note something to mend."""
        self.findings.append(Finding(self.file, line, said, level))

    def titles(self, model: type[Head]) -> Head | None:
        """The front matter as this model, None (and faults noted) where it does not fit."""
        try:
            return model.model_validate(self.head.value or {})
        except ValidationError as error:
            self.findings += faults(self.head, error, model)
            return None

    def by_heading(self, known: Sequence[str], needed: Sequence[str]) -> Mapping[str, Section]:
        """The sections by heading in lower case; unknown, repeated, empty and missing ones are noted as faults."""
        found: dict[str, Section] = {}
        for section in self.sections:
            name = section.heading.lower()
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                headings = "use " + ", ".join(f"`## {heading}`" for heading in known)
                todo = f"did you mean `## {near[0]}`?" if near else headings
                self.fault(section.line, f"## {section.heading}: there is no such heading; {todo}")
            elif name in found:
                self.fault(section.line, f"## {section.heading}: this heading stands here twice; join the two")
            elif not section.text.strip():
                self.fault(section.line, f"## {section.heading}: there is nothing below this heading; write it")
            found.setdefault(name, section)
        for name in needed:
            if name not in found:
                self.fault(self.last_line, f"## {name}: this section is missing; add the heading and its text")
        return found

    @property
    def last_line(self) -> int:
        """The last line that anything stands on."""
        last = self.sections[-1] if self.sections else self.opening
        return last.line + last.text.rstrip().count("\n") + (1 if self.sections else 0)


def open_page(file: str, text: str, *, sections: bool = True) -> Page:
    """Take a file apart. What is wrong with it is noted in `findings`; nothing is raised.

    Without `sections` headings stay part of the text, which is then all in `opening`.
    """
    findings: list[Finding] = []
    lines = text.split("\n")
    head, below = Yaml(file, None, None), 0
    if lines[0].rstrip() == _FENCE:
        end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
        if end:
            head, below = _front_matter(file, "\n".join(lines[1:end]), findings), end + 1
        else:
            findings.append(Finding(file, 1, "the front matter has no end; close it with a line `---`"))
            below = 1
    opening, parts = _apart(lines, below) if sections else (Section("", below + 1, "\n".join(lines[below:])), [])
    return Page(file, head, opening, parts, findings)


def _front_matter(file: str, text: str, findings: list[Finding]) -> Yaml:
    try:
        head = read_yaml(file, text, above=1)
    except DefinitionError as error:
        findings.append(_placed(file, str(error)))
        return Yaml(file, None, None, 1)
    if not isinstance(head.value, dict | None):
        findings.append(Finding(file, 2, "the front matter is made of keys such as `title: …`"))
        return Yaml(file, None, None, 1)
    return head


def _placed(file: str, said: str) -> Finding:
    """A definition error as a finding."""
    found = re.fullmatch(r", line (\d+)[,:] (.*)", said.removeprefix(file), re.DOTALL)
    return Finding(file, int(found[1]), found[2]) if found else Finding(file, 1, said.removeprefix(f"{file}: "))


def _apart(lines: Sequence[str], below: int) -> tuple[Section, list[Section]]:
    """The lines from `below` on, cut at every `##` heading."""
    starts = [(at, found[1]) for at in range(below, len(lines)) if (found := _HEADING.fullmatch(lines[at]))]
    ends = [*(at for at, _ in starts[1:]), len(lines)][: len(starts)]
    opening = Section("", below + 1, "\n".join(lines[below : starts[0][0] if starts else len(lines)]))
    parts = [
        Section(heading, at + 1, "\n".join(lines[at + 1 : end]))
        for (at, heading), end in zip(starts, ends, strict=True)
    ]
    return opening, parts


def list_items(text: str, first: int) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The items of a list with their lines, and the lines that belong to none. Indented lines go on with an item."""
    items: list[tuple[int, str]] = []
    stray: list[tuple[int, str]] = []
    for line, written in enumerate(text.split("\n"), first):
        if found := re.fullmatch(r"\s{0,3}[-*+]\s+(.*)", written):
            items.append((line, found[1].strip()))
        elif written.strip() and items and (written[0].isspace() or not stray):
            items[-1] = (items[-1][0], f"{items[-1][1]} {written.strip()}")
        elif written.strip():
            stray.append((line, written.strip()))
    return items, stray


def as_finding(error: Exception, file: str) -> Finding:
    """A file that could not be read at all, as a finding."""
    return _placed(file, str(error))


Parsed = tuple[Any, list[Finding]]
