"""How often pairs meet, month by month."""

from __future__ import annotations

import datetime as dt

from bot.reporting.choosing import Chosen
from bot.reporting.plan import Plan
from bot.reporting.words import MONTH, NOTHING_YET, PAIRS, TOO_FEW, UNDER_FIVE, average, empty, is_small, share
from bot.words.phrases import Phrase
from bot.words.reports import SMALLEST, Figure, Row, Series, suppressed

MOST_MONTHS = 18

MEETINGS = Phrase("report-meetings", "Meetings of a pair in a month")
MEETINGS_SAYS = Phrase(
    "report-meetings-says", "In {month} a pair met {times} times on average; {share} % of {pairs} pairs met at all."
)
MEETINGS_SAYS_FEW = Phrase("report-meetings-few", "In {month} a pair met {times} times on average.")
MEETINGS_DEFINES = Phrase(
    "report-meetings-defines",
    "A meeting: one of the two, or both, told us that they met or talked in a round of {days} days. Counted for pairs "
    "that were together for the whole month; this month is not over and not shown.",
)
TIMES = Phrase("report-times", "Meetings of a pair")
MET_AT_ALL = Phrase("report-met-at-all", "Pairs that met")
NOT_AT_ALL = Phrase("report-not-at-all", "Pairs that did not")


def meetings(chosen: Chosen, plan: Plan) -> Figure:
    """How often a pair meets in a month."""
    figure = Figure("meetings", MEETINGS(), NOTHING_YET(), (MEETINGS_DEFINES(days=plan.meeting_days), UNDER_FIVE()))
    found = {month: counts for month, counts in _met_by_month(chosen, plan).items() if counts}
    if not found:
        return empty(figure, NOTHING_YET())
    shown = {month: counts for month, counts in found.items() if len(counts) >= SMALLEST}
    if not shown:
        return empty(figure, TOO_FEW())
    rows: list[Row] = []
    points: list[float | None] = []
    for month, counts in found.items():
        met = sum(count > 0 for count in counts)
        fits = month in shown
        parts = suppressed([met, len(counts) - met]) if fits else (None, None)
        times = sum(counts) / len(counts) if fits and not is_small(met) else None
        points.append(times)
        rows.append(Row(month, (len(counts) if fits else None, None if times is None else round(times, 1), *parts)))
    last = next((at for at in reversed(range(len(rows))) if points[at] is not None), None)
    if last is None:
        return empty(figure, TOO_FEW())
    pairs, _, met_at_all, _ = rows[last].cells
    said = {"month": str(rows[last].label), "times": average(points[last] or 0)}
    return Figure(
        figure.key,
        figure.title,
        MEETINGS_SAYS_FEW(**said)
        if not isinstance(met_at_all, int) or not isinstance(pairs, int)
        else MEETINGS_SAYS(**said, share=share(met_at_all, pairs), pairs=pairs),
        figure.defines,
        figure.shape,
        columns=(MONTH(), PAIRS(), TIMES(), MET_AT_ALL(), NOT_AT_ALL()),
        rows=tuple(rows),
        axis=tuple(found),
        across=MONTH(),
        up=TIMES(),
        series=(Series(TIMES(), tuple(points)),),
    )


def _months(chosen: Chosen) -> list[str]:
    """The last whole months of which every day is among those asked for."""
    first = min((pair.introduced_on for pair in chosen.introduced), default=chosen.today)
    months: list[str] = []
    start = chosen.today.replace(day=1)
    while len(months) < MOST_MONTHS and start > first:
        end = start
        start = (start - dt.timedelta(days=1)).replace(day=1)
        if chosen.within(start) and chosen.within(end - dt.timedelta(days=1)):
            months.append(f"{start:%Y-%m}")
    return months[::-1]


def _met_by_month(chosen: Chosen, plan: Plan) -> dict[str, list[int]]:
    """By month, how often each pair met that was together for the whole of it."""
    months = [(month, *_span(month)) for month in _months(chosen)]
    found: dict[str, list[int]] = {month: [] for month, _, _ in months}
    for pair in chosen.introduced:
        rounds = {(on[:7], max(0, day - 1) // plan.meeting_days) for day, on, _ in pair.course.meetings}
        met = [month for month, _ in rounds]
        introduced, ended = pair.introduced_on, pair.ended_on or dt.date.max
        for month, start, end in months:
            if introduced <= start and ended >= end:
                found[month].append(met.count(month))
    return found


def _span(month: str) -> tuple[dt.date, dt.date]:
    """The first day of a month, and of the next."""
    start = dt.date.fromisoformat(f"{month}-01")
    return start, (start + dt.timedelta(days=31)).replace(day=1)


PHRASES = (
    MEETINGS, MEETINGS_SAYS, MEETINGS_SAYS_FEW, MEETINGS_DEFINES, TIMES, MET_AT_ALL, NOT_AT_ALL,
)  # fmt: skip
