"""What is done about a report: taken on, answered, the match locked or ended, noted, closed; each is in the trail."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.desk import letters
from bot.flows.desk.duty import OUTCOMES, closing, key_of
from bot.flows.desk.reported import BACK, LIST, found, name_of, read, show_concern, ways_on
from bot.flows.desk.rights import desk_of, enter
from bot.flows.desk.views import button
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import Choice, FreeText
from bot.words.effects.desk import Tend
from bot.words.effects.matches import SaveConcern
from bot.words.effects.sending import CancelRelays, Schedule
from bot.words.ids import id_in
from bot.words.matches import Concern, Match
from bot.words.messages import Json, Press
from bot.words.people import Due
from bot.words.phrases import Phrase

TOOK = Phrase("desk-report-took", "Thank you. {reporter} hears that you have taken it on.")
HAS_IT = Phrase("desk-report-has-it", "{name} has taken this on already.")
LOCKED_NOW = Phrase(
    "desk-report-locked-now",
    "Locked: nothing is passed on between {mentee} and {mentor} any more. Both only hear that the match rests.",
)
ENDED_NOW = Phrase("desk-report-ended-now", "The match has ended for good. Both hear it kindly, without a reason.")
UNLOCKED_NOW = Phrase("desk-report-unlocked-now", "The match goes on. Both are told.")
NOTED = Phrase("desk-report-noted", "Noted.")
CLOSED_NOW = Phrase("desk-report-closed-now", "Closed. {reporter} hears it in general words.")
STILL_LOCKED = Phrase(
    "desk-report-still-locked",
    "The match of {mentee} and {mentor} is still locked. Shall it go on, or end for good?",
)
GONE = Phrase("desk-report-gone", "That is settled already, or not yours to see.")

AFTERWARDS = frozenset({"words", "resume", "end"})
"""What can be done about a report that is closed: a match that it left locked must not be forgotten."""


def act(telling: Telling, arg: str) -> None:
    """Show a report, or do something about it."""
    code, _, what = arg.partition(".")
    concern = found(telling, id_in(code))
    if concern is None:
        telling.say(telling.words(GONE()))
        return
    deeds = {"words": read, "take": take, "write": write, "lock": lock, "resume": unlock, "end": end}
    if what in {"note", "close"} and concern.status != "closed":
        telling.open_run("desknote" if what == "note" else "deskclosing", concern.program, {"concern": concern.id})
        advance(telling)
    elif what in deeds and (concern.status != "closed" or what in AFTERWARDS):
        deeds[what](telling, concern)
    else:
        show_concern(telling, concern)


def take(telling: Telling, concern: Concern) -> None:
    """It is mine: the reporter hears that somebody has it."""
    desk, me = desk_of(telling), telling.person.id
    if concern.status == "taken" and concern.owner != me and any(one.person == concern.owner for one in desk.staff):
        telling.say(telling.words(HAS_IT(name=desk.name(concern.owner))))
        return
    taken = replace(concern, status="taken", owner=me)
    telling.wish(SaveConcern(taken), Tend(key_of(concern), "taken", me))
    enter(telling, "take-concern", concern.program, match=concern.match, details={"concern": concern.id})
    _tell_reporter(telling, concern, "desk-heard")
    if telling.inbound is not None and isinstance(telling.inbound.content, Press):
        # The report they look at no longer says that nobody has it.
        show_concern(telling, taken)
    reporter = name_of(telling, desk, concern.reporter)
    telling.say(telling.words(TOOK(reporter=reporter)), (button(telling, BACK, f"concern.{concern.id:x}"),))


def write(telling: Telling, concern: Concern) -> None:
    """Write to the reporter."""
    if concern.reporter:
        letters.begin(telling, concern.reporter, concern.program)


def lock(telling: Telling, concern: Concern) -> None:
    """Nothing passes between the two from this very commit on; neither is told why."""
    desk = desk_of(telling)
    match = desk.matches.get(concern.match or 0)
    if match is None:
        telling.say(telling.words(GONE()))
        return
    people = (match.mentee, match.mentor)
    telling.wish(*(CancelRelays(match.id, person) for person in people))
    _have(telling, match, "desk-lock", *people)
    enter(telling, "lock", concern.program, match=match.id, details={"concern": concern.id})
    mentee, mentor = (name_of(telling, desk, person) for person in people)
    back = button(telling, BACK, f"concern.{concern.id:x}")
    telling.say(telling.words(LOCKED_NOW(mentee=mentee, mentor=mentor)), (back,))


def unlock(telling: Telling, concern: Concern) -> None:
    """The match goes on."""
    match = desk_of(telling).matches.get(concern.match or 0)
    if match is not None and match.status == "paused":
        _have(telling, match, "desk-resume", match.mentee)
        enter(telling, "resume", concern.program, match=match.id, details={"concern": concern.id})
        telling.say(telling.words(UNLOCKED_NOW()))


def end(telling: Telling, concern: Concern) -> None:
    """The match ends for good, without goodbye."""
    match = desk_of(telling).matches.get(concern.match or 0)
    if match is not None and match.status in {"open", "paused"}:
        due = Due(
            f"match:{match.id:x}:desk-close", "desk-close", match.mentee, telling.now, subject=f"{match.id}/concern"
        )
        telling.wish(Schedule(due))
        enter(telling, "close", concern.program, match=match.id, details={"concern": concern.id})
        telling.say(telling.words(ENDED_NOW()))


def keep_note(telling: Telling) -> None:
    """Keep what was noted."""
    concern, words = found(telling, _meant(telling)), telling.run.answers.get("words")
    telling.close_run()
    if concern is None or not isinstance(words, str):
        telling.say(telling.words(GONE()))
        return
    telling.wish(SaveConcern(_noted(telling, concern, words)))
    enter(telling, "note-concern", concern.program, match=concern.match, details={"concern": concern.id})
    telling.say(telling.words(NOTED()), (button(telling, BACK, f"concern.{concern.id:x}"),))


def close(telling: Telling) -> None:
    """It is over: the outcome is kept, and the reporter hears it in general words."""
    concern, answers = found(telling, _meant(telling)), dict(telling.run.answers)
    telling.close_run()
    outcome = str(answers.get("outcome"))
    if outcome == "stay":
        telling.say(telling.words(NOTED()))
        return
    if concern is None or concern.status == "closed":
        telling.say(telling.words(GONE()))
        return
    words = answers.get("words")
    kept = _noted(telling, concern, words) if isinstance(words, str) else concern
    telling.wish(*closing(kept, outcome, telling.person.id, telling.now))
    details: Json = {"concern": concern.id, "outcome": outcome}
    enter(telling, "close-concern", concern.program, match=concern.match, details=details)
    desk = desk_of(telling)
    said, buttons = [telling.words(CLOSED_NOW(reporter=name_of(telling, desk, concern.reporter)))], []
    match = desk.matches.get(concern.match or 0)
    if match is not None and (match.status, match.reason) == ("paused", "safety"):
        mentee, mentor = (name_of(telling, desk, person) for person in (match.mentee, match.mentor))
        said.append(telling.words(STILL_LOCKED(mentee=mentee, mentor=mentor)))
        buttons = list(ways_on(telling, concern))
    telling.say("\n\n".join(said), (*buttons, button(telling, LIST, "today")))


class DeskNote(Flow):
    """A note about a report."""

    words = Ask(
        "What would you like to note? Only staff of this program can read it.", FreeText(at_most=2000), counted=False
    )
    kept = Do(keep_note)


class DeskClosing(Flow):
    """What came of a report."""

    outcome = Ask(
        "What came of it? The reporter only hears that it was dealt with, or that nothing had to change.",
        Choice(
            talked="We talked with them",
            parted="The match has ended",
            left="Someone had to leave",
            advised="Advice was enough",
            nothing="Nothing had to change",
            stay="Not closed yet",
        ),
        counted=False,
    )
    words = Ask(
        "Would you like to add a note for those who come after you? Or press Skip.",
        FreeText(at_most=2000),
        when=outcome.was(*OUTCOMES),
        counted=False,
        optional=True,
    )
    closed = Do(close)


def _tell_reporter(telling: Telling, concern: Concern, what: str) -> None:
    if concern.reporter:
        key = f"{what}:{concern.id:x}"
        telling.wish(Schedule(Due(key, what, concern.reporter, telling.now, subject=str(concern.id))))


def _have(telling: Telling, match: Match, what: str, *people: int) -> None:
    for person in people:
        key = f"match:{match.id:x}:{what}:{person:x}"
        telling.wish(Schedule(Due(key, what, person, telling.now, subject=str(match.id))))


def _noted(telling: Telling, concern: Concern, words: str) -> Concern:
    note: Json = {"by": telling.person.id, "at": telling.now.isoformat(), "text": words}
    return replace(concern, notes=(*concern.notes, note))


def _meant(telling: Telling) -> int:
    id = telling.run.answers.get("concern")
    return id if isinstance(id, int) else 0


PHRASES = (
    TOOK, HAS_IT, LOCKED_NOW, ENDED_NOW, UNLOCKED_NOW, NOTED, CLOSED_NOW, STILL_LOCKED, GONE,
)  # fmt: skip
