"""Answering a coordinator's letter: it finds its way back to who wrote, or to whoever does their work now."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows.desk.letters import LEAD, NAMELESS, NOT_PASSED, first_questions, last_letter, queue
from bot.flows.desk.rights import desk_of, enter, is_admin
from bot.flows.engine.flow import Ask, Do, Flow, When
from bot.flows.engine.telling import Telling, run_code
from bot.flows.engine.walk import advance, resume
from bot.flows.shapes import Choice, FreeText
from bot.words.desk import Card, Desk
from bot.words.messages import Button, Content, Json, Press, Typed
from bot.words.phrases import Phrase
from bot.words.turns import Scene

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
    if telling.scene.parked and telling.scene.parked[0] in first_questions(telling.scene):
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
    queue(telling, telling.moment.ids(), card, said, (again,))
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


PHRASES = (CAME_BACK, WRITE_AGAIN, SENT_BACK, TOO_LATE, NOBODY_THERE)
