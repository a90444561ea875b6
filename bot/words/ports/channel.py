"""One chat platform, as the doings see it."""

from __future__ import annotations

from typing import Protocol

from bot.words.messages import Delivery, Limits, Ready
from bot.words.ports.inbox import Inbox
from bot.words.values import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `alongside doctor`: what was looked at, whether it is well, and what to do if it is not."""

    what: str
    well: bool
    todo: str = ""


NOTHING_READY = Ready()


class Channel(Protocol):
    """One chat platform: listens, sends one delivery, translates its errors (see bot.words.errors)."""

    name: str
    limits: Limits

    async def listen(self, inbox: Inbox) -> None:
        """Hand in what people do until cancelled."""
        ...

    async def send(self, delivery: Delivery, target: str | None, ready: Ready = NOTHING_READY) -> str:
        """Make exactly one platform call and return the platform's reference to the message ("" if it has none).

        `target` is the reference of the message an Edit changes or a Remove takes back. A File comes with its bytes in
        `ready`, unless it is one that people sent on this very channel and the channel's limits say it `resends` those.
        Raises a SendError; retries nothing by itself. Where a platform makes several calls of one thing (Slack's
        uploads), the last alone can be seen by people.
        """
        ...

    async def fetch(self, file: str, most: int) -> bytes:
        """What a person sent, by the platform's id of it, read as a stream and never beyond `most` bytes.

        Raises CannotPass where it is larger, gone, or lies anywhere but on the platform's own hosts, else a SendError.
        """
        ...

    async def find(self, delivery: Delivery, ready: Ready = NOTHING_READY) -> str | None:
        """For an uncertain delivery: the reference of the message if it did arrive, None if it did not or if the
        platform cannot tell. `ready` as for `send`, without the bytes of a file."""
        ...

    async def check(self) -> list[Finding]:
        """Look at tokens, rights and settings, and say what to do."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
