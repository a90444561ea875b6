"""What crosses the edge between people's chats and Alongside: inbound in, outbound out."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum
from typing import TypeAlias

from bot.words.values import dataclass

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person can be reached: a channel, and their id there.

    The id is opaque to everyone but the channel's adapter: a chat id on Telegram, "team/user" on Slack.
    """

    channel: str
    id: str


# --- what a person did -------------------------------------------------------------------------------------------


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


# --- what we send ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Button:
    """One button: what it says, and what comes back when it is pressed (at most 64 ASCII bytes).

    `kind` helps adapters lay buttons out: "option" answers, "done" finishes, "nav" is back, skip and the like.
    """

    label: str
    data: str
    kind: str = "option"


@dataclass(frozen=True, slots=True)
class PickPeople:
    """Ask for people the person knows with the platform's own picker. `label` is what its button says."""

    label: str
    data: str
    limit: int = 10


@dataclass(frozen=True, slots=True)
class ShareLocation:
    """Offer the platform's "share my location" button where there is one."""

    label: str


@dataclass(frozen=True, slots=True)
class PickDate:
    """Offer the platform's date picker where there is one, opening at `initial`."""

    label: str
    data: str
    initial: dt.date | None = None


Widget = PickPeople | ShareLocation | PickDate


@dataclass(frozen=True, slots=True)
class Place:
    """Where among the messages of a chat a new one goes.

    `answers` is the platform's reference to the message it answers (where that is shown: Telegram); `answers_ours` the
    same for a message of ours, by delivery id. `thread` is the delivery id of the message whose thread it belongs
    to, on platforms with threads (Slack); others ignore it. What cannot be found any more is left out, not an error.
    """

    answers: str | None = None
    answers_ours: int | None = None
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """A new message. The text is data: whatever is in it is shown literally, no markup, no mentions.

    `clears` asks platforms with a lasting custom keyboard (Telegram's reply keyboard) to remove it.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    widget: Widget | None = None
    clears: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A file as a person sent it: the channel and the platform's own id of it there."""

    channel: str
    file: str


@dataclass(frozen=True, slots=True)
class Written:
    """A small file that is all text, such as an .ics or a .csv."""

    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that is drawn when it is sent: which one, and what is on it."""

    picture: str
    values: Json


@dataclass(frozen=True, slots=True)
class File:
    """A new message that carries a file. `kind` as in Attachment (no "location"); `text` is its caption, as literal as
    the text of Say. `name` and `media_type` are ours to choose, never taken over from a stranger unchecked.

    A Passed file stays on its platform where it can (sent again by its id), and is fetched, checked and cleaned where
    it has to cross to another.
    """

    kind: str
    name: str
    media_type: str
    source: Passed | Written | Drawn
    text: str = ""
    buttons: tuple[Button, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on the map, in degrees."""

    latitude: float
    longitude: float
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Take back a message we sent: `target` is its delivery id."""

    target: int


@dataclass(frozen=True, slots=True)
class Gather:
    """Open a conversation of several people of one Slack workspace and the bot, and say this in it. `people` are
    addresses on the same channel as the delivery's; channels that cannot do that say so as rejected."""

    people: tuple[Address, ...]
    text: str


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """Make a room of this name. On Slack that is a channel ("mentors-spring-volunteers"; where the name is taken it
    gets a number), on Telegram a topic in the group that is the delivery's address; a group without topics is the room
    itself. The reference that comes back is the room's address id."""

    name: str
    cohort: int


@dataclass(frozen=True, slots=True)
class RoomLink:
    """Make a link that leads people into the group that is the delivery's address; it is the reference that comes
    back. Channels whose rooms people are invited into say so as sent."""

    name: str
    cohort: int


@dataclass(frozen=True, slots=True)
class InviteInto:
    """Bring this person of the same channel into the room that is the delivery's address; someone who is there already
    is as good as invited."""

    who: Address


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text and buttons of a message we sent: `target` is the delivery id of the message to change,
    `message` the platform's reference where it is already known (a pressed button brings it).

    `widget` is the native widget that message carries: where the platform cannot edit such a message (Telegram's reply
    keyboards), the edit is skipped and counts as sent.
    """

    target: int
    text: str
    buttons: tuple[Button, ...] = ()
    message: str | None = None
    widget: Widget | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """What the person's home tab shows (Slack's App Home); other channels have none and say so as sent."""

    text: str
    buttons: tuple[Button, ...] = ()


Outbound = Say | Edit | Home | File | Pin | Remove | Gather | OpenRoom | RoomLink | InviteInto


class Priority(IntEnum):
    """Who goes first when a platform allows less than we have to say; lower goes first."""

    REPLY = 0
    RELAY = 1
    NUDGE = 2
    BROADCAST = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """One outbound on its way to one address: exactly one platform call.

    `burn` erases the row as soon as it is sent (nothing of a person turned away stays). `attempts` counts calls made
    before this one. `uncertain` says an earlier call may have arrived. `token` fences: only its holder may finish it.
    `relay` names the match and the sender of a relayed message, until it is written down; `broadcast` the broadcast it
    belongs to.
    """

    id: int
    address: Address
    content: Outbound
    priority: Priority = Priority.REPLY
    person: int | None = None
    burn: bool = False
    attempts: int = 0
    uncertain: bool = False
    token: int = 0
    created_at: dt.datetime | None = None
    relay: tuple[int, int] | None = None
    broadcast: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one message may hold on a channel. `utf16` counts text in UTF-16 units (Telegram), else in characters.

    `caption` bounds the text that goes with a file (0: as other texts); `file_buttons` says whether such a message may
    have buttons. `resends` says whether a file a person sent there can be sent again by its id, without its bytes.
    `finds` says whether the channel can tell afterwards if a message arrived.
    """

    text: int
    utf16: bool = False
    label: int = 64
    buttons: int = 100
    caption: int = 0
    file_buttons: bool = True
    resends: bool = False
    finds: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """What was looked up or made ready for one platform call, beside the delivery; never stored.

    `answers` and `thread` are the references that a `Place` means, as far as they could be found. `data` are the bytes
    of a File that is not sent by its id.
    """

    answers: str | None = None
    thread: str | None = None
    data: bytes | None = None


def read_command(text: str) -> Command | None:
    """Read "/name argument" (also "/name@SomeBot argument"); None when the text is no command."""
    if not text.startswith("/"):
        return None
    head, _, argument = text[1:].partition(" ")
    name = head.split("@", 1)[0].strip().lower()
    if not name or not all(c.isascii() and (c.isalnum() or c == "_") for c in name):
        return None
    return Command(name, argument.strip())
