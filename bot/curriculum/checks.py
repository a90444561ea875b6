"""What is looked at in one text: lengths that every platform can show, and the same shape in every language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.curriculum.faults import Level
from bot.curriculum.localised import ENGLISH
from bot.curriculum.markdown import plain
from bot.curriculum.sheets import PAGE_AT_MOST, TITLE_AT_MOST, Guidelines, Sheet
from bot.curriculum.steps import StepText
from bot.curriculum.training import Lesson

if TYPE_CHECKING:
    from bot.curriculum.program import Program

Noted = tuple[int, str, Level]
"""Line, what to do, how grave."""

LABEL_AT_MOST = 64
ANSWER_AT_MOST = 30
OPTION_AT_MOST = 60
FEEDBACK_AT_MOST = 300
MESSAGE_AT_MOST = 3000
"""Characters of one Slack section; Telegram takes 4,096 UTF-16 units, counted apart."""
UNITS_AT_MOST = 4096
_CUT = f"shorten it to {TITLE_AT_MOST}, or it is cut on its button"


def units(text: str) -> int:
    """Length as Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def check_step(program: Program, text: StepText) -> Iterator[Noted]:
    """One step: lengths, and its question where it branches."""
    yield from _title(text.title)
    mentee = f"{text.title}\n\n{text.mentee}\n\n{text.task}\n\n{text.question}"
    mentor = "\n\n".join((text.title, text.mentor, *text.starters, text.task, text.question))
    for side, said in (("mentee", mentee), ("mentor", mentor)):
        yield from _message(f"## {side}: what the {side} reads in one message", said)
    if len(text.send) > 400 or "\n\n" in text.send:
        yield 1, "## send: one sentence is enough; people send it with one tap", "warning"
    if not 3 <= len(text.starters) <= 5:
        yield 1, f"## starters: three to five are asked for; here there are {len(text.starters)}", "warning"
    if not text.resources:
        yield 1, "## resources: there is none; link to a sheet of yours or to a page that helps", "warning"
    for resource in text.resources:
        if resource.sheet and len(resource.title) > TITLE_AT_MOST:
            said = f"## resources: {resource.title!r} has {len(resource.title)} characters; {_CUT}"
            yield 1, said, "warning"
    yield from _branch(program, text)


def _branch(program: Program, text: StepText) -> Iterator[Noted]:
    branch = next((plan.branch for plan in program.steps if plan.id == text.id), {})
    if branch and not (text.ask and text.answers):
        yield 1, "ask: this step branches, so it needs a question (`ask`) and its `answers` above the text", "error"
        return
    for answer in branch:
        if answer not in text.answers:
            yield 1, f"answers: the branch {answer!r} has no answer that leads there; write its label", "error"
    if bool(text.ask) != bool(text.answers):
        yield 1, "ask: `ask` and `answers` go together; write both or neither", "error"
    elif text.answers and len(text.answers) < 2:
        yield 1, "answers: one answer is no choice; write two or more", "error"
    elif text.answers and not branch:
        yield 1, "answers: they lead nowhere; give the step a `branch` in program.yaml, or take them out", "warning"
    for answer, label in text.answers.items():
        if len(label) > ANSWER_AT_MOST:
            yield 1, f"answers.{answer}: {len(label)} characters; shorten it to {ANSWER_AT_MOST}", "error"


def compare_steps(first: StepText, other: StepText) -> Iterator[Noted]:
    """The same step in two languages has the same answers."""
    if list(first.answers) != list(other.answers):
        keys = ", ".join(first.answers) or "none"
        yield 1, f"answers: {_the_text(first)} has these, in this order: {keys}; use the same keys", "error"
    sheets = [{resource.sheet for resource in text.resources if resource.sheet} for text in (first, other)]
    if other_sheets := ", ".join(sorted(sheets[0] ^ sheets[1])):
        yield 1, f"## resources: {other_sheets} is linked in one language only; link to it in both", "warning"
    if len(first.starters) != len(other.starters):
        counted = f"{_the_text(first)} has {len(first.starters)}; this has {len(other.starters)}"
        yield 1, f"## starters: {counted}", "warning"


def _the_text(first: StepText | Lesson) -> str:
    return "the English text" if first.language == ENGLISH else f"the text in {first.language}"


def check_lesson(lesson: Lesson) -> Iterator[Noted]:
    """One lesson: pages short enough to read in chat, labels short enough for a button."""
    yield from _title(lesson.title)
    for number, page in enumerate(lesson.pages, 1):
        if (length := len(plain(page))) > PAGE_AT_MOST:
            said = f"page {number} has {length} characters; shorten it to {PAGE_AT_MOST}, or part it with a line `***`"
            yield 1, said, "error"
    if not lesson.scenarios:
        yield 1, "there is no scenario; two or three make a lesson one can pass", "warning"
    for scenario in lesson.scenarios:
        where = f"## scenario {scenario.key}"
        if (length := len(plain(scenario.text))) > PAGE_AT_MOST:
            yield (
                scenario.line,
                f"{where}: the situation has {length} characters; shorten it to {PAGE_AT_MOST}",
                "error",
            )
        for option in scenario.options:
            if len(option.label) > OPTION_AT_MOST:
                said = f"{where}: {option.label!r} has {len(option.label)} characters; shorten it to {OPTION_AT_MOST}"
                yield scenario.line, said, "error"
            if len(option.feedback) > FEEDBACK_AT_MOST:
                said = f"{where}: the feedback to {option.label!r} has {len(option.feedback)} characters; "
                yield scenario.line, f"{said}shorten it to {FEEDBACK_AT_MOST}", "error"


def compare_lessons(first: Lesson, other: Lesson) -> Iterator[Noted]:
    """The same lesson in two languages asks the same questions, with the best answer in the same place."""
    shapes = [{s.key: tuple(option.right for option in s.options) for s in text.scenarios} for text in (first, other)]
    for key in shapes[0].keys() | shapes[1].keys():
        if shapes[0].get(key) != shapes[1].get(key):
            said = f"has other options, or another best one, than {_the_text(first)}; let them match one to one"
            yield 1, f"## scenario {key}: {said}", "error"


def check_sheet(sheet: Sheet) -> Iterator[Noted]:
    """One sheet fits one message."""
    if TITLE_AT_MOST < len(sheet.title) <= LABEL_AT_MOST:
        yield 2, f"title: {len(sheet.title)} characters; {_CUT}", "warning"
    yield from _title(sheet.title)
    yield from _message("this sheet", f"{sheet.title}\n\n{sheet.text}")


def check_guidelines(guidelines: Guidelines) -> Iterator[Noted]:
    """Guidelines are read in pages."""
    for number, page in enumerate(guidelines.pages, 1):
        yield from _message(f"page {number}", page)


def _title(title: str) -> Iterator[Noted]:
    if len(title) > LABEL_AT_MOST:
        yield 2, f"title: {len(title)} characters; shorten it to {LABEL_AT_MOST}, it stands on buttons", "error"


def _message(what: str, markdown: str) -> Iterator[Noted]:
    said = plain(markdown)
    if len(said) > MESSAGE_AT_MOST:
        yield 1, f"{what} has {len(said)} characters; shorten it to {MESSAGE_AT_MOST} (a section in Slack)", "error"
    elif units(said) > UNITS_AT_MOST:
        yield (
            1,
            f"{what} has {units(said)} UTF-16 units; shorten it to {UNITS_AT_MOST} (a message in Telegram)",
            "error",
        )
