"""What is kept of how a match goes, counted in days together: days since the introduction without those of breaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from bot.flows.engine.telling import Telling
from bot.flows.journey.hours import hours_of
from bot.flows.matches.keeping import keep_journey, line, note, rested
from bot.flows.matches.planning import plan
from bot.flows.matches.ties import tie_of
from bot.words.effects.desk import Raise, Settle
from bot.words.journeys import Attention
from bot.words.matches import Match, Tie
from bot.words.messages import Json

BREATH = dt.timedelta(hours=3)
"""How long after a step something else is said, where both fall on one day."""


def kept(tie: Tie) -> Mapping[str, Json]:
    """What is kept beside this match: in its journey, or in the match itself where its program has no steps."""
    if tie.journey is not None:
        return tie.journey.kept
    found = tie.match.told.get("kept")
    return found if isinstance(found, dict) else {}


def keep(telling: Telling, match: int, **changes: object) -> None:
    """Keep something more beside this match; None takes it away again."""
    tie = tie_of(telling, match)
    if tie is None:
        return
    now = {name: value for name, value in {**kept(tie), **changes}.items() if value is not None}
    if tie.journey is not None:
        keep_journey(telling, replace(tie.journey, kept=now))  # type: ignore[arg-type]
    else:
        note(telling, tie.match, kept=now)


def entries(tie: Tie, name: str) -> list[dict[str, Json]]:
    """A list of what happened, oldest first."""
    found = kept(tie).get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


# --- days --------------------------------------------------------------------------------------------------------


def stands_still(tie: Tie) -> bool:
    """Whether there is a break: of the match, or of its journey alone. Nothing is counted then."""
    return tie.match.status != "open" or (tie.journey is not None and tie.journey.status == "paused")


def introduced(tie: Tie) -> dt.date:
    """The day the two were introduced."""
    found = kept(tie).get("introduced_on")
    return dt.date.fromisoformat(found) if isinstance(found, str) else tie.match.created_at.date()


def _days_off(tie: Tie) -> int:
    return tie.journey.shift if tie.journey is not None else rested(tie.match)


def day_together(tie: Tie, date: dt.date) -> int:
    """Which day of their time together this is: 0 is the day of the introduction; days of breaks don't count."""
    return max(0, (date - introduced(tie)).days - _days_off(tie))


def date_of(tie: Tie, day: int) -> dt.date:
    """The date of this day together, as far as it can be known."""
    return introduced(tie) + dt.timedelta(days=day + _days_off(tie))


def plan_on(telling: Telling, tie: Tie, what: str, date: dt.date, detail: str = "") -> None:
    """Have something decided for this person at their hour on this date, or soon where that is over; not in the same
    breath as a step that comes on that day."""
    theirs = hours_of(telling, tie)
    at = theirs.at(date)
    if tie.journey is not None and date == theirs.on(date):
        at = theirs.awake(at + BREATH)
    at = at if at > telling.now else theirs.awake(telling.now)
    plan(telling, tie.match, what, at, detail=detail, zone=telling.person.zone)


# --- the coordinator's list --------------------------------------------------------------------------------------


def put_on_list(telling: Telling, match: Match, kind: str, side: str = "", **told: Json) -> None:
    """Have a human look at this match, or at one side of it."""
    person = {"mentee": match.mentee, "mentor": match.mentor}.get(side)
    telling.wish(
        Raise(
            Attention(
                line(match, kind, side),
                kind,
                match.program,
                telling.now,
                match=match.id,
                person=person,
                told=dict(told),
            )
        )
    )


def take_off_list(telling: Telling, match: Match, kind: str, side: str = "") -> None:
    """It is over by itself."""
    telling.wish(Settle(line(match, kind, side)))
