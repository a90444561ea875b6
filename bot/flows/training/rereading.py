"""The chapter list: guidelines and lessons to read once more, whenever one likes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.curriculum.markdown import plain
from bot.curriculum.program import Program
from bot.curriculum.reading import guidelines, lesson
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.standing.buttons import verb_button
from bot.flows.training.course import lessons_of, pages_of, pages_of_guidelines
from bot.flows.training.picking import LATER, Picking, Way
from bot.flows.training.progress import progress_of
from bot.flows.training.readiness import mentorships, unready, verb_of
from bot.flows.training.showing import turning
from bot.words.messages import Json
from bot.words.people import Membership
from bot.words.phrases import Phrase

GUIDELINES = Phrase("lessons-guidelines", "The guidelines for mentors")
NOTHING_NOW = Phrase("lessons-close", "Close the list")
HINT = Phrase(
    "lessons-hint", 'Press what you would like to read, or write its number. To close the list, write "close".'
)
CLOSED = Phrase("lessons-closed", "Good. You will find the list again with the button or with /training.")
READ = Phrase("lessons-read", "That was “{title}”.")
NONE_YET = Phrase("lessons-none", "There is nothing to read again yet.")
PAGE = Phrase("lessons-page-of", "{title} · page {at} of {all}")


def chapters(telling: Telling) -> Shape:
    """One button for each thing that was read, and one to leave it."""
    stop = telling.words(NOTHING_NOW())
    ways = [Way(key, title, title, shown=True) for key, title in _chapters(telling).items()]
    close = Way("close", stop, stop, also=(*LATER, "close", "cerrar", "nothing", "nada", "no"), kind="nav")
    return Picking((*ways, close), HINT())


def open_chapter(telling: Telling) -> None:
    """The chosen one's first page is next."""
    if telling.run.answers.get("which") not in _chapters(telling):
        telling.close_run()
        telling.say(telling.words(CLOSED()), (verb_button(telling, "lessons"),))


def here(telling: Telling) -> Mapping[str, str]:
    """The page that is open."""
    pages, number = _pages(telling), _number(telling)
    if not pages:
        return {"page": telling.words(NONE_YET())}
    title = _chapters(telling).get(str(telling.run.answers.get("which")), "")
    head = telling.words(PAGE(title=title, at=number + 1, all=len(pages)))
    return {"page": f"{head}\n\n{plain(pages[number])}"}


def ways_on(telling: Telling) -> Shape:
    """To the next page, or enough."""
    key = f"{telling.run.answers.get('which')}p{_number(telling)}"
    return turning(telling, key, Way("later", "", also=LATER))


def turn(telling: Telling) -> None:
    """The next page, or the end of it."""
    run, pages, number = telling.run, _pages(telling), _number(telling) + 1
    if number < len(pages) and run.answers.get("page") != "later":
        passed = tuple(name for name in run.passed if name not in {"page", "turned"})
        telling.keep_run(replace(run, passed=passed, answers={**run.answers, "number": number}))
        return
    title = _chapters(telling).get(str(run.answers.get("which")), "")
    said = CLOSED() if run.answers.get("page") == "later" else READ(title=title)
    telling.close_run()
    telling.say(telling.words(said), (verb_button(telling, "lessons"),))


class Lessons(Flow):
    """Choose a lesson, and read it again page by page."""

    which = Ask("What would you like to read again?", FromScene(chapters), counted=False)
    chosen = Do(open_chapter)
    page = Ask("{page}", FromScene(ways_on), values=here, counted=False)
    turned = Do(turn)


def show_chapters(telling: Telling) -> None:
    """Show the list, or say that there is nothing on it yet."""
    for membership in mentorships(telling):
        if _read(telling, membership):
            telling.open_run("lessons", membership.program)
            advance(telling)
            return
    left = unready(telling)
    telling.say(telling.words(NONE_YET()), (verb_button(telling, verb_of(telling, left)),) if left else ())


def _chapters(telling: Telling) -> Mapping[str, str]:
    membership = next((m for m in mentorships(telling) if m.program == telling.run.variant), None)
    return _read(telling, membership) if membership else {}


def _read(telling: Telling, membership: Membership) -> Mapping[str, str]:
    """What this mentor has read, key to title."""
    program, progress = telling.stage.programs[membership.program], progress_of(membership)
    found: dict[str, str] = {}
    if (progress.passed or progress.agreed) and (text := guidelines(program, telling.language)):
        found["guidelines"] = text.title or telling.words(GUIDELINES())
    for at, id in enumerate(lessons_of(program)):
        if progress.passed or id in progress.done:
            found[f"c{at}"] = lesson(program, id, telling.language).title
    return found


def _pages(telling: Telling) -> tuple[str, ...]:
    program: Program | None = telling.stage.programs.get(telling.run.variant)
    which: Json = telling.run.answers.get("which")
    if program is None or not isinstance(which, str) or which not in _chapters(telling):
        return ()
    if which == "guidelines":
        text = guidelines(program, telling.language)
        return pages_of_guidelines(text) if text else ()
    return pages_of(lesson(program, lessons_of(program)[int(which[1:])], telling.language))


def _number(telling: Telling) -> int:
    """The page that is open, from 0; the last one where another language has fewer."""
    number = telling.run.answers.get("number", 0)
    return max(0, min(number if isinstance(number, int) else 0, len(_pages(telling)) - 1))


PHRASES = (GUIDELINES, NOTHING_NOW, HINT, CLOSED, READ, NONE_YET, PAGE)
