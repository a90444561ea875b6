"""Who works here: colleagues, taking rights away, and handing one's lines to someone during a holiday."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.flows.cohorts.labels import TITLE as COHORTS
from bot.flows.desk import news
from bot.flows.desk.checks.listing import TITLE as CHECKS
from bot.flows.desk.codes import role_in_words
from bot.flows.desk.joins import TITLE as JOINS
from bot.flows.desk.owning import colleagues
from bot.flows.desk.rights import admins, desk_of, enter, is_admin, my_programs
from bot.flows.desk.views import button, show
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import Choice, Date
from bot.flows.shapes.labels import Labelled
from bot.texts.dates import date_in_words
from bot.words.desk import Desk, Staff
from bot.words.effects.desk import SaveStaff
from bot.words.effects.sending import Schedule, Unschedule
from bot.words.messages import Button
from bot.words.people import Due
from bot.words.phrases import Phrase

PEOPLE = Phrase("desk-people", "People")
INVITE = Phrase("desk-invite", "Invite")
HEAD = Phrase("desk-staff", "Who works here:")
MORE = Phrase(
    "desk-people-more",
    "Invite makes someone a coordinator. Join links bring mentees and mentors. Cohorts are for volunteers who train "
    "together. Checks are what mentors need before anyone is suggested to them.",
)
ONE = Phrase("desk-staff-one", "• {name}: {role}")
AWAY = Phrase("desk-staff-away", "{line}, away until {day}")
INSTEAD = Phrase("desk-staff-instead", "{line} ({name} minds their lines)")
YOU = Phrase("desk-staff-you", "{name} (you)")
REMOVE = Phrase("desk-staff-remove", "Remove {name}")
LEAVE = Phrase("desk-staff-leave", "Stop being {role}")
HOLIDAY = Phrase("desk-staff-holiday", "I'm away for a while")
BACK = Phrase("desk-staff-back", "I'm back")
DESK = Phrase("desk-staff-to-desk", "Desk")
SURE = Phrase(
    "desk-staff-sure", "Shall {name} stop being {role}? It counts at once, and their lines become everyone's."
)
YES = Phrase("desk-staff-yes", "Yes")
NO = Phrase("desk-staff-no", "No, back")
REMOVED = Phrase("desk-staff-removed", "Done: {name} is no longer {role}.")
LAST = Phrase(
    "desk-staff-last",
    "You are the only admin, and somebody has to be. Please make someone else an admin first: Invite.",
)
GONE = Phrase("desk-staff-gone", "That is settled already.")
TOLD = Phrase("desk-staff-told", "You are no longer {role}. Thank you for everything you did.")
EVERYONE = Phrase("desk-away-everyone", "Everyone in my program")
AWAY_NOW = Phrase(
    "desk-away-now", "All right. Until {day} your lines go to {name}. Nothing comes to you in the meantime."
)
AWAY_ALL = Phrase("desk-away-all", "All right. Until {day} your lines are everyone's.")
NOT_AWAY = Phrase("desk-away-over", "Welcome back! Your lines come to you again.")
PAST = Phrase("desk-away-past", "That day is over already. Please press the button once more and give a later one.")
MINDING = Phrase("desk-away-minding", "{name} is away until {day} and has asked that you mind their lines. Thank you!")


def show_people(telling: Telling, _: str = "") -> None:
    """Everyone with rights in the programs this person may see."""
    desk, me = desk_of(telling), telling.person.id
    seen = _seen(telling, desk)
    said = [telling.words(HEAD()), *(_line(telling, desk, one) for one in seen), "", telling.words(MORE())]
    parts = ((INVITE, "invite"), (JOINS, "join"), (COHORTS, "cohorts"), (CHECKS, "checks"))
    ways = tuple(button(telling, phrase, name) for phrase, name in parts)
    buttons: list[Button] = []
    for one in seen:
        role = role_in_words(telling, one.role, one.program)
        data = f"staff.remove.{one.person:x}.{one.program}"
        if one.person == me:
            buttons.append(button(telling, LEAVE, data, role=role))
        elif is_admin(telling.scene.staff):
            buttons.append(button(telling, REMOVE, data, name=desk.name(one.person)))
    first_row = telling.scene.staff[0]
    told = button(telling, news.MORE, "news.daily") if first_row.mondays else button(telling, news.LESS, "news.mondays")
    away = any(one.away_until for one in telling.scene.staff)
    first = button(telling, BACK, "staff.back", "option") if away else button(telling, HOLIDAY, "staff.away", "option")
    show(telling, "\n".join(said), (*ways, first, told, *buttons, button(telling, DESK, "menu")))


def act(telling: Telling, arg: str) -> None:
    """Something about the staff."""
    what, _, rest = arg.partition(".")
    match what:
        case "remove":
            _remove(telling, rest)
        case "away":
            telling.open_run("deskaway", "", {})
            advance(telling)
        case "back":
            _save(telling, None, None)
            enter(telling, "back")
            show(telling, telling.words(NOT_AWAY()), (button(telling, DESK, "menu"),))
        case _:
            show_people(telling)


def _remove(telling: Telling, arg: str) -> None:
    code, _, rest = arg.partition(".")
    program, _, sure = rest.partition(".")
    desk = desk_of(telling)
    found = next((one for one in _seen(telling, desk) if (f"{one.person:x}", one.program) == (code, program)), None)
    is_self = found is not None and found.person == telling.person.id
    if found is None or not (is_self or is_admin(telling.scene.staff)):
        telling.say(telling.words(GONE()))
    elif found.role == "admin" and len(admins(desk.staff)) == 1:
        enter(telling, "last-admin-stays")
        telling.say(telling.words(LAST()))
    elif sure != "yes":
        said = SURE(name=desk.name(found.person), role=role_in_words(telling, found.role, found.program))
        yes = button(telling, YES, f"staff.remove.{code}.{program}.yes", "option")
        show(telling, telling.words(said), (yes, button(telling, NO, "people")))
    else:
        _end(telling, desk, found)


def _end(telling: Telling, desk: Desk, found: Staff) -> None:
    telling.wish(SaveStaff(replace(found, ended=telling.now, shown={}, seen=frozenset())))
    role = role_in_words(telling, found.role, found.program)
    enter(telling, "remove", found.program, person=found.person, details={"role": found.role})
    left = [one for one in desk.staff if one.person == found.person and one.program != found.program]
    if not left:
        telling.wish(Unschedule(f"desk-digest:{found.person:x}"))
    if found.person == telling.person.id:
        telling.scene = replace(telling.scene, staff=tuple(left))
    else:
        subject = f"{found.role}/{found.program}"
        key = f"desk-removed:{found.person:x}:{found.program}"
        telling.wish(Schedule(Due(key, "desk-removed", found.person, telling.now, subject=subject)))
    telling.say(telling.words(REMOVED(name=desk.name(found.person), role=role)))


def tell_removed(telling: Telling, due: Due) -> None:
    """Someone's rights are over."""
    role, _, program = due.subject.partition("/")
    if all((one.role, one.program) != (role, program) for one in telling.scene.staff) and telling.scene.reachable:
        telling.say(telling.words(TOLD(role=role_in_words(telling, role, program))))


# --- a holiday -----------------------------------------------------------------------------------------------------


def who(telling: Telling) -> Shape:
    """Colleagues who could mind the lines, or everyone."""
    desk, me = desk_of(telling), telling.person.id
    people = dict.fromkeys(one for program in my_programs(telling) for one in colleagues(desk, program, me))
    options = [_option(telling, f"p{person:x}", desk.name(person)) for person in people]
    return Choice.of([*options, _option(telling, "all", telling.words(EVERYONE()))])


def go(telling: Telling) -> None:
    """The lines go to whoever minds them, until the day is over."""
    answers = dict(telling.run.answers)
    telling.close_run()
    until = dt.date.fromisoformat(str(answers.get("until")))
    if until < telling.now.date():
        telling.say(telling.words(PAST()), (button(telling, HOLIDAY, "staff.away", "option"),))
        return
    chosen = str(answers.get("who", "all"))
    instead = int(chosen[1:], 16) if chosen.startswith("p") else None
    _save(telling, until, instead)
    enter(telling, "away", person=instead, details={"until": until.isoformat()})
    said = date_in_words(until, telling.language)
    if instead is None:
        telling.say(telling.words(AWAY_ALL(day=said)), (button(telling, BACK, "staff.back"),))
        return
    key = f"desk-minding:{telling.person.id:x}"
    subject = f"{telling.person.id}/{until.isoformat()}"
    telling.wish(Schedule(Due(key, "desk-minding", instead, telling.now, subject=subject)))
    name = desk_of(telling).name(instead)
    telling.say(telling.words(AWAY_NOW(day=said, name=name)), (button(telling, BACK, "staff.back"),))


class DeskAway(Flow):
    """A holiday."""

    until = Ask("Until which day are you away? That day included.", Date(), counted=False)
    who = Ask("Who minds your lines meanwhile?", FromScene(who), counted=False)
    gone = Do(go)


def tell_minding(telling: Telling, due: Due) -> None:
    """A colleague's lines come to me for a while."""
    person, _, until = due.subject.partition("/")
    name = desk_of(telling).name(int(person))
    if telling.scene.staff and name:
        said = MINDING(name=name, day=date_in_words(dt.date.fromisoformat(until), telling.language))
        telling.say(telling.words(said))


def _save(telling: Telling, until: dt.date | None, instead: int | None) -> None:
    staff = tuple(replace(one, away_until=until, instead=instead) for one in telling.scene.staff)
    telling.scene = replace(telling.scene, staff=staff)
    telling.wish(*(SaveStaff(one) for one in staff))


def _seen(telling: Telling, desk: Desk) -> list[Staff]:
    programs = {*my_programs(telling), ""}
    return [one for one in desk.staff if one.program in programs]


def _line(telling: Telling, desk: Desk, one: Staff) -> str:
    name = desk.name(one.person)
    if one.person == telling.person.id:
        name = telling.words(YOU(name=name))
    line = telling.words(ONE(name=name, role=role_in_words(telling, one.role, one.program)))
    if one.away_until and one.away_until >= telling.now.date():
        line = telling.words(AWAY(line=line, day=date_in_words(one.away_until, telling.language)))
        if one.instead:
            line = telling.words(INSTEAD(line=line, name=desk.name(one.instead)))
    return line


def _option(telling: Telling, key: str, said: str) -> Labelled:
    return Labelled(key, said, {telling.language: said})


PHRASES = (
    MORE, HEAD, ONE, AWAY, INSTEAD, YOU, REMOVE, LEAVE, HOLIDAY, BACK, DESK, SURE, YES, NO, REMOVED, LAST, GONE, TOLD,
    EVERYONE, AWAY_NOW, AWAY_ALL, NOT_AWAY, PAST, MINDING,
)  # fmt: skip
