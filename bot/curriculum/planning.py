"""Whether a program's plan hangs together: what would break a walk, and what would only be a pity."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from bot.curriculum.cohorts import out_of_order
from bot.curriculum.crisis import EVERYWHERE
from bot.curriculum.faults import Keys, Level
from bot.curriculum.matching import SHOWN, WEIGHED
from bot.curriculum.shelf import own_words_name
from bot.curriculum.steps import StepPlan
from bot.texts.speech import SHIPPED

if TYPE_CHECKING:
    from bot.curriculum.program import Program

Fault = tuple[Keys, str]
"""The keys that lead to it in program.yaml, and what to do."""


def broken(program: Program) -> Iterator[Fault]:
    """What refuses a program: names that lead nowhere, and names that stand twice."""
    yield from _twice(program)
    for name, track in program.tracks.items():
        for at, goal in enumerate(track.goals):
            if goal not in program.goals:
                yield ("tracks", name, "goals", at), _unknown(f"tracks.{name}.goals", goal, "goal", program.goals)
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
            yield ("steps", at, "tracks", position), _unknown(here, track, "track", program.tracks)
    if step.week and step.week > program.weeks:
        said = f"week {step.week} is never reached: the program has {program.weeks} `weeks`; move the step or add weeks"
        yield ("steps", at, "week"), f"{here}: {said}"
    yield from _way_there(program, at, step, here)
    ids = [other.id for other in program.steps]
    for answer, target in step.branch.items():
        if target not in ids:
            yield ("steps", at, "branch", answer), _unknown(here, target, "step", ids)
    if step.otherwise and step.otherwise not in ids:
        yield ("steps", at, "otherwise"), _unknown(here, step.otherwise, "step", ids)
    if step.otherwise and not step.branch:
        said = (
            "`otherwise` is for those who don't answer, and nothing is asked; give the step a `branch`, or take it out"
        )
        yield ("steps", at, "otherwise"), f"{here}: {said}"


def _way_there(program: Program, at: int, step: StepPlan, here: str) -> Iterator[Fault]:
    if step.id in _unreached(program):
        leading = ", ".join(other.id for other in program.steps if step.id in other.targets)
        said = f"only {leading} leads here, and nobody gets there"
        if step.id in _beyond(program, step):
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
            yield ("moved", old), _unknown(f"moved.{old}", new, "step", ids)


def _unknown(where: str, name: str, kind: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    todo = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(known) or 'none'}"
    return f"{where}: there is no {kind} {name!r}; {todo}"


def wanting(program: Program) -> Iterator[tuple[Keys, str, Level]]:
    """What a linter adds: facets nobody has, empty weeks, branches nobody takes, help that is missing."""
    yield from _facets(program)
    yield from _spoken(program)
    if program.has_journey:
        yield from _weeks(program)
        yield from _branches(program)
        yield from _tracks(program)
    yield from _crisis(program)
    approved = program.broadcasts.approved_above
    if approved is not None and approved < program.broadcasts.type_count_above:
        said = "broadcasts.second_approver_above: a second person is asked before the number has to be typed; make it "
        yield ("broadcasts", "second_approver_above"), said + "at least `type_count_above`", "warning"
    if "steps" in program.holdout and not program.has_journey:
        yield ("holdout", "steps"), "holdout.steps: there are no steps to leave out; take this line out", "warning"
    if program.cohort and not program.training:
        yield ("cohort",), "cohort: there is no training for volunteers to do together; name some lessons", "warning"
    if program.matching.training and program.has_journey and not program.training:
        yield ("training",), "training: mentors shall be trained, but there is no lesson; name some", "warning"


def _facets(program: Program) -> Iterator[tuple[Keys, str, Level]]:
    own = [question.name for question in program.questions]
    for name in program.matching.weights:
        keys: Keys = ("matching", "weights", name)
        if name in {*SHOWN, *own} - {*WEIGHED}:
            said = f"matching.weights: {name} is not weighed by itself; school and field of study count in `education`"
            yield keys, said, "warning"
        elif name not in WEIGHED:
            yield keys, _unknown("matching.weights", name, "facet", WEIGHED), "error"
    for at, name in enumerate(program.matching.show):
        if name not in (*SHOWN, *own):
            yield ("matching", "show", at), _unknown("matching.show", name, "facet", (*SHOWN, *own)), "error"


def _spoken(program: Program) -> Iterator[tuple[Keys, str, Level]]:
    """Languages of the program that the bot itself does not speak, and nobody taught it."""
    for at, language in enumerate(program.languages):
        if {language, language.partition("-")[0]} & {*SHIPPED} or own_words_name(language) in program.shelf.names:
            continue
        said = f"languages: the bot itself speaks {' and '.join(SHIPPED)}. Readers of {language} get your texts in "
        said += f"{language}, and its own sentences and buttons in English. To have all in {language}, translate what "
        said += f"`alongside program words {language} FOLDER -o FOLDER/texts/{language}.ftl` writes"
        yield ("languages", at), said, "warning"


def _weeks(program: Program) -> Iterator[tuple[Keys, str, Level]]:
    for track in (*program.tracks, None):
        if track is None and _all_goals_lead_to_tracks(program):
            continue
        steps = program.steps_for(track)
        regular = [step for step in steps if step.id not in program.branched_to]
        covered = {step.week for step in regular}
        for step in regular:
            weeks = [program.step(target).week for target in step.targets]
            covered |= set(weeks) if len(weeks) > 1 and len(set(weeks)) == 1 else set()
        empty = [week for week in range(1, program.weeks + 1) if week not in covered]
        if empty:
            who = f"track {track}" if track else "people on no track" if program.tracks else "everyone"
            said = f"steps: no step for {who} in week {_listed(empty)}; add one, or let fewer `weeks`"
            yield ("steps",), said, "error"


def _all_goals_lead_to_tracks(program: Program) -> bool:
    return bool(program.tracks) and all(program.track_for([goal]) for goal in program.goals)


def _listed(weeks: list[int]) -> str:
    return ", ".join(map(str, weeks[:8])) + (" …" if len(weeks) > 8 else "")


def _branches(program: Program) -> Iterator[tuple[Keys, str, Level]]:
    for at, step in enumerate(program.steps):
        leads: list[tuple[Keys, str, str]] = [
            (("steps", at, "branch", answer), f"the answer {answer!r}", name) for answer, name in step.branch.items()
        ]
        if step.otherwise:
            leads.append((("steps", at, "otherwise"), "no answer", step.otherwise))
        elif name := next(
            (name for track in (*program.tracks, None) if (name := _first_by_default(program, step, track))), ""
        ):
            said = f"whoever does not answer goes on with {name}, so that no week is empty; write `otherwise: {name}`"
            yield ("steps", at, "branch"), f"steps.{at} ({step.id}): {said}, or name another step there", "warning"
        for keys, said, name in leads:
            target = program.step(name)
            where = f"steps.{at} ({step.id}): {said} leads to {name}"
            if target.id == step.id:
                yield keys, f"{where}, which is the step itself; name the one that follows", "error"
            elif step.week and target.week and target.week < step.week:
                yield keys, f"{where}, whose week {target.week} is over by then; move one of them", "error"
            elif target.tracks and not set(step.tracks or program.tracks) & set(target.tracks):
                yield keys, f"{where}, which is for other tracks; nobody gets there", "error"
            elif step.id in _beyond(program, target):
                yield keys, f"{where}, from where one comes back here; let the way go on, not in a circle", "error"
            elif target.date:
                yield keys, f"{where}, which comes by its date anyway; name a step with a week", "error"


def _beyond(program: Program, step: StepPlan) -> set[str]:
    """Every step that branches lead to from here on."""
    found: set[str] = set()
    coming = [step]
    while coming:
        further = [one for one in program.steps if one.id in coming[-1].targets and one.id not in found]
        coming.pop()
        found |= {one.id for one in further}
        coming += further
    return found


def _first_by_default(program: Program, step: StepPlan, track: str | None) -> str:
    """The step that people on a track get without an answer and without its being said; "" where there is none."""
    if track is None and _all_goals_lead_to_tracks(program):
        return ""
    return program.unanswered(track).get(step.id, (0, ""))[1]


def _tracks(program: Program) -> Iterator[tuple[Keys, str, Level]]:
    used = Counter(track for step in program.steps for track in step.tracks)
    reached = {program.track_for([goal]) for goal in program.goals}
    for name in program.tracks:
        if name not in used:
            said = f"tracks.{name}: no step is only for this track; give it some, or take it out"
            yield ("tracks", name), said, "warning"
        if name not in reached:
            said = (
                f"tracks.{name}: every goal of it leads to another track; nobody gets here. Give it a goal of its own"
            )
            yield ("tracks", name), said, "error"


def _crisis(program: Program) -> Iterator[tuple[Keys, str, Level]]:
    if program.crisis.lines.get(EVERYWHERE):
        return
    level: Level = "error" if program.crisis.lines or program.has_journey else "warning"
    todo = 'add `"*":` with a place to turn to for people in every other country'
    yield ("crisis", "lines"), f'crisis.lines: nothing for "*"; {todo}', level
