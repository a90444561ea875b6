"""One step on in the training: a page turned, the guidelines agreed to, a situation answered, and in the end passed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import replace

from bot.curriculum.markdown import plain
from bot.curriculum.program import Program
from bot.curriculum.sheets import Guidelines
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.matches.keeping import record
from bot.flows.shapes import Choice
from bot.flows.standing.buttons import verb_button
from bot.flows.training.awaited import awaited, line_of
from bot.flows.training.certificate import certificate
from bot.flows.training.course import (
    Agreement,
    GuidelinePage,
    LessonPage,
    Place,
    Rest,
    Situation,
    answered,
    at_the_end,
    has_passed,
    lessons_of,
    once_more,
    turned,
    version_of,
)
from bot.flows.training.progress import Progress, as_record, progress_of
from bot.flows.training.readiness import in_words, mentorships
from bot.flows.training.reminding import plan_reminder, unplan_reminder
from bot.flows.training.showing import option_of, page_of, ways_of
from bot.flows.training.standpoint import ask_on, keep, membership_of, place_now, where_in_words
from bot.words.effects.desk import Raise
from bot.words.effects.people import RecordConsent
from bot.words.people import Consent, Membership
from bot.words.phrases import Phrase

PAUSE = dt.timedelta(hours=12)
"""After a pause of this length people are told where they are."""
CHOSE = Phrase("training-chose", "Your answer: {answer}")
BEST = Phrase("training-best", "What helps more here: {answer}")
LATER = Phrase(
    "training-see-you", "All right, your place is kept. Whenever you like, press the button or write /training."
)
NOT_AGREED = Phrase(
    "training-not-agreed",
    "That's all right. Without the guidelines I can't suggest anybody to you, so take your time with them. If "
    "something in them doesn't sit well with you, the program's coordinator would like to hear it.",
)
SECOND_LOOK = Phrase(
    "training-second-look",
    "You have been through all the lessons, thank you for taking the time. Some of the situations are worth a second "
    "look, so here they are once more.",
)
DONE = Phrase(
    "training-done", "You have finished the training for {program}, {name}. Thank you! Your certificate is on its way."
)
READ = Phrase("training-read", "Thank you, {name}, that is all I need from you for {program}.")
READY = Phrase("training-ready", "From now on I look for someone you can walk alongside. I will write to you here.")
NOTHING = Phrase("training-nothing", "There is no training for you to do.")


def open_course(telling: Telling) -> None:
    """The first page is next, or the end where there is nothing to read."""
    membership = membership_of(telling)
    if membership is None:
        _leave(telling)
        return
    keep(telling, progress_of(membership))
    if place_now(telling) is None:
        _end_or_again(telling)


def here(telling: Telling) -> Mapping[str, str]:
    """The page, or the situation, that is next."""
    place = place_now(telling)
    program = telling.stage.programs.get(telling.run.variant)
    return {"page": page_of(telling, program, place) if place and program else telling.words(NOTHING())}


def ways_on(telling: Telling) -> Shape:
    """How one goes on from here."""
    place = place_now(telling)
    return ways_of(telling, place) if place else Choice()


def go_on(telling: Telling) -> None:
    """The page was turned, the situation answered, or it is enough for today."""
    membership, place, key = membership_of(telling), place_now(telling), str(telling.run.answers.get("page"))
    if membership is None or place is None:
        _leave(telling)
        return
    progress = progress_of(membership)
    was_away = progress.at is not None and telling.now - progress.at >= PAUSE
    if key.endswith("later") or key == "later":
        _stop_for_today(telling, place)
        return
    keep(telling, _onwards(telling, place, progress, key))
    if was_away:
        plan_reminder(telling, membership, telling.now)
    if place_now(telling) is None:
        _end_or_again(telling)
    else:
        if was_away and not isinstance(place_now(telling), Rest):
            telling.say(where_in_words(telling))
        ask_on(telling)


def _onwards(telling: Telling, place: Place, progress: Progress, key: str) -> Progress:
    match place:
        case GuidelinePage() | LessonPage():
            return turned(place, replace(progress, rests=False))
        case Agreement(text=text):
            return _agreed(telling, progress, text)
        case Situation():
            return _weighed(telling, place, progress, key)
        case Rest():
            return replace(progress, rests=False)


def _agreed(telling: Telling, progress: Progress, text: Guidelines) -> Progress:
    """The agreement goes into the ledger, with the wording that was read."""
    digest = hashlib.blake2b(text.text.encode(), digest_size=4).hexdigest()
    wording, today = f"{telling.run.variant}:{text.language}:{digest}", telling.now.date().isoformat()
    telling.wish(RecordConsent(Consent(telling.person.id, "guidelines", wording, given=True, at=telling.now)))
    record(telling, telling.run.variant, "mentor", guidelines={"agreed": today, "wording": wording})
    return replace(progress, agreed=today, page=0)


def _weighed(telling: Telling, place: Situation, progress: Progress, key: str) -> Progress:
    """Say what the answer leads to, and what helps more where something does."""
    chosen = option_of(place.scenario, key)
    if chosen is None:
        return progress
    said = [telling.words(CHOSE(answer=chosen.label)), plain(chosen.feedback)]
    if not chosen.right:
        best = next(option for option in place.scenario.options if option.right)
        said.append(telling.words(BEST(answer=best.label)))
    telling.say("\n\n".join(said))
    return answered(place, progress, right=chosen.right)


def _stop_for_today(telling: Telling, place: Place) -> None:
    phrase = NOT_AGREED if isinstance(place, Agreement) else LATER
    telling.close_run()
    telling.say(telling.words(phrase()), (verb_button(telling, "training-on"),))


def _leave(telling: Telling) -> None:
    """There is nobody left to get ready."""
    telling.close_run("stopped")
    telling.say(telling.words(NOTHING()))


def _end_or_again(telling: Telling) -> None:
    """Everything was read: it is passed, or what was missed comes once more."""
    membership, program = membership_of(telling), telling.stage.programs[telling.run.variant]
    if membership is None:
        return
    progress = progress_of(membership)
    if at_the_end(program, progress) and not has_passed(program, progress):
        keep(telling, once_more(program, progress))
        telling.say(telling.words(SECOND_LOOK()))
        ask_on(telling)
    else:
        _pass(telling, program, membership)


def _pass(telling: Telling, program: Program, membership: Membership) -> None:
    done = Progress(passed=telling.now.date().isoformat(), version=version_of(program))
    record(telling, program.id, "mentor", training=as_record(done))
    unplan_reminder(telling, membership)
    telling.close_run()
    name, title = telling.person.name, telling.title_of(program.id)
    now = next(m for m in mentorships(telling) if m.id == membership.id)
    if awaited(program, telling.person, now):
        telling.wish(Raise(line_of(program, now, telling.now)))
    has_lessons = bool(lessons_of(program))
    said = telling.words((DONE if has_lessons else READ)(program=title, name=name))
    left = in_words(telling, now) or telling.words(READY())
    telling.say(f"{said}\n\n{left}", (verb_button(telling, "lessons"),) if has_lessons else ())
    if has_lessons:
        telling.send(certificate(telling, program))


PHRASES = (CHOSE, BEST, LATER, NOT_AGREED, SECOND_LOOK, DONE, READ, READY, NOTHING)
