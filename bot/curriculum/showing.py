"""A program as its two sides would read it, as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.curriculum.differences import place_of
from bot.curriculum.markdown import Resource, plain
from bot.curriculum.program import Program
from bot.curriculum.reading import text
from bot.curriculum.steps import StepPlan, StepText


def as_told(program: Program, language: str, sides: Sequence[str] = ("mentee", "mentor"), week: int = 0) -> str:
    """What these sides read, step by step; only of one week where `week` is not 0."""
    steps = [*sorted(program.steps, key=lambda step: (step.week is None, step.week or 0, step.date or ""))]
    told = [_step(program, step, language, sides) for step in steps if not week or step.week == week]
    title = program.title.in_language(language)
    if not told:
        where = f" in week {week}" if week else ""
        return f"# {title}\n\nThere is no step{where}.\n"
    return "\n".join([f"# {title}\n", *told])


def _step(program: Program, plan: StepPlan, language: str, sides: Sequence[str]) -> str:
    step = text(program, plan.id, language)
    missing = "" if step.language == language else f" (there is no {language}; in {step.language})"
    told = [f"## {step.title} · {plan.id} · {place_of(plan)}{missing}\n"]
    for side in sides:
        told.append(f"{side}:")
        told.extend(f"    {line}" if line else "" for part in _parts(step, side) for line in ("", *part.split("\n")))
        told.append("")
    return "\n".join(told)


def _parts(step: StepText, side: str) -> Iterator[str]:
    """What one side gets to see, in reading order."""
    yield plain(step.mentee if side == "mentee" else step.mentor)
    if side == "mentor":
        yield "\n".join(f"• {plain(starter)}" for starter in step.starters)
    yield f"→ {plain(step.task)}"
    yield f"? {plain(step.question)}"
    if step.resources:
        yield "\n".join(map(_resource, step.resources))
    if side == "mentee":
        yield f"[ {step.send} ]"
        if step.ask:
            yield f"{step.ask}  " + "  ".join(f"[ {label} ]" for label in step.answers.values())


def _resource(resource: Resource) -> str:
    return f"+ {resource.title}: {resource.url}" if resource.url else f"+ {resource.title} (sheet {resource.sheet})"
