"""The few interfaces between the doings and the edges; everybody takes them from here."""

from __future__ import annotations

from bot.words.ports.artist import Artist
from bot.words.ports.channel import NOTHING_READY, Channel, Finding
from bot.words.ports.inbox import Inbox
from bot.words.ports.outcomes import Again, GaveUp, Moved, Outcome, Received, Sent
from bot.words.ports.session import Session
from bot.words.ports.store import Store

__all__ = [
    "NOTHING_READY",
    "Again",
    "Artist",
    "Channel",
    "Finding",
    "GaveUp",
    "Inbox",
    "Moved",
    "Outcome",
    "Received",
    "Sent",
    "Session",
    "Store",
]
