"""The button that opens an ended match again, and when there is one."""

from __future__ import annotations

import datetime as dt

from bot.flows.engine.telling import Telling
from bot.flows.matches.verbs import button_about
from bot.words.matches import Match, Tie
from bot.words.messages import Button
from bot.words.phrases import Phrase

REOPEN = Phrase("reopening-button", "Go on with {name} after all")
FOR_GOOD = frozenset({"blocked", "concern", "left", "no-fit"})
"""Reasons after which there is no way back to this match."""


def can_reopen(telling: Telling, match: Match) -> bool:
    """Whether an ended match may still be opened again: within the program's days, and not after every reason."""
    program = telling.stage.programs.get(match.program)
    if program is None or match.status != "ended" or match.reason in FOR_GOOD:
        return False
    return telling.now - match.since <= dt.timedelta(days=program.end.reopen_days)


def reopen_button(telling: Telling, tie: Tie) -> Button | None:
    """For whoever ended it, or whose silence did; for both where it was nobody's own doing. Who was told that their
    partner wants to end it is not given a button to press them."""
    match, side = tie.match, tie.match.side(telling.person.id)
    is_mine = match.by in {side, "clock", "coordinator"} or match.reason == "silent"
    waited = match.reason == "silent" and match.by == side
    if not is_mine or waited or not can_reopen(telling, match):
        return None
    return button_about(telling, "reopen", REOPEN, tie)


PHRASES = (REOPEN,)
