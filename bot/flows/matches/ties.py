"""Whom one walks with: a person's matches as a turn finds them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.flows.engine.telling import Telling, run_code
from bot.words.matches import PROPOSED, TOGETHER, Tie
from bot.words.people import Due
from bot.words.phrases import Phrase

SIDES = ("mentee", "mentor")

OTHER = Phrase("reporting-other", "the other person")


def tie_of(telling: Telling, match: int) -> Tie | None:
    """The tie of this match, as far as this person has it."""
    return next((tie for tie in telling.scene.ties if tie.match.id == match), None)


def tie_asked(telling: Telling) -> Tie | None:
    """The tie the open question is about; None where that match is over."""
    match = telling.run.answers.get("match")
    return tie_of(telling, match) if isinstance(match, int) else None


def called(telling: Telling, tie: Tie | None) -> str:
    """How to speak of whom one walks with, also once they are gone or have everything deleted."""
    return (tie.partner.name if tie else "") or telling.words(OTHER())


def tell_partner_name(telling: Telling) -> Mapping[str, str]:
    """Whom the open question is about; without a name where the match ended meanwhile, as one of the two may have
    wished."""
    return {"partner": called(telling, tie_asked(telling))}


def take_up_about(telling: Telling, flows: Collection[str], match: int | None = None) -> bool:
    """Make the question of one of these flows (about this match) the open one, if there is such a run."""
    for run in (telling.scene.run, *telling.scene.parked):
        is_it = run is not None and run.flow in flows and run.status == "open"
        if run is not None and is_it and match in {None, run.answers.get("match")}:
            telling.take_up(run_code(run))
            return True
    return False


def ties_in(telling: Telling, statuses: frozenset[str] = TOGETHER, program: str = "") -> list[Tie]:
    """This person's ties in one of these statuses (of one program, or all), oldest first."""
    return [
        tie
        for tie in telling.scene.ties
        if tie.match.status in statuses and (not program or tie.match.program == program)
    ]


def proposals(telling: Telling, program: str = "") -> list[Tie]:
    """This person's ties that are still proposals."""
    return ties_in(telling, PROPOSED, program)


def tie_due(telling: Telling, due: Due) -> Tie | None:
    """The tie something due is about; None where it is over."""
    match, _, _ = due.subject.partition("/")
    return tie_of(telling, int(match)) if match.isdecimal() else None
