"""Looks ahead: whatever somebody could do now would be answered, in their language, and leaving is leaving."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass

from bot.flows.engine.telling import run_code
from bot.words.messages import Command, Content, Inbound, Press, Typed, read_command
from bot.words.ports import Store
from bot.words.turns import Scene
from tests.wild import rules, vocabulary
from tests.wild.folk import Player, Seen
from tests.wild.peeking import Decided, Peeking

SOON = dt.timedelta(seconds=30)
LATER = tuple(dt.timedelta(days=days) for days in (0, 1, 2, 8, 30, 120))
"""When it is looked whether something still comes to someone who left."""
ALONE = frozenset({"talk", "passing"})
"""Flows in which typed words go to somebody else."""


@dataclass
class Ahead:
    """Looks ahead for one player."""

    peeking: Peeking
    store: Store
    player: Player
    scene: Scene
    now: dt.datetime

    def __post_init__(self) -> None:
        self._numbers = itertools.count()
        self.found: list[str] = []

    async def look(self) -> list[str]:
        """What would not hold."""
        buttons = self.player.side.carried()
        for label, data in dict.fromkeys(buttons):
            await self._answered(Press(data), f"presses {label!r}")
        for text in (*vocabulary.COMMANDS, *vocabulary.STEERING, *vocabulary.YES_NO):
            content = read_command(text) or Typed(text)
            for language in ("", "en", "es"):
                await self._answered(content, f"writes {text!r}", language)
        await self._typed_as_pressed(buttons)
        if self.scene.person is not None and not self.scene.staff:
            for content in (Command("stop"), Press("do.forget-yes")):
                await self._leaves(content)
        return self.found

    async def _answered(self, content: Content, what: str, language: str = "") -> Decided | None:
        decided, alerts = await self.peeking.what_if(self.store, [self._inbound(content)], language)
        who = f"{self.player.name} {what}"
        self.found += [f"{who}: {alert}" for alert in alerts]
        if not decided or not decided[0].deliveries:
            self.found.append(f"{who} and is left without an answer")
            return None
        switches = content == Command("language") or (isinstance(content, Command) and content.argument in {"es", "en"})
        for text, labels in decided[0].said_to(self.player.side.address):
            seen = Seen("", text, labels)
            is_staff = bool(self.scene.staff)
            self.found += [f"{who} and reads {odd}: {seen}" for odd in rules.untidy(seen, is_staff=is_staff)]
            if language and self.scene.person is not None and not switches:
                foreign = rules.not_spanish(seen) if language == "es" else rules.not_english(seen)
                self.found += [f"{who}, speaking {language}, and reads {foreign!r}"] if foreign else []
        return decided[0]

    async def _typed_as_pressed(self, buttons: list[tuple[str, str]]) -> None:
        """What the open question's buttons say, where it stands last in the chat, does the same when it is typed."""
        run = self.scene.run
        if run is None or run.status != "open" or run.flow in ALONE:
            return
        shown = {label for seen in self.player.side.seen(1) for label in seen.buttons}
        for label, data in dict.fromkeys(buttons):
            if label not in shown or not data.startswith(f"{run_code(run)}.{run.open}.") or "~" in data:
                continue
            said = []
            for content in (Press(data), Typed(label)):
                decided, _ = await self.peeking.what_if(self.store, [self._inbound(content)])
                said.append([text for one in decided for text, _ in one.said_to(self.player.side.address)])
            if said[0] and said[0] != said[1]:
                self.found.append(f"{self.player.name} gets {said[0]} for {label!r} pressed, {said[1]} for it typed")

    async def _leaves(self, content: Content) -> None:
        """Nothing comes by itself to someone who has stopped, nor to someone who was forgotten."""
        address = self.player.side.address
        script = [self._inbound(content), *(self.now + SOON + later for later in LATER)]
        decided, alerts = await self.peeking.what_if(self.store, script)
        self.found += [f"{self.player.name} leaves, and then: {alert}" for alert in alerts]
        for one in decided[1:]:
            for delivery in one.deliveries:
                if delivery.address == address:
                    what = getattr(one.about, "kind", "")
                    self.found.append(f"{self.player.name} leaves by {content} and gets {what}: {delivery.content}")

    def _inbound(self, content: Content) -> Inbound:
        key = f"ahead:{self.player.name}:{self.now.isoformat()}:{next(self._numbers)}"
        return Inbound(key, self.player.side.address, content, self.now + SOON, self.player.name)
