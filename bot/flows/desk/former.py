"""Who had a desk and has none any more: they hear so in a sentence, and then where they stand."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.flows.desk.codes import role_in_words
from bot.flows.desk.rights import desk_of
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import resume
from bot.flows.standing.said import standing_words, tell_standing
from bot.texts.naming import joined
from bot.words.messages import Command, Content
from bot.words.phrases import Phrase
from bot.words.turns import Scene

OVER = Phrase(
    "desk-former", "Your time as {role} is over, so there is no desk for you here any more. Thank you for your work!"
)
COMMANDS = ("desk", "dashboard")


def is_asked_for(scene: Scene, content: Content) -> bool:
    """Whether someone without rights asks for the desk."""
    return scene.person is not None and not scene.staff and isinstance(content, Command) and content.name in COMMANDS


def deed(telling: Telling, content: Content, flows: Collection[str]) -> Callable[[], None] | None:
    """What is said to someone who had a desk and asks for it; None where they never had one."""
    if not is_asked_for(telling.scene, content) or not desk_of(telling).past:
        return None

    def tell() -> None:
        leave(telling, flows)
        roles = dict.fromkeys(role_in_words(telling, one.role, one.program) for one in desk_of(telling).past)
        over = telling.words(OVER(role=joined(list(roles), telling.language)))
        if telling.going:
            resume(telling, over)
        elif telling.scene.memberships:
            telling.say(over)
            tell_standing(telling)
        else:
            telling.say(f"{over}\n\n{standing_words(telling)}")

    return tell


def leave(telling: Telling, flows: Collection[str]) -> None:
    """What was asked at the desk (the runs of these flows) is asked no more."""
    telling.close_runs(lambda run: run.flow in flows, "stopped")


PHRASES = (OVER,)
