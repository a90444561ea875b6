"""Recording a check of a mentor at the desk: which one is meant, by a button, a line of the list, or a typed day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.curriculum.matching import Check
from bot.flows.desk.board.seeing import program_of
from bot.flows.desk.checks import asking, page
from bot.flows.desk.rights import deny, desk_of, may
from bot.flows.desk.views import button, remember, show
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import Date
from bot.flows.training.awaited import KIND, awaited
from bot.flows.training.checks import valid_until
from bot.flows.training.recording import Standing, read_standing
from bot.words.desk import Card, Desk
from bot.words.ids import id_in
from bot.words.journeys import Attention
from bot.words.people import Membership
from bot.words.phrases import Phrase

WHICH = Phrase("desk-check-which", "Which check of {name} do you want to record?")
PAST = Phrase("desk-check-past", "That day is over already. Please give one that is still to come.")
GONE = Phrase("desk-check-gone", "{name} is no mentor of yours any more, so there is nothing to record.")
OWN = Phrase("desk-check-own", "These are your own checks. A colleague has to record them.")


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
        asking.ask(telling, asking.Meant(card.person, membership, found[0], program.matching.checks[found[0]]))
        return
    ways = (*page.record_buttons(telling, membership), asking.to_person(telling, card.person, membership))
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
    meant = asking.Meant(card.person, membership, int(at), checks[int(at)])
    what, _, sure = more.partition(".")
    if not what:
        asking.ask(telling, meant)
    elif what == asking.OTHER_CODE:
        known = {"to": meant.person.id, "check": meant.at}
        telling.open_run(DeskChecking.key, membership.program, known)
        advance(telling)
    elif what == asking.UNDO_CODE:
        asking.undo(telling, meant, sure)
    elif (wanted := _wanted(what, meant.check, telling.now.date())) is None:
        asking.ask(telling, meant)
    elif sure == asking.PLEDGE:
        asking.record(telling, meant, wanted)
    else:
        asking.confirm(telling, meant, wanted)


# --- a day that is typed -----------------------------------------------------------------------------------------


def tell_which(telling: Telling) -> Mapping[str, str]:
    """Which check of whom."""
    meant = _of_run(telling)
    return {"check": asking.label(telling, meant), "whom": meant.person.name} if meant else {"check": "", "whom": ""}


def take_day(telling: Telling) -> None:
    """The day was given: what will happen is shown."""
    meant, day = _of_run(telling), dt.date.fromisoformat(str(telling.run.answers.get("until")))
    program = telling.run.variant
    telling.close_run()
    if meant is None or not may(telling, program):
        telling.say(telling.words(GONE(name="…")))
    elif day < telling.now.date():
        again = (button(telling, asking.OTHER_DAY, meant.data(asking.OTHER_CODE), "option"),)
        telling.say(telling.words(PAST()), again)
        remember(telling, again)
    else:
        asking.confirm(telling, meant, Standing("passed", day))


class DeskChecking(Flow):
    """The last day a check holds."""

    until = Ask("Until which day does this hold for {whom}: {check}?", Date(), values=tell_which, counted=False)
    taken = Do(take_day)


def _of_run(telling: Telling) -> asking.Meant | None:
    answers, program = telling.run.answers, telling.run.variant
    person, at = answers.get("to"), answers.get("check")
    card = desk_of(telling).cards.get(person if isinstance(person, int) else 0)
    membership = membership_of(card, program)
    checks = telling.stage.programs[program].matching.checks if program in telling.stage.programs else ()
    if card is None or membership is None or not isinstance(at, int) or at >= len(checks):
        return None
    return asking.Meant(card.person, membership, at, checks[at])


def _wanted(code: str, check: Check, today: dt.date) -> Standing | None:
    if code == "p":
        return Standing("passed", valid_until(check, today))
    if code in asking.YEAR_CODES:
        return Standing("passed", asking.years_after(today, int(code)))
    read = read_standing(code)
    return read if read and read.outcome else None


PHRASES = (WHICH, PAST, GONE, OWN, *asking.PHRASES)
