"""Codes that make someone a member of the staff: brought, looked at, and redeemed once after the age screen."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from bot.flows.desk import news
from bot.flows.desk.digest import plan_digest
from bot.flows.desk.rights import admins, desk_of, enter
from bot.flows.desk.views import button
from bot.flows.engine.flow import Ask, Do, Flow, Say, When
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.onboarding.reminding import schedule_reminder
from bot.flows.onboarding.screening import enter_consent, screen_age, take_in, unscreened
from bot.flows.onboarding.settling import take_name, take_zone
from bot.flows.shapes import BirthMonth, Choice, Name, Place
from bot.words.desk import Desk, Invitation, Staff
from bot.words.effects.desk import NoteGuess, SaveInvitation, SaveStaff
from bot.words.effects.people import SaveRun, WipeInbound
from bot.words.effects.sending import Schedule
from bot.words.messages import Command, Content, Typed
from bot.words.people import Due
from bot.words.phrases import Phrase

LEAD = "c-"
FIRST = 1
"""The id of the invitation that `alongside run` prints while there is no admin."""
VALID = dt.timedelta(days=14)
LONGEST = 80
"""Characters of what may be a typed code, spaces between them included."""
GUESSES = 5
"""Wrong codes within an hour, after which codes from there are not answered for the rest of it."""

BAD = Phrase(
    "desk-code-bad",
    "This code doesn't work: it may have been used, or be too old, or something is missing. Please ask for a new one.",
)
ALREADY = Phrase("desk-code-already", "You have these rights already. Write /desk to begin.")
NOW_ADMIN = Phrase(
    "desk-now-admin",
    "You are an admin now, {name}: every program here is in your hands. Write /desk at any time to see who needs you.",
)
NOW_COORDINATOR = Phrase(
    "desk-now-coordinator",
    "Thank you, {name}! You coordinate {program} now. Write /desk at any time to see who needs you today. Every Monday "
    "morning I send you a short summary.",
)
CAME = Phrase("desk-invited-came", "{name} has accepted the invitation and works with you now ({role}).")
ADMIN = Phrase("desk-role-admin", "admin")
COORDINATOR = Phrase("desk-role-coordinator", "coordinator of {program}")
OPEN_DESK = Phrase("desk-open", "Open the desk")

_SHAPE = re.compile(r"c-[a-z0-9]{26}")
_IN_WORDS = re.compile(r"(?<![\w-])c-[a-z0-9]{26}(?![\w-])", re.IGNORECASE)
_nameless = When(lambda: "no name yet", lambda facts: not facts.person.name)
_zoneless = When(lambda: "no time zone yet", lambda facts: not facts.person.zone)


def code_brought(content: Content) -> str | None:
    """The code someone brings by a link, with /admin, or typed; None where it is nothing of that kind."""
    match content:
        case Command(name="start", argument=argument) if argument.lower().startswith(LEAD):
            return _code(argument)
        case Command(name="admin", argument=argument) if argument:
            return _code(argument)
        case Typed(text=text) if "-" in text:
            if len(text) < LONGEST and _SHAPE.fullmatch("".join(text.split()).lower()):
                return _code(text)
            found = _IN_WORDS.search(text)
            return _code(found.group()) if found else None
        case _:
            return None


def bring(telling: Telling, code: str) -> None:
    """Someone brings a code. Where it is good, a few questions come first; where not, the answer is always the same,
    and after too many there is none."""
    desk = desk_of(telling)
    telling.wish(WipeInbound())
    if desk.wrong >= GUESSES:
        return
    if not _is_good(telling, desk.invitation):
        telling.wish(NoteGuess(telling.scene.address))
        enter(telling, "wrong-code")
        telling.say(telling.words(BAD()))
        return
    is_new = telling.scene.person is None
    if is_new:
        take_in(telling)
    telling.open_run("joining", "", {"code": code})
    if is_new:
        schedule_reminder(telling)
    advance(telling)


def agree(telling: Telling) -> None:
    """Enter the answer about consent into the ledger; a no ends it all."""
    enter_consent(telling, "staff")


def redeem(telling: Telling) -> None:
    """The questions are answered: the code is looked at once more, and used."""
    if telling.person.adult is None:
        raise PermissionError("nobody joins the staff before the age screen was passed")
    desk = desk_of(telling)
    telling.close_run()
    invitation = desk.invitation
    if invitation is None or not _is_good(telling, invitation):
        telling.wish(NoteGuess(telling.scene.address))
        enter(telling, "wrong-code")
        telling.say(telling.words(BAD()))
    elif any((one.role, one.program) == (invitation.role, invitation.program) for one in telling.scene.staff):
        telling.say(telling.words(ALREADY()))
    else:
        _join(telling, invitation)


class Joining(Flow):
    """What must be settled before someone joins the staff."""

    hello = Say("Hello! You have been invited to help run this program. A few short questions first.", when=unscreened)
    consent = Ask(
        "First, what happens with what you tell me:\n"
        "• I keep your name and your town, encrypted, and what you do here as staff, in a trail that stays.\n"
        "• The people you write to see your name.\n"
        "• You can leave at any time: write /stop or /delete.\n\n"
        "Is that all right with you?",
        Choice(yes="Yes, let's start", no="No, thank you"),
        when=unscreened,
        counted=False,
    )
    agreed = Do(agree, when=unscreened)
    born = Ask(
        "When were you born? Month and year are enough, like 5/1998.",
        BirthMonth(),
        when=unscreened,
        keep=False,
        counted=False,
    )
    # The same words as everyone's, in whatever language: there is one age screen.
    born.text_key = "onboarding-born"
    adult = Do(screen_age, when=unscreened)
    name = Ask("What should I call you? The people you write to see this name.", Name(), when=_nameless, counted=False)
    named = Do(take_name)
    place = Ask(
        "Which city or town do you live in? I use it for your time of day.", Place(), when=_zoneless, counted=False
    )
    placed = Do(take_zone)
    joined = Do(redeem)


def _join(telling: Telling, invitation: Invitation) -> None:
    _drop_onboarding(telling)
    before = telling.scene.staff
    mine = Staff(telling.person.id, invitation.role, invitation.program, telling.now)
    telling.scene = replace(telling.scene, staff=(*before, mine))
    telling.wish(SaveStaff(mine), SaveInvitation(replace(invitation, status="used")))
    enter(telling, "joined", invitation.program, person=telling.person.id, details={"role": invitation.role})
    plan_digest(telling)
    news.plan(telling)
    if invitation.by is not None:
        key = f"desk-came:{invitation.id:x}"
        subject = f"{telling.person.id}/{invitation.role}/{invitation.program}"
        telling.wish(Schedule(Due(key, "desk-came", invitation.by, telling.now, subject=subject)))
    said = NOW_COORDINATOR(name=telling.person.name, program=telling.title_of(invitation.program))
    if invitation.role == "admin":
        said = NOW_ADMIN(name=telling.person.name)
    telling.say(telling.words(said), (button(telling, OPEN_DESK, "menu"),))


def _drop_onboarding(telling: Telling) -> None:
    """Whoever comes to help is not asked on what brings them here: they had begun before they brought their code."""
    begun = [run for run in telling.scene.parked if run.flow == "onboarding" and not telling.scene.memberships]
    for run in begun:
        telling.wish(SaveRun(replace(run, status="stopped", open=None, draft=None, answers={})))
    telling.scene = replace(telling.scene, parked=tuple(run for run in telling.scene.parked if run not in begun))


def tell_came(telling: Telling, due: Due) -> None:
    """Whoever invited them hears that they came."""
    person, role, program = due.subject.split("/")
    name = desk_of(telling).name(int(person))
    if telling.scene.staff and name:
        telling.say(telling.words(CAME(name=name, role=role_in_words(telling, role, program))))


def role_in_words(telling: Telling, role: str, program: str) -> str:
    """What someone is here."""
    line = ADMIN() if role == "admin" else COORDINATOR(program=telling.title_of(program))
    return telling.words(line)


def _is_good(telling: Telling, invitation: Invitation | None) -> bool:
    """Whether this makes someone a member of the staff now."""
    desk: Desk = desk_of(telling)
    if invitation is None or invitation.status != "open" or invitation.until <= telling.now:
        return False
    if invitation.id == FIRST and admins(desk.staff):
        return False
    known = invitation.role == "admin" or invitation.program in telling.stage.programs
    return known and desk.wrong < GUESSES


def _code(text: str) -> str:
    return "".join(text.split()).lower().removeprefix(LEAD)[:80]


PHRASES = (BAD, ALREADY, NOW_ADMIN, NOW_COORDINATOR, CAME, ADMIN, COORDINATOR, OPEN_DESK)
