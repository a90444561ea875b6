"""Steps: their place in a program's plan, and what one says to mentee and mentor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema, model_validator

from bot.curriculum.localised import Localised, Model, Name
from bot.curriculum.markdown import Resource, links, resource_of
from bot.curriculum.pages import Page, Parsed, Section, list_items, open_page

SECTIONS = ("mentee", "mentor", "starters", "task", "question", "resources", "send")
NEEDED = ("mentee", "mentor", "starters", "task", "question", "send")
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _month_day(value: str) -> str:
    month, _, day = value.partition("-")
    if not (month.isascii() and month.isdigit() and day.isascii() and day.isdigit() and len(value) == 5):
        raise ValueError('a calendar date is written as month and day, such as "10-01"')
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= _MONTH_DAYS[int(month) - 1]:
        raise ValueError(f"there is no such day as {value}; month comes first, then day")
    return value


MonthDay = Annotated[str, AfterValidator(_month_day), WithJsonSchema({"type": "string", "pattern": r"^\d{2}-\d{2}$"})]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Minutes = Annotated[int, Field(ge=1, le=600)]


class Track(Model):
    """A way through the program for people with some of its goals."""

    title: Localised
    goals: tuple[str, ...] = Field(min_length=1)


class StepPlan(Model):
    """Where a step stands: in a week, on a date of every year ("10-01"), or beside the way (elective).

    No `tracks` means everyone. `branch` gives, for answers to the step's question, the step that comes of it; an answer
    that is not in it goes on as usual. `otherwise` is the step for those who gave no answer that leads anywhere; where
    it is not named and a week would be empty for them, they go on with the first of `branch`.
    """

    id: Name
    week: int | None = Field(default=None, ge=1)
    date: MonthDay | None = None
    tracks: tuple[str, ...] = ()
    elective: bool = False
    branch: Mapping[Name, Name] = {}
    otherwise: Name | None = None

    @model_validator(mode="after")
    def _has_one_place(self) -> StepPlan:
        if self.week is not None and self.date is not None:
            raise ValueError(f"step {self.id!r} has a `week` and a `date`; keep one of them")
        return self

    @property
    def targets(self) -> tuple[str, ...]:
        """Every step it leads to, each once."""
        return tuple(dict.fromkeys((*self.branch.values(), *filter(None, (self.otherwise,)))))

    def is_for(self, track: str | None) -> bool:
        """Whether people on this track take it; None is no track at all."""
        return not self.tracks or track in self.tracks

    @property
    def month_day(self) -> tuple[int, int] | None:
        """Month and day of a calendar step."""
        return (int(self.date[:2]), int(self.date[3:])) if self.date else None


@dataclass(frozen=True, slots=True)
class StepText:
    """What a step says, in `language`: Markdown as written (`plain` flattens it), one text for each side.

    `minutes` is 0 where nobody said. `ask` and `answers` (label by key) are there where the step branches.
    """

    id: str
    language: str
    title: str = ""
    minutes: int = 0
    mentee: str = ""
    mentor: str = ""
    starters: tuple[str, ...] = ()
    task: str = ""
    question: str = ""
    resources: tuple[Resource, ...] = ()
    send: str = ""
    ask: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


class _Head(Model):
    title: Line
    minutes: Minutes | None = None
    ask: Line = ""
    answers: Mapping[Name, Line] = {}


def parse_step(file: str, text: str, id: str = "", language: str = "en") -> Parsed:
    """A step's file as StepText, and what is wrong with it."""
    page = open_page(file, text)
    head = page.titles(_Head)
    if page.opening.text.strip():
        page.fault(page.opening.line, "this text stands before the first heading; put it below `## mentee`")
    parts = page.by_heading(SECTIONS, NEEDED)
    said = {
        name: parts[name].text.strip() for name in ("mentee", "mentor", "task", "question", "send") if name in parts
    }
    step = StepText(
        id,
        language,
        title=head.title if head else "",
        minutes=(head.minutes or 0) if head else 0,
        starters=_starters(page, parts.get("starters")),
        resources=_resources(page, parts.get("resources")),
        ask=head.ask if head else "",
        answers=head.answers if head else {},
        **said,
    )
    return step, page.findings


def _starters(page: Page, section: Section | None) -> tuple[str, ...]:
    if section is None:
        return ()
    items, stray = list_items(section.text, section.line + 1)
    for line, _ in stray:
        page.fault(line, "## starters: each starter is a list item; begin the line with `- `")
    return tuple(item for _, item in items)


def _resources(page: Page, section: Section | None) -> tuple[Resource, ...]:
    if section is None:
        return ()
    found = []
    for link in links(section.text, section.line + 1):
        if resource := resource_of(link):
            found.append(resource)
        else:
            page.fault(
                link.line,
                f"## resources: {link.target} is neither a public page nor a sheet; link to https://… or to "
                "../resources/<sheet>.<language>.md",
            )
    if section.text.strip() and not found:
        page.fault(section.line, "## resources: there is no link here; write `- [Title](address)`")
    return tuple(found)
