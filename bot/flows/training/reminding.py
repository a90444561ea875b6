"""A mentor who stopped in the middle of getting ready is reminded twice, gently, and then left in peace."""

from __future__ import annotations

import datetime as dt

from bot.flows.engine.telling import Telling
from bot.flows.matches.presence import is_put_off
from bot.flows.nudges.hours import by_the_clock, friendly
from bot.flows.standing.buttons import verb_button
from bot.flows.training.progress import progress_of
from bot.flows.training.readiness import has_training_left, mentorships, own_part, verb_of
from bot.words.effects.sending import Schedule, Unschedule
from bot.words.people import Due, Membership
from bot.words.phrases import Phrase

AFTER = (dt.timedelta(days=2), dt.timedelta(days=7))
REMINDER = Phrase(
    "training-reminder",
    "Hello {name}! A small reminder that your training for {program} is here whenever you have ten minutes.",
)
LAST_REMINDER = Phrase(
    "training-last-reminder",
    "Hello {name}! Your place in the training for {program} is still kept. I won't remind you again; when it suits "
    "you, press the button or write /training.",
)


def plan_reminder(telling: Telling, membership: Membership, since: dt.datetime, stage: int = 0) -> None:
    """Look again after so many days without a word in the training, counted from `since`."""
    at = friendly(since + AFTER[stage], telling.person.zone)
    due = Due(_key(membership), "training-remind", telling.person.id, at, subject=f"{membership.id}/{stage}")
    telling.wish(Schedule(by_the_clock(due, telling.person.zone)))


def unplan_reminder(telling: Telling, membership: Membership) -> None:
    """There is nothing left to remind of."""
    telling.wish(Unschedule(_key(membership)))


def remind(telling: Telling, due: Due) -> None:
    """Remind, unless they went on, got ready or left meanwhile."""
    number, _, stage = due.subject.partition("/")
    membership = next((m for m in mentorships(telling) if str(m.id) == number and m.status == "waiting"), None)
    if membership is None or not has_training_left(membership) or not telling.person.active:
        return
    last = progress_of(membership).at
    if last is not None and telling.now - last < AFTER[int(stage)] - dt.timedelta(hours=12):
        plan_reminder(telling, membership, last)
        return
    if is_put_off(telling, due):
        return
    phrase = (REMINDER, LAST_REMINDER)[int(stage)]
    said = telling.words(phrase(name=telling.person.name, program=telling.title_of(membership.program)))
    told = "\n\n".join(filter(None, (said, own_part(telling, membership))))
    telling.say(told, (verb_button(telling, verb_of(telling, membership)),))
    if int(stage) == 0:
        plan_reminder(telling, membership, last or telling.now - AFTER[0], 1)


def _key(membership: Membership) -> str:
    return f"training:{membership.id:x}"


PHRASES = (REMINDER, LAST_REMINDER)
