"""What shall go out, what shall not any more, and what comes due later."""

from __future__ import annotations

from bot.words.matches import Relayed
from bot.words.messages import Address, Delivery
from bot.words.people import Due
from bot.words.values import dataclass


@dataclass(frozen=True, slots=True)
class Queue:
    """Put one delivery into the outbox. Order of effects is the order in which an address receives them."""

    delivery: Delivery


@dataclass(frozen=True, slots=True)
class CancelQueued:
    """Close every delivery to this address that has not left yet."""

    address: Address


@dataclass(frozen=True, slots=True)
class NoteRelayed:
    """Remember which delivery is the copy of which message."""

    relayed: Relayed


@dataclass(frozen=True, slots=True)
class CancelRelays:
    """Close what this person wrote within this match and what has not left yet."""

    match: int
    sender: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Keep something to do later; replaces one with the same key."""

    due: Due


@dataclass(frozen=True, slots=True)
class Unschedule:
    """Drop something scheduled."""

    key: str


Effect = Queue | CancelQueued | NoteRelayed | CancelRelays | Schedule | Unschedule
