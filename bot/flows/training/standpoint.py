"""Where a mentor is in the training of the open run, and keeping where they are."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.engine.telling import Telling
from bot.flows.matches.keeping import record
from bot.flows.training.course import Place, place_of
from bot.flows.training.progress import Progress, as_record, progress_of
from bot.flows.training.readiness import mentorships
from bot.flows.training.showing import where
from bot.words.people import Membership
from bot.words.phrases import Phrase

WELCOME = Phrase("training-welcome", "Good to have you back! You are here: {where}.")


def membership_of(telling: Telling) -> Membership | None:
    """The mentorship this training is for; None where the mentor or the program has gone."""
    return next((m for m in mentorships(telling) if m.program == telling.run.variant), None)


def place_now(telling: Telling) -> Place | None:
    """Where they are; None at the end, or where there is nobody."""
    membership, program = membership_of(telling), telling.stage.programs.get(telling.run.variant)
    return place_of(program, progress_of(membership), telling.language) if membership and program else None


def keep(telling: Telling, progress: Progress) -> None:
    """They are here now."""
    record(telling, telling.run.variant, "mentor", training=as_record(replace(progress, at=telling.now)))


def ask_on(telling: Telling) -> None:
    """The page is asked again, with what is on it now."""
    passed = tuple(name for name in telling.run.passed if name not in {"page", "turned"})
    telling.keep_run(replace(telling.run, passed=passed))


def where_in_words(telling: Telling) -> str:
    """One line that says where they are."""
    program, place = telling.stage.programs.get(telling.run.variant), place_now(telling)
    return telling.words(WELCOME(where=where(telling, program, place))) if program and place else ""


PHRASES = (WELCOME,)
