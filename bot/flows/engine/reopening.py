"""What a run keeps of its answers while a question in it is asked again."""

from __future__ import annotations

from itertools import takewhile

from bot.flows.engine.flow import Ask, Do, Review
from bot.flows.engine.telling import Telling
from bot.words.messages import Json
from bot.words.people import Run


def passed_but_for(telling: Telling, name: str) -> tuple[str, ...]:
    """What was passed, without this question and what is decided by its answer."""
    again = {name, *_decided_by(telling, name)}
    return tuple(passed for passed in telling.run.passed if passed not in again)


def keep_old_answer(telling: Telling, name: str) -> None:
    """They would rather leave the answer they were about to change as it was."""
    run = telling.run
    passed = (*run.passed, name, *_decided_by(telling, name))
    answers = without(run, name) if run.answers[name] is None else run.answers
    telling.keep_run(run, passed=passed, answers=answers, open=None, draft=None)


def without(run: Run, name: str) -> dict[str, Json]:
    """The answers without that to this question."""
    return {key: value for key, value in run.answers.items() if key != name}


def _decided_by(telling: Telling, name: str) -> list[str]:
    """What is decided after this question and before the next."""
    names = [step.name for step in telling.script.steps]
    behind = telling.script.steps[names.index(name) + 1 :]
    until_next = takewhile(lambda step: not isinstance(step, Ask | Review), behind)
    return [step.name for step in until_next if isinstance(step, Do)]
