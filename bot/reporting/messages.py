"""How much is written: messages a person gets in a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import accumulate

from bot.reporting.choosing import Chosen
from bot.reporting.plan import Plan
from bot.reporting.words import (
    NOTHING_YET,
    TOO_FEW,
    UNDER_FIVE,
    WEEK,
    average,
    empty,
)
from bot.words.phrases import Phrase
from bot.words.reports import SMALLEST, Figure, Row, Series, Tallied

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


PHRASES = (MESSAGES, MESSAGES_SAYS, MESSAGES_OURS, MESSAGES_DEFINES, OURS, THEIRS, MEMBERS, PER_WEEK)
