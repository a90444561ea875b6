"""The front door: whatever someone sends comes in here, is checked, and becomes one turn.

The age screen stands in front of everything: an address that was turned away hears the same kind answer to anything,
and nobody who has not passed it gets further than the question itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from bot.flows import deeds, forgetting
from bot.flows.alive import beginning, check_ins, met, signs, silence
from bot.flows.alive import verbs as alive_verbs
from bot.flows.broadcasting import answering
from bot.flows.cohorts import rooms
from bot.flows.desk import reception
from bot.flows.desk.views import remember_said
from bot.flows.ending import becoming, closing, farewell, reopening
from bot.flows.engine.phrases import UNREADABLE, WELCOME_BACK
from bot.flows.engine.telling import Stage, Telling
from bot.flows.engine.walk import answer, back, is_answer, picked, press, resume, skip
from bot.flows.journey import prompts, resting, tracks
from bot.flows.journey.verbs import VERBS as VERBS_OF_STEPS
from bot.flows.journey.verbs import typed as typed_about_step
from bot.flows.pairing import in_touch, introduction, invitation, leaving, meetings, suggestions, waiting
from bot.flows.pairs import pair_pressed, pair_typed
from bot.flows.reminding import remind
from bot.flows.resources import asking as resource_asking
from bot.flows.resources import at_hand
from bot.flows.resources.crisis import help_at_once
from bot.flows.screening import refuse
from bot.flows.standing import VERBS, standing_buttons, standing_words, tell_standing, training_buttons, verb_button
from bot.flows.talking import about_whom, gathering, hearing, relay, sharing, whom, writing
from bot.flows.talking.verbs import VERBS as VERBS_OF_PAIRS
from bot.flows.training import checks, getting_ready, rereading
from bot.flows.training import reminding as training_reminding
from bot.flows.understanding import control, normalise, wants_all_forgotten
from bot.texts.speech import Speech, own_name
from bot.words.messages import (
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
from bot.words.turns import CancelQueued, LiftRefusal, Moment, SaveAddress, Scene, Schedule, Turn

COMMANDS = {
    "start": deeds.start,
    "help": deeds.help_along,
    "privacy": deeds.tell_privacy,
    "stop": deeds.stop,
    "delete": forgetting.ask,
    "back": back,
    "skip": skip,
    "restart": deeds.start_over,
    "language": deeds.switch_language,
    "status": tell_standing,
    "training": getting_ready.begin,
    "lessons": rereading.show_chapters,
    **{name: about_whom.about(name) for name in about_whom.COMMANDS},
}
CONTROLS = {"start-over": "restart"}
DEEDS = {
    "forget": forgetting.ask,
    "forget-yes": deeds.forget,
    "forget-no": deeds.keep,
    "change": deeds.change_answers,
    "go-on": deeds.start,
    "begin": deeds.start,
    "look-again": suggestions.look_again,
    "widen": waiting.widen,
    "narrow": waiting.narrow,
    "training": getting_ready.begin,
    "training-on": getting_ready.begin,
    "about-me": getting_ready.begin,
    "lessons": rereading.show_chapters,
    "become-mentor": becoming.wish,
}
NEEDS_RUN = {"back", "skip"}
DUES: Mapping[str, Callable[[Telling, Due], None]] = {
    "onboarding": remind,
    "offer": suggestions.offer,
    "offer-remind": suggestions.remind,
    "offer-over": suggestions.expire,
    "declined": suggestions.decline,
    "invite": invitation.invite,
    "invite-remind": invitation.remind,
    "invite-over": invitation.expire,
    "question": invitation.ask_mentee,
    "withdrawn": invitation.withdraw,
    "introduce": introduction.introduced,
    "prompts": prompts.prompt,
    "prompts-look": prompts.look,
    "steps-rest": resting.tell_rest,
    "steps-rest-over": resting.rest_over,
    "steps-go-on": resting.tell_going_on,
    "track-changed": tracks.tell_partner_of_it,
    "slot": meetings.ask_partner,
    "slot-answer": meetings.tell_answer,
    "in-touch": in_touch.ask,
    "still-waiting": waiting.tell_why,
    "training-remind": training_reminding.remind,
    "check-recorded": checks.tell_recorded,
    "check-expiring": checks.tell_expiring,
    "check-over": checks.tell_expiring,
    "partner-pauses": leaving.tell_pause,
    "partner-back": leaving.tell_return,
    "partner-left": leaving.tell_left,
    "match-ended": closing.tell_ended,
    "silence": silence.look,
    "partner-reminded": silence.tell_waiting,
    "closure-asked": silence.ask_waiting,
    "met": met.ask,
    "check-in": check_ins.ask,
    "check-in-over": check_ins.close,
    "together-again": beginning.go_on,
    "end-announced": farewell.announce,
    "farewell": farewell.ask,
    "farewell-over": farewell.close,
    "become": becoming.ask,
    "reopen-asked": reopening.ask_partner,
    "reopen-answer": reopening.tell_answer,
    "not-passed": relay.tell_not_passed,
    "share-asked": sharing.ask_partner,
    "contact": sharing.tell_contact,
    "group-asked": gathering.ask_partner,
    "group-open": gathering.tell_opened,
    **reception.DUES,
}
"""What is done about something whose time has come, by its kind."""


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


def _receive(telling: Telling, content: Content) -> None:
    scene = telling.scene
    if isinstance(content, Left | Returned | Ignored):
        _come_and_go(telling, content)
        return
    help_at_once(telling, content)
    if isinstance(content, Edited | Deleted):
        hearing.changed(telling, content)
        return
    if scene.lift is not None:
        if telling.now.date() < scene.lift:
            if isinstance(content, HomeOpened):
                telling.show_home(standing_words(telling))
            else:
                refuse(telling)
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
    name = _command_of(telling, content)
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
    name = _command_of(telling, content)
    verb = _verb_of(telling, content)
    stays_away = name in {"stop", "delete", "privacy", "help"} or verb in {"forget", "forget-yes", "forget-no"}
    stays_away = stays_away or forgetting.is_open(telling)
    if not telling.person.active and not stays_away:
        deeds.wake(telling)
    elif (deed := _brought_deed(telling, content, is_ours=bool(name or verb))) is not None:
        deed()
    elif (name == "delete" or verb in {"forget", "forget-yes"}) and reception.stays(telling):
        pass
    elif (deed := _deed_of(telling, content, verb, is_for_us=for_us is not None)) is not None:
        deed()
    elif (language := _language_of(telling, content)) is not None:
        deeds.speak(telling, language)
    elif name is not None and (telling.going or name not in NEEDS_RUN):
        COMMANDS[name](telling)
    elif not telling.going:
        _with_nothing_open(telling, content)
    else:
        _with_question_open(telling, content)


def _brought_deed(telling: Telling, content: Content, *, is_ours: bool) -> Callable[[], None] | None:
    """What is done about a code that leads into a program or makes someone staff, about something of the desk, or,
    where it `is_ours` in no other way, about the words on a button under a broadcast."""
    deed = deeds.code_deed(telling, content) or reception.code_deed(telling, content)
    deed = deed or reception.deed(telling, content)
    return deed if deed or is_ours else answering.typed_deed(telling, content)


def _deed_of(telling: Telling, content: Content, verb: str | None, *, is_for_us: bool) -> Callable[[], None] | None:
    """What is done whatever question is open: talk, turn a page, a deed of their own, something about a match."""
    if not is_for_us and (deed := _talk_deed(telling, content)) is not None:
        return deed
    if (deed := getting_ready.typed(telling, content)) is not None:
        return deed
    if verb is not None:
        return lambda: DEEDS[verb](telling)
    return _pair_deed(telling, content)


def _with_nothing_open(telling: Telling, content: Content) -> None:
    match content:
        case Press():
            press(telling, content)
        case _ if (deed := reception.idle_deed(telling, content)) is not None:
            deed()
        case _ if telling.hushed:
            pass
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
        case Typed():
            answer(telling, content)
        case Command(name=name, argument=argument):
            answer(telling, Typed(f"{name} {argument}".strip()))
        case Unreadable():
            resume(telling, telling.words(UNREADABLE()))
        case _:
            resume(telling, telling.words(WELCOME_BACK()))


def _show_home(telling: Telling) -> None:
    scene = telling.scene
    verb = "begin" if scene.person is None else "go-on" if telling.going else "change" if scene.memberships else "begin"
    buttons = (*training_buttons(telling), *standing_buttons(telling), verb_button(telling, verb))
    telling.show_home(standing_words(telling), buttons)


def _command_of(telling: Telling, content: Content) -> str | None:
    """The command meant: sent as one, or typed as a word such as "back" or "ayuda"."""
    match content:
        case Command(name=name) if name in COMMANDS:
            return name
        case Typed(text=text):
            name = control(text, telling.language) or ""
            name = CONTROLS.get(name, name)
            is_known = name in COMMANDS and (name not in about_whom.COMMANDS or bool(telling.scene.ties))
            return name if is_known else None
        case _:
            return None


def _language_of(telling: Telling, content: Content) -> str | None:
    """The language asked for: by its button or its own name, as long as no question takes such a name as an answer."""
    languages = telling.stage.speech.languages
    match content:
        case Press(data=data) if data.startswith("do.language-"):
            return data.removeprefix("do.language-")
        case Command(name="language", argument=argument):
            return argument.lower() if argument.lower() in languages else None
        case Typed(text=text) if _names_a_language(telling):
            return next((tag for tag in languages if normalise(own_name(tag)) == normalise(text)), None)
        case _:
            return None


def _names_a_language(telling: Telling) -> bool:
    """Whether a language's own name, typed, can mean nothing but that it shall be spoken."""
    if telling.going:
        return telling.run.open in {"consent", "born", "role", "page"}
    return bool(telling.scene.staff) and not telling.scene.memberships


def _verb_of(telling: Telling, content: Content) -> str | None:
    """The deed meant: its button was pressed, or its label was typed in full."""
    match content:
        case Press(data=data) if data.startswith("do.") and data[3:] in DEEDS:
            return data[3:]
        case Typed(text=text):
            verb = _typed_verbs(telling.stage.speech, telling.language).get(normalise(text))
            return verb or ("forget-yes" if wants_all_forgotten(text) else None)
        case _:
            return None


def _talk_deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about words, files and places that may be meant for a partner."""
    if not telling.scene.ties:
        return None
    known = (_command_of(telling, content), _verb_of(telling, content), _pair_deed(telling, content))
    return hearing.heard(telling, content, is_ours=any(known))


def _pair_deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about a match: its button was pressed, or the button's words were typed."""
    match content:
        case Press() if telling.scene.ties:
            verbs = (VERBS_OF_PAIRS, VERBS_OF_STEPS, alive_verbs.PRESSED)
            return next(filter(None, (pair_pressed(telling, each, content) for each in verbs)), None)
        case Typed() if telling.scene.ties:
            said = pair_typed(telling, VERBS_OF_PAIRS, content, about_whom.ask_whom)
            said = said or pair_typed(telling, alive_verbs.TYPED, content, alive_verbs.ask_whom)
            said = said or _resource_deed(telling, content)
            return said or _step_deed(telling, content)
        case Command() if telling.scene.memberships:
            return _resource_deed(telling, content)
        case _:
            return None


def _step_deed(telling: Telling, content: Typed) -> Callable[[], None] | None:
    """What typed words do about the step that came last. A question that is open about a match goes first, as long as
    it understands them; any other question is not to be disturbed."""
    if not telling.going:
        return typed_about_step(telling, content)
    is_free = "match" in telling.run.answers and telling.run.flow not in {"talk", "passing"}
    is_free = is_free and control(content.text, telling.language) is None
    return None if not is_free or is_answer(telling, content) else typed_about_step(telling, content)


def _resource_deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about a wish for a week, a sheet or a search."""
    wish = resource_asking.wish_of(telling, content)
    return None if wish is None else lambda: at_hand.serve(telling, wish)


@lru_cache(maxsize=64)
def _typed_verbs(speech: Speech, language: str) -> dict[str, str]:
    """The labels of the deeds as they are typed; where two have the same, the first counts."""
    return {normalise(speech.say(label(), language)): verb for verb, label in reversed(VERBS.items())}
