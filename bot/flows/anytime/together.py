"""What words, files and presses do about the people someone walks with: talk, steps, sheets, meetings, breaks."""

from __future__ import annotations

from collections.abc import Callable

from bot.flows.alive import verbs as alive_verbs
from bot.flows.engine.answering import is_answer
from bot.flows.engine.asking import question
from bot.flows.engine.telling import Telling
from bot.flows.journey.verbs import VERBS as VERBS_OF_STEPS
from bot.flows.journey.verbs import typed as typed_about_step
from bot.flows.matches.verbs import pair_pressed, pair_typed
from bot.flows.resources import asking as resource_asking
from bot.flows.resources import at_hand
from bot.flows.talking import about_whom, hearing
from bot.flows.talking.verbs import VERBS as VERBS_OF_PAIRS
from bot.flows.understanding.typed import steering
from bot.words.folding import normalise
from bot.words.messages import Command, Content, Press, Typed

FOR_OTHERS = frozenset({"talk", "passing"})
"""Flows in which what is typed is meant for a partner."""


def talk_deed(telling: Telling, content: Content, *, is_ours: bool) -> Callable[[], None] | None:
    """What is done about words, files and places that may be meant for a partner."""
    if not telling.scene.ties:
        return None
    return hearing.heard(telling, content, is_ours=is_ours or pair_deed(telling, content) is not None)


def pair_deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about a match: its button was pressed, or the button's words were typed."""
    match content:
        case Press() if telling.scene.ties:
            verbs = (VERBS_OF_PAIRS, VERBS_OF_STEPS, alive_verbs.PRESSED)
            return next(filter(None, (pair_pressed(telling, each, content) for each in verbs)), None)
        case Typed() if telling.scene.ties:
            said = pair_typed(telling, VERBS_OF_PAIRS, content, about_whom.ask_whom)
            said = said or pair_typed(telling, alive_verbs.TYPED, content, alive_verbs.ask_whom)
            said = said or _resource_deed(telling, content)
            said = said or _step_deed(telling, content)
            return None if said and _is_on_a_button(telling, content) else said
        case Command() if telling.scene.memberships:
            return _resource_deed(telling, content)
        case _:
            return None


def _is_on_a_button(telling: Telling, typed: Typed) -> bool:
    """Whether the question that is open has a button that says this: it is that one which is meant."""
    if not telling.going or telling.run.flow in FOR_OTHERS or telling.run.open not in telling.script.by_name:
        return False
    said = normalise(typed.text)
    return any(normalise(button.label) == said for button in question(telling, to_pose=False).buttons)


def _step_deed(telling: Telling, content: Typed) -> Callable[[], None] | None:
    """What typed words do about the step that came last. A question that is open about a match goes first, as long as
    it understands them; any other question is not to be disturbed."""
    if not telling.going:
        return typed_about_step(telling, content)
    is_free = "match" in telling.run.answers and telling.run.flow not in FOR_OTHERS
    is_free = is_free and steering(content.text, telling.language, telling.stage.speech) is None
    return None if not is_free or is_answer(telling, content) else typed_about_step(telling, content)


def _resource_deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about a wish for a week, a sheet or a search."""
    wish = resource_asking.wish_of(telling, content)
    return None if wish is None else lambda: at_hand.serve(telling, wish)
