"""What becomes of a delivery whose platform call did not succeed: when to try again, and when to stop trying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.doings.traces import code
from bot.words.errors import (
    AddressMoved,
    CannotPass,
    ChannelClosed,
    PersonGone,
    Rejected,
    StorageError,
    Throttled,
    Unreachable,
)
from bot.words.messages import Address, Delivery
from bot.words.ports import Again, GaveUp, Moved, Outcome

LONGEST_WAIT = dt.timedelta(hours=24)
"""How long a platform may keep us waiting, and how old a delivery may become before it is given up."""
LONGEST_BACKOFF = 900.0
"""Seconds between attempts at most."""
FAULTS_ALLOWED = 3
"""Attempts that may end in an error nobody foresaw; then it is given up."""


def after_error(delivery: Delivery, error: Exception, now: dt.datetime, chance: Callable[[], float]) -> Outcome:
    """The outcome of a failed call. Being asked to wait and a closed channel are no failed attempts."""
    match error:
        case PersonGone():
            return GaveUp(delivery, "gone", now)
        case Rejected():
            return GaveUp(delivery, "cannot-pass" if isinstance(error, CannotPass) else "rejected", now)
        case AddressMoved(new_id=new_id):
            return Moved(delivery, Address(delivery.address.channel, new_id))
    seconds = _asked_to_wait(error)
    if seconds is not None:
        return wait(delivery, now, seconds)
    is_foreseen = isinstance(error, Unreachable | TimeoutError)
    if not is_foreseen and delivery.attempts + 1 >= FAULTS_ALLOWED:
        return GaveUp(delivery, "fault", now)
    is_uncertain = error.uncertain if isinstance(error, Unreachable) else True
    return _retry(delivery, error, now, chance(), is_uncertain=is_uncertain)


def _asked_to_wait(error: Exception) -> float | None:
    """Seconds to wait, None where the call simply failed."""
    match error:
        case Throttled(retry_after=seconds):
            return min(seconds, LONGEST_WAIT.total_seconds())
        case ChannelClosed():
            return 60.0
        case StorageError():
            return 5.0
    return None


def for_the_rest(outcome: Outcome, rest: Sequence[Delivery]) -> list[Outcome]:
    """What the outcome of one delivery means for those behind it to the same address; nothing where they can go on."""
    match outcome:
        case Again(at=at):
            return [Again(each, at, uncertain=each.uncertain, counted=False) for each in rest]
        case Moved(new=new):
            return [Moved(each, new) for each in rest]
        case GaveUp(reason="gone", at=at):
            return [GaveUp(each, "gone", at) for each in rest]
    return []


def under_lease(outcome: Outcome, token: int) -> Outcome:
    """The same outcome under the lease that holds now, where it was taken anew meanwhile."""
    if outcome.delivery.token == token:
        return outcome
    return replace(outcome, delivery=replace(outcome.delivery, token=token))


def wait(delivery: Delivery, now: dt.datetime, seconds: float = 0) -> Again:
    """Put it back as it was, to be sent after so many seconds."""
    return Again(delivery, now + dt.timedelta(seconds=seconds), uncertain=delivery.uncertain, counted=False)


def _retry(delivery: Delivery, error: Exception, now: dt.datetime, chance: float, *, is_uncertain: bool) -> Outcome:
    """Try again after 1, 2, 4… s up to 15 min, a fifth more or less by chance; a day after it was queued, no more."""
    if delivery.created_at and now - delivery.created_at >= LONGEST_WAIT:
        return GaveUp(delivery, "expired", now)
    seconds = min(2.0 ** min(delivery.attempts, 16), LONGEST_BACKOFF) * (0.8 + 0.4 * chance)
    at = now + dt.timedelta(seconds=seconds)
    return Again(delivery, at, uncertain=is_uncertain or delivery.uncertain, error=code(error))
