"""Walking a script: which question comes next, and how it is put, or put again."""

from __future__ import annotations

from typing import Any

from bot.flows.engine.asking import question
from bot.flows.engine.flow import ALWAYS, Do, Say, Step
from bot.flows.engine.telling import Telling

LONG = 240
"""Characters of a question beyond which only its heart is repeated."""


def advance(telling: Telling) -> None:
    """Go on to the first step not passed yet whose condition holds, until one needs an answer or none is left."""
    while telling.going:
        run = telling.run
        match step := _next_step(telling):
            case None:
                telling.keep_run(run, status="done", open=None, draft=None)
            case Say():
                telling.say(
                    telling.words(telling.script.phrase(step)(name=telling.person.name, **step.values(telling)))
                )
                telling.keep_run(run, passed=(*run.passed, step.name))
            case Do():
                telling.keep_run(run, passed=(*run.passed, step.name))
                step.decide(telling)
                if telling.going and telling.run.id != run.id and telling.run.open is not None:
                    return  # another run was begun and has put its question
            case _:
                pose(telling, opening=step)
                return


def _next_step(telling: Telling) -> Step | None:
    facts, passed = telling.facts, frozenset(telling.run.passed)
    for step in telling.script.steps:
        if step.name not in passed and (step.when is ALWAYS or step.when(facts)):
            return step
    return None


def pose(telling: Telling, before: str = "", opening: Step | None = None) -> None:
    """Put the open question (or open this one), after a few words if there are any."""
    number = telling.moment.ids()
    opened: dict[str, Any] = {"open": opening.name, "draft": None, "misses": 0} if opening else {}
    telling.keep_run(telling.run, asked=number, **opened)
    asked = question(telling)
    text = asked.text
    if before or telling.lead:
        text = "\n\n".join(filter(None, (telling.lead, before, text)))
        telling.lead = ""
    telling.say(text, asked.buttons, widget=asked.widget, number=number)


def resume(telling: Telling, before: str = "") -> None:
    """Put the open question again; the next one where it is no longer part of the flow."""
    if open_step(telling) is None:
        if before:
            telling.say(before)
        advance(telling)
    else:
        pose(telling, before)


def remind(telling: Telling, before: str) -> None:
    """A few words and the open question again; of one that is long and still in sight, only what it asks."""
    number = telling.moment.ids()
    telling.keep_run(telling.run, asked=number)
    asked = question(telling)
    parts = asked.text.split("\n\n") if len(asked.text) > LONG else []
    asks = [part for part in parts if part.endswith("?")] or [asked.text]
    telling.say("\n\n".join((before, *asks)), asked.buttons, widget=asked.widget, number=number)


def open_step(telling: Telling) -> Step | None:
    """The step that waits for an answer, None where the flow no longer has it for this person."""
    step = telling.script.by_name.get(telling.run.open or "")
    if step is None or step.when is ALWAYS:
        return step
    return step if step.when(telling.facts) else None
