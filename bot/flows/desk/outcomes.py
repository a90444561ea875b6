"""What a coordinator's deed does in the turns of those it is about: said to both alike, and never why."""

from __future__ import annotations

from bot.flows.alive.gate import is_held_back, say
from bot.flows.ending.closing import end_match
from bot.flows.engine.telling import Telling
from bot.flows.matches.keeping import move, record
from bot.flows.matches.planning import plan
from bot.flows.matches.ties import tie_due
from bot.flows.matches.verbs import pair_button
from bot.flows.pairing import leaving
from bot.flows.talking.verbs import VERBS
from bot.words.effects.sending import CancelRelays, Schedule
from bot.words.matches import Tie
from bot.words.people import Due
from bot.words.phrases import Phrase

NUDGE = Phrase(
    "desk-told-nudge",
    "Hello {name}! The people who look after {program} asked me how you and {partner} are doing. Even a short line to "
    "{partner} is a good beginning: “How was your week?” If something is in the way, you can tell me as well.",
)
RESTS = Phrase(
    "desk-told-rests",
    "Your match with {partner} rests for now. Nothing is expected of you, and nothing is passed on. The people who "
    "look after {program} will be in touch.",
)
GOES_ON = Phrase("desk-told-goes-on", "Your match with {partner} goes on. You can write to each other again.")


def nudge(telling: Telling, due: Due) -> None:
    """A coordinator would like to know how it goes: asked at an hour that is not quiet."""
    tie = tie_due(telling, due)
    if tie is None or tie.match.status != "open" or is_held_back(telling, due, tie):
        return
    said = NUDGE(name=telling.person.name, partner=tie.partner.name, program=telling.title_of(tie.match.program))
    buttons = tuple(pair_button(telling, VERBS, verb, tie) for verb in ("write", "meet", "pause") if verb in VERBS)
    say(telling, tie, telling.words(said), buttons)


def pause(telling: Telling, due: Due) -> None:
    """The match rests."""
    _rest(telling, due, "coordinator")


def lock(telling: Telling, due: Due) -> None:
    """The match rests for safety's sake: what is on its way between the two does not arrive any more."""
    _rest(telling, due, "safety")


def tell_rests(telling: Telling, due: Due) -> None:
    """The partner's turn."""
    tie = tie_due(telling, due)
    if tie is not None and tie.match.status == "paused":
        _tell(telling, tie, RESTS)


def resume(telling: Telling, due: Due) -> None:
    """A match that a coordinator let rest goes on."""
    tie = tie_due(telling, due)
    if tie is not None and (tie.match.status, tie.match.by) == ("paused", "coordinator"):
        plan(telling, move(telling, tie.match, "open"), "desk-on-again", person=tie.partner.id)
        _tell(telling, tie, GOES_ON)


def tell_goes_on(telling: Telling, due: Due) -> None:
    """The partner's turn."""
    tie = tie_due(telling, due)
    if tie is not None and tie.match.status == "open":
        _tell(telling, tie, GOES_ON)


def close(telling: Telling, due: Due) -> None:
    """The match ends: both hear it in the words every end has."""
    tie, reason = tie_due(telling, due), due.subject.partition("/")[2]
    if tie is not None:
        end_match(telling, tie.match, reason, "coordinator")


def search(telling: Telling, due: Due) -> None:
    """Someone new is looked for at once."""
    record(telling, due.subject, "mentee", resting=None, away_until=None)
    telling.wish(Schedule(Due(f"round-now:{due.subject}", "round", 0, telling.now, subject=due.subject)))


def erase(telling: Telling, due: Due) -> None:
    """Someone asked the program, outside of this chat, to be forgotten: their partners hear that they left."""
    del due
    leaving.part(telling)
    telling.forget_person()


def _rest(telling: Telling, due: Due, reason: str) -> None:
    tie = tie_due(telling, due)
    if tie is None or tie.match.status not in {"open", "paused"}:
        return
    if reason == "safety":
        telling.wish(*(CancelRelays(tie.match.id, person) for person in (telling.person.id, tie.partner.id)))
    if (tie.match.status, tie.match.reason) == ("paused", reason):
        return
    was_open = tie.match.status == "open"
    match = move(telling, tie.match, "paused", reason, "coordinator")
    if was_open:
        plan(telling, match, "desk-rests", person=tie.partner.id)
        _tell(telling, tie, RESTS)


def _tell(telling: Telling, tie: Tie, phrase: Phrase) -> None:
    if telling.person.active and telling.scene.reachable:
        said = phrase(partner=tie.partner.name, program=telling.title_of(tie.match.program))
        telling.say(telling.words(said))


PHRASES = (NUDGE, RESTS, GOES_ON)
