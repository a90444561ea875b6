"""Somebody asks for a human: the people of their program see it on their list, and they hear by when roughly."""

from __future__ import annotations

from collections.abc import Iterator

from bot.flows.desk.promise import opens
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import resume
from bot.flows.matches.ties import ties_in
from bot.texts.dates import day
from bot.words.effects.desk import Raise
from bot.words.journeys import Attention
from bot.words.people import Run
from bot.words.phrases import Phrase

ANSWER = "human"
"""Under this name the first questions keep that somebody asked before any people were there to hear it."""

TOLD = Phrase(
    "wanted-told",
    "People look after {program}, and I have told them that you would like to talk to one of them. Somebody writes to "
    "you here, usually within two days.",
)
TOLD_OUT_OF_HOURS = Phrase(
    "wanted-told-out-of-hours",
    "People look after {program}, and I have told them that you would like to talk to one of them. They are back on "
    "{day}; somebody writes to you here then, or a little later.",
)
NOT_YET = Phrase(
    "wanted-not-yet",
    "I'm a computer program, but people look after every program here. When you have chosen one, I tell them that you "
    "would like to talk to somebody, and they write to you here.",
)


def can_be_asked_for(telling: Telling) -> bool:
    """Whether there are people who may hear of it, now or once a program is chosen."""
    return bool(_program(telling)) or _first_questions(telling) is not None


def ask(telling: Telling) -> None:
    """Put it on the list, and go on with the question that is open."""
    said = noted(telling)
    if telling.going:
        resume(telling, said)
    else:
        telling.say(said)


def noted(telling: Telling) -> str:
    """Put it on the list, at once or when a program is chosen; returns what they hear. One line a person stands there
    at most."""
    program = _program(telling)
    if program:
        key = f"human:{telling.person.id:x}"
        telling.wish(Raise(Attention(key, "human", program, telling.now, person=telling.person.id)))
    elif telling.going and telling.run.flow == "onboarding":
        telling.keep_run(telling.run, answers={**telling.run.answers, ANSWER: True})
    return in_words(telling)


def in_words(telling: Telling) -> str:
    """What somebody hears who has asked."""
    program = _program(telling)
    return _told(telling, program) if program else telling.words(NOT_YET())


def follow_up(telling: Telling) -> None:
    """A program is chosen: whoever asked before is on its list now, and hears so."""
    if telling.run.answers.get(ANSWER) and _program(telling):
        left = {name: value for name, value in telling.run.answers.items() if name != ANSWER}
        telling.keep_run(telling.run, answers=left)
        telling.say(noted(telling))


def _told(telling: Telling, program: str) -> str:
    title, known = telling.title_of(program), telling.stage.programs.get(program)
    office = known.concerns.office if known else None
    if office is not None and (back := opens(office, telling.now)) > telling.now:
        on = day(back, telling.person.zone, telling.language)
        return telling.words(TOLD_OUT_OF_HOURS(program=title, day=on))
    return telling.words(TOLD(program=title))


def _program(telling: Telling) -> str:
    """Whose people hear of it: those of a match, else of the first program they are in, else of the one chosen in the
    first questions. "" where there is none yet."""
    return next(_programs(telling), "")


def _programs(telling: Telling) -> Iterator[str]:
    yield from (tie.match.program for tie in ties_in(telling))
    yield from (membership.program for membership in telling.scene.memberships)
    asked = _first_questions(telling)
    if asked is not None and asked.variant in telling.stage.programs:
        yield asked.variant


def _first_questions(telling: Telling) -> Run | None:
    runs = (telling.scene.run, *telling.scene.parked)
    return next((run for run in runs if run and run.status == "open" and run.flow == "onboarding"), None)


PHRASES = (TOLD, TOLD_OUT_OF_HOURS, NOT_YET)
