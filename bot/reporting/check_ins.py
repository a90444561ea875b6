"""How people say it goes: the check-ins of both sides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache, partial

from bot.reporting.choosing import Chosen
from bot.reporting.plan import Plan
from bot.reporting.reckoning import Mean, mean
from bot.reporting.words import (
    MENTEES,
    MENTORS,
    NOTHING_YET,
    TOO_FEW,
    UNDER_FIVE,
    average,
    empty,
    number,
)
from bot.words.phrases import Line, Phrase
from bot.words.reports import SMALLEST, Figure, Row, Series

CHECK_INS = Phrase("report-check-ins", "How it is going, in their own marks")
CHECK_INS_SAYS = Phrase(
    "report-check-ins-says", "On day {day} mentees give it {mentees} of 10 on average and mentors {mentors}."
)
CHECK_INS_MENTEES = Phrase("report-check-ins-mentees", "On day {day} mentees give it {mentees} of 10 on average.")
CHECK_INS_MENTORS = Phrase("report-check-ins-mentors", "On day {day} mentors give it {mentors} of 10 on average.")
APART = Phrase("report-apart", "Where both answered, the two marks lie {apart} apart on average.")
CHECK_INS_DEFINES = Phrase(
    "report-check-ins-defines",
    "Everyone is asked alone, with one tap from 1 (hard) to 10 (great), on the days shown, counted since the "
    "introduction without breaks. The band holds the true mean 95 times of 100. Apart: how far the two marks of one "
    "pair lie from each other.",
)
DAY = Phrase("report-day", "Day together")
MARK = Phrase("report-mark", "Mark (1 to 10)")
ANSWERED_MENTEES = Phrase("report-answered-mentees", "Mentees who answered")
ANSWERED_MENTORS = Phrase("report-answered-mentors", "Mentors who answered")
APART_SHORT = Phrase("report-apart-short", "Apart")


def check_ins(chosen: Chosen, plan: Plan) -> Figure:
    """The marks of both sides by day, and how far they lie apart."""
    figure = Figure("check-ins", CHECK_INS(), NOTHING_YET(), (CHECK_INS_DEFINES(), UNDER_FIVE()), "lines")
    by_day: dict[int, list[tuple[int | None, int | None]]] = {}
    asked_on = cache(partial(_asked_on, plan))
    for pair in chosen.introduced:
        since = pair.introduced_on + dt.timedelta(days=pair.course.shift)
        for day, mentee, mentor in pair.course.check_ins:
            if mentee is None and mentor is None:
                continue
            if chosen.is_ever or chosen.within(since + dt.timedelta(days=day)):
                by_day.setdefault(asked_on(day), []).append((mentee, mentor))
    days = sorted(by_day)
    if not days:
        return empty(figure, NOTHING_YET())
    sides = [[_of_many([mark[at] for mark in by_day[day] if mark[at] is not None]) for day in days] for at in range(2)]
    apart = [_of_many([abs(a - b) for a, b in by_day[day] if a is not None and b is not None]) for day in days]
    last = next((at for at in reversed(range(len(days))) if sides[0][at] or sides[1][at]), None)
    if last is None:
        return empty(figure, TOO_FEW())
    labels = (MENTEES(), MENTORS())
    gap = apart[last]
    return Figure(
        figure.key,
        figure.title,
        _says(days[last], sides[0][last], sides[1][last]),
        figure.defines,
        figure.shape,
        columns=(DAY(), *labels, ANSWERED_MENTEES(), ANSWERED_MENTORS(), APART_SHORT()),
        rows=tuple(
            Row(number(day), (*(_digit(side[at]) for side in sides), *(_count(side[at]) for side in sides),
                              _digit(apart[at])))
            for at, day in enumerate(days)
        ),
        axis=tuple(number(day) for day in days),
        across=DAY(),
        up=MARK(),
        series=tuple(_series(label, side) for label, side in zip(labels, sides, strict=True)),
        adds=(APART(apart=average(gap.value)),) if gap else (),
    )  # fmt: skip


def _asked_on(plan: Plan, day: int) -> int:
    """The regular day nearest to this one: a question may be planned a day off."""
    last = max(plan.check_in_days, default=0)
    regular = [*plan.check_in_days, *range(last + plan.then_every, day + plan.then_every, plan.then_every)]
    return min(regular, key=lambda one: abs(one - day), default=day)


def _of_many(values: Sequence[int | None]) -> Mean | None:
    """The mean, of five values or more."""
    known = [float(value) for value in values if value is not None]
    return mean(known) if len(known) >= SMALLEST else None


def _digit(one: Mean | None) -> float | None:
    return None if one is None else round(one.value, 1)


def _count(one: Mean | None) -> int | None:
    return None if one is None else one.count


def _series(label: Line, side: Sequence[Mean | None]) -> Series:
    return Series(
        label,
        tuple(one.value if one else None for one in side),
        tuple(max(one.low, 1.0) if one else None for one in side),
        tuple(min(one.high, 10.0) if one else None for one in side),
    )


def _says(day: int, mentees: Mean | None, mentors: Mean | None) -> Line:
    if mentees and mentors:
        return CHECK_INS_SAYS(day=day, mentees=average(mentees.value), mentors=average(mentors.value))
    if mentees:
        return CHECK_INS_MENTEES(day=day, mentees=average(mentees.value))
    return CHECK_INS_MENTORS(day=day, mentors=average(mentors.value if mentors else 0))


PHRASES = (
    CHECK_INS, CHECK_INS_SAYS, CHECK_INS_MENTEES, CHECK_INS_MENTORS, APART, CHECK_INS_DEFINES, DAY, MARK,
    ANSWERED_MENTEES, ANSWERED_MENTORS, APART_SHORT,
)  # fmt: skip
