"""What one of a pair can do about their match at any time, in the order in which the buttons stand."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.flows.matches.verbs import PairVerb, Verbs
from bot.flows.pairing import meetings
from bot.flows.talking import ending, gathering, labels, pausing, reporting, sharing, writing
from bot.words.matches import Tie
from bot.words.messages import Button

_DEEDS = {
    "write": writing.write,
    "meet": meetings.begin,
    "share": sharing.share,
    "unshare": sharing.take_back,
    "group": gathering.begin,
    "pause": pausing.pause,
    "resume": pausing.resume,
    "report": reporting.begin,
    "block": ending.block,
    "end": ending.begin,
}
VERBS: Verbs = {name: PairVerb(offer.label, _DEEDS[name], offer.statuses) for name, offer in labels.OFFERS.items()}


def pair_buttons(telling: Telling, tie: Tie) -> tuple[Button, ...]:
    """Everything that can be done about this match now."""
    return labels.offers(telling, tie)
