"""Steps done by both of a pair, by one, or by neither, week by week."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from bot.reporting.choosing import Chosen
from bot.reporting.plan import Plan
from bot.reporting.weekly import cells_of, extreme
from bot.reporting.words import (
    NOTHING_YET,
    PAIRS,
    TOO_FEW,
    UNDER_FIVE,
    WEEK,
    empty,
    number,
    of,
    share,
)
from bot.words.phrases import Phrase
from bot.words.reports import SMALLEST, Figure, Row, Series

STEPS = Phrase("report-steps", "Steps done by both")
STEPS_SAYS = Phrase(
    "report-steps-says",
    "Both did their step in {share} % of all weeks. Week {best} went best, week {worst} was hardest.",
)
STEPS_SAYS_ALL = Phrase("report-steps-all", "Both did their step in {share} % of all weeks.")
STEPS_DEFINES = Phrase(
    "report-steps-defines",
    "Of the pairs that got the step of a week, how many both pressed “Done”, one did, or neither. A step that came "
    "less than a week ago does not count yet.",
)
BY_BOTH = Phrase("report-steps-both", "both")
BY_ONE = Phrase("report-steps-one", "one of the two")
BY_NONE = Phrase("report-steps-none", "neither")
OF_PAIRS = Phrase("report-of-pairs", "% of the pairs")


def steps(chosen: Chosen, plan: Plan) -> Figure:
    """Of those who got the step of a week, how many both did it."""
    figure = Figure("steps", STEPS(), NOTHING_YET(), (STEPS_DEFINES(), UNDER_FIVE()), "stacks")
    by_week: dict[int, list[int]] = {}
    for week, did, count in _done(chosen, plan):
        by_week.setdefault(week, [0, 0, 0])[2 - did] += count
    weeks = sorted(by_week)
    if not weeks:
        return empty(figure, NOTHING_YET())
    if all(sum(by_week[week]) < SMALLEST for week in weeks):
        return empty(figure, TOO_FEW())
    cells = {week: cells_of(by_week[week]) for week in weeks}
    whole = sum(sum(by_week[week]) for week in weeks)
    shares = [(by_week[week][0], sum(by_week[week])) for week in weeks]
    best, worst = extreme(shares), extreme(shares, least=True)
    said = {"share": share(sum(part for part, _ in shares), whole)}
    is_told = best is not None and worst is not None
    labels = (BY_BOTH(), BY_ONE(), BY_NONE())
    return Figure(
        figure.key,
        figure.title,
        STEPS_SAYS(**said, best=weeks[best or 0], worst=weeks[worst or 0]) if is_told else STEPS_SAYS_ALL(**said),
        figure.defines,
        figure.shape,
        columns=(WEEK(), PAIRS(), *labels),
        rows=tuple(Row(number(week), cells[week]) for week in weeks),
        axis=tuple(number(week) for week in weeks),
        across=WEEK(),
        up=OF_PAIRS(),
        series=tuple(
            Series(label, tuple(of(cells[week][1 + at], sum(by_week[week])) for week in weeks))
            for at, label in enumerate(labels)
        ),
    )


def _done(chosen: Chosen, plan: Plan) -> Iterator[tuple[int, int, int]]:
    """The weeks whose step came to both a week ago or more, how many of the two did it, and of how many pairs."""
    ripe = (chosen.today - dt.timedelta(days=7)).isoformat()
    # Counted first: most steps came to many pairs on the same day and went alike.
    alike = Counter(chain.from_iterable(pair.course.steps for pair in chosen.introduced))
    for (step, sent, did, partner_sent, partner_did), count in alike.items():
        if sent and partner_sent and (week := plan.week_of.get(step)):
            last = max(sent, partner_sent)[:10]
            if last <= ripe and chosen.within_iso(last):
                yield week, (did == "done") + (partner_did == "done"), count


PHRASES = (STEPS, STEPS_SAYS, STEPS_SAYS_ALL, STEPS_DEFINES, BY_BOTH, BY_ONE, BY_NONE, OF_PAIRS)
