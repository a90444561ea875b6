"""The one `Session`: every method of the port, each handed to the table family that knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.words.boards import Board, Brought, Laid
from bot.words.broadcasts import Broadcast, Fed, Recipient, Tally
from bot.words.cohorts import Cohort
from bot.words.dashboard import Dashboard
from bot.words.desk import AuditLine, Desk, Look, Staff
from bot.words.holdouts import Enrolled
from bot.words.journeys import Attention, Journey, Version
from bot.words.matches import Concern, Match, Pool, Thread
from bot.words.messages import Address, Delivery, Inbound
from bot.words.people import Due
from bot.words.ports import Outcome, Received
from bot.words.reports import Facts, WeekCounts
from bot.words.turns import Effect, Scene
from storage import (
    boards,
    broadcasts,
    brought,
    claims,
    cohorts,
    concerns,
    desks,
    due,
    finishing,
    heeding,
    holdouts,
    inbox,
    journeys,
    matches,
    outbox,
    pauses,
    pool,
    proposing,
    recipients,
    relays,
    retention,
    scenes,
    staff,
    tallies,
    trail,
    zones,
)
from storage.dashboard import DatabaseDashboard
from storage.moments import moment
from storage.reporting.facts import facts
from storage.sealing import Sealer
from storage.statements import Statements
from storage.transaction import Transaction
from storage.wishes.carrying import carry_out


class DatabaseSession:
    """One open transaction; the store that opened it commits or rolls back.

    `locking` says that other processes may write at the same time (PostgreSQL): what is loaded is locked.
    `may_be_flushed_later` is for the store: this commit need not wait for the disk.
    """

    def __init__(self, statements: Statements, sealer: Sealer, *, locking: bool = False) -> None:
        self.may_be_flushed_later = False
        self._tx = Transaction(statements, sealer, locking)

    @property
    def is_shared(self) -> bool:
        return self._tx.locking

    @property
    def erased_someone(self) -> bool:
        """Whether a person was erased, so that the store can see to it that no trace stays in its logs."""
        return bool(self._tx.erased)

    def flush_later(self) -> None:
        self.may_be_flushed_later = True

    def finish(self, outcomes: Sequence[Outcome]) -> None:
        finishing.finish(self._tx, outcomes)

    def seen(self, keys: Sequence[str]) -> set[str]:
        return inbox.seen(self._tx, keys)

    def last_heard(self, channel: str) -> dt.datetime | None:
        at = inbox.last_heard(self._tx, channel)
        return None if at is None else moment(at)

    def scenes(self, addresses: Iterable[Address]) -> dict[Address, Scene]:
        return scenes.scenes(self._tx, addresses)

    def scenes_of(self, people: Iterable[int]) -> dict[int, Scene]:
        return scenes.scenes_of(self._tx, people)

    def threads(self, inbounds: Sequence[Inbound]) -> dict[str, Thread]:
        return relays.threads(self._tx, inbounds)

    def pool(self, program: str) -> Pool:
        return pool.pool(self._tx, program)

    def propose(self, matches: Sequence[Match], now: dt.datetime) -> list[Match]:
        return proposing.propose(self._tx, matches, now)

    def matches(self, ids: Sequence[int]) -> dict[int, Match]:
        return matches.by_id(self._tx, ids)

    def versions(self, program: str | None = None) -> list[Version]:
        return journeys.walked(self._tx, program)

    def journeys(self, program: str | None = None) -> list[tuple[Match, Journey]]:
        return journeys.going(self._tx, program)

    def enrolled(self, program: str) -> list[Enrolled]:
        return holdouts.enrolled(self._tx, program)

    def attention(self, program: str | None = None) -> list[Attention]:
        return journeys.standing(self._tx, program)

    def done(self, program: str) -> list[Attention]:
        return journeys.done(self._tx, program)

    def concerns(self, program: str | None = None, *, closed: bool = False) -> list[Concern]:
        return concerns.standing(self._tx, program, closed=closed)

    def desk(self, look: Look, scene: Scene, now: dt.datetime, before: Desk | None = None) -> Desk:
        return desks.desk(self._tx, look, scene, now, before)

    def rooms(self, rooms: Collection[Address]) -> dict[Address, list[Cohort]]:
        return cohorts.in_rooms(self._tx, rooms)

    def dashboard(self) -> Dashboard:
        return DatabaseDashboard(self._tx)

    def staff(self) -> list[Staff]:
        return staff.in_office(self._tx)

    def board(self, program: str) -> Board:
        return boards.board(self._tx, program)

    def laid(self, program: str) -> Laid:
        return boards.laid(self._tx, program)

    def brought(self, id: int) -> Brought | None:
        return brought.one(self._tx, id)

    def files_waiting(self) -> list[int]:
        return brought.worked_on(self._tx)

    def boards_looking(self) -> list[str]:
        return boards.looking(self._tx)

    def caseload(self) -> dict[int, int]:
        return staff.owners(self._tx)

    def audit(self, program: str | None = None, limit: int = 200) -> list[AuditLine]:
        return trail.newest_audit(self._tx, program, limit)

    def carry_out(self, effects: Sequence[Effect], now: dt.datetime) -> None:
        carry_out(self._tx, effects, now)

    def broadcasts(self, ids: Sequence[int]) -> dict[int, Broadcast]:
        return broadcasts.by_id(self._tx, ids)

    def broadcasts_in(self, statuses: Collection[str], most: int = 1_000) -> list[Broadcast]:
        return broadcasts.in_status(self._tx, statuses, most)

    def members(self, programs: Sequence[str], after: int, most: int) -> list[int]:
        return recipients.members(self._tx, programs, after, most)

    def add_recipients(self, broadcast: int, found: Sequence[Recipient]) -> None:
        recipients.add(self._tx, broadcast, found)

    def waiting(self, broadcast: int, room: Mapping[str, int], now: dt.datetime) -> list[Recipient]:
        return recipients.waiting(self._tx, broadcast, room, now)

    def send_again(self, broadcast: int, now: dt.datetime) -> None:
        recipients.send_again(self._tx, broadcast, now)

    def next_turn(self, broadcast: int) -> dt.datetime | None:
        return recipients.next_turn(self._tx, broadcast)

    def feed(self, broadcast: int, lot: Sequence[Fed], now: dt.datetime) -> None:
        recipients.feed(self._tx, broadcast, lot, now)

    def settle_recipients(self, broadcast: int, now: dt.datetime, *, stopped: bool = False) -> dict[str, int]:
        return recipients.settle(self._tx, broadcast, now, stopped=stopped)

    def cancel_rest(self, broadcast: int, now: dt.datetime) -> bool:
        return recipients.cancel_rest(self._tx, broadcast, now)

    def heard_lately(self, broadcast: int, people: Sequence[int], since: dt.datetime) -> dict[int, int]:
        return heeding.heard_lately(self._tx, broadcast, people, since)

    def tally(self, broadcast: int) -> Tally:
        return heeding.tally(self._tx, broadcast)

    def record(self, received: Sequence[Received], now: dt.datetime) -> None:
        inbox.record(self._tx, received, now)

    def queue(self, deliveries: Sequence[Delivery], now: dt.datetime, room: int = outbox.MOST_LEASED) -> list[Delivery]:
        return outbox.queue(self._tx, deliveries, now, room=room)

    def claim(self, now: dt.datetime, limit: int) -> list[Delivery]:
        return claims.claim(self._tx, now, limit)

    def recover(self, now: dt.datetime) -> None:
        claims.recover(self._tx, now)

    def note_pause(self, channel: str, until: dt.datetime) -> None:
        pauses.note(self._tx, channel, until)

    def pauses(self) -> dict[str, dt.datetime]:
        return pauses.noted(self._tx)

    def due(self, now: dt.datetime, limit: int) -> list[Due]:
        return due.take(self._tx, now, limit)

    def planned(self, people: Collection[int]) -> list[Due]:
        return due.planned(self._tx, people)

    def zones_followed(self) -> str:
        return zones.followed(self._tx)

    def note_zones(self, edition: str) -> None:
        zones.note_followed(self._tx, edition)

    def follow_zones(self, after: str, most: int) -> tuple[str, int] | None:
        return zones.follow(self._tx, after, most)

    def next_due(self) -> dt.datetime | None:
        moments = [at for at in (due.next_at(self._tx), claims.next_at(self._tx)) if at is not None]
        return moment(min(moments)) if moments else None

    def refs(self, ids: Sequence[int]) -> Mapping[int, str]:
        return outbox.refs(self._tx, ids)

    def open_deliveries(self, address: Address | None = None) -> int:
        return outbox.open_deliveries(self._tx, address)

    def post(self, deliveries: Sequence[Delivery], now: dt.datetime) -> None:
        outbox.queue(self._tx, deliveries, now, most_leased=0)

    def facts(self, program: str, now: dt.datetime, before: Facts | None = None) -> Facts:
        return facts(self._tx, program, now, before)

    def count_week(self, now: dt.datetime) -> WeekCounts | None:
        return tallies.count_week(self._tx, now)

    def keep_week(self, counted: WeekCounts, *, is_last: bool) -> None:
        tallies.keep_week(self._tx, counted, is_last=is_last)

    def retire(self, now: dt.datetime) -> bool:
        return retention.retire(self._tx, now)
