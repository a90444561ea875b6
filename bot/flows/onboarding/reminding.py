"""Someone who stops halfway: two gentle reminders, and after 30 days their answers are gone."""

from __future__ import annotations

import datetime as dt

from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import resume
from bot.flows.nudges.hours import by_the_clock, friendly
from bot.words.effects.sending import Schedule
from bot.words.people import Due
from bot.words.phrases import Phrase

REMINDER = Phrase(
    "standing-reminder",
    "Hello again! You stopped in the middle of a few questions. There is no hurry, your answers are safe. "
    "Shall we go on?",
)
LAST_REMINDER = Phrase(
    "standing-last-reminder",
    "Hello! Your answers from last time are still here. If you'd like to go on, just answer below. "
    "If not, that's fine too: I will delete them in three weeks and not write again.",
)
AFTER = (dt.timedelta(days=2), dt.timedelta(days=9), dt.timedelta(days=30))


def schedule_reminder(telling: Telling, stage: int = 0) -> None:
    """Look again at this run after a while, counted from when it was last touched."""
    run = telling.run
    at = friendly((run.touched_at or telling.now) + AFTER[stage], telling.person.zone)
    telling.wish(Schedule(_due(telling, at, stage)))


def remind(telling: Telling, due: Due) -> None:
    """Remind, unless the run went on or ended meanwhile; after the last stage forget what was told."""
    number, _, stage_text = due.subject.partition("/")
    telling.take_up(f"{int(number):x}")
    scene, stage = telling.scene, int(stage_text)
    if scene.person is None or scene.run is None or scene.run.id != int(number):
        return
    touched = telling.run.touched_at or telling.now
    if telling.now - touched < AFTER[stage] - dt.timedelta(hours=24):
        schedule_reminder(telling)
    elif stage == len(AFTER) - 1:
        if not scene.memberships:
            telling.forget_person()
    elif (at := friendly(telling.now, telling.person.zone)) > telling.now:  # they told since where they live
        telling.wish(Schedule(_due(telling, at, stage)))
    else:
        _say_it(telling, stage)
        _keep_counting(telling, touched, stage + 1)


def _say_it(telling: Telling, stage: int) -> None:
    if telling.person.active and telling.scene.reachable:
        resume(telling, telling.words((REMINDER, LAST_REMINDER)[stage]()))


def _keep_counting(telling: Telling, touched: dt.datetime, stage: int) -> None:
    """The days go on from the person's own last word, not from our reminder."""
    at = friendly(touched + AFTER[stage], telling.person.zone)
    telling.wish(Schedule(_due(telling, at, stage)))


def _due(telling: Telling, at: dt.datetime, stage: int) -> Due:
    run = telling.run
    due = Due(f"onboarding:{run.id}", "onboarding", run.person, at, subject=f"{run.id}/{stage}")
    return by_the_clock(due, telling.person.zone)


PHRASES = (REMINDER, LAST_REMINDER)
