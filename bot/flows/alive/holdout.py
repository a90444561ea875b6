"""Matches that go without a kind of nudge: drawn when the two are introduced, and from then on as it was drawn."""

from __future__ import annotations

from bot.curriculum.holdout import is_drawn
from bot.flows.engine.telling import Telling
from bot.flows.matches.keeping import note
from bot.flows.matches.ties import tie_of
from bot.words.effects.matches import Enrol, LeaveOut
from bot.words.holdouts import Arm, LeftOut
from bot.words.matches import Match, Tie


def draw(telling: Telling, match: Match) -> None:
    """The two are being introduced: give the match its arm for every kind that its program leaves out for some."""
    tie, program = tie_of(telling, match.id), telling.stage.programs.get(match.program)
    if tie is None or program is None or not program.holdout or "holdout" in tie.match.told:
        return
    drawn = {
        kind: is_drawn(program.id, kind, match.id, share) for kind, share in sorted(program.holdout.items()) if share
    }
    for kind, held in drawn.items():
        telling.wish(Enrol(Arm(match.id, program.id, kind, held, program.holdout[kind], telling.now)))
    note(telling, tie.match, holdout=drawn)


def goes_without(tie: Tie, kind: str) -> bool:
    """Whether this match was drawn to go without this kind."""
    drawn = tie.match.told.get("holdout")
    return isinstance(drawn, dict) and drawn.get(kind) is True


def is_left_out(telling: Telling, tie: Tie, kind: str, what: str = "") -> bool:
    """Whether this person now goes without a nudge of this kind; that they do is written down."""
    if not goes_without(tie, kind):
        return False
    side = tie.match.side(telling.person.id)
    telling.wish(LeaveOut(LeftOut(tie.match.id, kind, what or kind, side, telling.now)))
    return True
