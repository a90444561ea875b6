"""What we send: words, files and places, with their buttons; and what is done with a chat or a room."""

from __future__ import annotations

import datetime as dt

from bot.words.messages.address import Address, Json
from bot.words.values import dataclass


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
    keyboards), the edit is skipped and counts as sent. `tidies` says that it only tidies up what is settled, and is the
    last change to its message: nobody waits for it.
    """

    target: int
    text: str
    buttons: tuple[Button, ...] = ()
    message: str | None = None
    widget: Widget | None = None
    tidies: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """What the person's home tab shows (Slack's App Home); other channels have none and say so as sent."""

    text: str
    buttons: tuple[Button, ...] = ()


Outbound = Say | Edit | Home | File | Pin | Remove | Gather | OpenRoom | RoomLink | InviteInto
