"""Makes reports: reads the facts without holding anyone up, turns them into figures, and has pictures drawn."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import OrderedDict
from collections.abc import Coroutine
from dataclasses import asdict, dataclass
from typing import Any

from bot.doings.traces import log
from bot.flows.engine.stage import Stage
from bot.reporting.drawn import values
from bot.reporting.figures import report
from bot.reporting.known import Known, known_in
from bot.reporting.plan import plan_of
from bot.words.clock import Clock
from bot.words.errors import StorageError
from bot.words.messages import Drawn, Json
from bot.words.ports import Artist, Store
from bot.words.reports import Facts, Figure, Filters, Report

MOST_KEPT = 48
"""Pictures and reports kept, so that looking again costs nothing."""
FRESH, STALE = 20.0, 600.0
"""Seconds for which facts are shown again without looking whether anything has changed, and for which they are shown at
once while that is looked at on the side."""
PAUSE = 0.3
"""Seconds before that look on the side begins."""
WORTH_KEEPING = 1_000
"""Matches from which on a report takes long enough to be kept for the next start."""
WORTH_SHOWING = 7 * 86_400.0
"""Seconds for which a kept report is shown while a new one is made."""
KEPT_FOR = 1_800.0
"""Seconds after the last look at the database for which facts stay in memory."""


@dataclass(frozen=True, slots=True)
class Look:
    """A report and what can be asked for; `is_older` where newer figures are being counted. There is no report where
    counting takes longer than whoever looks would wait."""

    report: Report | None
    known: Known
    is_older: bool = False


class Reporting:
    """Reports on programs. Facts are kept between reports: what did not change is never opened again."""

    def __init__(self, store: Store, clock: Clock, stage: Stage, artist: Artist | None = None) -> None:
        self._store = store
        self._clock = clock
        self._stage = stage
        self._artist = artist
        self._facts: dict[str, Facts] = {}
        self._reading: dict[str, asyncio.Lock] = {}
        self._behind: dict[str, asyncio.Task[None]] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._made: OrderedDict[Filters, Report] = OrderedDict()
        self._known: dict[str, tuple[dt.datetime, Known]] = {}
        self._kept: dict[str, Look] = {}
        self._making: dict[Filters, asyncio.Task[Look]] = {}
        self._aside: set[asyncio.Task[None]] = set()
        self._drawn: OrderedDict[tuple[str, ...], bytes] = OrderedDict()

    async def facts(self, program: str, *, fresh: bool = False) -> Facts:
        """What is known of a program: some minutes old at most and then looked at again on the side, so that whoever
        looks at a page never waits for it; or as it is now, where it has to be `fresh`."""
        held = self._facts.get(program)
        if held is not None and self._age(held.now) < (FRESH if fresh else STALE):
            if self._age(held.now) >= FRESH and program not in self._behind:
                self._behind[program] = asyncio.create_task(self._look_again(program))
            return held
        return await self._read(program)

    async def report(self, filters: Filters, *, fresh: bool = False) -> Report:
        """All figures of a program; `fresh` as for facts. Raises KeyError where there is no such program."""
        plan = plan_of(self._stage.programs[filters.program])
        facts = await self.facts(filters.program, fresh=fresh)
        made = self._made.get(filters)
        if made is None or made.made_at != facts.now:
            made = self._made[filters] = await asyncio.to_thread(report, facts, filters, plan)
            if filters == Filters(filters.program) and len(facts.pairs) >= WORTH_KEEPING:
                self._put_aside(self._keep(made))
        self._made.move_to_end(filters)
        while len(self._made) > MOST_KEPT:
            self._made.popitem(last=False)
        return made

    async def look(self, filters: Filters, patience: float | None = None) -> Look:
        """What there is to see at once: a report, and what can be asked for. After a start that is, of a large program
        and without filters, the one that was kept last, while everything is read anew on the side.

        What is not counted after `patience` seconds goes on being counted on the side, and is there at a later look.
        """
        program = filters.program
        if program not in self._facts and filters == Filters(program) and (kept := await self._taken_up(filters)):
            if program not in self._behind:
                self._behind[program] = asyncio.create_task(self._look_again(program, made=True))
            return kept
        making = self._making.get(filters)
        if making is None:
            making = self._making[filters] = asyncio.create_task(self._made_whole(filters))
            making.add_done_callback(lambda task: self._is_made(filters, task))
        done, _ = await asyncio.wait({making}, timeout=patience)
        return making.result() if done else Look(None, self._known.get(program, (None, Known()))[1])

    async def _made_whole(self, filters: Filters) -> Look:
        return Look(await self.report(filters), await self.known(filters.program))

    def _is_made(self, filters: Filters, task: asyncio.Task[Look]) -> None:
        del self._making[filters]
        if not task.cancelled() and task.exception():  # whoever still waits is told, and the next look tries again
            log.warning("report.put_off")

    def _put_aside(self, work: Coroutine[Any, Any, None]) -> None:
        """Nobody waits for this."""

        async def done() -> None:
            try:
                await work
            except StorageError:
                log.warning("report.put_off")

        task = asyncio.create_task(done())
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _keep(self, made: Report) -> None:
        """Keep it for the next start, unless what is kept is as good."""
        from bot.reporting.keeping import laid_down  # noqa: PLC0415 - only for large programs

        program = made.filters.program
        kept = await self._read_kept(made.filters)
        if kept is None or kept.report is None or abs((made.made_at - kept.report.made_at).total_seconds()) >= STALE:
            known = asdict(await self.known(program))
            told: Json = {"report": laid_down(made), "known": {name: list(value) for name, value in known.items()}}
            await self._store.write(lambda session: session.dashboard().keep_look(program, told, made.made_at))

    async def _taken_up(self, filters: Filters) -> Look | None:
        """What was kept, where it is of the last days."""
        held = self._kept.get(filters.program) or await self._read_kept(filters)
        if held is None or held.report is None:
            return None
        if not 0 <= (self._clock.now() - held.report.made_at).total_seconds() < WORTH_SHOWING:
            return None
        self._kept[filters.program] = held
        return held

    async def _read_kept(self, filters: Filters) -> Look | None:
        from bot.reporting.keeping import taken_up  # noqa: PLC0415 - only for large programs

        told = await self._store.read(lambda session: session.dashboard().last_look(filters.program))
        made = taken_up(told["report"], filters) if isinstance(told, dict) else None
        if made is None or not isinstance(told, dict) or not isinstance(known := told["known"], dict):
            return None
        return Look(made, Known(**{name: tuple(value) for name, value in known.items()}), is_older=True)  # type: ignore[arg-type]

    async def _read(self, program: str) -> Facts:
        async with self._reading.setdefault(program, asyncio.Lock()):
            before, now = self._facts.get(program), self._clock.now()
            if before is None or self._age(before.now) >= FRESH:
                is_long = before is None or len(before.pairs) >= WORTH_KEEPING
                reading = self._store.read(lambda session: session.facts(program, now, before), is_long=is_long)
                self._facts[program] = await reading
                self._kept.pop(program, None)
                self._let_go_later(program)
        return self._facts[program]

    def look_ahead(self) -> None:
        """Somebody is about to look: count every program on the side, so that the first page need not wait for it."""
        for program in self._stage.programs:
            if program not in self._behind:
                self._behind[program] = asyncio.create_task(self._look_again(program, pause=0, made=True))

    async def _look_again(self, program: str, pause: float = PAUSE, *, made: bool = False) -> None:
        try:
            await asyncio.sleep(pause)  # whoever has just asked has their figures first
            await self._read(program)
            if made:
                await self.report(Filters(program))
        except StorageError:
            log.warning("report.put_off")
        finally:
            del self._behind[program]

    def _let_go_later(self, program: str) -> None:
        """Facts nobody asks for any more are not kept in memory."""
        if program in self._timers:
            self._timers[program].cancel()
        loop = asyncio.get_running_loop()
        self._timers[program] = loop.call_later(KEPT_FOR, self._let_go, program)

    def _let_go(self, program: str) -> None:
        self._facts.pop(program, None)
        self._known.pop(program, None)
        for filters in [filters for filters in self._made if filters.program == program]:
            del self._made[filters]

    async def known(self, program: str) -> Known:
        """What a filter may ask for without giving anyone away."""
        facts = await self.facts(program)
        at, known = self._known.get(program, (None, Known()))
        if at != facts.now:
            known = known_in(facts)
            self._known[program] = (facts.now, known)
        return known

    async def picture(self, figure: Figure, language: str, *, form: str = "png", theme: str = "light") -> bytes:
        """The picture of a figure: form "png" or "svg", theme "light" or "dark". Drawn in a process of its own."""
        said = values(figure, self._stage.speech, language, form=form, theme=theme)
        key = (figure.key, language, form, theme, repr(said))
        if key not in self._drawn:
            self._drawn[key] = await self._studio().draw(Drawn("figure", said))
            while len(self._drawn) > MOST_KEPT:
                self._drawn.popitem(last=False)
        return self._drawn[key]

    def _age(self, at: dt.datetime) -> float:
        """Seconds since then."""
        return abs((self._clock.now() - at).total_seconds())

    def _studio(self) -> Artist:
        if self._artist is None:
            from bot.pictures.studio import Studio  # noqa: PLC0415 - most processes never draw

            self._artist = Studio()
        return self._artist
