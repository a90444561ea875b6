"""What would come of it: anything somebody could do, and what is due after it, is decided and then rolled back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.doings.batch import Batch, Content
from bot.doings.deciding import Deciding
from bot.words.effects.sending import Queue
from bot.words.messages import Address, Delivery, File, Home, Inbound, Limits, Say
from bot.words.people import Due
from bot.words.ports import Session, Store
from bot.words.turns import Moment, Scene, Turn

WORKS = frozenset({"round", "board", "board-file", "broadcast", "desk", "concerns", "cohort", "zones", "report"})
"""Kinds of what is due that are done after a commit."""


@dataclass(frozen=True)
class Decided:
    """One turn that was never kept: what it was about, the scene it began with, what it would send."""

    about: Inbound | Due
    scene: Scene
    deliveries: tuple[Delivery, ...]

    def said_to(self, address: Address) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The new messages somebody would get: what they say, and their labels."""
        for one in self.deliveries:
            if one.address == address and isinstance(one.content, Say | File | Home):
                yield one.content.text, tuple(button.label for button in one.content.buttons)


class Peeking:
    """Decides as the bot would. `content` is what decides there, `limits` what its channels can carry."""

    content: Content
    limits: Mapping[str, Limits]

    def beside(self, content: Content) -> Content:
        """Take down what decides."""
        self.content = content
        return content

    async def what_if(
        self, store: Store, script: Sequence[Inbound | dt.datetime], language: str = ""
    ) -> tuple[list[Decided], list[Mapping[str, str]]]:
        """What would come of these, one after the other (a moment stands for whatever is due by then), as if everybody
        had chosen this language; and what the operator would be told."""
        decided: list[Decided] = []
        alerts: list[Mapping[str, str]] = []
        content = _watched(self.content, decided, language)

        def work(session: Session) -> None:
            decided.clear()
            alerts.clear()
            for one in script:
                is_later = isinstance(one, dt.datetime)
                batch = Batch(one, due=400, works=WORKS) if is_later else Batch(one.received_at, inbounds=(one,))
                alerts.extend(Deciding(content, self.limits, batch, session).run().alerts)
            raise _NotKept

        with suppress(_NotKept):
            await store.write(work)
        return decided, alerts


class _NotKept(Exception):
    """Rolls back what was only tried."""


def _watched(content: Content, decided: list[Decided], language: str) -> Content:
    def spoken(scene: Scene) -> Scene:
        return replace(scene, person=replace(scene.person, language=language)) if language and scene.person else scene

    def note(about: Inbound | Due, scene: Scene, turn: Turn) -> Turn:
        sent = tuple(effect.delivery for effect in turn.effects if isinstance(effect, Queue))
        decided.append(Decided(about, scene, sent))
        return turn

    def decide(scene: Scene, inbound: Inbound, moment: Moment) -> Turn:
        return note(inbound, scene, content.decide(spoken(scene), inbound, moment))

    def decide_due(scene: Scene, due: Due, moment: Moment) -> Turn:
        return note(due, scene, content.decide_due(spoken(scene), due, moment))

    return replace(content, decide=decide, decide_due=decide_due)
