"""Exchanging contacts: each writes down what they would like to share, and sees the other's only once both have."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.matches.keeping import note
from bot.flows.matches.planning import tell_partner
from bot.flows.matches.presence import is_put_off
from bot.flows.matches.ties import called, tie_asked, tie_due
from bot.flows.shapes import FreeText
from bot.flows.talking.labels import has_offered_contact, offer_button
from bot.words.matches import TOGETHER, Match, Tie
from bot.words.people import Due
from bot.words.phrases import Phrase

OFFER = Phrase(
    "sharing-offer",
    "What would you like to share with {partner}? For example a phone number, or what you are called in another app. "
    "{partner} sees it only once they have shared something too. Until then you can take it back. To share nothing, "
    "press Skip.",
)
ASKED = Phrase(
    "sharing-asked",
    "{partner} would like to exchange contacts with you. You don't have to, and there is no hurry. If you would like "
    "to, write what {partner} may have, for example a phone number, and you both see each other's. If not, press Skip.",
)
NOTHING = Phrase("sharing-nothing", "All right, nothing is shared. You can do it at any other time.")
GIVEN = Phrase(
    "sharing-given",
    "I keep it sealed and ask {partner} whether they would like to share something too. Only then do you both see it.",
)
ALREADY = Phrase("sharing-already", "Your contact is waiting for {partner} to share something too.")
EXCHANGED = Phrase("sharing-exchanged", "You both agreed, so here it is. {partner}'s contact: “{contact}”")
WAS_EXCHANGED = Phrase("sharing-was-exchanged", "You two have exchanged contacts already; look above in our messages.")
TAKEN_BACK = Phrase("sharing-taken-back", "I have forgotten your contact. {partner} never saw it.")
NOT_OPEN = Phrase("sharing-not-open", "That is not possible just now, so nothing is shared.")


def share(telling: Telling, tie: Tie, _: str = "") -> None:
    """Ask what may be shared."""
    if tie.match.told.get("exchanged"):
        telling.say(telling.words(WAS_EXCHANGED()))
    elif has_offered_contact(telling, tie):
        telling.say(telling.words(ALREADY(partner=tie.partner.name)), (offer_button(telling, "unshare", tie),))
    else:
        telling.open_run("sharing", tie.match.program, {"match": tie.match.id})
        advance(telling)


def take_back(telling: Telling, tie: Tie, _: str = "") -> None:
    """Forget what was offered, as long as the partner has not seen it."""
    if tie.match.told.get("exchanged") or not has_offered_contact(telling, tie):
        telling.say(telling.words(WAS_EXCHANGED() if tie.match.told.get("exchanged") else NOTHING()))
        return
    note(telling, tie.match, **{_mine(telling, tie.match): None})
    telling.say(telling.words(TAKEN_BACK(partner=tie.partner.name)))


def tell_how(telling: Telling) -> Mapping[str, str]:
    """What is shared with whom, and when it is seen."""
    tie = tie_asked(telling)
    phrase = ASKED if telling.run.answers.get("asked") else OFFER
    return {"how": telling.words(phrase(partner=called(telling, tie)))}


def keep(telling: Telling) -> None:
    """Keep it sealed until the partner shares too; if they have, exchange."""
    tie, contact = tie_asked(telling), telling.run.answers.get("contact")
    telling.close_run()
    if not isinstance(contact, str):
        telling.say(telling.words(NOTHING()))
    elif tie is None or tie.match.status not in TOGETHER or tie.match.told.get("exchanged"):
        telling.say(telling.words(NOT_OPEN()))
    elif isinstance(theirs := tie.match.told.get(_theirs(telling, tie.match)), str):
        told = {_mine(telling, tie.match): contact, _theirs(telling, tie.match): None, "exchanged": True}
        tell_partner(telling, note(telling, tie.match, **told), "contact")
        telling.say(telling.words(EXCHANGED(partner=tie.partner.name, contact=theirs)))
    else:
        match = note(telling, tie.match, **{_mine(telling, tie.match): contact})
        tell_partner(telling, match, "share-asked")
        telling.say(telling.words(GIVEN(partner=tie.partner.name)), (offer_button(telling, "unshare", tie),))


class Sharing(Flow):
    """What one of the two would like the other to have."""

    contact = Ask("{how}", FreeText(at_most=200), values=tell_how, counted=False, optional=True)
    kept = Do(keep)


def ask_partner(telling: Telling, due: Due) -> None:
    """The partner would like to exchange contacts."""
    tie = tie_due(telling, due)
    if tie is None or tie.match.status != "open" or tie.match.told.get("exchanged"):
        return
    offered = _theirs(telling, tie.match) in tie.match.told and not has_offered_contact(telling, tie)
    if offered and not is_put_off(telling, due):
        telling.open_run("sharing", tie.match.program, {"match": tie.match.id, "asked": True})
        advance(telling)


def tell_contact(telling: Telling, due: Due) -> None:
    """Both have shared: show the partner's, which then is forgotten here."""
    tie = tie_due(telling, due)
    contact = tie.match.told.get(_theirs(telling, tie.match)) if tie else None
    if tie is not None and isinstance(contact, str) and tie.match.status in TOGETHER:
        note(telling, tie.match, **{_theirs(telling, tie.match): None})
        telling.say(telling.words(EXCHANGED(partner=tie.partner.name, contact=contact)))


def _mine(telling: Telling, match: Match) -> str:
    return f"contact:{match.side(telling.person.id)}"


def _theirs(telling: Telling, match: Match) -> str:
    return f"contact:{match.side(match.other(telling.person.id))}"


PHRASES = (
    OFFER, ASKED, NOTHING, GIVEN, ALREADY, EXCHANGED, WAS_EXCHANGED, TAKEN_BACK, NOT_OPEN,
)  # fmt: skip
