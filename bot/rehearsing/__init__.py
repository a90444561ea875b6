"""`alongside rehearse`: the whole bot on this machine, a page to play people on, and a clock that can be moved."""

from bot.rehearsing.serving import rehearse_on
from bot.rehearsing.stage import Rehearsing

__all__ = ["Rehearsing", "rehearse_on"]
