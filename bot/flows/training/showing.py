"""How every place of the training looks: its words, and the ways on from it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.curriculum.markdown import plain
from bot.curriculum.program import Program
from bot.curriculum.training import Option, Scenario
from bot.flows.engine.telling import Telling
from bot.flows.training.course import (
    Agreement,
    GuidelinePage,
    LessonPage,
    Place,
    Rest,
    Situation,
    lessons_of,
    pages_of,
    pages_of_guidelines,
)
from bot.flows.training.picking import LATER, ON, Picking, Way
from bot.words.phrases import Line, Phrase

GUIDELINES_PAGE = Phrase("training-guidelines-page", "Guidelines for mentors · page {at} of {all}")
AGREE = Phrase(
    "training-agree", "Those were the guidelines for mentors. Will you keep to them while you walk with someone?"
)
LESSON = Phrase("training-lesson", "Lesson {at} of {all}")
LESSON_MINUTES = Phrase("training-lesson-minutes", "Lesson {at} of {all} · {minutes} minutes")
LESSON_PAGE = Phrase("training-lesson-page", "Lesson {at} of {all} · page {page} of {pages}")
QUESTION = Phrase("training-question", "Lesson {at} of {all} · question {number} of {count}")
ONCE_MORE = Phrase("training-once-more", "Once more: “{lesson}”")
NEXT = Phrase("training-next", "That was lesson {at} of {all}, “{done}”. Well done. Next comes “{next}”.")
NEXT_MINUTES = Phrase(
    "training-next-minutes",
    "That was lesson {at} of {all}, “{done}”. Well done. Next comes “{next}”, about {minutes} minutes.",
)
GO_ON = Phrase("training-go-on", "Go on")
LATER_BUTTON = Phrase("training-later", "That's enough for today")
YES = Phrase("training-agree-yes", "Yes, I will")
NO = Phrase("training-agree-no", "Not now")
HINT_PAGE = Phrase(
    "training-hint-page",
    'To read on, press the button or write "next". To go on another day, write "later". Your place is kept either way.',
)
HINT_QUESTION = Phrase(
    "training-hint-question", "Which of the answers comes nearest to what you would do? Press it, or write its number."
)
HINT_AGREE = Phrase(
    "training-hint-agree", 'If you will keep to the guidelines, write "yes". If not now, write "not now".'
)
LABEL_AT_MOST = 30
"""Characters of an answer that still fit onto a button on a phone; else the buttons carry numbers."""


def page_of(telling: Telling, program: Program, place: Place) -> str:
    """The words of a place."""
    match place:
        case GuidelinePage(text=text, number=number):
            pages = pages_of_guidelines(text)
            number = min(number, len(pages) - 1)
            head = telling.words(GUIDELINES_PAGE(at=number + 1, all=len(pages)))
            return f"{head}\n\n{plain(pages[number])}"
        case Agreement():
            return telling.words(AGREE())
        case LessonPage():
            return _lesson_page(telling, program, place)
        case Situation(scenario=scenario):
            return "\n\n".join((_head(telling, program, place), plain(scenario.text), *_listed(scenario.options)))
        case Rest(done=done, next=next, count=count):
            is_long = next.minutes > 1
            line = NEXT_MINUTES if is_long else NEXT
            said: dict[str, str | int] = {"minutes": next.minutes} if is_long else {}
            said |= {"at": count, "all": len(lessons_of(program)), "done": done.title, "next": next.title}
            return telling.words(line(**said))


def where(telling: Telling, program: Program, place: Place) -> str:
    """Where someone is, in a few words: "Lesson 3 of 13 · page 4 of 7"."""
    match place:
        case LessonPage(lesson=lesson, at=at, number=number):
            all, pages = len(lessons_of(program)), len(pages_of(lesson))
            if not number:
                return telling.words(LESSON(at=at + 1, all=all)) + f" · {lesson.title}"
            return telling.words(LESSON_PAGE(at=at + 1, all=all, page=number + 1, pages=pages))
        case Situation():
            return _head(telling, program, place)
        case Rest(next=next, count=count):
            return telling.words(LESSON(at=count + 1, all=len(lessons_of(program)))) + f" · {next.title}"
        case GuidelinePage(text=text, number=number):
            return telling.words(GUIDELINES_PAGE(at=number + 1, all=len(pages_of_guidelines(text))))
        case Agreement(text=text):
            count = len(pages_of_guidelines(text))
            return telling.words(GUIDELINES_PAGE(at=count, all=count))


def ways_of(telling: Telling, place: Place) -> Picking:
    """The ways on from a place. Every key names the place, so that a button of another place is known to be old."""
    later = Way("later", "", also=LATER)
    match place:
        case GuidelinePage(number=number):
            return turning(telling, f"g{number}", later)
        case LessonPage(at=at, number=number):
            return turning(telling, f"l{at}p{number}", later)
        case Agreement():
            yes, no = telling.words(YES()), telling.words(NO())
            also = ("yes", "sí", "agree", "i agree", "i will", "acepto")
            agree = Way("agree", yes, yes, shown=True, also=also)
            return Picking((agree, Way("agree-later", no, no, shown=True, also=LATER)), HINT_AGREE())
        case Situation(at=at, scenario=scenario, again=again):
            number = [one.key for one in place.lesson.scenarios].index(scenario.key)
            answers = _answers(f"{'a' if again else 'l'}{at}s{number}", scenario.options)
            return Picking((*answers, later), HINT_QUESTION())
        case Rest(count=count):
            stop = telling.words(LATER_BUTTON())
            rest = Way(f"r{count}-later", stop, also=LATER, kind="nav")
            return turning(telling, f"r{count}", rest)


def option_of(scenario: Scenario, key: str) -> Option | None:
    """The answer a key of `ways_of` stands for."""
    number = key.rpartition("o")[2]
    return scenario.options[int(number)] if number.isdecimal() and int(number) < len(scenario.options) else None


def turning(telling: Telling, key: str, later: Way) -> Picking:
    """A page's ways on: to the next one, or another day."""
    label = telling.words(GO_ON())
    return Picking((Way(key, label, also=(label, *ON)), later), HINT_PAGE())


def _answers(key: str, options: Sequence[Option]) -> tuple[Way, ...]:
    numbered = _is_long(options)
    return tuple(
        Way(f"{key}o{at}", str(at + 1) if numbered else option.label, option.label) for at, option in enumerate(options)
    )


def _listed(options: Sequence[Option]) -> tuple[str, ...]:
    return ("\n".join(f"{at}. {option.label}" for at, option in enumerate(options, 1)),) if _is_long(options) else ()


def _is_long(options: Sequence[Option]) -> bool:
    return any(len(option.label) > LABEL_AT_MOST for option in options)


def _lesson_page(telling: Telling, program: Program, place: LessonPage) -> str:
    pages, lesson = pages_of(place.lesson), place.lesson
    number = min(place.number, len(pages) - 1)
    at, all = place.at + 1, len(lessons_of(program))
    if number:
        head = telling.words(LESSON_PAGE(at=at, all=all, page=number + 1, pages=len(pages)))
        return f"{head}\n\n{plain(pages[number])}"
    told = LESSON_MINUTES(at=at, all=all, minutes=lesson.minutes) if lesson.minutes > 1 else LESSON(at=at, all=all)
    return f"{telling.words(told)}\n{lesson.title}\n\n{plain(pages[0])}"


def _head(telling: Telling, program: Program, place: Situation) -> str:
    if place.again:
        return telling.words(ONCE_MORE(lesson=place.lesson.title))
    keys = [one.key for one in place.lesson.scenarios]
    said: Line = QUESTION(
        at=place.at + 1,
        all=len(lessons_of(program)),
        number=keys.index(place.scenario.key) + 1,
        count=len(keys),
    )
    return telling.words(said)


PHRASES = (
    GUIDELINES_PAGE, AGREE, LESSON, LESSON_MINUTES, LESSON_PAGE, QUESTION, ONCE_MORE, NEXT, NEXT_MINUTES, GO_ON,
    LATER_BUTTON, YES, NO, HINT_PAGE, HINT_QUESTION, HINT_AGREE,
)  # fmt: skip
