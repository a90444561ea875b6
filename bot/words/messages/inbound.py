"""What a person did, on its way in."""

from __future__ import annotations

import datetime as dt

from bot.words.messages.address import Address
from bot.words.values import dataclass


@dataclass(frozen=True, slots=True)
class Typed:
    """Words a person typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command such as "/start abc": name "start" (lower case, without slash or bot name), argument "abc"."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button was pressed; `data` is what the button carried (`Button.data`)."""

    data: str


@dataclass(frozen=True, slots=True)
class PickedPerson:
    """One person chosen in a native people picker: an id on the same channel, and a name if the platform gave one."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class PeoplePicked:
    """People chosen in a native picker; `data` is the picker's `PickPeople.data` where the platform carries it."""

    people: tuple[PickedPerson, ...]
    data: str = ""


@dataclass(frozen=True, slots=True)
class LocationShared:
    """A place on the map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class DatePicked:
    """A day chosen in a native date picker; `data` is the picker's `PickDate.data`."""

    date: dt.date
    data: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that is not words where words were expected: kind is "photo", "voice", "sticker", "document"…"""

    kind: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something a person sent that is not words, and that can be passed on without being opened.

    `kind`: "photo" "voice" "audio" "video" "document" "location". `file` is the platform's own id of it ("" for a
    location); `size` is in bytes, 0 where unknown; `media_type` such as "image/jpeg". A location has degrees.
    """

    kind: str
    file: str = ""
    name: str = ""
    size: int = 0
    media_type: str = ""
    caption: str = ""
    latitude: float = 0.0
    longitude: float = 0.0


@dataclass(frozen=True, slots=True)
class Edited:
    """The person changed words they sent before; `Inbound.own` names that message."""

    text: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """The person took back a message they sent before; `Inbound.own` names it (Slack only)."""


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """The person opened the app's home tab (Slack)."""


@dataclass(frozen=True, slots=True)
class Left:
    """The person blocked the bot, left, or was deactivated."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The person unblocked the bot."""


@dataclass(frozen=True, slots=True)
class RoomMoved:
    """The room has another id on its platform now: a group became a supergroup."""

    id: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """Nothing for us (unknown update, another bot, an edit): counted and acknowledged. `why` is a code."""

    why: str


Content = (
    Typed
    | Command
    | Press
    | PeoplePicked
    | LocationShared
    | DatePicked
    | Unreadable
    | Attachment
    | Edited
    | Deleted
    | HomeOpened
    | Left
    | Returned
    | RoomMoved
    | Ignored
)


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing one person did, keyed by content identity so that copies are recognised.

    `key` is built from what the platform never changes between copies (chat id + message id, callback id,
    team + channel + ts), never from a transport id. `message` is the platform's reference to the message that
    carried the pressed button or widget (so that it can be edited), else None. `name` and `language` are what the
    platform says of the person: suggestions, never facts. `own` is the platform's reference to the person's own
    message (for Edited and Deleted: to the message meant), so that it can be answered, edited after and found again;
    `replies_to` the reference of the message it answers (Telegram: the message replied to; Slack: the thread's root).
    `author` is None in a private chat. In a room of several it is who wrote, where they are reached in private, while
    `address` is the room; `Left` and `Returned` then are the bot's own leaving and coming.
    """

    key: str
    address: Address
    content: Content
    received_at: dt.datetime
    name: str = ""
    language: str = ""
    message: str | None = None
    own: str | None = None
    replies_to: str | None = None
    author: Address | None = None


def read_command(text: str) -> Command | None:
    """Read "/name argument" (also "/name@SomeBot argument"); None when the text is no command."""
    if not text.startswith("/"):
        return None
    head, _, argument = text[1:].partition(" ")
    name = head.split("@", 1)[0].strip().lower()
    if not name or not all(c.isascii() and (c.isalnum() or c == "_") for c in name):
        return None
    return Command(name, argument.strip())
