"""A journey goes on in another version of its program: nothing is sent twice, nothing is left out without a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.curriculum.program import Program
from bot.flows.engine.telling import Telling
from bot.flows.journey.way import PUBLISHED, SIDES, answered, told_of, with_told
from bot.flows.matches.keeping import keep_journey
from bot.flows.matches.ties import ties_in
from bot.words.journeys import Journey
from bot.words.messages import Json

TAKEN_OUT = "taken-out"
"""Why a step is passed over that is in the plan no more and never came."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a program, to be walked."""

    hash: str
    program: Program


def renewed(journey: Journey, old: Program, new: Edition, *, now: bool) -> Journey:
    """The journey in the new version, at the place where it is.

    What was done with a step is taken along to its successor. On each side, steps of weeks already walked that are new
    there are passed over, and so are those taken out before they came; with `now` a new step of the week the side is in
    still comes. A track that is no more is left: the two go on with what is for everyone.
    """
    reached = {side: _week_reached(journey, old, side) for side in SIDES}
    moved = _taken_out(_without_marks(journey), old, new.program)
    kept = {name: value for name, value in moved.kept.items() if name != "next_version"}
    before: Json = {"version": journey.version, "track": journey.track}
    track = journey.track if journey.track in new.program.tracks else ""
    moved = replace(moved, version=new.hash, track=track, kept={**kept, "version_before": before})
    by_answer = new.program.branched_to - {then for _, then in new.program.unanswered(track or None).values()}
    by_answer |= answered(new.program, moved)
    for side, week in reached.items():
        behind = week - 1 if now else week
        for step in new.program.steps_for(track or None):
            is_ahead = (step.week or 1) > behind or step.id in by_answer
            if not is_ahead and not _had(moved, step.id, side):
                moved = with_told(moved, step.id, side, passed_over=PUBLISHED)
    return moved


def brought_back(journey: Journey, walked: Program, before: Edition) -> Journey:
    """The journey back in the version before; one that was only going to move stays where it is."""
    if "next_version" in journey.kept:
        return replace(journey, kept={name: value for name, value in journey.kept.items() if name != "next_version"})
    told = journey.kept.get("version_before")
    back = renewed(journey, walked, before, now=True)
    kept = {name: value for name, value in back.kept.items() if name != "version_before"}
    track = told.get("track") if isinstance(told, dict) else None
    is_there = isinstance(track, str) and track in before.program.tracks
    return replace(back, kept=kept, track=str(track) if is_there else back.track)


def waiting_for(journey: Journey, version: str) -> Journey:
    """The journey as it will move to this version with its next step."""
    return replace(journey, kept={**journey.kept, "next_version": version})


def take_up(telling: Telling, program: str) -> None:
    """The next step of some journeys has come: those that are to move with it go on in their new version."""
    for tie in ties_in(telling, program=program):
        journey = tie.journey
        version = journey.kept.get("next_version") if journey else None
        if journey is None or not isinstance(version, str) or journey.status == "ended":
            continue
        old, new = telling.stage.program_of(journey), telling.stage.editions.known(version, program)
        if old is not None and new is not None:
            keep_journey(telling, renewed(journey, old, Edition(version, new), now=False))


def behind(before: Journey, moved: Journey) -> list[str]:
    """Steps that a change of version put behind the mentee, so that they do not come by themselves."""
    had = {step for step in before.steps if told_of(before, step, "mentee").get("passed_over") == PUBLISHED}
    return [s for s in moved.steps if s not in had and told_of(moved, s, "mentee").get("passed_over") == PUBLISHED]


def left_out(old: Program, new: Program) -> list[str]:
    """Steps that are in the plan no more and that nothing took the place of."""
    return [step.id for step in old.steps if new.successor(step.id) is None]


def _taken_out(journey: Journey, old: Program, new: Program) -> Journey:
    """What was done with steps that are no more goes to their successors; what never came of them is recorded."""
    there = {step.id for step in new.steps}
    for step in (one for one in old.steps if one.id not in there):
        successor = new.successor(step.id)
        for side, told in _sides(journey, step.id):
            if told and successor and not _had(journey, successor, side):
                journey = with_told(journey, successor, side, **told)
            if "again" in told:
                journey = with_told(journey, step.id, side, again=None)
            is_for_them = (step.week or step.date) and not step.elective and step.is_for(journey.track or None)
            if not _had(journey, step.id, side) and is_for_them and not successor:
                journey = with_told(journey, step.id, side, passed_over=TAKEN_OUT)
    return journey


def _without_marks(journey: Journey) -> Journey:
    """Without what an earlier change of version passed over: what is still ahead may come after all."""
    for step in journey.steps:
        for side, told in _sides(journey, step):
            if told.get("passed_over") in {PUBLISHED, TAKEN_OUT}:
                journey = with_told(journey, step, side, passed_over=None)
    return journey


def _week_reached(journey: Journey, program: Program, side: str) -> int:
    """The last week of which something has come to this side; 0 before the first."""
    weeks = (step.week or 0 for step in program.steps if step.week and not step.elective)
    named = zip(weeks, (step.id for step in program.steps if step.week and not step.elective), strict=True)
    came = (week for week, step in named if _came(told_of(journey, step, side)))
    return max(came, default=0)


def _came(told: Mapping[str, Json]) -> bool:
    return "sent" in told or told.get("passed_over", TAKEN_OUT) not in {PUBLISHED, TAKEN_OUT}


def _had(journey: Journey, step: str, side: str) -> bool:
    return bool(told_of(journey, step, side).keys() & {"sent", "passed_over"})


def _sides(journey: Journey, step: str) -> Iterator[tuple[str, Mapping[str, Json]]]:
    return ((side, told_of(journey, step, side)) for side in SIDES)
