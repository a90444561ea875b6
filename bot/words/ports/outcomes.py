"""What became of what came in, and of what went out."""

from __future__ import annotations

import datetime as dt

from bot.words.messages import Address, Delivery, Inbound
from bot.words.values import dataclass


@dataclass(frozen=True, slots=True)
class Received:
    """What becomes of one inbound: status "done" · "ignored" · "quarantined"; `wipe` keeps only its identity."""

    inbound: Inbound
    person: int | None
    status: str
    wipe: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery left; `ref` is the platform's reference to it. It was doubled at most if `delivery.uncertain`."""

    delivery: Delivery
    ref: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Again:
    """A delivery has to be tried again at `at`. `counted` is False where the wait was not a failed attempt."""

    delivery: Delivery
    at: dt.datetime
    uncertain: bool = False
    counted: bool = True
    error: str = ""


@dataclass(frozen=True, slots=True)
class GaveUp:
    """A delivery is closed for good. `reason` is a code: "gone", "rejected", "expired", "nothing-to-edit"…

    "cannot-pass" says that a file could not be passed on: its sender is to be told.
    """

    delivery: Delivery
    reason: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """An address has a new id on its channel; the delivery goes there instead, at once."""

    delivery: Delivery
    new: Address


Outcome = Sent | Again | GaveUp | Moved
