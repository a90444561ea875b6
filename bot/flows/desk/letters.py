"""Writing to someone from the desk, under the coordinator's own name; the last letter is kept, for the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.flows.desk.rights import desk_of, enter, may
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.matches.keeping import record
from bot.flows.shapes import FreeText
from bot.words.desk import Card
from bot.words.effects.people import SaveRun
from bot.words.effects.sending import Queue, Schedule
from bot.words.ids import id_in
from bot.words.messages import Button, Delivery, Json, Priority, Say
from bot.words.people import Due, Run
from bot.words.phrases import Phrase
from bot.words.turns import Scene

ANSWERED_FOR = dt.timedelta(days=7)
"""How long an answer comes back to who wrote."""
LEAD = "letter."
KEPT = "letter"
"""Under this name the last one is kept: in a membership's record, or amid the first questions with the answers."""

NAMELESS = Phrase("desk-nameless", "this person")
LETTER = Phrase("desk-letter", "{name}, coordinator of {program}, writes:\n\n{words}")
ANSWER = Phrase("desk-letter-answer", "Answer {name}")
PASSED = Phrase("desk-letter-passed", "I have passed it on to {name}. Their answer comes to you here.")
NOT_PASSED = Phrase("desk-letter-not-passed", "All right, I have not passed anything on.")
UNREACHABLE = Phrase("desk-letter-unreachable", "I can't reach {name} just now, so nothing has gone out.")
STOPPED = Phrase(
    "desk-letter-stopped",
    "{name} asked me not to write to them, so I have not passed it on. They can come back any time.",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """The last thing a coordinator wrote to this person."""

    delivery: int
    by: int
    name: str
    program: str
    until: dt.datetime


# --- the coordinator writes ----------------------------------------------------------------------------------------


def begin(telling: Telling, person: int, program: str, match: int = 0) -> None:
    """Ask for the words."""
    name = _called(telling, person)
    telling.open_run("deskwriting", program, {"to": person, "whom": name, "match": match})
    advance(telling)


def write_again(telling: Telling, arg: str) -> None:
    """The button under an answer."""
    code, _, program = arg.partition(".")
    person = id_in(code)
    card = desk_of(telling).cards.get(person)
    if card is None or not _can_be_written(telling, card, program):
        telling.say(telling.words(UNREACHABLE(name=_called(telling, person))))
        return
    begin(telling, person, program)


def tell_whom(telling: Telling) -> Mapping[str, str]:
    """To whom, and under which name."""
    answers = telling.run.answers
    title = telling.title_of(telling.run.variant)
    return {"whom": str(answers.get("whom", "")), "me": telling.person.name, "program": title}


def pass_on(telling: Telling) -> None:
    """Pass the words on, where the rights still reach, and the person can be reached."""
    answers, program = dict(telling.run.answers), telling.run.variant
    telling.close_run()
    person, words = int(str(answers.get("to", 0))), answers.get("words")
    card = desk_of(telling).cards.get(person)
    if not isinstance(words, str) or card is None or not _can_be_written(telling, card, program):
        telling.say(telling.words(NOT_PASSED()))
    elif not card.person.active:
        telling.say(telling.words(STOPPED(name=_called(telling, person))))
    elif card.address is None:
        telling.say(telling.words(UNREACHABLE(name=_called(telling, person))))
    else:
        _pass(telling, card, program, words, int(str(answers.get("match", 0))))


class DeskWriting(Flow):
    """A coordinator writes to someone."""

    words = Ask(
        "What shall I pass on to {whom}? They read it as from “{me}, coordinator of {program}”. If they answer within "
        "a week, it comes back to you here. Or press Skip to write nothing.",
        FreeText(at_most=2000),
        values=tell_whom,
        counted=False,
        optional=True,
    )
    sent = Do(pass_on)


def _can_be_written(telling: Telling, card: Card, program: str) -> bool:
    """Whether the rights reach there, and they take part, or asked for a human before they did."""
    asked = ("human", program, card.person.id)
    has_asked = any((line.kind, line.program, line.person) == asked for line in desk_of(telling).lines)
    return may(telling, program) and (has_asked or any(m.program == program for m in card.memberships))


def _called(telling: Telling, person: int) -> str:
    """Their name; a word for somebody who has told none yet."""
    return desk_of(telling).name(person) or telling.words(NAMELESS())


def _pass(telling: Telling, card: Card, program: str, words: str, match: int) -> None:
    speech, language = telling.stage.speech, telling.stage.speech.closest(card.person.language)
    title = telling.stage.programs[program].title.in_language(language)
    number = telling.moment.ids()
    said = speech.say(LETTER(name=telling.person.name, program=title, words=words), language)
    answer = Button(speech.say(ANSWER(name=telling.person.name), language), f"{LEAD}{number:x}", "nav")
    queue(telling, number, card, said, (answer,))
    subject = f"{number}/{telling.person.id}/{program}"
    telling.wish(
        Schedule(Due(f"desk-letter:{card.person.id:x}", "desk-letter", card.person.id, telling.now, subject=subject))
    )
    enter(telling, "write", program, match=match or None, person=card.person.id)
    telling.say(telling.words(PASSED(name=_called(telling, card.person.id))))


def queue(telling: Telling, number: int, card: Card, said: str, buttons: tuple[Button, ...]) -> None:
    """Send someone this under a number of its own, where they can be reached."""
    if card.address is not None:
        telling.wish(
            Queue(
                Delivery(
                    number,
                    card.address,
                    Say(said, buttons),
                    Priority.RELAY,
                    person=card.person.id,
                    created_at=telling.now,
                )
            )
        )


# --- what is kept of it --------------------------------------------------------------------------------------------


def note_letter(telling: Telling, due: Due) -> None:
    """Remember who wrote, so that an answer finds its way."""
    delivery, by, program = due.subject.split("/")
    until = telling.now + ANSWERED_FOR
    kept: dict[str, Json] = {
        "delivery": int(delivery),
        "by": int(by),
        "name": desk_of(telling).name(int(by)),
        "until": until.isoformat(),
    }
    role = next((m.role for m in telling.scene.memberships if m.program == program), "")
    if role:
        record(telling, program, role, letter=kept)
        return
    for run in first_questions(telling.scene):
        now = replace(run, answers={**run.answers, KEPT: kept})
        if telling.scene.run is run:
            telling.keep_run(now)
        else:
            telling.scene = replace(telling.scene, parked=tuple(now if p is run else p for p in telling.scene.parked))
            telling.wish(SaveRun(now))


def last_letter(scene: Scene) -> Letter | None:
    """The newest letter this person got."""
    kept = [(membership.program, membership.record.get(KEPT)) for membership in scene.memberships]
    kept += [(run.variant, run.answers.get(KEPT)) for run in first_questions(scene)]
    found = []
    for program, letter in kept:
        match letter:
            case {"delivery": int(delivery), "by": int(by), "name": str(name), "until": str(until)}:
                found.append(Letter(delivery, by, name, program, dt.datetime.fromisoformat(until)))
    return max(found, key=lambda one: one.until, default=None)


def brought_along(run: Run) -> Mapping[str, Json]:
    """What of a letter that came amid the first questions goes on being kept after them."""
    return {KEPT: run.answers[KEPT]} if KEPT in run.answers else {}


def first_questions(scene: Scene) -> list[Run]:
    """The first questions, where they are still open: nowhere else can be kept yet who wrote."""
    runs = (scene.run, *scene.parked)
    return [run for run in runs if run is not None and run.status == "open" and run.flow == "onboarding"]


def fresh_letter(telling: Telling) -> Letter | None:
    """The letter that words written into the blue may answer: one that came lately."""
    letter = last_letter(telling.scene)
    return letter if letter is not None and letter.until > telling.now else None


PHRASES = (NAMELESS, LETTER, ANSWER, PASSED, NOT_PASSED, UNREACHABLE, STOPPED)
