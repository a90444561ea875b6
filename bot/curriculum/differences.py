"""What changed between two versions of a program, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.curriculum.localised import ENGLISH
from bot.curriculum.program import Program
from bot.curriculum.sheets import parse_sheet
from bot.curriculum.steps import StepPlan, StepText, parse_step
from bot.curriculum.training import parse_lesson
from bot.curriculum.versions import settings_of, texts_of

Kind = Literal["added", "removed", "moved", "text", "setting"]
_PARTS = ("title", "minutes", "mentee", "mentor", "starters", "task", "question", "resources", "send", "ask", "answers")


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `of` is "step", "lesson", "sheet", "guidelines" or "program"; `name` its id, or the key that changed.

    `successor` is set where a step was removed and another took its place.
    """

    kind: Kind
    of: str
    name: str
    said: str
    successor: str = ""


def differences(old: Program, new: Program) -> list[Difference]:
    """Steps added, removed, moved and rewritten, then lessons, sheets and guidelines, then settings."""
    return [*_steps(old, new), *_texts(old, new), *_settings(old, new)]


def place_of(step: StepPlan) -> str:
    """Where a step stands, in words."""
    place = f"week {step.week}" if step.week else f"every year on {step.date}" if step.date else "at any time"
    if step.elective:
        place = f"elective, from week {step.week}" if step.week else "elective"
    place += f", for {' and '.join(step.tracks)}" if step.tracks else ""
    leads = ", ".join(f"{answer} → {target}" for answer, target in step.branch.items())
    leads += f", otherwise {step.otherwise}" if step.otherwise else ""
    return f"{place}, branches {leads}" if leads else place


def _steps(old: Program, new: Program) -> Iterator[Difference]:
    before, after = ({step.id: step for step in program.steps} for program in (old, new))
    for id, step in before.items():
        if id not in after:
            successor = new.successor(id) or ""
            todo = f"whoever stood there goes on with {successor}" if successor else "name its successor under `moved`"
            yield Difference("removed", "step", id, f"step {id} ({place_of(step)}) was taken out; {todo}", successor)
    for id, step in after.items():
        if id not in before:
            yield Difference("added", "step", id, f"step {id} is new ({place_of(step)})")
        elif place_of(before[id]) != place_of(step):
            yield Difference("moved", "step", id, f"step {id} moved: {place_of(before[id])} → {place_of(step)}")
    order = [[id for id in plan if id in before and id in after] for plan in (before, after)]
    if order[0] != order[1]:
        yield Difference("setting", "program", "steps", "steps stand in another order in program.yaml")


def _texts(old: Program, new: Program) -> Iterator[Difference]:
    before, after = texts_of(old), texts_of(new)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) == after.get(name):
            continue
        stem, language = name.removesuffix(".md").rsplit(".", 1)
        of, id = _what(stem)
        called = " ".join(filter(None, (of, id)))
        if of == "step" and (id in _ids(old)) != (id in _ids(new)):
            continue
        if name not in before:
            yield Difference("added", of, id, f"{called} is there in {language} now")
        elif name not in after:
            yield Difference("removed", of, id, f"{called} is no longer there in {language}")
        elif changed := ", ".join(_changed(of, before[name], after[name])):
            yield Difference("text", of, id, f"{called} reads differently in {language}: {changed}")


def _ids(program: Program) -> set[str]:
    return {step.id for step in program.steps}


def _what(stem: str) -> tuple[str, str]:
    """What a file is, and which."""
    folder, _, id = stem.partition("/")
    match folder:
        case "steps":
            return "step", id
        case "resources":
            return "sheet", id
        case "training":
            return "lesson", id
        case "shared":
            return "lesson", f"shared/{id.removeprefix('training/')}"
        case _:
            return "guidelines", ""


def _changed(of: str, before: str, after: str) -> Iterator[str]:
    """Which parts of a text changed; the whole where its parts cannot be told."""
    readers: Mapping[str, Callable[[str, str], Any]] = {
        "step": parse_step,
        "lesson": parse_lesson,
        "sheet": parse_sheet,
    }
    if of not in readers:
        yield "its text"
        return
    one, other = (readers[of]("", text)[0] for text in (before, after))
    parts = _PARTS if isinstance(one, StepText) else ("title", "minutes", "pages", "scenarios", "text")
    for part in parts:
        if _said(one, part) != _said(other, part):
            yield part


def _said(text: Any, part: str) -> Any:
    value = getattr(text, part, None)
    return [(s.key, s.text, s.options) for s in value] if part == "scenarios" and value else value


def _settings(old: Program, new: Program) -> Iterator[Difference]:
    before, after = settings_of(old), settings_of(new)
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            said = f"{key}: {_short(before.get(key))} → {_short(after.get(key))}"
            yield Difference("setting", "program", key, said)


def _short(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case list():
            return "[" + ", ".join(map(_short, value)) + "]"
        case dict() if ENGLISH in value:
            return _short(value[ENGLISH])
        case _:
            said = str(value)
            return f"“{said[:57]}…”" if len(said) > 60 else said
