"""The front door: whatever someone sends comes in here, is checked, and becomes one turn.

The age screen stands in front of everything: an address that was turned away hears the same kind answer to anything,
and nobody who has not passed it gets further than the question itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

from bot.flows.alive import signs
from bot.flows.anytime import asides, deeds, forgetting
from bot.flows.anytime.together import pair_deed, talk_deed
from bot.flows.anytime.wishes import COMMANDS, DEEDS, NEEDS_RUN, Deed, Meant, command_of, language_deed, meant_by
from bot.flows.broadcasting import answering
from bot.flows.cohorts import rooms
from bot.flows.desk import reception
from bot.flows.desk.views import remember_said
from bot.flows.dues import DUES
from bot.flows.engine.answering import answer, is_answer, picked, press
from bot.flows.engine.phrases import GREETING, UNREADABLE, WELCOME_BACK
from bot.flows.engine.stage import Stage
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import resume
from bot.flows.onboarding import screening
from bot.flows.resources.crisis import help_at_once
from bot.flows.standing.buttons import verb_button
from bot.flows.standing.said import SORRY, WELCOME, standing_buttons, standing_words, tell_standing, training_buttons
from bot.flows.talking import hearing, whom, writing
from bot.flows.training import getting_ready
from bot.flows.understanding.greetings import is_greeting, is_thanks
from bot.words.effects.people import LiftRefusal, SaveAddress
from bot.words.effects.sending import CancelQueued, Schedule
from bot.words.messages import (
    Attachment,
    Command,
    Content,
    DatePicked,
    Deleted,
    Edited,
    HomeOpened,
    Ignored,
    Inbound,
    Left,
    LocationShared,
    PeoplePicked,
    Press,
    Returned,
    Typed,
    Unreadable,
)
from bot.words.people import Due
from bot.words.turns import Moment, Scene, Turn


def decide(stage: Stage, scene: Scene, inbound: Inbound, moment: Moment) -> Turn:
    """Decide what one inbound does. Pure: everything it may look at is handed in."""
    telling = Telling(stage, scene, moment, inbound)
    if inbound.author is not None:
        rooms.hear(telling, inbound)
        return telling.turn()
    _receive(telling, inbound.content)
    remember_said(telling)
    return telling.turn()


def decide_due(stage: Stage, scene: Scene, due: Due, moment: Moment) -> Turn:
    """Decide what something scheduled does now that its time has come; what is stale does nothing."""
    telling = Telling(stage, scene, moment)
    if due.kind in DUES:
        DUES[due.kind](telling, due)
        remember_said(telling)
    return telling.turn()


def sorry(stage: Stage, scene: Scene) -> str:
    """What someone hears whose message could not be dealt with."""
    return stage.speech.say(SORRY(), scene.person.language if scene.person else "")


def _receive(telling: Telling, content: Content) -> None:
    scene = telling.scene
    if isinstance(content, Left | Returned | Ignored):
        _come_and_go(telling, content)
        return
    help_at_once(telling, content)
    if isinstance(content, Edited | Deleted):
        hearing.changed(telling, content)
        if isinstance(content, Edited):
            asides.edited(telling)
        return
    if scene.lift is not None:
        if telling.now.date() < scene.lift:
            if isinstance(content, HomeOpened):
                telling.show_home(standing_words(telling))
            else:
                screening.refuse(telling)
            return
        telling.scene = replace(scene, lift=None)
        telling.wish(LiftRefusal(scene.address))
    if isinstance(content, HomeOpened):
        _show_home(telling)
    elif telling.scene.person is None:
        _greet(telling, content)
    else:
        before = telling.scene
        _heard(telling, content)
        if not isinstance(content, Press):
            signs.notice_words(telling, before)


def _come_and_go(telling: Telling, content: Content) -> None:
    scene = telling.scene
    if scene.person is None or isinstance(content, Ignored):
        return
    here = isinstance(content, Returned)
    telling.scene = replace(scene, reachable=here)
    telling.wish(SaveAddress(scene.address, scene.person.id, here))
    if scene.ties:
        # Within the hour it is looked over who can be reached: they may have another address, or come back.
        hour = telling.now.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
        telling.wish(Schedule(Due("desk-gone", "desk", 0, hour)))
    if not here:
        telling.wish(CancelQueued(scene.address))


def _greet(telling: Telling, content: Content) -> None:
    """A stranger: help and privacy are answered, deleting has nothing to delete, anything else begins onboarding."""
    name = command_of(telling, content)
    if (deed := reception.code_deed(telling, content)) is not None:
        deed()
    elif name in {"help", "privacy", "delete", "stop"}:
        deeds.answer_stranger(telling, name)
    elif not telling.hushed:
        deeds.begin(telling)


def _heard(telling: Telling, content: Content) -> None:
    if not telling.scene.reachable:
        telling.scene = replace(telling.scene, reachable=True)
        telling.wish(SaveAddress(telling.scene.address, telling.person.id))
    writing.tidy(telling)
    forgetting.tidy(telling)
    signs.notice(telling, content)
    for_us = whom.given_back(telling, content)
    content = for_us or content
    meant = meant_by(telling, content)
    name = meant.command
    if not telling.person.active and not (meant.stays_away or forgetting.is_open(telling)):
        deeds.wake(telling)
    elif meant.is_a_wish_to_be_forgotten and reception.stays(telling):
        pass
    elif (deed := _deed_of(telling, content, meant, is_for_us=for_us is not None)) is not None:
        deed()
    elif name is not None and (telling.going or name not in NEEDS_RUN):
        COMMANDS[name](telling)
    elif not telling.going:
        _with_nothing_open(telling, content)
    else:
        _with_question_open(telling, content)


def _deed_of(telling: Telling, content: Content, meant: Meant, *, is_for_us: bool) -> Deed | None:
    """What is done whatever question is open, first things first: a code, the desk, words for a partner, a page to
    turn, a deed with a button of its own, something about a match, another language."""
    return (
        forgetting.unclear_deed(telling, content)
        or _brought_deed(telling, content, is_ours=meant.is_ours)
        or (None if is_for_us else talk_deed(telling, content, is_ours=meant.is_ours))
        or getting_ready.typed(telling, content)
        or (partial(DEEDS[meant.verb], telling) if meant.verb else pair_deed(telling, content))
        or language_deed(telling, content)
    )


def _brought_deed(telling: Telling, content: Content, *, is_ours: bool) -> Deed | None:
    """What is done about a code that leads into a program or makes someone staff, about something of the desk, or,
    where it `is_ours` in no other way, about the words on a button under a broadcast."""
    deed = deeds.code_deed(telling, content) or reception.code_deed(telling, content)
    deed = deed or (None if reception.is_elsewhere(telling, content) else reception.deed(telling, content))
    return deed if deed or is_ours else answering.typed_deed(telling, content)


def _with_nothing_open(telling: Telling, content: Content) -> None:
    match content:
        case Press():
            press(telling, content)
        case _ if (deed := reception.idle_deed(telling, content)) is not None:
            deed()
        case _ if telling.hushed:
            pass
        case Typed(text=text) if telling.scene.memberships and is_thanks(text) and not training_buttons(telling):
            telling.say(telling.words(WELCOME()))
        case _ if telling.scene.memberships:
            tell_standing(telling)
        case _:
            deeds.begin(telling)


def _with_question_open(telling: Telling, content: Content) -> None:
    match content:
        case Press():
            press(telling, content)
        case PeoplePicked() | LocationShared() | DatePicked():
            picked(telling, content)
        case Typed() if (until := screening.told_unasked(telling, content)) is not None:
            screening.turn_away(telling, until)
        case Typed() if (aside := asides.deed(telling, content)) is not None:
            aside()
        case Typed(text=text) if is_greeting(text) and not is_answer(telling, content):
            resume(telling, telling.words(GREETING()))
        case Typed():
            answer(telling, content)
        case Command(name=name, argument=argument):
            answer(telling, Typed(f"/{name} {argument}".strip()))
        case Unreadable() | Attachment():
            resume(telling, telling.words(UNREADABLE()))
        case _:
            resume(telling, telling.words(WELCOME_BACK()))


def _show_home(telling: Telling) -> None:
    scene = telling.scene
    verb = "begin" if scene.person is None else "go-on" if telling.going else "change" if scene.memberships else "begin"
    buttons = (*training_buttons(telling), *standing_buttons(telling), verb_button(telling, verb))
    telling.show_home(standing_words(telling), buttons)
