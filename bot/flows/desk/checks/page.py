"""What is recorded about a mentor's checks: each with until when, and what can be done about it."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date

from bot.curriculum.matching import Check
from bot.flows.desk.board.seeing import code_of
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.flows.shapes.labels import locale_of
from bot.flows.training.awaited import is_open
from bot.flows.training.checks import WARN_BEFORE
from bot.flows.training.progress import progress_of
from bot.flows.training.recording import Standing, standing_of
from bot.words.messages import Button
from bot.words.people import Membership, Person
from bot.words.phrases import Phrase

HEAD = Phrase("desk-check-head", "{name}, mentor of {program}")
NO_CHECKS = Phrase("desk-check-none", "{program} asks for no checks.")
ONE = Phrase("desk-check-one", "• {check}: {standing}")
MISSING = Phrase("desk-check-missing", "not recorded yet")
FAILED = Phrase("desk-check-failed", "not passed")
ENDLESS = Phrase("desk-check-endless", "recorded, without an end")
UNTIL = Phrase("desk-check-until", "recorded, holds until {day}")
RAN_OUT = Phrase("desk-check-ran-out", "ran out on {day}")
TRAINS = Phrase("desk-check-trains", "The training is still ahead of them, or under way.")
RECORD = Phrase("desk-check-record", "Record: {check}")
CHANGE = Phrase("desk-check-change", "Change: {check}")
WRITE = Phrase("desk-check-write", "Write to {name}")
ALL = Phrase("desk-check-all", "All checks")


def show_person(telling: Telling, person: Person, membership: Membership, *, anew: bool = False) -> None:
    """A mentor with their checks."""
    program, title = telling.stage.programs[membership.program], telling.title_of(membership.program)
    said = [telling.words(HEAD(name=person.name, program=title))]
    lines = [_line(telling, check, membership) for check in program.matching.checks]
    said.append("\n".join(lines) if lines else telling.words(NO_CHECKS(program=title)))
    if program.matching.training and not progress_of(membership).passed:
        said.append(telling.words(TRAINS()))
    ways = (
        button(telling, WRITE, f"write.{person.id:x}.{membership.program}", "option", name=person.name),
        button(telling, ALL, "checks"),
    )
    show(telling, "\n\n".join(said), (*record_buttons(telling, membership), *ways), anew=anew)


def record_buttons(telling: Telling, membership: Membership) -> list[Button]:
    """One for each check: those that are open first."""
    soon = telling.now.date() + WARN_BEFORE
    checks = telling.stage.programs[membership.program].matching.checks
    found = []
    for at, check in sorted(enumerate(checks), key=lambda one: not is_open(one[1], membership, soon)):
        phrase = RECORD if is_open(check, membership, soon) else CHANGE
        label = check.label.in_language(telling.language)
        found.append(button(telling, phrase, data_of(membership, at), "option", check=label))
    return found


def data_of(membership: Membership, at: int | None = None, more: str = "") -> str:
    """The button that is about this mentor, or about one of the checks of their program, and says `more` about it."""
    data = f"check.{membership.person:x}.{code_of(membership.program)}"
    return data if at is None else f"{data}.{at}{'.' if more else ''}{more}"


def in_words(telling: Telling, standing: Standing) -> str:
    """How a check stands."""
    if standing.outcome != "passed":
        return telling.words((FAILED if standing.outcome else MISSING)())
    if standing.until is None:
        return telling.words(ENDLESS())
    phrase = UNTIL if standing.until >= telling.now.date() else RAN_OUT
    return telling.words(phrase(day=shown(telling, standing.until)))


def shown(telling: Telling, day: dt.date) -> str:
    """A day with its year: checks hold for years."""
    return str(format_date(day, "long", locale=locale_of(telling.language)))


def _line(telling: Telling, check: Check, membership: Membership) -> str:
    standing = in_words(telling, standing_of(membership, check.name))
    return telling.words(ONE(check=check.label.in_language(telling.language), standing=standing))


PHRASES = (
    HEAD, NO_CHECKS, ONE, MISSING, FAILED, ENDLESS, UNTIL, RAN_OUT, TRAINS, RECORD, CHANGE, WRITE, ALL,
)  # fmt: skip
