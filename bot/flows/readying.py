"""What takes a moment to make and nobody shall wait for: made once the bot listens, before anybody needs it."""

from __future__ import annotations

from bot.flows.engine.stage import Stage
from bot.flows.shapes import ages
from bot.flows.understanding import beside


def make_ready(stage: Stage) -> None:
    """Today's versions of the programs, and the patterns that typed words are read by."""
    beside.make_ready()
    ages.make_ready()
    stage.editions.warm()
