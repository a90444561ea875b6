"""One rehearsed platform as the hub sees it: hands in what people do, and refuses what the platform would refuse."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.adapters.rehearsal.platforms import Platform
from bot.words.errors import AlongsideError, CannotPass, PersonGone, Rejected, StorageUnavailable
from bot.words.messages import Delivery, Inbound, Ready
from bot.words.ports import NOTHING_READY, Finding, Inbox

if TYPE_CHECKING:  # the rehearsal makes these channels, and hands each of them itself
    from bot.adapters.rehearsal.rehearsal import Rehearsal

ENDED = "the rehearsal stopped listening; start it again"


@dataclass(frozen=True, slots=True)
class Posted:
    """Something a person did that waits for a commit."""

    inbound: Inbound
    committed: asyncio.Future[None]


class RehearsalChannel:
    """One rehearsed platform as the hub sees it; refuses what the platform would refuse."""

    def __init__(self, rehearsal: Rehearsal, platform: Platform) -> None:
        self.name = platform.channel
        self.limits = platform.limits
        self.waiting: asyncio.Queue[Posted] = asyncio.Queue()
        self._rehearsal = rehearsal
        self._platform = platform

    async def listen(self, inbox: Inbox) -> None:
        while True:
            batch = [await self.waiting.get()]
            while not self.waiting.empty():
                batch.append(self.waiting.get_nowait())
            await _hand_in(inbox, batch)

    async def send(self, delivery: Delivery, target: str | None, ready: Ready = NOTHING_READY) -> str:
        try:
            ref = self._send(delivery, target, ready)
        except PersonGone:
            self._rehearsal.tell_watchers(delivery, "", "unreachable")
            raise
        except Rejected:
            self._rehearsal.tell_watchers(delivery, "", "refused")
            raise
        self._rehearsal.tell_watchers(delivery, ref)
        return ref

    def _send(self, delivery: Delivery, target: str | None, ready: Ready) -> str:
        chat = self._rehearsal.chats.get(delivery.address.id)
        if chat is None or chat.platform is not self._platform:
            raise PersonGone(f"nobody is there any more on {self.name}")
        if chat.blocked:
            raise PersonGone("blocked by the person")
        if not chat.wrote:
            raise PersonGone("a bot cannot write first")
        return self._rehearsal.deliver(chat, delivery.content, target, ready)

    async def fetch(self, file: str, most: int) -> bytes:
        kept = self._rehearsal.files.get(file)
        if kept is None:
            raise CannotPass("gone")
        if len(kept.data) > most:
            raise CannotPass("too-large")
        return kept.data

    async def find(self, delivery: Delivery, ready: Ready = NOTHING_READY) -> str | None:  # noqa: ARG002 - all is certain
        return None

    async def check(self) -> list[Finding]:
        return []

    async def close(self) -> None:
        self._rehearsal.hang_up()


async def _hand_in(inbox: Inbox, batch: Sequence[Posted]) -> None:
    """Hand in a batch and tell whoever posted; what goes wrong is theirs to show, and never ends the listening."""
    try:
        await inbox.accept([posted.inbound for posted in batch])
    except AlongsideError as error:
        for posted in batch:
            if not posted.committed.done():
                posted.committed.set_exception(error)
    else:
        for posted in batch:
            if not posted.committed.done():
                posted.committed.set_result(None)
    finally:
        for posted in batch:
            if not posted.committed.done():
                posted.committed.set_exception(StorageUnavailable(ENDED))
