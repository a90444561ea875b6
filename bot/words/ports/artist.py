"""Who draws the pictures that are drawn when they are sent."""

from __future__ import annotations

from typing import Protocol

from bot.words.messages import Drawn


class Artist(Protocol):
    """Draws the pictures that are drawn when they are sent."""

    async def draw(self, drawn: Drawn) -> bytes:
        """The picture as PNG; raises ValueError for a picture there is none of. Never holds up the event loop."""
        ...
