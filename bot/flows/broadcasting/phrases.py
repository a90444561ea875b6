"""Everything that is said about broadcasts outside of their questions."""

from __future__ import annotations

from bot.flows.broadcasting import (
    answering,
    coming,
    composing,
    desk,
    mending,
    refusing,
    reporting,
    sending,
    showing,
    starting,
)
from bot.flows.broadcasting.audience import saying
from bot.flows.broadcasting.questions import count, letters, timing, whom

_PARTS = (
    saying, reporting, refusing, sending, answering, composing, desk, starting, showing, coming, mending, letters, whom,
    timing, count,
)  # fmt: skip
PHRASES = tuple(phrase for part in _PARTS for phrase in part.PHRASES)
