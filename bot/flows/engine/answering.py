"""What becomes of a reply: typed, pressed or picked it answers the open question, leads back, or skips it."""

from __future__ import annotations

import datetime as dt

from bot.flows.engine.answered import clear_keyboard, redraw, settle
from bot.flows.engine.asking import KEPT, Question, earlier_questions, halved, is_changing, is_recalling, question
from bot.flows.engine.flow import Ask, FromScene, Review
from bot.flows.engine.phrases import (
    ANSWERED,
    CLOSED,
    CLOSED_ANSWER,
    CLOSED_SETTLED,
    FIRST_QUESTION,
    KEEP,
    NEEDS_ANSWER,
    NO_SKIP,
    REVIEW_HINT,
    SKIPPED,
    STUCK,
    UNASKED,
)
from bot.flows.engine.reopening import keep_old_answer, passed_but_for, without
from bot.flows.engine.reviewing import GOOD
from bot.flows.engine.shape import Chosen, Declined, Draft, Reply, Value
from bot.flows.engine.telling import Telling, run_code
from bot.flows.engine.walk import advance, open_step, pose, resume
from bot.words.effects.people import WipeInbound
from bot.words.folding import normalise
from bot.words.messages import DatePicked, Json, LocationShared, PeoplePicked, Press, Typed
from bot.words.phrases import Phrase

SECOND_TAP = dt.timedelta(seconds=1.5)
"""How soon after an answer the same button is pressed by accident."""
STUCK_AFTER = 3
"""Replies in a row that were not understood, before help is offered."""


def answer(telling: Telling, reply: Reply) -> None:
    """Read a reply to the open question and go on, or say what is missing."""
    step = open_step(telling)
    if step is None:
        advance(telling)
        return
    if is_recalling(telling) and isinstance(reply, Typed) and _says(telling, reply.text, KEEP):
        _keep_answer(telling)
        return
    asked = question(telling, to_pose=False)
    if isinstance(step, Ask) and not step.keep:
        telling.wish(WipeInbound())
    reading = asked.shape.read(reply, asked.asking)
    match reading:
        case Value(value=value) if isinstance(step, Review):
            _reviewed(telling, asked, str(value))
        case Value(value=value, note=note):
            _take(telling, asked, value, telling.words(note) if note else "")
        case Draft(ask=None):
            telling.keep_run(telling.run, draft=halved(reading))
            redraw(telling)
        case Draft():
            telling.keep_run(telling.run, draft=halved(reading))
            pose(telling)
        case Declined() if isinstance(reply, Chosen) and isinstance(step, Ask) and isinstance(step.shape, FromScene):
            _stale(telling, step.name, reply.key)
        case Declined(hint=hint):
            _hint(telling, telling.words(hint))


def is_answer(telling: Telling, reply: Reply) -> bool:
    """Whether the open question understands this."""
    if open_step(telling) is None:
        return False
    asked = question(telling, to_pose=False)
    return not isinstance(asked.shape.read(reply, asked.asking), Declined)


def press(telling: Telling, pressed: Press) -> None:
    """A button of some question was pressed: of the open one it is an answer, of any other it is kindly closed."""
    number, _, rest = pressed.data.partition(".")
    name, _, key = rest.partition(".")
    telling.take_up(number)
    run = telling.scene.run
    if run is None or number != run_code(run):
        telling.say(telling.words(CLOSED()))
    elif key == "~skip" and name == run.open:
        skip(telling)
    elif key == "~back" and name == run.open:
        back(telling)
    elif key == KEPT and name == run.open and is_recalling(telling):
        _keep_answer(telling)
    elif name == run.open:
        answer(telling, Chosen(key))
    else:
        _stale(telling, name, key)


def picked(telling: Telling, reply: PeoplePicked | LocationShared | DatePicked) -> None:
    """Something came from a native picker; it counts if the open question has that picker."""
    step = open_step(telling) if telling.going else None
    widget = getattr(getattr(step, "shape", None), "widget", "")
    kinds = {PeoplePicked: ("people",), LocationShared: ("location",), DatePicked: ("date", "day")}[type(reply)]
    data = "" if isinstance(reply, LocationShared) else reply.data
    if "." in data and data != f"{run_code(telling.run)}.{telling.run.open}":
        telling.say(telling.words(CLOSED()))
    elif widget not in kinds:
        resume(telling, telling.words(UNASKED()))
    else:
        answer(telling, reply)


def back(telling: Telling) -> None:
    """Open the question before this one again and forget its answer."""
    run = telling.run
    earlier = earlier_questions(telling)
    if not earlier:
        resume(telling, telling.words(FIRST_QUESTION()))
        return
    settle(telling, question(telling), "")
    if is_changing(telling):
        keep_old_answer(telling, str(run.open))
    else:
        name = earlier[-1]
        step = telling.script.by_name[name]
        answers = run.answers if isinstance(step, Ask) and step.recalls else without(run, name)
        telling.keep_run(run, passed=passed_but_for(telling, name), answers=answers, open=None, draft=None)
    advance(telling)


def _says(telling: Telling, text: str, label: Phrase) -> bool:
    return normalise(text) == normalise(telling.words(label()))


def _keep_answer(telling: Telling) -> None:
    """They came back to the open question and leave it as they had answered it."""
    run, asked = telling.run, question(telling)
    telling.keep_run(run, passed=(*run.passed, asked.step.name), draft=None)
    advance(telling)
    settle(telling, asked, "", run.asked)


def skip(telling: Telling) -> None:
    """Leave the open question out, where that is allowed."""
    step = open_step(telling)
    if isinstance(step, Review):
        _hint(telling, telling.words(REVIEW_HINT()))
        return
    if not isinstance(step, Ask) or not step.optional:
        is_about_them = isinstance(step, Ask) and step.reopens
        resume(telling, telling.words(NO_SKIP() if is_about_them else NEEDS_ANSWER()))
        return
    asked, run = question(telling), telling.run
    clear_keyboard(telling, asked, "")
    telling.keep_run(run, passed=(*run.passed, step.name), answers=without(run, step.name), draft=None)
    advance(telling)
    settle(telling, asked, telling.words(SKIPPED()), run.asked)


def _hint(telling: Telling, said: str) -> None:
    """Say what would be understood, with the question's buttons; the question itself is still in sight."""
    if telling.hushed:
        return
    number, misses = telling.moment.ids(), telling.run.misses + 1
    telling.keep_run(telling.run, asked=number, misses=misses)
    if misses >= STUCK_AFTER:
        said = f"{said}\n\n{telling.words(STUCK())}"
    asked = question(telling)
    telling.say(said, asked.buttons, widget=asked.widget, number=number)


def _take(telling: Telling, asked: Question, value: Json, note: str) -> None:
    run, step = telling.run, asked.step
    keep = isinstance(step, Ask) and step.keep
    if keep:
        answers = {**run.answers, step.name: value}
        telling.keep_run(run, passed=(*run.passed, step.name), answers=answers, draft=None)
    else:
        telling.fresh[step.name] = value
        telling.keep_run(run, passed=(*run.passed, step.name), draft=None)
    clear_keyboard(telling, asked, note)
    advance(telling)
    if telling.scene.person is not None and (asked.buttons or asked.widget):
        shown = asked.shape.show(value, asked.asking)
        settle(telling, asked, telling.words(ANSWERED(answer=shown)) if shown else "", run.asked)


def _reviewed(telling: Telling, asked: Question, choice: str) -> None:
    run = telling.run
    if choice == GOOD:
        telling.keep_run(run, passed=(*run.passed, asked.step.name), draft=None)
    else:
        # The old answer, or that there is none, stays until there is a new one: they may think better of it.
        answers = {choice: None, **run.answers}
        telling.keep_run(run, passed=passed_but_for(telling, choice), answers=answers, draft=None)
    advance(telling)
    if telling.scene.person is not None:
        settle(telling, asked, "", run.asked)


def _stale(telling: Telling, name: str, key: str) -> None:
    """An old button: what only repeats the answer given leads to the question that is open (a moment after that answer
    it is the second tap of two, and silent), else a kind word. It changes nothing."""
    run, step = telling.run, telling.script.by_name.get(name)
    given = run.answers.get(name)
    depends = isinstance(step, Ask) and isinstance(step.shape, FromScene)
    if (name in run.passed or depends) and (key in {"done", "~skip", GOOD} or given == key):
        if telling.going and (run.touched_at is None or telling.now - run.touched_at > SECOND_TAP):
            resume(telling)
        return
    if isinstance(step, Ask) and step.keep and given is not None and not depends:
        asked = question(telling, step)
        shown = asked.shape.show(given, asked.asking)
        closed = CLOSED_ANSWER if step.counted else CLOSED_SETTLED
        telling.say(telling.words(closed(answer=shown)))
    else:
        telling.say(telling.words(CLOSED()))
