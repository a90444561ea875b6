"""Every phrase there is, so that a translation can be checked for what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from bot.curriculum.program import Program
from bot.flows import shapes
from bot.flows.alive import check_ins, lull, met, replying, silence
from bot.flows.alive import labels as alive_labels
from bot.flows.alive import verbs as alive_verbs
from bot.flows.anytime import asides, deeds, forgetting, helping, menu
from bot.flows.broadcasting import phrases as casts
from bot.flows.casting import FLOWS, script_for
from bot.flows.desk import reception as desk
from bot.flows.ending import becoming, card, closing, farewell, reopening
from bot.flows.ending import labels as ending_labels
from bot.flows.engine import phrases
from bot.flows.engine.flow import Script
from bot.flows.journey import verbs as journey_verbs
from bot.flows.nudges import kinds
from bot.flows.onboarding import joining, reminding, screening, settling
from bot.flows.pairing import (
    ground,
    in_touch,
    introduction,
    invitation,
    leaving,
    meetings,
    offering,
    questioning,
    suggestions,
    waiting,
)
from bot.flows.resources import at_hand, crisis
from bot.flows.standing import buttons, said
from bot.flows.talking import (
    about_whom,
    copies,
    ending,
    gathering,
    hearing,
    labels,
    pace,
    pausing,
    relay,
    reporting,
    sharing,
    threads,
    whom,
    writing,
)
from bot.flows.training import words as training
from bot.reporting import figures
from bot.words.phrases import Phrase

PHRASES = (
    *phrases.PHRASES,
    *shapes.PHRASES,
    *screening.PHRASES,
    *settling.PHRASES,
    *reminding.PHRASES,
    *said.PHRASES,
    *helping.PHRASES,
    *deeds.PHRASES,
    *asides.PHRASES,
    *buttons.PHRASES,
    *forgetting.PHRASES,
    *menu.PHRASES,
    *ground.PHRASES,
    *suggestions.PHRASES,
    *offering.PHRASES,
    *invitation.PHRASES,
    *questioning.PHRASES,
    *introduction.PHRASES,
    *journey_verbs.PHRASES,
    *meetings.PHRASES,
    *in_touch.PHRASES,
    *leaving.PHRASES,
    *waiting.PHRASES,
    *labels.PHRASES,
    *threads.PHRASES,
    *copies.PHRASES,
    *pace.PHRASES,
    *relay.PHRASES,
    *writing.PHRASES,
    *whom.PHRASES,
    *hearing.PHRASES,
    *about_whom.PHRASES,
    *sharing.PHRASES,
    *gathering.PHRASES,
    *pausing.PHRASES,
    *reporting.PHRASES,
    *ending.PHRASES,
    *training.PHRASES,
    *alive_labels.PHRASES,
    *lull.PHRASES,
    *alive_verbs.PHRASES,
    *silence.PHRASES,
    *replying.PHRASES,
    *met.PHRASES,
    *check_ins.PHRASES,
    *closing.PHRASES,
    *ending_labels.PHRASES,
    *card.PHRASES,
    *farewell.PHRASES,
    *reopening.PHRASES,
    *becoming.PHRASES,
    *at_hand.PHRASES,
    *crisis.PHRASES,
    *desk.PHRASES,
    *joining.PHRASES,
    *kinds.PHRASES,
    *figures.PHRASES,
    *casts.PHRASES,
)
"""What is said outside of a flow's questions."""


def all_phrases(programs: Mapping[str, Program]) -> list[Phrase]:
    """The phrases of engine, shapes, onboarding and everything said outside of questions, each once."""
    found: dict[str, Phrase] = {}
    for program in programs.values():
        for phrase in script_for(program, programs).phrases():
            found.setdefault(phrase.key, phrase)
    for flow in FLOWS:
        for phrase in Script.of(flow.key, flow.steps).phrases():
            found.setdefault(phrase.key, phrase)
    for phrase in PHRASES:
        found.setdefault(phrase.key, phrase)
    return list(found.values())
