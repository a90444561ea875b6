"""A report on the desk: taken on by someone by name, read (which is entered into the trail), noted, locked, closed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace

from bot.curriculum.program import Program
from bot.flows.desk import letters
from bot.flows.desk.duty import OUTCOMES, OnDuty, acknowledge_by, closing, key_of
from bot.flows.desk.rights import desk_of, enter, may, may_see
from bot.flows.desk.views import button, show
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import Choice, FreeText
from bot.flows.standing import program_title
from bot.texts.dates import day, hour
from bot.words.desk import Desk
from bot.words.matches import Concern, Match
from bot.words.messages import Button, Json
from bot.words.people import Due
from bot.words.phrases import Phrase
from bot.words.turns import CancelRelays, SaveConcern, Schedule, Tend

CATEGORIES: Mapping[str, Phrase] = {
    "unsafe": Phrase("desk-category-unsafe", "Someone feels unsafe"),
    "money": Phrase("desk-category-money", "Asked for money or contact"),
    "hurtful": Phrase("desk-category-hurtful", "Hurtful words"),
    "worried": Phrase("desk-category-worried", "Worried about someone"),
    "crisis": Phrase("desk-category-crisis", "Words of someone in crisis"),
    "other": Phrase("desk-category-other", "Something else"),
}
ACTED = frozenset({"talked", "parted", "left"})
"""Outcomes after which the reporter hears that something was done."""

ABOUT = Phrase("desk-report", "A report from {reporter} about {about} ({program})\n{category} · {day}, {hour}")
ABOUT_NOBODY = Phrase("desk-report-nobody", "A report from {reporter} ({program})\n{category} · {day}, {hour}")
NEW = Phrase("desk-report-new", "Nobody has taken it yet. Somebody should by {day}, {hour}.")
TAKEN = Phrase("desk-report-taken", "{name} looks after it.")
CLOSED = Phrase("desk-report-closed", "It is closed.")
LOCKED = Phrase("desk-report-locked", "The match is locked: nothing is passed on between the two.")
NOTES = Phrase("desk-report-notes", "Notes:")
NOTE = Phrase("desk-report-note", "• {name}: {words}")
SOMEBODY = Phrase("desk-report-somebody", "someone who has left")
READ_IT = Phrase("desk-report-read", "Read what was reported")
TAKE = Phrase("desk-report-take", "I take it on")
WRITE = Phrase("desk-report-write", "Write to {name}")
LOCK = Phrase("desk-report-lock", "Lock the match now")
UNLOCK = Phrase("desk-report-unlock", "Let the match go on")
END = Phrase("desk-report-end", "End the match")
ADD_NOTE = Phrase("desk-report-add-note", "Add a note")
CLOSE = Phrase("desk-report-close", "Close the report")
LIST = Phrase("desk-report-list", "Back to the list")
BACK = Phrase("desk-report-back", "Back to the report")
SAID = Phrase("desk-report-said", "What {reporter} wrote:\n“{words}”")
NOTHING_SAID = Phrase("desk-report-said-nothing", "{reporter} wrote nothing more.")
TALK = Phrase("desk-report-talk", "The message reported (▶) and what stood around it:")
TALK_LINE = Phrase("desk-report-talk-line", "{name}, {day} {hour}: {words}")
FILE = Phrase("desk-report-file", "({kind}) {words}")
READ_NOTED = Phrase("desk-report-read-noted", "That you have read this is noted in the trail.")
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
GONE = Phrase("desk-report-gone", "That is settled already, or not yours to see.")
ALERT = Phrase(
    "desk-alert", "⚠ {name}, a report needs you ({program}): {category}. Please take it on by {day}, {hour}."
)
ALERT_AGAIN = Phrase(
    "desk-alert-again",
    "⚠ {name}, nobody has taken this report yet ({program}): {category}. It came on {day}, {hour}.",
)
OPEN = Phrase("desk-alert-open", "Open the report")
HEARD = Phrase(
    "desk-told-heard",
    "{name}, who looks after {program}, has taken on your report. They may write to you here. {partner} isn't told.",
)
HEARD_ABOUT_NOBODY = Phrase("desk-told-heard-nobody", "{name}, who looks after {program}, has taken on your report.")
SETTLED = Phrase(
    "desk-told-settled",
    "A word about your report: the people who look after {program} have looked into it and done something about it. "
    "What exactly stays between them and those it concerns. Thank you for speaking up. If something else "
    "happens, please tell me again: /report.",
)
NOTHING_DONE = Phrase(
    "desk-told-nothing-done",
    "A word about your report: the people who look after {program} have looked into it, and found nothing they had to "
    "change for now. Thank you for speaking up. If something else happens, please tell me again: /report.",
)

_HEX = re.compile(r"[0-9a-f]{1,16}")


def act(telling: Telling, arg: str) -> None:
    """Show a report, or do something about it."""
    code, _, what = arg.partition(".")
    concern = found(telling, int(code, 16)) if _HEX.fullmatch(code) else None
    if concern is None:
        telling.say(telling.words(GONE()))
        return
    deeds = {"words": read, "take": take, "write": write, "lock": lock, "resume": unlock, "end": end}
    if what in {"note", "close"} and concern.status != "closed":
        telling.open_run("desknote" if what == "note" else "deskclosing", concern.program, {"concern": concern.id})
        advance(telling)
    elif what in deeds and (concern.status != "closed" or what == "words"):
        deeds[what](telling, concern)
    else:
        show_concern(telling, concern)


def found(telling: Telling, id: int) -> Concern | None:
    """The report, where this person may see it now."""
    concern = next((one for one in desk_of(telling).concerns if one.id == id), None)
    if concern is None or not may(telling, concern.program) or not may_see(concern, telling.person.id):
        return None
    return concern


def show_concern(telling: Telling, concern: Concern) -> None:
    """What kind of report it is, who has it, and what was noted. The words themselves are one tap further."""
    desk, zone, language = desk_of(telling), telling.person.zone, telling.language
    phrase = ABOUT if concern.about else ABOUT_NOBODY
    said = [
        telling.words(
            phrase(
                reporter=_name(telling, desk, concern.reporter),
                about=_name(telling, desk, concern.about),
                program=program_title(telling, concern.program),
                category=category(telling, concern),
                day=day(concern.created_at, zone, language),
                hour=hour(concern.created_at, zone, language),
            )
        ),
        _status(telling, desk, concern),
    ]
    match = desk.matches.get(concern.match or 0)
    if match is not None and (match.status, match.reason) == ("paused", "safety"):
        said.append(telling.words(LOCKED()))
    if concern.notes:
        said.append("\n".join([telling.words(NOTES()), *(_note(telling, desk, one) for one in concern.notes)]))
    show(telling, "\n\n".join(said), (*_buttons(telling, desk, concern, match), button(telling, LIST, "today")))


def category(telling: Telling, concern: Concern) -> str:
    """What kind of report it is, in words."""
    return telling.words(CATEGORIES.get(concern.category, CATEGORIES["other"])())


def _status(telling: Telling, desk: Desk, concern: Concern) -> str:
    if concern.status == "closed":
        return telling.words(CLOSED())
    if concern.status == "taken":
        return telling.words(TAKEN(name=_name(telling, desk, concern.owner)))
    by = acknowledge_by(concern, on_duty(telling))
    zone, language = telling.person.zone, telling.language
    return telling.words(NEW(day=day(by, zone, language), hour=hour(by, zone, language)))


def _buttons(telling: Telling, desk: Desk, concern: Concern, match: Match | None) -> list[Button]:
    lead = f"concern.{concern.id:x}"
    shown = [button(telling, READ_IT, f"{lead}.words", "option")]
    if concern.status == "closed":
        return shown
    if concern.owner != telling.person.id:
        shown.insert(0, button(telling, TAKE, f"{lead}.take", "option"))
    if match is not None and match.status in {"open", "paused"} and match.reason != "safety":
        shown.append(button(telling, LOCK, f"{lead}.lock", "option"))
    if match is not None and (match.status, match.reason) == ("paused", "safety"):
        shown.append(button(telling, UNLOCK, f"{lead}.resume", "option"))
        shown.append(button(telling, END, f"{lead}.end", "option"))
    if concern.reporter in desk.cards:
        shown.append(button(telling, WRITE, f"{lead}.write", "option", name=desk.name(concern.reporter)))
    shown.append(button(telling, ADD_NOTE, f"{lead}.note", "option"))
    shown.append(button(telling, CLOSE, f"{lead}.close", "option"))
    return shown


# --- deeds ---------------------------------------------------------------------------------------------------------


def read(telling: Telling, concern: Concern) -> None:
    """Show what was reported; that it was looked at is entered into the trail."""
    desk = desk_of(telling)
    enter(telling, "read-concern", concern.program, match=concern.match, details={"concern": concern.id})
    told = concern.words if isinstance(concern.words, dict) else {"said": concern.words}
    reporter = _name(telling, desk, concern.reporter)
    said = told.get("said")
    lines = [
        telling.words(
            SAID(reporter=reporter, words=said) if isinstance(said, str) and said else NOTHING_SAID(reporter=reporter)
        )
    ]
    talk = told.get("talk")
    if isinstance(talk, list) and talk:
        match = desk.matches.get(concern.match or 0)
        lines.append("\n".join([telling.words(TALK()), *(_talked(telling, desk, match, one) for one in talk)]))
    lines.append(telling.words(READ_NOTED()))
    show(telling, "\n\n".join(lines), (button(telling, BACK, f"concern.{concern.id:x}"),), anew=True)


def take(telling: Telling, concern: Concern) -> None:
    """It is mine: the reporter hears that somebody has it."""
    desk, me = desk_of(telling), telling.person.id
    if concern.status == "taken" and concern.owner != me and any(one.person == concern.owner for one in desk.staff):
        telling.say(telling.words(HAS_IT(name=desk.name(concern.owner))))
        return
    telling.wish(SaveConcern(replace(concern, status="taken", owner=me)), Tend(key_of(concern), "taken", me))
    enter(telling, "take-concern", concern.program, match=concern.match, details={"concern": concern.id})
    _tell_reporter(telling, concern, "desk-heard")
    reporter = _name(telling, desk, concern.reporter)
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
    mentee, mentor = (_name(telling, desk, person) for person in people)
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
    reporter = _name(telling, desk_of(telling), concern.reporter)
    telling.say(telling.words(CLOSED_NOW(reporter=reporter)), (button(telling, LIST, "today"),))


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


# --- who hears of it -----------------------------------------------------------------------------------------------


def on_duty(telling: Telling) -> OnDuty:
    """What decides who hears of a report, and by when."""
    desk = desk_of(telling)
    return OnDuty(desk.staff, desk.owners, hours_of(telling.stage.programs))


def hours_of(programs: Mapping[str, Program]) -> dict[str, int]:
    """The hours each program gives to acknowledge a report."""
    return {name: program.concerns.acknowledge_hours for name, program in programs.items()}


def alert(telling: Telling, due: Due) -> None:
    """A report needs this member of the staff; again, where nobody has taken it."""
    id, _, rung = due.subject.partition("/")
    concern = found(telling, int(id))
    if concern is None or concern.status != "new":
        return
    phrase = ALERT if rung == "1" else ALERT_AGAIN
    at = acknowledge_by(concern, on_duty(telling)) if rung == "1" else concern.created_at
    zone, language = telling.person.zone, telling.language
    said = phrase(
        name=telling.person.name,
        program=program_title(telling, concern.program),
        category=category(telling, concern),
        day=day(at, zone, language),
        hour=hour(at, zone, language),
    )
    telling.say(telling.words(said), (button(telling, OPEN, f"concern.{concern.id:x}", "option"),))


def tell_heard(telling: Telling, due: Due) -> None:
    """The reporter hears who takes care of it."""
    desk = desk_of(telling)
    concern = next((one for one in desk.concerns if str(one.id) == due.subject), None)
    if concern is None or concern.owner is None or not _can_hear(telling):
        return
    phrase = HEARD if concern.about else HEARD_ABOUT_NOBODY
    title = program_title(telling, concern.program)
    partner = _name(telling, desk, concern.about)
    telling.say(telling.words(phrase(name=desk.name(concern.owner), program=title, partner=partner)))


def tell_settled(telling: Telling, due: Due) -> None:
    """The reporter hears what came of it, in general words."""
    concern = next((one for one in desk_of(telling).concerns if str(one.id) == due.subject), None)
    if concern is not None and concern.status == "closed" and _can_hear(telling):
        phrase = SETTLED if concern.outcome in ACTED else NOTHING_DONE
        telling.say(telling.words(phrase(program=program_title(telling, concern.program))))


def _can_hear(telling: Telling) -> bool:
    return telling.person.active and telling.scene.reachable


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


def _note(telling: Telling, desk: Desk, note: Json) -> str:
    told = note if isinstance(note, dict) else {}
    by = told.get("by")
    return telling.words(
        NOTE(name=_name(telling, desk, by if isinstance(by, int) else None), words=str(told.get("text", "")))
    )


def _talked(telling: Telling, desk: Desk, match: Match | None, one: Json) -> str:

    told = one if isinstance(one, dict) else {}
    person = getattr(match, str(told.get("by")), None) if told.get("by") in {"mentee", "mentor"} else None
    at = dt.datetime.fromisoformat(str(told.get("at")))
    zone, language = telling.person.zone, telling.language
    words = str(told.get("text", ""))
    if "kind" in told:
        words = telling.words(FILE(kind=str(told["kind"]), words=words))
    line = TALK_LINE(
        name=_name(telling, desk, person), day=day(at, zone, language), hour=hour(at, zone, language), words=words
    )
    return ("▶ " if told.get("reported") else "") + telling.words(line)


def _meant(telling: Telling) -> int:
    id = telling.run.answers.get("concern")
    return id if isinstance(id, int) else 0


def _name(telling: Telling, desk: Desk, person: int | None) -> str:
    return desk.name(person) or telling.words(SOMEBODY())


PHRASES = (
    *CATEGORIES.values(), ABOUT, ABOUT_NOBODY, NEW, TAKEN, CLOSED, LOCKED, NOTES, NOTE, SOMEBODY, READ_IT, TAKE, WRITE,
    LOCK, UNLOCK, END, ADD_NOTE, CLOSE, LIST, BACK, SAID, NOTHING_SAID, TALK, TALK_LINE, FILE, READ_NOTED, TOOK, HAS_IT,
    LOCKED_NOW, ENDED_NOW, UNLOCKED_NOW, NOTED, CLOSED_NOW, GONE, ALERT, ALERT_AGAIN, OPEN, HEARD, HEARD_ABOUT_NOBODY,
    SETTLED, NOTHING_DONE,
)  # fmt: skip
