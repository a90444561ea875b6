"""A mentor gets ready: two questions about themselves, the guidelines, and the lessons at their own pace."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bot.curriculum.program import Program
from bot.curriculum.sheets import Guidelines
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling, run_code
from bot.flows.engine.walk import advance, answer, resume
from bot.flows.pairs import record
from bot.flows.shapes import Choice, FreeText
from bot.flows.standing import program_title, verb_button
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
    place_of,
    turned,
    turned_back,
    version_of,
)
from bot.flows.training.picking import LATER as LATER_WORDS
from bot.flows.training.picking import ON
from bot.flows.training.progress import Progress, as_record, progress_of
from bot.flows.training.readiness import in_words, mentorships, unready
from bot.flows.training.reminding import plan_reminder, unplan_reminder
from bot.flows.training.showing import option_of, page_of, ways_of, where
from bot.flows.understanding import control, normalise
from bot.words.messages import Content, Typed
from bot.words.people import Consent, Membership, Run
from bot.words.phrases import Phrase
from bot.words.turns import RecordConsent, SaveMembership

PAUSE = dt.timedelta(hours=12)
"""After a pause of this length people are told where they are."""
WELCOME = Phrase("training-welcome", "Good to have you back! You are here: {where}.")
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
    "training-done", "You have finished the training for {program}, {name}. Thank you! Here is your certificate."
)
READ = Phrase("training-read", "Thank you, {name}, that is all I need from you for {program}.")
READY = Phrase("training-ready", "From now on I look for someone you can walk alongside. I will write to you here.")
NO_WAY_BACK = Phrase(
    "training-no-way-back",
    "This is as far back as it goes here. What you read before stands above, and you can read lessons again later.",
)
NOTHING = Phrase("training-nothing", "There is no training for you to do.")

_TURNING = frozenset(map(normalise, (*ON, *LATER_WORDS)))


def membership_of(telling: Telling) -> Membership | None:
    """The mentorship this training is for; None where the mentor or the program has gone."""
    return next((m for m in mentorships(telling) if m.program == telling.run.variant), None)


def keep_words(telling: Telling) -> None:
    """What they told about themselves goes into their profile."""
    membership, answers = membership_of(telling), telling.run.answers
    told = {name: answers[name] for name in ("about", "gender") if name in answers}
    if membership is None or not told:
        return
    kept = replace(membership, profile={**membership.profile, **told})
    others = tuple(kept if m.id == membership.id else m for m in telling.scene.memberships)
    telling.scene = replace(telling.scene, memberships=others)
    telling.wish(SaveMembership(kept))
    telling.keep_run(replace(telling.run, answers={k: v for k, v in answers.items() if k not in told}))


def open_course(telling: Telling) -> None:
    """The first page is next, or the end where there is nothing to read."""
    membership = membership_of(telling)
    if membership is None:
        _leave(telling)
    elif _place(telling) is None:
        _keep(telling, progress_of(membership))
        _end_or_again(telling)


def here(telling: Telling) -> Mapping[str, str]:
    """The page, or the situation, that is next."""
    place = _place(telling)
    program = telling.stage.programs.get(telling.run.variant)
    return {"page": page_of(telling, program, place) if place and program else telling.words(NOTHING())}


def ways_on(telling: Telling) -> Shape:
    """How one goes on from here."""
    place = _place(telling)
    return ways_of(telling, place) if place else Choice()


def go_on(telling: Telling) -> None:
    """The page was turned, the situation answered, or it is enough for today."""
    membership, place, key = membership_of(telling), _place(telling), str(telling.run.answers.get("page"))
    if membership is None or place is None:
        _leave(telling)
        return
    progress = progress_of(membership)
    was_away = progress.at is not None and telling.now - progress.at >= PAUSE
    if key.endswith("later") or key == "later":
        _stop_for_today(telling, place)
        return
    _keep(telling, _onwards(telling, place, progress, key))
    if was_away:
        plan_reminder(telling, membership, telling.now)
    if _place(telling) is None:
        _end_or_again(telling)
    else:
        if was_away:
            telling.say(_where_in_words(telling))
        _ask_on(telling)


class Training(Flow):
    """Two questions, the guidelines, the lessons one by one, and what was missed once more."""

    about = Ask(
        "What would you like a mentee to know about you? Two or three sentences, without last name or contact.",
        FreeText(at_most=400),
        optional=True,
        counted=False,
    )
    gender = Ask(
        "Some people feel more at ease with a woman or a man. How would you describe yourself? Nobody sees this.",
        Choice(woman="A woman", man="A man", other="Another way"),
        optional=True,
        counted=False,
    )
    told = Do(keep_words)
    opened = Do(open_course)
    page = Ask("{page}", FromScene(ways_on), values=here, counted=False)
    turned = Do(go_on)


# --- beginning, and coming back --------------------------------------------------------------------------------------


def begin(telling: Telling) -> None:
    """Begin the training, or go on with it where it was left; at its end say what is still missing."""
    membership = unready(telling)
    if membership is None:
        _say_ready(telling)
        return
    run = next((run for run in _runs(telling) if run.variant == membership.program), None)
    if run is not None:
        telling.take_up(run_code(run))
        resume(telling, _where_in_words(telling) if telling.run.open == "page" else "")
        return
    telling.open_run("training", membership.program)
    telling.keep_run(replace(telling.run, passed=_not_asked(telling, membership)))
    plan_reminder(telling, membership, telling.now)
    if progress_of(membership).has_begun and not isinstance(_place(telling), Rest | None):
        telling.say(_where_in_words(telling))
    advance(telling)


def typed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is meant by words that turn pages while one is open, such as "next", which mean something else elsewhere."""
    if not (isinstance(content, Typed) and telling.going and telling.run.open == "page"):
        return None
    if telling.run.flow not in {"training", "lessons"}:
        return None
    if normalise(content.text) in _TURNING:
        return lambda: answer(telling, content)
    is_back = telling.run.flow == "training" and control(content.text, telling.language) == "back"
    return (lambda: _turn_back(telling)) if is_back else None


def _turn_back(telling: Telling) -> None:
    membership = membership_of(telling)
    before = turned_back(progress_of(membership)) if membership else None
    if before is None:
        resume(telling, telling.words(NO_WAY_BACK()))
    else:
        _keep(telling, before)
        resume(telling)


def _runs(telling: Telling) -> Iterator[Run]:
    runs = (run for run in (telling.scene.run, *telling.scene.parked) if run is not None)
    return (run for run in runs if run.flow == "training" and run.status == "open")


def _not_asked(telling: Telling, membership: Membership) -> tuple[str, ...]:
    """The questions that were answered or left out before, or that this program does not ask."""
    if progress_of(membership).has_begun:
        return ("about", "gender")
    wishes = telling.stage.programs[membership.program].matching.rules.same_gender_wish
    known = [name for name in ("about", "gender") if name in membership.profile]
    return tuple(dict.fromkeys((*known, *(() if wishes else ("gender",)))))


def _say_ready(telling: Telling) -> None:
    mine = mentorships(telling)
    if not mine:
        telling.say(telling.words(NOTHING()))
        return
    said = [in_words(telling, membership) for membership in mine]
    text = "\n\n".join(filter(None, said)) or telling.words(READY())
    has_lessons = any(lessons_of(telling.stage.programs[membership.program]) for membership in mine)
    telling.say(text, (verb_button(telling, "lessons"),) if has_lessons else ())


# --- one step on -----------------------------------------------------------------------------------------------------


def _place(telling: Telling) -> Place | None:
    membership, program = membership_of(telling), telling.stage.programs.get(telling.run.variant)
    return place_of(program, progress_of(membership), telling.language) if membership and program else None


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
    said = [telling.words(CHOSE(answer=chosen.label)), chosen.feedback]
    if not chosen.right:
        best = next(option for option in place.scenario.options if option.right)
        said.append(telling.words(BEST(answer=best.label)))
    telling.say("\n\n".join(said))
    return answered(place, progress, right=chosen.right)


def _keep(telling: Telling, progress: Progress) -> None:
    kept = as_record(replace(progress, at=telling.now))
    record(telling, telling.run.variant, "mentor", training=kept)


def _ask_on(telling: Telling) -> None:
    """The page is asked again, with what is on it now."""
    passed = tuple(name for name in telling.run.passed if name not in {"page", "turned"})
    telling.keep_run(replace(telling.run, passed=passed))


def _stop_for_today(telling: Telling, place: Place) -> None:
    phrase = NOT_AGREED if isinstance(place, Agreement) else LATER
    telling.close_run()
    telling.say(telling.words(phrase()), (verb_button(telling, "training-on"),))


def _leave(telling: Telling) -> None:
    """There is nobody left to get ready."""
    telling.close_run("stopped")
    telling.say(telling.words(NOTHING()))


def _where_in_words(telling: Telling) -> str:
    program, place = telling.stage.programs.get(telling.run.variant), _place(telling)
    return telling.words(WELCOME(where=where(telling, program, place))) if program and place else ""


# --- the end ---------------------------------------------------------------------------------------------------------


def _end_or_again(telling: Telling) -> None:
    """Everything was read: it is passed, or what was missed comes once more."""
    membership, program = membership_of(telling), telling.stage.programs[telling.run.variant]
    if membership is None:
        return
    progress = progress_of(membership)
    if at_the_end(program, progress) and not has_passed(program, progress):
        _keep(telling, once_more(program, progress))
        telling.say(telling.words(SECOND_LOOK()))
        _ask_on(telling)
    else:
        _pass(telling, program, membership)


def _pass(telling: Telling, program: Program, membership: Membership) -> None:
    done = Progress(passed=telling.now.date().isoformat(), version=version_of(program))
    record(telling, program.id, "mentor", training=as_record(done))
    unplan_reminder(telling, membership)
    telling.close_run()
    name, title = telling.person.name, program_title(telling, program.id)
    if lessons_of(program):
        telling.send(certificate(telling, program, telling.words(DONE(program=title, name=name))))
    else:
        telling.say(telling.words(READ(program=title, name=name)))
    now = next(m for m in mentorships(telling) if m.id == membership.id)
    left = in_words(telling, now) or telling.words(READY())
    telling.say(left, (verb_button(telling, "lessons"),) if lessons_of(program) else ())


PHRASES = (
    WELCOME, CHOSE, BEST, LATER, NOT_AGREED, SECOND_LOOK, DONE, READ, READY, NO_WAY_BACK, NOTHING,
)  # fmt: skip
