"""What one of a pair can do about their match at any time, in the order in which the buttons stand."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.flows.pairing import meetings
from bot.flows.pairs import PairVerb, Verbs, pair_button
from bot.words.matches import Tie
from bot.words.messages import Button

VERBS: Verbs = {
    "meet": PairVerb(meetings.MEET, meetings.begin, frozenset({"open"})),
}


def pair_buttons(telling: Telling, tie: Tie) -> tuple[Button, ...]:
    """Everything that can be done about this match now."""
    return tuple(
        pair_button(telling, VERBS, name, tie) for name, verb in VERBS.items() if tie.match.status in verb.statuses
    )


PHRASES = tuple(verb.label for verb in VERBS.values())
