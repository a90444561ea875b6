"""Where the way parts: the mentee's answer to a step's question decides which step comes of it, for both."""

from __future__ import annotations

from bot.curriculum.reading import text
from bot.flows.engine.telling import Telling
from bot.flows.journey.hours import today_of
from bot.flows.journey.prompts import journey_now
from bot.flows.journey.steps import NOT_THERE, NOTED_BEFORE, meant
from bot.flows.journey.way import Way, week_of, with_told
from bot.flows.matches.keeping import keep_journey, look_at_prompts
from bot.words.matches import Tie
from bot.words.phrases import Phrase

NOTED = Phrase("step-noted", "Thank you, I have noted it. What comes next follows from it.")
WENT_ON = Phrase("step-went-on", "What followed from your first answer has begun already, so I left it as it is.")


def pick(telling: Telling, tie: Tie, argument: str) -> None:
    """The mentee's answer to the question of a step decides which step comes of it."""
    step, _, place = argument.partition("~")
    found = meant(telling, tie, step)
    answers = list(text(found[0].way.program, found[1], telling.language).answers) if found else []
    chosen = answers[int(place)] if place.isdecimal() and int(place) < len(answers) else ""
    if found is None or not chosen or found[0].way.side != "mentee":
        telling.say(telling.words(NOT_THERE()))
        return
    walk, step = found
    given = walk.way.told(step).get("answer")
    if given == chosen:
        telling.say(telling.words(NOTED_BEFORE()))
        return
    if given and _has_begun(walk.way, step, str(given)):
        telling.say(telling.words(WENT_ON()))
        return
    in_week = week_of(walk.way.program, walk.way.journey, today_of(telling))
    keep_journey(telling, with_told(journey_now(telling, walk), step, "mentee", answer=chosen, in_week=in_week))
    look_at_prompts(telling, tie.match)
    telling.say(telling.words(NOTED()))


def _has_begun(way: Way, step: str, answer: str) -> bool:
    target = way.program.step(step).branch.get(answer)
    return target is not None and target in way.journey.steps


PHRASES = (NOTED, WENT_ON)
