"""A break from one match: the partner hears of the break and of its end, and of no reason."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.flows.matches.keeping import move
from bot.flows.matches.planning import tell_partner
from bot.flows.talking.labels import offer_button, paused_it
from bot.flows.talking.writing import tidy
from bot.words.effects.sending import CancelRelays
from bot.words.matches import Tie
from bot.words.phrases import Phrase

PAUSED = Phrase(
    "pausing-paused",
    "You are taking a break from your match with {partner}. They are told that you are taking a break, but not why. "
    "Nothing is passed on between you until you end the break.",
)
RESUMED = Phrase("pausing-resumed", "Welcome back! You and {partner} can write to each other again.")
STILL_AWAY = Phrase(
    "pausing-still-away",
    "Welcome back! Meanwhile {partner} is taking a break too. I will tell you when they are here again.",
)
NOT_YOURS = Phrase(
    "pausing-not-yours", "It is {partner} who is taking a break. I will tell you when they are here again."
)


def pause(telling: Telling, tie: Tie, _: str = "") -> None:
    """Take a break; what this person wrote and has not left yet stays here."""
    telling.wish(CancelRelays(tie.match.id, telling.person.id))
    match = move(telling, tie.match, "paused", "pause", tie.match.side(telling.person.id))
    tidy(telling)
    tell_partner(telling, match, "partner-pauses")
    telling.say(telling.words(PAUSED(partner=tie.partner.name)), (offer_button(telling, "resume", tie),))


def resume(telling: Telling, tie: Tie, _: str = "") -> None:
    """The break is over, for whoever began it; where the partner has stopped meanwhile, theirs begins."""
    partner = tie.partner.name
    if not paused_it(telling, tie):
        telling.say(telling.words(NOT_YOURS(partner=partner)))
        return
    if not tie.partner.active:
        move(telling, tie.match, "paused", "stopped", tie.match.side(tie.partner.id))
        telling.say(telling.words(STILL_AWAY(partner=partner)))
        return
    tell_partner(telling, move(telling, tie.match, "open"), "partner-back")
    telling.say(telling.words(RESUMED(partner=partner)), (offer_button(telling, "write", tie),))


PHRASES = (PAUSED, RESUMED, STILL_AWAY, NOT_YOURS)
