"""The line a step has for the partner: one tap, and it goes out under the sender's own name."""

from __future__ import annotations

from bot.curriculum.markdown import plain
from bot.curriculum.reading import text
from bot.flows.engine.telling import Telling
from bot.flows.journey.prompts import journey_now
from bot.flows.journey.steps import NOT_THERE, meant
from bot.flows.journey.way import Way, with_told
from bot.flows.matches.keeping import keep_journey
from bot.flows.talking.relay import send as pass_words
from bot.flows.talking.said import Said
from bot.words.matches import Tie
from bot.words.phrases import Phrase

SENT = Phrase("step-sent", "I have sent it to {partner}.")
SENT_BEFORE = Phrase("step-sent-before", "{partner} has that already.")


def send(telling: Telling, tie: Tie, argument: str) -> None:
    """The line the step has for the partner goes out under this person's own name."""
    step, _, place = argument.partition("~")
    found = meant(telling, tie, step)
    words = _line(telling, found[0].way, found[1], place) if found else ""
    if found is None or not words:
        telling.say(telling.words(NOT_THERE()))
        return
    walk, step = found
    before = walk.way.told(step).get("passed")
    passed = before if isinstance(before, list) else []
    at = telling.scene.address
    if (place or "0") in passed:
        telling.say(telling.words(SENT_BEFORE(partner=tie.partner.name)))
    elif pass_words(telling, tie, Said("text", words, channel=at.channel, chat=at.id)):
        passed = [*passed, place or "0"]
        keep_journey(telling, with_told(journey_now(telling, walk), step, walk.way.side, passed=passed))
        telling.say(telling.words(SENT(partner=tie.partner.name)))


def _line(telling: Telling, way: Way, step: str, place: str) -> str:
    words = text(way.program, step, telling.language)
    if way.side == "mentee":
        return plain(words.send)
    at = int(place) if place.isdecimal() else 0
    return plain(words.starters[at]) if at < len(words.starters) else ""


PHRASES = (SENT, SENT_BEFORE)
