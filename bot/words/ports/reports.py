"""What a transaction offers for reports."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from bot.words.reports import Facts, WeekCounts


class ForReports(Protocol):
    """What reports are made of."""

    def facts(self, program: str, now: dt.datetime, before: Facts | None = None) -> Facts:
        """What a report about this program is made of. What has not changed since `before` is not opened again."""
        ...

    def count_week(self, now: dt.datetime) -> WeekCounts | None:
        """The messages of the first whole week that is not counted yet; None where there is none. Changes nothing."""
        ...

    def keep_week(self, counted: WeekCounts, *, is_last: bool) -> None:
        """Write some of a week's counts; with the last of them (`is_last`) the week is counted. Doing it again gives
        the same."""
        ...
