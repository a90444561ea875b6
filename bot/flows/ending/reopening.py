"""Opening an ended match again: within the program's days, and only if both would like to."""

from __future__ import annotations

from bot.flows.ending.labels import REOPEN, can_reopen
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.matches.keeping import move, note, record
from bot.flows.matches.planning import tell_partner
from bot.flows.matches.presence import is_put_off, waits_for_day
from bot.flows.matches.ties import tell_partner_name, tie_asked, tie_due, tie_of, ties_in
from bot.flows.matches.verbs import PairVerb, Verbs
from bot.flows.pairing.partners import seats
from bot.flows.shapes import Choice
from bot.flows.talking.labels import offers
from bot.words.matches import Tie
from bot.words.people import Due
from bot.words.phrases import Phrase

ASKED = Phrase(
    "reopening-asked",
    "I ask {partner} whether they would like that too. If both of you do, you simply go on. If not, I let you know, "
    "and that is fine as well.",
)
ALREADY = Phrase("reopening-already", "I have asked {partner} already, and let you know as soon as there is an answer.")
TOO_LATE = Phrase(
    "reopening-too-late", "That is no longer possible, I'm sorry. The door of this match is closed by now."
)
AGAIN = Phrase(
    "reopening-both", "You and {partner} both want to go on, so here you are again. 🌱 Just write to each other."
)
NOT_NOW = Phrase(
    "reopening-not-now",
    "{partner} would rather leave it as it is. It was good of you to ask. All the best to you both.",
)
STAYS = Phrase("reopening-stays", "All right, it stays as it is. Thank you for answering.")


def wish(telling: Telling, tie: Tie, _: str = "") -> None:
    """This person would like to go on; where the partner has said so already, they do."""
    side, other = tie.match.side(telling.person.id), tie.match.side(tie.partner.id)
    if not _is_possible(telling, tie):
        telling.say(telling.words(TOO_LATE()))
    elif tie.match.told.get("reopen") == other:
        _go_on(telling, tie)
    elif tie.match.told.get("reopen") == side:
        telling.say(telling.words(ALREADY(partner=tie.partner.name)))
    else:
        tell_partner(telling, note(telling, tie.match, reopen=side), "reopen-asked")
        telling.say(telling.words(ASKED(partner=tie.partner.name)))


def ask_partner(telling: Telling, due: Due) -> None:
    """The partner would like to go on: would this person?"""
    tie = tie_due(telling, due)
    other = tie.match.side(tie.partner.id) if tie else ""
    if tie is None or tie.match.told.get("reopen") != other or not _is_possible(telling, tie):
        return
    if not telling.person.active:
        tell_partner(telling, note(telling, tie.match, reopen=None), "reopen-answer", "late")
    elif not waits_for_day(telling, due) and not is_put_off(telling, due):
        telling.open_run("reopening", tie.match.program, {"match": tie.match.id})
        advance(telling)


def take_answer(telling: Telling) -> None:
    """Both go on, or it stays as it is."""
    tie, answer = tie_asked(telling), telling.run.answers.get("again")
    telling.close_run()
    if tie is None or tie.match.told.get("reopen") != tie.match.side(tie.partner.id):
        telling.say(telling.words(STAYS()))
    elif answer != "yes":
        tell_partner(telling, note(telling, tie.match, reopen=None), "reopen-answer", "no")
        telling.say(telling.words(STAYS()))
    elif not _is_possible(telling, tie):
        telling.say(telling.words(TOO_LATE()))
    else:
        _go_on(telling, tie)


class Reopening(Flow):
    """Would you like to go on as well?"""

    again = Ask(
        "{partner} would like to go on with you after all. Would you like that too? Both answers are fine, and you "
        "need no reason.",
        Choice(yes="Yes, let's go on", no="No, leave it as it is"),
        values=tell_partner_name,
        counted=False,
    )
    taken = Do(take_answer)


def tell_answer(telling: Telling, due: Due) -> None:
    """What came of the wish to go on."""
    tie = tie_due(telling, due)
    if tie is None or not telling.person.active:
        return
    if tie.match.status == "open":
        _welcome(telling, tie)
    elif due.subject.endswith("/no"):
        telling.say(telling.words(NOT_NOW(partner=tie.partner.name)))
    elif due.subject.endswith("/late"):
        telling.say(telling.words(TOO_LATE()))


def _is_possible(telling: Telling, tie: Tie) -> bool:
    """Whether nothing stands in the way by now: time, a seat, another mentor, someone who left or stopped."""
    mentee = telling.person.id == tie.match.mentee
    others = [one for one in ties_in(telling, program=tie.match.program) if one.match.mentee == tie.match.mentee]
    there = tie.membership is not None and tie.membership.status == "waiting" and tie.partner.active
    has_seat = tie.taken < (seats(tie) if mentee else _own_seats(telling, tie))
    return can_reopen(telling, tie.match) and not others and there and has_seat and tie.address is not None


def _own_seats(telling: Telling, tie: Tie) -> int:
    mine = (m for m in telling.scene.memberships if (m.program, m.role) == (tie.match.program, "mentor"))
    found = next((m.profile.get("seats") for m in mine), 0)
    return found if isinstance(found, int) else 1


def _go_on(telling: Telling, tie: Tie) -> None:
    match = move(telling, note(telling, tie.match, reopen=None), "open")
    tell_partner(telling, match, "reopen-answer")
    _welcome(telling, tie_of(telling, match.id) or tie)


def _welcome(telling: Telling, tie: Tie) -> None:
    """Nobody looks for anyone else for them any more."""
    record(telling, tie.match.program, tie.match.side(telling.person.id), resting=None, away_until=None, first=None)
    telling.say(telling.words(AGAIN(partner=tie.partner.name)), offers(telling, tie))


VERBS: Verbs = {"reopen": PairVerb(REOPEN, wish, frozenset({"ended"}))}
PHRASES = (ASKED, ALREADY, TOO_LATE, AGAIN, NOT_NOW, STAYS)
