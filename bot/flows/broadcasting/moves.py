"""What may be done with a broadcast, and when: start, approve, pause, go on, cancel. The same in chat and on order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.curriculum.rhythm import Broadcasts
from bot.flows.broadcasting.audience.queries import from_json, named
from bot.flows.engine.stage import Stage
from bot.words.broadcasts import STANDING, Broadcast, Tally
from bot.words.effects.desk import SaveBroadcast
from bot.words.effects.sending import Schedule
from bot.words.people import Due, pseudonym
from bot.words.turns import Effect, ids_from

FOLLOWED_EVERY = 30
"""Seconds that lie at least between two looks at what people answered, where whoever sent it sees that."""
LATEST_CLOCK = dt.timedelta(days=1)
"""A local time has come everywhere after so long, with the night behind it."""


@dataclass(frozen=True, slots=True)
class Guards:
    """A broadcast to more people than `typed_above` is confirmed by typing how many they are; one to more than
    `approved_above` (None: none) needs a second person's approval."""

    typed_above: int
    approved_above: int | None


def guards(stage: Stage, broadcast: Broadcast) -> Guards:
    """The strictest of its programs'."""
    found = [program.broadcasts for name in broadcast.programs if (program := stage.programs.get(name))]
    found = found or [Broadcasts()]
    approved = [one.approved_above for one in found if one.approved_above is not None]
    return Guards(min(one.type_count_above for one in found), min(approved, default=None))


@dataclass(frozen=True, slots=True)
class Fault:
    """Why it cannot start, as a code: "counting" "empty" "unknown-people" "lacking" "started" "over" "count" "second"
    "alone" "not-running" "not-paused" "certain" "late" "dropped" "waits". `value` says more
    of it; `person` and `by` name people."""

    code: str
    value: str = ""
    person: int | None = None


def faults(broadcast: Broadcast) -> Fault | None:
    """What is wrong with a draft whose recipients were counted; None: nothing."""
    if broadcast.counted_at is None:
        return Fault("counting")
    missing = set(named(from_json(broadcast.audience))) - {pseudonym(one) for one in broadcast.found}
    if missing:
        return Fault("unknown-people", ", ".join(sorted(missing)))
    if broadcast.size == 0:
        return Fault("empty")
    if broadcast.lacking.count:
        lacking = broadcast.lacking
        return Fault("lacking", " ".join((str(lacking.count), *lacking.variables)), lacking.person)
    return None


def start(  # noqa: PLR0911, PLR0913 - one line for each thing that may stand in the way
    broadcast: Broadcast, by: int | None, now: dt.datetime, guards: Guards, *, typed: str = "", approvers: int = 0
) -> Broadcast | Fault:
    """Confirm a draft, or approve one that waits for a second person. `typed` is how many people they said it is for;
    `approvers` counts who else could approve. The operator (`by` None) needs nobody's approval."""
    if broadcast.status in STANDING or broadcast.started_at:
        return Fault("started", person=broadcast.confirmed_by)
    if broadcast.status == "asked":
        if by is not None and by == broadcast.confirmed_by:
            return Fault("second")
        return begun(replace(broadcast, approved_by=by), now)
    if broadcast.status != "draft":
        return Fault("dropped" if broadcast.status == "dropped" else "over")
    if fault := faults(broadcast):
        return fault
    if broadcast.size > guards.typed_above and _digits(typed) != str(broadcast.size):
        return Fault("count", str(broadcast.size))
    confirmed = replace(broadcast, confirmed_by=by)
    if guards.approved_above is not None and broadcast.size > guards.approved_above and by is not None:
        return replace(confirmed, status="asked") if approvers else Fault("alone", str(broadcast.size))
    return begun(confirmed, now)


def changeable(broadcast: Broadcast) -> Fault | None:
    """Why nothing of it can be changed any more; None: it is a draft."""
    if broadcast.status in STANDING or broadcast.started_at:
        return Fault("started", person=broadcast.confirmed_by)
    if broadcast.status == "asked":
        return Fault("waits")
    return None if broadcast.status == "draft" else Fault("dropped" if broadcast.status == "dropped" else "over")


def begun(broadcast: Broadcast, now: dt.datetime) -> Broadcast:
    """The broadcast, running from now on."""
    return replace(broadcast, status="running", started_at=now)


def pause(broadcast: Broadcast) -> Broadcast | Fault:
    """Let nothing more leave for now."""
    if broadcast.status != "running":
        return Fault("not-running")
    return replace(broadcast, status="paused")


def resume(broadcast: Broadcast) -> Broadcast | Fault:
    """Go on."""
    if broadcast.status != "paused":
        return Fault("not-paused")
    return replace(broadcast, status="running")


def cancel(broadcast: Broadcast, now: dt.datetime) -> Broadcast | Fault:
    """Let nothing more leave at all."""
    if broadcast.status in {"draft", "asked", "repeating"}:
        return replace(broadcast, status="dropped", ended_at=now)
    if broadcast.status not in STANDING:
        return Fault("over")
    return replace(broadcast, status="cancelled", ended_at=now, again=False)


def may_decide(broadcast: Broadcast, tally: Tally) -> bool:
    """Whether somebody has still to say what becomes of those who may have got it."""
    return broadcast.status == "done" and tally.uncertain > 0 and not broadcast.left_so


def send_again(broadcast: Broadcast, tally: Tally, now: dt.datetime) -> Broadcast | Fault:
    """Let those have it again who may have got it: some will get it twice."""
    if broadcast.status in STANDING:
        return Fault("started", person=broadcast.confirmed_by)
    if not may_decide(broadcast, tally):
        return Fault("certain")
    if now >= _worth_until(broadcast):
        return Fault("late")
    return replace(broadcast, status="running", ended_at=None, again=True)


def leave_so(broadcast: Broadcast, tally: Tally) -> Broadcast | Fault:
    """Let it rest with those who may have got it: some will not have got it at all."""
    return replace(broadcast, left_so=True) if may_decide(broadcast, tally) else Fault("certain")


def _worth_until(broadcast: Broadcast) -> dt.datetime:
    """When it is worth sending to nobody any more, whatever their clock says."""
    hours = dt.timedelta(hours=broadcast.timing.hours)
    if broadcast.timing.kind in {"local", "at"}:
        at = dt.datetime.fromisoformat(broadcast.timing.at)
        return (at if at.tzinfo else at.replace(tzinfo=dt.timezone.utc) + LATEST_CLOCK) + hours
    return (broadcast.started_at or broadcast.created_at) + hours


def kept(broadcast: Broadcast, now: dt.datetime) -> Sequence[Effect]:
    """Keep it, and have it looked after at once."""
    return SaveBroadcast(broadcast), Schedule(look_after(broadcast.id, now))


def look_after(broadcast: int, at: dt.datetime) -> Due:
    """Has a broadcast looked after: counted, fed, closed."""
    return Due(f"broadcast:{broadcast:x}", "broadcast", 0, at, subject=str(broadcast))


def followed(broadcast: Broadcast, now: dt.datetime) -> Sequence[Effect]:
    """Somebody answered: whoever sent it sees the counts soon. However many answer meanwhile, it is told once."""
    if broadcast.by is None:
        return ()
    at = dt.datetime.fromtimestamp((now.timestamp() // FOLLOWED_EVERY + 1) * FOLLOWED_EVERY, dt.timezone.utc)
    key = f"broadcast-answers:{broadcast.id:x}"
    return (Schedule(Due(key, "broadcast-answers", broadcast.by, at, subject=str(broadcast.id))),)


def report_id(broadcast: Broadcast) -> int:
    """The delivery id of the message that tells it is over. Sent again to some, it is over once more, in another."""
    ended = broadcast.ended_at.isoformat() if broadcast.ended_at else ""
    return ids_from(f"broadcast-over\0{broadcast.id:x}\0{ended}")()


def _digits(typed: str) -> str:
    return "".join(character for character in typed if character.isdigit())
