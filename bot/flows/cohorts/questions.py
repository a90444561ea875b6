"""What was asked in a cohort's room, and the coordinator's answers."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.cohorts import labels
from bot.flows.cohorts.asked import line_of
from bot.flows.cohorts.making import delivery
from bot.flows.cohorts.views import mine
from bot.flows.desk.rights import enter
from bot.flows.desk.views import button, show
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import FreeText
from bot.words.cohorts import Gathered, Question
from bot.words.effects.desk import SaveQuestion
from bot.words.effects.sending import Queue
from bot.words.ids import id_in
from bot.words.messages import Place, Say

SHOWN = 8
"""Questions on one page."""


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
    found = mine(telling).get(cohort)
    if found is None:
        telling.say(telling.words(labels.GONE()))
    else:
        show_questions(telling, found)


def answer(telling: Telling, found: Gathered, more: str) -> None:
    """Ask for the answer to one of them."""
    asked = _question(found, id_in(more))
    if asked is None or asked.status != "open":
        telling.say(telling.words(labels.SETTLED()))
        return
    telling.open_run(CohortAnswering.key, "", {"cohort": found.cohort.id, "question": asked.id})
    advance(telling)


def there(telling: Telling, found: Gathered, more: str) -> None:
    """Somebody answered it in the room."""
    asked = _question(found, id_in(more))
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


def send_answer(telling: Telling) -> None:
    """The answer goes into the room, under the coordinator's first name, and into the list."""
    answers = dict(telling.run.answers)
    telling.close_run()
    found = mine(telling).get(int(str(answers.get("cohort", 0))))
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
        telling.wish(Queue(delivery(telling, cohort.room, Say(said, place=place))))
    telling.say(telling.words(labels.SENT()))


class CohortAnswering(Flow):
    """A coordinator answers what was asked in a room."""

    words = Ask(
        "What is your answer? Everyone in the room sees it, with your first name.",
        FreeText(at_most=2000),
        counted=False,
    )
    sent = Do(send_answer)
