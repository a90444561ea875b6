"""What two people have in common, put in the reader's words."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.matching.ground import ground_of, spoken
from bot.words.matches import Tie
from bot.words.phrases import Phrase

COMMON = Phrase("pairing-common", "You have in common:\n{points}")
NOTHING = Phrase(
    "pairing-nothing-common",
    "On paper you have little in common, and that can be a good start: you each know things the other doesn't.",
)


def common_ground(telling: Telling, tie: Tie) -> str:
    """Points in common with this partner, the weightiest first; an honest sentence where there are none."""
    points = spoken(ground_of(tie.match.points), tie.match.side(telling.person.id), telling.language)
    lines = [f"• {telling.words(line)}" for line in points]
    return telling.words(COMMON(points="\n".join(lines))) if lines else telling.words(NOTHING())


PHRASES = (COMMON, NOTHING)
