"""The coordinator's pages: cohorts of their programs, who is in them, what is asked there, and making one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.curriculum.reading import lesson
from bot.flows.cohorts import labels
from bot.flows.cohorts.asked import line_of
from bot.flows.desk.rights import desk_of, enter, may, my_programs
from bot.flows.desk.views import button, show
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import Choice, FreeText
from bot.flows.shapes.date import Date
from bot.flows.shapes.labels import Labelled
from bot.flows.standing import program_title
from bot.flows.training.progress import progress_of
from bot.texts.dates import day, hour
from bot.texts.naming import joined, language_name
from bot.words.cohorts import Cohort, Gathered, Question, work_on
from bot.words.localtime import moment_of
from bot.words.messages import Address, Button, Delivery, OpenRoom, Place, Priority, RoomLink, Say
from bot.words.people import Due
from bot.words.turns import Queue, SaveCohort, SaveQuestion, Schedule

_HEX = re.compile(r"[0-9a-f]{1,16}")
SHOWN = 8
"""Cohorts, and questions, on one page."""
PLACES = {"slack": "Slack", "telegram": "Telegram"}


def act(telling: Telling, arg: str) -> None:
    """Show the cohorts, make one, look at one, or do something about it."""
    what, _, rest = arg.partition(".")
    id, _, more = rest.partition(".")
    if what == "new":
        _begin(telling)
    elif what in _DEEDS and _HEX.fullmatch(id):
        found = _mine(telling).get(int(id, 16))
        if found is None:
            telling.say(telling.words(labels.GONE()))
        else:
            _DEEDS[what](telling, found, more)
    else:
        _show_all(telling)


def _mine(telling: Telling) -> Mapping[int, Gathered]:
    return {one.cohort.id: one for one in desk_of(telling).cohorts if may(telling, one.cohort.program)}


def _show_all(telling: Telling) -> None:
    said, buttons, lines = [telling.words(labels.HEAD())], [button(telling, labels.NEW, "cohorts.new", "option")], []
    for number, found in enumerate(list(_mine(telling).values())[:SHOWN], 1):
        lines.append(telling.words(labels.ONE(number=number, **_named(telling, found.cohort))))
        buttons.append(button(telling, labels.LOOK, f"cohorts.look.{found.cohort.id:x}", "option", number=number))
    show(
        telling,
        "\n\n".join([*said, *(("\n".join(lines),) if lines else ())]),
        (*buttons, button(telling, labels.DESK, "menu")),
    )


# --- one of them ---------------------------------------------------------------------------------------------------


def _look_at(telling: Telling, found: Gathered, _: str = "") -> None:
    cohort = found.cohort
    said = [telling.words(labels.ABOUT(brand=PLACES[cohort.channel], **_named(telling, cohort)))]
    if cohort.trouble:
        said.append(trouble(telling, cohort))
    elif cohort.status == "waiting":
        said.append(telling.words(labels.WAITING_FOR_GROUP(code=cohort.code)))
    said += [_people(telling, found), _prompts(telling, cohort), _asked(telling, found)]
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


def _named(telling: Telling, cohort: Cohort) -> dict[str, str]:
    status = labels.TROUBLED if cohort.trouble and cohort.status == "open" else labels.STATUS[cohort.status]
    return {
        "name": cohort.name,
        "program": program_title(telling, cohort.program),
        "day": in_words(cohort.begins, telling.language),
        "status": telling.words(status()),
    }


def in_words(date: dt.date, language: str) -> str:
    """A day as people read it."""
    return day(dt.datetime.combine(date, dt.time(12), dt.timezone.utc), "UTC", language)


def trouble(telling: Telling, cohort: Cohort) -> str:
    """What is wrong with its room, and what to do."""
    if cohort.room is None:
        if cohort.channel == "telegram":
            return telling.words(labels.REFUSED_TELEGRAM(name=cohort.name, code=cohort.code))
        return telling.words(labels.REFUSED_SLACK(name=cohort.name))
    phrase = labels.TROUBLE_SLACK if cohort.channel == "slack" else labels.TROUBLE_TELEGRAM
    return telling.words(phrase(name=cohort.name))


def _people(telling: Telling, found: Gathered) -> str:
    """Who is in it and how far they are, by name: for staff alone."""
    if not found.members:
        return telling.words(labels.NOBODY())
    finished, others = [], []
    for person in found.members:
        name, at = desk_of(telling).name(person) or telling.words(labels.SOMEONE()), _at(telling, found.cohort, person)
        if at is None:
            finished.append(name)
        else:
            others.append(at(name))
    said = [telling.words(labels.PEOPLE(count=len(found.members), finished=len(finished)))]
    if finished:
        said.append(telling.words(labels.FINISHED(names=joined(finished, telling.language))))
    return "\n".join([*said, *(f"• {one}" for one in others)])


def _at(telling: Telling, cohort: Cohort, person: int) -> Callable[[str], str] | None:
    """Where this member is in the training, to be said with their name; None at its end."""
    card, program = desk_of(telling).cards.get(person), telling.stage.programs.get(cohort.program)
    known = card.memberships if card else ()
    mine = next((m for m in known if (m.program, m.role) == (cohort.program, "mentor")), None)
    if mine is None or program is None:
        return lambda name: telling.words(labels.AT_START(name=name))
    progress = progress_of(mine)
    if progress.passed:
        return None
    if not progress.has_begun:
        return lambda name: telling.words(labels.AT_START(name=name))
    upcoming = next((one for one in program.training if one not in progress.done), None)
    if upcoming is None:
        return lambda name: telling.words(labels.AT_END(name=name))
    title = lesson(program, upcoming, telling.language).title
    return lambda name: telling.words(labels.AT(name=name, lesson=title))


def _prompts(telling: Telling, cohort: Cohort) -> str:
    program = telling.stage.programs.get(cohort.program)
    at = [
        moment_of(cohort.begins + dt.timedelta(one.day - 1), one.at, cohort.zone)
        for one in (program.cohort if program else ())
        if f"{one.day}@{one.at:%H:%M}" not in cohort.prompts
    ]
    coming = [] if cohort.status == "ended" else [one for one in at if one > telling.now]
    said = telling.words(labels.NO_PROMPTS())
    if coming:
        when = {
            "day": day(coming[0], cohort.zone, telling.language),
            "hour": hour(coming[0], cohort.zone, telling.language),
        }
        said = telling.words(labels.PROMPTS(count=len(coming), **when))
    lost = sum(isinstance(one, dict) and one.get("what") == "dropped" for one in cohort.prompts.values())
    return f"{said}\n{telling.words(labels.LOST_PROMPTS(count=lost))}" if lost else said


def _asked(telling: Telling, found: Gathered) -> str:
    unanswered = len(found.unanswered)
    return telling.words(labels.ASKED(open=unanswered, answered=len(found.questions) - unanswered))


# --- what can be done about it -------------------------------------------------------------------------------------


def _invite(telling: Telling, found: Gathered, _: str) -> None:
    telling.wish(Schedule(work_on(found.cohort.id, "invite", telling.now)))
    enter(telling, "invite-cohort", found.cohort.program, details={"cohort": found.cohort.id})
    telling.say(telling.words(labels.INVITED(program=program_title(telling, found.cohort.program))))


def _again(telling: Telling, found: Gathered, _: str) -> None:
    """Try once more what did not work: making the room, the link, or writing in it."""
    cohort = found.cohort
    if cohort.room is None and cohort.channel == "slack":
        _ask_for_room(telling, replace(cohort, trouble="", status="making"))
    elif cohort.room is None:
        telling.say(telling.words(labels.WAITING_FOR_GROUP(code=cohort.code)))
        return
    else:
        telling.wish(SaveCohort(replace(cohort, trouble="")))
        content = Say(_in_room(telling, cohort)) if cohort.trouble else RoomLink(cohort.name, cohort.id)
        telling.wish(Queue(_delivery(telling, cohort.room, content)))
        telling.wish(Schedule(work_on(cohort.id, "prompt", telling.now)))
    telling.say(telling.words(labels.TRIED()))


def _in_room(telling: Telling, cohort: Cohort) -> str:
    speech = telling.stage.speech
    return speech.say(labels.WELCOME(name=cohort.name), speech.closest(cohort.language))


def _another_room(telling: Telling, found: Gathered, _: str) -> None:
    """The room is lost: make another one. Questions, answers and members stay."""
    _give_room(telling, replace(found.cohort, room=None, link="", trouble=""))
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


# --- questions -----------------------------------------------------------------------------------------------------


def show_questions(telling: Telling, found: Gathered, _: str = "") -> None:
    """The open questions, oldest first."""
    said, buttons = [], []
    for number, one in enumerate(found.unanswered[:SHOWN], 1):
        name = one.name or telling.words(labels.SOMEONE())
        said.append(telling.words(labels.OPEN_QUESTION(number=number, name=name, words=one.text[:400])))
        where = f"{found.cohort.id:x}.{one.id:x}"
        buttons.append(button(telling, labels.ANSWER, f"cohorts.answer.{where}", "option", number=number))
        buttons.append(button(telling, labels.THERE, f"cohorts.there.{where}", "option", number=number))
    text = "\n\n".join(said) or telling.words(labels.NO_QUESTIONS())
    back = button(telling, labels.BACK, "cohorts"), button(telling, labels.DESK, "menu")
    show(telling, text, (*buttons, *back))


def questions_of(telling: Telling, cohort: int) -> None:
    """The open questions of this cohort."""
    found = _mine(telling).get(cohort)
    if found is None:
        telling.say(telling.words(labels.GONE()))
    else:
        show_questions(telling, found)


def _answer(telling: Telling, found: Gathered, more: str) -> None:
    asked = _question(found, int(more, 16) if _HEX.fullmatch(more) else 0)
    if asked is None or asked.status != "open":
        telling.say(telling.words(labels.SETTLED()))
        return
    telling.open_run(CohortAnswering.key, "", {"cohort": found.cohort.id, "question": asked.id})
    advance(telling)


def _there(telling: Telling, found: Gathered, more: str) -> None:
    """Somebody answered it in the room."""
    asked = _question(found, int(more, 16) if _HEX.fullmatch(more) else 0)
    if asked is None or asked.status != "open":
        telling.say(telling.words(labels.SETTLED()))
        return
    show_questions(telling, _settled(telling, found, replace(asked, status="in-room")))


def _question(found: Gathered, id: int) -> Question | None:
    return next((one for one in found.questions if one.id == id), None)


def _settled(telling: Telling, found: Gathered, asked: Question) -> Gathered:
    after = replace(found, questions=tuple(asked if one.id == asked.id else one for one in found.questions))
    telling.wish(SaveQuestion(asked), line_of(found.cohort, after.unanswered, telling.now))
    enter(telling, "answer-cohort", found.cohort.program, details={"cohort": found.cohort.id})
    return after


_DEEDS: Mapping[str, Callable[[Telling, Gathered, str], None]] = {
    "look": _look_at,
    "invite": _invite,
    "again": _again,
    "room": _another_room,
    "move": _move,
    "end": _end,
    "asked": show_questions,
    "answer": _answer,
    "there": _there,
}


def send_answer(telling: Telling) -> None:
    """The answer goes into the room, under the coordinator's first name, and into the list."""
    answers = dict(telling.run.answers)
    telling.close_run()
    found = _mine(telling).get(int(str(answers.get("cohort", 0))))
    asked = _question(found, int(str(answers.get("question", 0)))) if found else None
    if found is None or asked is None or asked.status != "open":
        telling.say(telling.words(labels.SETTLED()))
        return
    words, name = str(answers.get("words", "")), telling.person.name
    _settled(telling, found, replace(asked, status="answered", answer=words, answered_by=name))
    cohort, speech = found.cohort, telling.stage.speech
    if cohort.room is not None:
        said = speech.say(labels.ANSWERED(name=name, words=words), speech.closest(cohort.language))
        place = Place(answers=asked.ref) if asked.ref else None
        telling.wish(Queue(_delivery(telling, cohort.room, Say(said, place=place))))
    telling.say(telling.words(labels.SENT()))


class CohortAnswering(Flow):
    """A coordinator answers what was asked in a room."""

    words = Ask(
        "What is your answer? Everyone in the room sees it, with your first name.",
        FreeText(at_most=2000),
        counted=False,
    )
    sent = Do(send_answer)


# --- making one, and moving its start ------------------------------------------------------------------------------


def places(telling: Telling) -> list[str]:
    """The platforms on which a room can be."""
    known = {telling.scene.address.channel, *(door.channel for door in telling.stage.doors())}
    return [channel for channel in PLACES if channel in known]


def _begin(telling: Telling) -> None:
    if not places(telling):
        telling.say(telling.words(labels.NOWHERE()))
        return
    mine = my_programs(telling)
    known = {"program": mine[0]} if len(mine) == 1 else {}
    telling.open_run(NewCohort.key, "", known)
    advance(telling)


def _programs(telling: Telling) -> Shape:
    titles = {program: program_title(telling, program) for program in my_programs(telling)}
    return Choice.of([Labelled(program, title, {telling.language: title}) for program, title in titles.items()])


def _languages(telling: Telling) -> Shape:
    program = telling.stage.programs.get(str(telling.run.answers.get("program", "")))
    names = {tag: language_name(tag, telling.language) for tag in (program.languages if program else ("en",))}
    return Choice.of([Labelled(tag, name, {telling.language: name}) for tag, name in names.items()])


def _where(telling: Telling) -> Shape:
    return Choice.of([Labelled(one, PLACES[one], {telling.language: PLACES[one]}) for one in places(telling)])


def make(telling: Telling) -> None:
    """Keep the cohort, and see to its room."""
    answers, fresh = dict(telling.run.answers), desk_of(telling).fresh
    telling.close_run()
    program, channel = str(answers.get("program", "")), str(answers.get("where", ""))
    if not may(telling, program) or program not in telling.stage.programs or channel not in places(telling):
        telling.say(telling.words(labels.GONE()))
        return
    made = Cohort(
        telling.moment.ids(),
        program,
        " ".join(str(answers.get("name", "")).split()),
        dt.date.fromisoformat(str(answers["begins"])),
        channel,
        str(answers.get("language", "en")),
        telling.person.zone or "UTC",
        telling.person.id,
        telling.now,
        code=fresh[:6],
    )
    enter(telling, "make-cohort", program, details={"cohort": made.id})
    _give_room(telling, made)


def _give_room(telling: Telling, cohort: Cohort) -> None:
    if cohort.channel == "slack":
        _ask_for_room(telling, replace(cohort, status="making", code=""))
        telling.say(telling.words(labels.MADE_SLACK(name=cohort.name)))
        return
    code = cohort.code or desk_of(telling).fresh[:6]
    telling.wish(SaveCohort(replace(cohort, status="waiting", code=code)))
    door = next((one for one in telling.stage.doors() if one.channel == "telegram"), None)
    bot = door.name if door else "Alongside"
    telling.say(telling.words(labels.MADE_TELEGRAM(name=cohort.name, bot=bot, code=code)))


def _ask_for_room(telling: Telling, cohort: Cohort) -> None:
    telling.wish(SaveCohort(cohort))
    # Nobody's address: what is wanted of the platform stands in a lane of its own.
    nowhere = Address(cohort.channel, f"/cohort-{cohort.id:x}")
    telling.wish(Queue(_delivery(telling, nowhere, OpenRoom(cohort.name, cohort.id))))


def _delivery(telling: Telling, to: Address, content: OpenRoom | RoomLink | Say) -> Delivery:
    return Delivery(telling.moment.ids(), to, content, Priority.REPLY, created_at=telling.now)


class NewCohort(Flow):
    """A new cohort."""

    program = Ask("Which program shall they train for?", FromScene(_programs), counted=False)
    name = Ask(
        "What shall they be called? A short name, like “Spring volunteers”.", FreeText(at_most=40), counted=False
    )
    begins = Ask("On which day do they begin?", Date(), counted=False)
    language = Ask("Which language do they speak in their room?", FromScene(_languages), counted=False)
    where = Ask("Where shall their room be?", FromScene(_where), counted=False)
    made = Do(make)


def move(telling: Telling) -> None:
    """The cohort begins on another day; prompts that stand in the room already stay."""
    answers = dict(telling.run.answers)
    telling.close_run()
    found = _mine(telling).get(int(str(answers.get("cohort", 0))))
    if found is None or found.cohort.status == "ended":
        telling.say(telling.words(labels.GONE()))
        return
    begins = dt.date.fromisoformat(str(answers["begins"]))
    kept = {
        key: one for key, one in found.cohort.prompts.items() if isinstance(one, dict) and one.get("what") == "sent"
    }
    telling.wish(SaveCohort(replace(found.cohort, begins=begins, prompts=kept)))
    telling.wish(Schedule(work_on(found.cohort.id, "prompt", telling.now)))
    enter(telling, "move-cohort", found.cohort.program, details={"cohort": found.cohort.id})
    telling.say(telling.words(labels.MOVED(name=found.cohort.name, day=in_words(begins, telling.language))))


class MovingCohort(Flow):
    """Another day on which a cohort begins."""

    begins = Ask("On which day shall they begin?", Date(), counted=False)
    moved = Do(move)


FLOWS = (NewCohort, CohortAnswering, MovingCohort)
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
