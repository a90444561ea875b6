"""One platform call: what it needs to know first, how long it may take, and what its failure means."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.doings.crossing import Crossing
from bot.doings.outcomes import after_error, wait
from bot.doings.pace import Gate
from bot.doings.parts import ids_of_parts
from bot.doings.traces import code, lane, log, short
from bot.words.clock import Clock
from bot.words.errors import ChannelClosed, Throttled
from bot.words.messages import Delivery, Edit, File, Place, Ready, Remove
from bot.words.ports import NOTHING_READY, Artist, Channel, GaveUp, Outcome, Sent

SHORT_WAIT = 5.0
"""Seconds a throttled delivery waits in place; for longer it goes back into the queue."""
REFS_KEPT = 512
"""References of the last messages sent, held in memory for edits and answers."""
CLOSED_FIRST, CLOSED_LONGEST = 60.0, 900.0
"""Seconds until a channel whose credentials failed is tried again: at first, and at most (doubling)."""
ALERTS = frozenset({"rejected", "expired", "fault"})

FindRef = Callable[[int], Awaitable[str | None]]
NotePause = Callable[[str, float], Awaitable[None]]
"""Keeps for the next process that a channel shall be silent for so many seconds."""


async def _keep_nothing(_channel: str, _seconds: float) -> None: ...


class Calls:
    """Makes platform calls, and remembers the references of recent messages and which channels are closed."""

    def __init__(  # noqa: PLR0913, PLR0917 - put together in one place
        self,
        channels: Mapping[str, Channel],
        clock: Clock,
        chance: Callable[[], float],
        find_ref: FindRef,
        artist: Artist | None = None,
        note_pause: NotePause = _keep_nothing,
    ) -> None:
        self._note_pause = note_pause
        self._channels = channels
        self._crossing = Crossing(channels, artist)
        self._clock = clock
        self._chance = chance
        self._find_ref = find_ref
        self._refs: OrderedDict[int, str] = OrderedDict()  # a dict gets slower the more is taken off its front
        self._closed: dict[str, float] = {}

    def must_hold(self, delivery: Delivery) -> bool:
        """Whether it is one of a broadcast that may have arrived, on a channel where nobody can find out: then whoever
        sends it decides. A reply or a nudge would be missed more than it would be in the way twice."""
        if not delivery.uncertain or delivery.broadcast is None:
            return False
        channel = self._channels.get(delivery.address.channel)
        return channel is None or not channel.limits.finds

    async def make(self, delivery: Delivery, gate: Gate, cut_off: float) -> Outcome | None:
        """Send it within `cut_off` seconds; None when it was throttled so shortly that it should stay and wait."""
        name = delivery.address.channel
        channel = self._channels.get(name)
        if channel is None:
            self._close(name, gate)
            return wait(delivery, self._clock.now(), self._closed[name])
        try:
            async with asyncio.timeout(cut_off):
                ref = await self._send(channel, delivery)
        except Exception as error:  # noqa: BLE001 - whatever a channel raises must end in an outcome
            return await self._after(error, delivery, gate)
        if ref is None:
            return GaveUp(delivery, "nothing-to-edit", self._clock.now())
        if self._closed and self._closed.pop(name, 0):
            log.info("channel.reopened", channel=name)
        self._remember(delivery.id, ref)
        return Sent(delivery, ref, self._clock.now())

    async def _send(self, channel: Channel, delivery: Delivery) -> str | None:
        """The platform's reference, None when the message to edit is not there."""
        content = delivery.content
        if isinstance(content, Edit):
            target = content.message or await self._ref(content.target)
            return await channel.send(delivery, target) if target else None
        if isinstance(content, Remove):
            return await self._remove(channel, delivery, content.target)
        place = getattr(content, "place", None)
        ready = await self._placed(place) if place else NOTHING_READY
        if delivery.uncertain:
            ref = await (channel.find(delivery, ready) if place else channel.find(delivery))
            if ref is not None:
                return ref
        if isinstance(content, File):
            file, data = await self._crossing.ready(content, channel)
            delivery, ready = replace(delivery, content=file), replace(ready, data=data)
        return await (channel.send(delivery, None) if ready is NOTHING_READY else channel.send(delivery, None, ready))

    async def _placed(self, place: Place) -> Ready:
        """The references that a place means, as far as they are known."""
        ours = None if place.answers_ours is None else await self._ref(place.answers_ours)
        thread = None if place.thread is None else await self._ref(place.thread)
        return Ready(ours or place.answers, thread)

    async def _remove(self, channel: Channel, delivery: Delivery, target: int) -> str | None:
        """Take back a message with all its parts; None when none of it is there."""
        refs = [await self._ref(target)]
        for part in ids_of_parts(target):
            ref = await self._ref(part)
            if not ref:
                break
            refs.append(ref)
        known = [ref for ref in refs if ref]
        for ref in known:
            await channel.send(delivery, ref)
        return "" if known else None

    async def _ref(self, delivery: int) -> str | None:
        return self._refs.get(delivery) or await self._find_ref(delivery)

    def _remember(self, delivery: int, ref: str) -> None:
        if ref:
            self._refs[delivery] = ref
            if len(self._refs) > REFS_KEPT:
                self._refs.popitem(last=False)

    async def _after(self, error: Exception, delivery: Delivery, gate: Gate) -> Outcome | None:
        name = delivery.address.channel
        if isinstance(error, ChannelClosed):
            self._close(name, gate)
            return wait(delivery, self._clock.now(), self._closed[name])
        if isinstance(error, Throttled):
            gate.throttle_by(error, delivery.address.id)
            if error.scope == "bot":
                await self._note_pause(name, error.retry_after)
            if error.retry_after > 60 and error.scope in {"bot", "chat"}:
                log.error("delivery.throttled", channel=name, seconds=error.retry_after, scope=error.scope)
            if error.retry_after <= SHORT_WAIT:
                return None
        outcome = after_error(delivery, error, self._clock.now(), self._chance)
        if isinstance(outcome, GaveUp) and outcome.reason in ALERTS:
            log.error(f"delivery.{outcome.reason}", to=lane(delivery.address), id=short(delivery.id), code=code(error))
        return outcome

    def _close(self, name: str, gate: Gate) -> None:
        """Let nothing through for a while; the first time, say so once."""
        if name not in self._closed:
            log.error("channel.closed", channel=name)
        self._closed[name] = min(2 * self._closed.get(name, CLOSED_FIRST / 2), CLOSED_LONGEST)
        gate.close(self._closed[name])
