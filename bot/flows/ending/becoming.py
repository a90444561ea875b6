"""Someone who was walked with is asked whether they would like to walk with others one day; any answer is good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from bot.flows.alive.diary import plan_on
from bot.flows.alive.gate import count, is_held_back
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.journey.hours import own_membership, today_of
from bot.flows.matches.keeping import record
from bot.flows.matches.ties import tie_due, tie_of
from bot.flows.shapes import Choice, Labelled, Several, WholeNumber
from bot.flows.standing.said import training_buttons
from bot.flows.training.readiness import has_training_left
from bot.flows.training.reminding import plan_reminder
from bot.words.effects.desk import Raise
from bot.words.effects.people import SaveMembership
from bot.words.journeys import Attention
from bot.words.matches import Tie
from bot.words.people import Due, Membership
from bot.words.phrases import Phrase

LATER = 90
"""Days after which someone who said "maybe later" is asked once more, and then never again."""
OF_A_MENTEE = frozenset({"goal", "wish"})
"""What a profile holds for a mentee alone."""

WELCOME = Phrase(
    "becoming-welcome",
    "How good, {name}! You know how it is at the beginning, and that is worth a lot. What happens now: first come the "
    "guidelines and a short training, as for every mentor in {program}. You take them at your own pace. After that I "
    "look for someone you can walk with, and you decide each time.",
)
MAYBE = Phrase(
    "becoming-maybe", "All right, there is no hurry. I ask you once more in some months, and you can say no."
)
MAYBE_AGAIN = Phrase(
    "becoming-maybe-again", 'All right. I don\'t ask again; whenever you like, write "become a mentor".'
)
NO = Phrase("becoming-no", "That is perfectly fine. Thank you for answering, and all the best on your way.")
ALREADY = Phrase("becoming-already", "You are on the list of mentors in {program} already. Thank you!")


def ask(telling: Telling, due: Due) -> None:
    """The day after a good end, or some months later."""
    tie, again = tie_due(telling, due), due.subject.endswith("/again")
    if tie is None or tie.match.status != "ended" or tie.match.mentee != telling.person.id:
        return
    if not telling.person.active or own_membership(telling, tie.match.program, "mentor") is not None:
        return
    if is_held_back(telling, due, tie):
        return
    count(telling, tie)
    begin(telling, tie.match.program, {"match": tie.match.id, "again": again})


def wish(telling: Telling) -> None:
    """Somebody writes that they would like to become a mentor."""
    mentee = next((m for m in telling.scene.memberships if m.role == "mentee"), None)
    for membership in telling.scene.memberships:
        if membership.role == "mentor":
            title = telling.title_of(membership.program)
            telling.say(telling.words(ALREADY(program=title)))
            return
    if mentee is not None:
        begin(telling, mentee.program, {"would": "yes"})


def begin(telling: Telling, program: str, known: Mapping[str, int | bool | str]) -> None:
    """Ask, or go on where the wish is known already."""
    telling.open_run("becoming", program, dict(known))
    advance(telling)


def offers(telling: Telling) -> Shape:
    """What one can help with in this program."""
    goals = telling.stage.programs[telling.run.variant].goals
    return Several([Labelled(key, text.first, text.words) for key, text in goals.items()], at_most=3)


def take(telling: Telling) -> None:
    """A yes begins the way of a mentor, training first; anything else is just as welcome."""
    program, answers = telling.run.variant, dict(telling.run.answers)
    telling.close_run()
    would, tie = answers.get("would"), _tie(telling, answers.get("match"))
    if would == "yes":
        _become(telling, program, answers)
    elif would == "later" and tie is not None and not answers.get("again"):
        plan_on(telling, tie, "become", today_of(telling) + dt.timedelta(days=LATER), "again")
        telling.say(telling.words(MAYBE()))
    else:
        telling.say(telling.words((MAYBE_AGAIN if would == "later" else NO)()))


class Becoming(Flow):
    """Would you, one day? And if so, with what and for how many?"""

    would = Ask(
        "One more question, {name}. Someone is at the very beginning now, where you were once. Would you like to be a "
        "mentor yourself one day? Every answer is fine.",
        Choice(yes="Yes, I would", later="Maybe later", no="No, thank you"),
        counted=False,
    )
    offer = Ask(
        "What could you help someone with? Choose up to three, or write it in your own words.",
        FromScene(offers),
        when=would.was("yes"),
        counted=False,
    )
    seats = Ask(
        "How many people could you walk with at the same time? One is a good beginning.",
        WholeNumber(1, 5),
        when=would.was("yes"),
        counted=False,
    )
    taken = Do(take)


def _become(telling: Telling, program: str, answers: Mapping[str, object]) -> None:
    mentee = own_membership(telling, program, "mentee")
    profile = {name: value for name, value in (mentee.profile if mentee else {}).items() if name not in OF_A_MENTEE}
    offered, seats = answers.get("offer"), answers.get("seats")
    membership = Membership(
        telling.moment.ids(),
        telling.person.id,
        program,
        "mentor",
        "waiting",
        {**profile, "offer": offered, "seats": seats},  # type: ignore[dict-item]
        telling.now,
        {"was_mentee": True},
    )
    telling.wish(SaveMembership(membership))
    telling.scene = replace(telling.scene, memberships=(*telling.scene.memberships, membership))
    record(telling, program, "mentee", resting=True)
    key = f"new-mentor:{telling.person.id:x}:{program}"
    telling.wish(Raise(Attention(key, "new-mentor", program, telling.now, person=telling.person.id)))
    title = telling.title_of(program)
    if has_training_left(membership):
        plan_reminder(telling, membership, telling.now)
    telling.say(telling.words(WELCOME(name=telling.person.name, program=title)), training_buttons(telling))


def _tie(telling: Telling, match: object) -> Tie | None:
    return tie_of(telling, match) if isinstance(match, int) else None


PHRASES = (WELCOME, MAYBE, MAYBE_AGAIN, NO, ALREADY)
