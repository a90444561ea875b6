"""Whether someone can hear from us by ourselves now: not in quiet hours, not amid a question, not too often."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.flows.engine.telling import Telling
from bot.flows.journey.hours import hours_of, may_nudge, note_nudge, today_of
from bot.flows.matches.presence import is_put_off
from bot.flows.nudges.hours import by_the_clock
from bot.words.effects.sending import Schedule
from bot.words.matches import Tie
from bot.words.messages import Button
from bot.words.people import Due


def is_held_back(telling: Telling, due: Due, tie: Tie) -> bool:
    """Whether this comes back later instead: after a question they are in the middle of, after quiet hours, or on the
    next day where they have heard enough for today."""
    if is_put_off(telling, due):
        return True
    theirs, at = hours_of(telling, tie), None
    if not may_nudge(telling):
        at = theirs.at(today_of(telling) + dt.timedelta(days=1))
    elif theirs.is_quiet(telling.now):
        at = theirs.awake(telling.now)
    if at is not None:
        telling.wish(Schedule(by_the_clock(replace(due, at=at), telling.person.zone)))
    return at is not None


def count(telling: Telling, tie: Tie) -> None:
    """Count something said by ourselves among what is enough for a day."""
    note_nudge(telling, tie.match.program, tie.match.side(telling.person.id))


def say(telling: Telling, tie: Tie, text: str, buttons: tuple[Button, ...] = ()) -> None:
    """Say something by ourselves, to someone who can be reached."""
    if telling.scene.reachable:
        telling.say(text, buttons)
        count(telling, tie)
