"""A turn: what was known, what was decided, and what shall come of it (the effects: `bot.words.effects`)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import field

from bot.words.desk import Desk, Staff
from bot.words.effects import desk, matches, people, sending
from bot.words.matches import Thread, Tie
from bot.words.messages import Address
from bot.words.people import Membership, Person, Run
from bot.words.values import dataclass


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything about one address that a turn may look at, loaded under the lock.

    `person` is None for a stranger. `reachable` is False after the address was found blocked. `lift` is the date from
    which an address that was turned away by the age screen may try again, else None. `run` is the open run, if any.
    `staff` holds the rights of someone who runs programs, `desk` what their turn asked to see (see `Look`).
    """

    address: Address
    person: Person | None = None
    reachable: bool = True
    lift: dt.date | None = None
    run: Run | None = None
    memberships: tuple[Membership, ...] = ()
    parked: tuple[Run, ...] = ()
    ties: tuple[Tie, ...] = ()
    thread: Thread | None = None
    staff: tuple[Staff, ...] = ()
    desk: Desk | None = None


Effect = people.Effect | sending.Effect | matches.Effect | desk.Effect
"""A wish as data. Storage carries out those of all turns of a batch in one commit."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What was decided: the effects in order, and the scene as it stands after them."""

    effects: tuple[Effect, ...] = ()
    scene: Scene | None = None


Ids = Callable[[], int]


def ids_from(seed: str) -> Ids:
    """A stream of 63-bit ids that depends on the seed alone, so that replaying a turn gives the same ids."""
    count = 0

    def next_id() -> int:
        nonlocal count
        count += 1
        digest = hashlib.blake2b(f"{seed}\0{count}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") >> 1 or 1

    return next_id


@dataclass(frozen=True, slots=True)
class Moment:
    """When a turn is decided, and the ids it may hand out."""

    now: dt.datetime
    ids: Ids = field(repr=False)
