"""One outbound on its way to one address: who goes first, what a channel can hold, what was made ready."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum

from bot.words.messages.address import Address
from bot.words.messages.outbound import Outbound
from bot.words.values import dataclass


class Priority(IntEnum):
    """Who goes first when a platform allows less than we have to say; lower goes first.

    The last two are changes to messages where those are scarce: a question drawn anew, and one that is tidied up. They
    wait for everything said to the same address before, but stand in nobody's way: what goes before them leaves before
    them, even if it was said later.
    """

    REPLY = 0
    RELAY = 1
    NUDGE = 2
    BROADCAST = 3
    REDRAWING = 4
    TIDYING = 5

    @property
    def rank(self) -> int:
        """To one address all up to broadcasts leaves in the order it was said, and before what has a higher rank."""
        return max(self, Priority.BROADCAST)


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
    `finds` says whether the channel can tell afterwards if a message arrived. `repeats` says whether it keeps what was
    typed there for hours, and brings it again until that was confirmed. `edits_last` says that changes to messages
    are scarce there, and stand in nobody's way.
    """

    text: int
    utf16: bool = False
    label: int = 64
    buttons: int = 100
    caption: int = 0
    file_buttons: bool = True
    resends: bool = False
    finds: bool = False
    repeats: bool = False
    edits_last: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """What was looked up or made ready for one platform call, beside the delivery; never stored.

    `answers` and `thread` are the references that a `Place` means, as far as they could be found. `data` are the bytes
    of a File that is not sent by its id.
    """

    answers: str | None = None
    thread: str | None = None
    data: bytes | None = None
