"""Every figure of a report, in the order in which they are shown, and making one."""

from __future__ import annotations

from collections.abc import Callable

from bot.reporting import (
    check_ins,
    funnel,
    heat_map,
    lasting,
    meetings,
    messages,
    rounding,
    steps,
    waiting,
    words,
)
from bot.reporting.choosing import Chosen, choose
from bot.reporting.plan import Plan
from bot.words.phrases import Phrase
from bot.words.reports import Facts, Figure, Filters, Report

Make = Callable[[Chosen, Plan], Figure]

FIGURES: tuple[tuple[str, Phrase, Make], ...] = (
    ("funnel", funnel.TITLE, funnel.funnel),
    ("heat-map", heat_map.MAP, heat_map.heat_map),
    ("steps", steps.STEPS, steps.steps),
    ("meetings", meetings.MEETINGS, meetings.meetings),
    ("check-ins", check_ins.CHECK_INS, check_ins.check_ins),
    ("survival", lasting.SURVIVAL, lasting.survival),
    ("messages", messages.MESSAGES, messages.messages),
    ("waiting", waiting.WAITING, waiting.waiting),
)
"""What a report holds: the figure's key, its title, and how it is made. One more line is one more figure."""

COUNTED = {"funnel": "newcomers", "waiting": "newcomers", "survival": "begun"}
"""Figures of whoever came, or was introduced, within the days asked for: other days give another group of people."""


def report(facts: Facts, filters: Filters, plan: Plan) -> Report:
    """All figures of a program, as far as the filters hold and without groups under five; with filters, rounded."""
    chosen = choose(facts, filters)
    is_whole = filters == Filters(filters.program)
    made = (
        words.empty(Figure(key, title(), title(), ()), words.GIVES_AWAY())
        if chosen.gives_away or COUNTED.get(key) in chosen.untold
        else make(chosen, plan)
        for key, title, make in FIGURES
    )
    return Report(filters, facts.now, tuple(one if is_whole else rounding.rounded(one) for one in made))


PHRASES = (
    *words.PHRASES,
    *funnel.PHRASES,
    *heat_map.PHRASES,
    *steps.PHRASES,
    *meetings.PHRASES,
    *check_ins.PHRASES,
    *messages.PHRASES,
    *lasting.PHRASES,
    *waiting.PHRASES,
    *rounding.PHRASES,
)
