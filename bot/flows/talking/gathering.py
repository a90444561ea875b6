"""Talking in a group: two people of one Slack workspace who both would rather write to each other directly."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.matches.keeping import note
from bot.flows.matches.planning import tell_partner
from bot.flows.matches.presence import is_put_off
from bot.flows.matches.ties import called, tie_asked, tie_due
from bot.flows.shapes import Choice
from bot.flows.talking.threads import share_a_workspace
from bot.words.effects.sending import Queue
from bot.words.matches import Tie
from bot.words.messages import Delivery, Gather
from bot.words.people import Due
from bot.words.phrases import Phrase

OFFER = Phrase(
    "gathering-offer",
    "In a group here on Slack you and {partner} write to each other directly. You then see each other's Slack name and "
    "picture, and I pass nothing on. I open it once {partner} agrees too. Would you like that?",
)
ASKED = Phrase(
    "gathering-asked",
    "{partner} would like to write to you directly, in a group here on Slack. You then see each other's Slack name and "
    "picture, and I pass nothing on. Would you like that? If not, everything stays as it is.",
)
WAITS = Phrase("gathering-waits", "Good, I ask {partner} and open the group once they agree too.")
STAYS = Phrase("gathering-stays", "All right, everything stays as it is.")
NOT_POSSIBLE = Phrase("gathering-not-possible", "That is not possible just now, so everything stays as it is.")
OPENED = Phrase(
    "gathering-opened", "I have opened a group for you and {partner}. You will find it among your messages."
)
HERE = Phrase(
    "gathering-here",
    "{mentee} and {mentor}, here you are: you both wanted to write to each other directly. I leave this place to you "
    "two. If you need me, write to me alone.",
)


def begin(telling: Telling, tie: Tie, _: str = "") -> None:
    """Ask this one first: their name will be seen."""
    _ask(telling, tie, asked=False)


def tell_how(telling: Telling) -> Mapping[str, str]:
    """What a group means."""
    tie = tie_asked(telling)
    phrase = ASKED if telling.run.answers.get("asked") else OFFER
    return {"how": telling.words(phrase(partner=called(telling, tie)))}


def settle(telling: Telling) -> None:
    """Ask the partner, or open the group where they agreed already."""
    tie, answer = tie_asked(telling), telling.run.answers.get("agree")
    telling.close_run()
    if answer != "yes":
        if tie is not None:
            note(telling, tie.match, **{_side(telling, tie): None})
        telling.say(telling.words(STAYS()))
    elif tie is None or tie.match.status != "open" or not share_a_workspace(telling.scene.address, tie.address):
        telling.say(telling.words(NOT_POSSIBLE()))
    elif tie.match.told.get(_side(telling, tie, other=True)):
        _gather(telling, tie)
    else:
        match = note(telling, tie.match, **{_side(telling, tie): True})
        tell_partner(telling, match, "group-asked")
        telling.say(telling.words(WAITS(partner=tie.partner.name)))


class Gathering(Flow):
    """Would this one like to talk in a group?"""

    agree = Ask("{how}", Choice(yes="Yes, gladly", no="No, thank you"), values=tell_how, counted=False)
    settled = Do(settle)


def ask_partner(telling: Telling, due: Due) -> None:
    """The partner would like a group."""
    tie = tie_due(telling, due)
    if tie is None or tie.match.status != "open" or tie.match.told.get("gathered"):
        return
    if tie.match.told.get(_side(telling, tie, other=True)) and not is_put_off(telling, due):
        _ask(telling, tie, asked=True)


def tell_opened(telling: Telling, due: Due) -> None:
    """Both agreed; the one who was asked last has opened it."""
    tie = tie_due(telling, due)
    if tie is not None and tie.match.status == "open":
        telling.say(telling.words(OPENED(partner=tie.partner.name)))


def _ask(telling: Telling, tie: Tie, *, asked: bool) -> None:
    telling.open_run("gathering", tie.match.program, {"match": tie.match.id, "asked": asked})
    advance(telling)


def _gather(telling: Telling, tie: Tie) -> None:
    if tie.address is None:
        return
    note(telling, tie.match, **{_side(telling, tie, other=True): None, "gathered": True})
    is_mentee = tie.match.side(telling.person.id) == "mentee"
    names = (telling.person.name, tie.partner.name) if is_mentee else (tie.partner.name, telling.person.name)
    line = HERE(mentee=names[0], mentor=names[1])
    texts = dict.fromkeys((telling.words(line), telling.stage.speech.say(line, tie.partner.language)))
    here = telling.scene.address
    group = Gather((here, tie.address), "\n\n".join(texts))
    telling.wish(Queue(Delivery(telling.moment.ids(), here, group, person=telling.person.id, created_at=telling.now)))
    telling.say(telling.words(OPENED(partner=tie.partner.name)))
    tell_partner(telling, tie.match, "group-open")


def _side(telling: Telling, tie: Tie, *, other: bool = False) -> str:
    person = tie.partner.id if other else telling.person.id
    return f"group:{tie.match.side(person)}"


PHRASES = (OFFER, ASKED, WAITS, STAYS, NOT_POSSIBLE, OPENED, HERE)
