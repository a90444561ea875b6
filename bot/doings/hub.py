"""The one place through which everything passes: collects what is waiting, commits it, and only then lets it out."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress

from bot.doings.backlog import Backlog
from bot.doings.batch import PAGE, Batch, Committed, Content
from bot.doings.calls import Calls
from bot.doings.clockwatch import ClockWatch
from bot.doings.commits import Commits
from bot.doings.delivery import Deliveries
from bot.doings.flushes import Flushes
from bot.doings.marks import Marks
from bot.doings.pace import Paces
from bot.doings.taps import Taps
from bot.doings.traces import code, log
from bot.doings.waiting import NextAlarm, Waiting, tell
from bot.doings.works import Work, Works
from bot.words.clock import Clock
from bot.words.errors import StorageUnavailable
from bot.words.messages import Inbound
from bot.words.ports import Again, Artist, Channel, Outcome, Session, Store

MOST_INBOUNDS, MOST_DUE = 100, 400
"""What one commit takes at most: of what people do, and of what is due."""
LAST_COMMIT = 5.0
"""Seconds that the last commit may take."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds between attempts while the database takes no commit (doubling)."""


class Hub:
    """Carries out the `Inbox` port. One loop writes; while one batch commits, the next collects.

    `failed` is set, and `failure` says why, when the database can no longer be trusted: end the process.
    """

    def __init__(  # noqa: PLR0913 - put together in one place
        self,
        store: Store,
        clock: Clock,
        content: Content,
        channels: Mapping[str, Channel],
        paces: Paces | None = None,
        *,
        artist: Artist | None = None,
        works: Mapping[str, Work] | None = None,
        watch: ClockWatch | None = None,
    ) -> None:
        paces = paces or Paces()
        self._works = Works(works or {}, self._look)
        self._store = store
        self._clock = clock
        self._paces = paces
        self._commits = Commits(store, content, {name: channel.limits for name, channel in channels.items()})
        self._waiting: deque[Waiting] = deque()
        self._taps = Taps()
        self._ticks: list[asyncio.Future[None]] = []
        self._settling: list[asyncio.Future[None]] = []
        self._backlog = Backlog()
        self._may_be_due = False
        self._wake = asyncio.Event()
        self._marks = Marks(paces, self._wake.set)
        self._flushes = Flushes(store, paces, self._wake.set)
        calls = Calls(channels, clock, paces.chance, self._ref, artist, self._note_pause)
        self._deliveries = Deliveries(calls, clock, paces, self._report, self._marks.kept)
        self._writing: asyncio.Task[None] | None = None
        self._is_stopping = False
        self._pause = 0.0
        self._blocked_until = 0.0
        self._changes = 0
        self._alarm = NextAlarm(clock, paces, self._look, watch)
        self.failed = asyncio.Event()
        self.failure: Exception | None = None

    # --- from outside ------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Take up what an earlier process left, and begin to write."""
        now = self._clock.now()

        def take_up(session: Session) -> dict[str, dt.datetime]:
            session.recover(now)
            return session.pauses()

        for channel, until in (await self._store.write(take_up)).items():
            self._deliveries.pause(channel, (until - now).total_seconds())
        self._look()
        self._writing = asyncio.create_task(self._write())

    async def accept(self, inbounds: Sequence[Inbound]) -> None:
        for first in range(0, len(inbounds), MOST_INBOUNDS):
            if self._is_stopping or self.failure:
                raise StorageUnavailable("stopping")
            waiting = Waiting(inbounds[first : first + MOST_INBOUNDS])
            self._waiting.append(waiting)
            self._wake.set()
            await waiting.committed

    async def tick(self) -> None:
        """Decide everything that is due now; also look for deliveries that may leave.

        Raises StorageUnavailable when the database takes no commit.
        """
        if not self._is_stopping and not self.failure:
            self._backlog.look()
            await self._on(self._ticks)

    def look(self) -> None:
        """Something was written beside the hub: there may be something due, or something to claim."""
        self._look()

    def let_go(self, broadcast: int) -> None:
        """Nothing of this broadcast leaves any more but what is leaving already."""
        self._deliveries.drop(Committed(stopped={broadcast}))

    async def settle(self) -> None:
        """Return when nothing is waiting, nothing is due, and every delivery that can leave now has left."""
        before = -1
        while before != self._changes and not self.failure:
            before = self._changes
            await self.tick()
            await self._on(self._settling)

    async def stop(self, within: float = 20.0) -> None:
        """Accept nothing more, finish the calls under way in so many seconds, commit what is known."""
        self._is_stopping = True
        self._alarm.cancel()
        await self._works.stop()
        await self._deliveries.stop(within)
        self._marks.hurry()
        if self._writing:
            await asyncio.wait({self._writing}, timeout=LAST_COMMIT)
            self._writing.cancel()

    def hurry(self) -> None:
        """Stop, and do not wait for the calls under way."""
        self._is_stopping = True
        self._deliveries.cut_short()

    async def _on(self, waiters: list[asyncio.Future[None]]) -> None:
        if self.failure:  # nobody is there any more to tell them
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiters.append(future)
        self._marks.hurry()
        await future

    # --- the one loop that writes ------------------------------------------------------------------------------

    async def _write(self) -> None:
        """Write until told to stop. Whatever ends this otherwise is said aloud: nobody shall wait for it in vain."""
        try:
            await self._write_on()
        except Exception as error:  # noqa: BLE001 - nothing foreseen: the process must end
            self._fail(error)

    async def _write_on(self) -> None:
        while not self.failure:
            if self._has_work():
                await self._commit()
                continue
            if self._flushes.is_due:
                await self._flushes.flush()
            if self._is_idle():
                tell(self._settling)
                if self._is_stopping:
                    return
            self._wake.clear()
            await self._wake.wait()

    def _has_work(self) -> bool:
        if self._waiting:
            return True
        if self._blocked_until and self._paces.clockwork().time() < self._blocked_until:
            return False
        if self._marks.are_due or self._ticks:
            return True
        return not self._is_stopping and bool(self._may_be_due or self._backlog.room(self._deliveries.held))

    def _is_idle(self) -> bool:
        return not (self._deliveries.held or self._marks.outcomes or self._waiting or self._works.busy)

    async def _commit(self) -> None:
        """One batch: everything that is waiting."""
        groups, ticks = self._take_waiting(), self._ticks
        accepted = [group.committed for group in groups]
        try:
            batch = self._gather(groups, with_due=bool(ticks) or self._may_be_due)
        except Exception as error:
            tell(accepted, error)
            raise
        self._ticks, self._may_be_due = [], False
        results: list[Committed] = []
        is_out = False
        try:
            await self._commits.write(batch, results)
            if is_out := not self._store.is_flushed:
                # It would come to the same if the power took it.
                self._let_out(batch, results)
                await self._flushes.after(is_waited_for=bool(batch.inbounds) or self._marks.are_watched)
        except StorageUnavailable as error:
            self._put_off(batch, error)
            tell(accepted + ticks, error)
        except Exception as error:  # noqa: BLE001 - nothing foreseen: the process must end
            self._fail(error)
            tell(accepted + ticks, error)
        else:
            self._flow_again()
            tell(accepted)
            self._marks.committed()
            self._tick_on(ticks, results)
        if not is_out:
            self._let_out(batch, results)

    def _take_waiting(self) -> list[Waiting]:
        groups: list[Waiting] = []
        inbounds = 0
        while self._waiting and inbounds < MOST_INBOUNDS:
            groups.append(self._waiting.popleft())
            inbounds += len(groups[-1].inbounds)
        return groups

    def _gather(self, groups: Sequence[Waiting], *, with_due: bool) -> Batch:
        is_talk = groups and not with_due and not self._marks.are_due
        outcomes = [] if is_talk and not self._is_unmarked(groups) else self._marks.take()
        claim = 0 if self._is_stopping else self._backlog.to_claim(outcomes, self._deliveries.held)
        inbounds = self._taps.without_doubles(inbound for group in groups for inbound in group.inbounds)
        due = MOST_DUE if with_due and self._alarm.is_time_trusted() else 0
        room = max(0, PAGE - self._deliveries.held - claim)
        return Batch(self._clock.now(), outcomes, inbounds, due, claim, self._works.kinds, room=room)

    def _is_unmarked(self, groups: Sequence[Waiting]) -> bool:
        """Whether one who writes was just written to: an answer leaves only once what left before is written down."""
        return any(self._marks.hold(inbound.address) for group in groups for inbound in group.inbounds)

    # --- after a batch -----------------------------------------------------------------------------------------

    def _let_out(self, batch: Batch, results: Sequence[Committed]) -> None:
        """What is committed may be spoken of: alerts to the operator, deliveries to people."""
        self._backlog.learn(batch, results, self._marks.outcomes, self._deliveries.is_busy)
        for outcome in batch.outcomes:
            if type(outcome) is Again:
                self._alarm.at(outcome.at)
        for result in results:
            if batch.inbounds or batch.outcomes or result.due or result.leased:
                self._changes += 1
            self._heed(result)
            self._deliver(result, batch.now)

    def _heed(self, result: Committed) -> None:
        for alert in result.alerts:
            log.error(**alert)
        if result.next_at:
            self._alarm.at(result.next_at)
        if result.has_due:
            self._may_be_due = True
        self._works.begin(result.works)

    def _deliver(self, result: Committed, now: dt.datetime) -> None:
        if result.cancelled or result.erased or result.silenced or result.stopped:
            self._deliveries.drop(result)
        if any(map(self._marks.hold, result.behind)):
            self._marks.hurry()
        self._taps.offered(result.leased)
        self._deliveries.start(self._marks.renewed(result.leased))
        if result.is_shared and not all(map(self._deliveries.is_busy, result.behind)):
            # Behind what another process sends, which may have looked a moment too early to see it.
            self._alarm.at(now)

    def _flow_again(self) -> None:
        if self._blocked_until:
            log.info("storage.available")
            self._pause = self._blocked_until = 0.0
            self._deliveries.resume()

    def _tick_on(self, ticks: list[asyncio.Future[None]], results: Sequence[Committed]) -> None:
        """Go on while as much is due as one batch takes; else the ticks are over."""
        if sum(result.due for result in results) >= MOST_DUE:
            self._may_be_due = True
            self._ticks += ticks
        else:
            tell(ticks)

    def _put_off(self, batch: Batch, error: StorageUnavailable) -> None:
        """Nothing was accepted: keep the outcomes, send nothing, and try again soon."""
        if not self._blocked_until:
            log.error("storage.unavailable", error=code(error))
        self._marks.put_back(batch.outcomes)
        self._taps.forget()
        self._may_be_due = self._may_be_due or bool(batch.due)
        if batch.claim:
            self._backlog.look()
        self._deliveries.hold()
        self._pause = min(max(2 * self._pause, FIRST_PAUSE), LONGEST_PAUSE)
        self._blocked_until = self._paces.clockwork().time() + self._pause
        self._paces.clockwork().call_later(self._pause, self._wake.set)

    def _fail(self, error: Exception) -> None:
        """The database cannot be trusted any more, or we cannot write at all: the process must end."""
        self.failure = error
        self._deliveries.hold()
        tell([waiting.committed for waiting in self._waiting], error)
        self._waiting.clear()
        for futures in (self._ticks, self._settling):
            tell(futures, error)
        self._marks.give_up()
        self.failed.set()
        log.critical("storage.failed", error=code(error))

    # --- what makes it go on ------------------------------------------------------------------------------------

    def _look(self) -> None:
        """There may be something due, or something to claim."""
        self._may_be_due = True
        self._backlog.look()
        self._wake.set()

    def _report(self, outcomes: Sequence[Outcome]) -> None:
        at_once = self._is_stopping or bool(self._settling) or self._backlog.freed(outcomes) > 0
        self._marks.add(outcomes, at_once=at_once)

    async def _note_pause(self, channel: str, seconds: float) -> None:
        until = self._clock.now() + dt.timedelta(seconds=seconds)
        with suppress(StorageUnavailable):  # then it is forgotten by whoever starts in the middle of it
            await self._store.write(lambda session: session.note_pause(channel, until))

    async def _ref(self, delivery: int) -> str | None:
        def work(session: Session) -> str | None:
            return session.refs([delivery]).get(delivery)

        return await self._store.read(work)
