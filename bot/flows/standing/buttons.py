"""Buttons that mean the same wherever they stand, and can be typed as well."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.words.messages import Button
from bot.words.phrases import Phrase

FORGET = Phrase("standing-forget", "Delete everything")
FORGET_YES = Phrase("standing-forget-yes", "Yes, forget everything")
FORGET_NO = Phrase("standing-forget-no", "No, keep it")
CHANGE_ANSWERS = Phrase("standing-change", "Change my answers")
GO_ON = Phrase("standing-go-on", "Go on")
BEGIN = Phrase("standing-begin", "Begin")
LOOK = Phrase("standing-look-again", "Look again")
WIDEN = Phrase("standing-widen", "Widen my wishes")
NARROW = Phrase("standing-narrow", "Keep to my wishes")
TRAINING = Phrase("standing-training", "Begin the training")
TRAINING_ON = Phrase("standing-training-on", "Go on with the training")
ABOUT_ME = Phrase("standing-about-me", "A few words about me")
LESSONS = Phrase("standing-lessons", "Read a lesson again")
BECOME = Phrase("standing-become-mentor", "Become a mentor")

VERBS = {
    "forget": FORGET,
    "forget-yes": FORGET_YES,
    "forget-no": FORGET_NO,
    "change": CHANGE_ANSWERS,
    "go-on": GO_ON,
    "begin": BEGIN,
    "look-again": LOOK,
    "widen": WIDEN,
    "narrow": NARROW,
    "training": TRAINING,
    "training-on": TRAINING_ON,
    "about-me": ABOUT_ME,
    "lessons": LESSONS,
    "become-mentor": BECOME,
}
LEADS_ON = frozenset({"begin", "training", "training-on", "about-me"})


def verb_button(telling: Telling, verb: str) -> Button:
    """A button that means the same wherever it stands, and can be typed as well."""
    return Button(telling.words(VERBS[verb]()), f"do.{verb}", "done" if verb in LEADS_ON else "nav")


PHRASES = tuple(VERBS.values())
