"""What stands in the chats of a rehearsal, remembered as a platform would remember it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.adapters.rehearsal.platforms import Platform
from bot.adapters.rehearsal.scenes import SceneLine, span_in_words, write
from bot.words.errors import Rejected
from bot.words.messages import Address, Button, Content, Edit, Home, Say, Widget

Origin = Literal["bot", "person", "platform"]
Manner = Literal["text", "press", "people", "location", "date", "fault", "blocked", "unblocked"]
State = Literal["sending", "delivered", "lost"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a chat. `n` is its number there, `revision` says when it last changed.

    `state` is "sending" until a commit holds what the person did, "lost" when that commit did not happen.
    """

    n: int
    origin: Origin
    text: str
    at: dt.datetime
    manner: Manner = "text"
    buttons: tuple[Button, ...] = ()
    widget: Widget | None = None
    edited: bool = False
    state: State = "delivered"
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Act:
    """What a person did: what is handed in, and how the chat shows it.

    `message` is the reference of the message whose button or picker was used; `puts_away` says that it was a key of
    the keyboard, which Telegram then puts away (`one_time_keyboard`).
    """

    content: Content
    text: str
    manner: Manner = "text"
    message: str | None = None
    puts_away: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a chat's story, with how far the rehearsal's clock was ahead when it happened."""

    line: SceneLine
    ahead: dt.timedelta


@dataclass(slots=True)
class Chat:
    """One rehearsed person and their chat. `role` is "mentee", "mentor" or "" (let them choose)."""

    id: str
    name: str
    platform: Platform
    role: str = ""
    language: str = ""
    blocked: bool = False
    home: Home | None = None
    keyboard: int | None = None
    revision: int = 0
    entries: dict[int, Entry] = field(default_factory=dict)
    story: list[Told] = field(default_factory=list)
    last: int = 0

    @property
    def address(self) -> Address:
        return Address(self.platform.channel, self.id)

    @property
    def wrote(self) -> bool:
        return any(one.origin == "person" for one in self.entries.values())

    def next(self) -> int:
        """The number of the next thing that happens in this chat."""
        self.last += 1
        return self.last

    def put(self, entry: Entry, revision: int) -> None:
        """Set or replace one entry; the chat stays in the order in which things began."""
        fresh = entry.n not in self.entries
        self.entries[entry.n] = replace(entry, revision=revision)
        self.revision = revision
        if fresh and entry.n < self.last:
            self.entries = dict(sorted(self.entries.items()))

    def say(self, content: Say, at: dt.datetime, revision: int) -> str:
        """A new message from the bot; returns its reference."""
        widget = content.widget if isinstance(content.widget, self.platform.widgets) else None
        number = self.next()
        self.put(Entry(number, "bot", content.text, at, buttons=content.buttons, widget=widget), revision)
        if self.platform.keyboard and widget:
            self.keyboard = number
        elif content.clears:
            self.keyboard = None
        return str(number)

    def change(self, content: Edit, target: str | None, revision: int) -> str:
        """Change a message of the bot's; raises Rejected when there is none of that reference, or none to be edited.

        Without buttons a question is answered: its widget goes as well.
        """
        ref = content.message or target or ""
        before = self.entries.get(int(ref)) if ref.isdecimal() else None
        if before is None or before.origin != "bot":
            raise Rejected(f"{self.platform.title} has no message {ref!r} to edit")
        if before.widget and self.platform.keyboard:
            raise Rejected(f"{self.platform.title} cannot edit a message that brought a keyboard")
        widget = before.widget if content.buttons else None
        self.put(replace(before, text=content.text, buttons=content.buttons, widget=widget, edited=True), revision)
        return ref

    def leaves_alone(self, content: Edit, target: str | None) -> bool:
        """Whether there is nothing to edit: no reference, or the message's widget is a keyboard by now."""
        keyboard = self.platform.keyboard and isinstance(content.widget, self.platform.widgets)
        return keyboard or not (content.message or target)

    def messages(self) -> list[Entry]:
        """What the two said, oldest first, without the platform's own notes."""
        return [one for one in self.entries.values() if one.origin != "platform"]

    def scene(self) -> str:
        """The chat as a scene, with a line wherever the clock was moved (to the minute)."""
        lines: list[SceneLine] = []
        minutes = 0
        for told in self.story:
            ahead = round(told.ahead / dt.timedelta(minutes=1))
            if lines and ahead > minutes:
                lines.append(SceneLine("later", "", span_in_words(dt.timedelta(minutes=ahead - minutes))))
            lines.append(told.line)
            minutes = ahead
        return write(lines)

    def offers(self) -> list[tuple[Entry, Button]]:
        """Every button that stands in the chat, newest message first."""
        newest_first = sorted(self.messages(), key=lambda one: -one.n)
        return [(entry, button) for entry in newest_first for button in entry.buttons]

    def newest(self, widget: type[Widget]) -> Entry | None:
        """The newest message that carries a widget of this kind."""
        return next((one for one in reversed(self.messages()) if isinstance(one.widget, widget)), None)
