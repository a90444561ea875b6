"""While one of the two has been silent for as long as their program bears, no weekly step comes to either: each is told
so once, and with the first sign of life the newest step comes."""

from __future__ import annotations

from bot.flows.alive.diary import day_together, keep, kept, put_on_list
from bot.flows.alive.signs import HERE_AGAIN, is_counted, is_hushed, quiet
from bot.flows.engine.telling import Telling
from bot.flows.journey.hours import note_nudge, program_of, today_of
from bot.flows.journey.labels import GO_ON
from bot.flows.journey.resting import go_on
from bot.flows.matches.ties import SIDES
from bot.flows.matches.verbs import button_about
from bot.flows.talking.labels import OFFERS, offer_button
from bot.words.matches import Tie
from bot.words.phrases import Phrase

RESTS = Phrase(
    "resting-silent",
    "{name}, it has been quiet for a while, and I don't want to fill your chat. So the weekly steps with {partner} "
    "rest for now. Nothing is lost. When you have room again, one tap is enough, and the newest step comes.",
)
RESTS_WAITING = Phrase(
    "resting-waiting",
    "It is still quiet on {partner}'s side, so the weekly steps rest until {partner} is back. The coordinator knows. "
    "You can write to {partner} at any time.",
)
BACK = Phrase("resting-back", "How good that you are here again! The steps go on, the newest one first.")


def silent_sides(telling: Telling, tie: Tie) -> list[str]:
    """Which sides have been silent for so long that the weekly steps rest."""
    program = program_of(telling, tie)
    if program is None:
        return []
    today = day_together(tie, today_of(telling))
    return [
        side
        for side in SIDES
        if is_counted(tie, side) and today - quiet(tie, side).day >= program.silence.days_until_rest
    ]


def is_hushed_before(telling: Telling, tie: Tie) -> bool:
    """Whether this side has been warned and the steps do not rest yet: no step comes between the two."""
    side = tie.match.side(telling.person.id)
    return is_hushed(tie, side) and not silent_sides(telling, tie)


def is_told(telling: Telling, tie: Tie) -> bool:
    """Whether the steps rest, and this side has heard so."""
    told = kept(tie).get("rests")
    return isinstance(told, list) and tie.match.side(telling.person.id) in told and bool(silent_sides(telling, tie))


def tell(telling: Telling, tie: Tie) -> None:
    """Say that the steps rest, in place of the one that would have come; to whom nothing can be said it is as if."""
    silent, side = silent_sides(telling, tie), tie.match.side(telling.person.id)
    told = kept(tie).get("rests")
    keep(telling, tie.match.id, rests=[*(told if isinstance(told, list) else []), side])
    partner = tie.partner.name
    if not telling.scene.reachable or not telling.person.active:
        return
    note_nudge(telling, tie.match.program, side)
    if side not in silent:
        buttons = tuple(offer_button(telling, name, tie) for name in ("write",) if OFFERS[name].shown(telling, tie))
        telling.say(telling.words(RESTS_WAITING(partner=partner)), buttons)
        return
    days = day_together(tie, today_of(telling)) - quiet(tie, side).day
    put_on_list(telling, tie.match, "silent", sides=list(silent), days=days)
    shown = [name for name in ("pause", "end") if OFFERS[name].shown(telling, tie)]
    back = button_about(telling, "back", GO_ON, tie)
    buttons = (back, *(offer_button(telling, name, tie) for name in shown))
    telling.say(telling.words(RESTS(name=telling.person.name, partner=partner)), buttons)


def be_back(telling: Telling, tie: Tie, _: str = "") -> None:
    """Here again: the press alone was the sign, and what comes is planned already; a break they asked for ends."""
    if tie.journey is not None and tie.journey.status == "paused":
        go_on(telling, tie)
    else:
        telling.say(telling.words(BACK()))


PHRASES = (RESTS, RESTS_WAITING, BACK, HERE_AGAIN)
