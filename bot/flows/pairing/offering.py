"""What comes to a mentee by itself: someone was found, a reminder to choose, the end of that time, a mentor's no."""

from __future__ import annotations

import datetime as dt

from bot.curriculum.program import Program
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import resume
from bot.flows.matches.keeping import move, record
from bot.flows.matches.planning import plan_kindly
from bot.flows.matches.presence import is_put_off, waits_for_day
from bot.flows.matches.ties import take_up_about, tie_due, ties_in
from bot.flows.pairing.partners import can_be_asked, seats
from bot.flows.pairing.suggestions import NOT_POSSIBLE, let_go, show_suggestions
from bot.flows.standing.buttons import verb_button
from bot.texts.dates import day
from bot.words.matches import Match
from bot.words.people import Due
from bot.words.phrases import Phrase

REMINDER = Phrase(
    "suggestions-reminder", "A small reminder: there is someone for you to meet. You can choose until {day}."
)
OVER = Phrase(
    "suggestions-over",
    "I have not heard from you, so I let these suggestions go for now. That is fine. "
    'When you would like me to look again, press the button or write "look again".',
)
DECLINED = Phrase(
    "suggestions-declined",
    "{mentor} can't take this on right now. That happens, and it says nothing about you.",
)


def offer(telling: Telling, due: Due) -> None:
    """A round found someone: show everyone held for this mentee, with a time limit."""
    program = telling.stage.programs.get(due.subject)
    held = ties_in(telling, frozenset({"held"}), due.subject)
    if program is None or not held or is_put_off(telling, due):
        return
    for tie in held:
        if can_be_asked(telling, tie):
            _offer(telling, tie.match, program)
        else:
            move(telling, tie.match, "dropped", "unavailable", "system")
    show_suggestions(telling, program.id)


def remind(telling: Telling, due: Due) -> None:
    """Halfway through the time to choose."""
    tie = tie_due(telling, due)
    if (
        tie is None
        or tie.match.status != "offered"
        or is_put_off(telling, due)
        or not take_up_about(telling, {"suggestions"})
    ):
        return
    days = telling.stage.programs[tie.match.program].matching.mentee_days
    until = day(tie.match.since + dt.timedelta(days=days), telling.person.zone, telling.language)
    resume(telling, telling.words(REMINDER(day=until)))


def expire(telling: Telling, due: Due) -> None:
    """The time to choose is over: the seats are free again, and nothing is offered until the mentee says so."""
    tie = tie_due(telling, due)
    if tie is None or tie.match.status != "offered":
        return
    program = tie.match.program
    if take_up_about(telling, {"suggestions"}):
        telling.close_run("stopped")
    let_go(telling, program, "expired", "clock")
    record(telling, program, "mentee", resting=True)
    telling.say(telling.words(OVER()), (verb_button(telling, "look-again"),))


def decline(telling: Telling, due: Due) -> None:
    """The mentor said no or nothing, or left: tell the mentee kindly, and go on with whom they had not picked."""
    tie, program = tie_due(telling, due), due.subject.partition("/")[2]
    if waits_for_day(telling, due):
        return
    if tie is not None and tie.match.status == "declined":
        move(telling, tie.match, "dropped", tie.match.reason, tie.match.by)
        telling.say(telling.words(DECLINED(mentor=tie.partner.name)))
    elif tie is None:
        telling.say(telling.words(NOT_POSSIBLE()))
    else:
        return
    for spare in ties_in(telling, frozenset({"spare"}), program):
        if spare.taken < seats(spare) and can_be_asked(telling, spare):
            _offer(telling, spare.match, telling.stage.programs[program])
    show_suggestions(telling, program, again=True)


def _offer(telling: Telling, match: Match, program: Program) -> None:
    moved = move(telling, match, "offered")
    days = dt.timedelta(days=program.matching.mentee_days)
    plan_kindly(telling, moved, "offer-remind", telling.now + days / 2)
    plan_kindly(telling, moved, "offer-over", telling.now + days)


PHRASES = (REMINDER, OVER, DECLINED)
