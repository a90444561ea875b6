"""Two people who agreed to walk together meet: each other's name, what they share, a first step, and how to write."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.flows.alive.beginning import begin as begin_keeping_alive
from bot.flows.alive.holdout import draw
from bot.flows.engine.telling import Telling
from bot.flows.journey.prompts import begin as begin_journey
from bot.flows.journey.prompts import plan_prompts
from bot.flows.matches.keeping import note
from bot.flows.matches.presence import waits_for_day
from bot.flows.matches.ties import tie_due, tie_of
from bot.flows.nudges.hours import friendly
from bot.flows.pairing.ground import common_ground
from bot.flows.pairing.partners import own_words
from bot.flows.talking.threads import begin_thread
from bot.flows.talking.verbs import pair_buttons
from bot.words.effects.sending import Schedule
from bot.words.matches import Match, Tie
from bot.words.people import Due
from bot.words.phrases import Phrase

MEET_MENTOR = Phrase("introduction-mentor", "{name}, meet your mentor: {partner}! 🌱")
MEET_MENTEE = Phrase("introduction-mentee", "{name}, meet {partner}: you are their mentor now. 🌱")
OWN_WORDS = Phrase("introduction-own-words", "In {partner}'s words: “{words}”")
FIRST_STEP = Phrase("introduction-first-step", "A first step: {step}")
HOW = Phrase(
    "introduction-how",
    'How to write to {partner}: press "Write to {partner}" or answer one of their messages here. I pass it on. What '
    "{partner} writes begins with 💬, everything else is from me. Neither of you sees the other's phone number, user "
    "name or last name, unless you both agree to share it.",
)
WHO_READS = Phrase(
    "introduction-who-reads",
    "Who can read it: you two. The program keeps your talk encrypted for a week and reads it only if one of you "
    "reports a problem. You can pause, end this or report something at any time with the buttons below. {partner} is "
    "never told about a report.",
)


def introduce(telling: Telling, match: Match) -> None:
    """Say everything both need to begin, and have both asked after some days how it went."""
    tie = tie_of(telling, match.id)
    if tie is None:
        return
    telling.say(_text(telling, tie), pair_buttons(telling, tie))
    begin_thread(telling, match)
    draw(telling, match)
    begin_journey(telling, match)
    begin_keeping_alive(telling, match)


def introduced(telling: Telling, due: Due) -> None:
    """The mentor said yes: now the mentee meets them, or once a break that began meanwhile is over; where the match is
    over first, what never came of its steps is on record."""
    tie = tie_due(telling, due)
    if tie is not None and tie.match.status == "paused":
        tomorrow = friendly(telling.now + dt.timedelta(days=1), telling.person.zone)
        telling.wish(Schedule(replace(due, at=tomorrow, local="", zone="")))
    elif tie is not None and tie.match.status == "open" and not waits_for_day(telling, due):
        introduce(telling, note(telling, tie.match, meets=None) if "meets" in tie.match.told else tie.match)
    elif tie is not None and tie.match.status == "ended":
        plan_prompts(telling, tie.match.program)


def _text(telling: Telling, tie: Tie) -> str:
    partner = tie.partner.name
    is_mentee = tie.match.side(telling.person.id) == "mentee"
    meet = (MEET_MENTOR if is_mentee else MEET_MENTEE)(name=telling.person.name, partner=partner)
    parts = [telling.words(meet), common_ground(telling, tie)]
    if own_words(tie):
        parts.append(telling.words(OWN_WORDS(partner=partner, words=own_words(tie))))
    step = telling.stage.programs[tie.match.program].introduction.first_step
    parts.append(telling.words(FIRST_STEP(step=step.in_language(telling.language))))
    parts.append(telling.words(HOW(partner=partner)))
    parts.append(telling.words(WHO_READS(partner=partner)))
    return "\n\n".join(parts)


PHRASES = (MEET_MENTOR, MEET_MENTEE, OWN_WORDS, FIRST_STEP, HOW, WHO_READS)
