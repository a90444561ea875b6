"""Whether someone is there just now: what waits for their morning, or until they are done with a question."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.flows.engine.telling import Telling
from bot.flows.matches.keeping import note
from bot.flows.matches.ties import tie_due
from bot.flows.nudges.hours import friendly
from bot.words.effects.sending import Schedule
from bot.words.matches import Match, Tie
from bot.words.people import Due

JUST_NOW = dt.timedelta(minutes=15)
"""How long after doing something themselves someone is thought to be there."""
BUSY_FOR = dt.timedelta(minutes=30)
"""How long after their last word in an open question someone is left alone by what can wait."""
TALKS_FOR = dt.timedelta(minutes=5)
"""The same for someone in talk with their partner: nobody asked them anything, they only say no more just now."""


def note_here(telling: Telling, match: Match) -> Match:
    """Keep that this person has just acted about a proposal: an answer to it may come to them at any hour."""
    here = match.told.get("here")
    side = match.side(telling.person.id)
    return note(telling, match, here={**(here if isinstance(here, dict) else {}), side: telling.now.isoformat()})


def partner_sleeps(telling: Telling, tie: Tie) -> bool:
    """Whether news for the partner waits for the morning where they are."""
    is_here = _acted_just_now(telling, tie.match, tie.match.side(tie.partner.id))
    is_here = is_here or (tie.membership is not None and telling.now - tie.membership.since < JUST_NOW)
    return friendly(telling.now, tie.partner.zone) > telling.now and not is_here


def waits_for_day(telling: Telling, due: Due) -> bool:
    """Whether it is no hour to write to this person, so that this comes back in the morning instead. Whoever did
    something themselves within the last minutes is awake."""
    at, tie = friendly(telling.now, telling.person.zone), tie_due(telling, due)
    runs = (telling.scene.run, *telling.scene.parked)
    is_here = any(run and run.touched_at and telling.now - run.touched_at < JUST_NOW for run in runs)
    is_here = is_here or any(telling.now - each.since < JUST_NOW for each in telling.scene.memberships)
    if tie is not None:
        is_here = is_here or _acted_just_now(telling, tie.match, tie.match.side(telling.person.id))
    if at <= telling.now or is_here:
        return False
    telling.wish(Schedule(replace(due, at=at, local="", zone="")))
    return True


def _acted_just_now(telling: Telling, match: Match, side: str) -> bool:
    here = match.told.get("here")
    at = here.get(side) if isinstance(here, dict) else None
    return isinstance(at, str) and telling.now - dt.datetime.fromisoformat(at) < JUST_NOW


def is_put_off(telling: Telling, due: Due) -> bool:
    """Whether the person is in the middle of a question, so that this comes back a little later instead."""
    run = telling.scene.run
    if run is None or run.status != "open" or run.touched_at is None:
        return False
    busy_until = run.touched_at + (TALKS_FOR if run.flow == "talk" else BUSY_FOR)
    if telling.now >= busy_until:
        return False
    telling.wish(Schedule(replace(due, at=busy_until, local="", zone="")))
    return True
