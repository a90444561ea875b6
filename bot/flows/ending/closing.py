"""The end of a match, however it came: what becomes of it, what both are told, and what comes next for each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.flows.alive.diary import plan_on
from bot.flows.alive.runs import close_runs
from bot.flows.ending import card
from bot.flows.ending.labels import reopen_button
from bot.flows.engine.telling import Telling
from bot.flows.journey.hours import today_of
from bot.flows.matches.keeping import move, note, record
from bot.flows.matches.planning import plan, tell_partner
from bot.flows.matches.presence import waits_for_day
from bot.flows.matches.ties import tie_due, tie_of
from bot.flows.standing.buttons import verb_button
from bot.flows.talking.writing import tidy
from bot.texts.dates import day as day_in_words
from bot.words.effects.matches import KeepApart
from bot.words.matches import TOGETHER, Match, Tie
from bot.words.messages import Button
from bot.words.people import Due
from bot.words.phrases import Phrase

RESTS = frozenset({"finished", "no-time"})
"""Reasons after which a mentee is not offered anyone new before they say so."""
SAFETY = frozenset({"blocked", "concern"})
"""Reasons after which there is no goodbye, no card and no way back."""
ABOUT_THE_MATCH = ("checkin", "didyoumeet", "stillwaiting", "goodbye", "reopening", "intouch")
"""Questions that mean nothing once the match has ended."""

NEXT_MENTEE = Phrase("ending-next-mentee", "You keep your place on the list, and I look for someone new for you.")
NEXT_FIRST = Phrase("ending-next-first", "You are first in line now: I look for someone new for you from today on.")
NEXT_FROM = Phrase(
    "ending-next-from",
    "You keep your place on the list. The program leaves some days between two matches, so that one can settle before "
    "the next begins: from {day} on I look for someone new for you.",
)
RESTING = Phrase(
    "ending-resting",
    'I don\'t look for anyone new for now. When you would like me to, press the button or write "look again".',
)
RESTING_MENTOR = Phrase(
    "ending-resting-mentor",
    'I don\'t ask you about anyone new for now. When you have room again, press the button or write "look again".',
)
NEXT_MENTOR = Phrase("ending-next-mentor", "When someone else fits, I will ask you.")
ENDED = Phrase(
    "ending-told",
    "Your match with {partner} has ended. That happens for many reasons, and it says nothing about you.",
)
ENDED_THANKS = Phrase("ending-told-thanks", "Thank you for the time you gave.")
SILENT = Phrase(
    "ending-told-silent",
    "I have not heard from you for a long time, so I have closed your match with {partner} for now. That is no "
    "reproach: lives get full. Thank you for the time you two had.",
)
WAITED = Phrase(
    "ending-waited", "Your match with {partner} has ended. Thank you for your patience. {partner} hears it kindly."
)
TOGETHER_TO_THE_END = Phrase(
    "ending-together",
    "You and {partner} have come to the end of your way through {program}. Thank you, {name}. What you two made of it "
    "stays with you.",
)


def end_match(telling: Telling, match: Match, reason: str, by: str) -> Match:
    """End a match for both. `by` is whose doing it is: a side, "clock" or "coordinator".

    The partner is told in their own turn; so is this person, where it was nobody's of the two own doing. Questions
    about it are closed, and what stood on the coordinator's list about it is over.
    """
    tie = tie_of(telling, match.id)
    if tie is None or tie.match.status not in TOGETHER:
        return match
    told = {name: value for name, value in tie.match.told.items() if not name.startswith("contact:")}
    ended = move(telling, replace(tie.match, told=told), "ended", reason, by)
    if reason == "no-fit":
        telling.wish(KeepApart(ended.mentee, ended.mentor, "ended"))
    tell_partner(telling, ended, "match-ended")
    if by not in {"mentee", "mentor"}:
        plan(telling, ended, "match-ended")
    tidy(telling)
    close_runs(telling, ended, *ABOUT_THE_MATCH)
    return ended


def what_comes_next(telling: Telling, tie: Tie) -> tuple[str, tuple[Button, ...]]:
    """Settle how it goes on for this person, and say it: at once, from some day on, or when they ask for it."""
    match, side = tie.match, tie.match.side(telling.person.id)
    was_silent = match.reason == "silent" and match.by != side
    if side == "mentor":
        record(telling, match.program, side, resting=True if was_silent else None)
        return telling.words((RESTING_MENTOR if was_silent else NEXT_MENTOR)()), _look_again(
            telling
        ) if was_silent else ()
    until = _free_again(telling, match)
    rests = was_silent or (match.reason in RESTS and match.by in {side, "clock", "coordinator"})
    record(telling, match.program, side, resting=rests or None, away_until=until.isoformat() if until else None)
    if rests:
        return telling.words(RESTING()), _look_again(telling)
    if until is not None:
        noon = dt.datetime.combine(until, dt.time(12), dt.timezone.utc)
        return telling.words(NEXT_FROM(day=day_in_words(noon, "UTC", telling.language))), ()
    is_first = match.reason == "silent"
    record(telling, match.program, side, first=is_first or None)
    return telling.words((NEXT_FIRST if is_first else NEXT_MENTEE)()), ()


def say_ended(telling: Telling, tie: Tie, lead: str) -> None:
    """Say that it has ended and how it goes on; at a good end with the card of what the two did."""
    current = tie_of(telling, tie.match.id) or tie
    after, buttons = what_comes_next(telling, current)
    again = reopen_button(telling, current)
    buttons = (*buttons, again) if again else buttons
    if current.match.reason not in SAFETY and card.is_earned(telling, current):
        card.send(telling, current, f"{lead}\n\n{after}", buttons)
    else:
        telling.say(f"{lead}\n\n{after}", buttons)
    if current.match.reason == "finished" and current.match.side(telling.person.id) == "mentee":
        plan_on(telling, current, "become", today_of(telling) + dt.timedelta(days=1))


def tell_ended(telling: Telling, due: Due) -> None:
    """It has ended, and not by this person's doing. Who ended it and why stays with the program."""
    tie = tie_due(telling, due)
    if tie is None or tie.match.status != "ended":
        return
    tidy(telling)
    close_runs(telling, tie.match, *ABOUT_THE_MATCH)
    if not telling.person.active:  # they hear of it when they are back
        note(telling, tie.match, end_untold=True)
    if not telling.person.active or waits_for_day(telling, due):
        # How it goes on for them holds from now on: nobody is suggested to them in the meantime.
        what_comes_next(telling, tie)
        return
    match, partner = tie.match, tie.partner.name
    if match.told.get("end_untold"):
        match = note(telling, match, end_untold=None)
    if match.reason == "finished" and match.by == "clock":
        title = telling.stage.programs[match.program].title.in_language(telling.language)
        lead = telling.words(TOGETHER_TO_THE_END(name=telling.person.name, partner=partner, program=title))
    elif match.reason == "silent":
        lead = telling.words(SILENT(partner=partner))
    else:
        lead = telling.words(ENDED(partner=partner))
        if match.side(telling.person.id) == "mentor":
            lead = f"{lead} {telling.words(ENDED_THANKS())}"
    say_ended(telling, tie, lead)


def _free_again(telling: Telling, match: Match) -> dt.date | None:
    """From when the mentee may be matched again; None: at once, where it was not for them that it ended."""
    program = telling.stage.programs.get(match.program)
    is_theirs = match.by in {"mentee", "clock"} and match.reason not in SAFETY | {"silent", "no-contact"}
    days = program.end.buffer_days if program and is_theirs else 0
    return today_of(telling) + dt.timedelta(days=days) if days else None


def _look_again(telling: Telling) -> tuple[Button, ...]:
    return (verb_button(telling, "look-again"),)


PHRASES = (
    NEXT_MENTEE, NEXT_FIRST, NEXT_FROM, RESTING, RESTING_MENTOR, NEXT_MENTOR, ENDED, ENDED_THANKS, SILENT, WAITED,
    TOGETHER_TO_THE_END,
)  # fmt: skip
