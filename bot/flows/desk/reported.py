"""A report as staff see it: what kind it is, who has it, what was noted, and, one tap further, its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.curriculum.program import Program
from bot.flows.desk.duty import OnDuty, acknowledge_by
from bot.flows.desk.rights import desk_of, enter, may, may_see
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.texts.dates import day, hour
from bot.words.desk import Desk
from bot.words.matches import Concern, Match
from bot.words.messages import Button, Json
from bot.words.phrases import Phrase

CATEGORIES: Mapping[str, Phrase] = {
    "unsafe": Phrase("desk-category-unsafe", "Someone feels unsafe"),
    "money": Phrase("desk-category-money", "Asked for money or contact"),
    "hurtful": Phrase("desk-category-hurtful", "Hurtful words"),
    "worried": Phrase("desk-category-worried", "Worried about someone"),
    "crisis": Phrase("desk-category-crisis", "Words of someone in crisis"),
    "other": Phrase("desk-category-other", "Something else"),
}

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
TALK = Phrase("desk-report-talk", "The message reported (▶) and what was written around it:")
TALK_LINE = Phrase("desk-report-talk-line", "{name}, {day} {hour}: {words}")
FILE = Phrase("desk-report-file", "({kind}) {words}")
READ_NOTED = Phrase("desk-report-read-noted", "That you have read this is noted in the trail.")


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
                reporter=name_of(telling, desk, concern.reporter),
                about=name_of(telling, desk, concern.about),
                program=telling.title_of(concern.program),
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


def read(telling: Telling, concern: Concern) -> None:
    """Show what was reported; that it was looked at is entered into the trail."""
    desk = desk_of(telling)
    enter(telling, "read-concern", concern.program, match=concern.match, details={"concern": concern.id})
    told = concern.words if isinstance(concern.words, dict) else {"said": concern.words}
    reporter = name_of(telling, desk, concern.reporter)
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


def on_duty(telling: Telling) -> OnDuty:
    """What decides who hears of a report, and by when."""
    desk = desk_of(telling)
    return OnDuty(desk.staff, desk.owners, hours_of(telling.stage.programs))


def hours_of(programs: Mapping[str, Program]) -> dict[str, int]:
    """The hours each program gives to acknowledge a report."""
    return {name: program.concerns.acknowledge_hours for name, program in programs.items()}


def name_of(telling: Telling, desk: Desk, person: int | None) -> str:
    """What someone is called, also where they are gone."""
    return desk.name(person) or telling.words(SOMEBODY())


def _status(telling: Telling, desk: Desk, concern: Concern) -> str:
    if concern.status == "closed":
        return telling.words(CLOSED())
    if concern.status == "taken":
        return telling.words(TAKEN(name=name_of(telling, desk, concern.owner)))
    by = acknowledge_by(concern, on_duty(telling))
    zone, language = telling.person.zone, telling.language
    return telling.words(NEW(day=day(by, zone, language), hour=hour(by, zone, language)))


def _buttons(telling: Telling, desk: Desk, concern: Concern, match: Match | None) -> list[Button]:
    lead = f"concern.{concern.id:x}"
    shown = [button(telling, READ_IT, f"{lead}.words", "option")]
    is_locked = match is not None and (match.status, match.reason) == ("paused", "safety")
    if concern.status == "closed":
        return [*shown, *ways_on(telling, concern)] if is_locked else shown
    if concern.owner != telling.person.id:
        shown.insert(0, button(telling, TAKE, f"{lead}.take", "option"))
    if match is not None and match.status in {"open", "paused"} and match.reason != "safety":
        shown.append(button(telling, LOCK, f"{lead}.lock", "option"))
    if is_locked:
        shown += ways_on(telling, concern)
    if concern.reporter in desk.cards:
        shown.append(button(telling, WRITE, f"{lead}.write", "option", name=desk.name(concern.reporter)))
    shown.append(button(telling, ADD_NOTE, f"{lead}.note", "option"))
    shown.append(button(telling, CLOSE, f"{lead}.close", "option"))
    return shown


def ways_on(telling: Telling, concern: Concern) -> tuple[Button, ...]:
    """How a match that is locked goes on, or does not."""
    lead = f"concern.{concern.id:x}"
    return button(telling, UNLOCK, f"{lead}.resume", "option"), button(telling, END, f"{lead}.end", "option")


def _note(telling: Telling, desk: Desk, note: Json) -> str:
    told = note if isinstance(note, dict) else {}
    by = told.get("by")
    return telling.words(
        NOTE(name=name_of(telling, desk, by if isinstance(by, int) else None), words=str(told.get("text", "")))
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
        name=name_of(telling, desk, person), day=day(at, zone, language), hour=hour(at, zone, language), words=words
    )
    return ("▶ " if told.get("reported") else "") + telling.words(line)


PHRASES = (
    *CATEGORIES.values(), ABOUT, ABOUT_NOBODY, NEW, TAKEN, CLOSED, LOCKED, NOTES, NOTE, SOMEBODY, READ_IT, TAKE,
    WRITE, LOCK, UNLOCK, END, ADD_NOTE, CLOSE, LIST, BACK, SAID, NOTHING_SAID, TALK, TALK_LINE, FILE, READ_NOTED,
)  # fmt: skip
