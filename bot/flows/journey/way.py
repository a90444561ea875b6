"""One side's way through a journey: which steps have come, which are still to come, and on which local day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.curriculum.program import Program
from bot.curriculum.steps import StepPlan
from bot.flows.journey.calendar import Hours, dates_of
from bot.words.journeys import Journey
from bot.words.messages import Json

WEEK = 7
TOO_LATE = dt.timedelta(days=7)
"""A step that could not be sent for so long is not sent any more."""
SIDES = ("mentee", "mentor")
PUBLISHED = "published"
"""Why a step was passed over that a new version put where the two had been already."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A step on its way to one side: the local day it is for, and its week (0: it stands beside the weeks).

    `again` says that it was sent before, and answered with "later".
    """

    step: str
    day: dt.date
    week: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True)
class Come:
    """What there is to send on a day, and what is passed over instead, with the reason."""

    to_send: tuple[Coming, ...] = ()
    passed: tuple[tuple[Coming, str], ...] = ()


def told_of(journey: Journey, step: str, side: str) -> Mapping[str, Json]:
    """What happened with a step on one side; nothing where it has not come yet."""
    both = journey.steps.get(step)
    one = both.get(side) if isinstance(both, dict) else None
    return one if isinstance(one, dict) else {}


def with_told(journey: Journey, step: str, side: str, **changes: Json) -> Journey:
    """The journey with something more known of a step; None takes it away."""
    both = journey.steps.get(step)
    now = {**told_of(journey, step, side), **changes}
    sides: dict[str, Json] = dict(both) if isinstance(both, dict) else {}
    sides[side] = {name: value for name, value in now.items() if value is not None}
    return replace(journey, steps={**journey.steps, step: sides})


def is_over(program: Program, journey: Journey, today: dt.date) -> bool:
    """Whether all weeks of the program have gone by; a journey that stands still is not over."""
    return journey.status == "ended" or (journey.status == "going" and journey.week(today) > program.weeks)


def week_of(program: Program, journey: Journey, today: dt.date) -> int:
    """The week the two are in, from 1 to the last; while the journey stands still, that in which it stopped."""
    rest = journey.kept.get("rest")
    if journey.status == "paused" and isinstance(rest, dict):
        today = min(today, dt.date.fromisoformat(str(rest["from"])))
    return min(journey.week(today), max(1, program.weeks))


def counts(journey: Journey, step: str) -> bool:
    """Whether both did it."""
    return all(told_of(journey, step, side).get("did") == "done" for side in SIDES)


def answered(program: Program, journey: Journey) -> frozenset[str]:
    """Steps that the mentee's answers lead to."""
    return frozenset(target for step in program.steps if (target := _answer(program, journey, step)[1]))


def _answer(program: Program, journey: Journey, step: StepPlan) -> tuple[int, str]:
    """The week in which the answer to a step leads to another, and to which; "" where it leads nowhere."""
    told = told_of(journey, step.id, "mentee")
    target = step.branch.get(str(told.get("answer")), "")
    if not target:
        return 0, ""
    in_week = told.get("in_week")
    earliest = (in_week if isinstance(in_week, int) else step.week or 1) + 1
    return max(program.step(target).week or 0, earliest), target


@dataclass(frozen=True, slots=True)
class Way:
    """A journey as one side walks it, at their own hours."""

    program: Program
    journey: Journey
    side: str
    hours: Hours
    _known: list[Coming] = field(default_factory=list, compare=False, repr=False)
    """What comes, once it was asked for; a turn asks several times."""

    def told(self, step: str) -> Mapping[str, Json]:
        """What happened with a step on this side."""
        return told_of(self.journey, step, self.side)

    def day_of(self, week: int) -> dt.date:
        """The day on which this side gets what belongs to a week."""
        days = self.journey.shift + WEEK * (week - 1)
        return self.hours.on(self.journey.begun_on + dt.timedelta(days=days))

    @property
    def ends_on(self) -> dt.date:
        """The last day of the last week."""
        return self.journey.begun_on + dt.timedelta(days=self.journey.shift + WEEK * self.program.weeks - 1)

    def weekly(self) -> Iterator[tuple[int, StepPlan]]:
        """The steps of the weeks on this track, each with its week; after a branch only where the answer leads, or what
        is there for those who gave none in time."""
        yield from self.program.always(self.journey.track or None)
        yield from self._branched()

    def _branched(self) -> Iterator[tuple[int, StepPlan]]:
        unanswered = self.program.unanswered(self.journey.track or None)
        for step in self.program.parting:
            week, target = _answer(self.program, self.journey, step)
            then, otherwise = unanswered.get(step.id, (0, ""))
            if otherwise and (not target or week > then):
                yield then, self.program.step(otherwise)
            if target and (target != otherwise or week <= then):
                yield week, self.program.step(target)

    def coming(self) -> list[Coming]:
        """Every step this side has not got yet, and what was put off, in the order of their days."""
        if not self._known:
            self._known.extend(self._found())
        return list(self._known)

    def _found(self) -> list[Coming]:
        weekly = ((week, step.id) for week, step in self.weekly() if week <= self.program.weeks)
        first, had = self.day_of(1), {step for step in self.journey.steps if self._had(step)}
        found = [
            Coming(step, first + dt.timedelta(days=WEEK * (week - 1)), week) for week, step in weekly if step not in had
        ]
        found += [
            Coming(step.id, day)
            for step in self.program.calendar_for(self.journey.track or None)
            if step.id not in had and (day := self._date_of(step))
        ]
        found += self._chosen()
        found += self._put_off()
        return sorted(found, key=lambda each: (each.day, each.week, each.step))

    def come(self, today: dt.date) -> Come:
        """What is there to send on this day: the newest, with whatever else has the same day."""
        there = [each for each in self.coming() if each.day <= today]
        weeks = [each.week for each in there if each.week and not each.again]
        newest = max(weeks, default=0)
        last = max((each.day for each in there if not each.again), default=today)
        to_send, passed = [], []
        for each in there:
            is_old = (each.week < newest) if each.week else (each.day < last and each.day < today)
            if each.again and (newest or today - each.day > TOO_LATE):
                passed.append((each, "overtaken"))
            elif not each.again and (is_old or today - each.day > TOO_LATE):
                passed.append((each, self._why(each.day)))
            else:
                to_send.append(each)
        return Come(tuple(to_send), tuple(passed))

    def next_day(self, today: dt.date) -> dt.date | None:
        """The next day after this one on which something comes."""
        return min((each.day for each in self.coming() if each.day > today), default=None)

    def current(self) -> str | None:
        """The step this side got last, of those of the weeks; of several of one day the last."""
        had = [
            (str(told["sent"]), week, step.id) for week, step in self.weekly() if "sent" in (told := self.told(step.id))
        ]
        return max(had)[2] if had else None

    def last_sent(self) -> str:
        """The local day (ISO) on which this side last got a step; "" where they never did."""
        days = (told_of(self.journey, step, self.side).get("last") for step in self.journey.steps)
        return max((str(day) for day in days if day), default="")

    def extras(self, week: int) -> list[StepPlan]:
        """Electives that may be offered in this week and were not yet."""
        found = self.program.electives_for(self.journey.track or None)
        return [step for step in found if (step.week or 1) <= week and not told_of(self.journey, step.id, "mentee")]

    def behind(self) -> list[StepPlan]:
        """Steps that a new version put into weeks that had gone by, and that were not offered yet."""
        new = [step for _, step in self.program.always(self.journey.track or None) if self._came_behind(step.id)]
        return [step for step in new if "offered" not in self.told(step.id)]

    def _came_behind(self, step: str) -> bool:
        told = self.told(step)
        return told.get("passed_over") == PUBLISHED and "sent" not in told

    def _had(self, step: str) -> bool:
        told = self.told(step)
        return "sent" in told or "passed_over" in told

    def _date_of(self, step: StepPlan) -> dt.date | None:
        """The first time its date comes while the two are on their way."""
        if step.month_day is None:
            return None
        return next(dates_of(step.month_day, self.journey.begun_on, self.ends_on), None)

    def _chosen(self) -> Iterator[Coming]:
        """What the mentee chose of all that was offered: the mentor gets their side with what comes next."""
        track = self.journey.track or None
        for step in (*self.program.electives_for(track), *(step for _, step in self.program.always(track))):
            told = told_of(self.journey, step.id, "mentee")
            sent = told.get("sent") if "offered" in told else None
            if self.side == "mentor" and sent and (self._came_behind(step.id) or not self._had(step.id)):
                yield Coming(step.id, self.hours.on(dt.date.fromisoformat(str(sent)) + dt.timedelta(days=1)))

    def _put_off(self) -> Iterator[Coming]:
        again = {step: said for step in self.journey.steps if (said := self.told(step).get("again"))}
        weeks = {step.id: week for week, step in self.weekly()} if again else {}
        for step, day in again.items():
            yield Coming(step, dt.date.fromisoformat(str(day)), weeks.get(step, 0), again=True)

    def _why(self, day: dt.date) -> str:
        """Why a step of this day is not sent any more."""
        breaks = self.journey.kept.get("breaks")
        for each in breaks if isinstance(breaks, list) else []:
            if isinstance(each, list) and str(each[0]) <= day.isoformat() < str(each[1]):
                return "paused"
        return "late"
