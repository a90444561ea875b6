"""Whether a program's plan hangs together: what would break a walk."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from bot.curriculum.cohorts import out_of_order
from bot.curriculum.faults import Keys
from bot.curriculum.program import Program
from bot.curriculum.steps import StepPlan

Fault = tuple[Keys, str]
"""The keys that lead to it in program.yaml, and what to do."""


def broken(program: Program) -> Iterator[Fault]:
    """What refuses a program: names that lead nowhere, and names that stand twice."""
    yield from _twice(program)
    for name, track in program.tracks.items():
        for at, goal in enumerate(track.goals):
            if goal not in program.goals:
                yield ("tracks", name, "goals", at), unknown(f"tracks.{name}.goals", goal, "goal", program.goals)
    for at, step in enumerate(program.steps):
        yield from _step(program, at, step)
    yield from _moved(program)
    for at in out_of_order(program.cohort):
        yield ("cohort", at, "day"), f"cohort.{at}: write the prompts in the order in which they come, each hour once"


def _twice(program: Program) -> Iterator[Fault]:
    named = {
        "steps": [step.id for step in program.steps],
        "training": list(program.training),
        "questions": [question.name for question in program.questions],
        "matching.checks": [check.name for check in program.matching.checks],
        "languages": list(program.languages),
    }
    for place, names in named.items():
        first: dict[str, int] = {}
        for at, name in enumerate(names):
            if first.setdefault(name, at) != at:
                yield (*place.split("."), at), f"{place}.{at}: {name} stands here twice; rename or take out one"


def _step(program: Program, at: int, step: StepPlan) -> Iterator[Fault]:
    here = f"steps.{at} ({step.id})"
    for position, track in enumerate(step.tracks):
        if track not in program.tracks:
            yield ("steps", at, "tracks", position), unknown(here, track, "track", program.tracks)
    if step.week and step.week > program.weeks:
        said = f"week {step.week} is never reached: the program has {program.weeks} `weeks`; move the step or add weeks"
        yield ("steps", at, "week"), f"{here}: {said}"
    yield from _way_there(program, at, step, here)
    ids = [other.id for other in program.steps]
    for answer, target in step.branch.items():
        if target not in ids:
            yield ("steps", at, "branch", answer), unknown(here, target, "step", ids)
    if step.otherwise and step.otherwise not in ids:
        yield ("steps", at, "otherwise"), unknown(here, step.otherwise, "step", ids)
    if step.otherwise and not step.branch:
        said = (
            "`otherwise` is for those who don't answer, and nothing is asked; give the step a `branch`, or take it out"
        )
        yield ("steps", at, "otherwise"), f"{here}: {said}"


def _way_there(program: Program, at: int, step: StepPlan, here: str) -> Iterator[Fault]:
    if step.id in _unreached(program):
        leading = ", ".join(other.id for other in program.steps if step.id in other.targets)
        said = f"only {leading} leads here, and nobody gets there"
        if step.id in beyond(program, step):
            said = f"{leading} leads here, and from here the branches lead back there, in a circle"
        todo = "have a step lead here that people take, or take it out"
        yield ("steps", at), f"{here}: this step is never reached: {said}; {todo}"
    elif step.week is None and step.date is None and not step.elective and step.id not in program.branched_to:
        yield ("steps", at), f"{here}: this step is never reached; give it a `week`, a `date`, or `elective: true`"


def _unreached(program: Program) -> frozenset[str]:
    """Steps that are only led to from steps that nobody takes."""
    by_id = {step.id: step for step in program.steps}
    led_to = {name for step in program.steps for name in step.targets if name != step.id}
    come = [one for one in program.steps if one.date or one.elective or one.id not in led_to]
    reached = {step.id for step in come}
    while come:
        found = [by_id[name] for name in come.pop().targets if name in by_id and name not in reached]
        reached |= {step.id for step in found}
        come += found
    return frozenset(by_id.keys() - reached)


def _moved(program: Program) -> Iterator[Fault]:
    ids = [step.id for step in program.steps]
    for old, new in program.moved.items():
        if old in ids:
            yield (
                ("moved", old),
                f"moved.{old}: this step is still there; only steps that were taken out have a successor",
            )
        elif program.successor(new) is None:
            yield ("moved", old), unknown(f"moved.{old}", new, "step", ids)


def unknown(where: str, name: str, kind: str, known: Collection[str]) -> str:
    """What to do about a name that leads nowhere: the nearest there is, or all there are."""
    near = difflib.get_close_matches(name, list(known), n=1)
    todo = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(known) or 'none'}"
    return f"{where}: there is no {kind} {name!r}; {todo}"


def beyond(program: Program, step: StepPlan) -> set[str]:
    """Every step that branches lead to from here on."""
    found: set[str] = set()
    coming = [step]
    while coming:
        further = [one for one in program.steps if one.id in coming[-1].targets and one.id not in found]
        coming.pop()
        found |= {one.id for one in further}
        coming += further
    return found
