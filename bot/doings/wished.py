"""What the turns of one commit wish for: gathered in order, heeded by the batch itself where it must, and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.doings.batch import Batch, Committed
from bot.doings.parts import noted_with, parts
from bot.words.effects.desk import SaveBroadcast
from bot.words.effects.matches import SaveConcern
from bot.words.effects.people import Erase, WipeInbound
from bot.words.effects.sending import CancelQueued, CancelRelays, NoteRelayed, Queue, Schedule
from bot.words.messages import Delivery, Limits, Priority
from bot.words.people import Due
from bot.words.ports import Received, Session
from bot.words.turns import Effect

_HEEDED = frozenset({CancelQueued, CancelRelays, Erase, SaveBroadcast, SaveConcern, Schedule})


class Wished:
    """Gathers what is to be written with this commit. `result` is told what the deliveries must know afterwards.

    `carry_out` writes the effects early, for a turn that has to see what those before it left behind; `write` the rest.
    """

    def __init__(self, limits: Mapping[str, Limits], batch: Batch, session: Session, result: Committed) -> None:
        self._limits = limits
        self._room = batch.room
        self._now = batch.now
        self._session = session
        self._result = result
        self._effects: list[Effect] = []
        self._received: list[Received] = []
        self._queue: list[Delivery] = []

    def add(self, *effects: Effect) -> None:
        """Wish for effects that no turn asked for."""
        self._effects += effects

    def queue(self, delivery: Delivery) -> None:
        """Say something that no turn said."""
        self._queue.append(delivery)

    def receive(self, received: Received) -> None:
        """Keep what became of an inbound."""
        self._received.append(received)

    def fitted(self, effects: Sequence[Effect]) -> list[Delivery]:
        """The deliveries wished for, in parts where they are too long for their channel."""
        fitted: list[Delivery] = []
        for effect in effects:
            if type(effect) is Queue:
                limits = self._limits.get(effect.delivery.address.channel)
                fitted += parts(effect.delivery, limits) if limits else [effect.delivery]
        return fitted

    def take(self, effects: Sequence[Effect], deliveries: list[Delivery]) -> bool:
        """Add a turn's wishes to what will be written; say whether its inbound is to be wiped."""
        is_wiped = False
        for effect in effects:
            kind = type(effect)
            if kind is WipeInbound:
                is_wiped = True
            elif kind is not Queue:
                if kind in _HEEDED:
                    self._heed(effect)
                self._effects.append(effect)
                if isinstance(effect, NoteRelayed):
                    self._effects += noted_with(effect, deliveries)
        self._queue += deliveries
        return is_wiped

    def _heed(self, effect: Effect) -> None:
        """What a wish means for this batch itself, beside being carried out."""
        match effect:
            case CancelQueued(address=cancelled):
                self._result.has_due = True
                self._result.cancelled.add(cancelled)
                # What others wrote to them is sent all the same: that it fails is how its sender comes to know.
                self._queue = [each for each in self._queue if each.address != cancelled or each.relay]
            case CancelRelays(match=match, sender=sender):
                self._result.silenced.add((match, sender))
                self._queue = [each for each in self._queue if each.relay != (match, sender)]
            case Erase(person=person):
                self._forget(person)
            case SaveBroadcast(broadcast=one) if one.status != "running":
                self._result.stopped.add(one.id)
            case Schedule(due=due) if due.at <= self._now:
                self._result.has_due = True
            case SaveConcern(concern=concern) if concern.status == "new" and concern.rung == 0:
                # Whoever wrote it down, and however: it is seen to that somebody reads it.
                self._effects.append(Schedule(Due("concerns", "concerns", 0, self._now)))
                self._result.has_due = True

    def _forget(self, person: int) -> None:
        """What earlier turns of this batch wanted to keep of someone who is erased now."""
        self._result.erased.add(person)
        self._queue = [each for each in self._queue if each.person != person]
        self._received = [
            replace(each, person=None, wipe=True) if each.person == person else each for each in self._received
        ]

    def carry_out(self) -> None:
        """Write the effects wished for so far."""
        if self._effects:
            self._session.carry_out(self._effects, self._now)
            self._effects = []

    def write(self) -> None:
        """Write everything; what there is room for is leased to us at once."""
        self.carry_out()
        if self._received:
            self._session.record(self._received, self._now)
        if self._queue:
            leased = self._session.queue(self._queue, self._now, self._room)
            if len(leased) < len(self._queue):
                with_us = {delivery.id for delivery in leased}
                waiting = [each for each in self._queue if each.id not in with_us]
                self._result.behind.update(each.address for each in waiting)
                self._result.put_off = any(each.priority >= Priority.NUDGE for each in waiting)
            self._result.leased += leased
