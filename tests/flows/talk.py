"""Talks with the flows directly: a person, the pure turns, and what both said. No database, no network."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from bot.flows.door import decide, decide_due
from bot.flows.engine.stage import Stage
from bot.words.effects.people import SaveMembership, SavePerson
from bot.words.effects.sending import Queue, Schedule, Unschedule
from bot.words.messages import Address, Command, Edit, File, Home, Inbound, Press, Say, Typed, read_command
from bot.words.people import Due, Membership
from bot.words.turns import Effect, Moment, Scene, ids_from

NOW = dt.datetime(2026, 3, 10, 12, 0, tzinfo=dt.timezone.utc)


@dataclass
class Heard:
    """One message as the person sees it now."""

    id: int
    text: str
    buttons: dict[str, str]
    content: Say | File


@dataclass
class Talk:
    """One person's conversation; keeps the scene between turns as storage would."""

    stage: Stage
    language: str = ""
    now: dt.datetime = NOW
    channel: str = "telegram"
    chat: list[Heard] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    due: dict[str, Due] = field(default_factory=dict)
    home: Home | None = None
    count: int = 0
    turn_effects: tuple[Effect, ...] = ()

    def __post_init__(self) -> None:
        self.scene = Scene(Address(self.channel, "1"))

    @property
    def last(self) -> Heard:
        return self.chat[-1]

    @property
    def text(self) -> str:
        return self.chat[-1].text

    def says(self, text: str) -> str:
        """Type something; returns what was said last."""
        return self.sends(read_command(text) or Typed(text))

    def commands(self, name: str, argument: str = "") -> str:
        return self.sends(Command(name, argument))

    def presses(self, label: str) -> str:
        """Press the newest button with that label, old messages' buttons included."""
        for heard in reversed(self.chat):
            if label in heard.buttons:
                return self.sends(Press(heard.buttons[label]), message=str(heard.id))
        raise AssertionError(f"no button {label!r}; there are {[b for h in self.chat for b in h.buttons]}")

    def sends(self, content, message: str | None = None) -> str:
        self.count += 1
        inbound = Inbound(
            f"{self.count}", self.scene.address, content, self.now, name="Tel", language=self.language, message=message
        )
        turn = decide(self.stage, self.scene, inbound, Moment(self.now, ids_from(f"{self.count}")))
        self._take(turn)
        return self.chat[-1].text if self.chat else ""

    def waits(self, days: float) -> None:
        """Let time pass; what is due meanwhile happens at its time."""
        end = self.now + dt.timedelta(days=days)
        while ready := sorted((d for d in self.due.values() if d.at <= end), key=lambda d: d.at):
            due = self.due.pop(ready[0].key)
            self.now = max(self.now, due.at)
            self.count += 1
            self._take(decide_due(self.stage, self.scene, due, Moment(self.now, ids_from(f"due{self.count}"))))
        self.now = end

    def _take(self, turn) -> None:
        assert turn.scene is not None
        self.scene, self.turn_effects = turn.scene, turn.effects
        self.effects.extend(turn.effects)
        for effect in turn.effects:
            match effect:
                case Queue(delivery=delivery):
                    self._hear(delivery.id, delivery.content)
                case Schedule(due=due):
                    self.due[due.key] = due
                case Unschedule(key=key):
                    self.due.pop(key, None)
                case SavePerson() | SaveMembership():
                    pass

    def _hear(self, id: int, content) -> None:
        match content:
            case Say():
                self.chat.append(Heard(id, content.text, {b.label: b.data for b in content.buttons}, content))
            case File():
                self.chat.append(Heard(id, content.text, {b.label: b.data for b in content.buttons}, content))
            case Edit():
                for heard in self.chat:
                    if heard.id == content.target or str(heard.id) == content.message:
                        heard.text, heard.buttons = content.text, {b.label: b.data for b in content.buttons}
            case Home():
                self.home = content

    @property
    def memberships(self) -> tuple[Membership, ...]:
        return self.scene.memberships

    def again(self) -> Talk:
        """The same person somewhere else in time: a copy that goes its own way."""
        copy = replace(self, chat=[replace(h) for h in self.chat], effects=list(self.effects), due=dict(self.due))
        copy.scene = self.scene
        return copy
