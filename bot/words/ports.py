"""The few interfaces between the doings and the edges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from bot.words.boards import Board, Brought, Laid
from bot.words.broadcasts import Broadcast, Fed, Recipient, Tally
from bot.words.cohorts import Cohort
from bot.words.dashboard import Dashboard
from bot.words.desk import AuditLine, Desk, Look, Staff
from bot.words.holdouts import Enrolled
from bot.words.journeys import Attention, Journey, Version
from bot.words.matches import Concern, Match, Pool, Thread
from bot.words.messages import Address, Delivery, Drawn, Inbound, Limits, Ready
from bot.words.people import Due
from bot.words.reports import Facts, WeekCounts
from bot.words.turns import Effect, Scene
from bot.words.values import dataclass

T = TypeVar("T")


class Inbox(Protocol):
    """Where adapters hand in what people did."""

    async def accept(self, inbounds: Sequence[Inbound]) -> None:
        """Return once a commit holds all of them (copies are no-ops); only then may the adapter acknowledge.

        Raises StorageUnavailable when nothing could be committed: do not acknowledge, the platform will repeat.
        """
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `alongside doctor`: what was looked at, whether it is well, and what to do if it is not."""

    what: str
    well: bool
    todo: str = ""


NOTHING_READY = Ready()


class Artist(Protocol):
    """Draws the pictures that are drawn when they are sent."""

    async def draw(self, drawn: Drawn) -> bytes:
        """The picture as PNG; raises ValueError for a picture there is none of. Never holds up the event loop."""
        ...


class Channel(Protocol):
    """One chat platform: listens, sends one delivery, translates its errors (see bot.words.errors)."""

    name: str
    limits: Limits

    async def listen(self, inbox: Inbox) -> None:
        """Hand in what people do until cancelled."""
        ...

    async def send(self, delivery: Delivery, target: str | None, ready: Ready = NOTHING_READY) -> str:
        """Make exactly one platform call and return the platform's reference to the message ("" if it has none).

        `target` is the reference of the message an Edit changes or a Remove takes back. A File comes with its bytes in
        `ready`, unless it is one that people sent on this very channel and the channel's limits say it `resends` those.
        Raises a SendError; retries nothing by itself. Where a platform makes several calls of one thing (Slack's
        uploads), the last alone can be seen by people.
        """
        ...

    async def fetch(self, file: str, most: int) -> bytes:
        """What a person sent, by the platform's id of it, read as a stream and never beyond `most` bytes.

        Raises CannotPass where it is larger, gone, or lies anywhere but on the platform's own hosts, else a SendError.
        """
        ...

    async def find(self, delivery: Delivery, ready: Ready = NOTHING_READY) -> str | None:
        """For an uncertain delivery: the reference of the message if it did arrive, None if it did not or if the
        platform cannot tell. `ready` as for `send`, without the bytes of a file."""
        ...

    async def check(self) -> list[Finding]:
        """Look at tokens, rights and settings, and say what to do."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


@dataclass(frozen=True, slots=True)
class Received:
    """What becomes of one inbound: status "done" · "ignored" · "quarantined"; `wipe` keeps only its identity."""

    inbound: Inbound
    person: int | None
    status: str
    wipe: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery left; `ref` is the platform's reference to it. It was doubled at most if `delivery.uncertain`."""

    delivery: Delivery
    ref: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Again:
    """A delivery has to be tried again at `at`. `counted` is False where the wait was not a failed attempt."""

    delivery: Delivery
    at: dt.datetime
    uncertain: bool = False
    counted: bool = True
    error: str = ""


@dataclass(frozen=True, slots=True)
class GaveUp:
    """A delivery is closed for good. `reason` is a code: "gone", "rejected", "expired", "nothing-to-edit"…

    "cannot-pass" says that a file could not be passed on: its sender is to be told.
    """

    delivery: Delivery
    reason: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """An address has a new id on its channel; the delivery goes there instead, at once."""

    delivery: Delivery
    new: Address


Outcome = Sent | Again | GaveUp | Moved


class Session(Protocol):
    """One open transaction. Every method is synchronous: it runs where the database is."""

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write to the same database."""
        ...

    def flush_later(self) -> None:
        """Once committed, this outlives the process but not yet the power: `Store.flush` follows in a moment.

        For what would be decided again, and come to the same, if it were lost.
        """
        ...

    def finish(self, outcomes: Sequence[Outcome]) -> None:
        """Record what became of deliveries; an outcome whose token is no longer current changes nothing.

        GaveUp with reason "gone" also marks the address unreachable and closes its queue.
        """
        ...

    def seen(self, keys: Sequence[str]) -> set[str]:
        """Which of these inbound keys are already in the inbox."""
        ...

    def last_heard(self, channel: str) -> dt.datetime | None:
        """When the newest inbound of this channel arrived; None if there never was one, or it is long forgotten."""
        ...

    def scenes(self, addresses: Iterable[Address]) -> dict[Address, Scene]:
        """Load (and on PostgreSQL lock) the scene of every address; a stranger's scene has no person."""
        ...

    def scenes_of(self, people: Iterable[int]) -> dict[int, Scene]:
        """The same, found by person; a person has the scene of the address they last wrote from."""
        ...

    def threads(self, inbounds: Sequence[Inbound]) -> dict[str, Thread]:
        """What inbounds refer to, by inbound key; those that answer, edit or delete nothing we know are left out."""
        ...

    def pool(self, program: str) -> Pool:
        """Everything of a program that a matching round looks at."""
        ...

    def propose(self, matches: Sequence[Match], now: dt.datetime) -> list[Match]:
        """Write new proposals of a round, but for those that no longer fit what is in the database now: someone left,
        stopped or is erased, the two are kept apart or matched already, the mentee has something open, the mentor's
        seats (`profile["seats"]`) are taken. Returns those written, in order."""
        ...

    def matches(self, ids: Sequence[int]) -> dict[int, Match]:
        """These matches, whatever their status (locked on PostgreSQL), by id."""
        ...

    def versions(self, program: str | None = None) -> list[Version]:
        """Every version some journey that is not over walks; of one program, every one that was ever walked."""
        ...

    def journeys(self, program: str | None = None) -> list[tuple[Match, Journey]]:
        """Every journey that is not over (of one program, or all), with its match."""
        ...

    def enrolled(self, program: str) -> list[Enrolled]:
        """Every match of a program that has an arm of some holdout, in the order in which they opened."""
        ...

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

    def rooms(self, rooms: Collection[Address]) -> dict[Address, list[Cohort]]:
        """The cohorts that meet at these addresses; most addresses are no rooms."""
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

    def carry_out(self, effects: Sequence[Effect], now: dt.datetime) -> None:
        """Carry out every effect but Queue and WipeInbound, in order, in a few wide statements."""
        ...

    def broadcasts(self, ids: Sequence[int]) -> dict[int, Broadcast]:
        """These broadcasts (locked on PostgreSQL), by id."""
        ...

    def broadcasts_in(self, statuses: Collection[str], most: int = 1_000) -> list[Broadcast]:
        """The last broadcasts in one of these statuses, newest first."""
        ...

    def members(self, programs: Sequence[str], after: int, most: int) -> list[int]:
        """Members of these programs by id, from the first after this one on."""
        ...

    def add_recipients(self, broadcast: int, found: Sequence[Recipient]) -> None:
        """Write these recipients of a broadcast, new ones."""
        ...

    def waiting(self, broadcast: int, room: Mapping[str, int], now: dt.datetime) -> list[Recipient]:
        """The recipients whose turn it is, at most so many on each channel."""
        ...

    def next_turn(self, broadcast: int) -> dt.datetime | None:
        """When it is the next recipient's turn (the year 1970: at once), None where nobody waits."""
        ...

    def feed(self, broadcast: int, lot: Sequence[Fed], now: dt.datetime) -> None:
        """What these recipients come to: deliveries for the outbox, which nobody has leased yet, a reason for which
        they are skipped, or another time."""
        ...

    def settle_recipients(self, broadcast: int, now: dt.datetime, *, stopped: bool = False) -> dict[str, int]:
        """Take over what became of a broadcast's deliveries; returns how many are still under way on each channel.

        What is too late, or everything that waits where the broadcast is `stopped`, is taken out of the outbox."""
        ...

    def send_again(self, broadcast: int, now: dt.datetime) -> None:
        """Everyone who may have got it waits for their turn again, as far as it is still worth sending to them."""
        ...

    def cancel_rest(self, broadcast: int, now: dt.datetime) -> bool:
        """Close some of those who still wait; True where there may be more."""
        ...

    def heard_lately(self, broadcast: int, people: Sequence[int], since: dt.datetime) -> dict[int, int]:
        """How many other broadcasts these people got since then, or are about to get."""
        ...

    def tally(self, broadcast: int) -> Tally:
        """How many recipients of a broadcast are in which state."""
        ...

    def record(self, received: Sequence[Received], now: dt.datetime) -> None:
        """Write the inbox rows."""
        ...

    def queue(self, deliveries: Sequence[Delivery], now: dt.datetime, room: int = 500) -> list[Delivery]:
        """Write outbox rows. Those whose address has nothing else unfinished are leased to this process at once and
        returned, with their token, in order; the others wait to be claimed. At most 500 are leased in one call, and of
        what nobody waits for (nudges and later) no more than there is `room` for, so that none waits in memory until
        its lease (60 s) ends. A delivery id already known changes nothing."""
        ...

    def claim(self, now: dt.datetime, limit: int) -> list[Delivery]:
        """Lease due outbox rows, only the first unfinished one of each address; priority first, then oldest."""
        ...

    def recover(self, now: dt.datetime) -> None:
        """Once, at start: what was being sent when the process ended is queued again at once, marked uncertain. On
        PostgreSQL other processes may be sending, so there it changes nothing: leases run out by themselves."""
        ...

    def due(self, now: dt.datetime, limit: int) -> list[Due]:
        """Take (and remove) what is due, oldest first."""
        ...

    def planned(self, people: Collection[int]) -> list[Due]:
        """What is scheduled for these people, soonest first; nothing is taken."""
        ...

    def zones_followed(self) -> str:
        """By which edition of the time zones everything due was computed; "" where none was noted yet."""
        ...

    def note_zones(self, edition: str) -> None:
        """Everything due is computed by this edition now."""
        ...

    def follow_zones(self, after: str, most: int) -> tuple[str, int] | None:
        """Compute anew when so many things are due that are meant for a local hour, in order of key, from the first
        after this one on: the last key and how many moved, None where there is nothing after it."""
        ...

    def next_due(self) -> dt.datetime | None:
        """When the next scheduled thing or retry is due, None when nothing is waiting."""
        ...

    def refs(self, ids: Sequence[int]) -> Mapping[int, str]:
        """The platform's references of sent deliveries, by delivery id."""
        ...

    def open_deliveries(self, address: Address | None = None) -> int:
        """How many deliveries have not reached an end (to this address, or to anyone)."""
        ...

    def post(self, deliveries: Sequence[Delivery], now: dt.datetime) -> None:
        """Write outbox rows that nobody has leased yet: they wait to be claimed, in order."""
        ...

    def facts(self, program: str, now: dt.datetime, before: Facts | None = None) -> Facts:
        """What a report about this program is made of. What has not changed since `before` is not opened again."""
        ...

    def count_week(self, now: dt.datetime) -> WeekCounts | None:
        """The messages of the first whole week that is not counted yet; None where there is none. Changes nothing."""
        ...

    def keep_week(self, counted: WeekCounts, *, is_last: bool) -> None:
        """Write some of a week's counts; with the last of them (`is_last`) the week is counted. Doing it again gives
        the same."""
        ...

    def retire(self, now: dt.datetime) -> bool:
        """Retention: wipe outbox texts sent 7 days ago; forget identities of 30 days ago.

        One call takes a bounded bite, so that nobody waits for it; True says there may be more: call again.
        """
        ...


class Store(Protocol):
    """The database: whole functions run in one transaction each."""

    async def write(self, work: Callable[[Session], T], *, is_brief: bool = False) -> T:
        """Run `work` in one transaction and commit; roll back if it raises. Serialization failures run it again.

        `is_brief` promises that it computes for ten milliseconds or so at most, so that where the database is quick it
        may be done at once, without the event loop going on meanwhile.

        Raises StorageUnavailable when the commit did not happen for a reason that may pass.
        """
        ...

    @property
    def is_flushed(self) -> bool:
        """Whether everything committed is on the disk. Only what wished to `flush_later` may not be."""
        ...

    async def flush(self) -> None:
        """Return when everything committed is on the disk; raises StorageBroken, and then it may not be."""
        ...

    async def read(self, work: Callable[[Session], T], *, is_long: bool = False) -> T:
        """Run `work` without changing anything. What `is_long` has a connection and a thread of its own, so that nobody
        waits for it who reads or writes meanwhile."""
        ...

    async def close(self) -> None:
        """Let go of the database and its lock."""
        ...
