"""What the matching needs to know of a program, read from its file."""

from __future__ import annotations

import datetime as dt

from bot.curriculum.program import Program
from bot.matching.rules import Rules, Terms, Weights


def terms_for(program: Program, today: dt.date) -> Terms:
    """The program's terms on this day."""
    said, rules = program.matching, program.matching.rules
    weights = {name: weight for name, weight in said.weights.items() if name in Weights.__dataclass_fields__}
    return Terms(
        today=today,
        rules=Rules(
            shared_language=rules.shared_language,
            overlapping_times=rules.overlapping_times,
            already_know=rules.already_know,
            same_gender_wish=rules.same_gender_wish,
            rematch_days=rules.rematch_days,
            circles=rules.circles,
            training=said.training and bool(program.training),
            checks=tuple(check.name for check in said.checks),
        ),
        weights=Weights(**weights),
        show=frozenset(said.show),
        goals={key: text.words for key, text in program.goals.items()},
        interests={key: text.words for key, text in program.interests.items()},
        languages=tuple(program.languages),
        suggestions=said.suggestions,
    )
