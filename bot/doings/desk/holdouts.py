"""The order for the report of holdouts: its facts are read here, its figures are made in a process of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.curriculum.program import Program
from bot.doings.desk.orders import Arguments, Order, OrderRefused, program_of
from bot.doings.rounds import Worker, in_worker
from bot.words.clock import Clock
from bot.words.holdouts import Enrolled
from bot.words.messages import Json
from bot.words.ports import Store

MOST_WEEKS = 52


@dataclass(frozen=True, slots=True)
class HoldoutDesk:
    """Tells what the nudges of a program do. No match is named in it."""

    store: Store
    clock: Clock
    programs: Mapping[str, Program]
    worker: Worker = field(default=in_worker)

    def orders(self) -> dict[str, Order]:
        """What can be ordered, by name."""
        return {"holdout": self.holdout}

    async def holdout(self, said: Arguments) -> Json:
        """The table of one "program" (not needed where there is only one), over the first "weeks" of each match."""
        program, weeks = self.programs[program_of(said, self.programs)], said.get("weeks")
        if weeks is not None and not (isinstance(weeks, int) and 1 <= weeks <= MOST_WEEKS):
            raise OrderRefused(f"weeks is a whole number from 1 to {MOST_WEEKS}")
        enrolled = await self.store.read(lambda session: session.enrolled(program.id))
        told = await self.worker(_told, enrolled, self.clock.now(), weeks)
        return {"program": program.id, "shares": dict(program.holdout), **told}


def _told(enrolled: Sequence[Enrolled], now: dt.datetime, weeks: int | None) -> dict[str, Json]:
    from bot.reporting.holdout import WEEKS, holdout_table  # noqa: PLC0415 - scipy belongs in the worker process only

    return holdout_table(enrolled, now, weeks or WEEKS).as_json()
