"""What is due for one of the two of a match, now or later; news for the partner is said in their own turn."""

from __future__ import annotations

import datetime as dt

from bot.flows.engine.telling import Telling
from bot.flows.matches.ties import tie_of
from bot.flows.nudges.hours import by_the_clock, friendly
from bot.words.effects.sending import Schedule, Unschedule
from bot.words.matches import Match
from bot.words.people import Due


def plan(  # noqa: PLR0913, PLR0917 - whom, about what, what and when: they belong in one sentence
    telling: Telling,
    match: Match,
    what: str,
    at: dt.datetime | None = None,
    person: int = 0,
    detail: str = "",
    zone: str = "",
) -> None:
    """Have something decided for a person of this match (this one, unless told otherwise), now or later.

    It comes back as a Due of kind `what` whose subject is the match's id, and after a slash the `detail`. Planned
    again, it is moved. With a `zone` it is meant for what the clocks there show then.
    """
    person = person or telling.person.id
    key = f"match:{match.id:x}:{what}{detail}:{person:x}"
    subject = f"{match.id}/{detail}" if detail else str(match.id)
    due = Due(key, what, person, at or telling.now, subject=subject)
    telling.wish(Schedule(by_the_clock(due, zone)))


def plan_kindly(telling: Telling, match: Match, what: str, at: dt.datetime, person: int = 0) -> None:
    """The same at a moment to come, or at the first friendly hour after it where the person is."""
    tie = tie_of(telling, match.id)
    zone = tie.partner.zone if tie and tie.partner.id == person else telling.person.zone
    plan(telling, match, what, friendly(at, zone), person, zone=zone)


def unplan(telling: Telling, match: Match, what: str, person: int = 0, detail: str = "") -> None:
    """What was planned is no longer due."""
    telling.wish(Unschedule(f"match:{match.id:x}:{what}{detail}:{person or telling.person.id:x}"))


def tell_partner(telling: Telling, match: Match, what: str, detail: str = "") -> None:
    """Have the partner's own turn say this to them, at once: in their language, where they are."""
    plan(telling, match, what, person=match.other(telling.person.id), detail=detail)
