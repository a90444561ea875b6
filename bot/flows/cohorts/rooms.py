"""What is heard in a room of several: questions for the coordinators, and little else. In a room the bot says one line
at most, and never anything about a person."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.cohorts.asked import answers_of, line_of
from bot.flows.cohorts.labels import ASK_HOW, NOTED, PRIVATELY, REPORT_HERE, UNKNOWN_CODE
from bot.flows.desk.rights import desk_of
from bot.flows.engine.telling import Telling
from bot.flows.resources.crisis import help_at_once
from bot.flows.understanding.typed import steering
from bot.words.cohorts import Cohort, Gathered, Question, work_on
from bot.words.desk import Look
from bot.words.effects.desk import SaveCohort, SaveQuestion
from bot.words.effects.people import WipeInbound
from bot.words.effects.sending import Queue, Schedule
from bot.words.folding import normalise
from bot.words.messages import (
    Address,
    Command,
    Delivery,
    Inbound,
    Left,
    OpenRoom,
    Outbound,
    Place,
    Priority,
    Returned,
    RoomMoved,
    Say,
    Typed,
)
from bot.words.phrases import Line
from bot.words.turns import Scene

ANSWERS = frozenset(map(normalise, ("answers", "respuestas")))
LONGEST = 2000
"""Characters of a question that are kept."""


def look(said: Inbound, programs: tuple[str, ...]) -> Look:
    """What is to be seen for something that happened in a room."""
    match said.content:
        case Left() | Returned() | RoomMoved():
            return Look(acts=True, cohorts=programs)
        case Command(name="cohort", argument=code):
            return Look(acts=True, cohort_code=code.strip() or "-")
    return Look(acts=True, room=said.address, asker=said.author)


def hear(telling: Telling, inbound: Inbound) -> None:
    """Do what this calls for. Nothing of it stays but a question."""
    telling.wish(WipeInbound())
    found = next((one for one in desk_of(telling).cohorts if one.cohort.status == "open"), None)
    match inbound.content:
        case Left() | Returned() | RoomMoved() as change:
            _change(telling, inbound.address, change)
        case Command(name="cohort"):
            _settle_in(telling, inbound.address)
        case _ if found is None:
            pass
        case Command(name="answers"):
            _show_answers(telling, found)
        case Command(name="ask", argument=text):
            _ask(telling, found, inbound, text)
        case Command():
            _say(telling, found.cohort, PRIVATELY())
        case Typed(text=text) if _is_for_us(found.cohort, inbound):
            if normalise(text) in ANSWERS:
                _show_answers(telling, found)
            else:
                _ask(telling, found, inbound, text)


def _is_for_us(cohort: Cohort, inbound: Inbound) -> bool:
    """Whether it mentions us, or answers one of our prompts: others may talk in a thread as they like."""
    refs = {told.get("ref") for told in cohort.prompts.values() if isinstance(told, dict)}
    return inbound.replies_to is None or inbound.replies_to in refs


def _ask(telling: Telling, found: Gathered, inbound: Inbound, text: str) -> None:
    """Keep a question. Whoever is in need, or has something to report, is answered in private alone."""
    text = " ".join(text.split())[:LONGEST]
    if not text:
        _say(telling, found.cohort, ASK_HOW())
        return
    if _answered_privately(telling, inbound, text):
        return
    cohort = found.cohort
    asked = Question(
        telling.moment.ids(), cohort.id, telling.now, text, inbound.name or _name(telling), inbound.own or ""
    )
    telling.wish(SaveQuestion(asked, inbound.author), line_of(cohort, [*found.unanswered, asked], telling.now))
    _say(telling, cohort, NOTED())


def _answered_privately(telling: Telling, inbound: Inbound, text: str) -> bool:
    """Whether these words are nothing for a room: then help comes in private, where that is possible."""
    card, author = desk_of(telling).asking, inbound.author
    if author is None or author.id == inbound.address.id.partition("/")[0]:
        author = Address("", "")  # who speaks as the group itself cannot be reached alone
    scene = Scene(author, person=card.person, memberships=card.memberships) if card else Scene(author)
    alone = Telling(telling.stage, scene, telling.moment, inbound)
    help_at_once(alone, Typed(text))
    if not alone.hushed and steering(text, alone.language, alone.stage.speech) == "report":
        alone.say(alone.words(REPORT_HERE()))
    if not alone.effects:
        return False
    if author.id:
        telling.wish(*alone.effects)
    return True


def _name(telling: Telling) -> str:
    card = desk_of(telling).asking
    return card.person.name if card else ""


def _show_answers(telling: Telling, found: Gathered) -> None:
    speech = telling.stage.speech
    _queue(
        telling,
        found.cohort,
        Say(answers_of(found, speech, speech.closest(found.cohort.language)), place=_place(telling)),
    )


# --- the room itself -----------------------------------------------------------------------------------------------


def _settle_in(telling: Telling, room: Address) -> None:
    """A coordinator wrote the code in a group: that is where the cohort meets."""
    group = Address(room.channel, room.id.partition("/")[0])
    waiting = (one.cohort for one in desk_of(telling).cohorts)
    cohort = next((one for one in waiting if one.status == "waiting" and one.channel == room.channel), None)
    if cohort is None:
        language = telling.stage.speech.closest(telling.inbound.language if telling.inbound else "")
        said = telling.stage.speech.say(UNKNOWN_CODE(), language)
        telling.wish(Queue(_delivery(telling, room, Say(said, place=_place(telling)))))
        return
    telling.wish(SaveCohort(replace(cohort, status="making", trouble="")))
    telling.wish(Queue(_delivery(telling, group, OpenRoom(cohort.name, cohort.id))))


def _change(telling: Telling, where: Address, change: Left | Returned | RoomMoved) -> None:
    """The bot cannot write in a group any more, can again, or the group has another id."""
    for one in (each.cohort for each in desk_of(telling).cohorts):
        if one.room is None or one.status == "ended" or not _is_within(one.room, where):
            continue
        match change:
            case RoomMoved(id=id):
                telling.wish(SaveCohort(replace(one, room=Address(where.channel, id))))
            case Left() if not one.trouble:
                telling.wish(SaveCohort(replace(one, trouble="gone")))
                telling.wish(Schedule(work_on(one.id, "trouble", telling.now)))
            case Returned() if one.trouble:
                telling.wish(SaveCohort(replace(one, trouble="")))


def _is_within(room: Address, where: Address) -> bool:
    """Whether a room is this one, or a topic of this group."""
    return room == where or (room.channel == where.channel and room.id.startswith(f"{where.id}/"))


# --- saying --------------------------------------------------------------------------------------------------------


def _say(telling: Telling, cohort: Cohort, line: Line) -> None:
    speech = telling.stage.speech
    _queue(telling, cohort, Say(speech.say(line, speech.closest(cohort.language)), place=_place(telling)))


def _place(telling: Telling) -> Place | None:
    own = telling.inbound.own if telling.inbound else None
    return Place(answers=own) if own else None


def _queue(telling: Telling, cohort: Cohort, content: Outbound) -> None:
    if cohort.room is not None:
        telling.wish(Queue(_delivery(telling, cohort.room, content)))


def _delivery(telling: Telling, to: Address, content: Outbound) -> Delivery:
    return Delivery(telling.moment.ids(), to, content, Priority.REPLY, created_at=telling.now)
