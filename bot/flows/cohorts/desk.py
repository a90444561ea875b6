"""The coordinator's pages: cohorts of their programs, one of them, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.flows.cohorts import labels, questions
from bot.flows.cohorts.making import MovingCohort, NewCohort, ask_for_room, begin, delivery, give_room
from bot.flows.cohorts.views import PLACES, asked, mine, named, people, prompts, trouble
from bot.flows.desk.rights import desk_of, enter, may
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.words.cohorts import Cohort, Gathered, work_on
from bot.words.effects.desk import SaveCohort
from bot.words.effects.sending import Queue, Schedule
from bot.words.ids import id_in
from bot.words.messages import Button, RoomLink, Say
from bot.words.people import Due

SHOWN = 8
"""Cohorts on one page."""


def act(telling: Telling, arg: str) -> None:
    """Show the cohorts, make one, look at one, or do something about it."""
    what, _, rest = arg.partition(".")
    id, _, more = rest.partition(".")
    if what == "new":
        begin(telling)
    elif what in _DEEDS and id_in(id):
        found = mine(telling).get(id_in(id))
        if found is None:
            telling.say(telling.words(labels.GONE()))
        else:
            _DEEDS[what](telling, found, more)
    else:
        _show_all(telling)


def _show_all(telling: Telling) -> None:
    said, buttons, lines = [telling.words(labels.HEAD())], [button(telling, labels.NEW, "cohorts.new", "option")], []
    for number, found in enumerate(list(mine(telling).values())[:SHOWN], 1):
        lines.append(telling.words(labels.ONE(number=number, **named(telling, found.cohort))))
        buttons.append(button(telling, labels.LOOK, f"cohorts.look.{found.cohort.id:x}", "option", number=number))
    show(
        telling,
        "\n\n".join([*said, *(("\n".join(lines),) if lines else ())]),
        (*buttons, button(telling, labels.DESK, "menu")),
    )


# --- one of them ---------------------------------------------------------------------------------------------------


def _look_at(telling: Telling, found: Gathered, _: str = "") -> None:
    cohort = found.cohort
    said = [telling.words(labels.ABOUT(brand=PLACES[cohort.channel], **named(telling, cohort)))]
    if cohort.trouble:
        said.append(trouble(telling, cohort))
    elif cohort.status == "waiting":
        said.append(telling.words(labels.WAITING_FOR_GROUP(code=cohort.code)))
    said += [people(telling, found), prompts(telling, cohort), asked(telling, found)]
    show(telling, "\n\n".join(said), _buttons(telling, found))


def _buttons(telling: Telling, found: Gathered) -> tuple[Button, ...]:
    cohort, id = found.cohort, f"{found.cohort.id:x}"
    wanted = []
    if found.unanswered:
        wanted.append(button(telling, labels.QUESTIONS, f"cohorts.asked.{id}", "option", count=len(found.unanswered)))
    if cohort.status != "ended":
        wanted.append(button(telling, labels.INVITE, f"cohorts.invite.{id}", "option"))
        if cohort.trouble or (cohort.room and cohort.channel == "telegram" and not cohort.link):
            wanted.append(button(telling, labels.TRY_AGAIN, f"cohorts.again.{id}", "option"))
        if cohort.trouble and cohort.room:
            wanted.append(button(telling, labels.NEW_ROOM, f"cohorts.room.{id}", "option"))
        wanted.append(button(telling, labels.MOVE, f"cohorts.move.{id}", "option"))
        wanted.append(button(telling, labels.END, f"cohorts.end.{id}", "option"))
    return (*wanted, button(telling, labels.BACK, "cohorts"), button(telling, labels.DESK, "menu"))


# --- what can be done about it -------------------------------------------------------------------------------------


def _invite(telling: Telling, found: Gathered, _: str) -> None:
    telling.wish(Schedule(work_on(found.cohort.id, "invite", telling.now)))
    enter(telling, "invite-cohort", found.cohort.program, details={"cohort": found.cohort.id})
    telling.say(telling.words(labels.INVITED(program=telling.title_of(found.cohort.program))))


def _again(telling: Telling, found: Gathered, _: str) -> None:
    """Try once more what did not work: making the room, the link, or writing in it."""
    cohort = found.cohort
    if cohort.room is None and cohort.channel == "slack":
        ask_for_room(telling, replace(cohort, trouble="", status="making"))
    elif cohort.room is None:
        telling.say(telling.words(labels.WAITING_FOR_GROUP(code=cohort.code)))
        return
    else:
        telling.wish(SaveCohort(replace(cohort, trouble="")))
        content = Say(_in_room(telling, cohort)) if cohort.trouble else RoomLink(cohort.name, cohort.id)
        telling.wish(Queue(delivery(telling, cohort.room, content)))
        telling.wish(Schedule(work_on(cohort.id, "prompt", telling.now)))
    telling.say(telling.words(labels.TRIED()))


def _in_room(telling: Telling, cohort: Cohort) -> str:
    speech = telling.stage.speech
    return speech.say(labels.WELCOME(name=cohort.name), speech.closest(cohort.language))


def _another_room(telling: Telling, found: Gathered, _: str) -> None:
    """The room is lost: make another one. Questions, answers and members stay."""
    give_room(telling, replace(found.cohort, room=None, link="", trouble=""))
    enter(telling, "another-room", found.cohort.program, details={"cohort": found.cohort.id})


def _move(telling: Telling, found: Gathered, _: str) -> None:
    telling.open_run(MovingCohort.key, "", {"cohort": found.cohort.id})
    advance(telling)


def _end(telling: Telling, found: Gathered, more: str) -> None:
    cohort = found.cohort
    if more != "yes":
        buttons = (
            button(telling, labels.END_YES, f"cohorts.end.{cohort.id:x}.yes", "option"),
            button(telling, labels.BACK, f"cohorts.look.{cohort.id:x}"),
        )
        show(telling, telling.words(labels.END_SURE(name=cohort.name)), buttons)
        return
    ended = replace(cohort, status="ended", ended_at=telling.now, code="", trouble="")
    telling.wish(SaveCohort(ended))
    enter(telling, "end-cohort", cohort.program, details={"cohort": cohort.id})
    _look_at(telling, replace(found, cohort=ended))


_DEEDS: Mapping[str, Callable[[Telling, Gathered, str], None]] = {
    "look": _look_at,
    "invite": _invite,
    "again": _again,
    "room": _another_room,
    "move": _move,
    "end": _end,
    "asked": questions.show_questions,
    "answer": questions.answer,
    "there": questions.there,
}


FLOWS = (NewCohort, questions.CohortAnswering, MovingCohort)
FLOW_KEYS = frozenset(flow.key for flow in FLOWS)


# --- what coordinators hear by themselves --------------------------------------------------------------------------


def tell(telling: Telling, due: Due) -> None:
    """Something about a cohort needs its coordinator."""
    what = due.subject.partition("/")[2]
    found = next(iter(desk_of(telling).cohorts), None)
    if found is None or not may(telling, found.cohort.program):
        return
    cohort, id = found.cohort, f"{found.cohort.id:x}"
    look = button(telling, labels.LOOK, f"cohorts.look.{id}", number=cohort.name)
    match what:
        case "made":
            invite = button(telling, labels.INVITE, f"cohorts.invite.{id}", "option")
            show(telling, telling.words(labels.READY(name=cohort.name)), (invite, look), anew=True)
        case "trouble" if cohort.trouble:
            again = button(telling, labels.TRY_AGAIN, f"cohorts.again.{id}", "option")
            show(telling, trouble(telling, cohort), (again, look), anew=True)
        case "uninvited":
            show(telling, telling.words(labels.UNINVITED(name=cohort.name)), (look,), anew=True)
        case "no-link":
            show(telling, telling.words(labels.NO_LINK(name=cohort.name)), (look,), anew=True)
