"""A match, its journey and a membership's record as a turn changes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.flows.engine.telling import Telling
from bot.flows.matches.planning import plan
from bot.flows.matches.ties import SIDES, tie_of
from bot.words.effects.desk import Settle
from bot.words.effects.matches import SaveJourney, SaveMatch
from bot.words.effects.people import SaveMembership
from bot.words.effects.sending import Schedule
from bot.words.journeys import Journey
from bot.words.matches import Match
from bot.words.people import Due

CHECK_INS = "check-ins"
"""What the one line about a match's check-ins is called, of whichever kind it is."""
OVER_WITH_IT = ("silent", "never-met", CHECK_INS)
"""Kinds of lines on the coordinator's list that are about a match that goes on."""
OVER_WITH_A_SIDE = ("not-right",)
"""The same, one line for each side."""


def keep_match(telling: Telling, match: Match) -> Match:
    """Keep the match as it is now; its seat is counted anew in this person's ties."""
    ties = tuple(replace(tie, match=match) if tie.match.id == match.id else tie for tie in telling.scene.ties)
    telling.scene = replace(telling.scene, ties=ties)
    telling.wish(SaveMatch(match))
    return match


def move(telling: Telling, match: Match, status: str, reason: str = "", by: str = "") -> Match:
    """The match enters another status now. The days of a break that ends are added to those it has rested, and both are
    due for what stood still meanwhile; at its end nobody has to look after it any more."""
    told, goes_on_again = match.told, match.status in {"paused", "ended"} and status == "open"
    if goes_on_again:
        told = {**told, "rested": rested(match) + max(0, (telling.now.date() - match.since.date()).days)}
    moved = keep_match(telling, replace(match, status=status, since=telling.now, reason=reason, by=by, told=told))
    _let_journey_follow(telling, match, status)
    if goes_on_again:
        for person in (match.mentee, match.mentor):
            plan(telling, moved, "together-again", person=person)
    if status == "ended":
        telling.wish(*(Settle(line(match, kind)) for kind in OVER_WITH_IT))
        telling.wish(*(Settle(line(match, kind, side)) for kind in OVER_WITH_A_SIDE for side in SIDES))
    return moved


def rested(match: Match) -> int:
    """Whole days of breaks that are over, and between an end and a new beginning."""
    days = match.told.get("rested")
    return days if isinstance(days, int) else 0


def line(match: Match, kind: str, side: str = "") -> str:
    """The key of a line of the coordinator's list about this match, or about one side of it."""
    return f"{kind}:{match.id:x}:{side}" if side else f"{kind}:{match.id:x}"


def keep_journey(telling: Telling, journey: Journey) -> Journey:
    """Keep the journey as it is now."""
    ties = tuple(replace(tie, journey=journey) if tie.match.id == journey.id else tie for tie in telling.scene.ties)
    telling.scene = replace(telling.scene, ties=ties)
    telling.wish(SaveJourney(journey))
    return journey


def shifted(journey: Journey, begun: dt.date, ended: dt.date) -> Journey:
    """The journey after a break between these days: the rest comes as much later. Days that an earlier break counted
    already are not counted again."""
    breaks = journey.kept.get("breaks")
    kept = list(breaks) if isinstance(breaks, list) else []
    last = max((str(each[1]) for each in kept if isinstance(each, list)), default="")
    begun = max(begun, dt.date.fromisoformat(last)) if last else begun
    if ended <= begun:
        return journey
    kept.append([begun.isoformat(), ended.isoformat()])
    return replace(journey, shift=journey.shift + (ended - begun).days, kept={**journey.kept, "breaks": kept})


def look_at_prompts(telling: Telling, match: Match) -> None:
    """Have both looked at anew for when their next step comes."""
    for person in (match.mentee, match.mentor):
        key = f"prompts-look:{match.program}:{person:x}"
        telling.wish(Schedule(Due(key, "prompts-look", person, telling.now, subject=match.program)))
        plan(telling, match, "together-again", person=person)


def _let_journey_follow(telling: Telling, match: Match, status: str) -> None:
    tie = tie_of(telling, match.id)
    journey = tie.journey if tie else None
    if journey is None:
        return
    if (match.status, status) == ("ended", "open"):
        journey = replace(journey, status="going")
    if status == "ended":
        keep_journey(telling, replace(journey, status="ended"))
    elif match.status in {"paused", "ended"} and status == "open" and journey.status != "ended":
        if journey.status == "going":
            keep_journey(telling, shifted(journey, match.since.date(), telling.now.date()))
        look_at_prompts(telling, match)


def note(telling: Telling, match: Match, **told: object) -> Match:
    """Keep something more of what came of people's own words; None takes it away again."""
    kept = {name: value for name, value in {**match.told, **told}.items() if value is not None}
    return keep_match(telling, replace(match, told=kept))  # type: ignore[arg-type]


def record(telling: Telling, program: str, role: str, **changes: object) -> None:
    """Keep something in the record of this person's membership; None takes it away again."""
    memberships = list(telling.scene.memberships)
    for at, membership in enumerate(memberships):
        if (membership.program, membership.role) == (program, role):
            kept = {name: value for name, value in {**membership.record, **changes}.items() if value is not None}
            memberships[at] = replace(membership, record=kept)  # type: ignore[arg-type]
            telling.wish(SaveMembership(memberships[at]))
    telling.scene = replace(telling.scene, memberships=tuple(memberships))
