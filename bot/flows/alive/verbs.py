"""What the buttons of reminders, ends and lists do; typed in full they do the same."""

from __future__ import annotations

from bot.flows.alive import lull, replying
from bot.flows.ending import reopening
from bot.flows.engine.telling import Telling
from bot.flows.journey.labels import GO_ON
from bot.flows.matches.verbs import PairVerb, Verbs
from bot.flows.resources import at_hand
from bot.words.messages import Button
from bot.words.phrases import Phrase

ABOUT_WHOM = Phrase("alive-about-whom", "Who is it about?")
BACK: Verbs = {"back": PairVerb(GO_ON, lull.be_back, frozenset({"open"}))}
TYPED: Verbs = {**replying.VERBS, **BACK, **reopening.VERBS}
PRESSED: Verbs = {**TYPED, **at_hand.VERBS}


def ask_whom(telling: Telling, verb: str) -> None:
    """Somebody typed what a button says, and it may be about several."""
    meant = [tie for tie in telling.scene.ties if tie.match.status in TYPED[verb].statuses]
    buttons = tuple(Button(tie.partner.name, f"pair.{tie.match.id:x}.{verb}") for tie in meant)
    telling.say(telling.words(ABOUT_WHOM()), buttons)


PHRASES = (ABOUT_WHOM,)
