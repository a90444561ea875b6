"""Whatever people and coordinators do while broadcasts run, in whatever order: every sum is its snapshot, nobody gets
one twice, and nobody who left before it was their turn gets one at all."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.doings.pace import Pace
from bot.flows.broadcasting import moves
from bot.words.broadcasts import OVER, Timing
from bot.words.effects.people import Erase, SaveAddress, SaveMembership, SavePerson
from bot.words.effects.sending import CancelQueued
from bot.words.errors import PersonGone, Rejected
from bot.words.messages import Address
from tests.broadcasting.city import arrives, cancel, city, pause, resume, to_all

PEOPLE = 60


class Days(RuleBasedStateMachine):
    """A town in which several broadcasts run while people come and go."""

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        town = city(Path(folder), pace=Pace(per_second=8, per_chat_per_second=5, bulk_share=0.97))
        self.town = self.runner.run(self.stack.enter_async_context(town))
        self.sizes: dict[int, int] = {}
        self.gone: set[int] = set()
        self.got_before: Counter[str] = Counter()
        self.next = 1
        self.joins(PEOPLE)
        self.is_started(600)

    def run(self, doing):
        return self.runner.run(doing)

    @rule(count=st.integers(1, 5))
    def joins(self, count: int) -> None:
        self.run(self.town.settle_in(range(self.next, self.next + count)))
        self.next += count

    @rule(minutes=st.integers(30, 600))
    @precondition(lambda self: len(self.sizes) < 4)
    def is_started(self, minutes: int) -> None:
        id = 100 + len(self.sizes)
        counted = self.run(self.town.start(to_all(id=id, timing=Timing("now", "", minutes / 60))))
        self.sizes[id] = counted.size
        assert counted.size == len(set(range(1, self.next)) - self.gone)

    @rule(which=st.integers(0, 3), move=st.sampled_from([pause, resume, cancel]))
    def is_moved(self, which: int, move) -> None:
        if 100 + which in self.sizes:
            stands = self.run(self.town.one(100 + which))
            now = self.town.clock.now()
            moved = cancel(stands, now) if move is cancel else move(stands)
            if not isinstance(moved, moves.Fault):
                self.run(self.town.move(100 + which, move))

    @rule(which=st.integers(0, 3), before=st.integers(0, 3), rests=st.integers(0, 3))
    def rests_a_while(self, which: int, before: int, rests: int) -> None:
        self.time_passes(before)
        self.is_moved(which, pause)
        self.time_passes(rests)
        self.is_moved(which, resume)

    @rule(who=st.integers(1, PEOPLE), how=st.sampled_from(["erased", "left", "stopped", "blocked"]))
    def leaves(self, who: int, how: str) -> None:
        if who in self.gone:
            return
        self.gone.add(who)
        person, _, membership = arrives(who)
        address = Address("post", str(who))
        match how:
            case "erased":
                self.run(self.town.wish(Erase(who)))
            case "left":
                self.run(self.town.wish(SaveAddress(address, who, reachable=False), CancelQueued(address)))
                self.gone.discard(who)  # counted, and skipped when it is their turn
            case "stopped":
                self.run(self.town.wish(SaveMembership(replace(membership.membership, status="stopped"))))
            case "blocked":
                self.run(self.town.wish(SavePerson(replace(person.person, active=False))))

    @rule(who=st.integers(1, PEOPLE), error=st.sampled_from([PersonGone("x"), Rejected("x"), ConnectionError("x")]))
    def fails_for(self, who: int, error: Exception) -> None:
        self.town.post.faults[f"Hi P{who}, we meet on Sunday!"].append(error)

    @rule(seconds=st.integers(1, 4))
    def time_passes(self, seconds: int) -> None:
        self.run(self.town.go_on(seconds, step=0.5))

    @rule()
    def sums_are_right(self) -> None:
        for id, size in self.sizes.items():
            assert self.run(self.town.tally(id)).total == size

    def teardown(self) -> None:
        if not hasattr(self, "town"):
            return
        try:
            for id in self.sizes:
                if self.run(self.town.one(id)).status == "paused":
                    self.run(self.town.move(id, resume))
            self.run(self.town.go_on(120, step=2))
            self.run(self.town.go_on(12 * 3600, step=1800))
            for id, size in self.sizes.items():
                tally = self.run(self.town.tally(id))
                assert (tally.total, tally.left) == (size, 0)
                assert "expired" not in tally.skipped, "there was time enough for everyone"
                assert self.run(self.town.one(id)).status in OVER
            got = Counter((each.address.id, each.broadcast) for each in self.town.post.sent)
            assert set(got.values()) <= {1}
        finally:
            self.runner.run(self.stack.aclose())
            self.runner.close()


Days.TestCase.settings = settings(
    max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyOrder = Days.TestCase
