"""Files on Slack: shared as new ones of ours, read by their id, and deleted.

Slack lets nobody show a file that one person sent to the bot to another, so each is uploaded anew. That takes three
calls: ask where to, bring the bytes, share. Nobody sees anything before the last, so that alone can be done twice.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.adapters.fetching import Fetching, origin
from bot.adapters.slack import refs
from bot.adapters.slack.calls import SlackCalls
from bot.adapters.slack.faults import FILE_GONE
from bot.adapters.slack.payloads import dig, items, text_at
from bot.adapters.slack.text import sendable
from bot.adapters.slack.writing import blocks
from bot.words.errors import CannotPass, SendError, Unreachable
from bot.words.messages import Delivery, File

HOST = "https://files.slack.com"
SECONDS = 40.0
LOOKS = (0.0, 0.3, 0.6, 1.2, 2.0)
"""Seconds before each look for the message a shared file came to stand in: Slack makes it a moment later."""


class Files:
    """The files of one workspace, over its calls. `looks` are the waits, in seconds, before looking for a message."""

    def __init__(self, calls: SlackCalls, token: str, base_url: str, looks: tuple[float, ...] = LOOKS) -> None:
        self._calls, self._token, self._looks = calls, token, looks
        is_slack = (urlsplit(base_url).hostname or "").endswith("slack.com")
        self._host = HOST if is_slack else origin(base_url)
        self._fetching = Fetching((self._host,), SECONDS)

    async def share(self, delivery: Delivery, file: File, channel: str, thread: str, data: bytes) -> str:
        """Share it; the reference of its message, "" where Slack does not tell in time. Raises a SendError."""
        identity = await self._uploaded(named(delivery, file), data)
        shared: dict[str, Any] = {"files": [{"id": identity, "title": sendable(file.name)}], "channel_id": channel}
        if file.text.strip():
            shared["blocks"] = blocks(file.text, ())
        if thread:
            shared["thread_ts"] = thread
        await self._calls.write("files.completeUploadExternal", shared, optional=True)
        return await self._message_of(identity, channel, thread)

    async def fetch(self, file: str, most: int) -> bytes:
        """The bytes of a file that someone sent; raises CannotPass and other SendErrors."""
        found = dig(await self._calls.read("files.info", {"file": file}, optional=True), "file")
        url = text_at(found, "url_private_download") or text_at(found, "url_private")
        size = dig(found, "size")
        if dig(found, "is_external") is True:
            raise CannotPass("elsewhere")
        if not url:
            raise CannotPass("gone")
        if type(size) is int and size > most:
            raise CannotPass("too-large")
        return await self._fetching.fetch(url, most, {"Authorization": f"Bearer {self._token}"})

    async def forget(self, message: Any) -> None:
        """Delete the files of a message of ours, which would outlive it."""
        for file in items(message, "files"):
            if identity := text_at(file, "id"):
                await self._calls.write("files.delete", {"file": identity}, settles=FILE_GONE, optional=True)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._fetching.close()

    async def _uploaded(self, name: str, data: bytes) -> str:
        """The id of a file that is there and that nobody sees yet; every failure is certain."""
        asked = {"filename": name, "length": str(len(data))}
        try:
            place = await self._calls.read("files.getUploadURLExternal", asked, optional=True)
        except Unreachable as error:
            raise Unreachable(str(error), uncertain=False) from None
        url, identity = text_at(place, "upload_url"), text_at(place, "file_id")
        if origin(url) != origin(self._host) or not identity:
            raise Unreachable("nowhere to upload to", uncertain=False)
        await self._brought(url, data)
        return identity

    async def _brought(self, url: str, data: bytes) -> None:
        session = self._calls.client.session
        if session is None:  # the client is made with one
            raise Unreachable("closed", uncertain=False)
        try:
            timeout = aiohttp.ClientTimeout(total=SECONDS, connect=5.0)
            async with session.post(url, data=data, timeout=timeout, allow_redirects=False) as answer:
                status = answer.status
        except (aiohttp.ClientError, OSError) as error:
            status, why = 0, type(error).__name__
        if status == 413:
            raise CannotPass("too-large")
        if status != 200:
            raise Unreachable(f"upload: {status or why}", uncertain=False)

    async def _message_of(self, file: str, channel: str, thread: str) -> str:
        for wait in self._looks:
            await asyncio.sleep(wait)
            try:
                shares = dig(await self._calls.read("files.info", {"file": file}, optional=True), "file", "shares")
            except SendError:  # it is out: what follows can only tell less
                continue
            for kind in ("private", "public"):
                for share in items(shares, kind, channel):
                    return refs.made(channel, text_at(share, "ts"), text_at(share, "thread_ts") or thread) or ""
        return ""


def named(delivery: Delivery, file: File) -> str:
    """The file's name there, with the mark of its delivery in it."""
    stem, dot, ending = file.name.rpartition(".")
    return sendable(f"{stem}{mark(delivery)}.{ending}" if dot else f"{file.name}{mark(delivery)}")


def mark(delivery: Delivery) -> str:
    """What stands in the names of the files of this delivery, so that they can be found again."""
    return "-" + hashlib.blake2b(str(delivery.id).encode(), digest_size=5).hexdigest()
