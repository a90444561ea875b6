"""Before everything is deleted it is asked once, as a question of its own: the next words are about that and nothing
else, and after half an hour it is no longer open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.flows.anytime import deeds
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.shape import Asking, Declined, Reading, Reply
from bot.flows.engine.telling import Telling, run_code
from bot.flows.engine.walk import advance, resume
from bot.flows.shapes import Choice
from bot.flows.understanding.typed import own_words
from bot.flows.understanding.yes_and_no import agreement, is_asking
from bot.words.folding import normalise, normalised
from bot.words.messages import Content, Typed
from bot.words.people import Run
from bot.words.phrases import Phrase

WHICH = Phrase(
    "forgetting-which", "You have two questions open, and I want to be sure which one you mean. First this one:"
)
NOT_YET = Phrase(
    "forgetting-not-yet",
    "Nothing is deleted yet, and I only delete what you told me when I'm sure that you mean it. Tap one of the two, or "
    "write it in full.",
)
ONE_SPEAKS = frozenset({"talk", "passing"})
"""Flows in which the next words are meant for somebody else."""
LASTS = dt.timedelta(minutes=30)
"""How long a yes is a yes to this."""
VAGUE = normalised(
    "ok", "okay", "okey", "k", "fine", "sure", "right", "true", "correct", "no problem", "not a problem", "no worries",
    "why not", "👍", "👌", "✔", "✅", "sounds good", "vale", "dale", "listo", "lista", "bueno", "está bien", "sale",
    "órale", "forget", "olvida", "olvidar",
)  # fmt: skip
"""A yes to most things, but too little to delete everything: it may be said to have read the question."""


def ask(telling: Telling) -> None:
    """Ask whether they are sure."""
    _close(telling, lambda _: True)
    telling.open_run("forgetting", "", {})
    advance(telling)


def settle(telling: Telling) -> None:
    """Delete everything this person told us, or go on with what was open before."""
    is_sure = telling.run.answers.get("sure") == "yes"
    telling.close_run()
    parked = telling.scene.parked
    telling.scene = replace(telling.scene, run=parked[0] if parked else None, parked=parked[1:])
    if is_sure:
        deeds.forget(telling)
    else:
        deeds.keep(telling)


def keep(telling: Telling) -> None:
    """A no by the words or the button of an earlier message: the question, where it is open, is answered by it."""
    if is_open(telling):
        settle(telling)
    else:
        _close(telling, lambda _: True)
        deeds.keep(telling)


@dataclass(frozen=True, slots=True, init=False)
class Sureness(Choice):
    """A yes or a no where a yes cannot be taken back: "ok", "yes?" and everything that is a question are neither."""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        if isinstance(reply, Typed) and (is_asking(reply.text) or normalise(reply.text) in VAGUE):
            return Declined(NOT_YET())
        reading = Choice.read(self, reply, asking)
        return Declined(NOT_YET()) if isinstance(reading, Declined) else reading


class Forgetting(Flow):
    """Is everything to be deleted?"""

    sure = Ask(
        "Shall I forget everything you told me? It cannot be brought back, and you would leave the program.",
        Sureness(yes="Yes, forget everything", no="No, keep it").also(
            no=("keep", "keep everything", "don't", "don't forget", "no olvides", "guárdalo", "consérvalo"),
        ),
        counted=False,
    )
    settled = Do(settle)


def tidy(telling: Telling) -> None:
    """A question that nobody answered within half an hour is not open any more."""
    _close(telling, lambda run: run.touched_at is None or telling.now - run.touched_at >= LASTS)


def is_open(telling: Telling) -> bool:
    """Whether the next words are about this."""
    return telling.going and telling.run.flow == "forgetting"


def unclear_deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about a bare yes or no while another question came on top of this one: it is no answer to either,
    because one of them cannot be taken back, and this one is asked again."""
    if not telling.scene.parked or not isinstance(content, Typed):
        return None
    if agreement(content.text, own_words(telling.words)) is None:
        return None
    beneath = next((run for run in telling.scene.parked if run.flow == "forgetting" and run.status == "open"), None)
    is_for_others = telling.scene.thread is not None or (telling.going and telling.run.flow in ONE_SPEAKS)
    if beneath is None or not telling.going or is_for_others:
        return None

    def ask_again() -> None:
        telling.take_up(run_code(beneath))
        resume(telling, telling.words(WHICH()))

    return ask_again


def _close(telling: Telling, is_over: Callable[[Run], bool]) -> None:
    telling.close_runs(lambda run: run.flow == "forgetting" and is_over(run), "stopped")


PHRASES = (WHICH, NOT_YET)
