"""Wishes about the way two people walk, and about what of it needs a human."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from bot.words.effects.desk import Raise, Settle, Tend
from bot.words.effects.matches import Enrol, KeepVersion, LeaveOut, SaveJourney
from bot.words.holdouts import Arm, LeftOut
from bot.words.journeys import Attention, Journey, Version
from bot.words.turns import Effect
from storage import holdouts, journeys
from storage.transaction import Transaction


@dataclass(slots=True)
class JourneyWishes:
    """Journeys and the versions they walk, who hears no nudges for comparison, and lines of the coordinators' list."""

    gone: set[int]
    journeys: dict[int, Journey] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    arms: list[Arm] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    raised: dict[str, Attention] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    tended: dict[str, Tend] = field(default_factory=dict)

    def wish(self, effect: Effect) -> bool:
        """Take in one more; False where it is about something else."""
        match effect:
            case SaveJourney(journey):
                self.journeys[journey.id] = journey
            case Enrol(arm):
                self.arms.append(arm)
            case LeaveOut(left_out):
                self.left_out.append(left_out)
            case KeepVersion(version):
                self.versions.setdefault(version.hash, version)
            case Raise(attention):
                if attention.person not in self.gone:
                    self.raised[attention.key] = attention
                    self.settled.discard(attention.key)
            case Settle(key):
                self._settle(key)
            case Tend(key):
                self.tended[key] = effect
            case _:
                return False
        return True

    def keep(self, tx: Transaction, now: dt.datetime) -> None:
        """Write them."""
        holdouts.enrol(tx, self.arms)
        holdouts.note_left_out(tx, self.left_out)
        journeys.keep_versions(tx, self.versions.values())
        journeys.keep_journeys(tx, self.journeys.values(), now, someone_gone=bool(tx.erased))
        journeys.settle_attention(tx, self.settled, now)
        journeys.raise_attention(tx, self.raised.values(), now, someone_gone=bool(tx.erased))
        journeys.tend(tx, self.tended, now)

    def forget(self, person: int, matches: Collection[int]) -> None:
        """Take back what was wished so far for this person, and for these matches of theirs."""
        self.raised = {
            key: kept for key, kept in self.raised.items() if kept.person != person and kept.match not in matches
        }

    def _settle(self, key: str) -> None:
        if key in self.raised and self.raised[key].status == "open":
            self.raised[key] = replace(self.raised[key], status="gone")
        else:
            self.settled.add(key)
