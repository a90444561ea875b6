"""What one of a pair can do about their match: what its buttons say, when they mean something, and who sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.flows.engine.telling import Telling
from bot.flows.matches.verbs import button_about
from bot.flows.pairing.meetings import MEET
from bot.flows.talking.threads import share_a_workspace
from bot.words.matches import TOGETHER, Tie
from bot.words.messages import Button
from bot.words.phrases import Phrase

OPEN = frozenset({"open"})
PAUSED = frozenset({"paused"})
KNOWN = TOGETHER | {"ended"}
"""Statuses in which the two know each other, or did."""


def _always(_: Telling, __: Tie) -> bool:
    return True


def paused_it(telling: Telling, tie: Tie) -> bool:
    """Whether it was this person who paused the match."""
    return tie.match.by == tie.match.side(telling.person.id)


def has_offered_contact(telling: Telling, tie: Tie) -> bool:
    """Whether this person has written down a contact that the partner does not see yet."""
    side = tie.match.side(telling.person.id)
    return f"contact:{side}" in tie.match.told and not tie.match.told.get("exchanged")


def _can_offer_contact(telling: Telling, tie: Tie) -> bool:
    return not tie.match.told.get("exchanged") and not has_offered_contact(telling, tie)


def _can_gather(telling: Telling, tie: Tie) -> bool:
    return share_a_workspace(telling.scene.address, tie.address) and not tie.match.told.get("gathered")


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do: its button's words (`{name}` is the partner), the statuses of the match in which it means
    anything, and whether it is shown now."""

    label: Phrase
    statuses: frozenset[str] = TOGETHER
    shown: Callable[[Telling, Tie], bool] = _always


OFFERS: Mapping[str, Offer] = {
    "write": Offer(Phrase("talking-write", "Write to {name}"), OPEN),
    "meet": Offer(MEET, OPEN),
    "share": Offer(Phrase("talking-share", "Share contact"), OPEN, _can_offer_contact),
    "unshare": Offer(Phrase("talking-unshare", "Take my contact back"), TOGETHER, has_offered_contact),
    "group": Offer(Phrase("talking-group", "Talk in a group here"), OPEN, _can_gather),
    "pause": Offer(Phrase("talking-pause", "Take a break"), OPEN),
    "resume": Offer(Phrase("talking-resume", "End the break"), PAUSED, paused_it),
    "report": Offer(Phrase("talking-report", "Report a problem"), KNOWN),
    "block": Offer(Phrase("talking-block", "Block"), KNOWN),
    "end": Offer(Phrase("talking-end", "End this match")),
}
"""In the order in which the buttons stand."""


def offer_button(telling: Telling, name: str, tie: Tie) -> Button:
    """The button of one of these."""
    return button_about(telling, name, OFFERS[name].label, tie)


def offers(telling: Telling, tie: Tie) -> tuple[Button, ...]:
    """Everything that can be done about this match now."""
    return tuple(
        offer_button(telling, name, tie)
        for name, offer in OFFERS.items()
        if tie.match.status in offer.statuses and offer.shown(telling, tie)
    )


PHRASES = tuple(offer.label for offer in OFFERS.values())
