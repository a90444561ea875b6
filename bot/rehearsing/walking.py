"""The time machine: two people walk a program in virtual time, through the real hub, up to the week that is wished."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import chain, count, cycle

from bot.adapters.rehearsal.chats import Act as Shown
from bot.adapters.rehearsal.chats import Chat
from bot.adapters.rehearsal.rehearsal import Rehearsal, Walk
from bot.curriculum.program import Program
from bot.flows.journey.calendar import moment_of
from bot.rehearsing.company import Pair
from bot.rehearsing.notes import Notes
from bot.rehearsing.small_talk import LINES
from bot.rehearsing.walkers import KEEN, Walker
from bot.simulation.people import Act, Someone
from bot.words.clock import RehearsalClock
from bot.words.journeys import Journey
from bot.words.messages import Delivery, Press, Typed

FIRST_DAYS = dt.timedelta(days=40)
"""By then the two are introduced, or they never will be."""
LONGEST = dt.timedelta(days=60)
"""How much longer than its weeks a program may take until the goodbye is over."""
WEEK = dt.timedelta(weeks=1)


class Stopped(Exception):
    """Whoever asked for the walk stopped it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where it is played: `next_due` says when the bot has something to do, `settle` returns once it has done it."""

    rehearsal: Rehearsal
    clock: RehearsalClock
    notes: Notes
    next_due: Callable[[], Awaitable[dt.datetime | None]]
    settle: Callable[[], Awaitable[None]]


@dataclass
class Walking:
    """One walk of one pair."""

    stage: Stage
    program: Program
    match: int
    walkers: dict[str, Walker]
    weeks: int
    is_stopped: bool = False
    _acts: list[tuple[dt.datetime, int, Walker, Act]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)
    _heard: list[tuple[Delivery, str]] = field(default_factory=list)
    _next_week: dt.datetime | None = None

    @classmethod
    def of(cls, stage: Stage, program: Program, pair: Pair, weeks: int) -> Walking:
        """These two, about to be introduced; `weeks` are how many there are to go."""
        walkers = {}
        for chat, member in zip((pair.mentee, pair.mentor), pair.people, strict=True):
            role = member.membership.role
            someone = Someone(chat.address, role, KEEN, f"{chat.name}\0{program.id}\0{role}")
            hello, *lines = LINES[role]
            walkers[chat.id] = Walker(chat, someone, member.person.zone, chain([hello], cycle(lines)))
        return cls(stage, program, pair.match.id, walkers, weeks)

    @property
    def journey(self) -> Journey | None:
        """Their journey, once it began."""
        return self.stage.notes.journeys.get(self.match)

    async def to_week(self, week: int) -> None:
        """Until both have what belongs to this week."""
        await self._go_on(lambda: self._starts(week), self.stage.clock.now() + FIRST_DAYS + week * WEEK)

    async def to_the_end(self) -> None:
        """Until the two have said goodbye and heard all that follows."""
        limit = self.stage.clock.now() + FIRST_DAYS + self.program.weeks * WEEK + LONGEST
        await self._go_on(self._over, limit)

    async def for_days(self, days: int, silent: str | None) -> None:
        """So many days more, one of the two silent if so wished."""
        for walker in self.walkers.values():
            walker.is_silent = walker.someone.role == silent
        self._acts = [each for each in self._acts if not each[2].is_silent]
        heapq.heapify(self._acts)
        end = self.stage.clock.now() + dt.timedelta(days=days)
        await self._go_on(lambda: end, end)

    # --- when it is over -----------------------------------------------------------------------------------------

    def _starts(self, week: int) -> dt.datetime | None:
        """An hour after the later of the two gets what belongs to this week."""
        journey = self.journey
        if journey is None:
            return None
        first = journey.begun_on + dt.timedelta(days=journey.shift) + (week - 1) * WEEK
        prompts = self.program.prompts
        day = first + dt.timedelta(days=(prompts.weekday - first.weekday()) % 7)
        times = [moment_of(day, prompts.time, walker.zone) for walker in self.walkers.values()]
        return max(times) + dt.timedelta(hours=1)

    def _over(self) -> dt.datetime | None:
        match = self.stage.notes.matches.get(self.match)
        return match.since + dt.timedelta(days=2) if match and match.status in {"ended", "dropped"} else None

    # --- going on ------------------------------------------------------------------------------------------------

    async def _go_on(self, ends: Callable[[], dt.datetime | None], limit: dt.datetime) -> None:
        """From one thing to the next, until the end that is known by then, or the limit."""
        clock, watchers = self.stage.clock, self.stage.rehearsal.watchers
        watchers.append(self._hear)
        try:
            await self._step(clock.now())
            while True:
                end = min(ends() or limit, limit)
                due, act = await self.stage.next_due(), self._acts[0][0] if self._acts else None
                week = None if self._over() else self._next_week
                at = min((each for each in (due, act, week) if each is not None), default=end)
                if at >= end:
                    await self._step(end)
                    return
                await self._step(at)
        finally:
            watchers.remove(self._hear)

    async def _step(self, at: dt.datetime) -> None:
        """At that moment: people do what they mean to do, and the bot what is due."""
        clock = self.stage.clock
        if self.is_stopped:
            raise Stopped
        if (ahead := at - clock.now()) > dt.timedelta(0):
            clock.advance(ahead + dt.timedelta(milliseconds=1))
        while self._acts and self._acts[0][0] <= clock.now():
            _, _, walker, act = heapq.heappop(self._acts)
            await self._do(walker, act)
        self._begin_week()
        await self.stage.settle()
        heard, self._heard = self._heard, []
        for delivery, ref in heard:
            walker = self.walkers[delivery.address.id]
            for when, act in walker.react(delivery, ref, clock.now()):
                self._plan(when, walker, act)
        self._tell_progress()

    def _begin_week(self) -> None:
        now = self.stage.clock.now()
        if self._next_week is None and self.journey is not None:
            self._next_week = now
        if self._next_week is not None and now >= self._next_week and not self._over():
            self._next_week += WEEK
            for walker in self.walkers.values():
                for at, act in walker.of_themselves(now):
                    self._plan(at, walker, act)

    async def _do(self, walker: Walker, act: Act) -> None:
        shown = self._shown(walker.chat, act)
        is_for_partner = isinstance(act.content, Typed) or bool(act.then)
        if is_for_partner and self._over() is not None:
            return
        if shown is None or walker.chat.blocked or walker.chat.id not in self.stage.rehearsal.chats:
            return
        await self.stage.rehearsal.post(walker.chat, shown)
        if act.then:
            self._plan(self.stage.clock.now() + dt.timedelta(minutes=2), walker, Act(Typed(act.then)))

    @staticmethod
    def _shown(chat: Chat, act: Act) -> Shown | None:
        """What they do as their platform would report it; None where the button is gone by now."""
        answered = int(act.replies_to) if act.replies_to and act.replies_to.isdecimal() else None
        match act.content:
            case Typed(text=text):
                return Shown(act.content, text, replies_to=answered if chat.entry(answered) else None)
            case Press(data=data):
                entry = chat.entry(act.message)
                button = next((one for one in (entry.buttons if entry else ()) if one.data == data), None)
                return Shown(act.content, button.label, "press", act.message) if button else None
            case _:
                return None

    def _hear(self, delivery: Delivery, ref: str, refused: str) -> None:
        if delivery.address.id in self.walkers and not refused:
            self._heard.append((delivery, ref))

    def _plan(self, at: dt.datetime, walker: Walker, act: Act) -> None:
        heapq.heappush(self._acts, (at, next(self._numbers), walker, act))

    def _tell_progress(self) -> None:
        rehearsal, journey = self.stage.rehearsal, self.journey
        week = journey.week(self.stage.clock.now().date()) if journey else 0
        begun = journey is not None and self.stage.clock.now().date() >= journey.begun_on
        walk = Walk(min(week, self.weeks) if begun else 0, self.weeks)
        if rehearsal.walk != walk:
            rehearsal.walk = walk
            rehearsal.changed()
