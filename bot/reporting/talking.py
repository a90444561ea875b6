"""How people say it goes, and how much is written: check-ins of both sides, and messages a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import accumulate

from bot.reporting.choosing import Chosen
from bot.reporting.plan import Plan
from bot.reporting.reckoning import Mean, mean
from bot.reporting.words import (
    MENTEES,
    MENTORS,
    NOTHING_YET,
    TOO_FEW,
    UNDER_FIVE,
    WEEK,
    average,
    empty,
    number,
)
from bot.words.phrases import Line, Phrase
from bot.words.reports import SMALLEST, Figure, Row, Series, Tallied

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
MESSAGES = Phrase("report-messages", "Messages a person gets in a week")
MESSAGES_SAYS = Phrase(
    "report-messages-says", "Last week a member got {ours} messages from us; in a pair, each wrote the other {theirs}."
)
MESSAGES_OURS = Phrase("report-messages-ours-says", "Last week a member got {ours} messages from us.")
MESSAGES_DEFINES = Phrase(
    "report-messages-defines",
    "Whole weeks, Monday to Sunday (UTC), on average. From us: all that the bot wrote, or changed, in someone's chat, "
    "for members of the program. Between them: what one of a pair wrote to the other through Alongside; what they "
    "write elsewhere we don't see.",
)
OURS, THEIRS = Phrase("report-from-us", "from us"), Phrase("report-between", "between the two")
MEMBERS = Phrase("report-members", "Members")
PER_WEEK = Phrase("report-per-week", "Messages a person, on average")
MOST_WEEKS = 26
_SIDES = ("mentee", "mentor")


# --- check-ins -------------------------------------------------------------------------------------------------------


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


# --- messages --------------------------------------------------------------------------------------------------------


def messages(chosen: Chosen, _: Plan) -> Figure:
    """How many messages a member gets from us, and from their partner, in each whole week."""
    figure = Figure("messages", MESSAGES(), NOTHING_YET(), (MESSAGES_DEFINES(), UNDER_FIVE()), "lines")
    mondays = list(_mondays(chosen))
    if not mondays:
        return empty(figure, NOTHING_YET())
    ours, theirs = _from_us(chosen, mondays), _between(chosen, mondays)
    if not any(count for count, _ in (*ours, *theirs)):
        return empty(figure, NOTHING_YET())
    lines = [[total / count if count >= SMALLEST else None for count, total in side] for side in (ours, theirs)]
    if lines[0][-1] is None:
        return empty(figure, TOO_FEW())
    labels = (OURS(), THEIRS())
    said, answered = average(lines[0][-1]), lines[1][-1]
    return Figure(
        figure.key,
        figure.title,
        MESSAGES_OURS(ours=said) if answered is None else MESSAGES_SAYS(ours=said, theirs=average(answered)),
        figure.defines,
        figure.shape,
        columns=(WEEK(), MEMBERS(), *labels),
        rows=tuple(
            Row(
                monday.isoformat(),
                (
                    ours[at][0] if ours[at][0] >= SMALLEST or not ours[at][0] else None,
                    *(None if (value := line[at]) is None else round(value, 1) for line in lines),
                ),
            )
            for at, monday in enumerate(mondays)
        ),
        axis=tuple(monday.isoformat() for monday in mondays),
        across=WEEK(),
        up=PER_WEEK(),
        series=tuple(Series(label, tuple(line)) for label, line in zip(labels, lines, strict=True)),
    )


def _mondays(chosen: Chosen) -> Iterator[dt.date]:
    """The whole weeks that were counted and lie within the days asked for, the last ones."""
    until = chosen.facts.tallied_until
    every = [*chosen.facts.heard.values(), *(one for pair in chosen.pairs for one in pair.wrote.values())]
    first = min((one.first for one in every), default=None)
    if until is None or first is None:
        return
    first = max(first, until - dt.timedelta(weeks=MOST_WEEKS))
    while first < until:
        if chosen.within(first) and chosen.within(first + dt.timedelta(days=6)):
            yield first
        first += dt.timedelta(weeks=1)


def _from_us(chosen: Chosen, mondays: Sequence[dt.date]) -> list[tuple[int, int]]:
    """By week: how many people were members by its end, and how many messages they got since they were."""
    since: dict[int, dt.date] = {}
    for one in chosen.members:
        since[one.person] = min(one.since, since.get(one.person, one.since))
    sums = _Sums(mondays)
    for person, day in since.items():
        sums.add(sums.place(day - dt.timedelta(days=day.weekday())), len(mondays), chosen.heard(person))
    return sums.by_week()


def _between(chosen: Chosen, mondays: Sequence[dt.date]) -> list[tuple[int, int]]:
    """By week: how many people were in a pair for the whole of it, and how many messages they wrote each other."""
    sums = _Sums(mondays)
    for pair in chosen.introduced:
        begun, ended = pair.introduced_on, pair.ended_on
        first = sums.place(begun + dt.timedelta(days=-begun.weekday() % 7))
        after = len(mondays) if ended is None else sums.place(ended - dt.timedelta(days=ended.weekday()))
        for side in _SIDES:
            sums.add(first, after, pair.wrote.get(side))
    return sums.by_week()


class _Sums:
    """Adds up people and messages by week."""

    def __init__(self, mondays: Sequence[dt.date]) -> None:
        self._first = mondays[0]
        self._changes = [0] * (len(mondays) + 1)
        self._counts: list[bytes] = []

    def place(self, monday: dt.date) -> int:
        """Where a week stands among these; less than 0 before the first."""
        return (monday - self._first).days // 7

    def add(self, first: int, after: int, tallied: Tallied | None) -> None:
        """Someone who was there from one week on until before another, and what was counted of them."""
        weeks = len(self._changes) - 1
        first, after = max(first, 0), min(after, weeks)
        if first >= after:
            return
        self._changes[first] += 1
        self._changes[after] -= 1
        if tallied is not None and (start := self.place(tallied.first)) < after:
            shown = tallied.counts[max(first - start, 0) : after - start]
            self._counts.append((bytes(max(first, start)) + shown).ljust(weeks, b"\0"))

    def by_week(self) -> list[tuple[int, int]]:
        """People and messages of each week."""
        weeks, every = len(self._changes) - 1, b"".join(self._counts)
        return list(zip(accumulate(self._changes[:-1]), (sum(every[at::weeks]) for at in range(weeks)), strict=True))


PHRASES = (
    CHECK_INS, CHECK_INS_SAYS, CHECK_INS_MENTEES, CHECK_INS_MENTORS, APART, CHECK_INS_DEFINES, DAY, MARK,
    ANSWERED_MENTEES, ANSWERED_MENTORS, APART_SHORT, MESSAGES, MESSAGES_SAYS, MESSAGES_OURS, MESSAGES_DEFINES, OURS,
    THEIRS, MEMBERS, PER_WEEK,
)  # fmt: skip
