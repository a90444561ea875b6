"""The last step to a person: takes committed deliveries, keeps each address in order, sends, says what happened."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence

from bot.doings.batch import Committed
from bot.doings.calls import Calls
from bot.doings.lanes import Lane
from bot.doings.meters import Call
from bot.doings.outcomes import for_the_rest, under_lease, wait
from bot.doings.pace import Gate, Pace, Paces
from bot.doings.timing import Alarm
from bot.words.clock import Clock
from bot.words.messages import Address, Delivery, File, Gather, Pin, Say
from bot.words.ports import Again, GaveUp, Outcome, Sent

LAST_START = 30.0
"""Seconds after a lease was taken from which no call begins: the delivery goes back into the queue."""
SWEEP = 5.0
"""Seconds between looks for leases that have become too old."""
NEW = frozenset({Say, File, Pin, Gather})
"""What makes a message of its own: done twice, it stands there twice."""
LONGEST_PAUSE = 3600.0
"""Seconds of an earlier process's pause that are kept to at most."""
FEW = 16
"""Lanes that begin in one pass of the event loop."""

Report = Callable[[Sequence[Outcome]], None]
Kept = Callable[[], Awaitable[None]]
"""Returns when a commit holds every outcome reported so far."""


class Deliveries:
    """One task per busy address. Every delivery handed to `start` ends in exactly one outcome handed to `report`.

    `held` counts those that have no outcome yet.
    """

    def __init__(self, calls: Calls, clock: Clock, paces: Paces, report: Report, kept: Kept) -> None:
        self._calls = calls
        self._clock = clock
        self._paces = paces
        self._report = report
        self._kept = kept
        self._lanes: dict[Address, Lane] = {}
        self._beginning: deque[Lane] = deque()
        self._gates: dict[str, Gate] = {}
        self._may_send = asyncio.Event()
        self._may_send.set()
        self._is_stopping = False
        self._alarm: Alarm | None = None
        self.held = 0

    def start(self, deliveries: Iterable[Delivery]) -> None:
        """Send these, leased just now, each address in the order given."""
        leased_at = self._paces.clockwork().time()
        for delivery in deliveries:
            lane = self._lanes.get(delivery.address)
            if lane is not None and lane.renews(leased_at, delivery):
                continue
            self.held += 1
            if self._calls.must_hold(delivery):
                self._done([GaveUp(delivery, "uncertain", self._clock.now())])
                continue
            if self._is_stopping:
                self._done([wait(delivery, self._clock.now())])
                continue
            if lane is None:
                lane = self._lanes[delivery.address] = Lane(delivery.address, self._gate(delivery.address.channel))
                self._beginning.append(lane)
            lane.add(leased_at, delivery)
        self._begin(FEW)
        if self._alarm is None and self._lanes:
            self._alarm = self._paces.clockwork().call_later(SWEEP, self._sweep)

    def _begin(self, most: int) -> None:
        """Let lanes begin, a few in each pass of the event loop: what arrives meanwhile is not kept waiting by many."""
        for _ in range(min(most, len(self._beginning))):
            lane = self._beginning.popleft()
            lane.task = asyncio.create_task(self._run(lane))
        if self._beginning:
            asyncio.get_running_loop().call_soon(self._begin, FEW)

    def is_busy(self, address: Address) -> bool:
        """Whether something to this address is held."""
        return address in self._lanes

    def drop(self, committed: Committed) -> None:
        """Let go of what was cancelled and is not leaving: by address, by person, or by whose words they relay."""
        lanes = list(self._lanes.values())
        if not (committed.erased or committed.silenced or committed.stopped):
            lanes = [self._lanes[address] for address in committed.cancelled if address in self._lanes]
        for lane in lanes:
            leaving = 1 if lane.is_sending else 0
            for entry in list(lane.waiting)[leaving:]:
                if _is_cancelled(entry[1], committed):
                    lane.waiting.remove(entry)
                    self._done([GaveUp(entry[1], "cancelled", self._clock.now())])

    def pause(self, channel: str, seconds: float) -> None:
        """The platform asked for silence before we started, and some of it is left; a clock set back is not believed
        for long."""
        if seconds > 0:
            self._gate(channel).close(min(seconds, LONGEST_PAUSE))

    def hold(self) -> None:
        """What is sent could not be recorded just now: begin no further call."""
        self._may_send.clear()

    def resume(self) -> None:
        """Sends can be recorded again."""
        self._may_send.set()

    async def stop(self, within: float) -> None:
        """Begin no further call, wait for those under way, cut off what takes longer; the rest is handed back."""
        self._is_stopping = True
        self._may_send.set()
        self._begin(len(self._beginning))
        for lane in self._lanes.values():
            self._withdraw(lane)
        if tasks := self._tasks():
            await asyncio.wait(tasks, timeout=within)
        self.cut_short()
        if tasks := self._tasks():
            await asyncio.wait(tasks)
        if self._alarm:
            self._alarm.cancel()

    def cut_short(self) -> None:
        """Cut off the calls under way; their deliveries become uncertain."""
        for task in self._tasks():
            task.cancel()

    def _tasks(self) -> list[asyncio.Task[None]]:
        return [lane.task for lane in self._lanes.values() if lane.task]

    def _gate(self, channel: str) -> Gate:
        if channel not in self._gates:
            pace = self._paces.by_channel.get(channel, Pace())
            self._gates[channel] = Gate(pace, self._paces.clockwork(), self._paces.chance)
        return self._gates[channel]

    async def _run(self, lane: Lane) -> None:
        try:
            while lane.waiting and await self._is_admitted(lane):
                await self._send_first(lane)
                if lane.unmarked and lane.waiting and type(lane.waiting[0][1].content) in NEW:
                    await self._kept()  # so that a crash doubles one message to a person, never two
                    lane.unmarked = False
        finally:
            del self._lanes[lane.address]
            self._give_back(lane)

    async def _is_admitted(self, lane: Lane) -> bool:
        """Whether the lane may make a call now; waits for it."""
        while True:
            if not self._may_send.is_set():
                await self._may_send.wait()
            if self._is_stopping or not lane.waiting:
                return False
            lane.door = lane.right_door
            lane.waiter = lane.door.enter(lane.address.id, lane.waiting[0][1].priority)
            if lane.waiter is None:
                return True
            try:
                is_granted = await lane.waiter.granted
            finally:
                lane.waiter = None
            if is_granted and lane.door is lane.right_door:
                return True
            if is_granted:  # something that somebody waits for came before what was to be tidied up
                lane.door.leave()

    async def _send_first(self, lane: Lane) -> None:
        """Make the call for the first delivery, unless its lease is too old for that."""
        outcome: Outcome | None = None
        call: Call | None = None
        try:
            if not lane.waiting:
                return
            leased_at, delivery = lane.waiting[0]
            age = self._paces.clockwork().time() - leased_at
            if age > LAST_START:
                self._give_back(lane)
                return
            lane.is_sending = True
            call = lane.door.begin()
            try:
                outcome = await self._calls.make(delivery, lane.gate, lane.gate.cut_off - age)
            except asyncio.CancelledError:
                outcome = Again(delivery, self._clock.now(), uncertain=True, error="cut-off")
        finally:
            lane.is_sending = False
            lane.door.leave(call)
        if outcome:
            self._close(lane, outcome)

    def _close(self, lane: Lane, outcome: Outcome) -> None:
        """Pass on the outcome of the first delivery, and what it means for those behind it."""
        _, held = lane.waiting.popleft()
        outcome = under_lease(outcome, held.token)
        lane.unmarked = lane.unmarked or type(outcome.delivery.content) in NEW
        outcomes: list[Outcome] = [outcome]
        if type(outcome) is Again and lane.waiting:
            outcomes += for_the_rest(outcome, lane.take_behind(held))
        elif type(outcome) is not Sent and lane.waiting:
            if rest := for_the_rest(outcome, [delivery for _, delivery in lane.waiting]):
                lane.waiting.clear()
            outcomes += rest
        self._done(outcomes)

    def _give_back(self, lane: Lane) -> None:
        """Put what has not left back into the queue, to be sent once the platform lets us."""
        if lane.waiting:
            now, pause = self._clock.now(), lane.gate.paused_for(lane.address.id)
            outcomes = [wait(delivery, now, pause) for _, delivery in lane.waiting]
            lane.waiting.clear()
            self._done(outcomes)

    def _done(self, outcomes: Sequence[Outcome]) -> None:
        self.held -= len(outcomes)
        self._report(outcomes)

    def _withdraw(self, lane: Lane) -> None:
        if lane.waiter:
            lane.gate.withdraw(lane.waiter)

    def _sweep(self) -> None:
        """Hand back what has waited at its gate for so long that its lease might end in the middle of a call."""
        oldest = self._paces.clockwork().time() - LAST_START
        for lane in list(self._lanes.values()):
            if lane.waiting and not lane.is_sending and lane.waiting[0][0] < oldest:
                self._give_back(lane)
                self._withdraw(lane)
        self._alarm = self._paces.clockwork().call_later(SWEEP, self._sweep) if self._lanes else None


def _is_cancelled(delivery: Delivery, committed: Committed) -> bool:
    return (
        delivery.address in committed.cancelled
        or delivery.person in committed.erased
        or delivery.relay in committed.silenced
        or delivery.broadcast in committed.stopped
    )
