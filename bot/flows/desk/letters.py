"""Writing to someone from the desk, under the coordinator's own name, and the answer that comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.flows.desk.rights import desk_of, enter, is_admin, may
from bot.flows.engine.flow import Ask, Do, Flow, When
from bot.flows.engine.telling import Telling, run_code
from bot.flows.engine.walk import advance, resume
from bot.flows.matches.keeping import record
from bot.flows.shapes import Choice, FreeText
from bot.words.desk import Card, Desk
from bot.words.effects.people import SaveRun
from bot.words.effects.sending import Queue, Schedule
from bot.words.messages import Button, Content, Delivery, Json, Press, Priority, Say, Typed
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
CAME_BACK = Phrase("desk-letter-came-back", "{name} ({program}) answers you:\n\n{words}")
WRITE_AGAIN = Phrase("desk-letter-again", "Write to {name}")
SENT_BACK = Phrase("desk-letter-sent-back", "Thank you, {name} gets it.")
TOO_LATE = Phrase(
    "desk-letter-too-late", "That was too long ago for me to pass an answer on. If you need someone, /help."
)
NOBODY_THERE = Phrase(
    "desk-letter-nobody",
    "I can't reach anyone of the program just now. Please try again tomorrow; I have not passed it on.",
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
    person = int(code, 16) if code and all(c in "0123456789abcdef" for c in code) else 0
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
    _queue(telling, number, card, said, (answer,))
    subject = f"{number}/{telling.person.id}/{program}"
    telling.wish(
        Schedule(Due(f"desk-letter:{card.person.id:x}", "desk-letter", card.person.id, telling.now, subject=subject))
    )
    enter(telling, "write", program, match=match or None, person=card.person.id)
    telling.say(telling.words(PASSED(name=_called(telling, card.person.id))))


def _queue(telling: Telling, number: int, card: Card, said: str, buttons: tuple[Button, ...]) -> None:
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


# --- the person answers --------------------------------------------------------------------------------------------


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
    for run in _first_questions(telling.scene):
        now = replace(run, answers={**run.answers, KEPT: kept})
        if telling.scene.run is run:
            telling.keep_run(now)
        else:
            telling.scene = replace(telling.scene, parked=tuple(now if p is run else p for p in telling.scene.parked))
            telling.wish(SaveRun(now))


def last_letter(scene: Scene) -> Letter | None:
    """The newest letter this person got."""
    kept = [(membership.program, membership.record.get(KEPT)) for membership in scene.memberships]
    kept += [(run.variant, run.answers.get(KEPT)) for run in _first_questions(scene)]
    found = []
    for program, letter in kept:
        match letter:
            case {"delivery": int(delivery), "by": int(by), "name": str(name), "until": str(until)}:
                found.append(Letter(delivery, by, name, program, dt.datetime.fromisoformat(until)))
    return max(found, key=lambda one: one.until, default=None)


def brought_along(run: Run) -> Mapping[str, Json]:
    """What of a letter that came amid the first questions goes on being kept after them."""
    return {KEPT: run.answers[KEPT]} if KEPT in run.answers else {}


def _first_questions(scene: Scene) -> list[Run]:
    """The first questions, where they are still open: nowhere else can be kept yet who wrote."""
    runs = (scene.run, *scene.parked)
    return [run for run in runs if run is not None and run.status == "open" and run.flow == "onboarding"]


def is_answer(scene: Scene, content: Content) -> bool:
    """Whether this answers a letter: by its button, or as an answer to that very message."""
    match content:
        case Press(data=data):
            return data.startswith(LEAD)
        case Typed() if scene.thread is not None and scene.thread.root:
            letter = last_letter(scene)
            return letter is not None and scene.thread.root == letter.delivery
        case _:
            return False


def fresh_letter(telling: Telling) -> Letter | None:
    """The letter that words written into the blue may answer: one that came lately."""
    letter = last_letter(telling.scene)
    return letter if letter is not None and letter.until > telling.now else None


def answer(telling: Telling, content: Content) -> None:
    """Take up an answer to a letter."""
    letter = last_letter(telling.scene)
    if letter is None or letter.until <= telling.now:
        telling.say(telling.words(TOO_LATE()))
        return
    known: dict[str, Json] = {"name": letter.name, "delivery": letter.delivery, "shall": "yes"}
    if isinstance(content, Typed):
        known["words"] = content.text
    telling.open_run("deskanswering", letter.program, known)
    advance(telling)


def ask_whether(telling: Telling, content: Typed) -> None:
    """Let the words wait, and ask whether they are for the coordinator."""
    letter = last_letter(telling.scene)
    if letter is not None:
        known: dict[str, Json] = {"name": letter.name, "delivery": letter.delivery, "words": content.text}
        telling.open_run("deskanswering", letter.program, known)
        advance(telling)


def tell_name(telling: Telling) -> Mapping[str, str]:
    """Who wrote."""
    return {"whom": str(telling.run.answers.get("name", ""))}


def send_back(telling: Telling) -> None:
    """The answer goes to who wrote, or to whoever does their work now."""
    answers = dict(telling.run.answers)
    telling.close_run()
    words = answers.get("words")
    if answers.get("shall") == "no" or not isinstance(words, str):
        telling.say(telling.words(NOT_PASSED()))
    else:
        send_words(telling, words)
    _go_on(telling)


def _go_on(telling: Telling) -> None:
    """Whoever is new here goes on with the question they were at."""
    if telling.scene.parked and telling.scene.parked[0] in _first_questions(telling.scene):
        telling.take_up(run_code(telling.scene.parked[0]))
        resume(telling)


def send_words(telling: Telling, words: str) -> None:
    """Pass these words on to who wrote last."""
    letter = last_letter(telling.scene)
    if letter is None:
        telling.say(telling.words(NOT_PASSED()))
        return
    program = letter.program
    card = _reader(desk_of(telling), letter.by, program)
    if card is None:
        telling.say(telling.words(NOBODY_THERE()))
        return
    speech, language = telling.stage.speech, telling.stage.speech.closest(card.person.language)
    title = telling.stage.programs[program].title.in_language(language)
    name = telling.person.name or speech.say(NAMELESS(), language)
    said = speech.say(CAME_BACK(name=name, program=title, words=words), language)
    again = Button(
        speech.say(WRITE_AGAIN(name=name), language),
        f"desk.write.{telling.person.id:x}.{program}",
        "nav",
    )
    _queue(telling, telling.moment.ids(), card, said, (again,))
    enter(telling, "answer", program, person=telling.person.id)
    telling.say(telling.words(SENT_BACK(name=card.person.name)))


_unsaid = When(lambda: "the words are not there yet", lambda facts: "words" not in facts.answers)


class DeskAnswering(Flow):
    """Someone answers a coordinator."""

    shall = Ask(
        "Shall I send this to {whom}?",
        Choice(yes="Yes, send it", no="No"),
        values=tell_name,
        when=When(lambda: "sent into the blue", lambda facts: "words" in facts.answers),
        counted=False,
    )
    words = Ask(
        "What would you like to write to {whom}?",
        FreeText(at_most=2000),
        values=tell_name,
        when=_unsaid,
        counted=False,
        optional=True,
    )
    sent = Do(send_back)


def _reader(desk: Desk, by: int, program: str) -> Card | None:
    """Who wrote, where they still have the rights and can be reached; else someone who has."""
    rights = [one for one in desk.staff if one.program == program or is_admin([one])]
    people = sorted(dict.fromkeys(one.person for one in rights), key=lambda person: person != by)
    cards = (desk.cards.get(person) for person in people)
    return next((card for card in cards if card is not None and card.address is not None), None)


PHRASES = (
    NAMELESS, LETTER, ANSWER, PASSED, NOT_PASSED, UNREACHABLE, STOPPED, CAME_BACK, WRITE_AGAIN, SENT_BACK, TOO_LATE,
    NOBODY_THERE,
)  # fmt: skip
