"""The silence ladder: who has gone quiet is reminded, helped and warned; who waits is told the truth, and decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.curriculum.program import Program
from bot.flows.alive import labels
from bot.flows.alive.diary import date_of, day_together, plan_on, put_on_list, stands_still
from bot.flows.alive.gate import count, is_held_back, say
from bot.flows.alive.holdout import is_left_out
from bot.flows.alive.runs import close_runs
from bot.flows.alive.signs import RUNGS, Quiet, is_silent, keep_quiet, look_again, quiet, stood_still
from bot.flows.ending.closing import WAITED, end_match, say_ended
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.journey.hours import program_of, today_of
from bot.flows.matches.planning import tell_partner
from bot.flows.matches.ties import SIDES, called, tie_asked, tie_due, tie_of
from bot.flows.matches.verbs import button_about
from bot.flows.shapes import Choice
from bot.flows.talking.labels import OFFERS, offer_button
from bot.texts.dates import day as day_in_words
from bot.words.matches import Tie
from bot.words.messages import Button
from bot.words.people import Due
from bot.words.phrases import Phrase

SLACK = 2
"""Days by which a rung may come late (a weekend, a busy person) without the whole ladder moving with it."""

SOFT = frozenset({"nudge", "help"})
"""Rungs that a match may go without (see `bot.curriculum.holdout`); whoever waits is then not told of them either."""

NUDGE = Phrase(
    "silence-nudge",
    "Hello {name}, I haven't heard from you for {days} days. One line to {partner} is enough to keep the thread. If "
    "you like, I send this one in your name:\n\n“{ready}”\n\nAnd if you two talk somewhere else, that is just as "
    "good: then tell me with a tap.",
)
HELP = Phrase(
    "silence-help",
    "{name}, it is still quiet between you and {partner}. It happens to many pairs, and mostly life is simply full. "
    "What would help? One tap is enough.",
)
WARNING = Phrase(
    "silence-warning",
    "{name}, this time I write a little more formally, and still warmly. For {days} days I have had no sign from you, "
    "and {partner} is waiting. A match needs both of you. If I hear nothing until {day}, I will ask {partner} whether "
    "they would rather go on with someone else. That would be no reproach. If you want to go on, one tap keeps your "
    "place.",
)
WARNING_BOTH = Phrase(
    "silence-warning-both",
    "{name}, this time I write a little more formally, and still warmly. For {days} days I have had no sign from you "
    "or {partner}. If I hear nothing from either of you until {day}, I close your match for now. That would be no "
    "reproach, and you can come back. If you want to go on, one tap keeps your place.",
)
WAITING = Phrase(
    "silence-waiting",
    "It has been quiet on {partner}'s side, so I have reminded {partner}. It may take a while. It says nothing about "
    "you, and you don't have to do anything. If it stays quiet, I ask the program's coordinator to help.",
)
BACK = Phrase("silence-back", "Good news: {partner} has been in touch meanwhile. So everything stays as it is.")
KEEP_WAITING = Phrase(
    "silence-keep-waiting",
    "All right, we wait a little longer. I ask you again in {days} days if nothing has happened. The coordinator "
    "knows about it too.",
)
OVER = Phrase("silence-over", "This match has ended already.")
READY = Phrase("silence-ready", "Hi {partner}, my days have been full, but I'm still here. How are you?")


def look(telling: Telling, due: Due) -> None:
    """A rung of the ladder may have been reached: look at how quiet this side has been."""
    tie = tie_due(telling, due)
    program = program_of(telling, tie) if tie else None
    if tie is None or program is None or stands_still(tie):
        return
    side = tie.match.side(telling.person.id)
    state, day = quiet(tie, side), day_together(tie, today_of(telling))
    if state.rung == len(RUNGS):
        _ask_again(telling, tie)
        return
    needed = state.due(program.silence) or 0
    if day < needed:
        look_again(telling, tie.match)
        return
    rung = RUNGS[state.rung]
    if is_held_back(telling, due, tie):
        return
    if day - needed > SLACK:
        state = stood_still(state, day - needed)
    keep_quiet(telling, tie.match.id, side, replace(state, rung=state.rung + 1))
    if not (rung in SOFT and is_left_out(telling, tie, "silence", rung)):
        _STEPS[rung](telling, tie, program, day - state.day)
    if state.rung + 1 < len(RUNGS):
        look_again(telling, tie.match)


def _nudge(telling: Telling, tie: Tie, _: Program, days: int) -> None:
    partner = tie.partner.name
    ready = telling.words(READY(partner=partner))
    said = NUDGE(name=telling.person.name, partner=partner, days=days, ready=ready)
    say(telling, tie, telling.words(said), _buttons(telling, tie, "send-ready", "write", "in-touch"))
    side = tie.match.side(telling.person.id)
    other = tie.match.side(tie.partner.id)
    if quiet(tie, other).day > quiet(tie, side).day:
        _tell_waiting(telling, tie)


def _help(telling: Telling, tie: Tie, _: Program, __: int) -> None:
    said = HELP(name=telling.person.name, partner=tie.partner.name)
    buttons = _buttons(telling, tie, "in-touch", "write", "meet", "pause", "ask-coordinator", "not-right")
    say(telling, tie, telling.words(said), buttons)
    _tell_waiting(telling, tie)


def _list(telling: Telling, tie: Tie, _: Program, days: int) -> None:
    side = tie.match.side(telling.person.id)
    other = tie.match.side(tie.partner.id)
    both = is_silent(telling, tie, other)
    put_on_list(telling, tie.match, "silent", sides=[*SIDES] if both else [side], days=days)


def _warn(telling: Telling, tie: Tie, program: Program, days: int) -> None:
    both = is_silent(telling, tie, tie.match.side(tie.partner.id))
    left = program.silence.closure - program.silence.warning
    until = day_in_words(telling.now + dt.timedelta(days=left), telling.person.zone, telling.language)
    phrase = WARNING_BOTH if both else WARNING
    said = phrase(name=telling.person.name, partner=tie.partner.name, days=days, day=until)
    say(telling, tie, telling.words(said), _buttons(telling, tie, "in-touch", "write", "pause", "end"))


def _close(telling: Telling, tie: Tie, program: Program, _: int) -> None:
    """Where both have gone all the way, the match ends; else the one who waits decides."""
    if _is_at_the_end(tie):
        end_match(telling, tie.match, "silent", "clock")
        return
    if not is_silent(telling, tie, tie.match.side(tie.partner.id)):
        tell_partner(telling, tie.match, "closure-asked")
    _plan_again(telling, tie, program)


_STEPS: Mapping[str, Callable[[Telling, Tie, Program, int], None]] = {
    "nudge": _nudge,
    "help": _help,
    "coordinator": _list,
    "warning": _warn,
    "closure": _close,
}


# --- the one who waits -------------------------------------------------------------------------------------------


def tell_waiting(telling: Telling, due: Due) -> None:
    """Tell whoever waits that their partner was reminded, as long as it is true and they are not quiet themselves."""
    tie = tie_due(telling, due)
    if tie is None or stands_still(tie):
        return
    mine, theirs = tie.match.side(telling.person.id), tie.match.side(tie.partner.id)
    if quiet(tie, theirs).rung == 0 or is_silent(telling, tie, mine) or is_held_back(telling, due, tie):
        return
    say(telling, tie, telling.words(WAITING(partner=tie.partner.name)), ())


def ask_waiting(telling: Telling, due: Due) -> None:
    """Ask whoever waits whether they would like to wait longer."""
    tie = tie_due(telling, due)
    if tie is None or stands_still(tie) or not _is_at_the_end(tie) or is_held_back(telling, due, tie):
        return
    close_runs(telling, tie.match, StillWaiting.key)
    count(telling, tie)
    days = day_together(tie, today_of(telling)) - quiet(tie, tie.match.side(tie.partner.id)).day
    telling.open_run("stillwaiting", tie.match.program, {"match": tie.match.id, "days": days})
    advance(telling)


def tell_how_long(telling: Telling) -> Mapping[str, str | int]:
    """Who has been quiet, and for how many days when it was asked."""
    tie, days = tie_asked(telling), telling.run.answers.get("days")
    return {"partner": called(telling, tie), "days": days if isinstance(days, int) else 0}


def take_choice(telling: Telling) -> None:
    """Wait on, or end it and be first in line; where the partner came back meanwhile, neither."""
    tie, choice = tie_asked(telling), telling.run.answers.get("choice")
    telling.close_run()
    program = program_of(telling, tie) if tie else None
    if tie is None or program is None or tie.match.status != "open":
        telling.say(telling.words(OVER()))
    elif not _is_at_the_end(tie):
        telling.say(telling.words(BACK(partner=tie.partner.name)))
    elif choice == "end":
        match = end_match(telling, tie.match, "silent", tie.match.side(telling.person.id))
        say_ended(telling, replace(tie, match=match), telling.words(WAITED(partner=tie.partner.name)))
    else:
        telling.say(telling.words(KEEP_WAITING(days=_patience(program))))


class StillWaiting(Flow):
    """Wait longer, or not?"""

    choice = Ask(
        "I have written to {partner} and told the coordinator, and there has been no answer for {days} "
        "days. I'm sorry, waiting is hard. It has nothing to do with you. You decide: shall we wait a little longer, "
        "or shall this match end, and you are first in line for someone new?",
        Choice(wait="Wait a little longer", end="End it, first in line"),
        values=tell_how_long,
        counted=False,
    )
    taken = Do(take_choice)


def _ask_again(telling: Telling, tie: Tie) -> None:
    program = program_of(telling, tie)
    if program is not None:
        if not is_silent(telling, tie, tie.match.side(tie.partner.id)):
            tell_partner(telling, tie.match, "closure-asked")
        _plan_again(telling, tie, program)


def _plan_again(telling: Telling, tie: Tie, program: Program) -> None:
    day = day_together(tie, today_of(telling)) + _patience(program)
    plan_on(telling, tie, "silence", date_of(tie, day))


def _patience(program: Program) -> int:
    """How many days someone who would rather wait is left to wait before they are asked again."""
    return program.silence.closure - program.silence.warning


def _is_at_the_end(tie: Tie) -> bool:
    return quiet(tie, tie.match.side(tie.partner.id)).rung == len(RUNGS)


def _tell_waiting(telling: Telling, tie: Tie) -> None:
    """Have whoever waits told the truth, once in all that time."""
    current = tie_of(telling, tie.match.id) or tie
    side = tie.match.side(telling.person.id)
    state: Quiet = quiet(current, side)
    if not state.told and not is_silent(telling, current, tie.match.side(tie.partner.id)):
        keep_quiet(telling, tie.match.id, side, replace(state, told=True))
        tell_partner(telling, tie.match, "partner-reminded")


# --- what both need ----------------------------------------------------------------------------------------------


def _buttons(telling: Telling, tie: Tie, *names: str) -> tuple[Button, ...]:
    return tuple(
        offer_button(telling, name, tie) if name in OFFERS else button_about(telling, name, labels.LABELS[name], tie)
        for name in names
    )


PHRASES = (NUDGE, HELP, WARNING, WARNING_BOTH, WAITING, BACK, KEEP_WAITING, OVER, READY)
