"""The certificate card at the end of the training, in the mentor's language."""

from __future__ import annotations

from babel.dates import format_date

from bot.curriculum.program import Program
from bot.curriculum.reading import lesson
from bot.flows.engine.telling import Telling
from bot.flows.training.course import lessons_of
from bot.texts.naming import locale_of
from bot.words.messages import Drawn, File, Json
from bot.words.phrases import Phrase

TITLE = Phrase("certificate-title", "Certificate")
LEAD = Phrase("certificate-lead", "This is to say, with thanks, that")
DID = Phrase("certificate-did", "has finished the training for mentors of")
ONE_LESSON = Phrase("certificate-lesson", "1 lesson")
LESSONS = Phrase("certificate-lessons", "{count} lessons")
MINUTES = Phrase("certificate-minutes", "about {minutes} minutes")
FILE = "certificate.png"


def certificate(telling: Telling, program: Program) -> File:
    """The card, drawn when it is sent."""
    language = telling.language
    lessons = [lesson(program, id, language) for id in lessons_of(program)]
    minutes = sum(one.minutes for one in lessons)
    about = [telling.words(LESSONS(count=len(lessons)) if len(lessons) > 1 else ONE_LESSON())]
    about += [telling.words(MINUTES(minutes=minutes))] if minutes else []
    title = program.title.in_language(language)
    values: dict[str, Json] = {
        "language": language,
        "title": telling.words(TITLE()),
        "lead": telling.words(LEAD()),
        "name": telling.person.name,
        "did": telling.words(DID()),
        "program": title,
        "about_lessons": " · ".join(about),
        "lessons": list[Json](one.title for one in lessons),
        "date": str(
            format_date(telling.now.date(), "long", locale=locale_of(telling.stage.speech.voice(DID, language)))
        ),
        "sender": "Alongside",
    }
    return File("photo", FILE, "image/png", Drawn("certificate", values), f"{values['title']} · {title}")


PHRASES = (TITLE, LEAD, DID, ONE_LESSON, LESSONS, MINUTES)
