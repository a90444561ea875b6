"""One open transaction, with everything that is read and written in it."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from bot.words.ports.broadcasts import ForBroadcasts
from bot.words.ports.desk import ForDesk
from bot.words.ports.due import ForWhatIsDue
from bot.words.ports.matching import ForMatching
from bot.words.ports.outbox import ForDelivery
from bot.words.ports.reports import ForReports
from bot.words.ports.turns import ForTurns


class Session(ForTurns, ForMatching, ForDesk, ForBroadcasts, ForDelivery, ForWhatIsDue, ForReports, Protocol):
    """One open transaction. Every method is synchronous: it runs where the database is."""

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write to the same database."""
        ...

    def flush_later(self) -> None:
        """Once committed, this outlives the process but not yet the power: `Store.flush` follows in a moment.

        For what would be decided again, and come to the same, if it were lost.
        """
        ...

    def retire(self, now: dt.datetime) -> bool:
        """Retention: wipe outbox texts sent 7 days ago; forget identities of 30 days ago.

        One call takes a bounded bite, so that nobody waits for it; True says there may be more: call again.
        """
        ...
