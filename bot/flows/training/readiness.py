"""What is still missing before a mentor can be matched, in words: nobody should wait without knowing for what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from bot.curriculum.matching import Check
from bot.curriculum.program import Program
from bot.curriculum.reading import guidelines
from bot.flows.engine.telling import Telling
from bot.flows.training.course import lessons_of
from bot.flows.training.progress import progress_of
from bot.texts.dates import date_in_words
from bot.texts.naming import joined
from bot.words.people import Membership
from bot.words.phrases import Line, Phrase

GUIDELINES = Phrase("ready-guidelines", "You still have the guidelines for mentors to read.")
LESSON = Phrase("ready-lesson", "You still have one lesson to go.")
LESSONS = Phrase("ready-lessons", "You still have {count} lessons to go.")
AGAIN_ONE = Phrase("ready-again-one", "You still have one question to look at once more.")
AGAIN = Phrase("ready-again", "You still have {count} questions to look at once more.")
CHECKS = Phrase(
    "ready-checks",
    "The program still has to record: {checks}. There is nothing for you to do here; someone will get in touch.",
)
FAILED = Phrase(
    "ready-failed", "The program could not confirm: {checks}. If you would like to know more, ask its coordinator."
)
OVER = Phrase("ready-over", "This ran out on {day}, and the program has to record it again: {check}.")
MISSING = Phrase("ready-missing", "Before I can suggest a mentee to you:\n{missing}")


def mentorships(telling: Telling) -> list[Membership]:
    """This person's memberships as a mentor, of programs there are."""
    return [m for m in telling.scene.memberships if m.role == "mentor" and m.program in telling.stage.programs]


def has_training_left(membership: Membership) -> bool:
    """Whether there is something for the mentor to do: questions, guidelines or lessons."""
    return not progress_of(membership).passed


def unready(telling: Telling) -> Membership | None:
    """The first mentorship with something left for the mentor to do."""
    waiting = (m for m in mentorships(telling) if m.status == "waiting")
    return next((m for m in waiting if has_training_left(m)), None)


def verb_of(telling: Telling, membership: Membership) -> str:
    """What the button that leads on is called."""
    program = telling.stage.programs[membership.program]
    if progress_of(membership).has_begun:
        return "training-on"
    return "training" if lessons_of(program) or guidelines(program, "en") else "about-me"


def missing(telling: Telling, membership: Membership) -> list[Line]:
    """What keeps this mentor from being matched, one sentence each: their own part first, then the program's."""
    program = telling.stage.programs.get(membership.program)
    return [*_own(program, membership), *_checks(telling, program, membership)] if program else []


def own_part(telling: Telling, membership: Membership) -> str:
    """What is left for the mentor themselves, in a sentence or two; "" when nothing is."""
    program = telling.stage.programs.get(membership.program)
    return " ".join(telling.words(one) for one in _own(program, membership)) if program else ""


def in_words(telling: Telling, membership: Membership) -> str:
    """The same as a short list, "" when nothing is missing."""
    found = missing(telling, membership)
    if not found:
        return ""
    return telling.words(MISSING(missing="\n".join(f"• {telling.words(one)}" for one in found)))


def _own(program: Program, membership: Membership) -> Iterator[Line]:
    progress = progress_of(membership)
    if progress.passed:
        return
    if not progress.agreed and guidelines(program, "en"):
        yield GUIDELINES()
    left = sum(id not in progress.done for id in lessons_of(program))
    if left:
        yield LESSONS(count=left) if left > 1 else LESSON()
    elif progress.again:
        yield AGAIN(count=len(progress.again)) if len(progress.again) > 1 else AGAIN_ONE()


def _checks(telling: Telling, program: Program, membership: Membership) -> Iterator[Line]:
    held = membership.record.get("checks")
    kept = held if isinstance(held, dict) else {}
    unknown: list[Check] = []
    failed: list[Check] = []
    for check in program.matching.checks:
        found = kept.get(check.name)
        outcome = found.get("outcome") if isinstance(found, dict) else None
        if outcome is None:
            unknown.append(check)
        elif outcome != "passed":
            failed.append(check)
        elif isinstance(found, dict) and (until := until_of(found.get("expires"))) and until < telling.now.date():
            yield OVER(day=date_in_words(until, telling.language), check=check.label.in_language(telling.language))
    if unknown:
        yield CHECKS(checks=_named(telling, unknown))
    if failed:
        yield FAILED(checks=_named(telling, failed))


def until_of(expires: object) -> dt.date | None:
    """The last day a check holds; None where it does not run out."""
    try:
        return dt.date.fromisoformat(expires[:10]) if isinstance(expires, str) else None
    except ValueError:
        return None


def _named(telling: Telling, checks: Sequence[Check]) -> str:
    return joined([check.label.in_language(telling.language) for check in checks], telling.language)


PHRASES = (GUIDELINES, LESSON, LESSONS, AGAIN_ONE, AGAIN, CHECKS, FAILED, OVER, MISSING)
