"""The steps of recording a check: how long it holds, whether that is sure, done, and undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.curriculum.matching import Check
from bot.flows.desk.checks import page
from bot.flows.desk.rights import enter
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.flows.training import recording
from bot.flows.training.awaited import awaited
from bot.flows.training.checks import valid_until
from bot.flows.training.recording import Standing, read_standing, standing_of
from bot.words.effects.sending import Schedule
from bot.words.messages import Button
from bot.words.people import Membership, Person
from bot.words.phrases import Phrase

HOW_LONG = Phrase("desk-check-how-long", "How long does this hold for {name}: {check}?")
USUAL = Phrase("desk-check-usual", "As usual: {day}")
YEAR = Phrase("desk-check-year", "1 year")
YEARS = Phrase("desk-check-years", "{count} years")
NO_END = Phrase("desk-check-no-end", "No end")
OTHER_DAY = Phrase("desk-check-other-day", "Another day")
NOT_PASSED = Phrase("desk-check-not-passed", "Not passed")
SURE = Phrase("desk-check-sure", "Shall I record it for {name}: {check}, until {day}? {name} hears it at once.")
SURE_ENDLESS = Phrase(
    "desk-check-sure-endless",
    "Shall I record it for {name}: {check}, without an end? {name} hears it at once.",
)
SURE_FAILED = Phrase(
    "desk-check-sure-failed",
    "Shall I record it for {name}: {check}, not passed? {name} hears kindly that the program could not confirm it, and "
    "gets no new suggestions. Whoever they walk with already stays with them.",
)
LAST = Phrase("desk-check-last", "It is the last thing that is missing: from then on I look for someone for them.")
YES = Phrase("desk-check-yes", "Yes, record it")
BACK = Phrase("desk-check-back", "No, back")
DONE = Phrase("desk-check-done", "Done, for {name}: {check}, {standing}.")
UNDO = Phrase("desk-check-undo", "Undo")
UNDONE = Phrase(
    "desk-check-undone", "Undone. For {name} it is as it was: {check}, {standing}. {name} hears that it was a mistake."
)
CHANGED = Phrase("desk-check-changed", "Meanwhile this has changed for {name}: {check}, {standing}. I left it so.")
SAME = Phrase("desk-check-same", "That is recorded already for {name}: {check}, {standing}.")
TO_PERSON = Phrase("desk-check-to-person", "{name}'s checks")

YEAR_CODES = ("1", "2", "3")
OTHER_CODE, PLEDGE, UNDO_CODE = "a", "yes", "u"


@dataclass(frozen=True, slots=True)
class Meant:
    """The check that is meant: whose, and which of the program's."""

    person: Person
    membership: Membership
    at: int
    check: Check

    def data(self, more: str = "") -> str:
        return page.data_of(self.membership, self.at, more)

    @property
    def standing(self) -> Standing:
        return standing_of(self.membership, self.check.name)


def ask(telling: Telling, meant: Meant) -> None:
    """How long does it hold?"""
    today = telling.now.date()
    usual = valid_until(meant.check, today)
    buttons = [button(telling, USUAL, meant.data("p"), "option", day=page.shown(telling, usual))]
    for years in YEAR_CODES:
        if years_after(today, int(years)) != usual:
            phrase = YEAR if years == "1" else YEARS
            values = {} if years == "1" else {"count": int(years)}
            buttons.append(button(telling, phrase, meant.data(years), "option", **values))
    others = ((NO_END, "n"), (OTHER_DAY, OTHER_CODE), (NOT_PASSED, "f"))
    buttons += [button(telling, phrase, meant.data(code), "option") for phrase, code in others]
    said = HOW_LONG(check=label(telling, meant), name=meant.person.name)
    show(telling, telling.words(said), (*buttons, to_person(telling, meant.person, meant.membership)))


def confirm(telling: Telling, meant: Meant, wanted: Standing) -> None:
    """Say what will happen, and ask whether it shall."""
    values = {"check": label(telling, meant), "name": meant.person.name}
    if wanted.outcome != "passed":
        said = [telling.words(SURE_FAILED(**values))]
    elif wanted.until is None:
        said = [telling.words(SURE_ENDLESS(**values))]
    else:
        said = [telling.words(SURE(day=page.shown(telling, wanted.until), **values))]
    program = telling.stage.programs[meant.membership.program]
    if wanted.outcome == "passed" and awaited(program, meant.person, meant.membership) == [meant.check]:
        said.append(telling.words(LAST()))
    yes = button(telling, YES, meant.data(f"{wanted.code}.{PLEDGE}"), "option")
    show(telling, "\n\n".join(said), (yes, button(telling, BACK, meant.data())))


def record(telling: Telling, meant: Meant, wanted: Standing) -> None:
    """Have it recorded, with a way back."""
    back = to_person(telling, meant.person, meant.membership)
    if meant.standing == wanted:
        show(telling, telling.words(SAME(**_values(telling, meant, wanted))), (back,))
        return
    telling.wish(Schedule(recording.asked_for(meant.membership, meant.check, None, wanted, telling.now)))
    _enter(telling, "record-check", meant, wanted)
    undo = button(telling, UNDO, meant.data(f"{UNDO_CODE}.{meant.standing.code}-{wanted.code}"), "option")
    show(telling, telling.words(DONE(**_values(telling, meant, wanted))), (undo, back))


def undo(telling: Telling, meant: Meant, codes: str) -> None:
    """It is as it was before, where nobody changed it since."""
    before, _, mine = codes.partition("-")
    was, is_ = read_standing(before), read_standing(mine)
    back = to_person(telling, meant.person, meant.membership)
    if was is None or is_ is None or meant.standing != is_:
        show(telling, telling.words(CHANGED(**_values(telling, meant, meant.standing))), (back,))
        return
    telling.wish(Schedule(recording.asked_for(meant.membership, meant.check, is_, was, telling.now)))
    _enter(telling, "undo-check", meant, was)
    show(telling, telling.words(UNDONE(**_values(telling, meant, was))), (back,))


def years_after(today: dt.date, years: int) -> dt.date:
    """The same day so many years on; February 28 where it is no leap year."""
    try:
        return today.replace(year=today.year + years)
    except ValueError:
        return today.replace(year=today.year + years, day=28)


def _values(telling: Telling, meant: Meant, standing: Standing) -> dict[str, str]:
    said = page.in_words(telling, standing)
    return {"check": label(telling, meant), "name": meant.person.name, "standing": said}


def label(telling: Telling, meant: Meant) -> str:
    """What the check is called."""
    return meant.check.label.in_language(telling.language)


def to_person(telling: Telling, person: Person, membership: Membership) -> Button:
    """The way back to all their checks."""
    return button(telling, TO_PERSON, page.data_of(membership), name=person.name)


def _enter(telling: Telling, what: str, meant: Meant, standing: Standing) -> None:
    enter(telling, what, meant.membership.program, person=meant.person.id, details=standing.entry(meant.check.name))


PHRASES = (
    HOW_LONG, USUAL, YEAR, YEARS, NO_END, OTHER_DAY, NOT_PASSED, SURE, SURE_ENDLESS, SURE_FAILED, LAST, YES, BACK, DONE,
    UNDO, UNDONE, CHANGED, SAME, TO_PERSON,
)  # fmt: skip
