"""Training lessons: pages to read, then situations with answers to choose from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.curriculum.localised import NAME, Model
from bot.curriculum.pages import Page, Parsed, Section, list_items, open_page
from bot.curriculum.steps import Line, Minutes

_SCENARIO = re.compile(r"scenario\s+(\S+)", re.IGNORECASE)
_OPTION = re.compile(r"\[([ xX]?)\]\s*(.*)", re.DOTALL)
_BREAK = re.compile(r"^[ \t]*\*[ \t]*\*[ \t]*\*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to a scenario: its label, what is said to whoever chooses it, and whether it is the best."""

    label: str
    feedback: str
    right: bool


@dataclass(frozen=True, slots=True)
class Scenario:
    """A situation that ends with a question. `key` is the same in every language; `line` is its heading's."""

    key: str
    text: str
    options: tuple[Option, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson in `language`: pages of Markdown in reading order, then scenarios. `minutes` is 0 where unsaid."""

    id: str
    language: str
    title: str
    minutes: int
    pages: tuple[str, ...]
    scenarios: tuple[Scenario, ...]


class _Head(Model):
    title: Line
    minutes: Minutes | None = None


def cut(text: str) -> tuple[str, ...]:
    """A text cut into its pages at every line `***`."""
    return tuple(page for part in _BREAK.split(text) if (page := part.strip()))


def parse_lesson(file: str, text: str, id: str = "", language: str = "en") -> Parsed:
    """A lesson's file as Lesson, and what is wrong with it."""
    page = open_page(file, text)
    head = page.titles(_Head)
    scenarios: dict[str, Scenario] = {}
    for section in page.sections:
        if (scenario := _scenario(page, section)) is None:
            continue
        if scenario.key in scenarios:
            page.fault(section.line, f"## {section.heading}: there are two scenarios of this name; rename one")
        scenarios.setdefault(scenario.key, scenario)
    pages = cut(page.opening.text)
    if not pages:
        page.fault(page.opening.line, "there is nothing to read before the scenarios; write at least one page")
    title, minutes = (head.title, head.minutes or 0) if head else ("", 0)
    return Lesson(id, language, title, minutes, pages, tuple(scenarios.values())), page.findings


def _scenario(page: Page, section: Section) -> Scenario | None:
    named = _SCENARIO.fullmatch(section.heading)
    if not named or not re.fullmatch(NAME, named[1]):
        page.fault(
            section.line,
            f"## {section.heading}: a lesson's headings are `## scenario <name>` (lower case, digits, hyphens); "
            "set off other parts with `***` and a **bold** line",
        )
        return None
    where = f"## {section.heading}"
    above, items, stray = _situation(section)
    options = [option for line, item in items if (option := _option(page, line, item, where))]
    if not above.strip():
        page.fault(section.line, f"{where}: tell the situation before the options")
    for line in stray:
        page.fault(line, f"{where}: this stands after the options; move it above them, or indent it to continue one")
    _count(page, section, options)
    return Scenario(named[1], above.strip(), tuple(options), section.line)


def _situation(section: Section) -> tuple[str, list[tuple[int, str]], list[int]]:
    """What stands above the first option, the options with their lines, and lines below that belong to none."""
    lines = _BREAK.sub("", section.text).rstrip().split("\n")
    start = next((at for at, line in enumerate(lines) if re.match(r"\s{0,3}[-*+]\s+\[", line)), len(lines))
    items, stray = list_items("\n".join(lines[start:]), section.line + 1 + start)
    return "\n".join(lines[:start]), items, [line for line, _ in stray]


def _option(page: Page, line: int, item: str, where: str) -> Option | None:
    found = _OPTION.fullmatch(item)
    if not found:
        page.fault(line, f"{where}: an option begins with `- [ ]`, the best one with `- [x]`")
        return None
    label, bar, feedback = (part.strip() for part in found[2].partition("|"))
    if not (label and bar and feedback):
        page.fault(line, f"{where}: an option is written as `- [ ] Label | Feedback`; one of the two is missing")
    return Option(label, re.sub(r"^Feedback:\s*", "", feedback), found[1] in {"x", "X"})


def _count(page: Page, section: Section, options: list[Option]) -> None:
    where = f"## {section.heading}"
    right = sum(option.right for option in options)
    if not 2 <= len(options) <= 4:
        page.fault(section.line, f"{where}: a scenario has two to four options; here there are {len(options)}")
    elif right != 1:
        page.fault(section.line, f"{where}: mark exactly one option with `[x]`; here there are {right}")
    if len({option.label.casefold() for option in options}) < len(options):
        page.fault(section.line, f"{where}: two options read the same; people could not tell them apart")
