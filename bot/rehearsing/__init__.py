"""`alongside rehearse`: the whole bot on this machine, a page to play people on, and a clock that can be moved."""

from bot.rehearsing.stage import Rehearsing, rehearse_on

__all__ = ["Rehearsing", "rehearse_on"]
