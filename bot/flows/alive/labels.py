"""What the buttons say with which someone answers a reminder; `{name}` is the partner."""

from __future__ import annotations

from collections.abc import Mapping

from bot.words.phrases import Phrase

LABELS: Mapping[str, Phrase] = {
    "send-ready": Phrase("alive-send-ready", "Send it in my name"),
    "in-touch": Phrase("alive-in-touch", "We are in touch"),
    "ask-coordinator": Phrase("alive-ask-coordinator", "Ask the coordinator"),
    "not-right": Phrase("alive-not-right", "It doesn't feel right"),
}
PHRASES = tuple(LABELS.values())
