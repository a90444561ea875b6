"""What can be done at any time, whatever question is open: start, help, stop, start over, delete, change answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.flows.anytime.helping import PRIVACY, help_words
from bot.flows.engine.phrases import FROM_THE_START, WELCOME_BACK
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance, remind, resume
from bot.flows.onboarding import joining
from bot.flows.onboarding.reminding import schedule_reminder
from bot.flows.onboarding.screening import take_in
from bot.flows.pairing import leaving
from bot.flows.standing.buttons import verb_button
from bot.flows.standing.said import tell_standing
from bot.words.effects.people import SaveMembership
from bot.words.effects.sending import Unschedule
from bot.words.messages import Content, Json
from bot.words.people import Membership, Person
from bot.words.phrases import Phrase

NEW_HERE = Phrase(
    "standing-new-here",
    "I help people find a mentor, or become one. To begin, press the button or write “hi”. "
    "It takes about five minutes.",
)
STOPPED_STAFF = Phrase(
    "standing-stop-staff",
    "When somebody reports a problem, I still tell you, because you help to run the program. "
    "To end that as well, write /desk and press People.",
)
STOPPED = Phrase(
    "standing-stop",
    "All right, I stop here and won't write to you any more. What you told me is still kept, so that you can go on "
    "later: just write /start. If you would rather have me forget everything, press the button or write /delete.",
)
FORGOTTEN = Phrase(
    "standing-forgotten",
    "Done. I have deleted everything you told me. All the best, and if you ever want to begin again, just write to me.",
)
NOTHING_KEPT = Phrase("standing-nothing-kept", "There is nothing to delete: I don't keep anything about you.")
KEPT = Phrase("standing-kept", "Good, I keep everything as it is.")
LANGUAGE_SET = Phrase("standing-language", "All right, we go on in English.")


def begin(telling: Telling) -> None:
    """Begin onboarding, for a stranger or someone who has no run; a join code answers role or program beforehand."""
    found = joining.brought(telling)
    if telling.scene.person is None:
        take_in(telling)
    if found.is_old:
        telling.say(telling.words(joining.OLD()))
    joining.count(telling, found)
    _open_run(telling, joining.known_from(telling, found))
    advance(telling)


def code_deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about a join code that someone known to us brings; None where it is none."""
    return (lambda: start(telling)) if joining.is_brought(telling, content) else None


def start(telling: Telling) -> None:
    """/start: begin, go on where we stopped, or say where they stand; a join code may lead into another program."""
    found = joining.brought(telling)
    if joining.offers_another(telling, found):
        return
    if telling.going:
        if telling.run.flow == "onboarding":
            _apply_code(telling, found)
        resume(telling, telling.words(WELCOME_BACK()))
    elif telling.scene.memberships:
        tell_standing(telling)
    else:
        begin(telling)


def start_over(telling: Telling) -> None:
    """Forget the answers of this run and ask again from the first question; consent and age stay settled."""
    if telling.going and telling.run.flow != "onboarding":
        resume(telling)
        return
    if not telling.going and telling.scene.memberships:
        change_answers(telling)
        return
    if telling.going:
        telling.wish(Unschedule(f"onboarding:{telling.run.id}"))
        telling.keep_run(replace(telling.run, status="stopped", open=None, draft=None, answers={}))
        telling.say(telling.words(FROM_THE_START()))
    _open_run(telling, {})
    advance(telling)


def help_along(telling: Telling) -> None:
    """Help that ends with the question they are at."""
    if telling.going:
        resume(telling, help_words(telling))
    else:
        telling.say(help_words(telling))


def tell_privacy(telling: Telling) -> None:
    """What is kept, who sees it, how to leave; amid the first questions, with the one that is open."""
    if telling.going and telling.run.flow == "onboarding":
        remind(telling, telling.words(PRIVACY()))
        return
    telling.say(telling.words(PRIVACY()), (verb_button(telling, "forget"),))


def stop(telling: Telling) -> None:
    """Write no more, keep what was told, and say how to go on or be forgotten."""
    telling.keep_person(replace(telling.person, active=False))
    _set_memberships(telling, "stopped")
    leaving.step_back(telling)
    said = [STOPPED(), *([STOPPED_STAFF()] if telling.scene.staff else [])]
    telling.say("\n\n".join(map(telling.words, said)), (verb_button(telling, "forget"),))


def wake(telling: Telling) -> None:
    """Someone who had stopped writes again: go on as if they had never been away."""
    telling.keep_person(replace(telling.person, active=True))
    _set_memberships(telling, "waiting")
    leaving.come_back(telling)
    if telling.going and telling.run.flow == "onboarding":
        schedule_reminder(telling)
    start(telling)


def forget(telling: Telling) -> None:
    """Delete everything this person told us."""
    leaving.part(telling)
    telling.forget_person()
    telling.say(telling.words(FORGOTTEN()))


def keep(telling: Telling) -> None:
    """They would rather stay."""
    if telling.going:
        resume(telling, telling.words(KEPT()))
    else:
        telling.say(telling.words(KEPT()))


def change_answers(telling: Telling) -> None:
    """Open the review again with what the profile holds."""
    is_onboarding = telling.going and telling.run.flow == "onboarding"
    if is_onboarding or not telling.scene.memberships:
        start(telling)
        return
    answers, program = _answers_from(telling.scene.memberships, telling.person)
    _open_run(telling, answers, program)
    passed = [step.name for step in telling.script.steps if step.name not in {"check", "finished"}]
    telling.keep_run(replace(telling.run, passed=tuple(passed)))
    advance(telling)


def switch_language(telling: Telling) -> None:
    """Speak the next language there are words in."""
    languages = telling.stage.speech.languages
    speak(telling, languages[(languages.index(telling.language) + 1) % len(languages)])


def speak(telling: Telling, language: str) -> None:
    """Speak this language from now on, the open question first."""
    telling.keep_person(replace(telling.person, language=telling.stage.speech.closest(language)))
    if telling.going:
        resume(telling, telling.words(LANGUAGE_SET()))
    else:
        telling.say(telling.words(LANGUAGE_SET()))


def answer_stranger(telling: Telling, name: str) -> None:
    """Someone we keep nothing about asks for help, privacy, or to be left alone."""
    said: Phrase = {"help": NEW_HERE, "privacy": PRIVACY}.get(name, NOTHING_KEPT)
    telling.say(telling.words(said()), (verb_button(telling, "begin"),) if name == "help" else ())


def _open_run(telling: Telling, known: dict[str, Json], variant: str = "") -> None:
    telling.open_run("onboarding", variant, known)
    schedule_reminder(telling)


def _apply_code(telling: Telling, found: joining.Brought) -> None:
    """A join code pressed in the middle of onboarding answers what is not answered yet."""
    joining.count(telling, found)
    answered = {*telling.run.answers, telling.run.open}
    known = {name: value for name, value in joining.known_from(telling, found).items() if name not in answered}
    if known:
        run = telling.run
        telling.keep_run(replace(run, answers={**run.answers, **known}, passed=(*run.passed, *known)))


def _set_memberships(telling: Telling, status: str) -> None:
    changed = tuple(replace(m, status=status) for m in telling.scene.memberships)
    telling.scene = replace(telling.scene, memberships=changed)
    telling.wish(*(SaveMembership(membership) for membership in changed))


def _answers_from(memberships: tuple[Membership, ...], person: Person) -> tuple[dict[str, Json], str]:
    program = memberships[0].program
    mine = [m for m in memberships if m.program == program]
    roles = {m.role for m in mine}
    answers: dict[str, Json] = {"name": person.name, "program": program}
    for membership in mine:
        answers.update(membership.profile)
    answers["role"] = "both" if len(roles) == 2 else roles.pop()
    return answers, program


PHRASES = (NEW_HERE, STOPPED_STAFF, STOPPED, FORGOTTEN, NOTHING_KEPT, KEPT, LANGUAGE_SET)
