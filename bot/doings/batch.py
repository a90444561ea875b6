"""What goes into one commit, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from bot.words.desk import Desk, Look
from bot.words.journeys import Journey, Version
from bot.words.messages import Address, Delivery, Inbound
from bot.words.people import Due
from bot.words.ports import Outcome
from bot.words.turns import Moment, Scene, Turn

Decide: TypeAlias = Callable[[Scene, Inbound, Moment], Turn]
DecideDue: TypeAlias = Callable[[Scene, Due, Moment], Turn]
Sorry: TypeAlias = Callable[[Scene], str]
Looking: TypeAlias = Callable[[Scene, "Inbound | Due", dt.datetime, "Desk | None"], "Look | None"]
"""What a turn has to see beyond its scene, given what it saw already; None: no more."""


class Editions(Protocol):
    """The versions of programs that turns may be decided by."""

    def lacking(self, journey: Journey) -> Collection[str]:
        """The versions that this journey walks or is to move to and that have still to be learnt."""
        ...

    def learn(self, versions: Sequence[Version], wanted: Iterable[str]) -> None:
        """Take in versions; what is wanted and not among them is lacked no more."""
        ...


PAGE = 500
"""Deliveries held in memory at most when a backlog is worked off; at half of it the next page is claimed."""
FEW_INBOUNDS, FEW_OUTCOMES = 100, 200
"""What is decided and written in ten milliseconds or so: about what Telegram hands over at once."""


def look_no_further(scene: Scene, said: Inbound | Due, now: dt.datetime, seen: Desk | None) -> Look | None:
    """The scene is enough."""
    del scene, said, now, seen
    return None


@dataclass(frozen=True, slots=True)
class Content:
    """What is said: two pure functions that decide, and the line for someone whose message could not be saved.

    `editions` are filled from the database when a scene shows a journey on a version not known yet: one that began
    before a restart, or in another process.
    """

    decide: Decide
    decide_due: DecideDue
    sorry: Sorry
    editions: Editions | None = None
    look: Looking = look_no_further


@dataclass(frozen=True, slots=True)
class Batch:
    """What goes into one commit. `due` and `claim` bound how much is taken of each; what is due of the kinds in `works`
    is not decided but done after the commit.

    `room` is for how many more nudges there is room on their way; more wait in the database.
    `condemned` names the error for which this batch was set aside: it is recorded, not decided.
    """

    now: dt.datetime
    outcomes: Sequence[Outcome] = ()
    inbounds: Sequence[Inbound] = ()
    due: int = 0
    claim: int = 0
    works: frozenset[str] = frozenset()
    condemned: str = ""
    room: int = PAGE

    @property
    def is_brief(self) -> bool:
        """Whether it takes ten milliseconds or so at most, wherever the disk is quick."""
        few = len(self.inbounds) <= FEW_INBOUNDS and len(self.outcomes) <= FEW_OUTCOMES
        return few and not (self.due or self.claim)


@dataclass(slots=True)
class Committed:
    """What came of a batch: deliveries leased to us in order, addresses with more behind, and what the operator hears.

    `silenced` names match and sender of relayed messages that shall not arrive any more, `stopped` broadcasts.
    `put_off` says that nudges wait for want of room, `has_due` that something was scheduled for at once. `next_at` is
    when the next thing is due, as far as this batch looked. `is_shared` says that other processes write and send, too.
    """

    leased: list[Delivery] = field(default_factory=list)
    behind: set[Address] = field(default_factory=set)
    cancelled: set[Address] = field(default_factory=set)
    erased: set[int] = field(default_factory=set)
    silenced: set[tuple[int, int]] = field(default_factory=set)
    stopped: set[int] = field(default_factory=set)
    due: int = 0
    claimed: int = 0
    next_at: dt.datetime | None = None
    has_due: bool = False
    put_off: bool = False
    is_shared: bool = False
    works: list[Due] = field(default_factory=list)
    alerts: list[dict[str, str]] = field(default_factory=list)
