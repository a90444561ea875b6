"""The outbox against a model so simple that it is plainly right: any order of events, on both databases."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from dataclasses import dataclass, replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.words.effects.people import Erase, SaveAddress, SavePerson
from bot.words.effects.sending import CancelQueued, CancelRelays
from bot.words.messages import Address, Delivery, Priority, Say
from bot.words.ports import Again, GaveUp, Moved, Outcome, Sent, Store
from storage import open_store
from tests.storage.given import AMINA, KEY, NOW, SECOND

LEASE = 60 * SECOND
CHATS = st.integers(0, 2)
RELAYS = st.tuples(st.integers(1, 2), st.integers(8, 9))
NUMBERS = itertools.count(1)


@dataclass
class Row:
    delivery: Delivery
    seq: int
    ready: dt.datetime
    leaving: bool = False
    finished: bool = False


class Outbox(RuleBasedStateMachine):
    """Three chats of three people; `held` are all deliveries ever handed out, current or not."""

    run: asyncio.Runner
    store: Store
    url = ""

    def __init__(self):
        super().__init__()
        self.now = NOW
        self._sweep()
        self.rows: list[Row] = []
        self.held: list[Delivery] = []
        self.chats = [self._address() for _ in range(3)]
        self.people = [next(NUMBERS) for _ in range(3)]
        self._arrive(*range(3))

    def _sweep(self) -> None:
        """Close what an example that failed left behind."""
        late = NOW + dt.timedelta(days=365)
        while left := self._write(lambda s: s.claim(late, 99)):
            self._write(lambda s: s.finish([GaveUp(one, "gone", late) for one in left]))

    def _address(self) -> Address:
        return Address("telegram", str(next(NUMBERS)))

    def _arrive(self, *numbers: int) -> None:
        wishes = [SavePerson(replace(AMINA, id=self.people[number])) for number in numbers]
        wishes += [SaveAddress(self.chats[number], self.people[number]) for number in numbers]
        self._write(lambda s: s.carry_out(wishes, self.now))

    def _write(self, work):
        return self.run.run(self.store.write(work))

    def _unfinished(self, address: Address | None = None) -> list[Row]:
        return [row for row in self.rows if not row.finished and address in (None, row.delivery.address)]

    def _heads(self) -> list[Row]:
        return [row for row in self._unfinished() if row is self._in_front_of(row)[0]]

    def _in_front_of(self, row: Row) -> list[Row]:
        """What has to leave before it, and itself."""
        return self._of_rank(row.delivery.address, row.delivery.priority)

    def _of_rank(self, address: Address, priority: Priority) -> list[Row]:
        """What is unfinished there of this rank, or goes before that."""
        return [row for row in self._unfinished(address) if row.delivery.priority.rank <= priority.rank]

    def _current(self, held: Delivery) -> Row | None:
        for row in self._unfinished():
            if row.leaving and row.delivery.id == held.id and row.delivery.token == held.token:
                return row
        return None

    @rule(
        spoken=st.lists(
            st.tuples(CHATS, st.sampled_from(Priority), st.booleans(), st.none() | RELAYS), min_size=1, max_size=4
        )
    )
    def queue(self, spoken):
        free = {(chat, one) for chat in self.chats for one in Priority if not self._of_rank(chat, one)}
        given = []
        for chat, priority, burn, relay in spoken:
            id = next(NUMBERS)
            says = Say(f"words {id}")
            given.append(Delivery(id, self.chats[chat], says, priority, self.people[chat], burn, relay=relay))
        leased = self._write(lambda s: s.queue(given, self.now))
        expected = []
        for delivery in given:
            at_once = (delivery.address, delivery.priority) in free
            kept = replace(delivery, token=int(at_once), created_at=self.now)
            self.rows.append(Row(kept, len(self.rows), self.now + LEASE if at_once else self.now, at_once))
            if at_once:
                expected.append(kept)
        assert leased == expected
        self.held += leased

    @rule(limit=st.integers(1, 4))
    def claim(self, limit):
        ready = [row for row in self._heads() if row.ready <= self.now]
        ready.sort(key=lambda row: (row.delivery.priority, row.seq))
        for row in ready[:limit]:
            uncertain = row.delivery.uncertain or row.leaving
            row.delivery = replace(row.delivery, token=row.delivery.token + 1, uncertain=uncertain)
            row.ready, row.leaving = self.now + LEASE, True
        claimed = self._write(lambda s: s.claim(self.now, limit))
        assert claimed == [row.delivery for row in ready[:limit]]
        self.held += claimed

    def _finish(self, outcome: Outcome) -> Row | None:
        row = self._current(outcome.delivery)
        self._write(lambda s: s.finish([outcome]))
        return row

    @rule(which=st.integers(0), seconds=st.integers(0, 90))
    def pass_on(self, which, seconds):
        if self.held and (row := self._finish(Sent(self.held[which % len(self.held)], "ref", self.now))):
            row.finished = True
        self.now += seconds * SECOND

    @rule(which=st.integers(0), seconds=st.integers(0, 90), uncertain=st.booleans(), counted=st.booleans())
    def try_again(self, which, seconds, uncertain, counted):
        if not self.held:
            return
        held = self.held[which % len(self.held)]
        at = self.now + seconds * SECOND
        if row := self._finish(Again(held, at, uncertain, counted)):
            attempts = held.attempts + counted
            row.delivery = replace(row.delivery, attempts=attempts, uncertain=held.uncertain or uncertain)
            row.ready, row.leaving = at, False

    @rule(which=st.integers(0), reason=st.sampled_from(["gone", "rejected"]))
    def give_up(self, which, reason):
        if self.held and (row := self._finish(GaveUp(self.held[which % len(self.held)], reason, self.now))):
            closing = self._unfinished(row.delivery.address) if reason == "gone" else [row]
            for one in closing:
                one.finished = True

    @rule(which=st.integers(0))
    def move(self, which):
        if not self.held:
            return
        new = self._address()
        held = self.held[which % len(self.held)]
        if row := self._finish(Moved(held, new)):
            old = row.delivery.address
            row.ready, row.leaving = row.delivery.created_at, False
            for one in self._unfinished(old):
                one.delivery = replace(one.delivery, address=new)
            self.chats[self.chats.index(old)] = new

    @rule(chat=CHATS)
    def cancel(self, chat):
        self._write(lambda s: s.carry_out([CancelQueued(self.chats[chat])], self.now))
        for row in self._unfinished(self.chats[chat]):
            row.finished = row.finished or not row.leaving

    @rule(relay=RELAYS)
    def silence(self, relay):
        self._write(lambda s: s.carry_out([CancelRelays(*relay)], self.now))
        for row in self._unfinished():
            row.finished = row.finished or (row.delivery.relay == relay and not row.leaving)

    @rule(chat=CHATS)
    def erase(self, chat):
        self._write(lambda s: s.carry_out([Erase(self.people[chat])], self.now))
        for row in self._unfinished(self.chats[chat]):
            row.finished = True
        self.people[chat] = next(NUMBERS)
        self._arrive(chat)

    @rule()
    def restart(self):
        """On PostgreSQL others may still be sending: there leases run out by themselves."""
        self._write(lambda s: s.recover(self.now))
        for row in self._unfinished():
            if row.leaving and self.url.startswith("sqlite"):
                row.delivery = replace(row.delivery, uncertain=True)
                row.ready, row.leaving = self.now, False

    @invariant()
    def nothing_is_lost(self):
        # That relayed words did not arrive is due to be told their sender; here only the outbox is looked at.
        self._write(lambda s: s.due(self.now + dt.timedelta(days=365), 999))
        counted, next_due = self.run.run(self.store.read(lambda s: (s.open_deliveries(), s.next_due())))
        assert counted == len(self._unfinished())
        assert next_due == min((row.ready for row in self._heads()), default=None)

    def teardown(self):
        """Left to itself, everything goes out."""
        while self._unfinished():
            self.now += LEASE
            before = len(self.held)
            self.claim(limit=4)
            for held in self.held[before:]:
                self._current(held).finished = True
                self._write(lambda s, held=held: s.finish([Sent(held, "ref", self.now)]))
            self.nothing_is_lost()


def test_the_outbox_behaves_like_its_model(url):
    with asyncio.Runner() as runner:
        store = runner.run(open_store(url, KEY))
        machine = type("Outbox", (Outbox,), {"run": runner, "store": store, "url": url})
        try:
            run_state_machine_as_test(
                machine, settings=settings(max_examples=25, stateful_step_count=25, deadline=None)
            )
        finally:
            runner.run(store.close())
