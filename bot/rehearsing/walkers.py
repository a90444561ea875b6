"""The two whom the time machine sends through a program: what they do about what they are sent, and when they sleep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from bot.adapters.rehearsal.chats import Chat
from bot.flows.journey.calendar import moment_of, zone_of
from bot.simulation.models import MODELS, SMALL_TALK, is_ticked
from bot.simulation.people import Act, Someone
from bot.words.messages import Delivery, Edit, Press, Say, Typed

KEEN = replace(MODELS[0], answers=0.97, hours=3, pauses=0.0)
"""Both answer nearly everything within hours and never take a break by themselves."""
ASLEEP = (dt.time(22, 30), dt.time(7, 15))
"""Local times between which nobody does anything."""


@dataclass
class Walker:
    """One of the two: what they will do about what they are sent."""

    chat: Chat
    someone: Someone
    zone: str
    lines: Iterator[str]
    is_silent: bool = False

    def react(self, delivery: Delivery, ref: str, now: dt.datetime) -> list[tuple[dt.datetime, Act]]:
        """What they do about a message, and when: nothing while they are silent, a yes to whoever is proposed."""
        if self.is_silent:
            return []
        content = delivery.content
        options = [one for one in content.buttons if one.kind == "option"] if isinstance(content, Say) else []
        if self.someone.since is None and options:
            rng = Random(f"{self.someone.seed}\0{delivery.id}")  # noqa: S311 - made-up people, not secrets
            return [(self._awake(now + dt.timedelta(hours=rng.uniform(0.5, 5))), Act(Press(options[0].data), ref))]
        found = self.someone.react(delivery, ref, now)
        is_several = isinstance(content, Say | Edit) and is_ticked(content.buttons)
        return [(self._awake(at), self._said(act)) for at, act in found if is_several or not _only_closes(act)]

    def of_themselves(self, now: dt.datetime) -> list[tuple[dt.datetime, Act]]:
        """What they do in the coming week without being asked."""
        if self.is_silent:
            return []
        return [(self._awake(at), self._said(act)) for at, act in self.someone.of_themselves(now)]

    def _said(self, act: Act) -> Act:
        """The same in words of their own, each only once in a while."""
        if act.then:
            return replace(act, then=next(self.lines))
        talks = isinstance(act.content, Typed) and act.content.text in SMALL_TALK
        return replace(act, content=Typed(next(self.lines))) if talks else act

    def _awake(self, at: dt.datetime) -> dt.datetime:
        """That moment, or the next morning where it is night for them."""
        local = at.astimezone(zone_of(self.zone))
        slept, up = ASLEEP
        if up <= local.time() < slept:
            return at
        day = local.date() + dt.timedelta(days=local.time() >= slept)
        spread = dt.timedelta(minutes=at.minute + at.second / 60)
        return max(at, moment_of(day, up, self.zone) + spread)


def _only_closes(act: Act) -> bool:
    """Whether it is the tap that ends a piece of writing, which nobody needs."""
    return isinstance(act.content, Press) and act.content.data.endswith("done") and act.content.data[:5] != "pair."
