"""What a simulation comes to, in figures that are the same for the same wishes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.curriculum.program import Program
from bot.flows.alive.signs import RUNGS
from bot.flows.journey.way import SIDES, counts
from bot.reporting.outcomes import FINISHED
from bot.simulation.models import MODELS
from bot.simulation.people import Someone
from bot.simulation.platform import Load, SimulatedChannel
from bot.simulation.watching import Watch
from bot.words.journeys import Journey
from bot.words.messages import Address, Delivery, Edit, Home, Json

WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is simulated."""

    program: Program
    people: int
    weeks: int
    seed: int


@dataclass
class Tally:
    """Counted while it is played. Messages are what a person would see arrive: edits and home tabs are not."""

    began: dt.datetime
    inbounds: int = 0
    calls: int = 0
    by_week: Counter[int] = field(default_factory=Counter)
    by_kind: Counter[str] = field(default_factory=Counter)
    by_person_week: Counter[tuple[Address, int]] = field(default_factory=Counter)

    def note_inbounds(self, number: int) -> None:
        """So many things that people did were handed in."""
        self.inbounds += number

    def note_sent(self, delivery: Delivery, why: str, at: dt.datetime) -> None:
        """A platform took this."""
        self.calls += 1
        if isinstance(delivery.content, Edit | Home):
            return
        week = (at - self.began) // WEEK + 1
        self.by_week[week] += 1
        self.by_kind[why] += 1
        self.by_person_week[delivery.address, week] += 1


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures, as plain data in a settled order."""

    told: Mapping[str, Json]

    @classmethod
    def of(
        cls, wanted: Wanted, tally: Tally, watch: Watch, people: Mapping[Address, Someone],
        channels: Mapping[str, SimulatedChannel],
    ) -> Figures:  # fmt: skip
        """Put together what was noted."""
        return cls({
            "program": wanted.program.id,
            "people": wanted.people,
            "weeks": wanted.weeks,
            "seed": wanted.seed,
            "models": _sorted(Counter(one.model.name for one in people.values())),
            "messages": _messages(wanted, tally, people),
            "load": {name.removeprefix("rehearsal-"): _load(channel) for name, channel in channels.items()},
            "matches": _matches(watch) | _alive(wanted, tally, watch, people),
            "steps": _steps(watch.journeys.values()),
            "ladder": _ladder(watch, people),
            "check_ins": _check_ins(watch.journeys.values()),
            "coordinator": _sorted(watch.lines_by_kind()),
        })  # fmt: skip


def _messages(wanted: Wanted, tally: Tally, people: Mapping[Address, Someone]) -> Json:
    total = sum(tally.by_week.values())
    heard = sorted(tally.by_person_week.values())
    weeks = wanted.people * wanted.weeks
    unasked = sum(number for kind, number in tally.by_kind.items() if kind not in {"reply", "relay", "part"})
    each_week = [
        Counter(tally.by_person_week.get((address, week), 0) for address in people)
        for week in range(1, wanted.weeks + 1)
    ]
    return {
        "written_by_people": tally.inbounds,
        "sent": total,
        "platform_calls": tally.calls,
        "per_person_and_week": _rounded(total / weeks),
        "unasked_per_person_and_week": _rounded(unasked / weeks),
        "most_for_one_person_in_a_week": heard[-1] if heard else 0,
        "by_week": [tally.by_week.get(week, 0) for week in range(1, wanted.weeks + 1)],
        "median_by_week": [_percentile(heard, 0.5) for heard in each_week],
        "p90_by_week": [_percentile(heard, 0.9) for heard in each_week],
        "per_person_and_week_by_model": _by_model(wanted, tally, people),
        "by_kind": _sorted(tally.by_kind),
    }


def _by_model(wanted: Wanted, tally: Tally, people: Mapping[Address, Someone]) -> Json:
    """Messages a week by behaviour and side."""
    heard: Counter[tuple[str, str]] = Counter()
    for (address, _), number in tally.by_person_week.items():
        heard[people[address].model.name, people[address].role] += number
    there = Counter((one.model.name, one.role) for one in people.values())
    return {
        model.name: {
            side: _rounded(heard[model.name, side] / (there[model.name, side] * wanted.weeks))
            for side in SIDES
            if there[model.name, side]
        }
        for model in MODELS
    }


def _load(channel: SimulatedChannel) -> Json:
    load: Load = channel.load
    total = sum(load.waits.values())
    hour, minute = max(load.by_hour.values(), default=0), max(load.by_minute.values(), default=0)
    return {
        "calls": total,
        "allowed_per_second": channel.per_second,
        "busiest_hour": hour,
        "busiest_hour_share": _rounded(hour / (3600 * channel.per_second)),
        "busiest_minute": minute,
        "busiest_minute_share": _rounded(minute / (60 * channel.per_second)),
        "most_by_hour_of_week": _by_hour_of_week(load),
        "wait_p50": _percentile(load.waits, 0.5),
        "wait_p99": _percentile(load.waits, 0.99),
        "longest_wait": max(load.waits, default=0),
        "refused": _sorted(load.refused),
    }


def _by_hour_of_week(load: Load) -> Json:
    """The most calls in any one hour, for each of the week's 168 (UTC, Monday's first)."""
    most = [0] * 168
    for hour, number in load.by_hour.items():
        # The first of January 1970 was a Thursday.
        place = (hour + 3 * 24) % 168
        most[place] = max(most[place], number)
    return list(most)


def _alive(wanted: Wanted, tally: Tally, watch: Watch, people: Mapping[Address, Someone]) -> dict[str, Json]:
    """How many matches go on at the end of each week, and how many ever began, by how their mentee behaves."""
    models = {one.person: one.model.name for one in people.values()}
    going = {model.name: [0] * wanted.weeks for model in MODELS}
    begun: Counter[str] = Counter()
    for id, opened in watch.opened.items():
        match = watch.matches[id]
        model = models[match.mentee]
        begun[model] += 1
        for week in range(wanted.weeks):
            end = tally.began + (week + 1) * WEEK
            going[model][week] += opened < end and not (match.status == "ended" and match.since < end)
    return {
        "going_by_week_and_model": {name: list(weeks) for name, weeks in going.items()},
        "introduced_by_model": {model.name: begun[model.name] for model in MODELS},
    }


def _matches(watch: Watch) -> dict[str, Json]:
    opened = [watch.matches[id] for id in sorted(watch.opened)]
    ended = [match for match in opened if match.status == "ended"]
    early = [match for match in ended if match.reason != FINISHED]
    dropped = [match for match in watch.matches.values() if match.status == "dropped"]
    return {
        "introduced": len(opened),
        "open_at_the_end": sum(match.status == "open" for match in opened),
        "paused_at_the_end": sum(match.status == "paused" for match in opened),
        "completed": len(ended) - len(early),
        "ended_early": len(early),
        "ended_early_by_reason": _sorted(Counter(match.reason or "none" for match in early)),
        "proposals_dropped_by_reason": _sorted(Counter(match.reason or "none" for match in dropped)),
    }


def _steps(journeys: Iterable[Journey]) -> Json:
    sent = done = both = 0
    passed: Counter[str] = Counter()
    meetings = 0
    for journey in journeys:
        for step, sides in journey.steps.items():
            told = [side for side in sides.values() if isinstance(side, dict)] if isinstance(sides, dict) else []
            sent += any("sent" in each for each in told)
            done += any(each.get("did") == "done" for each in told)
            both += counts(journey, step)
            passed.update(str(each["passed_over"]) for each in told if "passed_over" in each)
        said = journey.kept.get("meetings")
        meetings += sum(isinstance(one, dict) and one.get("said") == "met" for one in _list(said))
    share = _rounded(both / sent) if sent else 0.0
    return {
        "sent": sent, "done_by_one": done - both, "done_by_both": both, "share_done_by_both": share,
        "passed_over": _sorted(passed), "times_said_met": meetings,
    }  # fmt: skip


def _ladder(watch: Watch, people: Mapping[Address, Someone]) -> Json:
    models = {one.person: one.model.name for one in people.values()}
    reached: dict[str, Counter[str]] = {rung: Counter() for rung in RUNGS}
    without: Counter[str] = Counter()
    for (id, side), highest in watch.rungs.items():
        match = watch.matches[id]
        model = models[match.mentee if side == "mentee" else match.mentor]
        for rung in RUNGS[:highest]:
            if (id, side, rung) in watch.went_without:
                without[rung] += 1
            else:
                reached[rung][model] += 1
    return {
        "sides_that_reached": {rung: sum(found.values()) for rung, found in reached.items()},
        "by_model": {rung: {model.name: found[model.name] for model in MODELS} for rung, found in reached.items()},
        "went_without": {rung: without[rung] for rung in RUNGS if without[rung]},
    }


def _check_ins(journeys: Iterable[Journey]) -> Json:
    marks: dict[str, list[int]] = {side: [] for side in SIDES}
    by_day: dict[int, dict[str, list[int]]] = {}
    unanswered = 0
    for journey in journeys:
        for one in _list(journey.kept.get("check_ins")):
            for side in SIDES:
                mark = one.get(side) if isinstance(one, dict) else None
                if isinstance(one, dict) and isinstance(mark, int):
                    marks[side].append(mark)
                    by_day.setdefault(int(str(one["day"])), {each: [] for each in SIDES})[side].append(mark)
                elif isinstance(one, dict) and side in one:
                    unanswered += 1
    means = {side: _rounded(sum(found) / len(found)) if found else None for side, found in marks.items()}
    trend = {str(day): {side: _spread(found[side]) for side in SIDES} for day, found in sorted(by_day.items())}
    return {
        "answers": sum(map(len, marks.values())), "unanswered": unanswered, "mean": dict(means), "by_day": dict(trend),
    }  # fmt: skip


def _spread(marks: list[int]) -> Json:
    """How many, their mean, and the marks between which half of them are."""
    if not marks:
        return None
    counted = Counter(marks)
    return {
        "answers": len(marks), "mean": _rounded(sum(marks) / len(marks)),
        "low": _percentile(counted, 0.25), "high": _percentile(counted, 0.75),
    }  # fmt: skip


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _percentile(counted: Counter[int], part: float) -> int:
    """The smallest value that so much of all stays within."""
    needed, seen = part * sum(counted.values()), 0
    for value in sorted(counted):
        seen += counted[value]
        if seen >= needed:
            return value
    return 0


def _sorted(counted: Counter[str]) -> dict[str, Json]:
    return {name: counted[name] for name in sorted(counted, key=lambda name: (-counted[name], name))}


def _rounded(value: float) -> float:
    return round(value, 3)
