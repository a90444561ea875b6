"""Which turns the power may take back: those whose inbound is brought again, and that then come to the same.

A turn is pure, and a platform keeps what was typed until we confirm it. So the next question of a conversation may be
asked while the disk still writes down the answer to the last: should the power go in that millisecond, the same answer
comes again and gets the same reply, and the person hears one message twice. Whatever does more than go on with a
conversation (a consent, an age, a match, a word to somebody else, a concern) is on the disk before anybody hears of it.

That a message was sent, and nothing else, may wait for the disk as well: nobody hears of that, and should the power go,
they hear it twice at most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.doings.batch import Batch
from bot.words.effects.people import SaveRun
from bot.words.effects.sending import Queue
from bot.words.messages import Delivery, Edit, Inbound, Limits, Say, Typed
from bot.words.people import Run
from bot.words.ports import Sent
from bot.words.turns import Effect


def may_be_replayed(batch: Batch) -> bool:
    """Whether nothing of this batch but its inbounds has to be looked at."""
    is_more = batch.due or batch.claim or batch.condemned
    return not is_more and all(type(outcome) is Sent for outcome in batch.outcomes)


def comes_to_the_same(inbound: Inbound, effects: Sequence[Effect], limits: Mapping[str, Limits]) -> bool:
    """Whether this inbound would be brought again, and its turn did no more than go on with their conversation."""
    channel = limits.get(inbound.address.channel)
    is_repeated = channel is not None and channel.repeats and type(inbound.content) is Typed
    return is_repeated and inbound.author is None and all(_goes_on(effect, inbound) for effect in effects)


def _goes_on(effect: Effect, inbound: Inbound) -> bool:
    match effect:
        case SaveRun(run=Run(status="open")):
            return True
        case Queue(delivery=Delivery(address=address, content=Say() | Edit(), relay=None, broadcast=None)):
            return address == inbound.address
    return False
