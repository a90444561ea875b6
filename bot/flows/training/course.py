"""What a mentor of a program reads and answers before being matched: where they are in it, and what comes next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.curriculum.program import Program
from bot.curriculum.reading import guidelines, lesson
from bot.curriculum.sheets import Guidelines, packed
from bot.curriculum.shelf import lesson_stem
from bot.curriculum.training import Lesson, Scenario
from bot.curriculum.versions import texts_of
from bot.flows.training.progress import Progress

PAGE_AT_MOST = 2200
"""Characters of a page, so that it fits into one message everywhere, with what stands above and below it."""


@dataclass(frozen=True, slots=True)
class GuidelinePage:
    """A page of the guidelines; `number` counts from 0."""

    text: Guidelines
    number: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """The guidelines are read: will they keep to them?"""

    text: Guidelines


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A page of a lesson; `at` is the lesson's place among all, from 0."""

    lesson: Lesson
    at: int
    number: int


@dataclass(frozen=True, slots=True)
class Situation:
    """A scenario to answer; `again` once more, because the first answer was another one."""

    lesson: Lesson
    at: int
    scenario: Scenario
    again: bool = False

    @property
    def key(self) -> str:
        """The scenario's name among all lessons."""
        return key_of(self.lesson, self.scenario)


@dataclass(frozen=True, slots=True)
class Rest:
    """Between a lesson that is done and the next one."""

    done: Lesson
    next: Lesson
    count: int


Place = GuidelinePage | Agreement | LessonPage | Situation | Rest


def place_of(program: Program, progress: Progress, language: str) -> Place | None:
    """Where someone with this progress is; None at the end."""
    if progress.passed:
        return None
    if not progress.agreed and (text := guidelines(program, language)):
        pages = pages_of_guidelines(text)
        return GuidelinePage(text, progress.page) if progress.page < len(pages) else Agreement(text)
    left = [id for id in lessons_of(program) if id not in progress.done]
    if not left:
        return next(_again(program, progress, language), None)
    current = lesson(program, left[0], language)
    at = program.training.index(left[0])
    if progress.rests and progress.done and progress.done[-1] in program.training:
        return Rest(lesson(program, progress.done[-1], language), current, len(program.training) - len(left))
    if progress.page < len(pages_of(current)) and not progress.answered:
        return LessonPage(current, at, progress.page)
    open_ones = [one for one in current.scenarios if one.key not in progress.answered]
    return Situation(current, at, open_ones[0]) if open_ones else LessonPage(current, at, len(pages_of(current)) - 1)


def lessons_of(program: Program) -> tuple[str, ...]:
    """The ids of the lessons mentors of this program have to take, in order."""
    return program.training if program.matching.training else ()


def pages_of(text: Lesson) -> tuple[str, ...]:
    """A lesson's pages, none longer than a message (unless it is one long paragraph)."""
    return tuple(part for page in text.pages for part in _fitting(page))


def pages_of_guidelines(text: Guidelines) -> tuple[str, ...]:
    """The guidelines' pages, none longer than a message."""
    return tuple(part for page in text.pages for part in _fitting(page))


def _fitting(page: str) -> tuple[str, ...]:
    return (page,) if len(page) <= PAGE_AT_MOST else packed(page, PAGE_AT_MOST)


# --- one step on ------------------------------------------------------------------------------------------------------


def turned(place: GuidelinePage | LessonPage, progress: Progress) -> Progress:
    """The page is read."""
    on = replace(progress, page=place.number + 1)
    if not isinstance(place, LessonPage) or on.page < len(pages_of(place.lesson)):
        return on
    is_over = all(one.key in on.answered for one in place.lesson.scenarios)
    return _lesson_done(place.lesson, on) if is_over else on


def turned_back(progress: Progress) -> Progress | None:
    """The page before this one; None where there is none to go back to."""
    is_reading = not (progress.rests or progress.again or progress.answered)
    return replace(progress, page=progress.page - 1) if is_reading and progress.page else None


def answered(place: Situation, progress: Progress, *, right: bool) -> Progress:
    """The scenario is answered; what was not answered right stays among the missed."""
    missed = tuple(key for key in progress.missed if key != place.key)
    if place.again:
        left = tuple(key for key in progress.again if key != place.key)
        return replace(progress, missed=missed if right else (*missed, place.key), again=left)
    on = replace(
        progress,
        answered=(*progress.answered, place.scenario.key),
        missed=progress.missed if right else (*missed, place.key),
    )
    is_last = all(one.key in on.answered for one in place.lesson.scenarios)
    return _lesson_done(place.lesson, on) if is_last else on


def _lesson_done(done: Lesson, progress: Progress) -> Progress:
    return replace(progress, done=(*progress.done, done.id), page=0, answered=(), rests=True)


def at_the_end(program: Program, progress: Progress) -> bool:
    """Whether guidelines and lessons are behind them, whatever was answered."""
    is_agreed = bool(progress.agreed) or guidelines(program, "en") is None
    return is_agreed and all(id in progress.done for id in lessons_of(program))


def right_share(program: Program, progress: Progress) -> float:
    """Per cent of the scenarios that are not among the missed; 100 where there are none."""
    every = set(_scenarios(program))
    return 100 - 100 * len(every & set(progress.missed)) / len(every) if every else 100.0


def has_passed(program: Program, progress: Progress) -> bool:
    """Whether enough was answered right for this program."""
    return right_share(program, progress) >= program.pass_mark


def once_more(program: Program, progress: Progress) -> Progress:
    """The missed scenarios are to be asked again, in the order of the lessons."""
    return replace(progress, again=tuple(key for key in _scenarios(program) if key in progress.missed), rests=False)


def key_of(text: Lesson, scenario: Scenario) -> str:
    """A scenario's name among all lessons."""
    return f"{text.id}#{scenario.key}"


def _scenarios(program: Program) -> Iterator[str]:
    for id in lessons_of(program):
        text = lesson(program, id, "en")
        yield from (key_of(text, scenario) for scenario in text.scenarios)


def _again(program: Program, progress: Progress, language: str) -> Iterator[Situation]:
    for at, id in enumerate(lessons_of(program)):
        text = lesson(program, id, language)
        for scenario in text.scenarios:
            if key_of(text, scenario) in progress.again:
                yield Situation(text, at, scenario, again=True)


@lru_cache(maxsize=16)
def version_of(program: Program) -> str:
    """What the training consists of, as a hash: the same for the same lessons in the same order."""
    stems = [lesson_stem(id) for id in lessons_of(program)]
    texts = texts_of(program)
    parts = [text for stem in stems for name, text in texts.items() if name.startswith(f"{stem}.")]
    return hashlib.sha256("\0".join((*stems, *parts)).encode()).hexdigest()[:16]
