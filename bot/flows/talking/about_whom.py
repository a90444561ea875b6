"""Commands about a match, such as /pause, for someone who may have more than one: about whom?"""

from __future__ import annotations

from collections.abc import Callable

from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.matches.ties import ties_in
from bot.flows.shapes import Choice
from bot.flows.shapes.labels import Labelled
from bot.flows.standing.said import tell_standing
from bot.flows.talking.labels import OFFERS
from bot.flows.talking.verbs import VERBS
from bot.flows.understanding.yes_and_no import NO
from bot.words.matches import TOGETHER, Tie
from bot.words.phrases import Phrase

COMMANDS = ("write", "share", "pause", "resume", "report", "block", "end")
"""What can be said as a command, or typed as a word by someone who has a partner."""
NEVER_MIND = Phrase("about-whom-nobody", "Nobody, leave it")
LEFT = Phrase("about-whom-left", "All right, everything stays as it is.")
NOT_NOW = Phrase("about-whom-not-now", "There is nobody you can do that with just now.")


def about(verb: str) -> Callable[[Telling], None]:
    """The command that does this about a match."""
    return lambda telling: ask_whom(telling, verb)


def ask_whom(telling: Telling, verb: str) -> None:
    """Do it about the only one it can be about; else ask, or say where this person stands."""
    meant = _meant(telling, verb)
    if len(meant) == 1:
        VERBS[verb].deed(telling, meant[0], "")
    elif meant:
        telling.open_run("aboutwhom", "", {"verb": verb})
        advance(telling)
    elif ties_in(telling):
        telling.say(telling.words(NOT_NOW()))
    else:
        tell_standing(telling)


def partners(telling: Telling) -> Shape:
    """Everyone it can be about, and nobody."""
    language, nobody = telling.language, telling.words(NEVER_MIND())
    named = [
        Labelled(f"m{tie.match.id:x}", tie.partner.name, {language: tie.partner.name})
        for tie in _meant(telling, str(telling.run.answers.get("verb")))
    ]
    return Choice.of([*named, Labelled("nobody", nobody, {language: nobody}, tuple(NO))])


def go_on(telling: Telling) -> None:
    """Do it about whom it was said."""
    verb, chosen = str(telling.run.answers.get("verb")), telling.run.answers.get("whom")
    tie = next((one for one in _meant(telling, verb) if chosen == f"m{one.match.id:x}"), None)
    telling.close_run()
    if tie is None or verb not in VERBS:
        telling.say(telling.words(LEFT()))
    else:
        VERBS[verb].deed(telling, tie, "")


class AboutWhom(Flow):
    """About whom of several?"""

    whom = Ask("Who is it about?", FromScene(partners), counted=False)
    done = Do(go_on)


def _meant(telling: Telling, verb: str) -> list[Tie]:
    """Those it can be about; ones that ended only where no other is left."""
    offer = OFFERS.get(verb)
    if offer is None:
        return []
    fitting = [tie for tie in ties_in(telling, offer.statuses) if offer.shown(telling, tie)]
    together = [tie for tie in fitting if tie.match.status in TOGETHER]
    return together if together and verb != "report" else fitting


PHRASES = (NEVER_MIND, LEFT, NOT_NOW)
