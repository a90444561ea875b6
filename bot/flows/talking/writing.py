"""In talk: after a tap, what someone types goes straight to their partner, until they are done or time has passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.matches.ties import called, tie_of, ties_in
from bot.flows.shapes import Choice
from bot.flows.talking.relay import UNREACHABLE, obstacle
from bot.words.matches import Tie
from bot.words.people import Run
from bot.words.phrases import Phrase

LASTS = dt.timedelta(minutes=30)
"""How long after the last message one is still in talk."""

HOW = Phrase(
    "writing-how",
    "Write your message to {partner}, I pass it on. What you write now goes straight to {partner}, until you press "
    "Done or half an hour has passed.",
)
HOW_ONE = Phrase("writing-how-one", "Write your message to {partner}, I pass it on.")
PASSED = Phrase(
    "writing-passed",
    "I have passed it on to {partner}. What you write now goes straight to {partner} too, until you press Done or half "
    "an hour has passed.",
)
AWAY = Phrase(
    "writing-away",
    "I can't reach {partner} just now. It has nothing to do with you. Please try again another day.",
)
FINISHED = Phrase("writing-finished", "Good. What you write now is for me again.")


def write(telling: Telling, tie: Tie, _: str = "") -> None:
    """The next words are for this partner; with a single partner, also those after."""
    begin(telling, tie)


def begin(telling: Telling, tie: Tie, *, passed: bool = False) -> None:
    """Be in talk with this partner, after something was passed on already or as the beginning."""
    if (why := obstacle(telling, tie)) is not None:
        line, buttons = why
        said = AWAY(partner=tie.partner.name) if line.key == UNREACHABLE.key else line
        telling.say(telling.words(said), buttons)
        return
    end_talks(telling)
    telling.open_run("talk", tie.match.program, {"match": tie.match.id, "after": passed})
    advance(telling)


def tell_how(telling: Telling) -> Mapping[str, str]:
    """What happens with what is written now."""
    tie = in_talk_with(telling)
    phrase = PASSED if telling.run.answers.get("after") else HOW if is_only_partner(telling) else HOW_ONE
    return {"how": telling.words(phrase(partner=called(telling, tie)))}


def finish(telling: Telling) -> None:
    """Done: what comes next is for the program again."""
    end_talks(telling)
    telling.say(telling.words(FINISHED()))


class Talk(Flow):
    """Words that go straight to the partner; they are taken before the question is asked what they mean."""

    message = Ask("{how}", Choice(done="Done"), values=tell_how, counted=False)
    finished = Do(finish)


def in_talk_with(telling: Telling) -> Tie | None:
    """Whom the open run says to be in talk with."""
    run = telling.scene.run
    match = run.answers.get("match") if run is not None and run.status == "open" and run.flow == "talk" else None
    return tie_of(telling, match) if isinstance(match, int) else None


def is_only_partner(telling: Telling) -> bool:
    """Whether there is nobody else this person could mean."""
    return len(ties_in(telling)) < 2


def tidy(telling: Telling) -> None:
    """Whoever wrote nothing for half an hour, or has no such partner any more, is not in talk."""

    def is_over(run: Run) -> bool:
        match = run.answers.get("match")
        tie = tie_of(telling, match) if isinstance(match, int) else None
        is_old = run.touched_at is None or telling.now - run.touched_at >= LASTS
        return is_old or tie is None or tie.match.status != "open"

    _close(telling, is_over)


def end_talks(telling: Telling) -> None:
    """Be in talk with nobody."""
    _close(telling, lambda _: True)


def _close(telling: Telling, is_over: Callable[[Run], bool]) -> None:
    telling.close_runs(lambda run: run.flow == "talk" and is_over(run))


PHRASES = (HOW, HOW_ONE, PASSED, AWAY, FINISHED)
