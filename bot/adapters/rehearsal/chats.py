"""What stands in the chats of a rehearsal, remembered as a platform would remember it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.adapters.rehearsal.keeping import Kept
from bot.adapters.rehearsal.platforms import Platform
from bot.adapters.rehearsal.scenes import SceneLine, span_in_words, write
from bot.words.errors import Rejected
from bot.words.messages import Address, Button, Content, Edit, Home, Widget

Origin = Literal["bot", "person", "platform"]
Manner = Literal[
    "text", "press", "people", "location", "date", "file", "fault", "blocked", "unblocked", "edit", "delete"
]
State = Literal["sending", "delivered", "lost", "gone"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a chat. `n` is its number there, `revision` says when it last changed.

    `state` is "sending" until a commit holds what the person did, "lost" when that commit did not happen, "gone" after
    it was taken back. `answers` and `thread` are the numbers of the message it answers and of its thread's root; `pin`
    is a place in degrees; `group` names who else reads it.
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
    file: Kept | None = None
    pin: tuple[float, float] | None = None
    answers: int | None = None
    thread: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What a person did: what is handed in, and how the chat shows it.

    `message` is the reference of the message whose button or picker was used; `puts_away` says that it was a key of
    the keyboard, which Telegram then puts away (`one_time_keyboard`). `replies_to` is the number of the message it
    answers, `changes` that of an earlier one which it edits or deletes.
    """

    content: Content
    text: str
    manner: Manner = "text"
    message: str | None = None
    puts_away: bool = False
    file: Kept | None = None
    pin: tuple[float, float] | None = None
    replies_to: int | None = None
    changes: int | None = None


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

    def entry(self, ref: str | int | None) -> Entry | None:
        """The entry with this number or reference."""
        number = str(ref)
        return self.entries.get(int(number)) if number.isascii() and number.isdecimal() else None

    def change(self, content: Edit, target: str | None, revision: int) -> str:
        """Change a message of the bot's; raises Rejected when there is none of that reference, or none to be edited.

        Without buttons a question is answered: its widget goes as well.
        """
        ref = content.message or target or ""
        before = self.entry(ref)
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
        """What the two said and did not take back, oldest first, without the platform's own notes."""
        return [one for one in self.entries.values() if one.origin != "platform" and one.state != "gone"]

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
