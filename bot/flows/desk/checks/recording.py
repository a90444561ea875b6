"""Recording a check of a mentor at the desk: how long it holds, what will happen, done, and undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from bot.curriculum.matching import Check
from bot.flows.desk.board.seeing import program_of
from bot.flows.desk.checks import page
from bot.flows.desk.rights import deny, desk_of, enter, may
from bot.flows.desk.views import button, remember, show
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import Date
from bot.flows.training import recording
from bot.flows.training.awaited import KIND, awaited
from bot.flows.training.checks import valid_until
from bot.flows.training.recording import Standing, read_standing, standing_of
from bot.words.desk import Card, Desk
from bot.words.effects.sending import Schedule
from bot.words.ids import id_in
from bot.words.journeys import Attention
from bot.words.messages import Button
from bot.words.people import Membership, Person
from bot.words.phrases import Phrase

WHICH = Phrase("desk-check-which", "Which check of {name} do you want to record?")
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
PAST = Phrase("desk-check-past", "That day is over already. Please give one that is still to come.")
TO_PERSON = Phrase("desk-check-to-person", "{name}'s checks")
GONE = Phrase("desk-check-gone", "{name} is no mentor of yours any more, so there is nothing to record.")
OWN = Phrase("desk-check-own", "These are your own checks. A colleague has to record them.")

_YEARS = ("1", "2", "3")
_OTHER, _PLEDGE, _UNDO = "a", "yes", "u"


@dataclass(frozen=True, slots=True)
class _Meant:
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


def act(telling: Telling, arg: str) -> None:
    """Show a mentor's checks, or record one of them; the program's rights are read anew each time."""
    code, _, rest = arg.partition(".")
    name, _, more = rest.partition(".")
    program = program_of(name, telling.stage.programs)
    if program is None or not may(telling, program) or not id_in(code):
        deny(telling, f"check.{arg}")
        return
    card = desk_of(telling).cards.get(id_in(code))
    membership = membership_of(card, program)
    if card is None or membership is None:
        telling.say(telling.words(GONE(name=card.person.name if card else "…")))
    elif membership.person == telling.person.id:
        telling.say(telling.words(OWN()))
    elif not more:
        page.show_person(telling, card.person, membership)
    else:
        _act_on(telling, card, membership, more)


def begin(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """A line of the list says that a check is missing or runs out: record it, or ask which one."""
    card = desk.cards.get(line.person or 0)
    membership = membership_of(card, line.program)
    if card is None or membership is None:
        telling.say(telling.words(GONE(name=desk.name(line.person) or "…")))
        return
    program = telling.stage.programs[line.program]
    names = [check.name for check in awaited(program, card.person, membership)]
    if line.kind != KIND:
        names = [line.key.rpartition(":")[2]]
    found = [at for at, check in enumerate(program.matching.checks) if check.name in names]
    if len(found) == 1:
        _ask(telling, _Meant(card.person, membership, found[0], program.matching.checks[found[0]]))
        return
    ways = (*page.record_buttons(telling, membership), _to_person(telling, card.person, membership))
    show(telling, telling.words(WHICH(name=card.person.name)), ways)


def membership_of(card: Card | None, program: str) -> Membership | None:
    """What this person takes part in as a mentor of the program."""
    held = card.memberships if card else ()
    return next((one for one in held if (one.program, one.role) == (program, "mentor")), None)


def _act_on(telling: Telling, card: Card, membership: Membership, rest: str) -> None:
    at, _, more = rest.partition(".")
    checks = telling.stage.programs[membership.program].matching.checks
    if not at.isdecimal() or int(at) >= len(checks):
        page.show_person(telling, card.person, membership)
        return
    meant = _Meant(card.person, membership, int(at), checks[int(at)])
    what, _, sure = more.partition(".")
    if not what:
        _ask(telling, meant)
    elif what == _OTHER:
        known = {"to": meant.person.id, "check": meant.at}
        telling.open_run(DeskChecking.key, membership.program, known)
        advance(telling)
    elif what == _UNDO:
        _undo(telling, meant, sure)
    elif (wanted := _wanted(what, meant.check, telling.now.date())) is None:
        _ask(telling, meant)
    elif sure == _PLEDGE:
        _do(telling, meant, wanted)
    else:
        _confirm(telling, meant, wanted)


def _ask(telling: Telling, meant: _Meant) -> None:
    today = telling.now.date()
    usual = valid_until(meant.check, today)
    buttons = [button(telling, USUAL, meant.data("p"), "option", day=page.shown(telling, usual))]
    for years in _YEARS:
        if _after(today, int(years)) != usual:
            phrase = YEAR if years == "1" else YEARS
            values = {} if years == "1" else {"count": int(years)}
            buttons.append(button(telling, phrase, meant.data(years), "option", **values))
    others = ((NO_END, "n"), (OTHER_DAY, _OTHER), (NOT_PASSED, "f"))
    buttons += [button(telling, phrase, meant.data(code), "option") for phrase, code in others]
    said = HOW_LONG(check=_label(telling, meant), name=meant.person.name)
    show(telling, telling.words(said), (*buttons, _to_person(telling, meant.person, meant.membership)))


def _confirm(telling: Telling, meant: _Meant, wanted: Standing) -> None:
    values = {"check": _label(telling, meant), "name": meant.person.name}
    if wanted.outcome != "passed":
        said = [telling.words(SURE_FAILED(**values))]
    elif wanted.until is None:
        said = [telling.words(SURE_ENDLESS(**values))]
    else:
        said = [telling.words(SURE(day=page.shown(telling, wanted.until), **values))]
    program = telling.stage.programs[meant.membership.program]
    if wanted.outcome == "passed" and awaited(program, meant.person, meant.membership) == [meant.check]:
        said.append(telling.words(LAST()))
    yes = button(telling, YES, meant.data(f"{wanted.code}.{_PLEDGE}"), "option")
    show(telling, "\n\n".join(said), (yes, button(telling, BACK, meant.data())))


def _do(telling: Telling, meant: _Meant, wanted: Standing) -> None:
    back = _to_person(telling, meant.person, meant.membership)
    if meant.standing == wanted:
        show(telling, telling.words(SAME(**_values(telling, meant, wanted))), (back,))
        return
    telling.wish(Schedule(recording.asked_for(meant.membership, meant.check, None, wanted, telling.now)))
    _enter(telling, "record-check", meant, wanted)
    undo = button(telling, UNDO, meant.data(f"{_UNDO}.{meant.standing.code}-{wanted.code}"), "option")
    show(telling, telling.words(DONE(**_values(telling, meant, wanted))), (undo, back))


def _undo(telling: Telling, meant: _Meant, codes: str) -> None:
    """It is as it was before, where nobody changed it since."""
    before, _, mine = codes.partition("-")
    was, is_ = read_standing(before), read_standing(mine)
    back = _to_person(telling, meant.person, meant.membership)
    if was is None or is_ is None or meant.standing != is_:
        show(telling, telling.words(CHANGED(**_values(telling, meant, meant.standing))), (back,))
        return
    telling.wish(Schedule(recording.asked_for(meant.membership, meant.check, is_, was, telling.now)))
    _enter(telling, "undo-check", meant, was)
    show(telling, telling.words(UNDONE(**_values(telling, meant, was))), (back,))


# --- a day that is typed -----------------------------------------------------------------------------------------


def tell_which(telling: Telling) -> Mapping[str, str]:
    """Which check of whom."""
    meant = _of_run(telling)
    return {"check": _label(telling, meant), "whom": meant.person.name} if meant else {"check": "", "whom": ""}


def take_day(telling: Telling) -> None:
    """The day was given: what will happen is shown."""
    meant, day = _of_run(telling), dt.date.fromisoformat(str(telling.run.answers.get("until")))
    program = telling.run.variant
    telling.close_run()
    if meant is None or not may(telling, program):
        telling.say(telling.words(GONE(name="…")))
    elif day < telling.now.date():
        again = (button(telling, OTHER_DAY, meant.data(_OTHER), "option"),)
        telling.say(telling.words(PAST()), again)
        remember(telling, again)
    else:
        _confirm(telling, meant, Standing("passed", day))


class DeskChecking(Flow):
    """The last day a check holds."""

    until = Ask("Until which day does this hold for {whom}: {check}?", Date(), values=tell_which, counted=False)
    taken = Do(take_day)


def _of_run(telling: Telling) -> _Meant | None:
    answers, program = telling.run.answers, telling.run.variant
    person, at = answers.get("to"), answers.get("check")
    card = desk_of(telling).cards.get(person if isinstance(person, int) else 0)
    membership = membership_of(card, program)
    checks = telling.stage.programs[program].matching.checks if program in telling.stage.programs else ()
    if card is None or membership is None or not isinstance(at, int) or at >= len(checks):
        return None
    return _Meant(card.person, membership, at, checks[at])


# --- small things ------------------------------------------------------------------------------------------------


def _wanted(code: str, check: Check, today: dt.date) -> Standing | None:
    if code == "p":
        return Standing("passed", valid_until(check, today))
    if code in _YEARS:
        return Standing("passed", _after(today, int(code)))
    read = read_standing(code)
    return read if read and read.outcome else None


def _after(today: dt.date, years: int) -> dt.date:
    try:
        return today.replace(year=today.year + years)
    except ValueError:
        return today.replace(year=today.year + years, day=28)


def _values(telling: Telling, meant: _Meant, standing: Standing) -> dict[str, str]:
    said = page.in_words(telling, standing)
    return {"check": _label(telling, meant), "name": meant.person.name, "standing": said}


def _label(telling: Telling, meant: _Meant) -> str:
    return meant.check.label.in_language(telling.language)


def _to_person(telling: Telling, person: Person, membership: Membership) -> Button:
    return button(telling, TO_PERSON, page.data_of(membership), name=person.name)


def _enter(telling: Telling, what: str, meant: _Meant, standing: Standing) -> None:
    enter(telling, what, meant.membership.program, person=meant.person.id, details=standing.entry(meant.check.name))


PHRASES = (
    WHICH, HOW_LONG, USUAL, YEAR, YEARS, NO_END, OTHER_DAY, NOT_PASSED, SURE, SURE_ENDLESS, SURE_FAILED, LAST, YES,
    BACK, DONE, UNDO, UNDONE, CHANGED, SAME, PAST, TO_PERSON, GONE, OWN,
)  # fmt: skip
