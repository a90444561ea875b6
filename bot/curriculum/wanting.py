"""What a linter adds about a plan that can be walked: what is missing, empty, never taken or said in vain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.curriculum.crisis import EVERYWHERE
from bot.curriculum.faults import Keys, Level
from bot.curriculum.matching import SHOWN, WEIGHED
from bot.curriculum.planning import beyond, unknown
from bot.curriculum.shelf import own_words_name
from bot.curriculum.steps import StepPlan
from bot.texts.speech import SHIPPED

if TYPE_CHECKING:
    from bot.curriculum.program import Program


def wanting(program: Program) -> Iterator[tuple[Keys, str, Level]]:
    """What a linter adds: facets nobody has, empty weeks, branches nobody takes, help that is missing."""
    yield from _facets(program)
    yield from _spoken(program)
    if program.has_journey:
        yield from _weeks(program)
        yield from _branches(program)
        yield from _tracks(program)
        yield from _ending(program)
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
            yield keys, unknown("matching.weights", name, "facet", WEIGHED), "error"
    for at, name in enumerate(program.matching.show):
        if name not in (*SHOWN, *own):
            yield ("matching", "show", at), unknown("matching.show", name, "facet", (*SHOWN, *own)), "error"


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
            elif step.id in beyond(program, target):
                yield keys, f"{where}, from where one comes back here; let the way go on, not in a circle", "error"
            elif target.date:
                yield keys, f"{where}, which comes by its date anyway; name a step with a week", "error"


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


def _ending(program: Program) -> Iterator[tuple[Keys, str, Level]]:
    """An end that is announced when the two have hardly begun."""
    weeks = program.end.announce_weeks
    if 2 * weeks > program.weeks:
        said = f"end.announce_weeks: of {program.weeks} weeks, the end would be announced {weeks} before, when the two "
        said += f"have hardly begun; write `end: {{announce_weeks: {max(program.weeks // 4, 1)}}}`"
        yield ("end", "announce_weeks"), said, "warning"


def _crisis(program: Program) -> Iterator[tuple[Keys, str, Level]]:
    if program.crisis.lines.get(EVERYWHERE):
        return
    level: Level = "error" if program.crisis.lines or program.has_journey else "warning"
    todo = 'add `"*":` with a place to turn to for people in every other country'
    yield ("crisis", "lines"), f'crisis.lines: nothing for "*"; {todo}', level
