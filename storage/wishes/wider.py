"""Wishes that reach beyond one person, which most batches have none of."""

from __future__ import annotations

import datetime as dt

from bot.words.turns import Effect
from storage.transaction import Transaction
from storage.wishes.boards import BoardWishes
from storage.wishes.journeys import JourneyWishes
from storage.wishes.many import ManyWishes
from storage.wishes.pairs import PairWishes
from storage.wishes.staff import StaffWishes


class WiderWishes:
    """They are sorted by what they are about. `gone` are people erased and not begun anew since."""

    __slots__ = ("boards", "journeys", "many", "pairs", "staff")

    def __init__(self, now: dt.datetime, gone: set[int]) -> None:
        self.pairs = PairWishes(now, gone)
        self.journeys = JourneyWishes(gone)
        self.staff = StaffWishes(gone)
        self.boards = BoardWishes(gone)
        self.many = ManyWishes(gone)

    def wish(self, effect: Effect) -> None:
        """Take in one more."""
        _ = (
            self.pairs.wish(effect)
            or self.journeys.wish(effect)
            or self.staff.wish(effect)
            or self.boards.wish(effect)
            or self.many.wish(effect)
        )

    def keep(self, tx: Transaction, now: dt.datetime) -> None:
        """Write them all, kind by kind, always in this order."""
        self.pairs.keep(tx, now)
        self.journeys.keep(tx, now)
        self.staff.keep(tx, now)
        self.boards.keep(tx)
        self.many.keep(tx, now)

    def forget(self, person: int) -> None:
        """Take back everything wished so far for this person."""
        matches = self.pairs.forget(person)
        self.journeys.forget(person, matches)
        self.staff.forget(person)
        self.boards.forget(person)
        self.many.forget(person)
