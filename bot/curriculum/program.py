"""A program as its files tell it: who it is for, what it asks, its plan week by week, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, PrivateAttr

from bot.curriculum.cohorts import CohortPrompt
from bot.curriculum.crisis import Crisis
from bot.curriculum.holdout import Kind, Share
from bot.curriculum.localised import Key, Language, LessonName, Localised, Model, Name, first_of
from bot.curriculum.matching import Matching
from bot.curriculum.questions import LEAVABLE, ExtraQuestion
from bot.curriculum.rhythm import (
    Broadcasts,
    CheckIns,
    Concerns,
    End,
    Introduction,
    Meetings,
    Prompts,
    QuietHours,
    Silence,
)
from bot.curriculum.shelf import Packed, Shelf
from bot.curriculum.steps import StepPlan, Track


@dataclass(frozen=True, slots=True)
class _Lined:
    """One track's steps in their order, by how they come."""

    steps: tuple[StepPlan, ...]
    calendar: tuple[StepPlan, ...]
    electives: tuple[StepPlan, ...]
    always: tuple[tuple[int, StepPlan], ...]


class Program(Model):
    """One program. `id` is its folder's name. A program without `steps` has no journey.

    Only title, about and goals are needed. Texts of steps, lessons and sheets stand on its shelf and are read when
    asked for (`bot.curriculum.reading`).
    """

    id: Key
    title: Localised
    about: Localised
    welcome: Localised | None = None
    for_whom: Localised | None = None
    languages: tuple[Language, ...] = Field(default=("en",), min_length=1)
    goals: Mapping[Key, Localised] = Field(min_length=2, max_length=12)
    interests: Mapping[Key, Localised] = Field(default={}, max_length=12)
    leave_out: tuple[Literal[LEAVABLE], ...] = ()  # type: ignore[valid-type]
    questions: tuple[ExtraQuestion, ...] = ()
    weeks: int = Field(default=0, ge=0, le=104)
    matching: Matching = Matching()
    training: tuple[LessonName, ...] = ()
    cohort: tuple[CohortPrompt, ...] = Field(
        default=(), max_length=60, description="Prompts for the rooms of volunteers who train together, by day."
    )
    pass_mark: int = Field(default=80, ge=0, le=100)
    introduction: Introduction = Introduction()
    prompts: Prompts = Prompts()
    quiet_hours: QuietHours = QuietHours()
    # Nobody's journey reads it: what is kept of a version leaves it out.
    broadcasts: Broadcasts = Field(default=Broadcasts(), exclude=True)
    meetings: Meetings = Meetings()
    check_ins: CheckIns = CheckIns()
    silence: Silence = Silence()
    tracks: Mapping[Name, Track] = {}
    steps: tuple[StepPlan, ...] = ()
    moved: Mapping[Name, Name] = {}
    end: End = End()
    concerns: Concerns = Concerns()
    crisis: Crisis = Crisis()
    holdout: Mapping[Kind, Share] = Field(
        default={}, description="Kinds of nudges that a share of matches goes without, to see what they do."
    )
    _shelf: Shelf = PrivateAttr(default_factory=lambda: Packed({}))

    def __hash__(self) -> int:
        return hash(self.id)

    @classmethod
    def of(cls, plan: Mapping[str, Any]) -> Program:
        """The program that a plan tells; raises pydantic's ValidationError. A bare text is in its first language."""
        return cls.model_validate(plan, context={"first": first_of(plan.get("languages"))})

    @property
    def first_language(self) -> str:
        """What every text falls back to: English where the program has it, else the first of its languages."""
        return first_of(self.languages)

    @property
    def shelf(self) -> Shelf:
        """Where its text files stand."""
        return self._shelf

    def with_shelf(self, shelf: Shelf) -> Program:
        """The same program with its texts there."""
        program = self.model_copy()
        program._shelf = shelf  # noqa: SLF001 - our own kind
        return program

    @property
    def has_journey(self) -> bool:
        """Whether there is anything to walk."""
        return bool(self.steps)

    @cached_property
    def _by_id(self) -> Mapping[str, StepPlan]:
        return {step.id: step for step in self.steps}

    @cached_property
    def branched_to(self) -> frozenset[str]:
        """Steps that an answer leads to, or that none was given: only those it is for take them."""
        return frozenset(target for step in self.steps for target in step.targets)

    def step(self, id: str) -> StepPlan:
        """The step of this id; raises LookupError where it has none (see `moved` for its successor)."""
        if id not in self._by_id:
            raise LookupError(f"program {self.id!r} has no step {id!r}")
        return self._by_id[id]

    def track_for(self, goals: Iterable[str]) -> str | None:
        """The track with most of these goals; of several the one whose goal is named first. None where none fits."""
        named = list(goals)
        ranked = []
        for position, (name, track) in enumerate(self.tracks.items()):
            if places := [named.index(goal) for goal in track.goals if goal in named]:
                ranked.append((-len(places), min(places), position, name))
        return min(ranked)[3] if ranked else None

    def steps_for(self, track: str | None) -> tuple[StepPlan, ...]:
        """The steps of the weeks for this track (None: of nobody's track), by week, then as the file has them.

        Calendar steps and electives are apart. A step in `branched_to` is among them, and taken only by whose answer
        leads to it.
        """
        return self._on(track).steps

    def unanswered(self, track: str | None) -> Mapping[str, tuple[int, str]]:
        """Where the way parts and nobody says which way: by the id of the step that asks, the week and the id of the
        step that comes all the same. Only steps named as `otherwise`, and those without which a week would be empty."""
        return self._unanswered.get(track, {})

    @cached_property
    def _unanswered(self) -> Mapping[str | None, Mapping[str, tuple[int, str]]]:
        return {track: self._unanswered_on(track) for track in (*self.tracks, None)}

    def _unanswered_on(self, track: str | None) -> dict[str, tuple[int, str]]:
        steps = self.steps_for(track)
        there = {step.week for step in steps if step.id not in self.branched_to}
        found = {}
        for step in (one for one in steps if one.targets):
            target = self._by_id.get(step.otherwise or step.targets[0])
            week = max((target.week if target else None) or 0, (step.week or 0) + 1)
            is_wanted = step.otherwise is not None or week not in there
            if target is not None and target.id != step.id and target.is_for(track) and is_wanted:
                found[step.id] = (week, target.id)
        return found

    def calendar_for(self, track: str | None) -> tuple[StepPlan, ...]:
        """The steps with a date for this track, in the order of the year."""
        return self._on(track).calendar

    def electives_for(self, track: str | None) -> tuple[StepPlan, ...]:
        """What is offered to this track, not sent; one with a week is offered from that week on."""
        return self._on(track).electives

    def always(self, track: str | None) -> tuple[tuple[int, StepPlan], ...]:
        """The steps of the weeks that everyone on this track takes, whatever is answered, each with its week."""
        return self._on(track).always

    @cached_property
    def parting(self) -> tuple[StepPlan, ...]:
        """The steps after which the way parts."""
        return tuple(step for step in self.steps if step.targets)

    def _on(self, track: str | None) -> _Lined:
        """This track's steps in their order, put together once: every nudge asks for them several times."""
        lined = self._lined.get(track)
        if lined is None:
            mine = [step for step in self.steps if step.is_for(track)]
            weekly = sorted((one for one in mine if one.week and not one.elective), key=lambda step: step.week or 0)
            lined = self._lined[track] = _Lined(
                tuple(weekly),
                tuple(sorted((one for one in mine if one.date and not one.elective), key=lambda step: step.date or "")),
                tuple(sorted((one for one in mine if one.elective), key=lambda step: step.week or 0)),
                tuple((step.week or 1, step) for step in weekly if step.id not in self.branched_to),
            )
        return lined

    @cached_property
    def _lined(self) -> dict[str | None, _Lined]:
        return {}

    def successor(self, id: str) -> str | None:
        """The step that took this one's place (itself while it is there), through several moves. None: none did."""
        seen: set[str] = set()
        while id not in self._by_id:
            if id in seen or id not in self.moved:
                return None
            seen.add(id)
            id = self.moved[id]
        return id
