"""What a transaction offers for coordinators."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from bot.words.boards import Board, Brought, Laid
from bot.words.dashboard import Dashboard
from bot.words.desk import AuditLine, Desk, Look, Staff
from bot.words.journeys import Attention
from bot.words.matches import Concern
from bot.words.turns import Scene


class ForDesk(Protocol):
    """What coordinators see and do at the desk, on the matching board and on the dashboard."""

    def attention(self, program: str | None = None) -> list[Attention]:
        """Lines of the coordinator's list that are open or taken (of one program, or all), oldest first."""
        ...

    def done(self, program: str) -> list[Attention]:
        """Lines of a program that somebody marked as done, and that are not over by themselves since."""
        ...

    def concerns(self, program: str | None = None, *, closed: bool = False) -> list[Concern]:
        """Concerns not closed (of one program, or all), oldest first; with `closed` those as well."""
        ...

    def desk(self, look: Look, scene: Scene, now: dt.datetime, before: Desk | None = None) -> Desk:
        """What this scene's turn asked to see, added to what it saw before; reads what was written in this transaction.
        Where the look `acts`, other processes that act wait until the commit."""
        ...

    def dashboard(self) -> Dashboard:
        """What can be read for the dashboard."""
        ...

    def staff(self) -> list[Staff]:
        """Everyone who has rights now, by person and program."""
        ...

    def board(self, program: str) -> Board:
        """A program's matching board; an idle one where there was none yet."""
        ...

    def laid(self, program: str) -> Laid:
        """The same with everything that lies on it."""
        ...

    def brought(self, id: int) -> Brought | None:
        """Pairs that someone brought in a file; None where they are no longer kept."""
        ...

    def files_waiting(self) -> list[int]:
        """Files that are being read, carried out or taken back."""
        ...

    def boards_looking(self) -> list[str]:
        """Programs whose dry run is under way."""
        ...

    def caseload(self) -> dict[int, int]:
        """Who looks after which match by name: owner by match."""
        ...

    def audit(self, program: str | None = None, limit: int = 200) -> list[AuditLine]:
        """The last lines of the audit trail (of one program, or all), newest first."""
        ...
