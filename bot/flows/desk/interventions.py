"""What a coordinator does about two people or a suggestion: it happens in the turns of those it is about, where what is
true of them is known."""

from __future__ import annotations

import datetime as dt

from bot.flows.desk import letters
from bot.flows.desk.board.wording import names
from bot.flows.desk.kinds import code_of
from bot.flows.desk.owning import NAME, NO, back_to
from bot.flows.desk.rights import enter
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.words.desk import Desk
from bot.words.effects.desk import Tend
from bot.words.effects.sending import Schedule
from bot.words.journeys import Attention
from bot.words.matches import Match
from bot.words.people import Due
from bot.words.phrases import Phrase

SEARCH_AFTER = dt.timedelta(minutes=1)
"""How long after a match was ended for a new one the search begins: both have been told by then."""

TO_WHOM = Phrase("desk-to-whom", "Who would you like to write to?")
NUDGED = Phrase("desk-nudged", "Good. I ask {who} kindly how it goes, at a good hour of theirs.")
REMINDED = Phrase("desk-reminded", "Good. I remind {who} of the suggestion.")
WENT_ON = Phrase("desk-went-on", "Good. I go on to the next choice.")
SEARCHING = Phrase("desk-searching", "I search now. If someone fits, the suggestion goes out as your program has it.")
RELEASED = Phrase("desk-released", "Released: {count} mentees see their suggestions now.")
PAUSED = Phrase(
    "desk-paused", "The match of {who} rests now. Both are told, without a reason, and nothing is passed on."
)
GOES_ON = Phrase("desk-goes-on", "The match of {who} goes on. Both are told.")
SURE_CLOSE = Phrase("desk-sure-close", "Shall the match of {who} end? Both are told kindly, without a reason.")
SURE_REMATCH = Phrase(
    "desk-sure-rematch",
    "Shall the match of {who} end, and I look for someone new at once? Both are told kindly, without a reason.",
)
YES = Phrase("desk-yes", "Yes, do it")
CLOSED = Phrase("desk-closed", "The match of {who} has ended. Both are told.")
REMATCHED = Phrase("desk-rematched", "The match of {who} has ended. Both are told, and I look for someone new.")


def write(telling: Telling, desk: Desk, line: Attention, arg: str) -> None:
    """Write to someone; of two, to whom is asked first."""
    match = desk.matches.get(line.match or 0)
    sides = {} if match is None else {"mentee": match.mentee, "mentor": match.mentor}
    person = sides.get(arg) or (None if match else line.person)
    if match is not None and person is None and line.person in sides.values() and line.kind != "unreachable":
        person = line.person
    if person:
        letters.begin(telling, person, line.program, match.id if match else 0)
        return
    found = tuple(
        button(telling, NAME, f"line.{code_of(line)}.write.{side}", "option", name=desk.name(one))
        for side, one in sides.items()
    )
    show(telling, telling.words(TO_WHOM()), (*found, back_to(telling, line)))


def nudge(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Have those who are silent asked kindly; both, where nobody is known to be."""
    match = desk.matches[line.match or 0]
    told = line.told if isinstance(line.told, dict) else {}
    sides = told.get("sides")
    wanted = {"mentee": match.mentee, "mentor": match.mentor}
    people = [wanted[str(side)] for side in sides if str(side) in wanted] if isinstance(sides, list) else []
    people = people or ([line.person] if line.person else [*wanted.values()])
    for person in people:
        _have(telling, match, "desk-nudge", person)
    enter(telling, "nudge", line.program, match=match.id)
    telling.say(telling.words(NUDGED(who=names(telling, desk, people))))


def pause(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Let the match rest."""
    match = desk.matches[line.match or 0]
    _have(telling, match, "desk-pause", match.mentee)
    enter(telling, "pause", line.program, match=match.id)
    telling.say(telling.words(PAUSED(who=names(telling, desk, [match.mentee, match.mentor]))))


def resume(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Let the match go on."""
    match = desk.matches[line.match or 0]
    _have(telling, match, "desk-resume", match.mentee)
    enter(telling, "resume", line.program, match=match.id)
    telling.say(telling.words(GOES_ON(who=names(telling, desk, [match.mentee, match.mentor]))))


def close(telling: Telling, desk: Desk, line: Attention, arg: str) -> None:
    """End the match, once that is said twice."""
    _end(telling, desk, line, "close", arg)


def rematch(telling: Telling, desk: Desk, line: Attention, arg: str) -> None:
    """End the match and look for someone new."""
    _end(telling, desk, line, "rematch", arg)


def _end(telling: Telling, desk: Desk, line: Attention, what: str, arg: str) -> None:
    match = desk.matches[line.match or 0]
    who = names(telling, desk, [match.mentee, match.mentor])
    if arg != "yes":
        sure = SURE_CLOSE if what == "close" else SURE_REMATCH
        yes = button(telling, YES, f"line.{code_of(line)}.{what}.yes", "option")
        show(telling, telling.words(sure(who=who)), (yes, button(telling, NO, f"line.{code_of(line)}")))
        return
    _have(telling, match, "desk-close", match.mentee, what)
    if what == "rematch":
        at = telling.now + SEARCH_AFTER
        key = f"desk-search:{match.id:x}"
        telling.wish(Schedule(Due(key, "desk-search", match.mentee, at, subject=match.program)))
    telling.wish(Tend(line.key, "done", telling.person.id))
    enter(telling, what, line.program, match=match.id)
    telling.say(telling.words((CLOSED if what == "close" else REMATCHED)(who=who)))


def remind(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Remind whoever has not answered a suggestion."""
    match = desk.matches[line.match or 0]
    if match.status == "asked":
        kind, person, subject = "invite-remind", match.mentor, str(match.id)
    else:
        kind, person, subject = "offer-remind", match.mentee, match.program
    key = f"desk-remind:{match.id:x}"
    telling.wish(Schedule(Due(key, kind, person, telling.now, subject=subject)))
    enter(telling, "remind", line.program, match=match.id)
    telling.say(telling.words(REMINDED(who=names(telling, desk, [person]))))


def go_on(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Wait no longer for an answer."""
    match = desk.matches[line.match or 0]
    if match.status == "asked":
        kind, person, subject = "invite-over", match.mentor, str(match.id)
    else:
        kind, person, subject = "offer-over", match.mentee, match.program
    telling.wish(Schedule(Due(f"desk-next:{match.id:x}", kind, person, telling.now, subject=subject)))
    telling.wish(Tend(line.key, "done", telling.person.id))
    enter(telling, "next", line.program, match=match.id)
    telling.say(telling.words(WENT_ON()))


def search(telling: Telling, _: Desk, line: Attention, __: str) -> None:
    """A matching round, now."""
    telling.wish(Schedule(Due(f"round-now:{line.program}", "round", 0, telling.now, subject=line.program)))
    enter(telling, "round", line.program, person=line.person)
    telling.say(telling.words(SEARCHING()))


def release(telling: Telling, _: Desk, line: Attention, __: str) -> None:
    """Show held suggestions to their mentees."""
    told = line.told if isinstance(line.told, dict) else {}
    found = told.get("mentees")
    mentees = [one for one in found if isinstance(one, int)] if isinstance(found, list) else []
    for mentee in mentees:
        key = f"offer:{line.program}:{mentee:x}"
        telling.wish(Schedule(Due(key, "offer", mentee, telling.now, subject=line.program)))
    telling.wish(Tend(line.key, "done", telling.person.id))
    enter(telling, "release", line.program, details={"mentees": len(mentees)})
    telling.say(telling.words(RELEASED(count=len(mentees))))


def _have(telling: Telling, match: Match, what: str, person: int, detail: str = "") -> None:
    """Have it done in the turn of this person, at once."""
    key = f"match:{match.id:x}:{what}:{person:x}"
    subject = f"{match.id}/{detail}" if detail else str(match.id)
    telling.wish(Schedule(Due(key, what, person, telling.now, subject=subject)))


PHRASES = (
    TO_WHOM, NUDGED, REMINDED, WENT_ON, SEARCHING, RELEASED, PAUSED, GOES_ON, SURE_CLOSE, SURE_REMATCH, YES, CLOSED,
    REMATCHED,
)  # fmt: skip
