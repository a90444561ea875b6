"""Reads what the dashboard shows; sealed texts are opened for the rows of the page alone."""

from __future__ import annotations

import datetime as dt

from bot.words.dashboard import Visitor
from storage import doors
from storage.transaction import Transaction


class DatabaseDashboard:
    """The pages of the dashboard, within one transaction."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def visitor(self, visit: str, now: dt.datetime) -> Visitor | None:
        return doors.visitor(self._tx, visit, now)

    def is_link(self, code: str, now: dt.datetime) -> bool:
        return doors.is_link(self._tx, code, now)

    def enter(self, code: str, visit: str, until: dt.datetime, now: dt.datetime) -> Visitor | None:
        return doors.enter(self._tx, code, visit, until, now)

    def leave(self, visit: str, now: dt.datetime) -> None:
        doors.leave(self._tx, visit, now)
